"""Small questionnaires, models and firms, written out where a test needs them."""

from collections.abc import Mapping, Sequence

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import Answer, Given, GivenValue, NotApplicable, Unanswered, Unknown
from jazari_assess.model.maturity import Group, Levels, LevelStep, MaturityModel, Node, Variant
from jazari_assess.model.profile import Sector
from jazari_assess.model.questionnaire import LevelQuestion, Question, Questionnaire
from jazari_assess.model.result import ModelResult
from tests.engine.random_models import Firm, content
from tests.engine.random_questionnaires import REASON, assessment_of

FIVE_STEPS = tuple(LevelStep(id=f"level-{number}", from_=number * 20.0) for number in range(5))


def questionnaire(questions: Mapping[str, Question]) -> Questionnaire:
    """Return a questionnaire of one section."""
    return Questionnaire(
        schema_="jazari-assess/questionnaire/1",
        id="made",
        version="1.0.0",
        license="none",
        source=REASON,
        sections={"all": tuple(questions)},
        questions=questions,
    )


def level_questions(*names: str) -> Questionnaire:
    """Return a questionnaire of level questions with eleven options, so that option 3 is worth 30."""
    return questionnaire({name: LevelQuestion(kind="level", options=11) for name in names})


def model(
    nodes: Mapping[str, Node],
    *,
    levels: Levels | None = None,
    minimum_coverage: float = 0.0,
    overall: bool = True,
    variants: Sequence[Variant] = (),
) -> MaturityModel:
    """Return a model whose root is ``overall``, with five levels of 20 points unless told."""
    return MaturityModel(
        schema_="jazari-assess/model/1",
        id="made",
        version="1.0.0",
        license="none",
        questionnaire="made",
        role="main",
        source=REASON,
        as_of="2026",
        minimum_coverage=minimum_coverage,
        overall=overall,
        levels=Levels(steps=FIVE_STEPS) if levels is None else levels,
        root="overall",
        nodes=nodes,
        variants=tuple(variants),
    )


def mean_of(*children: str, weights: Mapping[str, float] | None = None) -> Mapping[str, Node]:
    """Return the nodes of a model that is one weighted mean."""
    return {"overall": Group(children=children, weights=weights)}


def firm(
    structure: MaturityModel,
    answers: Mapping[str, GivenValue | Answer],
    *,
    asked: Questionnaire | None = None,
    sector: Sector | None = None,
    staff: int | None = None,
) -> Firm:
    """Return a firm that gave these answers, to level questions of eleven options unless told."""
    own = level_questions(*answers) if asked is None else asked
    found = {
        name: answer if isinstance(answer, Given | NotApplicable | Unknown | Unanswered) else Given(answer=answer)
        for name, answer in answers.items()
    }
    made_questionnaire, made_model = content(own, structure)
    assessment = assessment_of(found, sector=sector, staff=staff)
    return Firm(questionnaire=made_questionnaire, model=made_model, assessment=assessment)


def result(made: Firm, *, seed: int = 1, draws: int = 1) -> ModelResult:
    """Return the engine's result for a firm."""
    return evaluate(
        made.questionnaire,
        [made.model],
        made.assessment,
        date="2026-11-21",
        tool_version="0.1.0",
        seed=seed,
        draws=draws,
    ).models[0]
