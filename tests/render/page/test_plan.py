"""What a page says of flags, aims and the plan: who does what, when, why and with whom, and what is left."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pytest

from jazari_assess.model.assessment import Answer, Given, Unknown
from jazari_assess.model.frontier import Frontier, FrontierPoint
from jazari_assess.model.maturity import Scale
from jazari_assess.model.plan import Infeasible, Plan
from jazari_assess.model.typography import as_typed
from jazari_assess.model.why import Why, WhyCode
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render.interface import Comparison
from jazari_assess.render.page.build import make_page
from jazari_assess.render.page.reasons import why_words
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.types import Page
from jazari_assess.render.page.wording import Wording
from tests.render.small_report import (
    AIM,
    ANSWERS,
    FREE_TEXT,
    LANGUAGES,
    TEMPLATE,
    assessment,
    item,
    library,
    result,
    roadmap,
)


def page_of(planned: Plan | None = None, language: str = "en", answers: Mapping[str, Answer] = ANSWERS) -> Page:
    """Return the page of a plan of the small firm."""
    words = read_report_text([TEMPLATE], language)
    made = result(library(), assessment(answers=answers))
    return make_page(result=made, roadmap=planned or roadmap(), library=library(), words=words)


def sources(language: str) -> Sources:
    """Return what a page of the small firm is made from."""
    return Sources(
        result=result(library(), assessment()),
        roadmap=roadmap(),
        library=library(),
        wording=Wording(words=read_report_text([TEMPLATE], language)),
        comparison=Comparison(),
    )


def every_text(value: object) -> list[str]:
    """Return every text in a page."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in every_text(part)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for field in fields(value) for text in every_text(getattr(value, field.name))]
    return []


def test_flags_are_told_with_their_first_act_and_its_quarter_or_why_there_is_none() -> None:
    """The most severe first; one whose act has no quarter says why."""
    urgent, later = page_of().flags
    assert (urgent.title, urgent.kind_text, urgent.severity_text, urgent.urgent) == (
        "no-policy is so",
        "Risk",
        "without delay",
        True,
    )
    assert (urgent.first, urgent.when) == ("title of history", "Quarter\u00a01 (Dec 2026 to Feb 2027)")
    assert not later.urgent
    assert later.when.startswith("not planned yet: Needs")
    assert (
        page_of().plan.urgent
        == "The most pressing of these first actions take 3 person-days in all, with what comes before them."
    )


def test_checks_ask_their_question() -> None:
    """A contradiction comes with what to ask, and how strong it is."""
    (check,) = page_of().checks
    assert (check.title, check.ask, check.strength_text) == ("odd answers", "which is it", "to be confirmed")


def test_aims_head_the_plan_with_their_figures() -> None:
    """Each has its figures with the way to measure them, what serves it and when that begins."""
    (aim,) = page_of().plan.aims
    (kpi,) = aim.kpis
    where = "take it from the file of meters"
    assert (kpi.title, kpi.unit, kpi.how, kpi.ready) == ("energy", "kWh", where, "Available today.")
    assert (aim.title, aim.items) == ("lower bills", "“title of meters”")
    assert aim.begins == "Quarter\u00a02 (Mar to May 2027)"


def test_a_figure_that_is_not_ready_says_how_it_is_taken_by_hand() -> None:
    """The firm has no data of its own to read it from yet."""
    plan = roadmap()
    (aim,) = plan.aims
    later = aim.model_copy(update={"kpis": tuple(kpi.model_copy(update={"ready": False}) for kpi in aim.kpis)})
    (kpi,) = page_of(plan.model_copy(update={"aims": (later,)})).plan.aims[0].kpis
    assert (kpi.how, kpi.ready) == ("read the meter", "To be recorded by hand at first.")


def test_an_action_says_why_with_whom_and_what_stays() -> None:
    """The reason names the finding; days are a range; a support says what it brings and what it does not."""
    history, _, meters = page_of().plan.items
    assert history.why_now == ("Must not wait: “no-policy is so”.",)
    assert (history.effort, history.keep) == ("2 to 4 person-days", "then 1 person-day a quarter")
    assert history.why == ("“maintenance” would go from 25.0 to ≈\u00a050.0 out of 100.",)
    (support,) = history.supports
    assert (support.delivers, support.not_delivered) == ("what lab brings", "what lab does not")
    assert (support.title, support.equals) == ("title of lab · the institute", ("title of course · the institute",))
    assert "2 to 4 person-days" in support.facts
    assert support.to_check == "to be checked"
    assert history.alone.startswith("Asks for knowledge")
    assert (meters.quarter_text, meters.cost) == ("Quarters\u00a02 to\u00a03", "0.5 million dirhams")


