"""Which questions are shown, and which still wait for an answer."""

import pytest
from hypothesis import given

from jazari_assess.engine.asking import is_open, on_path, on_short_path, relevant_questions
from jazari_assess.engine.weights.weighting import group_weights
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, Unanswered, Unknown
from jazari_assess.model.conditions import All, Answered, Any, AtLeast, Condition, In, Is, Not
from jazari_assess.model.maturity import Group
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Questionnaire,
    TextQuestion,
    YesPartlyNoQuestion,
)
from tests.engine.content import models, questionnaires, samples
from tests.engine.random_models import Firm, firms
from tests.engine.random_questionnaires import assessment_of, examples
from tests.engine.reference_answers import is_shown
from tests.engine.small_models import firm, mean_of, model, questionnaire, result

LEAST_SHORT, MOST_OF_ONE = 0.37, 0.34
"""Shares of a dimension, as docs/method.md gives them: of its two short questions together, and of any one question."""
ITEMS = {"policy": 1.0, "backup": 1.0, "audit": 1.0, "none": 0.0}


def asked_if(condition: Condition) -> Questionnaire:
    """Return a questionnaire with a question of every kind before one that a condition hides."""
    return questionnaire(
        {
            "level": LevelQuestion(kind="level", options=5, express=True),
            "choice": ChoiceQuestion(kind="choice", options={"own": 1.0, "rented": 0.5}),
            "list": ChecklistQuestion(kind="checklist", options=ITEMS, none="none"),
            "number": NumberQuestion(kind="number", minimum=0, maximum=100, map_=((0, 0.0), (100, 1.0))),
            "words": YesPartlyNoQuestion(kind="yes-partly-no"),
            "sector": ProfileQuestion(kind="profile", field="sector"),
            "staff": ProfileQuestion(kind="profile", field="staff"),
            "note": TextQuestion(kind="text"),
            "last": LevelQuestion(kind="level", options=5, when=condition, express=True),
        }
    )


ANSWERS: dict[str, Answer] = {
    "level": Given(answer=2),
    "choice": Given(answer="own"),
    "list": Given(answer=("policy", "audit")),
    "number": Given(answer=40),
    "words": Given(answer="partly"),
    "note": Given(answer="said"),
}


def is_asked(condition: Condition, answers: dict[str, Answer] | None = None) -> bool:
    """Say whether the last question is shown to a car maker of 40 with these answers."""
    assessment = assessment_of(ANSWERS if answers is None else answers, sector="automotive", staff=40)
    return "last" in relevant_questions(asked_if(condition), assessment)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Is(question="level", is_=2), True),
        (Is(question="level", is_=3), False),
        (Is(question="choice", is_="own"), True),
        (Is(question="choice", is_="rented"), False),
        (Is(question="list", is_="audit"), True),
        (Is(question="list", is_="backup"), False),
        (Is(question="number", is_=40), True),
        (Is(question="number", is_=40.5), False),
        (Is(question="words", is_="partly"), True),
        (Is(question="sector", is_="automotive"), True),
        (Is(question="sector", is_="crafts"), False),
        (In(question="level", in_=(0, 2)), True),
        (In(question="level", in_=(0, 1)), False),
        (In(question="choice", in_=("rented", "own")), True),
        (In(question="list", in_=("backup", "policy")), True),
        (In(question="list", in_=("backup", "none")), False),
        (In(question="words", in_=("yes", "no")), False),
        (AtLeast(question="level", at_least=2), True),
        (AtLeast(question="level", at_least=3), False),
        (AtLeast(question="number", at_least=40), True),
        (AtLeast(question="number", at_least=40.1), False),
        (AtLeast(question="list", at_least=2), True),
        (AtLeast(question="list", at_least=3), False),
        (AtLeast(question="staff", at_least=40), True),
        (AtLeast(question="staff", at_least=41), False),
        (Answered(question="note", answered=True), True),
        (Answered(question="note", answered=False), False),
    ],
)
def test_plain_conditions(condition: Condition, expected: bool) -> None:
    """Each test of the closed set, for each kind of question; ``not`` turns it round."""
    assert is_asked(condition) is expected
    assert is_asked(Not(not_=condition)) is not expected


