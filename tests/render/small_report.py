"""A small firm, questionnaire, model, catalogue and plan, by hand: every kind of question, answer, item and reason.

``say`` makes every word, so that a test can put its own text into every place that shows words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.aims import Aim
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, Unanswered, Unknown
from jazari_assess.model.catalogue import Catalogue, CatalogueText
from jazari_assess.model.flags import Check, Flag
from jazari_assess.model.library import CatalogueContent, Library, ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import MaturityModel, ModelText
from jazari_assess.model.plan import Plan
from jazari_assess.model.planning import Planning
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.model.result import Result
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render.interface import Comparison, Institute, Options, Report, Template
from jazari_assess.render.page.build import make_page

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "report_templates" / "standard"
LANGUAGES = ("fr", "ar", "en")
DATE = "2026-11-21"
Say = Callable[[str], str]
FREE_TEXT = "Vendre en ligne"

_SECTIONS = {
    "shop-floor": ("maintenance", "machines", "network"),
    "data": ("dashboards", "ai-uses"),
    "security": ("backup", "policy", "printing"),
    "profile": ("wish",),
}
_QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    "maintenance": {"kind": "level", "options": 5, "rationale": "why not"},
    "machines": {"kind": "number", "minimum": 0, "maximum": 100, "map": ((0.0, 0.0), (50.0, 0.5), (100.0, 1.0))},
    "network": {"kind": "choice", "options": {"none": 0.0, "office": 0.5, "everywhere": 1.0}},
    "dashboards": {"kind": "level", "options": 3, "not-applicable": True},
    "ai-uses": {"kind": "checklist", "options": {"vision": 1.0, "forecast": 1.0, "nothing": 0.0}, "none": "nothing"},
    "backup": {"kind": "yes-partly-no"},
    "policy": {"kind": "level", "options": 3},
    "printing": {"kind": "level", "options": 3, "when": {"question": "maintenance", "at-least": 3}},
    "wish": {"kind": "text"},
}
_NEVER = {"question": "policy", "answered": True}
FLAGS: Mapping[str, Mapping[str, Any]] = {
    "no-policy": {"kind": "risk", "severity": 3, "first": "history"},
    "no-notice": {"kind": "duty", "severity": 2, "first": "meters"},
}
AIM = "lower-bills"
_OPTIONS: Mapping[str, Sequence[str]] = {
    "network": ("none", "office", "everywhere"),
    "ai-uses": ("vision", "forecast", "nothing"),
}
_STEPS = ("low", "middle", "top")
_LEVELS = {"maintenance": 5, "dashboards": 3, "policy": 3, "printing": 3}
ANSWERS: Mapping[str, Answer] = {
    "maintenance": Given(answer=1, note="Panne de mars :\ndeux lignes", evidence="seen-on-site"),
    "machines": Given(answer=30),
    "network": Given(answer="office", evidence="document"),
    "dashboards": NotApplicable(state="not-applicable"),
    "ai-uses": Given(answer=("vision",)),
    "backup": Given(answer="yes"),
    "policy": Unknown(state="unknown"),
    "printing": Unanswered(state="unanswered", note="Plus tard"),
    "wish": Given(answer=FREE_TEXT),
}
NO_NUMBERS: Mapping[str, Any] = {}  # no page reads the numbers of the planner


def _question_text(name: str, say: Say) -> dict[str, Any]:
    words: dict[str, Any] = {"short": say(name)[:40], "title": say(f"title of {name}")}
    if name in _LEVELS:
        words["options"] = tuple(say(f"{name} option {number}") for number in range(_LEVELS[name]))
    if name in _OPTIONS:
        words["options"] = {option: say(f"{name} is {option}") for option in _OPTIONS[name]}
    if name == "machines":
        words["unit"] = "%"
    return words


def questionnaire(say: Say = str) -> QuestionnaireContent:
    """Return the questionnaire with its words in three languages."""
    structure = Questionnaire.model_validate(
        {
            "schema": "jazari-assess/questionnaire/1",
            "id": "small",
            "version": "1.0.0",
            "license": "none",
            "source": "tests",
            "sections": _SECTIONS,
            "questions": _QUESTIONS,
        }
    )
    words = {
        "title": say("small questionnaire"),
        "description": say("for tests"),
        "sections": {name: {"title": say(name), "introduction": say(name)} for name in _SECTIONS},
        "questions": {name: _question_text(name, say) for name in _QUESTIONS},
        "flags": {
            name: {"title": say(f"{name} is so"), "why": say(f"why {name}"), "source": say("plain reason")}
            for name in FLAGS
        },
        "checks": {"odd": {"title": say("odd answers"), "ask": say("which is it")}},
    }
    texts = {language: QuestionnaireText.model_validate({"language": language, **words}) for language in LANGUAGES}
    flags = {name: Flag.model_validate({"when": _NEVER, "source": "tests", **flag}) for name, flag in FLAGS.items()}
    odd = Check.model_validate({"when": _NEVER, "strength": "doubtful", "doubt": "maintenance"})
    return QuestionnaireContent(
        structure=structure, texts=texts, sha256="a" * 64, folder="", flags=flags, checks={"odd": odd}
    )


def model(say: Say = str, *, name: str = "small", role: str = "main") -> ModelContent:
    """Return a model over the questionnaire: three dimensions, three levels, one gate."""
    gate = {"node": "security", "at-least": 90.0, "rationale": "first things first"}
    dimensions = ("shop-floor", "data", "security")
    structure = MaturityModel.model_validate(
        {
            "schema": "jazari-assess/model/1",
            "id": name,
            "version": "1.0.0",
            "license": "none",
            "questionnaire": "small",
            "role": role,
            "source": "tests",
            "as-of": "2026",
            "minimum-coverage": 0.4,
            "levels": {
                "steps": (
                    {"id": "low", "from": 0.0},
                    {"id": "middle", "from": 40.0},
                    {"id": "top", "from": 80.0, "require": (gate,)},
                )
            },
            "root": "overall",
            "nodes": {
                "overall": {"children": dimensions, "weights": {"shop-floor": 2.0, "data": 1.0, "security": 1.0}},
                **{node: {"children": _SECTIONS[node]} for node in dimensions},
            },
        }
    )
    titled = {"title": say("title"), "short": say("short")[:40], "description": say("description")}
    words = {
        "title": say("small model"),
        "description": say("for tests"),
        "notice": say("indicative only"),
        "nodes": {
            node: {**titled, "title": say(f"title of {node}"), "short": say(node)[:40]}
            | ({"levels": {level: say(f"{node} at {level}") for level in _STEPS}} if node in dimensions else {})
            for node in ("overall", *dimensions)
        },
        "aims": {
            AIM: {
                "title": say("lower bills"),
                "kpis": {
                    "energy": {
                        "title": say("energy"),
                        "unit": say("kWh"),
                        "how": say("read the meter"),
                        "how_ready": say("take it from the file of meters"),
                    }
                },
            }
        },
        "levels": {level: {"title": say(level), "description": say(f"what {level} is")} for level in _STEPS},
        "requirements": {"top": say("security comes first")},
    }
    texts = {language: ModelText.model_validate({"language": language, **words}) for language in LANGUAGES}
    aim = Aim.model_validate(
        {
            "rationale": "they are paid every month",
            "serves": {"machines": {"relevance": 2, "rationale": "they use energy"}},
            "kpis": {"energy": {"ready": {"question": "machines", "at-least": 1}}},
        }
    )
    return ModelContent(structure=structure, texts=texts, cases=(), sha256="b" * 64, folder="", aims={AIM: aim})


def catalogue(say: Say = str) -> CatalogueContent:
    """Return a catalogue of one provider, two services and four actions."""
    source = {"status": "signed", "as_of": "2026-03", "source": "press"}
    service = {"provider": "institute", "own_days": (2.0, 4.0), "open": "enquiry", "supports": ("history",), **source}
    action = {
        "days": {"small": (2.0, 4.0)},
        "difficulty": {"knowledge": 1, "time": 2, "money": 1},
        "weeks": 12,
        "rationale": "one step",
    }
    indicators = {"history": "maintenance", "meters": "machines", "rules": "policy"}
    structure = Catalogue.model_validate(
        {
            "providers": {"institute": {"kind": "institute", "region": "fes-meknes", "contact": "2nd floor", **source}},
            "services": {
                "lab": {"kind": "service", "function": "test", **service},
                "course": {"kind": "training", "function": "train", **service},
            },
            "actions": {
                **{name: {"indicator": own, "step": (1.0, 2.0), **action} for name, own in indicators.items()},
                "cables": {"indicator": "network", "choice": {"from_": ("office",), "to": "everywhere"}, **action},
            },
        }
    )
    press = say("press, 2026-03-11")
    words = {
        "providers": {
            "institute": {
                "name": say("the institute"),
                "purpose": say("purpose"),
                "status": say("as stated"),
                "source": press,
            }
        },
        "services": {
            name: {
                "title": say(f"title of {name}"),
                "purpose": say("purpose"),
                "delivers": say(f"what {name} brings"),
                "not_delivered": say(f"what {name} does not"),
                "why": say("because"),
                "ask": say(f"is {name} open"),
                "bring": say("the list of machines"),
                "source": press,
            }
            for name in ("lab", "course")
        },
        "actions": {
            name: {
                "title": say(f"title of {name}"),
                "first_step": say("somebody begins"),
                "first_step_micro": say("the head begins"),
                "done_when": say("when done"),
            }
            for name in (*indicators, "cables")
        },
    }
    texts = {language: CatalogueText.model_validate({"language": language, **words}) for language in LANGUAGES}
    return CatalogueContent(
        structure=structure, texts=texts, sha256="c" * 64, planning=Planning.model_construct(**NO_NUMBERS)
    )


def library(say: Say = str) -> Library:
    """Return all content: the main model and one view."""
    models = {"small": model(say), "other": model(say, name="other", role="view")}
    return Library(questionnaires={"small": questionnaire(say)}, models=models, catalogue=catalogue(say))


def assessment(
    *, answers: Mapping[str, Answer] = ANSWERS, firm: str = "Atelier Atlas", **profile: object
) -> Assessment:
    """Return the firm's answers."""
    return Assessment.model_validate(
        {
            "schema": "jazari-assess/assessment/1",
            "id": "atlas",
            "questionnaire": {"id": "small", "version": "1.0.0"},
            "profile": {"firm": firm, "region": "fes-meknes", "sector": "crafts", "staff": 12, **profile},
            "answers": answers,
        }
    )


