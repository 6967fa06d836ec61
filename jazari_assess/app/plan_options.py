"""What a plan is asked to respect: from the options of ``plan`` to the planner's settings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jazari_assess.errors import UsageError
from jazari_assess.model.plan_settings import HIGHEST_PRIORITY, Lock, PlanSettings
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.model.strict import LAST_QUARTER
from jazari_assess.reading.yaml_json.document import nearest

LEVEL = "level"
_FREE = "free"
_QUARTER = re.compile(r"[QqTt]?([1-9][0-9]?)")
_NUMBERS = {"capacity": "capacity", "budget": "budget", "gap": "mip_gap"}
_HORIZON = "horizon"


@dataclass(frozen=True, kw_only=True)
class PlanRequest:
    """The options of the command as they were typed; None and empty where nothing was asked."""

    horizon: int | None = None
    capacity: float | None = None
    budget: float | None = None
    gap: float | None = None
    aims: Sequence[str] = ()
    targets: Sequence[str] = ()
    priorities: Sequence[str] = ()
    locks: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was asked."""
        numbers = (self.horizon, self.capacity, self.budget, self.gap)
        several = (self.aims, self.targets, self.priorities, self.locks)
        return all(number is None for number in numbers) and not any(several)


def settings_over(base: PlanSettings, request: PlanRequest, dimensions: Sequence[str]) -> PlanSettings:
    """Return the settings of ``base`` with what was asked in their place; aims stand in place of those asked before.

    Raises ``UsageError`` for a target, a priority or a lock that is none or is given twice, and for a number that is
    out of bounds or none.
    """
    aims = _once("--aim", request.aims)
    _once("--target", [one.partition("=")[0].strip() for one in request.targets])
    _once("--priority", [one.partition("=")[0].strip() for one in request.priorities])
    level = next((_level(one) for one in request.targets if one.partition("=")[0] == LEVEL), None)
    scores = dict(_target(one, dimensions) for one in request.targets if one.partition("=")[0] != LEVEL)
    changes = {
        **_numbers(request),
        **_ends(base, level, scores),
        "aims": aims or base.aims,
        "priorities": {**base.priorities, **dict(_priority(one, dimensions) for one in request.priorities)},
        "locks": _locks(base.locks, request.locks),
    }
    return base.model_copy(update=changes)


def _numbers(request: PlanRequest) -> Mapping[str, Any]:
    """Return the numbers that were asked; raises ``UsageError`` for one out of bounds or none."""
    asked = {
        "horizon_months": request.horizon,
        "capacity": request.capacity,
        "budget": request.budget,
        "mip_gap": request.gap,
    }
    found = {name: value for name, value in asked.items() if value is not None}
    try:
        PlanSettings.model_validate(found)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise UsageError("plan-setting-wrong", found=f"{wrong['loc'][0]}={wrong['input']}") from error
    return found


def _once(option: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names, each of which is given once; raises ``UsageError`` for the first that is not."""
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise UsageError("given-twice", option=option, found=twice)
    return tuple(names)


def _ends(base: PlanSettings, level: int | None, scores: Mapping[str, float]) -> Mapping[str, Any]:
    """Return what the plan is to reach: a level stands in place of scores asked before, scores in place of a level.

    Both asked together stay together, for the planner to refuse.
    """
    if level is not None:
        return {"reach_level": level, "targets": dict(scores)}
    return {"reach_level": None, "targets": {**base.targets, **scores}} if scores else {}


def varied(base: PlanSettings, asked: str, dimensions: Sequence[str]) -> PlanSettings:
    """Return the settings of ``base`` with those of a ``--compare``: ``capacity=30,horizon=12``.

    Raises ``UsageError`` for a part that names nothing or whose value is none.
    """
    changes: dict[str, Any] = {}
    scores: dict[str, float] = {}
    level = None
    for part in filter(None, (part.strip() for part in asked.split(","))):
        name, _, value = (text.strip() for text in part.partition("="))
        number = _number(value)
        whole = int(number) if number is not None and number.is_integer() else None
        if name == LEVEL and whole is not None:
            level = whole
        elif name == _HORIZON and whole is not None:
            changes["horizon_months"] = whole
        elif name in _NUMBERS and number is not None:
            changes[_NUMBERS[name]] = number
        elif name in dimensions and number is not None:
            scores[name] = number
        else:
            raise _compare_wrong(part, dimensions)
    try:
        return PlanSettings.model_validate({**dict(base), **changes, **_ends(base, level, scores)})
    except ValidationError as error:
        raise _compare_wrong(asked, dimensions) from error


def _compare_wrong(found: str, dimensions: Sequence[str]) -> UsageError:
    near = nearest(found.partition("=")[0], dimensions)
    return UsageError("compare-wrong", found=found, known=", ".join((_HORIZON, LEVEL, *_NUMBERS, near)))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _level(asked: str) -> int:
    value = asked.partition("=")[2].strip()
    if not (value.isascii() and value.isdigit()):
        raise UsageError("plan-level-unknown", found=value, known="0, 1, 2, ...")
    return int(value)


def _target(asked: str, dimensions: Sequence[str]) -> tuple[str, float]:
    dimension, _, score = asked.partition("=")
    wanted = _number(score)
    if dimension not in dimensions or wanted is None or not 0 <= wanted <= TOP_SCORE:
        raise UsageError("target-wrong", found=asked, known=nearest(dimension, dimensions))
    return dimension, wanted


def _priority(asked: str, dimensions: Sequence[str]) -> tuple[str, int]:
    dimension, _, weight = asked.partition("=")
    if dimension not in dimensions or weight not in map(str, range(HIGHEST_PRIORITY + 1)):
        raise UsageError("priority-wrong", found=asked, known=nearest(dimension, dimensions))
    return dimension, int(weight)


def _locks(before: Mapping[str, Lock], asked: Sequence[str]) -> Mapping[str, Lock]:
    _once("--lock", [one.partition("=")[0].strip() for one in asked])
    locks = dict(before)
    for one in asked:
        item, _, choice = one.partition("=")
        lock = _lock(one, choice.strip())
        if lock is None:
            locks.pop(item.strip(), None)
        else:
            locks[item.strip()] = lock
    return locks


def _lock(asked: str, choice: str) -> Lock | None:
    quarter = _QUARTER.fullmatch(choice)
    if choice in ("in", "out"):
        return "in" if choice == "in" else "out"
    if quarter is not None and int(quarter[1]) <= LAST_QUARTER:
        return int(quarter[1])
    if choice != _FREE:
        raise UsageError("lock-wrong", found=asked)
    return None
