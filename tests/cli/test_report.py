"""``report`` and ``demo``: files that appear whole, are named safely, and are replaced only when asked."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.samples import WORKSHOP
from tests.conftest import Run

PDF, XLSX, JSON = ".pdf", ".xlsx", ".json"


def written(folder: Path) -> dict[str, Path]:
    """Return the outputs in a folder by suffix."""
    return {path.suffix: path for path in folder.iterdir()}


def test_report_writes_what_was_asked_and_prints_the_paths(run: Run, tmp_path: Path) -> None:
    """One file a format, whole, in the folder that is made for them; standard output is their paths."""
    out = tmp_path / "new" / "reports"
    ended = run("report", WORKSHOP, "--out", out, "--format", "pdf", "--format", "xlsx", "--format", "json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert set(ended.stdout.decode().splitlines()) == {str(path) for path in out.iterdir()}
    files = written(out)
    assert set(files) == {PDF, XLSX, JSON}
    assert files[PDF].read_bytes().startswith(b"%PDF-")
    assert len(load_workbook(files[XLSX]).sheetnames) > 1
    assert json.loads(files[JSON].read_bytes())


def test_existing_report_is_replaced_only_with_force(run: Run, tmp_path: Path) -> None:
    """Without --force nothing is written and the file of before is named; with it the new one stands."""
    run("report", WORKSHOP, "--out", tmp_path, "--format", "json")
    path = written(tmp_path)[JSON]
    path.write_bytes(b"mine")
    refused = run("report", WORKSHOP, "--out", tmp_path, "--format", "json", "--format", "xlsx")
    assert refused.returncode == 1
    assert "target-exists" in refused.stderr.decode()
    assert set(written(tmp_path)) == {JSON}
    assert path.read_bytes() == b"mine"
    assert run("report", WORKSHOP, "--out", tmp_path, "--format", "json", "--force").returncode == 0
    assert json.loads(path.read_bytes())


def test_same_input_and_date_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """Two runs differ in no byte of PDF, Excel and JSON."""
    for name in ("first", "second"):
        options = ("--detail", "summary", "--date", "2026-11-21")
        assert run("report", WORKSHOP, "--out", tmp_path / name, *options).returncode == 0
    first, second = written(tmp_path / "first"), written(tmp_path / "second")
    assert {suffix: path.read_bytes() for suffix, path in first.items()} == {
        suffix: path.read_bytes() for suffix, path in second.items()
    }


@pytest.mark.parametrize("kind", ["link", "folder", "read-only"])
def test_target_that_is_no_plain_file_is_refused(run: Run, tmp_path: Path, kind: str) -> None:
    """A symbolic link is not followed, a folder not replaced, a read-only file not touched, even with --force."""
    run("report", WORKSHOP, "--out", tmp_path, "--format", "json")
    path = written(tmp_path)[JSON]
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    path.unlink()
    match kind:
        case "link":
            path.symlink_to(precious)
        case "folder":
            path.mkdir()
        case _:
            path.write_bytes(b"old")
            path.chmod(0o444)
    ended = run("report", WORKSHOP, "--out", tmp_path, "--format", "json", "--force")
    assert ended.returncode == 1
    assert str(path) in "".join(ended.stderr.decode().splitlines())
    assert precious.read_bytes() == b"precious"
    assert path.is_symlink() == (kind == "link")
    assert path.is_dir() == (kind == "folder")


def test_out_that_is_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    """A file in the place of the folder is named and stays."""
    out = tmp_path / "out"
    out.write_bytes(b"mine")
    ended = run("report", WORKSHOP, "--out", out, "--format", "json")
    assert ended.returncode == 1
    assert str(out) in ended.stderr.decode()
    assert out.read_bytes() == b"mine"


def test_notes_can_be_left_out(run: Run, tmp_path: Path) -> None:
    """With --no-notes the consultant's words are in no file; without it they are (control)."""
    source = tmp_path / "firm.yaml"
    text = WORKSHOP.read_text(encoding="utf-8")
    assert "trois idées de projets" in text
    source.write_text(text.replace("trois idées de projets", "Canarinote"), encoding="utf-8")
    for name, options in (("with", []), ("without", ["--no-notes"])):
        assert run("report", source, "--out", tmp_path / name, "--format", "json", *options).returncode == 0
    assert "Canarinote" in written(tmp_path / "with")[JSON].read_text(encoding="utf-8")
    assert "Canarinote" not in written(tmp_path / "without")[JSON].read_text(encoding="utf-8")


def test_demo_writes_all_outputs_and_a_summary(run: Run, tmp_path: Path) -> None:
    """The first thing a newcomer runs: scores on the screen, files in ./demo, a second time as well."""
    first, again = (run("demo", "--lang", "ar", cwd=tmp_path) for _ in range(2))
    assert (first.returncode, first.stderr) == (0, b"")
    assert again == first
    said = first.stdout.decode()
    files = written(tmp_path / "demo")
    assert set(files) >= {PDF, XLSX, JSON}
    assert "█" in said
    for path in files.values():
        assert str(path.relative_to(tmp_path)) in said
        assert path.stat().st_size > 1000
