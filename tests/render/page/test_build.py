"""What a page says: every text of a report, from the small firm."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from jazari_assess.model.assessment import Answer, Given
from jazari_assess.model.maturity import CountsAs
from jazari_assess.model.peers import Peers
from jazari_assess.model.result import Cap
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render.interface import Comparison, Institute
from jazari_assess.render.page.build import make_page
from jazari_assess.render.page.types import Indicator, Page
from tests.render.small_report import ANSWERS, TEMPLATE, assessment, item, library, report, result, roadmap


def indicators(page: Page) -> Mapping[str, Indicator]:
    """Return the indicators of a page by id."""
    return {found.id: found for row in page.dimensions for found in row.indicators}


def page_of(answers: Mapping[str, Answer]) -> Page:
    """Return the French page of a firm with these answers."""
    return report(found=assessment(answers=answers)).page


def test_rows_follow_the_model() -> None:
    """Dimensions and indicators stand in the order of the model."""
    page = report().page
    assert [row.id for row in page.dimensions] == ["shop-floor", "data", "security"]
    assert [found.id for found in page.dimensions[0].indicators] == ["maintenance", "machines", "network"]


@pytest.mark.parametrize(
    ("indicator", "answer", "above"),
    [
        ("maintenance", ("maintenance option 1",), ("maintenance option 2",)),
        ("machines", ("30\u00a0%",), ("Atteindre 50\u00a0%",)),
        ("network", ("network is office",), ("network is everywhere",)),
        ("ai-uses", ("ai-uses is vision",), ("ai-uses is forecast",)),
        ("backup", ("Oui",), ()),
        ("dashboards", ("Sans objet pour cette entreprise",), ()),
        ("policy", ("Ne sait pas",), ()),
    ],
)
def test_answers_and_next_steps_are_words(indicator: str, answer: tuple[str, ...], above: tuple[str, ...]) -> None:
    """Each kind of question shows what was answered, and the next option up; at the top and without answer none."""
    asked = indicators(report().page)[indicator].asked
    assert (asked.answer, asked.next_option) == (answer, above)


def test_a_choice_has_a_next_step_only_where_an_action_leads_on() -> None:
    """A choice has no ladder: what is worth more is no step by that alone, so without an action none is named."""
    answers = {**ANSWERS, "network": Given(answer="none")}
    assert indicators(page_of(answers))["network"].asked.next_option == ()


@pytest.mark.parametrize(("language", "adds"), [("fr", "De plus,"), ("ar", "إضافة إلى ذلك،"), ("en", "In addition,")])
def test_words_that_stand_alone_do_not_add_to_anything(language: str, adds: str) -> None:
    """Answers, next steps, quotes and the level of the firm stand alone; in the scale of levels one adds to another."""

    def say(text: str) -> str:
        return f"{adds} {text}" if "option" in text or "is" in text.split() else text

    content, words = library(say), read_report_text([TEMPLATE], language)
    answers = {**ANSWERS, "policy": Given(answer=2)}
    acts = (item("history", why_now={"code": "further"}),)
    planned = roadmap(hold=("policy",), items=acts)
    made = result(content, assessment(answers=answers))
    page = make_page(result=made, roadmap=planned, library=content, words=words)
    found = indicators(page)
    assert found["maintenance"].asked.answer == ("Maintenance option 1",)
    assert found["maintenance"].asked.next_option == ("Maintenance option 2",)
    assert (found["ai-uses"].asked.answer, found["ai-uses"].asked.next_option) == (
        ("Ai-uses is vision",),
        ("Ai-uses is forecast",),
    )
    assert "Maintenance option 1" in page.plan.items[0].why_now[1]
    assert "Policy option 2" in page.plan.hold[0]
    assert page.overall.level is not None
    assert page.overall.level.description == "What middle is"
    assert [level.description for level in page.method.levels][1] == f"{adds} what middle is"


def test_hidden_question_says_that_it_was_not_asked() -> None:
    """A question that its condition took away is told from one that nobody answered."""
    assert indicators(report().page)["printing"].asked.answer[0].startswith("Question non posée")
    unanswered = indicators(page_of({"maintenance": Given(answer=3)}))["printing"].asked
    assert unanswered.answer == ("Pas encore répondu",)


@pytest.mark.parametrize(("value", "above"), [(0, "50\u00a0%"), (49.5, "50\u00a0%"), (50, "100\u00a0%"), (100, None)])
def test_next_number_is_the_nearest_point_worth_more(value: float, above: str | None) -> None:
    """A number climbs to the next point of its map; the last has none above it."""
    found = indicators(page_of({"machines": Given(answer=value)}))["machines"].asked.next_option
    assert found == (() if above is None else (f"Atteindre {above}",))


def test_missing_scores_are_words_and_never_zero() -> None:
    """Not scored and not applicable read so; a score of zero is a number."""
    found = indicators(page_of({**ANSWERS, "maintenance": Given(answer=0)}))
    assert found["policy"].score.text == "non évalué"
    assert found["dashboards"].score.text == "sans objet"
    assert (found["maintenance"].score.text, found["maintenance"].score.value) == ("0,0", 0.0)
    nothing = page_of({})
    assert nothing.overall.score.text == "non évalué"
    assert nothing.overall.level is None
    assert {(row.score.text, row.weight) for row in nothing.dimensions} == {("non évalué", "\u2013")}


def test_overall_tells_level_distance_interval_and_doubt() -> None:
    """The overall score comes with its level, the way to the next, the interval and how often the label would flip."""
    overall = report().page.overall
    assert (overall.of_hundred, overall.score.interval) == ("55,0 sur 100", "de 42,5 à 55,0")
    assert overall.level is not None
    assert (overall.level.number, overall.level.title) == (1, "middle")
    assert overall.distance == "Encore 25,0 points jusqu\u2019au niveau «\u00a0top\u00a0»."
    assert overall.sensitivity == "À poids égaux\u00a0: 61,7, hors de cette fourchette."
    assert overall.cap == ""


@pytest.mark.parametrize(
    ("band", "told"),
    [
        ((61.65, 70.0), "61,7, dans cette fourchette"),
        ((50.0, 61.74), "61,7, dans cette fourchette"),
        ((61.8, 70.0), "61,7, hors de cette fourchette"),
        ((50.0, 61.6), "61,7, hors de cette fourchette"),
        (None, "61,7"),
    ],
)
def test_other_weights_are_told_beside_the_band(band: tuple[float, float] | None, told: str) -> None:
    """A score under other weights lies inside or outside of the band as both are printed; without a band, alone."""
    found = result(library(), assessment())
    main, *views = found.models
    near = main.robustness
    assert near is not None
    changed = None if band is None else near.model_copy(update={"low": band[0], "high": band[1]})
    other = main.model_copy(update={"robustness": changed, "sensitivity": {"equal": 61.7}})
    content, words = library(), read_report_text([TEMPLATE], "fr")
    made = found.model_copy(update={"models": (other, *views)})
    page = make_page(result=made, roadmap=roadmap(), library=content, words=words)
    assert page.method.sensitivity == (("Poids égaux", told),)
    assert page.overall.sensitivity == f"À poids égaux\u00a0: {told}."


def test_other_weights_that_change_nothing_are_told_in_one_figure() -> None:
    """A band whose ends read the same is no band: neither the sentence nor the annex goes from a score to itself."""
    found = result(library(), assessment())
    main, *views = found.models
    near = main.robustness
    assert near is not None
    same = main.model_copy(update={"robustness": near.model_copy(update={"low": 99.96, "high": 100.0})})
    content, words = library(), read_report_text([TEMPLATE], "fr")
    made = found.model_copy(update={"models": (same, *views)})
    page = make_page(result=made, roadmap=roadmap(), library=content, words=words)
    assert page.overall.robustness[0] == (
        "Sur les réponses données, d\u2019autres pondérations plausibles donneraient le même score."
    )
    assert dict(page.method.robustness)[words.entries["robustness.label.interval"]] == "100,0"


def test_gate_that_bites_says_why() -> None:
    """A level that is kept back names the node, the bound, the score and the reason of the content."""
    content = library()
    found = result(content, assessment())
    cap = Cap(level_id="top", node="security", at_least=90.0, score=50.0)
    main = found.models[0]
    capped = main.model_copy(update={"overall": main.overall.model_copy(update={"capped_by": cap})})
    page = make_page(
        result=found.model_copy(update={"models": (capped,)}),
        roadmap=roadmap(),
        library=content,
        words=read_report_text([TEMPLATE], "en"),
    )
    assert "90" in page.overall.cap
    assert "50.0" in page.overall.cap
    assert "title of security" in page.overall.cap
    assert page.overall.cap.endswith("security comes first")


def test_strengths_bring_most_and_gaps_are_those_that_the_plan_treats() -> None:
    """Strengths are half-way up at least, by what they bring above it; gaps those treated, the rest told apart."""
    page = report().page
    assert [found.title for found in page.strengths] == ["backup", "ai-uses", "network"]
    assert [(found.title, found.planned[:10]) for found in page.gaps] == [("maintenance", "Traité par")]
    assert "+4,2 au score" in page.gaps[0].effect
    assert page.plan.gaps_left == (), "network, the other gap, is a strength"


def test_without_a_plan_the_largest_gaps_are_told_with_their_next_step() -> None:
    """Where nothing is planned the first page says what a step would be, and claims no treatment."""
    content = library()
    page = make_page(
        result=result(content, assessment()),
        roadmap=roadmap(items=(), gaps=(), phases=()),
        library=content,
        words=read_report_text([TEMPLATE], "fr"),
    )
    assert [(found.title, found.planned, bool(found.words)) for found in page.gaps] == [
        ("maintenance", "", True),
        ("machines", "", True),
    ]


def test_checks_stand_with_the_dimension_of_the_doubtful_answer() -> None:
    """A contradiction is told once, where its doubtful answer stands."""
    page = report().page
    assert [[check.title for check in row.checks] for row in page.dimensions] == [["odd answers"], [], []]
    assert page.other_checks == ()


def test_targets_and_scores_after_the_plan_come_from_the_roadmap() -> None:
    """A dimension shows the target it was planned for and the score of the last quarter; without a target none."""
    first, _, last = report().page.dimensions
    assert (first.target, first.target_text, first.after_text) == (80.0, "80", "40,0")
    assert (last.target, last.target_text) == (None, "")


def test_views_show_their_notice() -> None:
    """Another model's reading says what it is not."""
    (view,) = report().page.views
    assert view.notice == "indicative only"
    assert [row.score.text for row in view.dimensions] == ["35,0", "50,0", "100,0"]