def test_reasons_speak_of_the_firm() -> None:
    """What serves an aim says what the firm does today, and what it waits for; numbers and lists say less."""
    planned = roadmap(
        items=(
            item("history", why_now={"code": "aim", "aims": (AIM,), "items": ("rules",)}, after=("meters",)),
            item("meters", indicator="machines", why_now={"code": "further", "nodes": ("machines",)}),
        )
    )
    history, meters = page_of(planned).plan.items
    assert history.why_now == (
        "Serves what you aim for: “lower bills”.",
        "Today: “maintenance option 1”.",
        "Prepares “title of rules”.",
        "Comes after “title of meters”.",
    )
    assert meters.why_now == ("Takes “machines” one step further.",)


def test_the_smallest_firms_get_their_own_first_step() -> None:
    """Where the head does everything, the step is worded for the head."""
    micro, small = (roadmap(items=(item("history", micro=micro),)) for micro in (True, False))
    assert [page_of(one).plan.items[0].first_step for one in (micro, small)] == ["the head begins", "somebody begins"]


def test_an_enquiry_asks_with_a_paper_in_hand() -> None:
    """It names whom to ask, what, before which action, and what to bring."""
    ask = page_of().plan.items[1]
    assert (ask.title, ask.kind_text) == ("Ask about help: the institute", "Enquiry with a partner")
    assert (ask.first_step, ask.why_now) == ("is lab open", ("To be asked before “title of meters”.",))
    assert "the list of machines" in ask.done_when


@pytest.mark.parametrize(
    ("questions", "title", "step"),
    [
        (("policy",), "Answer the questions that are still open: policy", ""),
        (("policy", "machines"), "Answer the questions that are still open: policy, machines", ""),
        (
            ("policy", "machines", "network", "maintenance"),
            "Answer the questions that are still open: policy, machines and 2 others",
            "Questions: policy, machines, network, maintenance.",
        ),
    ],
)
def test_finding_out_names_what_is_to_be_found(questions: tuple[str, ...], title: str, step: str) -> None:
    """The title names two questions; where there are more, the first step has all of them."""
    asking = item(
        "answers-to-find", kind="find-out", questions=questions, why_now={"code": "find-out", "nodes": questions}
    )
    (found,) = page_of(roadmap(items=(asking,))).plan.items
    assert (found.title, found.first_step) == (title, step)
    assert found.why_now[0].startswith("The answer is still missing: “policy”")


def test_the_note_on_an_open_question_stands_where_it_is_asked() -> None:
    """Whatever is planned before it on the same question, who asks reads what the consultant noted."""
    questions = ("policy",)
    asking = item(
        "answers-to-find",
        kind="find-out",
        quarter=2,
        questions=questions,
        why_now={"code": "find-out", "nodes": questions},
    )
    noted = {**ANSWERS, "policy": Unknown(state="unknown", note="Ask the accountant")}
    rules, found = page_of(roadmap(items=(item("rules", indicator="policy"), asking)), answers=noted).plan.items
    assert (rules.noted, found.noted) == ((), (("policy", "Ask the accountant"),))


def test_findings_that_are_not_urgent_are_named_on_the_first_page() -> None:
    """Nothing there says that nothing presses while findings are listed; where one is urgent it stands there itself."""
    made = result(library(), assessment())
    words = read_report_text([TEMPLATE], "fr")
    told = [
        make_page(
            result=made.model_copy(update={"flags": flags}), roadmap=roadmap(), library=library(), words=words
        ).calm
        for flags in (("no-notice",), ("no-policy", "no-notice"), ())
    ]
    assert [as_typed(text) for text in told] == ["Rien d'immédiat ; reste à traiter : « no-notice is so ».", "", ""]


def test_a_first_act_that_waits_for_another_says_for_which() -> None:
    """An act that begins in the second quarter, after what is done in the first."""
    first, later = item("meters"), item("history", quarter=2, after=("meters",))
    raised = {"id": "no-policy", "kind": "risk", "severity": 3, "due": 2, "then": (), "first": "history", "quarter": 2}
    found = page_of(roadmap(items=(first, later), flags=({**raised, "done": 2, "reason": None},))).flags[0]
    assert found.when == "Quarter\u00a02 (Mar to May 2027), after “title of meters”"


