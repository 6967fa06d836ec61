"""When to ask a partner that can only be asked about: half a day, half a year before its help is needed.

Nobody is asked before the firm has what the help needs: the paper to bring is written by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from jazari_assess.engine.plan.partners import Offers
from jazari_assess.engine.plan.problem import TOLERANCE
from jazari_assess.engine.plan.solve_case import SolvedCase
from jazari_assess.model.plan import Partner


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """A partner to ask, and the quarter in which."""

    partner: Partner
    quarter: int


_ANSWER = 2
"""Quarters from a letter to an agreed date: an institute answers, a place or a budget is found, a start is fixed."""


def enquiries(made: SolvedCase, partners: Sequence[Partner], offers: Offers) -> Sequence[Enquiry]:
    """Return the enquiries that fit beside a plan, those of the best matches first.

    They take a small part of the plan's days, and of providers that can be asked the same the first is asked alone.
    """
    numbers = made.case.content.numbers.partners
    quarters = range(1, made.problem.quarters + 1)
    free = {quarter: made.case.capacity - made.schedule.days(quarter) for quarter in quarters}
    count = dict.fromkeys(quarters, 0)
    found: list[Enquiry] = []
    most = max(1, int(numbers.enquiry_share * made.case.capacity * made.problem.quarters / numbers.enquiry_days))
    asked: set[frozenset[str]] = set()
    for partner in partners:
        subject = frozenset((*partner.items, *partner.nodes, *partner.aims, *partner.flags))
        service = offers.services[partner.ask]
        wanted = partner.items or partner.aims or partner.flags  # who meets a gap alone is asked when there is time
        if not wanted or service.open != "enquiry" or subject in asked or len(found) == most:
            continue
        for quarter in filter(partial(offers.usable, service), _when(partner)):
            if count[quarter] < numbers.enquiries and free[quarter] >= numbers.enquiry_days - TOLERANCE:
                count[quarter] += 1
                free[quarter] -= numbers.enquiry_days
                found.append(Enquiry(partner=partner, quarter=quarter))
                asked.add(subject)
                break
    return found


def _when(partner: Partner) -> Sequence[int]:
    """Return the quarters to ask in, the best first: as long before the help as an answer takes, else nearer to it."""
    wished = max(1, partner.quarter - _ANSWER)
    return (*range(wished, partner.quarter + 1), *range(wished - 1, 0, -1))
