"""The sheet of paper: every question and option on it, the keys those of the interview, few pages, tagged."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from jazari_assess.engine.asking import on_short_path
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.forms.paper.answering import NONE_KEY
from jazari_assess.forms.paper.export import PaperForm, paper_form
from jazari_assess.forms.paper.sheet import Asked
from jazari_assess.interview.session.entry import read_entry
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import ChecklistQuestion, LevelQuestion, ProfileQuestion
from tests.conftest import Run
from tests.forms.orders import LANGUAGES, form_content, form_order
from tests.render.pdf_reader import bookmarks, opened, tags, text_of, words_missing

MOST_PAGES = 12
"""A short path that an institute still prints and a firm still fills at one sitting."""


@pytest.fixture(scope="module")
def content() -> FormContent:
    """Our own content."""
    return form_content()


def unmarked(line: str) -> str:
    """Return a line without the words that carry vowel marks, which no reader of PDFs keeps in one piece."""
    return " ".join(word for word in line.split() if re.search("[\u064b-\u0652]", word) is None)


def asked(form: PaperForm, known: Prefilled | None = None) -> Iterator[tuple[str, Asked]]:
    """Yield each question of the sheet under its id."""
    questions = (one for part in form.writer.parts(known) for one in part.questions)
    yield from zip(form.writer.asked, questions, strict=True)


@pytest.fixture(scope="module")
def short(content: FormContent) -> Mapping[str, tuple[PaperForm, bytes]]:
    """The sheet of the short path in each language, and the file it makes: a page takes a fifth of a second."""
    forms = {language: paper_form(form_order(content, language, express=True)) for language in LANGUAGES}
    return {language: (form, form.bytes()) for language, form in forms.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_path_is_whole_and_short(
    short: Mapping[str, tuple[PaperForm, bytes]], content: FormContent, language: str
) -> None:
    """At most twelve tagged pages that say every word of every question, option and section of the short path."""
    form, pdf = short[language]
    with opened(pdf) as found:
        assert len(found.pages) <= MOST_PAGES
        assert str(found.Root.Lang).startswith(language)
    told = text_of(pdf)
    parts = form.writer.parts(None)
    for part in parts:
        for one in part.questions:
            answer = one.answer
            lines = [one.title, one.help, one.look_for, *(box.label for box in (*answer.boxes, *answer.states))]
            assert [word for line in lines for word in words_missing(told, unmarked(line))] == [], one.title
    assert bookmarks(pdf)[0] == form.words.set(content.questionnaire.texts[language].title)
    kinds = [kind for kind, _ in tags(pdf)]
    assert kinds.count("/H3") == len(form.writer.asked)
    answers = [one.answer for part in parts for one in part.questions]
    assert kinds.count("/LI") == 2 + sum(len(answer.boxes) + len(answer.states) for answer in answers)


def test_the_path_asks_what_the_interview_asks(content: FormContent) -> None:
    """The short sheet has the questions of the short path, the full one all, each in its order."""
    structure = content.structure
    short = paper_form(form_order(content, "fr", express=True)).writer.asked
    full = paper_form(form_order(content, "fr")).writer.asked
    assert full == list(structure.order)
    assert short == [name for name in structure.order if on_short_path(structure.questions[name])]
    assert 20 < len(short) < len(full)


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_those_of_the_interview(content: FormContent, language: str) -> None:
    """What stands before an option is what the interview takes for it."""
    form = paper_form(form_order(content, language))
    compared = 0
    for name, one in asked(form):
        question = content.structure.questions[name]
        labels = [box.label for box in one.answer.boxes if box.key != NONE_KEY]
        for box in one.answer.boxes:
            taken = read_entry(question, box.key, labels)
            place = labels.index(box.label) if box.key != NONE_KEY else -1
            match question:
                case ChecklistQuestion() if place < 0:
                    assert taken == (question.none,)
                case ChecklistQuestion():
                    assert taken == ([item for item in question.options if item != question.none][place],)
                case LevelQuestion():
                    assert taken == place
                case ProfileQuestion(field="aims"):
                    assert taken == (question.options[place],)
                case _:
                    assert taken == options_of(content, name)[place]
            compared += 1
    assert compared > 300


def options_of(content: FormContent, name: str) -> list[str]:
    """Return the options of a choice, a region or a sector, in their order."""
    from jazari_assess.model.questionnaire import options_of as known

    return [str(option) for option in known(content.structure.questions[name])]


def test_steps_of_a_number_are_keys_on_the_short_path(content: FormContent) -> None:
    """The short path offers the values of the questionnaire and a line for the exact one; the full path the line."""
    for express, keys in ((True, ["1", "2", "3", "4", "5"]), (False, [])):
        form = paper_form(form_order(content, "fr", express=express))
        one = dict(asked(form))["connected-machines"]
        assert [box.key for box in one.answer.boxes] == keys
        assert (one.answer.field, one.answer.unit) == ("line", "%")
        assert one.answer.field_key == ("t" if express else "")


def test_what_is_known_is_written_in(short: Mapping[str, tuple[PaperForm, bytes]]) -> None:
    """A firm's name, region, staff and number stand on its sheet; nothing else is ticked."""
    profile = Profile(firm="Ateliers <b>du</b> Nord", region="fes-meknes", staff=1250, ice="001234567890123")
    known = Prefilled(id="a-1", profile=profile)
    form, blank = short["fr"]
    found = dict(asked(form, known))
    assert found["firm-name"].answer.value == "Ateliers <b>du</b> Nord"
    assert found["firm-staff"].answer.value == "1\u202f250"
    assert [box.label for box in found["firm-region"].answer.boxes if box.ticked] == ["Fès-Meknès"]
    assert sum(box.ticked for one in found.values() for box in one.answer.boxes) == 1
    told = text_of(form.bytes(known))
    assert "Ateliers<b>du</b>Nord" in told
    assert "01234567890123" in told  # the first of the fifteen boxes stands beside the number of the next question
    assert "01234567890123" not in text_of(blank)


def test_same_arguments_same_bytes(short: Mapping[str, tuple[PaperForm, bytes]], content: FormContent) -> None:
    """A sheet made twice is the same file."""
    assert paper_form(form_order(content, "fr", express=True)).bytes() == short["fr"][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_content_is_printed(run: Run, tmp_path: Path, language: str) -> None:
    """A questionnaire of one's own, with every kind of question and a condition, is a sheet without a line of code."""
    folder = tmp_path / "own"
    for kind in ("questionnaire", "model"):
        assert run("content", "new", kind, "mine", "--out", folder).returncode == 0
    form = paper_form(form_order(form_content(folder, questionnaire="mine"), language))
    conditions = {name: one.condition for name, one in asked(form) if one.condition}
    assert list(conditions) == ["second-question"]
    number = dict(asked(form))["first-question"].number
    assert number in conditions["second-question"]
    assert words_missing(text_of(form.bytes()), conditions["second-question"]) == []
