"""The hidden sheets of a form: the firm, what is asked and answered on its path, and whose form it is."""

import json

from jazari_assess.forms.excel.book import FormBook
from jazari_assess.forms.excel.layout import CONSENT, PATH, FormColumn
from jazari_assess.forms.excel.sheets.cases import add_cases
from jazari_assess.model.profile import REGIONS
from jazari_assess.render.excel.live.firm import asked, firm_cells
from jazari_assess.render.excel.live.places import FIRM, Block, FirmRow, QuestionColumn
from jazari_assess.render.excel.live.values import state_now
from jazari_assess.render.excel.sheets.calculation import add_calculation
from jazari_assess.render.excel.sheets.options import add_options, add_questions
from jazari_assess.render.excel.workbook import Live, Sheet

IDENTITY, SCHEMA = "_form", "jazari-assess/excel-form/1"
PATHS, CONSENTS = "form_paths", "form_consents"


def add_machine(form: FormBook) -> None:
    """Add what scores the answers: the tree, the options, the questions, the firm."""
    add_calculation(form.book, form.places, hidden=True)
    add_cases(form.book, form.places)
    add_options(form.book, form.places)
    for name, words in ((PATHS, ("path.full", "path.short")), (CONSENTS, ("notice.accept", "notice.refuse"))):
        first, last = (form.places.word(word) for word in words)
        form.book.name(name, f"{first}:{str(last).partition('!')[2]}")
    sheet = add_questions(form.book, form.places)
    for question in form.places.calculation.questions:
        if question.field is None:
            _on_path(form, sheet, question.id)
    _firm(form)


def _on_path(form: FormBook, sheet: Sheet, name: str) -> None:
    question, column = form.places.by_id[name], QuestionColumn
    row = form.places.question(name, column.ID).first
    on_path, state = (form.places.question(name, own) for own in (column.ON_PATH, column.STATE))
    asked = form.asked_at_first(name)
    sheet.put(row, column.ON_PATH, Live(f"IF({form.places.cell(name, FormColumn.ASKED)}=1,1,0)", float(asked)))
    done = asked and state_now(question) > 0
    sheet.put(row, column.DONE, Live(f"IF(AND({on_path}=1,{state}>0),1,0)", float(done)))


def counted(form: FormBook, column: QuestionColumn) -> str:
    """Return a formula of how many questions are asked, or answered, on the firm's path."""
    rows = len(form.places.calculation.questions)
    first = form.places.question(form.places.calculation.questions[0].id, column)
    return f"SUM({Block(first.sheet, first.first, column, rows)})"


def _firm(form: FormBook) -> None:
    sheet = form.book.hidden(FIRM)
    for row, value in firm_cells(form.places):
        sheet.put(row, 0, row.name.lower())
        sheet.put(row, 1, value)
    path, short = form.places.answer(PATH), form.places.word("path.short")
    sheet.put(FirmRow.SHORT, 0, FirmRow.SHORT.name.lower())
    sheet.put(FirmRow.SHORT, 1, Live(f"IF({path}={short},1,0)", float(form.order.express)))
    profile = form.places.calculation.profile
    region = 0 if profile.region is None else REGIONS.index(profile.region) + 1
    turnover = -1 if profile.turnover is None else profile.turnover
    for row, value in (
        (FirmRow.REGION, asked(form.places, "region", QuestionColumn.POSITION, 0, region)),
        (FirmRow.TURNOVER, asked(form.places, "turnover", QuestionColumn.CODE, -1, turnover)),
    ):
        sheet.put(row, 0, row.name.lower())
        sheet.put(row, 1, value)


def add_identity(form: FormBook) -> None:
    """Add the hidden sheet that says whose form this is and of what."""
    content, known = form.order.content, form.known
    questionnaire, model = content.structure, content.model.structure
    profile = {} if known is None else known.profile.model_dump(mode="json", by_alias=True, exclude_none=True)
    facts = {
        "schema": SCHEMA,
        "questionnaire": questionnaire.id,
        "questionnaire-version": questionnaire.version,
        "questionnaire-sha256": content.questionnaire.sha256,
        "model": model.id,
        "model-version": model.version,
        "model-sha256": content.model.sha256,
        "language": form.speech.language,
        "tool": f"jazari-assess {form.order.tool_version}",
        "id": "" if known is None else known.id,
        "stage": "T0" if known is None else known.stage,
        "profile": json.dumps(profile, ensure_ascii=False),
        "path": PATH,
        "consent": CONSENT,
    }
    sheet = form.book.hidden(IDENTITY, deeply=True)
    for row, (name, value) in enumerate(facts.items()):
        sheet.put(row, 0, name)
        sheet.put(row, 1, value)
    sheet.protect()
