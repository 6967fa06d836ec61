"""The rules of the house that no linter knows: sizes, names, one place for each risky deed."""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("house")  # one process makes what its tests share
PACKAGE = ROOT / "jazari_assess"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION, USUAL_FUNCTION, USUAL_SHARE = 50, 40, 0.9
LONGEST_FILE = 350
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the name and the length in lines of each function of a file, its docstring and decorators aside."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node, clean=False)
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield node.name, lines - (documented.count("\n") + 1 if documented else 0)


@cache
def called(path: Path) -> Counter[str]:
    """Return what a file calls, ``name`` for ``something.name`` as well, and how often."""
    functions = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    return Counter(name for one in functions for key in ("id", "attr") if (name := getattr(one, key, None)) is not None)


def calls(path: Path, name: str) -> int:
    """Return how often a file calls ``name`` or ``something.name``."""
    return called(path)[name]


def test_functions_are_short() -> None:
    """No function is over 50 lines, nine in ten are at most 40."""
    found = [(path.name, name, lines) for path in SOURCES for name, lines in functions(path)]
    assert [one for one in found if one[2] > LONGEST_FUNCTION] == []
    assert sum(lines <= USUAL_FUNCTION for _, _, lines in found) >= USUAL_SHARE * len(found)


def test_files_are_short() -> None:
    """No file is over 350 lines."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def constants(path: Path) -> Iterator[str]:
    """Yield the constants of a module that hold a number and neither a docstring nor a comment: nobody knows why."""
    lines = path.read_text(encoding="utf-8").splitlines()
    body = parsed(path).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        names = [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
        told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        told |= any("#" in line for line in lines[max(node.lineno - 2, 0) : node.end_lineno])
        if (
            isinstance(node, ast.Assign | ast.AnnAssign)
            and all(name.isupper() for name in names)
            and decides(node)
            and not told
        ):
            yield f"{path.relative_to(PACKAGE)} {', '.join(names)}"


def decides(node: ast.AST, plain: Collection[int] = (0, 1)) -> bool:
    """Tell whether a number that is not among the plain ones stands in a value."""
    numbers = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return any(isinstance(value, int | float) and value not in plain for value in numbers)


def fields(path: Path) -> Iterator[str]:
    """Yield the fields of classes that hold a number, but for 2, the fewest that are several, and no comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    classes = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)]
    for node in (one for found in classes for one in found.body if isinstance(one, ast.AnnAssign)):
        told = any("#" in line for line in lines[max(node.lineno - 2, 0) : node.end_lineno])
        if decides(node, (0, 1, 2)) and not told:
            yield f"{path.relative_to(PACKAGE)} {ast.unparse(node)}"


def unnamed_bounds(path: Path) -> Iterator[str]:
    """Yield the options and arguments of commands whose least or most is a number without a name."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("Option", "Argument"):
            bounds = [one.value for one in node.keywords if one.arg in ("min", "max")]
            if any(decides(bound) for bound in bounds):
                yield f"{path.relative_to(PACKAGE)} {ast.unparse(node)}"


def test_every_constant_has_its_reason() -> None:
    """Beside each number that decides something stands why it is that number; layouts explain themselves."""
    plain = {
        "batch/outputs/result_files.py _WIDTHS",
        "interview/tui/words.py _TITLE",
        "render/excel/workbook.py _TEXT",
        "render/pdf_html/html.py _FONTS",
    }
    assert {name for path in SOURCES for name in constants(path)} - plain == set()
    assert [field for path in SOURCES for field in fields(path)] == []


def test_bounds_of_options_have_a_name() -> None:
    """What an option takes at least and at most stands once, with its reason, and not in the command."""
    assert [option for path in SOURCES for option in unnamed_bounds(path)] == []


def test_names_say_what_a_module_holds() -> None:
    """No module or folder has a name that says nothing."""
    assert [path for path in SOURCES if FORBIDDEN_NAMES & {path.stem, path.parent.name}] == []


def test_nothing_is_left_for_later() -> None:
    """No marker of unfinished work stands in the code."""
    marker = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    assert [path for path in SOURCES if marker.search(path.read_text(encoding="utf-8"))] == []


def test_one_place_exits() -> None:
    """Only ``__main__`` ends the process: no other file calls ``sys.exit`` or ``os._exit`` or raises ``SystemExit``."""
    exits = {str(path.relative_to(PACKAGE)) for path in SOURCES if calls(path, "exit") or calls(path, "_exit")}
    raises = [path for path in SOURCES if "raise SystemExit" in path.read_text(encoding="utf-8")]
    assert exits == {"__main__.py"}
    assert raises == []


def test_one_place_builds_html_and_css_for_the_pdf() -> None:
    """WeasyPrint's HTML and CSS are made in one file, with the locked fetcher: each brings a fetcher of its own."""
    found = {name: [path for path in SOURCES if calls(path, name)] for name in ("HTML", "CSS")}
    assert len({path for paths in found.values() for path in paths}) <= 1


