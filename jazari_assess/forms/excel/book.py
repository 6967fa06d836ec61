"""What the sheets of a form are written with: the workbook, its words, its places, what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.engine.asking import on_short_path
from jazari_assess.forms.excel.calculation import ANY_DAY
from jazari_assess.forms.excel.layout import AskingSheet, FormPlaces
from jazari_assess.forms.excel.speech import Speech
from jazari_assess.forms.interface import FormOrder, Prefilled
from jazari_assess.model.questionnaire import Question, QuestionText
from jazari_assess.render.excel.live.truths import Present
from jazari_assess.render.excel.workbook import Workbook, row_height


def highest_row(texts: Iterable[Sequence[str]], widths: Sequence[float]) -> float:
    """Return the height in points of the highest row that any of these texts would need in columns of these widths."""
    return max((row_height(list(zip(words, widths, strict=True))) for words in texts), default=row_height([]))


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a workbook is told of itself."""

    title: str
    direction: str
    footer: str
    labels: Mapping[str, str]
    date: str = ANY_DAY


@dataclass(frozen=True, kw_only=True)
class FormBook:
    """A form while it is written."""

    book: Workbook
    order: FormOrder
    speech: Speech
    places: FormPlaces
    asking: Sequence[AskingSheet]
    known: Prefilled | None

    @property
    def labels(self) -> Mapping[str, str]:
        """Every word that stands without a value, by key."""
        return self.book.labels

    @property
    def title(self) -> str:
        """The title of the questionnaire."""
        return self.speech.form.set(self.order.content.questionnaire.texts[self.speech.language].title)

    def words(self, question: str) -> QuestionText:
        """Return the words of a question."""
        return self.order.content.questionnaire.texts[self.speech.language].questions[question]

    def structure(self, question: str) -> Question:
        """Return the structure of a question."""
        return self.order.content.structure.questions[question]

    def asked_at_first(self, question: str) -> bool:
        """Say whether a question is asked on the path that the form begins on, before anything is answered."""
        own = self.places.by_id[question]
        if self.order.express and not on_short_path(self.structure(question)):
            return False
        return Present(self.places, closed=True).asked(own).now == 1
