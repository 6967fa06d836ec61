"""The hidden sheet of cases: a block of columns for each way in which what is missing may turn out."""

from jazari_assess.forms.excel.case_formulas import CaseFormulas
from jazari_assess.render.excel.live.nodes import NodeFormulas
from jazari_assess.render.excel.live.places import CASES, CaseColumn, Places
from jazari_assess.render.excel.workbook import Workbook


def add_cases(book: Workbook, places: Places) -> None:
    """Add the sheet, where there are cases."""
    calculation = places.calculation
    if not calculation.cases:
        return
    sheet = book.hidden(CASES)
    for name in (*(question.id for question in calculation.questions), *(node.id for node in calculation.nodes)):
        row = places.asked_in(0, name).first if name in places.by_id else places.case(0, name, CaseColumn.LOW).first
        sheet.put(row, 0, name)
    for place in range(len(calculation.cases)):
        formulas = CaseFormulas(NodeFormulas(places, book.labels), place)
        for question in calculation.questions:
            own = places.asked_in(place, question.id)
            sheet.put(own.first, own.column, formulas.asked(question))
        for node in calculation.nodes:
            first = places.case(place, node.id, CaseColumn.APPLICABLE)
            for column, value in enumerate(formulas.row(node), start=first.column):
                sheet.put(first.first, column, value)
