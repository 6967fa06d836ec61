"""The numbers of the planning method: what a plan is worth, what it may ask of a firm. Each group gives its reason."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.actions import PersonDays, Rating
from jazari_assess.model.maturity import Percent
from jazari_assess.model.profile import Size
from jazari_assess.model.questionnaire import UnitInterval
from jazari_assess.model.strict import LAST_QUARTER, Id, Reason, Strict

Worth = Annotated[float, Field(ge=0, le=100)]  # a factor or a worth in points of the scale
Quarter = Annotated[int, Field(ge=1, le=LAST_QUARTER)]
Persons = Annotated[int, Field(ge=1, le=10_000)]  # of a small or middle firm: a bound against slips
Branches = Annotated[int, Field(ge=1, le=1_000_000)]  # of a search: a bound against slips
Points = Annotated[float, Field(gt=0, le=100)]  # of the scale of scores


class ReadinessNumbers(Strict):
    """What a point of readiness is worth.

    ``own_weight`` is the share of a dimension's own weight in the weight it is planned with, the rest is equal for all;
    ``steps`` what a point counts by quarter of the scale, from the lowest; ``target`` what it counts below a target of
    the user, ``slopes`` below the floor, up to the next level's bound, and above. ``rise`` is the worth of anything at
    all that raises the weakest dimension, and of the same in each other dimension below its floor. ``aside`` is what
    the points of an indicator count, by size of firm, where what brings them serves none of its aims.
    """

    own_weight: UnitInterval
    steps: tuple[Worth, Worth, Worth, Worth]
    target: Worth
    slopes: tuple[Worth, Worth, Worth]
    rise: tuple[Worth, Worth]
    aside: Mapping[Size, UnitInterval]
    rationale: Reason


class AimNumbers(Strict):
    """What the firm's aims are worth.

    ``share`` is that of all aims in the value of a plan; ``relevance`` the weight of an indicator that helps, and of
    one without which the aim is not reached; ``bands`` points and what each is worth, ``beyond`` what the rest is;
    ``deed_points`` what an aim's own deed counts on its indicator scale. A deed begun by ``first_by`` is worth
    ``first_worth``; a deed not begun by ``deeds_by`` costs ``late`` a quarter.
    """

    share: UnitInterval
    relevance: tuple[Worth, Worth]
    bands: tuple[tuple[Points, Worth], ...]
    beyond: Worth
    deed_points: Points
    first_by: Quarter
    first_worth: Worth
    deeds_by: Quarter
    late: Worth
    rationale: Reason


class FlagNumbers(Strict):
    """By severity 1, 2, 3: the quarter by which the first act begins, and what each quarter of delay costs.

    ``soon`` is what each quarter after the first costs already, whatever the due date; ``never`` what it costs once
    more where the first act does not begin within the plan, for a duty at least ``then_duty``.

    What ends a flag of severity 3 after its first act begins by ``then_by``, or costs ``then_late`` a quarter, where it
    is a duty ``then_duty``.
    """

    due: tuple[Quarter, Quarter, Quarter]
    late: tuple[Worth, Worth, Worth]
    soon: tuple[Worth, Worth, Worth]
    never: tuple[Worth, Worth, Worth]
    then_by: Quarter
    then_late: Worth
    then_duty: Worth
    rationale: Reason


class EffortNumbers(Strict):
    """What a firm can give. The capacity is ``factor`` x staff ^ ``exponent`` person-days a quarter.

    ``unknown_staff`` stands for a staff nobody told; ``at_once`` is how many actions run at the same time by size,
    ``at_once_below`` in a firm of fewer than ``few`` persons. An action of at most ``small`` days takes
    ``small_place`` among them (none where it answers a severe flag), one of at most ``half`` days a quarter half a
    place; where the capacity is large, ``small_share`` and ``half_share`` of it are as little. ``keep`` scales the days
    of habits by size; for ``keep_quarters`` they take days of the plan, and together never more than ``keep_share`` of
    a quarter.
    """

    factor: Worth
    exponent: UnitInterval
    slack: UnitInterval
    unknown_staff: Persons
    few: Persons
    at_once_below: Quarter
    at_once: Mapping[Size, Quarter]
    small: PersonDays
    small_share: UnitInterval
    small_place: UnitInterval
    half: PersonDays
    half_share: UnitInterval
    keep: Mapping[Size, Worth]
    keep_quarters: Quarter
    keep_share: UnitInterval
    rationale: Reason


class UnknownNumbers(Strict):
    """Finding out what nobody knew: days a question by size of firm, at most, by when, and what a late quarter costs.

    ``questionnaire`` is the days of finishing what was never asked.
    """

    days: Mapping[Size, PersonDays]
    at_most: PersonDays
    questionnaire: PersonDays
    by: Quarter
    late: Worth
    rationale: Reason


class PartnerNumbers(Strict):
    """The page of partners: days of an enquiry, how many may be planned in a quarter, how many providers are shown.

    ``enquiry_share`` is the part of a plan's days that enquiries may take; one is always allowed.

    Providers are shown while the least of their own days is together ``own_share`` of the plan's, three at least.
    A firm whose mean over ``skills`` (indicators) lies below ``skills_below`` is told not to do alone what asks for
    ``knowledge`` or more.
    """

    enquiry_days: PersonDays
    enquiries: Annotated[int, Field(ge=0, le=10)]  # one a week would be all that a quarter is for
    enquiry_share: UnitInterval
    shown: Annotated[int, Field(ge=1, le=61)]  # as many as our catalogue has services
    own_share: UnitInterval
    skills: Annotated[tuple[Id, ...], Field(min_length=1)]
    skills_below: Percent
    knowledge: Rating
    rationale: Reason


class OutlookNumbers(Strict):
    """What is expected: how much of the gains comes at least, and which share of the actions is late in the variant."""

    delivered: UnitInterval
    late: UnitInterval
    rationale: Reason


class SearchNumbers(Strict):
    """Where the search stops: branches looked at, and branches without a better plan; ``discount`` a quarter's delay.

    ``effort`` is what a person-day costs, so that nothing worthless is planned; ``attention`` what each action costs,
    however short.
    """

    discount: Annotated[float, Field(gt=0, le=1)]
    effort: Worth
    attention: Worth
    nodes: Branches
    stall: Branches
    rationale: Reason


class Planning(Strict):
    """The file ``planning.yaml``."""

    schema_: Literal["jazari-assess/planning/1"]
    readiness: ReadinessNumbers
    aims: AimNumbers
    flags: FlagNumbers
    effort: EffortNumbers
    unknown: UnknownNumbers
    partners: PartnerNumbers
    outlook: OutlookNumbers
    search: SearchNumbers
