"""What is filled offline: written out, and read back in; each kind of form loads its library only when it is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jazari_assess.forms.interface import Form, FormOrder


@dataclass(frozen=True, kw_only=True)
class FormKind:
    """One kind of form: the folder of its words, the ending of its files, and how one is made."""

    folder: str
    suffix: str
    make: Callable[[FormOrder], Form]


def _html(order: FormOrder) -> Form:
    from jazari_assess.forms.html.export import html_form

    return html_form(order)


def _pdf(order: FormOrder) -> Form:
    from jazari_assess.forms.paper.export import paper_form

    return paper_form(order)


def _xlsform(order: FormOrder) -> Form:
    from jazari_assess.forms.xlsform.export import xlsform

    return xlsform(order)


def _xlsx(order: FormOrder) -> Form:
    from jazari_assess.forms.excel.export import excel_form

    return excel_form(order)


FORMS: Mapping[str, FormKind] = {
    "html": FormKind(folder="html", suffix=".html", make=_html),
    "xlsx": FormKind(folder="excel", suffix=".xlsx", make=_xlsx),
    "pdf": FormKind(folder="paper", suffix=".pdf", make=_pdf),
    "xlsform": FormKind(folder="xlsform", suffix=".xlsform.xlsx", make=_xlsform),
}
"""Every kind of form, by the name of its format."""
