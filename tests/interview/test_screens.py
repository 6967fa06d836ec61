"""The full screen, driven by keys and mouse as a person does, and its looks at 80x24 in three languages."""

import asyncio
import errno
import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.bidi import Bidi
from jazari_assess.interview.session.guide import Ready
from jazari_assess.interview.session.opening import NewInterview
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.tui.app import InterviewApp
from jazari_assess.interview.tui.main import MainScreen
from jazari_assess.interview.tui.paragraphs import Paragraphs
from jazari_assess.model.assessment import Given, Unknown
from jazari_assess.reading.assessment.file import read_assessment, write_assessment
from tests.interview.scenes import SMALL, begun, content, library, ready, with_profile

SNAPSHOTS = Path(__file__).parent / "screens"
Script = Callable[["Pilot[None]", InterviewApp], Coroutine[Any, Any, None]]


def play(
    path: Path,
    script: Script,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "fr",
    bidi: Bidi = "logical",
    guard: float = 0.0,
    **options: Any,  # noqa: ANN401 - handed on as they are
) -> None:
    """Open the application on a file, run a script, and close it; raise what it failed with."""
    opened: list[Ready] = []

    def open_everything() -> Ready:
        opened.append(replace(ready(path, **options), language=language, bidi=bidi))
        return opened[0]

    app = InterviewApp(open_everything, file=path.name, guard=guard)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            while app.screen.id == "_default":
                await pilot.pause(0.01)
                if app.failure is not None:
                    return
            await pilot.pause()
            await script(pilot, app)

    try:
        asyncio.run(run())
    finally:
        for one in opened:
            held = one.begun
            (held.lock.release if isinstance(held, NewInterview) else held.store.close)()
    if app.failure is not None:
        raise app.failure


def prepared(path: Path, *, at: str | None = None, **options: Any) -> Path:  # noqa: ANN401 - handed on
    """Leave a file with its profile filled; ``at`` is the question to be taken up."""
    session = with_profile(begun(path, **options))
    wish = "wish" if session.questionnaire.id == SMALL else "main-expectation"
    session.answer(wish, "Livrer à temps")
    if at is not None:
        before = session.route[session.route.index(at) - 1]
        session.go(before)
        session.answer_unknown(before)
    session.store.close()
    return path


def session_of(app: InterviewApp) -> Session:
    """Return the session on the screen."""
    assert app.guide is not None
    return app.guide.session