def test_partners_come_with_reasons_a_question_and_a_paper() -> None:
    """When is that of the enquiry; each reason names what the purpose meets."""
    (partner,) = page_of().partners
    assert partner.when == "Quarter\u00a01 (Dec 2026 to Feb 2027)"
    assert partner.brief == partner.reasons[0]
    assert (partner.ask, partner.bring, partner.contact) == ("is lab open", "the list of machines", ("2nd floor",))
    assert partner.reasons == (
        "to help you with “title of history”",
        "for your gaps in “maintenance”",
        "for what you aim for, “lower bills”",
        "for what was found, “no-policy is so”",
    )


def test_phases_tell_what_is_expected_and_with_delays() -> None:
    """Purpose, quarters, score and level at the end, and once with a third of the items late."""
    first, second = page_of().plan.phases
    assert (first.title, first.when, second.when) == (
        "Secure and lay foundations",
        "Quarter\u00a01",
        "Quarters\u00a02 to\u00a03",
    )
    assert (first.expected, first.late) == ("50.0, level “middle”", "45.0, level “middle”")
    assert (first.interval, first.keep) == ("40.0 to 60.0", "Habits at the end, as daily work: 1 person-day a quarter")
    assert first.nodes == ("40.0", "50.0", "100.0")


def nothing_treats(**scores: float) -> Plan:
    """Return the plan with gaps of these scores for which the catalogue has nothing."""
    gaps = (
        {"node": name, "score": score, "gain": 4.0, "reason": {"code": "nothing"}} for name, score in scores.items()
    )
    return roadmap(gaps=tuple(gaps))


def test_a_gap_that_nothing_treats_is_told_unless_it_is_a_strength_or_to_be_kept() -> None:
    """No gap to a reader, however much its last step would weigh: a strength, what is to be kept, the upper half."""
    found = page_of(nothing_treats(network=25.0, machines=25.0, policy=0.0, printing=75.0)).plan
    assert found.hold == ("policy",)
    assert found.gaps_left == ("machines: The catalogue has no action for this gap.",)


def test_what_is_told_as_a_gap_is_not_what_holds_best() -> None:
    """The best of a weak lot is named so only where the plan does not leave it as a large gap."""
    weak: Mapping[str, Answer] = {
        "maintenance": Given(answer=1),
        "policy": Given(answer=0),
        "backup": Given(answer="no"),
    }
    before, after = page_of(nothing_treats(), answers=weak), page_of(nothing_treats(maintenance=25.0), answers=weak)
    assert [found.title for found in before.relative] == ["maintenance"]
    assert [found.title for found in after.relative] == []
    assert after.plan.gaps_left == ("maintenance: The catalogue has no action for this gap.",)


def test_a_first_step_that_changes_no_answer_yet_is_told_as_one() -> None:
    """On the first page and beside the question alike, with its quarter."""
    reason = {"code": "planned", "items": ("meters",), "quarter": 2}
    gap = {"node": "policy", "score": 0.0, "gain": 5.0, "reason": reason}
    begun = item("meters", indicator="policy", quarter=2)
    later = item("rules", indicator="policy", quarter=3, changes=({"node": "policy", "before": 0.0, "after": 50.0},))
    kept = item("history", indicator="network")
    page = page_of(
        roadmap(items=(begun, kept), gaps=(gap,), hold=()), answers={**ANSWERS, "network": Given(answer="everywhere")}
    )
    told = {found.short: found.planned for row in page.dimensions for found in row.indicators}
    assert told["policy"] == "Quarter\u00a02, a first step"
    assert told["network"] == "", "no step is above it"
    both = page_of(roadmap(items=(begun, later)))
    (found,) = (found for row in both.dimensions for found in row.indicators if found.short == "policy")
    assert found.planned == "Quarter\u00a02, a first step; Quarter\u00a03"
    assert [found.planned for found in page.gaps] == [
        "Begun by “title of meters” from Quarter\u00a02 on; the answer does not change yet."
    ]


def test_a_partner_without_an_enquiry_is_to_be_asked_if_need_be() -> None:
    """The calendar has no line for it, so no quarter is promised."""
    items = tuple(one for one in roadmap().items if one.kind != "enquiry")
    (partner,) = page_of(roadmap(items=items)).partners
    assert partner.when == "if need be, Quarter\u00a02 (Mar to May 2027)"