def test_one_place_begins_a_workbook() -> None:
    """What is written for Excel is begun in one file, where no text becomes a formula, a link or a number."""
    begun = re.compile(r"\bxlsxwriter\.Workbook\(")
    found = {str(path.relative_to(PACKAGE)) for path in SOURCES if begun.search(path.read_text(encoding="utf-8"))}
    assert found == {"render/new_workbook.py"}


@pytest.mark.parametrize("name", ["eval", "exec", "system", "popen", "unsafe_load", "from_string", "print"])
def test_dangerous_calls_are_absent(name: str) -> None:
    """No code is made from text, no shell is called, and nothing is printed past the one place that cleans it."""
    allowed = {"print": {"tables.py"}}.get(name, set())
    assert {path.name for path in SOURCES if calls(path, name)} - allowed == set()


def test_the_clock_is_read_in_one_place() -> None:
    """Only the command line knows what day it is; everything below is given the date."""
    readers = {
        str(path.relative_to(PACKAGE)) for path in SOURCES for name in ("now", "today", "time_ns") if calls(path, name)
    }
    assert readers == {"cli/day.py"}


def entries(tree: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a file of words with its key."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from entries(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


WORDS = sorted(
    {path.parent for path in ROOT.glob("jazari_assess/text/**/*.yaml")}
    | {path.parent for path in ROOT.glob("report_templates/*/text/*.yaml")}
)


def whole(found: Mapping[str, str], reference: Mapping[str, str]) -> set[str]:
    """Return the keys of a language without the plural forms that not every language has."""
    return {
        key
        for key in found
        if key.rpartition(".")[2] not in ("zero", "one", "two", "few", "many")
        or f"{key.rpartition('.')[0]}.other" not in reference
    }


@pytest.mark.parametrize("folder", WORDS, ids=lambda folder: folder.parent.name)
def test_every_language_has_every_word(folder: Path) -> None:
    """Each language has the same keys and placeholders, plural forms beside "other" aside, and no empty text."""
    texts = {
        path.stem: dict(entries(yaml.safe_load(path.read_text(encoding="utf-8")))) for path in folder.glob("*.yaml")
    }
    assert {"fr", "ar", "en"} <= set(texts)
    for language, found in texts.items():
        assert whole(found, texts["fr"]) == whole(texts["fr"], texts["fr"]), language
        assert all(text.strip() for text in found.values()), language
        for key in whole(found, texts["fr"]):
            text = found[key]
            assert set(re.findall(r"\{(\w+)[:}]", text)) == set(re.findall(r"\{(\w+)[:}]", texts["fr"][key])), (
                language,
                key,
            )


def test_every_problem_code_has_words() -> None:
    """Each code that the package raises has a message and a remedy, and each message has a code that is raised."""
    written = set(yaml.safe_load((PACKAGE / "text" / "fr.yaml").read_text(encoding="utf-8"))["problems"])
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    raised = set(re.findall(r'(?:(?<!Why\()code=|UsageError\(\s*)"([a-z][a-z0-9-]+)"', source))
    assert raised - written == set()
    assert {code for code in written if f'"{code}"' not in source} == set()
