"""A small questionnaire, model and catalogue in which every number of a plan can be worked out by hand."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.firm import Firm, firm_of
from jazari_assess.model.actions import Action
from jazari_assess.model.aims import Aim
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.flags import Flag
from jazari_assess.model.maturity import MaturityModel
from jazari_assess.model.planning import Planning
from jazari_assess.model.provider import Provider
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.model.services import Service
from tests.engine.content import library

DATE = "2026-11-29"
REASON = "made for tests"

QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "schema": "jazari-assess/questionnaire/1",
        "id": "small",
        "version": "1.0.0",
        "license": "none",
        "source": REASON,
        "sections": {"all": ("sector", "staff", "order", "care", "list", "shop", "count", "rule")},
        "questions": {
            "sector": {"kind": "profile", "field": "sector"},
            "staff": {"kind": "profile", "field": "staff"},
            "order": {"kind": "level", "options": 5, "not-applicable": True},
            "care": {"kind": "level", "options": 5, "not-applicable": True},
            "list": {"kind": "checklist", "options": {"none": 0.0, "a": 1.0, "b": 1.0, "c": 2.0}, "none": "none"},
            "shop": {"kind": "choice", "options": {"no": 0.0, "form": 0.5, "abroad": 0.5, "full": 1.0}},
            "count": {"kind": "number", "minimum": 0.0, "maximum": 100.0, "map": ((0.0, 0.0), (100.0, 1.0))},
            "rule": {"kind": "yes-partly-no"},
        },
    }
)
MODEL = MaturityModel.model_validate(
    {
        "schema": "jazari-assess/model/1",
        "id": "small",
        "version": "1.0.0",
        "license": "none",
        "questionnaire": "small",
        "role": "main",
        "source": REASON,
        "as-of": "2026-11-29",
        "minimum-coverage": 0.2,
        "levels": {
            "steps": (
                {"id": "first", "from": 0.0},
                {
                    "id": "second",
                    "from": 40.0,
                    "require": ({"node": "house", "at-least": 50.0, "rationale": REASON},),
                },
                {"id": "third", "from": 80.0},
            )
        },
        "root": "overall",
        "nodes": {
            "overall": {"children": ("house", "market"), "weights": {"house": 3.0, "market": 1.0}},
            "house": {"children": ("order", "care", "list"), "weights": {"order": 2.0, "care": 1.0, "list": 1.0}},
            "market": {"children": ("shop", "count", "rule"), "weights": {"shop": 1.0, "count": 1.0, "rule": 2.0}},
        },
    }
)


def action(**fields: object) -> Action:
    """Return an action of one to two days and six weeks unless told."""
    usual = {
        "days": dict.fromkeys(("micro", "small", "medium", "large"), (1.0, 2.0)),
        "weeks": 6,
        "difficulty": {"knowledge": 2, "time": 1, "money": 1},
        "rationale": REASON,
    }
    return Action.model_validate({**usual, **fields})


ACTIONS: Mapping[str, Action] = {
    "order-1": action(indicator="order", step=(0.0, 1.0)),
    "order-2": action(indicator="order", step=(1.0, 2.0), keep=1.0),
    "order-2-light": action(indicator="order", step=(1.0, 2.0), sectors=("crafts",)),
    "order-3": action(indicator="order", step=(2.0, 3.0), requires=("care-1",)),
    "care-1": action(indicator="care", step=(0.0, 1.0)),
    "care-2": action(indicator="care", step=(1.0, 2.0), requires=("opener",)),
    "opener": action(indicator="care"),
    "list-ab": action(indicator="list", items={"adds": ("a", "b")}),
    "list-a": action(indicator="list", items={"adds": ("a",)}),
    "form": action(indicator="shop", choice={"from": ("no",), "to": "form"}),
    "full": action(indicator="shop", choice={"from": ("form", "abroad"), "to": "full"}),
    "count-50": action(indicator="count", step=(0.0, 50.0), days={"large": (10.0, 20.0), "medium": (5.0, 10.0)}),
    "rule-yes": action(indicator="rule", step=(1.0, 2.0)),
    "deed": action(deeds=("calm",)),
    "only-crafts": action(indicator="rule", step=(0.0, 1.0), sectors=("crafts",)),
    "when-large": action(indicator="rule", step=(0.0, 1.0), when={"staff-at-least": 100}),
}
FLAGS: Mapping[str, Flag] = {
    "careless": Flag.model_validate(
        {
            "when": {"question": "care", "is": 0},
            "kind": "risk",
            "severity": 3,
            "first": "care-1",
            "then": ("care-2",),
            "source": REASON,
        }
    ),
    "rule-missing": Flag.model_validate(
        {"when": {"question": "rule", "is": "no"}, "kind": "duty", "severity": 2, "first": "rule-yes", "source": REASON}
    ),
}
AIMS: Mapping[str, Aim] = {
    "calm": Aim.model_validate(
        {
            "rationale": REASON,
            "serves": {"order": {"relevance": 2, "rationale": REASON}, "shop": {"relevance": 1, "rationale": REASON}},
            "kpis": {"stops": {"ready": {"question": "order", "at-least": 1.0}}, "noise": {}},
        }
    )
}


def service(**fields: object) -> Service:
    """Return an open service of a national institute unless told."""
    usual = {
        "provider": "national",
        "kind": "service",
        "function": "advise",
        "own-days": (1.0, 2.0),
        "open": "open",
        "status": "in-operation",
        "as-of": "2026-10-01",
        "source": REASON,
    }
    return Service.model_validate({**usual, **fields})


def provider(region: str = "national") -> Provider:
    """Return an institute."""
    fields = {"kind": "institute", "region": region, "status": "in-operation", "as-of": "2026", "source": REASON}
    return Provider.model_validate(fields)


@cache
def numbers() -> Planning:
    """Return the numbers of the method as they ship."""
    return library().catalogue.planning


def content(
    *,
    services: Mapping[str, Service] | None = None,
    providers: Mapping[str, Provider] | None = None,
    actions: Mapping[str, Action] | None = None,
    flags: Mapping[str, Flag] | None = None,
) -> PlanContent:
    """Return the small content with some of its parts replaced."""
    return PlanContent(
        questionnaire=QUESTIONNAIRE,
        model=MODEL,
        flags=FLAGS if flags is None else flags,
        aims=AIMS,
        actions=ACTIONS if actions is None else actions,
        services=services or {},
        providers=providers or {"national": provider()},
        numbers=numbers(),
        sha256="0" * 64,
    )


LOW: Mapping[str, Any] = {
    "order": 0,
    "care": 0,
    "list": ("none",),
    "shop": "no",
    "count": 0.0,
    "rule": "no",
}


def assessment(answers: Mapping[str, Any] | None = None, **profile: object) -> Assessment:
    """Return a firm of 60 persons in crafts with the lowest answers, some of them replaced; None takes one out."""
    told = {**LOW, **(answers or {})}
    given = {
        name: one if isinstance(one, Mapping) else {"state": "given", "answer": one}
        for name, one in told.items()
        if one is not None
    }
    return Assessment.model_validate(
        {
            "schema": "jazari-assess/assessment/1",
            "id": "firm",
            "questionnaire": {"id": "small", "version": "1.0.0"},
            "profile": {"firm": "Firm", "sector": "crafts", "staff": 60, **profile},
            "answers": given,
        }
    )


def firm(answers: Mapping[str, Any] | None = None, **profile: object) -> Firm:
    """Return that firm as the planner sees it."""
    return firm_of(content(), assessment(answers, **profile))