def test_what_stays_and_what_is_left_out_is_said() -> None:
    """Habits with their days, what is held, gaps that nothing treats, and the rest by kind of reason."""
    plan = page_of().plan
    assert plan.habits == ("title of history: 1 person-day a quarter",)
    assert plan.hold == ("policy",)
    (group,) = plan.left_out_groups
    assert (group.title, group.number, group.more) == ("For lack of time, or too many actions at once", 1, "")
    assert group.rows[0].reason == (
        "Needs 9 person-days with what must come first, more than this plan has left outside its reserve: "
        "“title of history” would have to go."
    )


def test_what_would_cost_too_much_is_told_apart() -> None:
    """A budget is spoken of only where one is set and something is over it."""
    left = ({"id": "rules", "indicator": "policy", "gain": 1.0, "reason": {"code": "budget", "money": 2.0}},)
    (group,) = page_of(roadmap(left_out=left)).plan.left_out_groups
    assert (group.title, group.number) == ("For lack of budget", 1)


def test_days_of_a_plan_add_up() -> None:
    """Of three quarters of twenty days: what actions take, what habits take and what is left are all there is."""
    plan = page_of(roadmap(person_days=33.0, capacity_used=0.75)).plan
    told = dict(plan.settings)
    actions, habits = "33 person-days for actions and enquiries", "12 person-days for the first quarter of each habit"
    assert told["Time planned"] == f"{actions}, {habits}, which then becomes daily work"
    assert told["Reserve"].startswith("15 person-days in all")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", get_args(WhyCode))
def test_every_reason_has_a_sentence(code: WhyCode, language: str) -> None:
    """With and without what it may name, each code is a whole sentence without an empty place or pair of quotes."""
    full = Why(code=code, items=("history",), nodes=("data",), flags=("no-policy",), aims=(AIM,), quarter=2)
    full = full.model_copy(update={"days": 3.0, "free": 1.0, "money": 0.5})
    told = why_words(full, sources(language))
    assert told.endswith(".")
    assert "{" not in told
    assert "title of data at" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_page_has_an_unfilled_place(language: str) -> None:
    """No brace, no double space and no empty quotes stand in anything that a page says."""
    texts = every_text(page_of(language=language))
    assert len(texts) > 200
    assert [text for text in texts if "{" in text or "«\u00a0\u00a0»" in text or "“”" in text or "«»" in text] == []


def test_arabic_joins_what_it_lists_and_agrees_with_one_or_several() -> None:
    """Quoted titles stand joined by "and", and the words before them fit one as well as several."""
    page, goals = sources("ar"), (AIM, AIM)
    title = page.aim_words(AIM).title
    several = as_typed(why_words(Why(code="deed", aims=goals), page))
    assert several == f"يستجيب من بين أهدافكم لـ «{title}» و«{title}»."
    assert as_typed(why_words(Why(code="aim", aims=goals[:1]), page)) == f"يخدم من أهدافكم «{title}»."
    assert page_of(language="ar").plan.urgent == (
        "تتطلب الإجراءات الأولى لأكثر التنبيهات استعجالا \u20683\u2069 أيام-شخص في المجموع مع ما يسبقها."
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("worth-less", "Cela prendrait la place de {}, et le plan vous servirait moins bien."),
        ("too-many", "Trop d'actions seraient menées de front ; à la place de {}, cela vous servirait moins bien."),
        (
            "no-time",
            (
                "Cela demande 9 jours-personne, étapes préalables comprises, "
                "soit plus que ce plan n'en laisse hors réserve ; {} {}."
            ),
        ),
        ("prerequisite", "Cela devrait venir après {}, que ce plan ne peut pas prévoir."),
        ("excluded", "Incompatible avec {}, déjà dans le plan."),
        ("later", "Prévu au Trim. 2 ; priorité à {}."),
    ],
)
def test_a_reason_agrees_with_one_title_as_with_several(code: WhyCode, told: str) -> None:
    """Nothing in the sentence takes the gender or the number of what it names, whatever that is."""
    page = sources("fr")
    one, two = "« title of history »", "« title of history », « title of meters »"
    for items, named in ((("history",), one), (("history", "meters"), two)):
        why = Why(code=code, items=items, days=9.0, quarter=2)
        expected = told.format("il faudrait renoncer à", named) if code == "no-time" else told.format(named)
        assert as_typed(why_words(why, page)) == expected


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fr",
            "Cela peut attendre, car ce qui est prévu apporte davantage aujourd'hui ; à revoir au prochain diagnostic.",
        ),
        ("ar", "يمكن أن ينتظر، لأن ما برمجته الخطة أنفع اليوم؛ ويُعاد النظر فيه عند التشخيص المقبل."),
        (
            "en",
            "Can wait, since what is planned brings more today; to be looked at again at the next assessment.",
        ),
    ],
)
def test_what_brings_less_than_the_plan_can_wait(language: str, told: str) -> None:
    """Nobody reads that an act is not worth doing: it waits for the next assessment, and why."""
    assert as_typed(why_words(Why(code="no-value"), sources(language))) == told