def test_method_holds_weights_hashes_and_seed() -> None:
    """A reader can check: weights as used, hashes of all content, draws and seed."""
    method = report().page.method
    assert method.weights[0].weights[0] == ("title of shop-floor", "50,0\u00a0%", 0.5)
    told = " ".join(value for _, value in method.provenance)
    assert all(letter * 64 in told for letter in "abc")
    assert ("Tirages", "50") in method.robustness


def test_where_nothing_is_scored_no_weights_are_listed() -> None:
    """A list of dashes tells nothing: no weight was used."""
    assert report(found=assessment(answers={})).page.method.weights == ()


def test_privacy_names_the_reference_or_asks_for_it() -> None:
    """The institute's CNDP reference stands in the notice; where none is set the gap is visible."""
    assert "à compléter" in report().page.privacy[-1]
    assert "D-123/2026" in report(institute=Institute(cndp_reference="D-123/2026")).page.privacy[-1]


def test_notes_keep_their_lines_and_free_answers_their_words() -> None:
    """The annex holds each note with its line breaks, also of questions that were not asked, and unscored answers."""
    page = report().page
    assert [note.text for note in page.notes] == ["Panne de mars :\ndeux lignes", "Plus tard"]
    assert [asked.answer for asked in page.other_answers] == [("Vendre en ligne",)]


