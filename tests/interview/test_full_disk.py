"""Full disks in the middle of both interfaces: what cannot be saved stays on the screen, what was saved stays saved."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from jazari_assess.interview.session.journal import journal_path
from jazari_assess.interview.tui.app import InterviewApp
from jazari_assess.interview.tui.main import MainScreen
from jazari_assess.reading.assessment.file import read_assessment
from tests.interview.plain.test_interface import talk
from tests.interview.scenes import begun, library
from tests.interview.test_screens import play, prepared
from tests.interview.test_trouble import small_disk

Fills = Callable[[Path, random.Random], None]
LEFT = {"firm.yaml", ".firm.yaml.journal", ".firm.yaml.lock"}


def names(folder: Path) -> set[str]:
    """Return the names of what lies in a folder."""
    return {one.name for one in folder.iterdir()}


def room(path: Path, chance: random.Random) -> int:
    """Return how large a file may be so that the next change does not fit, somewhere between nothing and all but it."""
    return chance.randrange(min(path.stat().st_size, journal_path(path).stat().st_size))


def plain_disk_is_full(folder: Path, chance: random.Random) -> None:
    """Answer line by line on a full disk, then again with room."""
    session = begun(prepared(folder / "firm.yaml", at="maintenance"))
    path, before = session.store.path, session.store.path.read_bytes()
    with small_disk(room(path, chance)):
        script = talk(session, "3", ":note Cahier vu")
    assert "Le disque est plein" in " ".join(script.shown.split())
    assert path.read_bytes() == before
    assert names(folder) == LEFT
    talk(session, "3")
    session.store.close()
    assert read_assessment(path, library()) == session.assessment
    assert "maintenance" in session.assessment.answers


def screen_disk_is_full(folder: Path, chance: random.Random) -> None:
    """Answer and note on the full screen on a full disk, then again with room."""
    path = prepared(folder / "firm.yaml", at="maintenance")
    before = path.read_bytes()

    async def script(pilot: "Pilot[None]", app: InterviewApp) -> None:
        with small_disk(room(path, chance)):
            await pilot.press("3", "n", *"vu", "enter")
            await pilot.pause()
            assert app.screen.query_one(TextArea).text == "vu"
            assert path.read_bytes() == before
            assert names(folder) == LEFT
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        await pilot.press("3")

    play(path, script)
    answer = read_assessment(path, library()).answers["maintenance"]
    assert (answer.state, answer.note) == ("given", "vu")


@pytest.mark.parametrize("fills", [plain_disk_is_full, screen_disk_is_full], ids=["plain", "screen"])
def test_a_full_disk_in_either_interface(tmp_path: Path, fills: Fills) -> None:
    """One full disk, at a moment that is the same each time."""
    fills(tmp_path, random.Random(5))  # noqa: S311 - no secret


@pytest.mark.soak
@pytest.mark.parametrize("fills", [plain_disk_is_full, screen_disk_is_full], ids=["plain", "screen"])
def test_twenty_full_disks(tmp_path: Path, fills: Fills) -> None:
    """Twenty, each full at another byte."""
    for number in range(20):
        folder = tmp_path / str(number)
        folder.mkdir()
        fills(folder, random.Random(number))  # noqa: S311 - no secret