def test_titles_beyond_a_few_are_counted() -> None:
    """A sentence names three and says how many more there are."""
    why = {"code": "opens", "items": ("history", "meters", "rules", "lab", "course")}
    told = page_of(roadmap(items=(item("history", why_now=why),))).plan.items[0].why_now[0]
    assert told == "Prepares “title of history”, “title of meters”, “title of rules” and 2 others."


@pytest.mark.parametrize(
    ("status", "gap", "words"),
    [
        ("planned", 0.0, "The calculation finds nothing better within these limits"),
        ("planned", 0.0137, "A slightly better plan may exist, by 1.4% at most"),
        ("planned", None, "A better plan may exist"),
        ("planned", 3.1, "A better plan may exist"),
        ("kept", None, "Plan accepted by the firm"),
        ("nothing-to-do", 0.0, "Nothing to plan"),
    ],
)
def test_a_plan_says_how_good_it_is(status: str, gap: float | None, words: str) -> None:
    """Up to one per cent is told as the best; else the gap is told, or that none is known."""
    assert page_of(roadmap(status=status, gap=gap)).plan.status == words


@pytest.mark.parametrize(
    ("status", "gap", "words"),
    [
        ("planned", 0.01, "here, another plan would bring almost nothing more."),
        ("planned", 0.0137, "here, another plan would bring 1.4% more at most."),
        (
            "planned",
            None,
            "The search for the plan stopped before everything was compared; another plan may bring more.",
        ),
        ("kept", None, ""),
        ("nothing-to-do", 0.0, ""),
    ],
)
def test_how_far_the_search_went_is_told_with_the_method(status: str, gap: float | None, words: str) -> None:
    """A director reads it where the reckoning is explained, and only of a plan that was searched for."""
    page = page_of(roadmap(status=status, gap=gap))
    assert page.plan.search.endswith(words)
    assert bool(page.plan.search) == bool(words)
    assert (page.method.paragraphs[-1] == page.plan.search) == bool(words)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (Infeasible(reason="locks", items=("meters", "history")), ("title of meters", "title of history")),
        (Infeasible(reason="level", needed=80.0, best=62.5, nodes=("data",)), ("80.0", "62.5", "title of data")),
        (Infeasible(reason="not-scored"), ("complete the answers first", "said not to apply")),
    ],
)
def test_a_plan_that_cannot_be_says_why(reason: Infeasible, told: tuple[str, ...]) -> None:
    """Where no plan keeps all that was asked, the report names what does not fit, or what is needed and possible."""
    plan = page_of(roadmap(status="infeasible", items=(), phases=(), infeasible=reason)).plan
    assert all(part in plan.infeasible for part in told)
    assert plan.gaps_left == ()


def test_missing_answers_are_told_and_nothing_promises_a_stable_level() -> None:
    """Two levels are possible: how many are open is said, and between which levels; the level is not called stable."""
    overall = page_of(answers={"maintenance": Given(answer=4), "machines": Given(answer=60)}).overall
    assert overall.open[0] == "2 dimensions are not scored yet."
    assert overall.open[1].startswith("Depending on the missing answers, the level can lie anywhere from")
    assert not any("none of the cases" in line for line in overall.robustness)


def test_dimensions_have_texts_of_their_own_for_their_levels() -> None:
    """What a firm at the level typically does here; not the words of the whole firm's level."""
    assert page_of().dimensions[0].typically == "shop-floor at low"


