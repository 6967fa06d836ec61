"""The words of the workbook in one language: its own, those of reports, and the names of regions and sectors."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jazari_assess.forms.interface import FormOrder
from jazari_assess.forms.words import form_words
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.reading.content.interface_text import read_interface_text, read_report_text
from jazari_assess.render.page.wording import Wording

_ANSWERS = ("unknown", "not-applicable", "yes", "partly", "no")
"""What a form says in other words than a report: the firm speaks, not somebody about it."""


@dataclass(frozen=True, kw_only=True)
class Speech:
    """``report`` are the words of reports with the form's own answers, ``form`` those of forms."""

    report: Wording
    form: Wording
    shared: InterfaceText

    @property
    def language(self) -> str:
        """The language of the workbook."""
        return self.report.language

    @property
    def direction(self) -> str:
        """Where the language begins a line."""
        return self.report.words.direction

    def labels(self) -> Mapping[str, str]:
        """Return every word that stands without a value, by key; the form's own win."""
        return {**self.report.labels(), **self.form.labels()}

    def named(self, group: str, name: str) -> str:
        """Return the name of a region or a sector."""
        return self.form.set(self.shared.entries[f"{group}.{name}"])


def speech_of(order: FormOrder) -> Speech:
    """Return the words of the first language that is ordered: a workbook speaks one."""
    language = order.languages[0]
    form, report = form_words("excel", language), read_report_text(order.by.template.folders, language)
    answers = {f"answer.{name}": form.entries[f"question.{name}"] for name in _ANSWERS}
    words = replace(report, entries={**report.entries, **answers})
    return Speech(report=Wording(words=words), form=Wording(words=form), shared=read_interface_text(language))