def screen_text(app: InterviewApp) -> str:
    """Return what is on the screen, as text."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(line.text.rstrip() for line in lines) + "\n"


def given(path: Path, name: str) -> object:
    """Return the given answer in the file."""
    answer = read_assessment(path, library()).answers.get(name)
    return answer.answer if isinstance(answer, Given) else answer


def test_digits_answer_and_go_on(tmp_path: Path) -> None:
    """One digit is one answer, in the file at once; 0 is unknown; French and Arabic keys work too."""
    path = prepared(tmp_path / "firm.yaml")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert session_of(app).current == "vision-roadmap"
        await pilot.press("3")
        assert given(path, "vision-roadmap") == 2
        await pilot.press("0")
        assert isinstance(given(path, "digital-leadership"), Unknown)
        await pilot.press("é", "٤")
        assert given(path, "investment-business-case") == 1
        assert given(path, "project-follow-up") == 3

    play(path, script)


def test_arrows_and_enter_answer_too(tmp_path: Path) -> None:
    """The arrows point, Enter takes; left and right go to other questions without answering."""
    path = prepared(tmp_path / "firm.yaml")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("enter")
        assert session_of(app).current == "vision-roadmap"
        await pilot.press("down", "down", "enter")
        assert given(path, "vision-roadmap") == 1
        await pilot.press("right")
        assert session_of(app).current == "investment-business-case"
        await pilot.press("left", "left")
        assert session_of(app).current == "vision-roadmap"
        await pilot.press("up", "enter")
        assert given(path, "vision-roadmap") == 0

    play(path, script)


def test_a_checklist_is_ticked_and_ended(tmp_path: Path) -> None:
    """Digits tick, the space bar ticks what is pointed at, Enter ends; items past the ninth are reached too."""
    path = prepared(tmp_path / "firm.yaml", at="basic-controls")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert session_of(app).current == "basic-controls"
        await pilot.press("1", "3", "3", "up", "space", "enter")
        assert given(path, "basic-controls") == ("named-accounts", "laptop-encryption")

    play(path, script)


def test_on_the_short_path_a_checklist_is_statements(tmp_path: Path) -> None:
    """Each statement takes one key; Backspace goes back one; 0 at the start is none of them."""
    path = prepared(tmp_path / "firm.yaml", at="basic-controls", express=True)

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("1", "1", "backspace", *"2" * 10)
        assert given(path, "basic-controls") == ("named-accounts",)
        await pilot.press("left", "delete")
        assert session_of(app).is_open("basic-controls")
        await pilot.press("0")
        assert given(path, "basic-controls") == ("none",)

    play(path, script)


def test_aims_are_ticked_three_at_most(tmp_path: Path) -> None:
    """Digits tick, a fourth is refused and told, Enter ends; 0 leaves them open."""
    path = tmp_path / "firm.yaml"
    session = begun(path, questionnaire=SMALL)
    session.go("firm-turnover")
    session.answer("firm-turnover", 12.0)
    session.store.close()

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert session_of(app).current == "business-aims"
        await pilot.press("1", "4", "2", "3")
        await pilot.pause()
        assert "Il y en a 3 au plus." in " ".join(screen_text(app).split())
        await pilot.press("enter")
        assert session_of(app).assessment.profile.aims == ("deliver-on-time", "fewer-defects", "win-customers")
        assert session_of(app).current == "respondent-role"
        session_of(app).go("business-aims")
        app.screen.ask()  # type: ignore[attr-defined]
        await pilot.press("0")
        assert session_of(app).assessment.profile.aims is None
        assert session_of(app).current == "respondent-role"

    play(path, script)


def test_a_number_is_picked_on_the_short_path_or_typed(tmp_path: Path) -> None:
    """A picked value carries a note that says so; ``t`` asks for the exact one; letters stay keys beside a number."""
    path = prepared(tmp_path / "firm.yaml", at="connected-machines", express=True)

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("2")
        answer = read_assessment(path, library()).answers["connected-machines"]
        assert isinstance(answer, Given)
        assert answer.answer == 20
        assert answer.note is not None
        assert "environ 50" in answer.note
        await pilot.press("left", "t", *"37,5", "enter")
        exact = session_of(app).assessment.answers["connected-machines"]
        assert isinstance(exact, Given)
        assert (exact.answer, exact.note) == (37.5, None)
        await pilot.press("left", "t", "f")
        assert session_of(app).assessment.answers["connected-machines"].come_back

    play(path, script)


def test_a_number_at_its_bound_is_exact(tmp_path: Path) -> None:
    """0 % and 100 % are not approximate, and carry no note."""
    path = prepared(tmp_path / "firm.yaml", at="connected-machines", express=True)

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("5")
        answer = session_of(app).assessment.answers["connected-machines"]
        assert isinstance(answer, Given)
        assert (answer.answer, answer.note) == (100, None)

    play(path, script)


def test_note_evidence_flag_unknown(tmp_path: Path) -> None:
    """What stands beside an answer is written without leaving the question; a note is kept also with Escape."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("n", *"vu", "ctrl+j", *"hier", "escape")
        await pilot.pause()
        await pilot.press("e", "4")
        await pilot.pause()
        await pilot.press("f")
        assert session_of(app).current == "maintenance"
        await pilot.press("k")
        answer = read_assessment(path, library()).answers["maintenance"]
        assert (answer.note, answer.evidence, answer.come_back) == ("vu\nhier", "seen-on-site", True)
        assert isinstance(answer, Unknown)

    play(path, script)


def test_a_note_stays_on_the_screen_until_it_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk the text stays with the reason; Enter tries again, and Escape on the same text drops it."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        with monkeypatch.context() as patched:
            patched.setattr("jazari_assess.atomic_file._write", full)
            await pilot.press("n", *"vu", "enter")
            await pilot.pause()
            assert app.screen.query_one(TextArea).text == "vu"
            assert "Le disque est plein" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert read_assessment(path, library()).answers["maintenance"].note == "vu"
        assert "Enregistré" in screen_text(app)
        with monkeypatch.context() as patched:
            patched.setattr("jazari_assess.atomic_file._write", full)
            await pilot.press("n", "x", "escape", "escape")
            await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert read_assessment(path, library()).answers["maintenance"].note == "vu"

    play(path, script)


