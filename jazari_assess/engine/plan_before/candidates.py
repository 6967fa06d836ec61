"""The catalogue seen by one firm: what each entry would lift, who is eligible, and what choosing it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.engine.plan_before.firm import Firm
from jazari_assess.engine.plan_before.problem import TOLERANCE, Close
from jazari_assess.engine.score.values import level_values
from jazari_assess.model.catalogue import Action, Catalogue, Service, Turnover
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import LevelQuestion
from jazari_assess.model.roadmap import ItemKind, WhyOut

WEEKS_A_QUARTER = 13

_DAY = 0.001
_ENTRY = 0.001
_FAR = 0.01
_UNSURE = 0.02
_STALE = 0.01
_UNAIDED = 0.1
_EASY_KNOWLEDGE = 2
_UNSURE_STATUS = ("announced", "unknown", "pilot")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A catalogue entry for one firm; ``barred`` says why the firm is not eligible, None when it is.

    ``closes`` holds only lifts of indicators that are scored and not there yet; ``unscored`` says that it is empty
    because answers are missing.
    """

    id: str
    kind: ItemKind
    entry: Action | Service
    closes: tuple[Close, ...]
    barred: WhyOut | None
    done: bool
    unscored: bool
    near: bool
    to_check: bool

    @property
    def quarters(self) -> int:
        """How many quarters it runs."""
        return -(-self.entry.weeks // WEEKS_A_QUARTER)

    @property
    def provider(self) -> str | None:
        """Who offers it; None for what the firm does itself."""
        return self.entry.provider if isinstance(self.entry, Service) else None


def candidates(catalogue: Catalogue, firm: Firm, *, date: str, stale_months: int) -> Mapping[str, Candidate]:
    """Return every entry that may ever be planned, by id; strategies and programmes that ended are not."""
    found: dict[str, Candidate] = {}
    for name, action in catalogue.actions.items():
        found[name] = _action(name, action, firm)
    for name, service in catalogue.services.items():
        if service.closes and service.kind != "strategy" and service.status != "ended":
            found[name] = _service(name, service, firm, date=date, stale_months=stale_months)
    return found


def _action(name: str, action: Action, firm: Firm) -> Candidate:
    low, high = _step_scores(action, firm)
    view = firm.views.get(action.indicator)
    lacking = view is None or view.state in ("not-applicable", "not-covered")
    return Candidate(
        id=name,
        kind="action",
        entry=action,
        closes=_lifts([(action.indicator, low, high)], firm),
        barred=_barred(action, firm.profile),
        done=lacking or (view is not None and view.score is not None and view.score >= high - TOLERANCE),
        unscored=_unscored(action.indicator, firm),
        near=False,
        to_check=False,
    )


def _step_scores(action: Action, firm: Firm) -> tuple[float, float]:
    question = firm.answers.questionnaire.questions.get(action.indicator)
    if action.scale == "option" and isinstance(question, LevelQuestion):
        values = level_values(question) * 100
        return float(values[int(action.step[0])]), float(values[int(action.step[1])])
    return action.step


def _service(name: str, service: Service, firm: Firm, *, date: str, stale_months: int) -> Candidate:
    closes = _lifts(_on_indicators(service, firm), firm)
    region = firm.profile.region
    return Candidate(
        id=name,
        kind="service" if service.kind == "strategy" else service.kind,
        entry=service,
        closes=closes,
        barred=_barred(service, firm.profile),
        done=not closes,
        unscored=not closes and any(_unscored(close.node, firm) for close in service.closes),
        near=region is not None and (region in service.near or region in service.regions),
        to_check=is_stale(service.as_of, date, stale_months),
    )


def _unscored(node: str, firm: Firm) -> bool:
    return node in firm.views and firm.views[node].state == "not-scored"


def _on_indicators(service: Service, firm: Firm) -> list[tuple[str, float, float]]:
    """Return the lifts of a service on indicators; one on a whole dimension counts for each of its indicators."""
    return [
        (name, close.from_, close.to)
        for close in service.closes
        for name in ([close.node] if close.node in firm.shares else _indicators_under(close.node, firm))
    ]


def _indicators_under(node: str, firm: Firm) -> list[str]:
    return [name for name, (dimension, _) in firm.shares.items() if dimension == node]


def _lifts(steps: Sequence[tuple[str, float, float]], firm: Firm) -> tuple[Close, ...]:
    return tuple(
        Close(indicator=name, low=low, high=high)
        for name, low, high in steps
        if name in firm.shares and (firm.views[name].score or 0.0) < high - TOLERANCE
    )


def _barred(entry: Action | Service, profile: Profile) -> WhyOut | None:
    """Say why a firm is not eligible. An unknown size or turnover bars from nothing, an unknown place or trade does."""
    if isinstance(entry, Service) and "all" not in entry.regions and profile.region not in entry.regions:
        return "region"
    if "all" not in entry.sectors and profile.sector not in entry.sectors:
        return "sector"
    if "all" not in entry.sizes and profile.size is not None and profile.size not in entry.sizes:
        return "size"
    if isinstance(entry, Service) and entry.turnover is not None and not _within(entry.turnover, profile.turnover):
        return "turnover"
    return None


def _within(bounds: Turnover, turnover: float | None) -> bool:
    if turnover is None:
        return True
    above = bounds.minimum is None or turnover >= bounds.minimum
    return above and (bounds.maximum is None or turnover <= bounds.maximum)


def is_stale(as_of: str, date: str, months: int) -> bool:
    """Say whether an as-of date (YYYY, YYYY-MM, YYYY-MM-DD or "undated") lies more than some months before a date.

    A date without a day or a month is taken at its earliest: what may be old is to be checked.
    """
    if as_of == "undated":
        return True
    then, now = (_months(text) for text in (as_of, date))
    return now - then > months


def _months(text: str) -> int:
    year, month = [*(int(part) for part in text.split("-")), 1][:2]
    return year * 12 + month


def penalty(candidate: Candidate, worth: float) -> float:
    """Return what choosing an entry costs in points: the documented tie-break.

    Fewer person-days first; then who is near, whose status is sure and whose facts are fresh. An action that asks for
    knowledge beyond ``_EASY_KNOWLEDGE`` loses a tenth of its worth (points) for each degree more, for a firm alone
    seldom gets all of it: so help is preferred where knowledge is what lacks.
    """
    cost = _ENTRY + _DAY * candidate.entry.person_days
    match candidate.entry:
        case Action():
            return cost + _UNAIDED * max(0, candidate.entry.difficulty.knowledge - _EASY_KNOWLEDGE) * worth
        case Service():
            unsure = _UNSURE if candidate.entry.status in _UNSURE_STATUS else 0.0
            return cost + unsure + (0.0 if candidate.near else _FAR) + (_STALE if candidate.to_check else 0.0)
