"""A kind of form that a newcomer writes: whose it is, then each question on a line."""

from dataclasses import dataclass

from jazari_assess.forms.interface import FormOrder, Prefilled


@dataclass(frozen=True, kw_only=True)
class TextForm:
    """The questions in the language the form opens in."""

    order: FormOrder

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it was ordered in."""
        return self.order.languages

    def bytes(self, prefilled: Prefilled | None = None) -> bytes:
        """Return the form as text."""
        firm = "" if prefilled is None else prefilled.profile.firm
        asked = self.order.content.questionnaire.texts[self.languages[0]].questions
        return "\n".join((firm, *(one.title for one in asked.values()))).encode()


def text_form(order: FormOrder) -> TextForm:
    """Return the form that is ordered."""
    return TextForm(order=order)
