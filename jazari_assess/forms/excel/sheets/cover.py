"""The first sheet: what the form is, how it is filled and sent back, the privacy notice, consent and path."""

from collections.abc import Iterator, Mapping, Sequence

from jazari_assess.engine.asking import on_short_path
from jazari_assess.engine.duration import estimated_duration
from jazari_assess.forms.excel.book import FormBook
from jazari_assess.forms.excel.layout import CONSENT, PATH, FormColumn
from jazari_assess.forms.excel.sheets.hidden_sheets import CONSENTS, PATHS
from jazari_assess.forms.excel.sheets.questions import WIDTHS, start_sheet
from jazari_assess.forms.excel.speech import Speech
from jazari_assess.forms.interface import FormOrder, Prefilled
from jazari_assess.render.excel.sheets.checks import check_list
from jazari_assess.render.excel.workbook import Sheet, row_height

COVER_ROWS = 3
"""Rows above the text: the keys, the title, the lead."""
_STEPS = ("open", "answer", "unknown", "result", "save", "send")
_NOTICE = ("purpose", "place", "asked", "rights", "retention")


def cover_lines(order: FormOrder, speech: Speech, known: Prefilled | None) -> Sequence[tuple[str, str]]:
    """Return the lines above what is asked, each with its style."""
    say, institute = speech.form.say, order.by.institute
    lines = [(say("cover.for", firm=known.profile.firm), "strong")] if known is not None else []
    lines += [(say("cover.steps"), "heading"), *((say(f"cover.{step}"), "text") for step in _STEPS)]
    lines.append((say("notice.title"), "heading"))
    if institute.name:
        lines.append((say("notice.institute", institute=institute.name), "text"))
    lines += [(say(f"notice.{key}"), "text") for key in _NOTICE]
    reference = institute.cndp_reference
    told = say("notice.reference", reference=reference) if reference else say("notice.no-reference")
    return [*lines, (told, "text")]


def cover_homes(lines: int, name: str) -> Mapping[str, tuple[str, int]]:
    """Return where the cover asks for consent and for the path, below so many lines."""
    consent = COVER_ROWS + lines + 1
    return {CONSENT: (name, consent), PATH: (name, consent + 1)}


def add_cover(form: FormBook) -> None:
    """Add the sheet."""
    say = form.speech.form.say
    sheet = start_sheet(form, form.places.answer(CONSENT).sheet, form.title, say("cover.lead"))
    for row, (text, style) in enumerate(cover_lines(form.order, form.speech, form.known), start=COVER_ROWS):
        _line(sheet, row, text, style)
    consent, path = (form.places.answer(name) for name in (CONSENT, PATH))
    _asked(form, sheet, CONSENT, say("notice.question"), None)
    check_list(sheet, consent, CONSENTS, form.labels)
    chosen = form.labels["path.short" if form.order.express else "path.full"]
    _asked(form, sheet, PATH, "\n".join((say("path.title"), *_paths(form), say("path.later"))), chosen)
    check_list(sheet, path, PATHS, form.labels)
    sheet.sheet.print_area(1, FormColumn.NUMBER, path.first, FormColumn.ANSWER)
    sheet.sheet.activate()
    sheet.sheet.set_first_sheet()
    sheet.protect()


def _line(sheet: Sheet, row: int, text: str, style: str) -> None:
    if style == "heading":
        sheet.put(row, FormColumn.NUMBER, text, style)
        sheet.sheet.set_row(row, 24)
        return
    wide = WIDTHS[FormColumn.QUESTION] + WIDTHS[FormColumn.ANSWER]
    sheet.wide(row, (FormColumn.NUMBER, FormColumn.ANSWER), text, style, width=wide)


def _asked(form: FormBook, sheet: Sheet, name: str, text: str, answer: str | None) -> None:
    row = form.places.answer(name).first
    sheet.put(row, FormColumn.ID, name, "quiet")
    sheet.put(row, FormColumn.QUESTION, text, "cell")
    sheet.put(row, FormColumn.ANSWER, answer, "edit")
    sheet.sheet.set_row(row, row_height([(text, WIDTHS[FormColumn.QUESTION])]))


def _paths(form: FormBook) -> Iterator[str]:
    structure, text = form.order.content.structure, form.order.content.questionnaire.texts[form.speech.language]
    number = form.speech.report.number
    for key, express in (("full", False), ("short", True)):
        names = [name for name in structure.order if not express or on_short_path(structure.questions[name])]
        minutes = round(estimated_duration(structure, text, names, express=express).minutes)
        detail = form.speech.form.say("path.detail", questions=number(len(names)), minutes=number(minutes))
        yield f"• {form.labels[f'path.{key}']}{form.labels['colon']} {detail}. {form.labels[f'path.{key}-use']}"
