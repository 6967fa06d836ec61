"""A small firm, questionnaire, model and catalogue, by hand: every kind of question, answer, item and reason once.

``say`` makes every word, so that a test can put its own text into every place that shows words.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, Unanswered, Unknown
from jazari_assess.model.catalogue import Catalogue, CatalogueText
from jazari_assess.model.library import CatalogueContent, Library, ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import MaturityModel, ModelText
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.model.result import Result
from jazari_assess.model.roadmap import Closed, LeftOut, PlannedItem, Projection, Roadmap
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
_OPTIONS: Mapping[str, Sequence[str]] = {
    "network": ("none", "office", "everywhere"),
    "ai-uses": ("vision", "forecast", "nothing"),
}
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
    }
    texts = {language: QuestionnaireText.model_validate({"language": language, **words}) for language in LANGUAGES}
    return QuestionnaireContent(structure=structure, texts=texts, sha256="a" * 64, folder="")


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
            for node in ("overall", *dimensions)
        },
        "levels": {
            level: {"title": say(level), "description": say(f"what {level} is")} for level in ("low", "middle", "top")
        },
        "requirements": {"top": say("security comes first")},
    }
    texts = {language: ModelText.model_validate({"language": language, **words}) for language in LANGUAGES}
    return ModelContent(structure=structure, texts=texts, cases=(), sha256="b" * 64, folder="")


def catalogue(say: Say = str) -> CatalogueContent:
    """Return a catalogue of one provider, two services and two actions."""
    source = {"status": "signed", "as_of": "2026-03", "source": "press"}
    service = {
        "provider": "institute",
        "closes": ({"node": "ai-uses", "from": 0.0, "to": 100.0},),
        "regions": ("all",),
        "person_days": 6.0,
        "weeks": 12,
        **source,
    }
    action = {
        "step": (1.0, 2.0),
        "difficulty": {"knowledge": 1, "time": 2, "money": 1},
        "person_days": 3.0,
        "weeks": 12,
        "rationale": "one step",
    }
    structure = Catalogue.model_validate(
        {
            "providers": {"institute": {"kind": "institute", "region": "fes-meknes", **source}},
            "services": {"lab": {"kind": "service", **service}, "course": {"kind": "training", **service}},
            "actions": {
                "history": {"indicator": "maintenance", **action},
                "meters": {"indicator": "machines", **action},
            },
        }
    )
    told = {"title": say("title of it"), "first_step": say("on Monday")}
    press = say("press, 2026-03-11")
    words = {
        "providers": {
            "institute": {
                "name": say("the institute"),
                "purpose": say("purpose"),
                "status": say("as stated"),
                "source": say("press, 2026-03-11"),
            }
        },
        "services": {
            name: {
                **told,
                "title": say(f"title of {name}"),
                "purpose": say("purpose"),
                "why": say("because"),
                "source": press,
            }
            for name in ("lab", "course")
        },
        "actions": {
            name: {**told, "title": say(f"title of {name}"), "done_when": say("when done")}
            for name in ("history", "meters")
        },
    }
    texts = {language: CatalogueText.model_validate({"language": language, **words}) for language in LANGUAGES}
    return CatalogueContent(structure=structure, texts=texts, sha256="c" * 64)


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
    """Return the scores over the main model and the view."""
    models = [content.models["small"], content.models["other"]]
    return evaluate(content.questionnaires["small"], models, found, date=DATE, tool_version="1.2.3", draws=50)


def roadmap(**changes: object) -> Roadmap:
    """Return a plan of two items over three quarters, with something left out."""
    item = {"quarters": 1, "cost": None, "overall_gain": 1.25, "gains": {"shop-floor": 5.0}, "person_days": 3.0}
    history = PlannedItem.model_validate(
        {
            **item,
            "id": "history",
            "kind": "action",
            "provider": None,
            "quarter": 1,
            "closes": (Closed(node="maintenance", before=25.0, after=50.0),),
            "tags": ("quick-win",),
            "why_now": "prerequisite-of",
            "related": ("lab",),
            "support": ("course",),
        }
    )
    lab = PlannedItem.model_validate(
        {
            **item,
            "id": "lab",
            "kind": "service",
            "provider": "institute",
            "quarter": 2,
            "quarters": 2,
            "closes": (Closed(node="ai-uses", before=50.0, after=100.0),),
            "why_now": "after",
            "related": ("history",),
            "to_check": True,
            "near": True,
        }
    )
    now = {"overall": 50.0, "low": 40.0, "high": 60.0, "nodes": {"shop-floor": 40.0, "data": 50.0, "security": 100.0}}
    steps = tuple(Projection.model_validate({"quarter": quarter, **now}) for quarter in range(4))
    parts = {
        "schema_": "jazari-assess/roadmap/1",
        "model": "small",
        "catalogue_sha256": "c" * 64,
        "settings": PlanSettings(horizon_months=9),
        "targets": {"shop-floor": 80.0, "data": 80.0},
        "status": "optimal",
        "gap": 0.0,
        "person_days": 6.0,
        "cost": 0.0,
        "items": (history, lab),
        "left_out": (
            LeftOut(id="meters", kind="action", reason="capacity"),
            LeftOut(id="course", kind="training", reason="dominated", related=("lab",)),
        ),
        "projection": steps,
    }
    return Roadmap.model_validate({**parts, **changes})


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
