"""The paper form as a PDF, in one language: an institute hands out the language that the firm reads."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from jazari_assess.engine.duration import estimated_duration
from jazari_assess.forms.interface import FormOrder, Prefilled
from jazari_assess.forms.paper.sheet import SheetWriter
from jazari_assess.forms.words import form_words
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.render.interface import SheetPage
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.pdf_html.sheet import sheet_pdf
from jazari_assess.render.plain_text import one_line

_NOTICE = ("purpose", "place", "asked", "rights", "retention")
_HOW = ("how-today", "how-open", "how-note", "how-type")
_LABELS = ("date", "how-title", "note", "notes", "send-title", "send")


@dataclass(frozen=True, kw_only=True)
class PaperForm:
    """A form that can be written for any number of firms."""

    order: FormOrder
    words: Wording
    writer: SheetWriter

    @property
    def languages(self) -> tuple[str, ...]:
        """The first of those ordered: two on one sheet would be twice the paper."""
        return self.order.languages[:1]

    def bytes(self, prefilled: Prefilled | None = None) -> bytes:
        """Return the sheet as PDF/UA, the firm's known lines written in."""
        by = self.order.by
        return sheet_pdf(SheetPage(sheet=self._sheet(prefilled), institute=by.institute, template=by.template))

    def _sheet(self, known: Prefilled | None) -> Mapping[str, object]:
        content, words = self.order.content, self.words
        text = content.questionnaire.texts[words.language]
        firm = "" if known is None else one_line(known.profile.firm)
        return {
            "language": words.language,
            "direction": words.words.direction,
            "title": words.set(text.title),
            "description": words.set(text.description),
            "firm": firm,
            "for": words.say("sheet.for", firm=firm) if firm else "",
            "path": self._path(),
            "version": f"{content.structure.id} {content.structure.version}",
            "notice": self._notice(),
            "how": [words.say(f"sheet.{key}") for key in _HOW],
            "labels": {key.replace("-", "_"): words.say(f"sheet.{key}") for key in _LABELS},
            "parts": [asdict(part) for part in self.writer.parts(known)],
        }

    def _notice(self) -> Mapping[str, object]:
        told = {key: self.words.say(f"notice.{key}") for key in ("title", "question", "accept", "refuse")}
        return {**told, "lines": list(self._notice_lines())}

    def _notice_lines(self) -> Iterator[str]:
        institute, words = self.order.by.institute, self.words
        yield from (words.say(f"notice.{key}") for key in _NOTICE)
        if institute.name:
            yield words.say("notice.institute", institute=one_line(institute.name))
        reference = one_line(institute.cndp_reference)
        yield words.say("notice.reference", reference=reference) if reference else words.say("notice.no-reference")

    def _path(self) -> str:
        """Return the name of the path, how many questions it asks and about how long they take."""
        content, words, express = self.order.content, self.words, self.order.express
        text = content.questionnaire.texts[words.language]
        minutes = estimated_duration(content.structure, text, self.writer.asked, express=express).minutes
        detail = words.say("path.detail", questions=str(len(self.writer.asked)), minutes=str(round(minutes)))
        return f"{words.say('path.short' if express else 'path.full')} \u2013 {detail}"


def paper_form(order: FormOrder) -> PaperForm:
    """Return the form in the first language ordered; raise ``ProblemsError`` when its words lack some."""
    language = order.languages[0]
    words = Wording(words=form_words("paper", language))
    writer = SheetWriter(order.content, words, read_interface_text(language), express=order.express)
    return PaperForm(order=order, words=words, writer=writer)