def test_earlier_stage_stands_beside_the_present() -> None:
    """With an earlier result each dimension and the overall score show what they were."""
    content = library()
    before = result(content, assessment(answers={**ANSWERS, "maintenance": Given(answer=0)}))
    page = make_page(
        result=result(content, assessment()),
        roadmap=roadmap(),
        library=content,
        words=read_report_text([TEMPLATE], "fr"),
        comparison=Comparison(earlier=before),
    )
    assert page.dimensions[0].earlier_text == "26,7"
    assert page.overall.earlier_text == "Étape précédente\u00a0: 50,8."
    assert page.moved is not None
    rows = [(row.title, row.before, row.after, row.change, row.certain) for row in page.moved.dimensions]
    assert rows[0] == ("title of shop-floor", "26,7", "35,0", "+8,3", "oui")
    assert {row[3:] for row in rows[1:]} == {("0,0", "sans changement")}
    assert [(row.title, row.change) for row in page.moved.questions] == [("maintenance", "+25,0")]
    assert page.moved.same.endswith("n\u2019ont pas bougé.")
    assert report().page.moved is None


def test_every_figure_of_a_comparison_is_shown() -> None:
    """Medians of dimensions and of questions stand beside the firm's own, the overall one with the source."""
    medians = {"shop-floor": 55.0, "maintenance": 40.0}
    group = Peers(name="Textile", source="enquête", as_of="2026-06", firms=38, overall=44.0, scores=medians)
    page = report(comparison=Comparison(peers=group)).page
    assert page.dimensions[0].peers_text == "55,0"
    assert indicators(page)["maintenance"].peers_text == "40,0"
    assert page.peers.endswith("Score global de comparaison\u00a0: 44,0.")


def counting(role: str) -> Page:
    """Return the French page where the small model or its view counts what is missing as the worst."""
    content = library()
    name = "small" if role == "main" else "other"
    rule = CountsAs(counts_as="worst", rationale="as its owners read it")
    own = content.models[name]
    changed = replace(own, structure=own.structure.model_copy(update={"missing": rule}))
    models = {**content.models, name: changed}
    made = replace(content, models=models)
    words = read_report_text([TEMPLATE], "fr")
    return make_page(result=result(made, assessment()), roadmap=roadmap(), library=made, words=words)


def test_what_a_model_counts_for_a_missing_answer_is_told() -> None:
    """Beside the overall score of the main model, and in the notice of a view; nowhere where nothing is counted."""
    told = "Ce modèle compte une réponse manquante comme un score de 0,0."
    assert told in counting("main").overall.open
    assert counting("view").views[0].notice.endswith(told)
    plain = report().page
    assert told not in plain.overall.open
    assert not plain.views[0].notice.endswith(told)
