"""What a report says: every word, number and order of it, ready to be shown.

Texts are final in one language. Where a chart or a spreadsheet needs the number itself, it stands beside its text,
unrounded; None means "not scored", and the text says so. Text that a person typed (firm, notes, free answers) is clean
of control characters but not of markup: each output escapes it in its own way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jazari_assess.model.result import State
from jazari_assess.model.roadmap import ItemKind
from jazari_assess.render.excel.live.calculation import Calculation


@dataclass(frozen=True, kw_only=True)
class Score:
    """A score 0..100 with what it could be if the missing answers were the worst and the best."""

    value: float | None
    text: str
    low: float | None
    high: float | None
    interval: str
    state: State


@dataclass(frozen=True, kw_only=True)
class Level:
    """A maturity level; ``start`` is its lower bound."""

    number: int
    id: str
    title: str
    description: str
    start: float
    start_text: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question with what was answered and seen, and the next step in words.

    ``answer`` and ``next_option`` hold several texts for a checklist; ``next_option`` is empty at the top and where
    there is no answer.
    """

    question: str
    title: str
    answer: tuple[str, ...]
    next_option: tuple[str, ...]
    evidence: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator of a dimension; ``group`` is its sub-dimension, empty where there is none."""

    id: str
    group: str
    short: str
    score: Score
    weight: str
    gain: str
    asked: Asked


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One dimension: its place in the profile and its indicators.

    ``weight_value`` is its share among its siblings, ``coverage_value`` the share 0..1 of what was answered.
    """

    id: str
    title: str
    short: str
    description: str
    score: Score
    level: Level | None
    next_level: Level | None
    distance: str
    target: float | None
    target_text: str
    after: float | None
    after_text: str
    earlier: float | None
    earlier_text: str
    peers: float | None
    peers_text: str
    coverage: str
    coverage_value: float
    weight: str
    weight_value: float
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, kw_only=True)
class Overall:
    """The overall score and all that says how far it can be trusted; empty texts where there is nothing to say."""

    score: Score
    of_hundred: str
    level: Level | None
    next_level: Level | None
    distance: str
    robustness: str
    flip: str
    coverage: str
    cap: str
    earlier_text: str


@dataclass(frozen=True, kw_only=True)
class Highlight:
    """A strength or a gap: one indicator, where it stands and what it brings or would bring."""

    title: str
    dimension: str
    score: str
    effect: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the roadmap, with its reasons. Figures of effort and gain are estimates and say so."""

    id: str
    kind: ItemKind
    kind_text: str
    title: str
    quarter: int
    quarters: int
    quarter_text: str
    months: str
    effort: str
    person_days: float
    cost: str
    gains: tuple[str, ...]
    overall_gain: float
    overall_gain_text: str
    why: tuple[str, ...]
    why_now: str
    first_step: str
    done_when: str
    provider: str
    provider_id: str
    why_provider: str
    status: str
    source: str
    to_check: str
    near: str
    support: tuple[str, ...]
    passed_over: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Something that is not in the plan, and why."""

    title: str
    kind_text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LeftOutGroup:
    """What was left out for one reason: the titles of what matters, and how many more there are."""

    reason: str
    titles: tuple[str, ...]
    count: str
    number: int


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
class Plan:
    """The roadmap; ``quarters`` pairs each quarter's name with its months; ``infeasible`` says why there is no plan.

    ``gaps_left`` says of the largest gaps that the plan does not move why that is; ``outlook_quarters`` are the steps
    of ``outlooks`` that have room side by side.
    """

    status: str
    infeasible: str
    settings: tuple[tuple[str, str], ...]
    quarters: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    quick_wins: tuple[str, ...]
    foundations: tuple[str, ...]
    gaps_left: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    left_out_groups: tuple[LeftOutGroup, ...]
    steps: tuple[Step, ...]
    outlooks: tuple[Outlook, ...]
    outlook_quarters: tuple[int, ...]
    total_effort: str


@dataclass(frozen=True, kw_only=True)
class Provider:
    """Who offers something that the plan uses."""

    id: str
    name: str
    kind: str
    purpose: str
    region: str
    status: str
    status_words: str
    as_of: str
    source: str
    to_check: str
    used_for: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class View:
    """The result through another published model; ``notice`` says what it is not."""

    id: str
    title: str
    notice: str
    score: Score
    level: Level | None
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, kw_only=True)
class WeightGroup:
    """The weights of the children of one node: title and share, as text and number."""

    title: str
    weights: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, kw_only=True)
class Method:
    """How the scores were made, with what, and how sure they are. ``facts`` are pairs of a name and a value."""

    paragraphs: tuple[str, ...]
    levels: tuple[Level, ...]
    variant: str
    weights: tuple[WeightGroup, ...]
    robustness: tuple[tuple[str, str], ...]
    provenance: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note of the consultant, with its line breaks, for the annex."""

    title: str
    dimension: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The first page. ``facts`` are pairs of a name and a value; ``sample`` is empty unless the firm is fictional.

    ``institute`` with its ``address`` hands the report over; empty where it is not known.
    """

    title: str
    subtitle: str
    firm: str
    stage: str
    date: str
    institute: str
    address: str
    sample: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything a report says in one language."""

    language: str
    direction: str
    title: str
    date: str
    short_firm: str
    footer: str
    labels: Mapping[str, str]
    cover: Cover
    overall: Overall
    dimensions: tuple[Dimension, ...]
    peers: str
    what_if: WhatIf | None
    strengths: tuple[Highlight, ...]
    gaps: tuple[Highlight, ...]
    first_steps: tuple[Item, ...]
    plan: Plan
    providers: tuple[Provider, ...]
    views: tuple[View, ...]
    method: Method
    privacy: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    other_answers: tuple[Asked, ...]
    calculation: Calculation
