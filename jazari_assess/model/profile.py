"""The firm: where it is, what it makes, how large it is."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from jazari_assess.model.strict import Id, Strict

Region = Literal[
    "tanger-tetouan-al-hoceima",
    "oriental",
    "fes-meknes",
    "rabat-sale-kenitra",
    "beni-mellal-khenifra",
    "casablanca-settat",
    "marrakech-safi",
    "draa-tafilalet",
    "souss-massa",
    "guelmim-oued-noun",
    "laayoune-sakia-el-hamra",
    "dakhla-oued-ed-dahab",
]
Sector = Literal[
    "agri-food",
    "textile-leather",
    "automotive",
    "aeronautics",
    "electrical-electronic",
    "chemistry-pharmacy",
    "mechanical-metal",
    "plastics-packaging",
    "building-materials",
    "wood-furniture",
    "crafts",
    "other",
]
Size = Literal["micro", "small", "medium", "large"]

REGIONS: tuple[Region, ...] = get_args(Region)
SECTORS: tuple[Sector, ...] = get_args(Sector)
SIZES: tuple[Size, ...] = get_args(Size)

# Bounds of the European definition (Recommendation 2003/361/EC), by staff alone.
_STAFF_BELOW: tuple[tuple[int, Size], ...] = ((10, "micro"), (50, "small"), (250, "medium"))
STAFF_BOUNDS = tuple(below for below, _ in _STAFF_BELOW)
"""The numbers of persons at which the next size begins."""
STAFF_ENDS = tuple(end for below in STAFF_BOUNDS for end in (below - 1, below))
"""The numbers of persons on both sides of each bound."""
FEWEST_STAFF = (1, *STAFF_BOUNDS)
"""A number of persons in a firm of each size, the fewest that work there, in the order of ``SIZES``."""


def size_of(staff: int) -> Size:
    """Return the size class of a firm with so many persons."""
    return next((size for below, size in _STAFF_BELOW if staff < below), "large")


def size_bounds(size: Size) -> tuple[int, int | None]:
    """Return the fewest persons of a firm of a size, and the fewest of the next size, None for the largest."""
    place = SIZES.index(size)
    starts = (0, *(below for below, _ in _STAFF_BELOW))
    return starts[place], starts[place + 1] if place + 1 < len(starts) else None


PERSONAL_FIELDS = ("respondent-role", "respondent-name")
"""What is about a person and not the firm: law 09-08 lets us ask it only after the privacy notice was accepted."""
MOST_AIMS = 3  # with more nothing is first any more
LONGEST_LINE = 300
"""Characters: a name or a function, not a story."""
MOST_STAFF, MOST_TURNOVER = 1_000_000, 1_000_000
"""Persons, and million dirhams a year: far more than a firm that is assessed has. What they stop is a slip: figures
that ran together, or a turnover in dirhams."""
ICE_DIGITS = 15
"""Of the common identifier of an enterprise (ICE), leading zeros included."""
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE)]


class Profile(Strict):
    """What is known of the firm; all of it optional but its name.

    ``staff`` counts persons; ``turnover`` is in million MAD a year; ``ice`` is the firm's 15-digit public number.
    The respondent has a role; a name is optional. ``aims`` is what the firm wants of the work, at most three.
    """

    firm: ShortText
    region: Region | None = None
    sector: Sector | None = None
    staff: Annotated[int, Field(ge=0, le=MOST_STAFF)] | None = None
    turnover: Annotated[float, Field(ge=0, le=MOST_TURNOVER)] | None = None
    ice: Annotated[str, StringConstraints(pattern=r"^\d{15}$")] | None = None
    respondent_role: ShortText | None = None
    respondent_name: ShortText | None = None
    aims: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_AIMS)] | None = None

    @property
    def size(self) -> Size | None:
        """The size class by staff, or None when the staff is not known."""
        if self.staff is None:
            return None
        return size_of(self.staff)
