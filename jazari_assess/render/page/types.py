"""What a report says: every word, number and order of it, ready to be shown.

Texts are final in one language. Where a chart or a spreadsheet needs the number itself, it stands beside its text,
unrounded; None means "not scored", and the text says so. Text that a person typed (firm, notes, free answers) is clean
of control characters but not of markup: each output escapes it in its own way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jazari_assess.model.result import State
from jazari_assess.render.excel.live.calculation import Calculation
from jazari_assess.render.page.plan_types import Check, Flag, Item, Partner, PartnerGroup, Plan, ServiceSheet, WhatIf


@dataclass(frozen=True, kw_only=True)
class Score:
    """A score 0..100 with the least and the greatest it can be; texts are on the scale of its model's owners."""

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
    """One indicator of a dimension; ``group`` is its sub-dimension, empty where there is none.

    ``gain`` says what one step up brings, ``points`` in figures alone; ``planned`` is the quarter in which the plan
    begins to treat it.
    """

    id: str
    group: str
    short: str
    score: Score
    weight: str
    gain: str
    peers_text: str
    points: str
    planned: str
    asked: Asked


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One dimension: its place in the profile, its indicators, and the contradictions among their answers.

    ``typically`` says what a firm at its level does here. ``weight_value`` is its share among its siblings,
    ``coverage_value`` the share 0..1 of what was answered, None where nothing applies.
    """

    id: str
    title: str
    short: str
    description: str
    score: Score
    level: Level | None
    next_level: Level | None
    typically: str
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
    coverage_value: float | None
    weight: str
    weight_value: float
    indicators: tuple[Indicator, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, kw_only=True)
class Overall:
    """The overall score and all that says how far it can be trusted; empty texts where there is nothing to say.

    ``open`` says what the missing answers leave open; where that is the level, nothing promises that it is stable.
    ``thin``: so little is answered that this is said before the score.
    """

    score: Score
    of_hundred: str
    level: Level | None
    next_level: Level | None
    distance: str
    open: tuple[str, ...]
    robustness: tuple[str, ...]
    sensitivity: str
    coverage: str
    thin: bool
    cap: str
    earlier_text: str


@dataclass(frozen=True, kw_only=True)
class Movement:
    """A dimension or a question at two stages; ``certain`` says whether missing answers could explain the change."""

    title: str
    before: str
    after: str
    points: float
    change: str
    certain: str


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What moved since an earlier stage: dimensions all, questions that did, what became of the plan of that time."""

    since: str
    dimensions: tuple[Movement, ...]
    questions: tuple[Movement, ...]
    same: str
    planned: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Highlight:
    """A strength or a gap: one indicator, where it stands, what it brings or would bring, and what the plan does."""

    title: str
    dimension: str
    score: str
    effect: str
    words: tuple[str, ...]
    planned: str


@dataclass(frozen=True, kw_only=True)
class View:
    """The result through another published model; ``notice`` says what it is not, ``scale`` how it is read."""

    id: str
    title: str
    notice: str
    scale: str
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
    sensitivity: tuple[tuple[str, str], ...]
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

    ``institute`` with its ``address`` hands the report over; empty where it is not known. ``day`` is the date as
    YYYY-MM-DD, or as far as it is known, and ``staff`` the number of persons, for cells that are computed with.
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
    day: str
    staff: float | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything a report says in one language; ``other_checks`` are about answers that no dimension takes.

    ``calm`` says which findings there are to deal with where none of them is urgent.

    ``whose`` says which assessment it is of, in names and values of ``model.follow_up``, for whoever reads it back.
    """

    language: str
    direction: str
    title: str
    date: str
    short_firm: str
    whose: Mapping[str, str]
    footer: str
    labels: Mapping[str, str]
    cover: Cover
    flags: tuple[Flag, ...]
    calm: str
    overall: Overall
    dimensions: tuple[Dimension, ...]
    peers: str
    moved: Moved | None
    what_if: WhatIf | None
    strengths: tuple[Highlight, ...]
    relative: tuple[Highlight, ...]
    gaps: tuple[Highlight, ...]
    expectation: str
    first_steps: tuple[Item, ...]
    plan: Plan
    partners: tuple[Partner, ...]
    partners_lack: str
    partner_groups: tuple[PartnerGroup, ...]
    services: tuple[ServiceSheet, ...]
    views: tuple[View, ...]
    method: Method
    privacy: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    other_answers: tuple[Asked, ...]
    checks: tuple[Check, ...]
    other_checks: tuple[Check, ...]
    calculation: Calculation