def test_a_note_that_is_too_long_is_told_while_it_is_typed(tmp_path: Path) -> None:
    """The count stands beside the bound; a text over it stays in the field."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("n")
        await pilot.pause()
        app.screen.query_one(TextArea).text = "x" * 20_001
        await pilot.pause()
        told = " ".join(screen_text(app).replace("│", " ").split())
        assert "20 001 caractères sur 20 000" in told
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.screen.query_one(TextArea).text) == 20_001
        await pilot.press("delete", "enter")
        await pilot.pause()
        assert len(read_assessment(path, library()).answers["maintenance"].note or "") == 20_000

    play(path, script)


def test_a_long_text_is_counted_while_it_is_typed_and_stays(tmp_path: Path) -> None:
    """Near its bound a free text says how long it is; over it, it is refused and stays in the field."""
    path = tmp_path / "firm.yaml"
    with_profile(begun(path, questionnaire=SMALL)).store.close()

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        session_of(app).go("wish")
        assert isinstance(app.screen, MainScreen)
        app.screen.ask()
        field = app.screen.query_one("#field", Input)
        field.value = "x" * 100
        await pilot.pause()
        assert "caractères sur 200" not in screen_text(app)
        field.value = "x" * 201
        await pilot.pause()
        assert "201 caractères sur 200" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "trop long" in screen_text(app)
        assert (len(field.value), given(path, "wish")) == (201, None)
        await pilot.press("end", "backspace", "enter")
        assert given(path, "wish") == "x" * 200

    play(path, script)


def test_a_line_of_the_profile_takes_no_note_and_says_so(tmp_path: Path) -> None:
    """Nothing is typed in vain: the field for a note does not open."""
    path = tmp_path / "firm.yaml"
    begun(path).store.close()

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert "ni note" in screen_text(app)

    play(path, script)


@pytest.mark.parametrize(("choice", "level"), [("1", 4), ("2", 2)])
def test_a_file_changed_by_another_program_is_asked_about(tmp_path: Path, choice: str, level: int) -> None:
    """The difference can be read; then either the file or this interview goes on, and the other is a copy."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("3")
        present = read_assessment(path, library())
        changed = {**present.answers, "maintenance": Given(answer=4)}
        write_assessment(path, present.model_copy(update={"answers": changed}), replace=True)
        await pilot.press(*"20", "enter")
        await pilot.pause()
        assert "Un autre programme" in screen_text(app)
        await pilot.press("3")
        await pilot.pause()
        assert "dans le fichier" in screen_text(app)
        await pilot.press("escape", choice)
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert "firm.copy-1.yaml" in "".join(screen_text(app).split())
        assert given(path, "maintenance") == level
        assert given(path, "connected-machines") == (20 if choice == "2" else None)

    play(path, script)


def test_a_burst_of_keys_answers_one_question(tmp_path: Path) -> None:
    """Keys that come before a question could be read are not taken, and that is told; nothing else is answered."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("3", "3", "k", "x")
        await pilot.pause()
        assert given(path, "maintenance") is None
        assert "trop vite" in screen_text(app)
        assert isinstance(app.screen, MainScreen)
        app.screen.pace.ready_at = 0.0
        await pilot.press(*"3333")
        assert (given(path, "maintenance"), given(path, "connected-machines")) == (2, None)

    play(path, script, guard=3600.0)


def test_a_turnover_typed_in_dirhams_is_asked_about(tmp_path: Path) -> None:
    """1 200 000 is offered as 1.2 million; the person says which."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.go("firm-staff")
    session.answer("firm-staff", 30)
    session.store.close()

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert session_of(app).current == "firm-turnover"
        await pilot.press(*"1200000", "enter")
        await pilot.pause()
        assert "1,2 millions de dirhams" in screen_text(app).replace("\u00a0", " ")
        await pilot.press("1")
        await pilot.pause()
        assert session_of(app).assessment.profile.turnover == 1.2
        await pilot.press("pageup")
        await pilot.press("home", *("delete",) * 9, *"1200000", "enter")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert "de 0 à 1 000 000" in screen_text(app)
        assert session_of(app).assessment.profile.turnover == 1.2

    play(path, script)


