"""What must agree in the aims of a model: the indicators that serve them, their figures, their words."""

from collections.abc import Iterator, Mapping

from jazari_assess.errors import Problem
from jazari_assess.model.aims import Aim, Aims, AimText
from jazari_assess.model.maturity import MaturityModel, ModelText
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.reading.content.model import questions_of
from jazari_assess.reading.content.parts import Sourced, unmatched_words
from jazari_assess.reading.content.satisfiability import sound_problems
from jazari_assess.reading.yaml_json.document import Document, nearest


def aims_problems(aims: Sourced[Aims], model: MaturityModel, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield every indicator that the model lacks, and every figure that can never be ready."""
    indicators = questions_of(model, questionnaire)
    for name, aim in aims.content.aims.items():
        path = ("aims", name)
        for served in aim.serves:
            if served not in indicators:
                where, near = (*path, "serves", served), nearest(served, indicators)
                yield aims.document.key_problem("indicator-unknown", where, found=served, near=near)
        for figure, kpi in aim.kpis.items():
            if kpi.ready is not None:
                yield from sound_problems(questionnaire, kpi.ready, aims.document, (*path, "kpis", figure, "ready"))


def offered_aims_problems(
    questionnaire: Questionnaire, document: Document, aims: Mapping[str, Sourced[Aims]]
) -> Iterator[Problem]:
    """Yield aims that a questionnaire offers and no main model of it has, and aims of these that it does not offer.

    ``aims`` are those of its main models, by model.
    """
    known = {aim for sourced in aims.values() for aim in sourced.content.aims}
    for name, question in questionnaire.questions.items():
        if not isinstance(question, ProfileQuestion) or question.field != "aims":
            continue
        for index, offered in enumerate(question.options):
            if offered not in known:
                where = ("questions", name, "options", index)
                yield document.problem("aim-not-in-model", where, found=offered, near=nearest(offered, known))
        for sourced in aims.values():
            for aim in sourced.content.aims:
                if aim not in question.options:
                    near = nearest(aim, question.options)
                    values = {"found": aim, "question": name, "near": near}
                    yield sourced.document.key_problem("aim-not-offered", ("aims", aim), **values)


def aim_words_problems(aims: Mapping[str, Aim], text: ModelText, document: Document) -> Iterator[Problem]:
    """Yield aims and figures without words in one language, and words without them."""
    yield from unmatched_words(document, ("aims",), aims, text.aims)
    for name, words in text.aims.items():
        if name in aims:
            yield from unmatched_words(document, ("aims", name, "kpis"), aims[name].kpis, words.kpis)
            yield from _never_read(name, aims[name], words, document)


def _never_read(name: str, aim: Aim, words: AimText, document: Document) -> Iterator[Problem]:
    """Yield the words for a figure that is ready where the figure never is."""
    for figure, told in words.kpis.items():
        kpi = aim.kpis.get(figure)
        if kpi is not None and kpi.ready is None and told.how_ready is not None:
            key, path = "how-ready", ("aims", name, "kpis", figure, "how-ready")
            yield document.key_problem("words-without-structure", path, key=key, near="how")


def level_words_problems(
    model: MaturityModel, text: ModelText, document: Document, *, worded: bool
) -> Iterator[Problem]:
    """Yield the texts of levels that dimensions lack; a model has them for all its dimensions or for none.

    ``worded`` says that some language of the model has one.
    """
    steps = [step.id for step in model.levels.steps] if worded else []
    for name, words in text.nodes.items():
        needed = steps if name in model.dimensions else []
        yield from unmatched_words(document, ("nodes", name, "levels"), needed, words.levels)
