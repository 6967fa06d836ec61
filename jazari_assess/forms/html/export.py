"""The HTML form as a file: which languages it speaks, who sends it, and what is known of the firm already."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from jazari_assess.forms.html.benchmark import benchmark_data
from jazari_assess.forms.html.content import structure_data
from jazari_assess.forms.html.json_data import Json, script_json
from jazari_assess.forms.html.packing import packed
from jazari_assess.forms.html.page import page
from jazari_assess.forms.html.words import speech_of, words_data
from jazari_assess.forms.interface import FormContent, FormOrder, Prefilled
from jazari_assess.model.interface_text import InterfaceText

_KEY_LENGTH = 16
"""Hexadecimal digits, 64 bits: two forms that share the place of their answers in a browser never meet."""


@dataclass(frozen=True, kw_only=True)
class HtmlForm:
    """A form that can be written for any number of firms: all that they share is made once."""

    order: FormOrder
    first: InterfaceText
    noscript: str
    shared: str

    @property
    def languages(self) -> tuple[str, ...]:
        """All that were ordered."""
        return self.order.languages

    def bytes(self, prefilled: Prefilled | None = None) -> bytes:
        """Return the form as one HTML file, for one firm where something is known of it.

        Answers are kept in the browser under a key made of the content and the firm, so that two forms never show each
        other's answers. The same arguments give the same bytes.
        """
        own: dict[str, Json] = {"key": _key(self.order, prefilled)}
        if prefilled is not None:
            own["prefilled"] = _prefilled(prefilled)
        return page(
            f"{self.shared[:-1]},{script_json(own)[1:]}",
            language=self.first.language,
            direction=self.first.direction,
            title=self.order.content.questionnaire.texts[self.first.language].title,
            noscript=self.noscript,
            generator=f"jazari-assess {self.order.tool_version}",
        )


def html_form(order: FormOrder) -> HtmlForm:
    """Return a form in the languages ordered."""
    content: FormContent = order.content
    speeches = [speech_of(language) for language in order.languages]
    first = speeches[0].own
    institute = order.by.institute
    shared: Mapping[str, Json] = {
        **structure_data(content),
        "language": first.language,
        "express": order.express,
        "institute": {"name": institute.name, "reference": institute.cndp_reference},
        **({} if order.among is None else {"benchmark": benchmark_data(order.among)}),
        "words": {one.own.language: words_data(content, one) for one in speeches},
    }
    return HtmlForm(
        order=order,
        first=first,
        noscript=" · ".join(one.own.say("noscript") for one in speeches),
        shared=script_json({"shared": packed(shared)}),
    )


def _prefilled(known: Prefilled) -> Mapping[str, Json]:
    profile = known.profile.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"id": known.id, "profile": profile, "stage": known.stage}


def _key(order: FormOrder, known: Prefilled | None) -> str:
    marks = [order.content.questionnaire.sha256, "" if known is None else script_json(_prefilled(known))]
    digest = hashlib.sha256("\n".join(marks).encode()).hexdigest()
    return f"jazari-assess/{order.content.structure.id}/{digest[:_KEY_LENGTH]}"