def result(content: Library, found: Assessment) -> Result:
    """Return the scores over the main model and the view, with the flags and the check that are up."""
    models = [content.models["small"], content.models["other"]]
    made = evaluate(content.questionnaires["small"], models, found, date=DATE, tool_version="1.2.3", draws=50)
    return made.model_copy(update={"flags": tuple(FLAGS), "checks": ("odd",)})


def item(name: str, **changes: object) -> dict[str, Any]:
    """Return a line of the plan as plain values."""
    return {
        "id": name,
        "kind": "action",
        "phase": "secure",
        "indicator": "maintenance",
        "quarter": 1,
        "quarters": 1,
        "person_days": (2.0, 4.0),
        "days": 3.0,
        "keep": 0.0,
        "cost": None,
        "changes": (),
        "gains": {},
        "overall_gain": 0.0,
        "serves": (),
        "flags": (),
        "why_now": {"code": "further"},
        **changes,
    }


def roadmap(**changes: object) -> Plan:
    """Return a plan of an action, an enquiry and an action over three quarters, with something left out."""
    support = {
        "service": "lab",
        "provider": "institute",
        "function": "test",
        "status": "signed",
        "open": "enquiry",
        "source": "press",
        "as_of": "2026-03",
        "near": True,
        "to_check": False,
        "own_days": (2.0, 4.0),
        "exact": True,
        "equals": ("course",),
    }
    history = item(
        "history",
        keep=1.0,
        changes=({"node": "maintenance", "before": 25.0, "after": 50.0},),
        gains={"shop-floor": 5.0},
        overall_gain=1.25,
        flags=("no-policy",),
        why_now={"code": "flag", "flags": ("no-policy",)},
        supports=(support,),
        not_alone=True,
    )
    ask = item(
        "ask-institute",
        kind="enquiry",
        indicator=None,
        service="lab",
        provider="institute",
        why_now={"code": "enquiry", "items": ("meters",)},
    )
    meters = item(
        "meters",
        phase="level",
        indicator="machines",
        quarter=2,
        quarters=2,
        cost=0.5,
        serves=(AIM,),
        why_now={"code": "aim", "aims": (AIM,)},
        after=("history",),
    )
    now = {"overall": 50.0, "low": 40.0, "high": 60.0, "nodes": {"shop-floor": 40.0, "data": 50.0, "security": 100.0}}
    steps = tuple({"quarter": quarter, "level_id": "middle", "intervals": {}, **now} for quarter in range(4))
    late = {"items": ("meters",), "overall": 45.0, "level_id": "middle", "nodes": now["nodes"]}
    phase = {"days": 3.0, "keep": 1.0, "level_id": "middle", "intervals": {}, "late": late, **now}
    parts = {
        "schema_": "jazari-assess/plan/2",
        "model": "small",
        "catalogue_sha256": "c" * 64,
        "settings": {"horizon_months": 9, "capacity": 20.0, "capacity_assumed": True, "at_once": 3.0},
        "status": "planned",
        "value": 1.0,
        "gap": 0.0,
        "floor": 80.0,
        "floors": {"shop-floor": 80.0, "data": 80.0},
        "person_days": 9.0,
        "capacity_used": 0.5,
        "cost": 0.5,
        "keep": 1.0,
        "urgent_days": 3.0,
        "aims": (
            {"id": AIM, "kpis": ({"id": "energy", "ready": True},), "items": ("meters",), "deeds": (), "begins": 2},
        ),
        "flags": (
            {**_raised("no-policy", 3), "first": "history", "quarter": 1, "done": 1, "reason": None},
            {**_raised("no-notice", 2), "first": "meters", "quarter": None, "done": None, "reason": {"code": "budget"}},
        ),
        "phases": (
            {"id": "secure", "quarters": (1,), "items": ("history", "ask-institute"), **phase},
            {"id": "level", "quarters": (2, 3), "items": ("meters",), **phase},
        ),
        "items": (history, ask, meters),
        "partners": (
            {
                "provider": "institute",
                "services": ("lab", "course"),
                "items": ("history",),
                "nodes": ("maintenance",),
                "aims": (AIM,),
                "flags": ("no-policy",),
                "ask": "lab",
                "quarter": 2,
                "near": True,
                "to_check": False,
                "own_days": (2.0, 4.0),
            },
        ),
        "gaps": (
            {"node": "maintenance", "score": 25.0, "gain": 5.0, "reason": {"code": "planned", "items": ("history",)}},
            {"node": "network", "score": 50.0, "gain": 4.0, "reason": {"code": "nothing"}},
        ),
        "left_out": ({"id": "rules", "indicator": "policy", "gain": 2.0, "reason": _no_time("history")},),
        "first_steps": ({"id": "history", "flag": "no-policy", "quarter": 1, "reason": None},),
        "hold": ("policy",),
        "projection": steps,
    }
    return Plan.model_validate({**parts, **changes})


