"""What must agree in the flags and checks of a questionnaire, in their words, and in what its versions changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from jazari_assess.errors import Problem
from jazari_assess.model.changes import Changes, NewQuestion, OptionsMoved, Removed, VersionChange
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.flags import Checks, Flags
from jazari_assess.model.library import REQUIRED_LANGUAGE
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText, options_of
from jazari_assess.reading.content.conditions import question_unknown
from jazari_assess.reading.content.parts import Sourced, missing_words, unmatched_words
from jazari_assess.reading.content.satisfiability import sound_problems
from jazari_assess.reading.yaml_json.document import Document, KeyPath, found, nearest


def flags_problems(flags: Sourced[Flags], questionnaire: Questionnaire, actions: Collection[str]) -> Iterator[Problem]:
    """Yield every flag that can never be up, and every action it names that the catalogue lacks."""
    for name, flag in flags.content.flags.items():
        path = ("flags", name)
        yield from sound_problems(questionnaire, flag.when, flags.document, (*path, "when"))
        acts = [("first", flag.first), *((("then", index), act) for index, act in enumerate(flag.then))]
        for key, act in acts:
            if act not in actions:
                where = (*path, *(key if isinstance(key, tuple) else (key,)))
                yield flags.document.problem("action-unknown", where, found=act, near=nearest(act, actions))


def checks_problems(checks: Sourced[Checks], questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield every check that can never be, and every doubt about a question that it does not look at."""
    for name, check in checks.content.checks.items():
        path = ("checks", name)
        problems = list(sound_problems(questionnaire, check.when, checks.document, (*path, "when")))
        yield from problems
        looked_at = questions_in(check.when)
        if not problems and check.doubt not in looked_at:
            near = nearest(check.doubt, looked_at)
            yield checks.document.problem("doubt-unfit", (*path, "doubt"), found=check.doubt, near=near)


def flag_words_problems(
    flags: Collection[str], checks: Collection[str], text: QuestionnaireText, document: Document
) -> Iterator[Problem]:
    """Yield flags and checks without words in one language, and words without them."""
    yield from unmatched_words(document, ("flags",), flags, text.flags)
    yield from unmatched_words(document, ("checks",), checks, text.checks)


def changes_problems(changes: Sourced[Changes], questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield what keeps answers from being carried to the present version, and notes that lack a language.

    Each note is in every language that one of them has.
    """
    steps, document = changes.content.changes, changes.document
    for index, (before, after) in enumerate(pairwise(steps), start=1):
        if after.from_ != before.to:
            where = ("changes", index, "from")
            yield document.problem("change-apart", where, found=after.from_, expected=before.to)
    last = len(steps) - 1
    if steps[last].to != questionnaire.version:
        where = ("changes", last, "to")
        yield document.problem("change-apart", where, found=steps[last].to, expected=questionnaire.version)
        return
    yield from _carrying_problems(steps[last], questionnaire, document, ("changes", last, "questions"))
    notes = [change.note for step in steps for change in step.questions.values()]
    languages = dict.fromkeys((REQUIRED_LANGUAGE, *(language for note in notes for language in note)))
    for index, step in enumerate(steps):
        for name, change in step.questions.items():
            if change.note:
                missing = (language for language in languages if language not in change.note)
                yield from (
                    missing_words(document, ("changes", index, "questions", name, "note", lacking))
                    for lacking in missing
                )


def _carrying_problems(
    step: VersionChange, questionnaire: Questionnaire, document: Document, path: KeyPath
) -> Iterator[Problem]:
    """Yield what the last change says of questions and options that are not there, or still are."""
    for name, change in step.questions.items():
        here = (*path, name)
        question = questionnaire.questions.get(name)
        if isinstance(change, Removed):
            if question is not None:
                yield document.key_problem("question-still-there", here, found=name)
            if change.into is not None and change.into not in questionnaire.questions:
                yield question_unknown(change.into, questionnaire, document, (*here, "into"))
        elif question is None:
            near = nearest(name, questionnaire.questions)
            yield document.key_problem("question-unknown", here, found=name, near=near)
        elif isinstance(change, OptionsMoved):
            yield from _option_problems(change.options, options_of(question), document, (*here, "options"))
        elif isinstance(change, NewQuestion) and change.told_by is not None:
            told = change.told_by.options
            yield from _option_problems(told, options_of(question), document, (*here, "told-by", "options"))


def _option_problems(
    moved: Mapping[str, int | str | None], options: Sequence[object], document: Document, path: KeyPath
) -> Iterator[Problem]:
    for old, new in moved.items():
        if new is not None and new not in options:
            names = [str(option) for option in options]
            values = {"found": found(new), "near": nearest(str(new), names), "allowed": ", ".join(names)}
            yield document.problem("option-unknown", (*path, old), **values)
