"""What a report says of flags, aims and the plan: every text final in one language, figures beside it unrounded."""

from dataclasses import dataclass

from jazari_assess.model.plan import ItemKind


@dataclass(frozen=True, kw_only=True)
class Flag:
    """An answer that is a risk, a duty or a foundation that lacks; ``when`` its first act begins, or why it does not.

    ``urgent`` ones are not left to a plan's weighing.
    """

    id: str
    title: str
    why: str
    kind_text: str
    severity_text: str
    urgent: bool
    first: str
    when: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Check:
    """Answers that contradict each other, and what to ask the firm."""

    title: str
    ask: str
    strength_text: str


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """A figure that shows an aim, ``how`` it is taken or read; ``ready`` says where it comes without extra work."""

    title: str
    unit: str
    how: str
    ready: str


@dataclass(frozen=True, kw_only=True)
class Aim:
    """An aim of the firm: its figures, and the actions that serve it.

    ``begins`` is when the first does; ``served`` names the first few.
    """

    title: str
    kpis: tuple[Kpi, ...]
    items: str
    served: str
    begins: str


@dataclass(frozen=True, kw_only=True)
class Support:
    """Who can help with an action, and with what; ``equals`` are as good by the same criteria."""

    title: str
    provider: str
    function: str
    delivers: str
    not_delivered: str
    facts: str
    to_check: str
    equals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the plan, with its reasons. ``person_days`` is what was planned with, within what ``effort`` says.

    ``why_now`` are sentences, the reason first; ``serves`` and ``flags`` are titles; ``alone`` says that it asks for
    knowledge the firm lacks; ``noted`` is what was noted with
    the answers it changes or looks for, each told once, with the names of several questions before it.
    """

    id: str
    kind: ItemKind
    kind_text: str
    phase: str
    title: str
    quarter: int
    quarters: int
    quarter_text: str
    months: str
    effort: str
    person_days: float
    keep: str
    keep_days: float
    cost: str
    why: tuple[str, ...]
    why_now: tuple[str, ...]
    gains: tuple[str, ...]
    overall_gain: float
    overall_gain_text: str
    gain_values: tuple[float, ...]
    serves: tuple[str, ...]
    flags: tuple[str, ...]
    first_step: str
    done_when: str
    noted: tuple[tuple[str, str], ...]
    provider: str
    supports: tuple[Support, ...]
    alone: str

    def runs_in(self, quarter: int) -> bool:
        """Say whether work on it goes on in a quarter."""
        return self.quarter <= quarter < self.quarter + self.quarters


@dataclass(frozen=True, kw_only=True)
class Step:
    """A score expected at the end of a quarter, overall or of a dimension; quarter 0 is today."""

    name: str
    months: str
    value: float | None
    text: str
    low: float | None
    high: float | None
    interval: str


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """A dimension as it is expected to move: a step today and one after each quarter, and the score aimed at."""

    title: str
    short: str
    steps: tuple[Step, ...]
    target: float | None
    target_text: str


@dataclass(frozen=True, kw_only=True)
class Phase:
    """Quarters of one purpose. ``expected`` and ``late`` say score and level at the end, in time and with delays.

    ``nodes`` are the scores of the dimensions at the end, in the order of the model.
    """

    id: str
    title: str
    purpose: str
    when: str
    months: str
    effort: str
    keep: str
    items: tuple[str, ...]
    expected: str
    interval: str
    late: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Means:
    """One point of the what-if curve: ``means`` person-days a quarter (or million MAD) and the score they may bring."""

    means: float
    means_text: str
    value: float | None
    text: str
    effort: str
    items: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What more and less capacity or budget would bring by the end of the horizon; ``unit`` names the axis."""

    unit: str
    points: tuple[Means, ...]


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A provider to approach: for what, when, what to ask and with which paper in hand.

    ``reasons`` are what its stated purpose meets in this plan, ``brief`` the first of them with one name; ``services``
    what it offers that fits; ``ask`` and ``bring`` speak of one of them.
    """

    id: str
    name: str
    kind: str
    region: str
    near: str
    purpose: str
    services: tuple[str, ...]
    reasons: tuple[str, ...]
    brief: str
    when: str
    ask: str
    bring: str
    effort: str
    status: str
    source: str
    as_of: str
    contact: tuple[str, ...]
    to_check: str


@dataclass(frozen=True, kw_only=True)
class PartnerGroup:
    """Providers to approach for the same reasons with the same question: told together, none before another.

    ``first`` speaks for all; the texts are those of any of them, each once.
    """

    names: tuple[str, ...]
    first: Partner
    status: tuple[str, ...]
    sources: tuple[str, ...]
    contact: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ServiceSheet:
    """A service that helps with actions of the plan: what it delivers and what not, told once for all of them."""

    title: str
    provider: str
    function: str
    delivers: str
    not_delivered: str
    facts: str
    contact: tuple[str, ...]
    to_check: str


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An action that is not in the plan, and why."""

    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LeftOutGroup:
    """What was left out for one kind of reason: the first few with their own reason, and how many more there are."""

    title: str
    rows: tuple[LeftOut, ...]
    more: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The plan; ``quarters`` pairs each quarter's name with its months; ``infeasible`` says why there is none.

    ``status`` says how good it is to one who plans, ``search`` to one who reads a report, where it was searched for.
    ``urgent`` says how many days the first acts of what must not wait take; ``targets`` how far the plan comes to each
    that was asked; ``steps_later`` what the short ranking of first steps begins with and the plan does not, and why.
    ``gaps_left`` says of the largest gaps that nothing treats why that is, ``gaps_brief`` the same without what would
    have to go. ``habits`` are what stays to be done after the actions, ``hold`` what a firm goes on with.
    """

    status: str
    search: str
    infeasible: str
    settings: tuple[tuple[str, str], ...]
    targets: tuple[str, ...]
    aims: tuple[Aim, ...]
    quarters: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    phases: tuple[Phase, ...]
    steps_later: tuple[str, ...]
    gaps_left: tuple[str, ...]
    gaps_brief: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    left_out_groups: tuple[LeftOutGroup, ...]
    habits: tuple[str, ...]
    hold: tuple[str, ...]
    steps: tuple[Step, ...]
    outlooks: tuple[Outlook, ...]
    urgent: str
    total_effort: str

    @property
    def serves_no_aim(self) -> bool:
        """Whether there is a plan, and no aim was chosen for it."""
        return bool(self.items) and not self.aims

    @property
    def total_gain(self) -> float:
        """The points that all items together are expected to bring to the overall score."""
        return sum(item.overall_gain for item in self.items)

    @property
    def total_days(self) -> float:
        """The person-days that all items are planned with."""
        return sum(item.person_days for item in self.items)

    @property
    def quarter_days(self) -> tuple[float, ...]:
        """The person-days of each quarter: those of an item, spread evenly over its quarters."""
        return tuple(
            sum(item.person_days / item.quarters for item in self.items if item.runs_in(quarter))
            for quarter in range(1, len(self.quarters) + 1)
        )
