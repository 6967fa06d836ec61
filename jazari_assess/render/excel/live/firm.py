"""The firm's profile as formulas: its sector, staff, size and the variant of the model that holds for it."""

from collections.abc import Sequence

from jazari_assess.model.conditions import OfProfile, OfSector, OfSize, StaffAtLeast
from jazari_assess.model.maturity import VariantCondition
from jazari_assess.model.profile import SECTORS, SIZES, Sector, Size, size_bounds
from jazari_assess.render.excel.live.calculation import CalculatedNode, Calculation, Measured, Picked
from jazari_assess.render.excel.live.places import FirmRow, Places, QuestionColumn
from jazari_assess.render.excel.live.values import number
from jazari_assess.render.excel.workbook import Live

_FIRSTS = tuple(size_bounds(size)[0] for size in SIZES)
"""The fewest persons of each size."""


def firm_cells(places: Places) -> Sequence[tuple[FirmRow, Live | float]]:
    """Return the cells of the firm: by its answers where it is asked, else as it was known before."""
    profile = places.calculation.profile
    sector = 0 if profile.sector is None else SECTORS.index(profile.sector) + 1
    staff = -1 if profile.staff is None else profile.staff
    size = 0 if profile.size is None else SIZES.index(profile.size) + 1
    return (
        (FirmRow.SECTOR, asked(places, "sector", QuestionColumn.POSITION, 0, sector)),
        (FirmRow.STAFF, asked(places, "staff", QuestionColumn.CODE, -1, staff)),
        (FirmRow.SIZE, Live(_size(str(places.firm(FirmRow.STAFF))), size)),
        (FirmRow.VARIANT, _variant(places)),
    )


def asked(places: Places, field: str, column: QuestionColumn, otherwise: int, now: float) -> Live | float:
    """Return what a field of the profile holds, as its question has it; ``otherwise`` where it is not answered."""
    question = places.calculation.fields.get(field)
    if question is None or not isinstance(question.part, Picked | Measured):
        return float(now)
    state = places.question(question.id, QuestionColumn.STATE)
    return Live(f"IF({state}=1,{places.question(question.id, column)},{otherwise})", now)


def _size(staff: str) -> str:
    return "+".join(f"({staff}>={first})" for first in _FIRSTS)


def _variant(places: Places) -> Live | float:
    variants = places.calculation.variants
    if not variants:
        return 0.0
    formula = "0"
    for place, when in reversed(list(enumerate(variants, start=1))):
        tests = _tests(places, when)
        formula = f"IF(AND({','.join(tests)}),{place},{formula})" if tests else str(place)
    return Live(formula, variant_now(places.calculation))


def _tests(places: Places, when: VariantCondition) -> Sequence[str]:
    tests = [_of_sector(places, when.sector)] if when.sector else []
    return [*tests, _of_size(places, when.size)] if when.size else tests


def variant_now(calculation: Calculation) -> int:
    """Return which variant holds now, counted from 1; 0 is none."""
    profile = calculation.profile
    holding = (
        place
        for place, when in enumerate(calculation.variants, start=1)
        if (not when.sector or profile.sector in when.sector) and (not when.size or profile.size in when.size)
    )
    return next(holding, 0)


def _of_sector(places: Places, sectors: Sequence[Sector]) -> str:
    cell = places.firm(FirmRow.SECTOR)
    return f"OR({','.join(f'{cell}={SECTORS.index(one) + 1}' for one in sectors)})"


def _of_size(places: Places, sizes: Sequence[Size]) -> str:
    cell = places.firm(FirmRow.SIZE)
    return f"OR({','.join(f'{cell}={SIZES.index(one) + 1}' for one in sizes)})"


def profile_test(places: Places, condition: OfProfile) -> str:
    """Return a test of the profile, which is known, as a formula of TRUE or FALSE."""
    match condition:
        case OfSector():
            return _of_sector(places, condition.sector)
        case OfSize():
            return _of_size(places, condition.size)
        case StaffAtLeast():
            return f"{places.firm(FirmRow.STAFF)}>={condition.staff_at_least}"


def weight(places: Places, node: CalculatedNode) -> Live | float:
    """Return the weight of a node, by the variant where variants weigh it otherwise."""
    if len(set(node.weights)) <= 1:
        return node.weight
    weights = ",".join(number(one) for one in node.weights)
    return Live(f"CHOOSE({places.firm(FirmRow.VARIANT)}+1,{weights})", node.weight)
