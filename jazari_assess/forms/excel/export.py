"""A form as a workbook: one file for one firm, in one language, the same for the same order."""

from dataclasses import dataclass

from jazari_assess.forms.excel.advice.content import advice_of
from jazari_assess.forms.excel.advice.sheets import AdviceSheets
from jazari_assess.forms.excel.book import FormBook, Head
from jazari_assess.forms.excel.calculation import FirmCalculation, firm_calculation
from jazari_assess.forms.excel.layout import AskingSheet, FormPlaces, asking_sheets, form_places, sheet_names
from jazari_assess.forms.excel.sheets.cover import add_cover, cover_homes, cover_lines
from jazari_assess.forms.excel.sheets.hidden_sheets import add_identity, add_machine
from jazari_assess.forms.excel.sheets.questions import add_questions_of
from jazari_assess.forms.excel.sheets.result import ResultSheet
from jazari_assess.forms.excel.speech import Speech, speech_of
from jazari_assess.forms.interface import FormOrder, Prefilled
from jazari_assess.render.excel.workbook import Workbook


@dataclass(frozen=True, kw_only=True)
class ExcelForm:
    """A form that can be written for any number of firms."""

    order: FormOrder
    speech: Speech

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language of the workbook."""
        return (self.speech.language,)

    def bytes(self, prefilled: Prefilled | None = None) -> bytes:
        """Return the workbook, for one firm where something is known of it."""
        made = firm_calculation(self.order.content, self.speech, self.order.tool_version, prefilled)
        labels = self.speech.labels()
        cover, result = sheet_names([labels["sheet.start"], labels["sheet.result"]], ())
        asking = self._asking((cover, result, labels["sheet.calculation"]))
        places = self._places(made, asking, cover, prefilled)
        title = self.speech.form.set(self.order.content.questionnaire.texts[self.speech.language].title)
        foot = self.order.by.institute.foot
        head = Head(title=title, direction=self.speech.direction, footer=foot, labels=labels)
        form = FormBook(
            book=Workbook(head, self.order.by.template),
            order=self.order,
            speech=self.speech,
            places=places,
            asking=asking,
            known=prefilled,
        )
        return _written(form, made, result)

    def _asking(self, taken: tuple[str, ...]) -> list[AskingSheet]:
        content = self.order.content
        sections = content.questionnaire.texts[self.speech.language].sections
        titles = {name: self.speech.form.set(one.title) for name, one in sections.items()}
        return asking_sheets(content.structure.sections, titles, taken)

    def _places(
        self, made: FirmCalculation, asking: list[AskingSheet], cover: str, known: Prefilled | None
    ) -> FormPlaces:
        lines = cover_lines(self.order, self.speech, known)
        return form_places(made.calculation, asking, cover_homes(len(lines), cover))


def _written(form: FormBook, made: FirmCalculation, result: str) -> bytes:
    advice = AdviceSheets(form, advice_of(form.order.content, form.places, made.assessment))
    add_cover(form)
    for sheet in form.asking:
        add_questions_of(form, sheet)
    ResultSheet(form, result, advice).write()
    add_machine(form)
    advice.write()
    add_identity(form)
    return form.book.close()


def excel_form(order: FormOrder) -> ExcelForm:
    """Return a form in the first language that is ordered."""
    return ExcelForm(order=order, speech=speech_of(order))
