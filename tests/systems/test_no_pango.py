"""A machine on which WeasyPrint's libraries do not load, as Windows comes: what can be written is, the rest is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jazari_assess.app import doctor as machine
from jazari_assess.errors import ProblemsError
from jazari_assess.render import RENDERERS
from jazari_assess.render.pdf_html import printers
from jazari_assess.render.pdf_html.by_browser.finder import Browser, find_browser
from tests.batch.exports import answers, wide
from tests.cli.samples import WORKSHOP
from tests.conftest import Ended, Run
from tests.forms.html.tools import lacking
from tests.render.pdf_reader import opened

REASON = "cannot load library 'libgobject-2.0-0': error 0x7e"
DAY = ("--date", "2026-11-21", "--lang", "fr")
FAKE = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint.text.ffi":
            print("-----\\nWeasyPrint could not import some external libraries.")
            raise OSError("cannot load library 'libgobject-2.0-0': error 0x7e")
sys.meta_path.insert(0, Missing())
"""


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let WeasyPrint fail as it does without its libraries."""
    monkeypatch.setattr(printers, "weasyprint_printer", lambda: REASON)


@pytest.fixture
def no_printer(no_pango: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it is what it adds to
    """Let there be no browser either."""
    monkeypatch.setattr(printers, "find_browser", lambda: None)


def told(ended: Ended) -> str:
    """Return what a command said of what went wrong, on one line."""
    return " ".join(ended.stderr.decode().split())


@pytest.mark.usefixtures("no_printer")
def test_report_writes_what_needs_no_pdf_and_says_why_there_is_none(run: Run, tmp_path: Path) -> None:
    """Workbook, page and data are there; the PDF is a problem with its remedy, and so is the exit code."""
    ended = run("report", WORKSHOP, "--out", tmp_path, *DAY)
    assert ended.returncode == 1
    assert {path.suffix for path in tmp_path.iterdir()} == {f".{name}" for name in RENDERERS if name != "pdf"}
    assert len(ended.stdout.splitlines()) == len(RENDERERS) - 1
    assert "Aucun PDF n’est possible ici" in told(ended)
    assert REASON in told(ended)
    assert "jazari-assess doctor" in told(ended)


@pytest.mark.usefixtures("no_printer")
@pytest.mark.parametrize(
    ("engine", "code"),
    [("auto", "pdf-engine-missing"), ("weasyprint", "pdf-library-missing"), ("browser", "pdf-browser-missing")],
)
def test_what_lacks_is_named_by_what_was_asked(engine: str, code: str) -> None:
    """Each choice that cannot be has its own problem."""
    with pytest.raises(ProblemsError) as caught:
        printers.printer(engine)  # type: ignore[arg-type]  # one of the three
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.usefixtures("no_printer")
def test_batch_writes_what_needs_no_pdf(run: Run, tmp_path: Path) -> None:
    """Results, the workbook of the portfolio and the reports as workbooks are there; the problem is told at the end."""
    table, out = wide(tmp_path, answers(2)), tmp_path / "out"
    kinds = ("--format", "pdf", "--format", "json", "--workers", "1")
    ended = run("batch", "run", table, "--out", out, *kinds, *DAY)
    assert ended.returncode == 1
    assert {"results.parquet", "results.csv", "portfolio.xlsx"} <= {path.name for path in out.iterdir()}
    assert not (out / "portfolio.pdf").exists()
    assert sorted(path.suffix for path in (out / "reports").iterdir()) == [".json", ".json"]
    assert "Aucun PDF n’est possible ici" in told(ended)


@pytest.fixture
def stages(tmp_path: Path) -> tuple[Path, Path]:
    """Return two stages of a firm that is no sample."""
    text = WORKSHOP.read_text(encoding="utf-8").replace("sample: true", "sample: false")
    (tmp_path / "t0.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "t1.yaml").write_text(text.replace("id: ", "id: t1-", 1).replace("stage: T0", "stage: T1"), "utf-8")
    return tmp_path / "t0.yaml", tmp_path / "t1.yaml"


@pytest.mark.usefixtures("no_printer")
@pytest.mark.parametrize(
    ("engine", "code"), [("weasyprint", "pdf-library-missing"), ("browser", "pdf-browser-missing")]
)
def test_every_command_with_a_pdf_is_told_what_prints_it(
    run: Run, stages: tuple[Path, Path], tmp_path: Path, engine: str, code: str
) -> None:
    """Forms, comparisons, the overview of a portfolio, the demonstration: what was asked for is what lacks."""
    store, out = ("--store", tmp_path / "store.db"), ("--out", tmp_path / "out", "--format", "pdf")
    assert run("portfolio", "add", *stages, *store, *DAY).returncode == 0
    for command in (
        ("form", "export", "--format", "pdf", "--express", "--output", tmp_path / "sheet.pdf"),
        ("compare", *stages, *out),
        ("portfolio", "compare", "--firm", "Atelier Sebou Confection (exemple fictif)", *store, *out),
        ("portfolio", "overview", *store, *out),
        ("demo", "--out", tmp_path / "demo"),
    ):
        ended = run(*command, "--pdf-engine", engine, *DAY)
        assert (ended.returncode, f"{code}: " in told(ended)) == (1, True), (command[:2], told(ended))


@pytest.mark.usefixtures("no_pango")
def test_browser_takes_the_place_of_weasyprint(run: Run, tmp_path: Path) -> None:
    """Nothing is asked for: the report and the portfolio are printed by the browser of the machine, which they name."""
    found = find_browser() or lacking("a Chromium of version 131 or newer")
    table, out = wide(tmp_path, answers(2)), tmp_path / "out"
    assert run("batch", "run", table, "--out", out, *DAY).returncode == 0
    with opened((out / "portfolio.pdf").read_bytes()) as document:
        assert str(document.docinfo["/Producer"]) == f"{found.name} {found.version}"
        assert document.Root.Lang == "fr"
    ended = run("report", WORKSHOP, "--out", tmp_path / "report", "--format", "pdf", "--detail", "summary", *DAY)
    assert ended.returncode == 0, told(ended)
    (path,) = (tmp_path / "report").iterdir()
    with opened(path.read_bytes()) as document:
        assert str(document.docinfo["/Producer"]) == f"{found.name} {found.version}"


@pytest.fixture
def fresh_trial() -> Iterator[None]:
    """Let the trial be made anew, and leave nothing of it behind."""
    machine.pdf_by_weasyprint.cache_clear()
    yield
    machine.pdf_by_weasyprint.cache_clear()


@pytest.mark.usefixtures("fresh_trial")
@pytest.mark.parametrize(
    ("browser", "grade"), [(Browser(program=Path("x"), name="Microsoft Edge", version="140.0"), "warn"), (None, "fail")]
)
def test_doctor_asks_weasyprint_itself(
    browser: Browser | None, grade: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child loads it: where that fails it lacks, whatever libraries lie about; a browser makes it less grave."""
    (tmp_path / "sitecustomize.py").write_text(FAKE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(__file__).parents[2]}")
    monkeypatch.setattr(machine, "find_browser", lambda: browser)
    finding = machine.pango_finding()
    assert (finding.grade, finding.values["reason"]) == (grade, REASON)
    assert machine.browser_finding().grade == ("ok" if browser else "warn")


@pytest.mark.usefixtures("fresh_trial")
def test_doctor_finds_what_is_there() -> None:
    """Control: on this machine WeasyPrint loads."""
    assert machine.pango_finding().grade == "ok"
    assert machine.subsetter_finding().grade in {"ok", "warn"}


def test_library_that_fails_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What WeasyPrint prints at length is not shown; why it failed is kept short."""
    import builtins

    real = builtins.__import__

    def failing(name: str, *rest: object, **more: object) -> object:
        if name.endswith("by_weasyprint.engine"):
            print("-----\nWeasyPrint could not import some external libraries.")  # noqa: T201 - as it does
            raise OSError(REASON + "\n  searched: " + "x" * 500)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    printers.weasyprint_printer.cache_clear()
    monkeypatch.setattr(builtins, "__import__", failing)
    found = printers.weasyprint_printer()
    monkeypatch.undo()
    printers.weasyprint_printer.cache_clear()
    assert isinstance(found, str)
    assert found.startswith(REASON)
    assert len(found) == 160
    assert capsys.readouterr().out == ""
