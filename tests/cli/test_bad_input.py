"""Bad input: a clear message with place and remedy, exit code 1 or 2, no traceback, nothing touched."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.cli.samples import VERSION
from tests.cli.samples import WORKSHOP as SAMPLE
from tests.conftest import Ended, Run

HEAD = f"""schema: jazari-assess/assessment/1
id: trial
questionnaire: {{id: industrie-x0, version: "{VERSION}"}}
profile: {{firm: Trial}}
answers:
"""
WRONG_ALL_OVER = (("4:32", "word-unknown"), ("6:16", "option-unknown"), ("7:3", "question-unknown"))
MANY = 100 * 1024 * 1024
NOBODY = 65534


def said(ended: "Ended | subprocess.CompletedProcess[bytes]") -> str:
    """Return what was told on standard error, after the checks that every failure passes."""
    text = " ".join(ended.stderr.decode().split())
    assert "Traceback" not in text
    assert ended.stdout == b""
    return text


def write(folder: Path, answers: str) -> Path:
    """Write an assessment with these answers."""
    path = folder / "firm.yaml"
    path.write_text(HEAD + answers, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("answers", "line", "found"),
    [
        ("  maintenance: 9\n", 6, "9"),
        ("  maintenance: -1\n", 6, "-1"),
        ("  maintenance: true\n", 6, "maintenance"),
        ("  maintenance: lots\n", 6, "lots"),
        ("  lean-standard-work: 1\n  no-such-question: 1\n", 7, "no-such-question"),
        ("  connected-machines: 1e9\n", 6, "connected-machines"),
        ("  connected-machines: .nan\n", 6, "connected-machines"),
        ("  maintenance: 1\n  maintenance: 2\n", 7, "maintenance"),
        ("  maintenance: [1\n", 7, ""),
        ("  maintenance: {state: sometimes}\n", 6, "sometimes"),
    ],
)
def test_wrong_answer_is_told_with_its_line(run: Run, tmp_path: Path, answers: str, line: int, found: str) -> None:
    """An option, question or number that cannot be, and broken YAML, are named with file and line and a remedy."""
    path = write(tmp_path, answers)
    ended = run("score", path, "--lang", "en")
    text = said(ended)
    assert ended.returncode == 1
    assert f"{path}:{line}:" in text
    assert found in text
    assert "->" in text


def test_a_wrong_region_hides_no_wrong_answer(run: Run, tmp_path: Path) -> None:
    """What is wrong with the firm and what is wrong with its answers is told in one run, from the top."""
    path = write(tmp_path, "  maintenance: 9\n  nothing: 1\n")
    path.write_text(
        path.read_text(encoding="utf-8").replace("firm: Trial", "firm: Trial, region: fes"), encoding="utf-8"
    )
    text = said(run("score", path, "--lang", "en")).replace(" ", "")
    places = [text.index(f"{path}:{place}:{code}") for place, code in WRONG_ALL_OVER]
    assert places == sorted(places)
    assert "Problemsfound:3." in text


def test_all_problems_are_listed_at_once(run: Run, tmp_path: Path) -> None:
    """Three wrong answers are three problems in one run."""
    ended = run("score", write(tmp_path, "  maintenance: 9\n  nothing: 1\n  vision-roadmap: x\n"), "--lang", "en")
    assert ended.returncode == 1
    assert "Problems found: 3." in said(ended)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\x00\x01\x02\xff" * 100, b"%PDF-1.7\n\xe2\xe3", b"just words", b"- a\n- list\n", b"\xff\xfeu\x00"],
    ids=["empty", "blank", "binary", "pdf", "words", "list", "utf-16"],
)
@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_file_that_is_no_assessment_is_refused(run: Run, tmp_path: Path, content: bytes, suffix: str) -> None:
    """Whatever the bytes are, the file is named, and nothing else happens."""
    path = tmp_path / f"firm{suffix}"
    path.write_bytes(content)
    ended = run("score", path)
    assert ended.returncode == 1
    assert str(path) in said(ended)


def test_hundred_megabytes_are_refused_before_they_are_read(run: Run, tmp_path: Path) -> None:
    """A file that is far too large is named at once; the size alone is looked at."""
    path = tmp_path / "firm.yaml"
    with path.open("wb") as file:
        file.truncate(MANY)
    ended = run("score", path, "--lang", "en")
    assert ended.returncode == 1
    assert str(path) in said(ended)


@pytest.mark.parametrize("command", ["score", "explain", "plan"])
def test_missing_file_and_folder_are_named(run: Run, tmp_path: Path, command: str) -> None:
    """A file that is not there, and a folder in its place, are problems of the input."""
    for path in (tmp_path / "missing.yaml", tmp_path):
        ended = run(command, path)
        assert ended.returncode == 1
        assert str(path) in said(ended)


AS_NOBODY = """
import contextlib, json, os, sys
from jazari_assess.cli.run import run
rehearsal, arguments = json.loads(sys.argv[1])
with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
    assert run(rehearsal) == 0
    assert run(["score", "nowhere.yaml"]) == 1
if os.getuid() == 0:
    os.setgroups([])
    os.setgid({nobody})
    os.setuid({nobody})
