"""``plan`` as a terminal shows it: nothing wider than the window, nothing of one language in another."""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from rich.cells import cell_len

from jazari_assess.app import planning
from jazari_assess.model.library import Library
from jazari_assess.model.result import Result
from tests.cli.plan.plans import LANGUAGES
from tests.cli.samples import CANNERY, WORKSHOP
from tests.conftest import Run

WIDTHS = ("60", "80", "100")
FAST = ("--capacity", "9", "--horizon", "9")
OPTIONS: dict[str, Sequence[str]] = {
    "compare": ("--compare", "capacity=14"),
    "aim": ("--aim", "know-costs"),
    "target": ("--target", "people-culture=60"),
    "lock": ("--lock", "promise-review=out", "--lock", "carbon-data=2"),
    "gap": ("--gap", "0.3"),
}
ARABIC = re.compile("[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]")
PLACEHOLDER = re.compile(r"\{[a-z-]+\}")


@pytest.fixture(scope="module", autouse=True)
def planned_once() -> Iterator[None]:
    """Plan each firm once under the same settings: a language and a width change nothing of a plan."""

    def once(name: str) -> Callable[..., Any]:
        kept: dict[str, Any] = {}
        plan = getattr(planning, name)

        def planned(result: Result, library: Library, settings: Any, **more: Any) -> Any:  # noqa: ANN401 one or several
            key = f"{result.assessment.id} {settings!r}"
            if key not in kept:
                kept[key] = plan(result, library, settings, **more)
            return kept[key]

        return planned

    with ExitStack() as patched:
        for name in ("make_plan", "compare", "frontier"):
            patched.enter_context(mock.patch.object(planning, name, once(name)))
        yield


def shown(run: Run, *arguments: object, columns: str, language: str) -> list[str]:
    """Return the lines that the command prints, none wider than the window and none with a name left to be filled."""
    ended = run("plan", *map(str, arguments), "--lang", language, env={"COLUMNS": columns})
    assert (ended.returncode, ended.stderr) == (0, b"")
    lines = ended.stdout.decode().splitlines()
    assert max(map(cell_len, lines)) <= int(columns)
    assert not PLACEHOLDER.search(ended.stdout.decode())
    assert bool(ARABIC.search(ended.stdout.decode())) == (language == "ar")
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("option", OPTIONS)
def test_a_plan_fits_the_window(run: Run, option: str, columns: str, language: str) -> None:
    """With each option, in each language and width."""
    assert shown(run, WORKSHOP, *FAST, *OPTIONS[option], columns=columns, language=language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Cibles demandées", "60 demandé ; ce plan mène à", "La suite serait")),
        ("ar", ("النتائج المطلوب بلوغها", "المطلوب \u206860\u2069، وتبلغ هذه الخطة", "ويأتي بعد ذلك")),
        ("en", ("Targets asked for", "60 asked for; this plan leads to", "Next would come")),
    ],
)
def test_how_far_a_target_is_reached_is_said(run: Run, language: str, words: Sequence[str]) -> None:
    """The score the plan leads to, what lacks, and which action would be next and why it is not in."""
    lines = shown(run, WORKSHOP, *FAST, *OPTIONS["target"], columns="300", language=language)
    text = " ".join(" ".join(lines).split())
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
def test_accepting_and_forgetting_are_told(run: Run, tmp_path: Path, columns: str, language: str) -> None:
    """A plan is kept and taken out again, and both are said within the window."""
    firm = shutil.copy(CANNERY, tmp_path / "firm.yaml")
    for option, code in (("--accept", 0), ("--forget", 0)):
        fast = FAST if option == "--accept" else ()
        ended = run("plan", firm, *fast, option, "--lang", language, env={"COLUMNS": columns})
        assert ended.returncode == code
        said = ended.stderr.decode()
        assert max(map(cell_len, said.splitlines())) <= int(columns)
        assert bool(ARABIC.search(said)) == (language == "ar")


@pytest.mark.parametrize(
    ("language", "numbers"), [("fr", ("1,5", "14,6")), ("ar", ("1,5", "14,6")), ("en", ("1.5", "14.6"))]
)
def test_a_refusal_writes_numbers_as_its_language_does(run: Run, language: str, numbers: Sequence[str]) -> None:
    """The decimal mark of a target below today is that of the language."""
    ended = run("plan", WORKSHOP, "--target", "people-culture=1.5", "--lang", language)
    assert ended.returncode == 1
    assert [number for number in numbers if number not in ended.stderr.decode()] == []