def _raised(name: str, severity: int) -> dict[str, Any]:
    return {"id": name, "kind": FLAGS[name]["kind"], "severity": severity, "due": 2, "then": ()}


def _no_time(*items: str) -> dict[str, Any]:
    return {"code": "no-time", "items": items, "days": 9.0, "free": 2.0}


def report(
    language: str = "fr",
    *,
    found: Assessment | None = None,
    say: Say = str,
    institute: Institute | None = None,
    options: Options | None = None,
    template: Template | None = None,
    comparison: Comparison | None = None,
) -> Report:
    """Return the whole report of the small firm."""
    content = library(say)
    scores, planned = result(content, found or assessment()), roadmap()
    words = read_report_text([TEMPLATE], language)
    page = make_page(
        result=scores, roadmap=planned, library=content, words=words, institute=institute, comparison=comparison
    )
    return Report(
        page=page,
        result=scores,
        roadmap=planned,
        template=template or Template(folders=(TEMPLATE,)),
        options=options or Options(),
    )


def blank(language: str = "fr") -> Report:
    """Return the report of a firm that answered nothing: no score, and why there is no plan."""
    found = report(language, found=assessment(answers={}))
    plan = replace(found.page.plan, items=(), phases=(), aims=(), steps=(), infeasible="why")
    dimensions = tuple(replace(row, after=None) for row in found.page.dimensions)
    page = replace(found.page, flags=(), plan=plan, first_steps=(), partner_groups=(), dimensions=dimensions)
    return replace(found, page=page)
