"""Reasons of a plan in words that speak of the firm, and the names of what they speak of."""

from collections.abc import Sequence

from jazari_assess.model.assessment import Given
from jazari_assess.model.plan import PlannedItem
from jazari_assess.model.why import Why
from jazari_assess.render.page.answers import answer_words
from jazari_assess.render.page.sources import Sources

NAMED = 3
"""Titles that a sentence can hold; of the rest it says how many."""
_OF_TODAY = ("aim", "weakest", "below", "further")
"""Reasons that are what the firm does today."""
_OTHERS_TOO = ("deed", "aim", "weakest", "below")
"""Reasons beside which it is told what an action prepares."""


def quoted(titles: Sequence[str], sources: Sources, *, most: int = NAMED) -> str:
    """Return titles in quotes as a list in words; beyond some, how many more there are."""
    say = sources.wording.say
    named = [say("list.quoted", title=title) for title in titles[:most]]
    more = len(titles) - len(named)
    text = say("list.between").join(named)
    return say("list.and-more", listed=text, more=sources.wording.counted("more", more)) if more else text


def item_titles(items: Sequence[str], sources: Sources, *, most: int = NAMED) -> str:
    """Return the titles of items of the plan or the catalogue, quoted, as a list in words."""
    return quoted([sources.item_title(item) for item in items], sources, most=most)


def why_words(why: Why, sources: Sources, *, most: int = NAMED) -> str:
    """Return a reason in words, those for what it names where it names no item; it names so many items at most."""
    wording = sources.wording
    return wording.say(
        _key(why, sources),
        items=item_titles(why.items, sources, most=most),
        nodes=quoted([sources.main.title(node) for node in why.nodes], sources),
        flags=quoted([sources.flag_words(flag).title for flag in why.flags], sources),
        aims=quoted([sources.aim_words(aim).title for aim in why.aims], sources),
        quarter="" if why.quarter is None else wording.quarters(why.quarter),
        days="" if why.days is None else wording.days(why.days),
        free="" if why.free is None else wording.days(why.free),
        money="" if why.money is None else wording.counted("million", why.money),
    )


def without_items(why: Why, sources: Sources) -> Why:
    """Return a reason that names no item, where there are words for it."""
    alone = f"plan.why.{why.code}-alone" in sources.wording.words.entries
    return why.model_copy(update={"items": ()}) if alone else why


def _key(why: Why, sources: Sources) -> str:
    """Return the entry of a reason: ``<code>-nodes``, ``-aims``, ``-flags`` or ``-alone`` where it has such words."""
    base = f"plan.why.{why.code}"
    named = next((name for name in ("nodes", "aims", "flags") if getattr(why, name)), "alone")
    own = f"{base}-{named}"
    return base if why.items or own not in sources.wording.words.entries else own


def why_now(item: PlannedItem, sources: Sources) -> tuple[str, ...]:
    """Return why an item stands in the plan: the reason, what the firm does today, what it prepares or waits for."""
    say, why = sources.wording.say, item.why_now
    told = [why_words(why, sources)]
    today = answer_today(item.indicator, sources) if why.code in _OF_TODAY else ""
    if today:
        told.append(say("plan.today", answer=today))
    if why.items and why.code in _OTHERS_TOO:
        told.append(say("plan.why.opens", items=item_titles(why.items, sources)))
    if item.after:
        told.append(say("plan.after", items=item_titles(item.after, sources, most=len(item.after))))
    return tuple(told)


def answer_today(indicator: str | None, sources: Sources) -> str:
    """Return the words of the one option that was answered; nothing where several or none were."""
    model = sources.main
    question = None if indicator is None else model.question_of(indicator)
    answer = None if question is None else sources.result.assessment.answers.get(question)
    if question is None or not isinstance(answer, Given):
        return ""
    structure = sources.questionnaire.structure.questions[question]
    if structure.kind not in ("level", "choice"):
        return ""
    words = answer_words(structure, model.question_words(question), answer, sources.wording, hidden=False)
    return words[0].rstrip(". ") if len(words) == 1 else ""