def test_scores_stand_on_the_scale_of_their_model() -> None:
    """A model with a scale of its own shows it, a count says what is unknown."""
    words = read_report_text([TEMPLATE], "en")
    told = []
    for scale in (Scale(to=5.0), Scale(to=12.0, digits=0, kind="count")):
        content = library()
        view = content.models["other"]
        changed = replace(view, structure=view.structure.model_copy(update={"scale": scale}))
        content = replace(content, models={**content.models, "other": changed})
        made = result(content, assessment())
        found = make_page(result=made, roadmap=roadmap(), library=content, words=words).views[0]
        told.append((found.score.text, found.scale, found.dimensions[0].score.text))
    assert told == [
        ("2.8 of 5", "Scale from 0 to 5, that of the model's authors.", "1.8"),
        ("7 of 12, 1 unknown", "", "4"),
    ]


def test_the_first_page_says_why_the_firm_came() -> None:
    """Its own words stand on it, cut to four lines, and for each aim the first actions with their quarters."""
    page = page_of()
    assert page.expectation == f"“{FREE_TEXT}”"
    assert [aim.served for aim in page.plan.aims] == ["“title of meters” (Quarter\u00a02)"]
    long = page_of(answers={**ANSWERS, "wish": Given(answer="word " * 200)})
    assert len(long.expectation) < 500


SHORT = {
    "node": "shop-floor",
    "target": 70.0,
    "today": 40.0,
    "reached": 50.4,
    "quarter": None,
    "most": 65.0,
    "next": "rules",
    "reason": {"code": "no-time", "days": 9.0, "free": 2.0},
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("70 demandé", "ce plan mène à 50,4", "il manque 19,6 points", "mènerait à 65,0", "La suite serait")),
        ("ar", ("المطلوب 70", "50,4", "19,6", "65,0", "ويأتي بعد ذلك")),
        ("en", ("70 asked for", "leads to 50.4, 19.6 points short", "would lead to 65.0", "Next would come", "9 ")),
    ],
)
def test_a_target_that_is_not_reached_says_how_far_and_why(language: str, words: tuple[str, ...]) -> None:
    """The score asked for, the one the plan leads to, what lacks, the most there is, and what would come next."""
    (told,) = page_of(roadmap(targets=(SHORT,)), language).plan.targets
    plain = told.translate({0xA0: " ", 0x202F: " ", 0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None})
    assert [word for word in words if word not in plain] == []


def test_a_target_that_is_reached_says_when() -> None:
    """At the end of which quarter, or that it stands there today; one that cannot be scored says so."""
    reached = {**SHORT, "reached": 71.0, "quarter": 2, "most": None, "next": None, "reason": None}
    blank = {**SHORT, "today": None, "reached": None, "most": None, "next": None}
    rows = (reached, {**reached, "quarter": 0}, {**blank, "reason": {"code": "no-answer"}})
    first, second, third = page_of(roadmap(targets=rows)).plan.targets
    assert "reached at the end of Quarter\u00a02" in first
    assert second.endswith("reached today.")
    assert "too many answers are missing" in third


def test_a_first_step_that_is_put_off_says_why() -> None:
    """What the short ranking begins with and the plan does not is named with what comes first."""
    later = {
        "id": "meters",
        "flag": None,
        "quarter": 2,
        "reason": {"code": "later", "quarter": 2, "items": ("history",)},
    }
    planned = roadmap(first_steps=(*(step.model_dump() for step in roadmap().first_steps), later))
    (told,) = page_of(planned).plan.steps_later
    assert "Planned for Quarter\u00a02" in told
    assert page_of().plan.steps_later == ()


def test_first_steps_begin_in_the_first_quarter() -> None:
    """What begins later is no first step, whatever ranks high."""
    assert [step.title for step in page_of().first_steps] == ["title of history"]


def test_the_point_of_this_plan_says_what_the_plan_says() -> None:
    """Found anew with the same means another plan may be as good: score, days and acts are those shown elsewhere."""
    planned = roadmap()
    means = planned.settings.capacity
    assert means is not None
    points = tuple(
        FrontierPoint(means=means * share, value=share, overall=61.25, low=55.0, items=12, person_days=99.0)
        for share in (0.5, 1.0)
    )
    around = Comparison(frontier=Frontier(scarce="capacity", points=points))
    words = read_report_text([TEMPLATE], "en")
    made = result(library(), assessment())
    page = make_page(result=made, roadmap=planned, library=library(), words=words, comparison=around)
    assert page.what_if is not None
    less, own = page.what_if.points
    assert (less.chosen, less.text, less.effort, less.items) == (False, "61.3", "99", "12")
    assert (own.chosen, own.text, own.value) == (True, page.plan.steps[-1].text, page.plan.steps[-1].value)
    assert (own.effort, own.items) == ("9", "2")