@pytest.mark.parametrize(
    "answer",
    [None, Unknown(state="unknown"), NotApplicable(state="not-applicable"), Unanswered(state="unanswered")],
)
def test_without_an_answer_nothing_holds(answer: Answer | None) -> None:
    """Unanswered, unknown or not applicable makes every test false, and "not answered" true."""
    answers = {} if answer is None else {"level": answer}
    tests: tuple[Condition, ...] = (
        Is(question="level", is_=0),
        In(question="level", in_=(0, 1, 2, 3, 4)),
        AtLeast(question="level", at_least=0),
        Answered(question="level", answered=True),
    )
    assert [is_asked(test, answers) for test in tests] == [False] * 4
    assert is_asked(Answered(question="level", answered=False), answers)


def test_none_is_no_item() -> None:
    """The exclusive item answers a checklist and counts as no item."""
    answers: dict[str, Answer] = {"list": Given(answer=("none",))}
    assert is_asked(Is(question="list", is_="none"), answers)
    assert is_asked(Answered(question="list", answered=True), answers)
    assert is_asked(AtLeast(question="list", at_least=0), answers)
    assert not is_asked(AtLeast(question="list", at_least=1), answers)


@pytest.mark.parametrize(("first", "second"), [(False, False), (False, True), (True, False), (True, True)])
def test_nested_conditions(first: bool, second: bool) -> None:
    """``all``, ``any`` and ``not`` nest as they read."""
    a = AtLeast(question="level", at_least=2 if first else 3)
    b = Is(question="choice", is_="own" if second else "rented")
    assert is_asked(All(all_=(a, b))) is (first and second)
    assert is_asked(Any(any_=(a, b))) is (first or second)
    assert is_asked(Not(not_=Any(any_=(a, Not(not_=b))))) is (not first and second)
    assert is_asked(All(all_=(Any(any_=(a, b)), Not(not_=All(all_=(a, b)))))) is (first is not second)


def test_hidden_question_counts_as_not_answered() -> None:
    """A hidden question's own answer, still in the file, opens nothing further down."""
    chain = questionnaire(
        {
            "a": LevelQuestion(kind="level", options=5),
            "b": LevelQuestion(kind="level", options=5, when=AtLeast(question="a", at_least=2)),
            "c": LevelQuestion(kind="level", options=5, when=AtLeast(question="b", at_least=2)),
            "d": LevelQuestion(kind="level", options=5, when=Answered(question="b", answered=False)),
        }
    )
    for a, expected in ((3, ("a", "b", "c")), (1, ("a", "d"))):
        answers: dict[str, Answer] = {"a": Given(answer=a), "b": Given(answer=4)}
        assert relevant_questions(chain, assessment_of(answers)) == expected


def test_hidden_question_is_not_scored() -> None:
    """The answer of a hidden question stays in the assessment and is neither in the score nor in the coverage."""
    chain = questionnaire(
        {
            "a": LevelQuestion(kind="level", options=5),
            "b": LevelQuestion(kind="level", options=5, when=AtLeast(question="a", at_least=2)),
        }
    )
    hidden = firm(model(mean_of("a", "b")), {"a": 1, "b": 4}, asked=chain)
    found = result(hidden)
    assert hidden.assessment.answers["b"] == Given(answer=4)
    assert (found.overall.score, found.overall.coverage, found.nodes["b"].state) == (25, 1, "not-applicable")
    shown = result(firm(model(mean_of("a", "b")), {"a": 2, "b": 4}, asked=chain))
    assert (shown.overall.score, shown.nodes["b"].state) == (75, "scored")


