"""The languages that office programs spell and read aloud in, as the words of the report name them."""

from dataclasses import dataclass

from jazari_assess.render.page.types import Page


@dataclass(frozen=True, kw_only=True)
class LanguageTags:
    """The tags (BCP 47) of a report's own language and of the one whose letters run the other way."""

    own: str
    foreign: str
    rtl: bool

    @property
    def left_to_right(self) -> str:
        """The tag of letters that run from the left."""
        return self.foreign if self.rtl else self.own

    @property
    def right_to_left(self) -> str:
        """The tag of letters that run from the right."""
        return self.own if self.rtl else self.foreign


def language_tags(page: Page) -> LanguageTags:
    """Return the tags that the words of a page name."""
    own, foreign = (page.labels[f"spelling.{key}"] for key in ("own", "foreign"))
    return LanguageTags(own=own, foreign=foreign, rtl=page.direction == "rtl")
