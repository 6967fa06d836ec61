"""How one language writes words, numbers and dates: rounding and typography happen here and nowhere else."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from jazari_assess.model.calendar import first_day_of_quarter, last_month_of_quarter
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.plurals import plural_form
from jazari_assess.model.typography import filled, set_words
from jazari_assess.render.plain_text import plain, sentence

_TENTH = Decimal("0.1")
"""Scores are shown to a tenth: the answers behind them are no finer."""
HUNDREDTH = Decimal("0.01")
# Far below what is shown, far above what doubles get wrong: 41.65 is stored as 41.6499999999999985.
_DOUBLE_NOISE = 9
WHOLE_DAYS = 10
"""Days from which a tenth says nothing: they are estimates."""
_HALF_DAY = 0.5
"""Days below which none are told in figures: several of "0.5" would not add up to their sum."""
_YEAR, _YEAR_MONTH = 4, 7
"""Characters of a date that is known to the year, or to the month."""
_BEFORE_NUMBER = re.compile(r" (?=\u2068?\d)")


def half_up(value: float, unit: Decimal = _TENTH) -> Decimal:
    """Return the value rounded half up (away from zero) to the unit."""
    return Decimal(repr(round(value, _DOUBLE_NOISE))).quantize(unit, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words of a report in one language, with that language's numbers, dates and typography."""

    words: InterfaceText

    @property
    def language(self) -> str:
        """The language, as in the name of its file."""
        return self.words.language

    @property
    def locale(self) -> str:
        """The locale that numbers and dates follow."""
        return self.words.say("locale")

    def say(self, key: str, **values: str) -> str:
        """Return a sentence of the report, its placeholders filled."""
        template = self.set(self.words.entries[key])
        return filled(template, values, language=self.language, direction=self.words.direction)

    def set(self, text: str) -> str:
        """Return words of the content as this language's typography sets them; content too is somebody's typing."""
        return set_words(plain(text), self.language)

    def alone(self, text: str) -> str:
        """Return words that stand without those they add to: without "in addition" before them, as a sentence."""
        added = text.removeprefix(self.say("answer.adds"))
        return text if added == text else sentence(added.lstrip())

    def labels(self) -> Mapping[str, str]:
        """Return every entry that stands without a value, by key."""
        return {key: self.set(text) for key, text in self.words.entries.items() if "{" not in text}

    def under(self, prefix: str) -> Sequence[str]:
        """Return the keys of one branch that follow the prefix, in the order of the file, each name once."""
        heads = (
            key.removeprefix(f"{prefix}.").split(".")[0] for key in self.words.entries if key.startswith(f"{prefix}.")
        )
        return tuple(dict.fromkeys(heads))

    def score(self, value: float) -> str:
        """Return a score with one decimal."""
        return self.decimal(value, 1)

    def decimal(self, value: float, digits: int) -> str:
        """Return a number with so many decimals."""
        shape = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(half_up(value, Decimal(1).scaleb(-digits)), format=shape, locale=self.locale)

    def target(self, value: float) -> str:
        """Return a bound or a target: one decimal only where it has one."""
        return format_decimal(half_up(value), format="#,##0.#", locale=self.locale)

    def number(self, value: float) -> str:
        """Return a quantity with at most two decimals."""
        return format_decimal(half_up(value, HUNDREDTH), format="#,##0.##", locale=self.locale)

    def counted(self, branch: str, value: float, number: str | None = None) -> str:
        """Return a number with its unit in the form that the language's plural asks for, by the words of a branch.

        ``number`` is how it is written, where not as a quantity. A form may leave it out, as a dual does.
        """
        entry = f"{branch}.{self._form(value)}"
        known = entry if entry in self.words.entries else f"{branch}.other"
        return self.say(known, number=self.number(value) if number is None else number)

    def days(self, value: float) -> str:
        """Return person-days: whole ones from ten on, halves below, for no estimate is finer; words below a half."""
        if value >= WHOLE_DAYS:
            return self.counted("days", float(half_up(value, Decimal(1))))
        if 0 < value < _HALF_DAY:
            return self.say("days.less")
        return self.counted("days", float(half_up(2 * value, Decimal(1))) / 2)

    def between(self, branch: str, low: float, high: float) -> str:
        """Return a range with its unit, counted by its end; one number where both ends read the same."""
        if self.number(low) == self.number(high):
            return self.counted(branch, high)
        number = self.say("range", low=self.number(low), high=self.number(high))
        entries, own = self.words.entries, self._form(high)
        forms = (own, "few", "other") if own == "two" else (own, "other")  # a dual has no room for two numbers
        known = next(form for form in forms if "{number}" in entries.get(f"{branch}.{form}", ""))
        return self.say(f"{branch}.{known}", number=number)

    def _form(self, value: float) -> str:
        return plural_form(half_up(value, HUNDREDTH).normalize(), self.locale)

    def points(self, value: float) -> str:
        """Return a number of points of a score with its unit; what would read as 0 and is not, as less than 0.1."""
        if value > 0 and half_up(value) == 0:
            return self.say("points.less")
        return self.counted("points", value, self.score(value))

    def signed(self, value: float) -> str:
        """Return a change in points with its sign."""
        return format_decimal(half_up(value), format="+#,##0.0;-#,##0.0", locale=self.locale).replace("-", "\u2212")

    def percent(self, share: float | None) -> str:
        """Return a share of one as a whole percentage, a dash where there is none."""
        return "\u2013" if share is None else format_percent(half_up(share, HUNDREDTH), locale=self.locale)

    def exact_percent(self, share: float) -> str:
        """Return a share of one as a percentage with one decimal."""
        return self.of_hundred(self.score(100 * share))

    def weight(self, share: float) -> str:
        """Return the weight of a child among its siblings, a dash where it has none."""
        return self.exact_percent(share) if share else "\u2013"

    def of_hundred(self, number: str) -> str:
        """Return a written number as a percentage, with the sign where the language has it."""
        return str(Locale.parse(self.locale).percent_formats[None].pattern).replace("#,##0", number)

    def date(self, date: str) -> str:
        """Return a date, a month, a year, or "undated", as it was given (``2026-03-11``, ``2026-03``, ``2026``)."""
        match len(date):
            case _ if date == "undated":
                return self.say("undated")
            case length if length <= _YEAR:
                return date
            case length if length <= _YEAR_MONTH:
                return format_date(dt.date.fromisoformat(f"{date}-01"), format="MMMM y", locale=self.locale)
            case _:
                return format_date(dt.date.fromisoformat(date), format="long", locale=self.locale)

    def quarter(self, number: int) -> str:
        """Return the short name of a quarter of the plan, counted from 1, as it stands over a column."""
        return self.say("quarter.name", number=str(number))

    def quarters(self, first: int, last: int | None = None) -> str:
        """Return the short name of a quarter, or of several, within a text: no line begins with a number of them."""
        one = last is None or first == last
        name = self.quarter(first) if one else self.say("quarter.span", first=str(first), last=str(last))
        return _BEFORE_NUMBER.sub("\u00a0", name)

    def quarter_months(self, start: str, first: int, last: int | None = None) -> str:
        """Return the months of a quarter, or of several, of a plan that starts with the month after ``start``."""
        opening = first_day_of_quarter(start, first)
        closing = last_month_of_quarter(start, first if last is None else last)
        shape = "MMM" if opening.year == closing.year else "MMM y"
        return self.say(
            "quarter.months",
            first=format_date(opening, format=shape, locale=self.locale),
            last=format_date(closing, format="MMM y", locale=self.locale),
        )


def figures(interface: InterfaceText) -> Wording:
    """Return how the interface's language writes numbers: as the reports do, from the same rounding."""
    entries = {"locale": interface.say("terminal.locale")}
    return Wording(words=InterfaceText(language=interface.language, direction=interface.direction, entries=entries))
