"""The rows of the sheets of an XLSForm: the notice, the path, then the questionnaire section by section."""

from collections.abc import Iterator, Sequence

from jazari_assess.engine.asking import on_short_path
from jazari_assess.forms.interface import Prefilled
from jazari_assess.forms.profile_values import known_value
from jazari_assess.forms.xlsform import names
from jazari_assess.forms.xlsform.expressions import Expressions, has_state, takes_note
from jazari_assess.forms.xlsform.questions import (
    ALL_STATES,
    UNKNOWN_ALONE,
    literal,
    note_row,
    question_row,
    state_row,
    states_list,
    states_of,
)
from jazari_assess.forms.xlsform.wording import FormWording, Row, Words, inert
from jazari_assess.render.interface import Institute
from jazari_assess.render.plain_text import one_line

_NOTICE = ("purpose", "place", "asked", "rights", "retention")
_END = Row(cells={"type": "end_group"}, words={})


class Survey:
    """Writes a questionnaire as rows."""

    def __init__(self, words: FormWording, institute: Institute, *, express: bool) -> None:
        """Remember the words, who hands the form out, and the path it begins on."""
        self._words, self._institute, self._express = words, institute, express
        self._structure = words.content.structure
        self.names, self._sections = names.question_names(self._structure), names.section_names(self._structure)
        self._expressions = Expressions(self._structure, self.names)

    def rows(self, known: Prefilled | None) -> Iterator[Row]:
        """Yield the rows of the survey; what is known of a firm is there when it opens its form."""
        if known is not None:
            calculation = literal(known.id)
            yield Row(cells={"type": "calculate", "name": names.IDENTIFIER, "calculation": calculation}, words={})
        yield from self._beginning()
        for section, members in self._structure.sections.items():
            yield from self._section(section, members, known)

    def _beginning(self) -> Iterator[Row]:
        said = self._words.said
        yield Row(cells={"type": "begin_group", "name": names.BEGINNING}, words={"label": said("notice.title")})
        yield Row(cells={"type": "note", "name": names.NOTICE}, words={"label": self._notice()})
        consent = {"type": f"select_one {names.CONSENT}", "name": names.CONSENT, "required": "yes"}
        yield Row(cells=consent, words={"label": said("notice.question")})
        if self._has_paths:
            default = names.SHORT if self._express else names.FULL
            path = {"type": f"select_one {names.PATH}", "name": names.PATH, "required": "yes", "default": default}
            yield Row(cells=path, words={"label": said("path.title")})
        if self._takes_notes:
            notes = {"type": f"select_one {names.NOTES}", "name": names.NOTES, "required": "yes", "default": names.SKIP}
            yield Row(cells=notes, words={"label": said("notes.title")})
        yield _END

    @property
    def _has_paths(self) -> bool:
        return not all(map(on_short_path, self._structure.questions.values()))

    @property
    def _takes_notes(self) -> bool:
        return any(map(takes_note, self._structure.questions.values()))

    def _notice(self) -> Words:
        institute, said = self._institute, self._words.said
        told = [said(f"notice.{key}") for key in _NOTICE]
        if institute.name:
            told.append(said("notice.institute", institute=inert(one_line(institute.name))))
        reference = inert(one_line(institute.cndp_reference))
        told.append(said("notice.reference", reference=reference) if reference else said("notice.no-reference"))
        return {language: "\n\n".join(one[language] for one in told) for language in self._words.own}

    def _section(self, section: str, members: Sequence[str], known: Prefilled | None) -> Iterator[Row]:
        title, introduction = self._words.section(section)
        relevant = f"${{{names.CONSENT}}} != ''"
        if not any(on_short_path(self._structure.questions[name]) for name in members):
            relevant += f" and ${{{names.PATH}}} = '{names.FULL}'"
        own = self._sections[section]
        group = {"type": "begin_group", "name": own, "relevant": relevant}
        yield Row(cells=group, words={"label": title})
        note = {"type": "note", "name": names.introduction_name(own)}
        yield Row(cells=note, words={"label": introduction})
        for name in members:
            yield from self._question(name, known)
        yield _END

    def _question(self, name: str, known: Prefilled | None) -> Iterator[Row]:
        question, own = self._structure.questions[name], self.names[name]
        relevant = self._expressions.relevant(name)
        yield question_row(name, own, relevant, known_value(question, known), self._words)
        if has_state(question):
            yield state_row(name, own, relevant, self._words)
        if takes_note(question):
            yield note_row(name, own, relevant, self._words)

    def choices(self) -> Iterator[Row]:
        """Yield the rows of the lists of options; each question has a list of its own."""
        said = self._words.said
        for option in (names.ACCEPT, names.REFUSE):
            yield _choice(names.CONSENT, option, said(f"notice.{option}"))
        if self._has_paths:
            for option in (names.SHORT, names.FULL):
                yield _choice(names.PATH, option, said(f"path.{option}"))
        if self._takes_notes:
            for option in (names.SKIP, names.WRITE):
                yield _choice(names.NOTES, option, said(f"notes.{option}"))
        for used in sorted({states_list(one) for one in self._structure.questions.values() if has_state(one)}):
            for state in _STATES[used]:
                yield _choice(used, state, said(f"question.{state}"))
        for name in self._structure.order:
            yield from self._options(name)

    def _options(self, name: str) -> Iterator[Row]:
        for option, words in self._words.options(name):
            yield _choice(self.names[name], option, words)
        for state in states_of(self._structure.questions[name]):
            yield _choice(self.names[name], state, self._words.said(f"question.{state}"))


_STATES = {UNKNOWN_ALONE: (names.UNKNOWN,), ALL_STATES: (names.UNKNOWN, names.NOT_APPLICABLE)}


def _choice(listed: str, option: str, words: Words) -> Row:
    return Row(cells={"list_name": listed, "name": option}, words={"label": words})
