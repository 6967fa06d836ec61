"""The commands as a person types them: exit codes, what goes to which stream, what is written."""

import re
from pathlib import Path

import pytest

from tests.batch.exports import answers, title, wide
from tests.cli.plan.plans import LANGUAGES
from tests.cli.samples import WORKSHOP
from tests.conftest import Run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return six rows: four good ones, one of them twice, and one with an answer that cannot be."""
    firms = [*answers(5), *answers(1)]
    firms[4]["maintenance"] = 99
    return wide(tmp_path, firms)


def test_run_says_what_it_did_and_ends_with_three(run: Run, table: Path, tmp_path: Path) -> None:
    """Paths on standard output alone; progress, the bad cell by its name and the counts beside it."""
    out = tmp_path / "out"
    ended = run("batch", "run", table, "--out", out, "--lang", "en", "--no-portfolio")
    assert ended.returncode == 3
    names = ("results.parquet", "results.csv", "results.xlsx", "rejected.xlsx")
    assert ended.stdout.decode().splitlines() == [str(out / name) for name in names]
    said = ended.stderr.decode()
    assert "Scoring: 6 / 6" in said
    assert "[Z6]: batch-answer-unknown" in said
    assert "Rows in: 6 = scored 4 + rejected 1 + duplicates 1" in said


def test_files_of_another_version_are_carried_over_as_the_message_says(run: Run, tmp_path: Path) -> None:
    """A folder of an earlier version is refused with a command that is there, and what that one writes is scored."""
    folder = tmp_path / "files"
    folder.mkdir()
    text = re.sub(r'version: "[^"]+"', 'version: "1.0.0"', WORKSHOP.read_text(encoding="utf-8"), count=1)
    (folder / "firm.yaml").write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        ended = run("batch", "run", folder, "--out", tmp_path / "o", "--lang", language, "--no-portfolio")
        said = " ".join(re.sub("[\u2066-\u2069]", "", ended.stderr.decode()).split())
        assert (ended.returncode, "batch-other-version" in said, "--migrate" in said) == (1, True, False)
        assert f"jazari-assess form import {folder} --out " in said
    assert run("form", "import", folder, "--out", tmp_path / "new").returncode == 0
    ended = run("batch", "run", tmp_path / "new", "--out", tmp_path / "o", "--lang", "en", "--no-portfolio")
    assert ended.returncode == 0
    assert "Rows in: 1 = scored 1 + rejected 0" in ended.stderr.decode()


def test_a_second_run_is_refused_resumed_or_forced(run: Run, table: Path, tmp_path: Path) -> None:
    """Outputs are replaced only on demand; a run that had ended says so, with its counts, paths and exit code."""
    command = ("batch", "run", table, "--out", tmp_path / "out", "--lang", "en", "--no-portfolio")
    first = run(*command)
    again = run(*command)
    assert (again.returncode, again.stderr.decode().count("target-exists")) == (1, 4)
    resumed = run(*command, "--resume")
    assert (resumed.returncode, resumed.stdout) == (3, first.stdout)
    assert resumed.stderr.decode().splitlines() == [
        "This run had already ended.",
        "Rows in: 6 = scored 4 + rejected 1 + duplicates 1 + blank 0",
    ]
    other = run(*command, "--resume", "--model", "siri")
    assert (other.returncode, other.stderr.decode().count("batch-resume-other")) == (1, 1)
    assert run(*command, "--force").stdout == first.stdout


def test_an_output_that_may_not_be_replaced_is_told_before_anything_is_scored(
    run: Run, table: Path, tmp_path: Path
) -> None:
    """A read-only file is left as it is, even with --force, as by every other command."""
    kept = tmp_path / "out" / "results.parquet"
    kept.parent.mkdir()
    kept.write_bytes(b"kept")
    kept.chmod(0o444)
    ended = run("batch", "run", table, "--out", kept.parent, "--force", "--no-portfolio")
    assert (ended.returncode, ended.stderr.decode().count("target-read-only")) == (1, 1)
    assert kept.read_bytes() == b"kept"


def test_a_run_that_had_ended_is_told_again_whatever_became_of_its_outputs(
    run: Run, table: Path, tmp_path: Path
) -> None:
    """Results that are kept from being changed are still those of the run."""
    command = ("batch", "run", table, "--out", tmp_path / "out", "--lang", "en", "--no-portfolio")
    first = run(*command)
    (tmp_path / "out" / "results.csv").chmod(0o444)
    resumed = run(*command, "--resume")
    assert (resumed.returncode, resumed.stdout) == (3, first.stdout)


def test_a_file_in_the_place_of_the_folder_is_told_once(run: Run, table: Path, tmp_path: Path) -> None:
    """Not once for each output that would go into it."""
    (tmp_path / "out").write_bytes(b"")
    ended = run("batch", "run", table, "--out", tmp_path / "out", "--lang", "en", "--no-portfolio")
    assert (ended.returncode, ended.stderr.decode().count("folder-unusable")) == (1, 1)
    assert "folder-missing" not in ended.stderr.decode()


def test_strict_writes_nothing(run: Run, table: Path, tmp_path: Path) -> None:
    """Exit 3, the reason, an empty folder."""
    ended = run("batch", "run", table, "--out", tmp_path / "out", "--strict", "--lang", "en", "--no-portfolio")
    assert (ended.returncode, ended.stdout) == (3, b"")
    assert "--strict was asked for: nothing was written." in ended.stderr.decode()
    assert list((tmp_path / "out").iterdir()) == []


def test_good_rows_alone_end_with_zero_and_a_view_with_its_notice(run: Run, tmp_path: Path) -> None:
    """The notice of a view stands on standard error, in the results, and only when the view is asked for."""
    table = wide(tmp_path, answers(3))
    command = ("batch", "run", table, "--lang", "en", "--no-portfolio")
    plain = run(*command, "--out", tmp_path / "plain")
    viewed = run(*command, "--out", tmp_path / "viewed", "--model", "siri")
    assert (plain.returncode, viewed.returncode) == (0, 0)
    assert "not a certified assessment" not in plain.stderr.decode()
    assert "not a certified assessment" in " ".join(viewed.stderr.decode().split())
    head = (tmp_path / "viewed" / "results.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.endswith(",siri.notice")


def test_percentages_that_look_like_parts_of_one_are_told(run: Run, tmp_path: Path) -> None:
    """The column by letter and header, cells by name; the rows are scored."""
    firms = answers(3)
    for firm, share in zip(firms, (0.45, 0.6, 1), strict=True):
        firm["connected-machines"] = share
    ended = run("batch", "run", wide(tmp_path, firms), "--out", tmp_path / "o", "--lang", "en", "--no-portfolio")
    assert ended.returncode == 0
    told = " ".join(ended.stderr.decode().split())
    assert 'wide.csv, column AA "connected-machines": all values lie from 0 to 1' in told
    assert "(for example AA2, AA3; 2 in all)" in told


def test_match_marks_what_is_uncertain_and_run_takes_the_map(run: Run, tmp_path: Path) -> None:
    """A header with a slip is a suggestion until somebody confirms it in the map."""
    table, out = tmp_path / "t.csv", tmp_path / "map.yaml"
    table.write_text(f"firm-name,{title('maintenance', 'fr')[:-3]}zz\nA,2\n", encoding="utf-8")
    ended = run("batch", "match", table, "-o", out, "--lang", "en")
    assert (ended.returncode, ended.stdout.decode()) == (0, f"{out}\n")
    assert "certain: 1; to confirm: 1; unknown: 0" in ended.stderr.decode()
    assert 'uncertain: "maintenance"' in out.read_text(encoding="utf-8")
    command = ("batch", "run", table, "--map", out, "--lang", "en", "--no-portfolio")
    unsure = run(*command, "--out", tmp_path / "unsure")
    out.write_text(out.read_text(encoding="utf-8").replace("uncertain:", "question:"), encoding="utf-8")
    sure = run(*command, "--out", tmp_path / "sure")
    assert (unsure.returncode, sure.returncode) == (0, 0)
    assert "t.csv: 1 of 2 columns recognised" in unsure.stderr.decode()
    assert "t.csv: 2 of 2 columns recognised" in sure.stderr.decode()


def test_template_writes_a_workbook_once(run: Run, tmp_path: Path) -> None:
    """The path is printed; an existing file is replaced only with --force."""
    path = tmp_path / "import.xlsx"
    assert run("batch", "template", "-o", path).stdout.decode() == f"{path}\n"
    assert run("batch", "template", "-o", path).returncode == 1
    assert run("batch", "template", "-o", path, "--force").returncode == 0
