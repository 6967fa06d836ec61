"""Which column holds which question: by id, by label in any language, by a saved map; never by a guess."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jazari_assess.batch.interface import Header
from jazari_assess.batch.matching.form_tools import FormTool, tool_of
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.spelling import normal, tidy, without_numbering
from jazari_assess.batch.matching.vocabulary import DATE, IDENTIFIER, STAGE, STATE, Target, Vocabulary

How = Literal["map", "id", "label", "identifier"]
LIKE = 0.72
"""Share of letters in common from which a header is proposed as a near miss; it is only shown, never taken by
itself."""
_LONGEST = 400
"""Letters of a header that are compared: likeness takes time by the square of the length, our longest title has 121."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """A header and what it was found to hold."""

    header: Header
    target: Target
    how: How


@dataclass(frozen=True, kw_only=True)
class NearMiss:
    """A header that is like a question's but not the same: named to the user, never used."""

    header: Header
    target: Target
    likeness: float


@dataclass(frozen=True, kw_only=True)
class Matching:
    """What the headers of a table were found to hold; ``extras`` are columns of our own form that hold no answer."""

    matches: tuple[Match, ...]
    near: tuple[NearMiss, ...]
    unused: tuple[Header, ...]
    twice: tuple[tuple[Match, ...], ...]
    tool: FormTool | None
    extras: tuple[Match, ...] = ()

    @property
    def questions(self) -> int:
        """How many columns hold a question."""
        return sum(bool(match.target.question) for match in self.matches)


def match_headers(
    headers: Sequence[Header], vocabulary: Vocabulary, saved: BatchMap, *, like: float = LIKE
) -> Matching:
    """Match every header; a question found in two columns is in ``twice`` and has to be settled by the user.

    ``like`` (0..1) is how much a header has to resemble a question to be named as a near miss.
    """
    tool = tool_of([header.text for header in headers])
    matches: list[Match] = []
    rest: list[Header] = []
    extras: dict[Target, Match] = {}
    for header in headers:
        found = _match(header, vocabulary, saved, tool)
        if found is not None:
            matches.append(found)
        elif (own := vocabulary.extras.get(normal(header.text))) is not None and not saved.ignores(header.text):
            extras.setdefault(own, Match(header=header, target=own, how="label"))
        elif not _is_set_aside(header.text, vocabulary, saved, tool):
            rest.append(header)
    kept = _one_a_role(_without_joined_twins(matches))
    near = _near_misses(rest, vocabulary, {match.target.question for match in kept}, like)
    named = {miss.header.column for miss in near}
    return Matching(
        matches=tuple(kept),
        near=near,
        unused=tuple(header for header in rest if header.column not in named),
        twice=_twice(kept),
        tool=tool,
        extras=tuple(extras.values()),
    )


def unknown_items(matching: Matching, vocabulary: Vocabulary) -> Iterator[tuple[Header, str]]:
    """Yield the columns that name a question whose items have columns of their own, but no item of it.

    A column for "other" is none: no item is missing with it.
    """
    asked = _with_items(matching.matches)
    titles = {form: one.question for form, one in vocabulary.headers.items() if one.question in asked and not one.item}
    for header in (*matching.unused, *(miss.header for miss in matching.near)):
        form = without_numbering(normal(header.text))
        title = max((one for one in titles if form.startswith(f"{one} ")), key=len, default="")
        if title and form.removeprefix(title).strip() not in vocabulary.words.other:
            yield header, titles[title]


def _is_set_aside(text: str, vocabulary: Vocabulary, saved: BatchMap, tool: FormTool | None) -> bool:
    """Say whether a header that holds no question is known for what it is: empty, ours, the map's or the tool's."""
    if not tidy(text) or saved.ignores(text) or normal(text) in vocabulary.words.own:
        return True
    return tool is not None and tool.is_metadata(text)


def count_matches(texts: Sequence[str], vocabulary: Vocabulary, saved: BatchMap) -> int:
    """Return how many of these cells, seen as a header row, name a question."""
    return sum(bool((found := _target(text, vocabulary, saved)[0]) and found.question) for text in texts)


def _match(header: Header, vocabulary: Vocabulary, saved: BatchMap, tool: FormTool | None) -> Match | None:
    if tool is not None and tool.is_metadata(header.text) and saved.target(header.text) is None:
        return Match(header=header, target=DATE, how="label") if tool.is_date(header.text) else None
    target, how = _target(header.text, vocabulary, saved)
    return None if target is None else Match(header=header, target=target, how=how)


def _target(text: str, vocabulary: Vocabulary, saved: BatchMap) -> tuple[Target | None, How]:
    mapped = saved.target(text)
    if mapped is not None:
        return mapped, "map"
    if saved.ignores(text):
        return None, "map"
    if text in vocabulary.questionnaire.questions:
        return Target(question=text), "id"
    form = normal(text)
    target = vocabulary.headers.get(form) or vocabulary.headers.get(without_numbering(form))
    return target, "identifier" if target == IDENTIFIER else "label"


def _without_joined_twins(matches: Sequence[Match]) -> list[Match]:
    """Drop the joined column of a checklist whose items have columns of their own: tools write both."""
    with_items = _with_items(matches)
    return [match for match in matches if match.target.item or match.target.question not in with_items]


def _with_items(matches: Sequence[Match]) -> set[str]:
    """Return the questions whose items have columns of their own."""
    return {match.target.question for match in matches if match.target.item not in {"", STATE}} - {""}


def _one_a_role(matches: Sequence[Match]) -> list[Match]:
    """Keep the first column of each stage and date: a tool writes several days, the first says enough."""
    first = {match.target: match for match in reversed(matches)}
    return [match for match in matches if match.target not in {STAGE, DATE} or first[match.target] is match]


def _twice(matches: Sequence[Match]) -> tuple[tuple[Match, ...], ...]:
    by_target: dict[Target, list[Match]] = {}
    for match in matches:
        by_target.setdefault(match.target, []).append(match)
    return tuple(tuple(group) for group in by_target.values() if len(group) > 1)


def _near_misses(rest: Sequence[Header], vocabulary: Vocabulary, taken: set[str], like: float) -> tuple[NearMiss, ...]:
    free: Mapping[str, Target] = {
        form: target for form, target in vocabulary.searchable if target.question and target.question not in taken
    }
    misses = []
    for header in rest:
        form = without_numbering(normal(header.text))[:_LONGEST]
        close = difflib.get_close_matches(form, free, n=1, cutoff=like)
        if close:
            likeness = difflib.SequenceMatcher(None, form, close[0]).ratio()
            misses.append(NearMiss(header=header, target=free[close[0]], likeness=likeness))
    return tuple(misses)
