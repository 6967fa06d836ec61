"""When to ask a partner that can only be asked about: half a day, in the phase before its help is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.engine.plan.partners import Offers
from jazari_assess.engine.plan.problem import TOLERANCE
from jazari_assess.engine.plan.solved import Solved
from jazari_assess.model.plan import Partner, PhaseId


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """A partner to ask, and the quarter in which."""

    partner: Partner
    quarter: int


def enquiries(
    made: Solved, partners: Sequence[Partner], offers: Offers, spans: Mapping[PhaseId, Sequence[int]]
) -> Sequence[Enquiry]:
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
        if offers.services[partner.ask].open != "enquiry" or subject in asked or len(found) == most:
            continue
        for quarter in _when(partner, spans):
            if count[quarter] < numbers.enquiries and free[quarter] >= numbers.enquiry_days - TOLERANCE:
                count[quarter] += 1
                free[quarter] -= numbers.enquiry_days
                found.append(Enquiry(partner=partner, quarter=quarter))
                asked.add(subject)
                break
    return found


def _when(partner: Partner, spans: Mapping[PhaseId, Sequence[int]]) -> Sequence[int]:
    """Return the quarters to ask in, the best first: of the phase before the help is needed, else of its own."""
    before = [quarter for span in spans.values() if partner.quarter not in span for quarter in span]
    earlier = [quarter for quarter in before if quarter < partner.quarter]
    own = [quarter for span in spans.values() if partner.quarter in span for quarter in span]
    return (*reversed(earlier), *(quarter for quarter in own if quarter <= partner.quarter))
