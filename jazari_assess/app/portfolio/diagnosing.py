"""``portfolio diagnose``: the questionnaire under test by what is in a store."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Literal

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import main_model, read_content
from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.app.wording import require_language
from jazari_assess.engine.cohort.instrument import ENOUGH, Item
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.library import ModelContent, QuestionnaireContent, nearest_words
from jazari_assess.portfolio.diagnosis import Diagnosis, diagnosed
from jazari_assess.portfolio.store.queries import Filters, records

Fault = Literal["piled", "unknown", "against", "redundant", "slow", "contradicted", "apart"]
_OFTEN_UNKNOWN = 0.15
"""Of those asked: more than one in seven who do not know is no longer chance."""
_AGAINST = 0.0
"""Correlation with the rest of its dimension below which a question runs against it."""
_SLOW = 2.0
"""Times the median of all questions: what takes so long is looked up, discussed, or not understood."""
_OFTEN_CONTRADICTED = 0.1
"""Of assessments: a cross-check that one in ten hits says more of the questions than of the firms."""
_FAR_APART = 25.0
"""Points: a whole step of a question of five."""


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What to look at first: a fault of a question, of a pair, or of a cross-check, and the figure that says so.

    ``firms`` is how many firms are behind the figure.
    """

    fault: Fault
    names: tuple[str, ...]
    figure: float
    firms: int


@dataclass(frozen=True, kw_only=True)
class Diagnosed:
    """How the questionnaire did, and what to look at first."""

    found: Diagnosis
    advice: tuple[Advice, ...]
    questionnaire: QuestionnaireContent
    model: ModelContent
    language: str

    def question(self, name: str) -> str:
        """Return a question's short name."""
        return nearest_words(self.questionnaire.texts, self.language).questions[name].short

    def dimension(self, name: str) -> str:
        """Return a dimension's title."""
        nodes = nearest_words(self.model.texts, self.language).nodes
        return nodes[name].title if name in nodes else self.question(name)

    def check(self, name: str) -> str:
        """Return what a cross-check says; one that is no more keeps its id."""
        checks = nearest_words(self.questionnaire.texts, self.language).checks
        return checks[name].title if name in checks else name

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values."""
        return {
            "schema": "jazari-assess/diagnosis/1",
            **asdict(self.found),
            "advice": [asdict(one) for one in self.advice],
        }


def diagnose(store: StoreRequest, context: Context, *, questionnaire: str = "industrie-x0") -> Diagnosed:
    """Return how a questionnaire did over all assessments of a store, sample firms aside.

    Raises ``ProblemsError`` when the store cannot be used, or holds no assessment of the questionnaire's main model.
    """
    library = read_content(context)
    model = main_model(library, questionnaire)
    content = library.questionnaires[questionnaire]
    require_language((model, content), context.language)
    with opened(store) as found, found.reading() as connection:
        asked = content.structure
        scored = [name for name in asked.valued if not getattr(asked.questions[name], "fact", False)]
        told = diagnosed(records(connection, Filters(samples=False)), model.structure, scored)
    if told is None:
        raise ProblemsError([Problem(code="diagnosis-empty", values={"model": model.structure.id})])
    return Diagnosed(
        found=told, advice=tuple(advice(told)), questionnaire=content, model=model, language=context.language
    )


def advice(found: Diagnosis) -> Iterator[Advice]:
    """Yield what an institute can act on, kind by kind, the worst first."""
    yield from _of_answers(found.items)
    for pair in found.redundant:
        yield Advice(fault="redundant", names=(pair.one, pair.other), figure=pair.correlation, firms=pair.firms)
    yield from _of_times(found.items)
    for hit in found.checks:
        if hit.share >= _OFTEN_CONTRADICTED:
            yield Advice(fault="contradicted", names=(hit.check,), figure=hit.share, firms=hit.firms)
    for one in found.differences:
        if one.points >= _FAR_APART:
            yield Advice(fault="apart", names=(one.question,), figure=one.points, firms=one.firms)


def _of_answers(every: Sequence[Item]) -> Iterator[Advice]:
    for item in sorted(every, key=lambda one: -(one.unknown or 0)):
        if item.asked >= ENOUGH and (item.unknown or 0.0) >= _OFTEN_UNKNOWN:
            share = item.unknown or 0.0
            yield Advice(fault="unknown", names=(item.question,), figure=share, firms=item.firms.unknown)
    for item in every:
        if item.answers >= ENOUGH and item.piled:
            ends = (item.floor or 0.0, item.firms.floor), (item.ceiling or 0.0, item.firms.ceiling)
            share, firms = max(ends)
            yield Advice(fault="piled", names=(item.question,), figure=share, firms=firms)
    for item in every:
        if item.rest is not None and item.rest < _AGAINST:
            yield Advice(fault="against", names=(item.question,), figure=item.rest, firms=item.firms.answers)


def _of_times(every: Sequence[Item]) -> Iterator[Advice]:
    times = [(item.seconds, item) for item in every if item.seconds is not None]
    if not times:
        return
    usual = median(seconds for seconds, _ in times)
    for seconds, item in sorted(times, key=lambda one: -one[0]):
        if seconds > _SLOW * usual:
            yield Advice(fault="slow", names=(item.question,), figure=seconds, firms=item.firms.seconds)
