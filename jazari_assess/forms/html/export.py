"""A form as a file: which languages it speaks, who sends it, and what is known of the firm already."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.forms.html.content import FormContent, structure_data
from jazari_assess.forms.html.json_data import Json, script_json
from jazari_assess.forms.html.page import page
from jazari_assess.forms.html.words import Speech, words_data
from jazari_assess.model.assessment import Stage
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.profile import Profile

_KEY_LENGTH = 16


@dataclass(frozen=True, kw_only=True)
class Sender:
    """The institute that hands the form out; both empty where nobody has said."""

    name: str = ""
    cndp_reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Prefilled:
    """What is known of one firm before it opens its form; ``id`` is that of the assessment it will fill."""

    id: str
    profile: Profile
    stage: Stage = "T0"
    express: bool = False


@dataclass(frozen=True, kw_only=True)
class HtmlForm:
    """A form that can be written for any number of firms: all that they share is made once."""

    content: FormContent
    first: InterfaceText
    noscript: str
    generator: str
    shared: str

    def bytes(self, prefilled: Prefilled | None = None) -> bytes:
        """Return the form as one HTML file, for one firm where something is known of it.

        Answers are kept in the browser under a key made of the content and the firm, so that two forms never show each
        other's answers. The same arguments give the same bytes.
        """
        own: dict[str, Json] = {"key": _key(self.content, prefilled)}
        if prefilled is not None:
            own["prefilled"] = _prefilled(prefilled)
        return page(
            f"{self.shared[:-1]},{script_json(own)[1:]}",
            language=self.first.language,
            direction=self.first.direction,
            title=self.content.questionnaire.texts[self.first.language].title,
            noscript=self.noscript,
            generator=self.generator,
        )


def html_form(content: FormContent, speeches: Sequence[Speech], *, sender: Sender, tool_version: str) -> HtmlForm:
    """Return a form in the languages given, the first being the one it opens in."""
    first = speeches[0].own
    shared: Mapping[str, Json] = {
        **structure_data(content),
        "language": first.language,
        "institute": {"name": sender.name, "reference": sender.cndp_reference},
        "words": {one.own.language: words_data(content, one) for one in speeches},
    }
    return HtmlForm(
        content=content,
        first=first,
        noscript=" · ".join(one.own.say("noscript") for one in speeches),
        generator=f"jazari-assess {tool_version}",
        shared=script_json(shared),
    )


def _prefilled(known: Prefilled) -> Mapping[str, Json]:
    profile = known.profile.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"id": known.id, "profile": profile, "stage": known.stage, "express": known.express}


def _key(content: FormContent, known: Prefilled | None) -> str:
    marks = [content.questionnaire.sha256, "" if known is None else script_json(_prefilled(known))]
    digest = hashlib.sha256("\n".join(marks).encode()).hexdigest()
    return f"jazari-assess/{content.structure.id}/{digest[:_KEY_LENGTH]}"