def test_undo_redo_and_the_next_sitting(tmp_path: Path) -> None:
    """``u`` takes back changes of this sitting and of the one before; ``y`` makes them again."""
    path = prepared(tmp_path / "firm.yaml")

    async def first(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("3", "4")
        assert session_of(app).current == "investment-business-case"

    async def second(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("u", "u")
        assert given(path, "vision-roadmap") is None
        assert session_of(app).current == "vision-roadmap"
        await pilot.press("y")
        assert given(path, "vision-roadmap") == 2

    play(path, first)
    play(path, second)


def test_search_goto_and_review_lead_to_questions(tmp_path: Path) -> None:
    """``g`` finds a question by words, ``r`` lists what is open, ``/`` on a region looks through the list."""
    path = prepared(tmp_path / "firm.yaml")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("g", *"ecocon", "enter")
        await pilot.pause()
        assert session_of(app).current == "eco-design"
        await pilot.press("k")
        await pilot.press("r")
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        assert listed.option_count > 40
        await pilot.press(*"ecoconception", "enter")
        await pilot.pause()
        assert session_of(app).current == "eco-design"
        await pilot.press("g", *"region", "enter")
        await pilot.pause()
        await pilot.press("slash", *"dakh", "enter")
        await pilot.pause()
        assert session_of(app).assessment.profile.region == "dakhla-oued-ed-dahab"

    play(path, script)


def test_language_and_light_change_on_the_fly(tmp_path: Path) -> None:
    """``l`` says the same question in the next language, ``d`` turns the screen light; nothing else changes."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        before = session_of(app).assessment
        assert "organisée" in screen_text(app)
        await pilot.press("l")
        assert "صيانة" in screen_text(app)
        await pilot.press("l")
        assert "organised" in screen_text(app)
        dark = app.current_theme.dark
        await pilot.press("d")
        assert app.current_theme.dark is not dark
        assert session_of(app).assessment == before

    play(path, script)


def test_what_touches_other_answers_is_said_and_asked(tmp_path: Path) -> None:
    """Hiding an answer that was given needs agreement: 2 changes nothing, 1 goes on."""
    path = prepared(tmp_path / "firm.yaml", at="connected-products")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert "Ouvre" in " ".join(screen_text(app).split())
        await pilot.press("2", "3")
        assert given(path, "data-driven-services") == 2
        await pilot.press("left", "left", "x")
        await pilot.pause(0.2)
        assert "conservée mais non" in screen_text(app)
        await pilot.press("2")
        await pilot.pause()
        assert given(path, "connected-products") == 1
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert not session_of(app).is_relevant("data-driven-services")
        assert given(path, "data-driven-services") == 2

    play(path, script)


def test_the_mouse_answers_and_moves(tmp_path: Path) -> None:
    """A click on an option answers, a click on a section goes there."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        question = app.screen.query_one("#question", Paragraphs)
        line, _ = question.first_line("option 3")
        await pilot.click("#question", offset=(10, line))
        assert given(path, "maintenance") == 3
        side = app.screen.query_one("#side", Paragraphs)
        line, _ = side.first_line("section sustainability")
        await pilot.click("#side", offset=(5, line))
        assert session_of(app).current == "energy-monitoring"

    play(path, script)


def test_flags_come_first_at_the_end_and_all_can_be_read(tmp_path: Path) -> None:
    """Risks and contradictions stand above the profile; on a small screen the arrows scroll to what follows."""
    path = tmp_path / "firm.yaml"
    session = with_profile(begun(path, questionnaire=SMALL))
    for name, value in (("wish", "x"), ("planning", 0), ("maintenance", 4), ("machines", 0), ("backup", "no")):
        session.answer(name, value)
    for name in ("products", "controls"):
        session.answer_unknown(name)
    session.store.close()

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert session_of(app).current is None
        shown = screen_text(app)
        assert (
            shown.index("À traiter d\u2019abord (2)")
            < shown.index("! Rien n\u2019est copié")
            < shown.index("qui se contredisent")
        )
        assert "Touche m" not in shown
        await pilot.press(*["down"] * 20)
        await pilot.pause()
        assert "Touche m" in screen_text(app)

    play(path, script, size=(80, 12))


def test_the_palette_knows_every_command(tmp_path: Path) -> None:
    """Ctrl+P finds a command by its words and does it."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("ctrl+p", *"drapeau")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert session_of(app).assessment.answers["maintenance"].come_back

    play(path, script)


def test_a_problem_is_told_and_the_typed_text_stays(tmp_path: Path) -> None:
    """A number that cannot be is explained; what was typed can be mended."""
    path = prepared(tmp_path / "firm.yaml", at="connected-machines")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press(*"120", "enter")
        await pilot.pause()
        assert session_of(app).current == "connected-machines"
        assert app.screen.query_one("#field", Input).value == "120"
        assert "100" in screen_text(app)
        await pilot.press("backspace", "backspace", *"2%", "enter")
        assert given(path, "connected-machines") == 12

    play(path, script)


def test_the_earlier_answer_stands_beside_and_is_repeated(tmp_path: Path) -> None:
    """T1 shows what T0 said; ``=`` says the same again, also in a field of text; the level is one digit as ever."""
    earlier = prepared(tmp_path / "t0.yaml", at="maintenance")
    session = begun(earlier)
    session.answer("maintenance", 2)
    session.store.close()
    session = begun(tmp_path / "t1.yaml", earlier=earlier)
    session.go("respondent-name")
    session.answer("respondent-name", "Samira")
    session.store.close()

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert session_of(app).current == "main-expectation"
        assert "Livrer à temps" in screen_text(app)
        await pilot.press("equals_sign", "enter")
        assert given(tmp_path / "t1.yaml", "main-expectation") == "Livrer à temps"
        session_of(app).go("maintenance")
        await pilot.press("left", "right", "equals_sign")
        assert given(tmp_path / "t1.yaml", "maintenance") == 2

    play(tmp_path / "t1.yaml", script)


def test_a_new_file_begins_with_the_notice(tmp_path: Path) -> None:
    """The notice is read, answered, then the name; an empty name is not taken; the consent is in the file."""
    path = tmp_path / "firm.yaml"

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        assert "09-08" in screen_text(app)
        await pilot.press("enter", "x")
        assert not path.exists()
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter", *"Zitouna", "enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        consent = read_assessment(path, library()).consent
        assert consent is not None
        assert consent.accepted
        session_of(app).store.close()

    play(path, script)


def test_reports_are_made_at_the_end_with_one_key(tmp_path: Path) -> None:
    """With nothing left to ask, profile and level show; ``m`` makes the reports and names them."""
    path = prepared(tmp_path / "firm.yaml", express=True)

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        while session_of(app).current is not None:
            await pilot.press("1")
        assert "Ensemble" in screen_text(app)
        assert "Niveau 0" in screen_text(app)
        await pilot.press("m")
        while "prêts" not in screen_text(app):
            await pilot.pause(0.05)
        assert "firm.fr.txt" in screen_text(app)
        await pilot.press("escape", "u")
        assert session_of(app).current is not None

    play(path, script)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 15), (20, 8)])
def test_every_size_shows_the_question(tmp_path: Path, size: tuple[int, int]) -> None:
    """From 20 columns up the question can be read and answered; no line is wider than the screen."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        lines = screen_text(app).splitlines()
        assert max(cell_len(line) for line in lines) <= size[0]
        assert "maintenance" in " ".join(lines)
        await pilot.press("2")
        assert given(path, "maintenance") == 1
        await pilot.resize_terminal(size[0] + 30, size[1] + 10)
        await pilot.pause()
        assert "1/" in screen_text(app)

    play(path, script, size=size)


def known_words() -> set[str]:
    """Return every word that French texts of the small questionnaire and of the interface are made of."""
    own = content(SMALL).speak("fr")
    texts = [own.questionnaire.model_dump_json(), own.model.model_dump_json(), *own.interface.entries.values()]
    names = ("Atelier", "Zitouna", "Livrer", "temps", "firm", "yaml")
    return {*re.findall(r"\w+", " ".join(texts).replace("\\n", " ")), *names}


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("look", ["level", "level-help", "checklist", "statement", "typed", "keys", "review", "end"])
def test_no_word_is_broken_inside(tmp_path: Path, look: str, columns: int) -> None:
    """At 60, 80 and 100 columns every word on the screen is a whole one; what is cut at the side ends with dots."""
    keys, options = LOOKS[look]
    path = prepared(tmp_path / "firm.yaml", questionnaire=SMALL, **options)

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        lines = screen_text(app).splitlines()
        covered = [line for line in lines if "│" in line or "╭" in line]
        whole = [line.split("│")[1] if line.count("│") > 1 else line for line in lines if line not in covered]
        whole += [line.split("│")[1] for line in covered if line.count("│") > 1]
        found = {word for line in whole for word in re.findall(r"\w{3,}(?!…)\b", re.sub(r"\w+…", "", line))}
        assert {word for word in found if not word.isdecimal()} <= known_words()

    play(path, script, size=(columns, 30))


def test_what_was_recorded_covers_nothing(tmp_path: Path) -> None:
    """What is told stands on a line of its own: every option of the next question is seen at 80x24."""
    path = prepared(tmp_path / "firm.yaml", at="planning-scheduling")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        await pilot.press("2")
        await pilot.pause()
        shown = " ".join(screen_text(app).split())
        assert "Enregistré : " in shown
        assert all(f" {number} " in shown for number in range(1, 6))

    play(path, script)


def test_a_failure_shows_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake of the program ends the screen without Textual's traceback, whose locals hold answers."""
    path = prepared(tmp_path / "firm.yaml", at="maintenance")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        session = session_of(app)
        secret = "CANARY-ANSWER"  # noqa: S105 - no password
        session.clock = lambda: 1 // len(secret.removeprefix(secret))  # type: ignore[return-value,assignment]
        await pilot.press("2")

    with pytest.raises(ZeroDivisionError):
        play(path, script)
    shown = capsys.readouterr()
    assert "CANARY-ANSWER" not in shown.out + shown.err


def test_a_file_that_cannot_be_read_ends_the_screen(tmp_path: Path) -> None:
    """The problem is raised again once the terminal is as it was."""
    path = tmp_path / "firm.yaml"
    path.write_text("nonsense\n", encoding="utf-8")

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        raise AssertionError(pilot, app)

    with pytest.raises(ProblemsError):
        play(path, script)


LOOKS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "level": ([], {"at": "maintenance"}),
    "level-help": (["question_mark"], {"at": "maintenance"}),
    "checklist": (["1", "2", "down"], {"at": "controls"}),
    "statement": (["1", "2"], {"at": "controls", "express": True}),
    "steps": ([], {"at": "machines", "express": True}),
    "typed": ([], {"at": "machines"}),
    "keys": (["question_mark", "question_mark"], {"at": "maintenance"}),
    "review": (["r"], {"at": "maintenance"}),
    "evidence": (["e"], {"at": "maintenance"}),
    "profile": (["s"], {"at": "maintenance"}),
    "end": ([*"430"], {"at": "maintenance", "express": True}),
}


SHORT_LIST = ("level", "statement", "keys", "end")
SEEN = [
    *((look, language, bidi) for look in LOOKS for language, bidi in (("fr", "logical"), ("ar", "visual"))),
    *((look, language, "logical") for look in SHORT_LIST for language in ("en", "ar")),
]


@pytest.mark.parametrize(("look", "language", "bidi"), SEEN)
def test_looks(tmp_path: Path, refresh: bool, look: str, language: str, bidi: Bidi) -> None:
    """Each screen at 80x24 is as it was last agreed on (``--refresh`` writes it anew)."""
    keys, options = LOOKS[look]
    path = prepared(tmp_path / "firm.yaml", questionnaire=SMALL, **options)
    taken: list[str] = []

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(0.1)
        taken.append(screen_text(app))

    play(path, script, language=language, bidi=bidi)
    file = SNAPSHOTS / f"{look}-{language}-{bidi}.txt"
    shown = re.sub(r"[▁▂▃▄▅▆▇█]+(?=\n)", "", taken[0])  # the scroll bar's end
    if refresh:
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")