sys.exit(run(arguments))
"""


def as_nobody(
    environment: Mapping[str, str], rehearsal: list[str], arguments: list[str]
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command as a user without rights.

    Root can read and write everything, so it becomes nobody first; the rehearsal before it loads the libraries, which
    nobody may not be able to read, and is the control: the same command works where the permission is there.
    """
    script = AS_NOBODY.replace("{nobody}", str(NOBODY))
    command = [sys.executable, "-c", script, json.dumps([rehearsal, arguments])]
    # what is measured is written, which nobody may not
    unmeasured = {
        name: value for name, value in environment.items() if not name.startswith("COVERAGE_")
    }  # nobody writes
    return subprocess.run(command, check=False, capture_output=True, env=unmeasured, timeout=120)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that anyone can enter, which pytest's own are not."""
    if os.name == "nt":
        pytest.skip("permissions work differently on Windows")
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_file_without_permission_is_named(open_folder: Path, environment: Mapping[str, str]) -> None:
    """A file the user may not read is a problem; one that may be read is scored (control)."""
    closed, readable = open_folder / "closed.yaml", open_folder / "readable.yaml"
    for path, mode in ((closed, 0o000), (readable, 0o644)):
        path.write_bytes(SAMPLE.read_bytes())
        path.chmod(mode)
    score = ["score", "--json"]
    ended = as_nobody(environment, [*score, str(readable)], [*score, str(closed)])
    assert ended.returncode == 1
    assert str(closed) in said(ended)
    assert as_nobody(environment, [*score, str(readable)], [*score, str(readable)]).returncode == 0


def test_output_folder_without_permission_is_named(open_folder: Path, environment: Mapping[str, str]) -> None:
    """A report that cannot be written there is a problem that names the folder."""
    closed = open_folder / "closed"
    closed.mkdir(mode=0o555)
    report = ["report", str(SAMPLE), "--format", "json", "--out"]
    ended = as_nobody(environment, [*report, str(open_folder / "rehearsal")], [*report, str(closed / "reports")])
    assert ended.returncode == 1
    assert f"{closed}/reports" in said(ended)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 16 kB, which only root on Linux can."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_leaves_the_old_report_as_it_was(run: Run, tiny_disk: Path) -> None:
    """When the disk is full the message says so, no half file stays, and the file of before has its bytes."""
    ended = run("report", SAMPLE, "--out", tiny_disk, "--format", "json", "--lang", "en")
    assert ended.returncode == 1
    assert "disk-full" in said(ended)
    assert list(tiny_disk.iterdir()) == []
    names = [line.rsplit(":", 1)[0] for line in ended.stderr.decode().split() if line.startswith(str(tiny_disk))]
    old = Path(names[0])
    old.write_bytes(b"old")
    again = run("report", SAMPLE, "--out", tiny_disk, "--format", "json", "--force")
    assert again.returncode == 1
    assert old.read_bytes() == b"old"
    assert list(tiny_disk.iterdir()) == [old]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["score", SAMPLE, "--model", "nope"], "model-unknown"),
        (["explain", SAMPLE, "nope"], "item-unknown"),
        (["explain", SAMPLE, "--model", "nope"], "model-unknown"),
        (["plan", SAMPLE, "--target", "nope=50"], "target-wrong"),
        (["plan", SAMPLE, "--target", "people-culture=120"], "target-wrong"),
        (["plan", SAMPLE, "--target", "people-culture"], "target-wrong"),
        (["report", SAMPLE, "--out", "x", "--format", "odt"], "format-unknown"),
        (["report", SAMPLE, "--out", "x", "--detail", "tiny"], "detail-unknown"),
        (["weights", "show", "nope"], "model-unknown"),
        (["weights", "show", "industrie-x0", "--variant", "nope"], "variant-unknown"),
        (["content", "show", "nope"], "content-unknown"),
        (["content", "schema", "nope"], "schema-unknown"),
        (["score", SAMPLE, "--date", "soon"], "date-wrong"),
        (["score", SAMPLE, "--lang", "xx"], "language-unknown"),
    ],
)
def test_what_does_not_exist_is_wrong_use(run: Run, tmp_path: Path, arguments: list[str], code: str) -> None:
    """An id, format, target, date or language that we lack: exit code 2, its code, what exists, and nothing written."""
    ended = run(*arguments, cwd=tmp_path)
    assert ended.returncode == 2
    assert code in said(ended)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["plan", SAMPLE, "--horizon", "2"], ["plan", SAMPLE, "--capacity", "-1"]])
def test_number_out_of_bounds_is_wrong_use(run: Run, arguments: list[str]) -> None:
    """A horizon or capacity that cannot be is refused by its name."""
    ended = run(*arguments)
    assert ended.returncode == 2
    assert str(arguments[2]) in said(ended)


def test_content_folder_that_is_missing_is_named(run: Run, tmp_path: Path) -> None:
    """--content with a folder that is not there is a problem of the input."""
    ended = run("content", "list", "--content", tmp_path / "nowhere", "--lang", "en")
    assert ended.returncode == 1
    assert f"{tmp_path}/nowhere" in said(ended)
    assert "overlay-missing" in said(ended)


def test_a_bug_is_told_without_data(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake of ours exits with 70, says where it happened, and shows neither message nor values."""
    from jazari_assess.app import content
    from jazari_assess.cli.run import run as run_here

    def broken(kind: str) -> str:
        secret = f"Canary SARL {kind}"
        raise RuntimeError(secret)

    monkeypatch.setattr(content, "schema_text", broken)
    assert run_here(["content", "schema", "cases", "--lang", "en"]) == 70
    ended = capsys.readouterr()
    assert "RuntimeError" in ended.err
    assert "test_bad_input.py" in ended.err
    assert "Canary" not in ended.err + ended.out


def test_ctrl_c_exits_with_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An interruption says nothing and has its own exit code."""
    from jazari_assess.app import content
    from jazari_assess.cli.run import run as run_here

    def interrupted(_kind: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(content, "schema_text", interrupted)
    assert run_here(["content", "schema", "cases"]) == 130
    assert capsys.readouterr().err == ""