@given(firms())
@examples(40)
def test_shown_questions_of_random_firms(made: Firm) -> None:
    """For random conditions the questions shown are those of the plain reference."""
    structure = made.questionnaire.structure
    expected = tuple(name for name in structure.order if is_shown(structure, made.assessment, name))
    assert relevant_questions(structure, made.assessment) == expected


ALWAYS = Answered(question="level", answered=True)


def test_a_question_is_open_until_it_is_answered() -> None:
    """Unknown and not applicable are answers; a note beside none is none."""
    question = asked_if(ALWAYS).questions["level"]
    answers: list[Answer] = [
        Given(answer=0),
        Unknown(state="unknown"),
        NotApplicable(state="not-applicable"),
        Unanswered(state="unanswered", note="ask the foreman"),
    ]
    assert is_open(question, "level", assessment_of({}))
    assert [is_open(question, "level", assessment_of({"level": one})) for one in answers] == [False, False, False, True]


def test_profile_questions_are_open_until_filled() -> None:
    """A profile question is answered by the profile, not by the answers; nobody is a number of persons too."""
    structure = asked_if(ALWAYS)
    unknown = assessment_of(ANSWERS)
    assert [is_open(structure.questions[name], name, unknown) for name in ("sector", "staff")] == [True, True]
    known = unknown.model_copy(update={"profile": Profile(firm="Made", sector="crafts", staff=0)})
    assert [is_open(structure.questions[name], name, known) for name in ("sector", "staff")] == [False, False]


def test_short_path() -> None:
    """The short path asks the profile and the express questions, hidden ones left out."""
    structure = asked_if(ALWAYS)
    express = assessment_of({}).model_copy(update={"express": True})
    assert on_path(structure, express) == ("level", "sector", "staff")
    answered = express.model_copy(update={"answers": {"level": Given(answer=2)}})
    assert on_path(structure, answered) == ("level", "sector", "staff", "last")
    assert on_path(structure, assessment_of({})) == tuple(name for name in structure.order if name != "last")


def test_short_path_of_our_questionnaire() -> None:
    """Ours asks about 18 scored questions on the short path, at least two of each scored section."""
    structure = questionnaires()["industrie-x0"].structure
    express: Assessment = samples()["textile-workshop"].model_copy(update={"express": True, "answers": {}})
    path = [name for name in on_path(structure, express) if name in structure.valued]
    assert 16 <= len(path) <= 20
    by_section = [structure.section_of(name) for name in path]
    scored = [
        section
        for section, names in structure.sections.items()
        if any(name in structure.valued and not getattr(structure.questions[name], "fact", False) for name in names)
    ]
    assert {section: by_section.count(section) >= 2 for section in scored} == dict.fromkeys(scored, True)


def test_the_short_path_scores_every_dimension_and_none_rests_on_one_answer() -> None:
    """In every variant two questions that always apply carry 37 % of each dimension, and no question over 34 %."""
    model, questions = models()["industrie-x0"].structure, questionnaires()["industrie-x0"].structure.questions
    overrides = [{}, *(variant.weights for variant in model.variants)]
    found = [
        (name, [questions[one] for one in share if on_short_path(questions[one])], share)
        for weights in overrides
        for name, group in model.nodes.items()
        if isinstance(group, Group) and set(group.children) <= set(questions)
        for share in [dict(zip(group.children, group_weights(group, weights.get(name)).values, strict=True))]
    ]
    assert len(found) == 9 * len(overrides)
    assert {len(short) for _, short, _ in found} == {2}
    assert not [name for name, short, _ in found for one in short if getattr(one, "not_applicable", False)]
    carried = [(name, sum(share[one] for one in share if on_short_path(questions[one]))) for name, _, share in found]
    assert [one for one in carried if one[1] < LEAST_SHORT] == []
    assert [name for name, _, share in found if max(share.values()) > MOST_OF_ONE] == []
