"""Inputs that are no ordinary file: devices, broken or odd Parquet, shared storage."""

import datetime as dt
import os
from pathlib import Path

import fsspec
import polars as pl
import pytest

from jazari_assess.batch.sources.excel import stage_read
from jazari_assess.batch.sources.excel_reader import first_reader, reader_of
from jazari_assess.batch.sources.inputs import stage_file
from jazari_assess.errors import ProblemsError
from tests.batch import exports
from tests.batch.exports import answers, wide
from tests.batch.running import codes, results, run


def refusal(path: Path | str, out: Path, **options: object) -> list[str]:
    """Return the codes that an input is refused with."""
    with pytest.raises(ProblemsError) as caught:
        run(path, out=out, **options)  # type: ignore[arg-type]  # a URL is no path
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["device", "pipe.csv"])
def test_what_never_ends_is_not_read(name: str, tmp_path: Path) -> None:
    """A device or a pipe is refused at once."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert refusal(Path("/dev/zero") if name == "device" else pipe, tmp_path / "out") == ["file-not-regular"]


def parquet(folder: Path) -> Path:
    """Return a table of thirty firms as Parquet."""
    path = folder / "t.parquet"
    pl.read_csv(wide(folder, answers(30)), infer_schema=False).write_parquet(path)
    return path


def test_broken_parquet_is_refused(tmp_path: Path) -> None:
    """Cut short, or whole but with a page that cannot be unpacked: one problem, no crash later."""
    path = parquet(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refusal(path, tmp_path / "out") == ["batch-parquet-broken"]
    middle = len(whole) // 4
    path.write_bytes(
        whole[:middle] + bytes(byte ^ 0x5A for byte in whole[middle : middle + 2000]) + whole[middle + 2000 :]
    )
    assert refusal(path, tmp_path / "out") == ["batch-parquet-broken"]


def test_parquet_columns_of_any_type_are_answers_or_are_named(tmp_path: Path) -> None:
    """Records and bytes are set aside and told; dates and booleans are no levels; integers and floats are."""
    pl.DataFrame(
        {
            "id": [1, 2],
            "firm-name": pl.Series(["A", "B"], dtype=pl.Categorical),
            "maintenance": [{"x": 1}, {"x": 2}],
            "employee-data-use": [b"\xff", b"2"],
            "connected-machines": [45.5, None],
            "company-staff": [dt.date(2026, 1, 2), None],
            "public-support": [["advice"], []],
        }
    ).write_parquet(tmp_path / "t.parquet")
    outcome = run(tmp_path / "t.parquet", out=tmp_path / "out")
    assert [(note.key, dict(note.values)) for _, note in outcome.notes] == [
        ("parquet-columns", {"columns": "maintenance, employee-data-use"})
    ]
    assert outcome.counts.scored + outcome.counts.rejected == 2
    assert set(codes(outcome).values()) <= {"batch-number-wrong"}


def test_inputs_on_shared_storage(tmp_path: Path) -> None:
    """A URL gives what the same file gives; one that is not there, or of no known storage, is named."""
    table = wide(tmp_path, answers(5))
    memory = fsspec.filesystem("memory")
    memory.pipe("/firms/wide.csv", table.read_bytes())
    run(table, out=tmp_path / "near")
    for number, url in enumerate((f"file://{table}", "memory://firms/wide.csv")):
        run(url, out=tmp_path / f"far-{number}")  # type: ignore[arg-type]  # a URL is no path
        assert results(tmp_path / f"far-{number}").equals(results(tmp_path / "near"))
    assert refusal("memory://firms/none.csv", tmp_path / "none") == ["batch-url"]
    assert refusal("nowhere://firms/none.csv", tmp_path / "none") == ["batch-url"]


def test_a_run_over_storage_that_changed_is_not_resumed(tmp_path: Path) -> None:
    """The storage's own mark tells that the input is another one."""
    memory = fsspec.filesystem("memory")
    memory.pipe("/changing.csv", wide(tmp_path, answers(5)).read_bytes())
    run("memory://changing.csv", out=tmp_path / "out")  # type: ignore[arg-type]  # a URL is no path
    assert run("memory://changing.csv", out=tmp_path / "out", resume=True).already  # type: ignore[arg-type]
    memory.pipe("/changing.csv", wide(tmp_path, answers(6)).read_bytes())
    assert refusal("memory://changing.csv", tmp_path / "out", resume=True) == ["batch-resume-other"]


def test_a_folder_that_holds_the_output_can_be_resumed(tmp_path: Path) -> None:
    """What a run writes below its own input does not make it another run."""
    from functools import partial

    from jazari_assess.content import own_root
    from jazari_assess.reading.assessment.file import read_assessment
    from tests.batch.running import held

    sample = own_root() / "questionnaires" / "industrie-x0" / "examples" / "agri-food-cannery.yaml"
    (tmp_path / "one.yaml").write_bytes(sample.read_bytes())
    readers = {".yaml": partial(read_assessment, library=held().library)}
    run(tmp_path, out=tmp_path / "out", readers=readers)
    assert run(tmp_path, out=tmp_path / "out", readers=readers, resume=True).already


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 in a file's name cost nothing but that name."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/t\xff.csv"))
    path.write_bytes(wide(tmp_path, answers(3)).read_bytes())
    assert run(path, out=tmp_path / "out").counts.scored == 3
    assert pl.read_parquet(tmp_path / "out" / "results.parquet")["file"][0] == "t\ufffd.csv"


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    """Rows corrected inside rejected.xlsx and given back for the same folder stay, even with force."""
    firms = answers(3)
    firms[1]["maintenance"] = 99
    run(wide(tmp_path, firms), out=tmp_path / "out")
    rejected = tmp_path / "out" / "rejected.xlsx"
    before = rejected.read_bytes()
    assert refusal(rejected, tmp_path / "out", force=True) == ["target-is-input"]
    assert rejected.read_bytes() == before


@pytest.mark.parametrize("where", ["csv", "slice", "outputs"])
def test_a_full_disk_is_told_and_the_run_goes_on_later(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the room ends, with Python's error or polars' own, it is one problem and nothing done is lost."""
    table = wide(tmp_path, answers(4))
    place = {
        "csv": "jazari_assess.batch.sources.csv.pl.LazyFrame.sink_ipc",
        "slice": "jazari_assess.batch.workspace.pl.DataFrame.write_ipc",
        "outputs": "jazari_assess.batch.outputs.writing.write_csv",
    }[where]
    error = OSError(28, "No space left on device")
    if where == "csv":
        error = OSError("No space left on device (os error 28)")

    def full(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(place, full)
        assert refusal(table, tmp_path / "out") == ["disk-full"]
    assert run(table, out=tmp_path / "out", resume=True).counts.scored == 4


def test_a_workbook_is_read_before_it_is_known_where_to(tmp_path: Path) -> None:
    """The reader waits with what it read, and gives what one that is started later gives."""
    table = exports.xlsx(tmp_path / "t.xlsx", [["firm-name", "maintenance"], ["Atlas", 3], ["Rif", 2]])
    with first_reader([str(table), "other.csv"]) as reader:
        assert reader is not None
        early = stage_read(table, tmp_path / "early", reader)
    late = stage_file(table, tmp_path / "late")
    (ours,), (theirs,) = early.sheets, late.sheets
    assert pl.read_ipc(ours.path).rows() == pl.read_ipc(theirs.path).rows()
    assert (
        (ours.rows, ours.columns, ours.filled)
        == (theirs.rows, theirs.columns, theirs.filled)
        == (3, ("A", "B"), ((1, 3),))
    )


def test_a_reader_that_nobody_tells_anything_ends(tmp_path: Path) -> None:
    """When whoever asked is gone, it leaves without writing."""
    table = exports.xlsx(tmp_path / "t.xlsx", [["firm-name"], ["Atlas"]])
    with reader_of(table) as reader:
        assert reader.stdin is not None
        reader.stdin.close()
        assert reader.wait(60) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]


@pytest.mark.parametrize("inputs", [[], ["t.csv"], ["away.xlsx"], ["s3://firms/t.xlsx"]])
def test_only_a_workbook_that_is_there_is_read_ahead(inputs: list[str]) -> None:
    """No other input starts a process."""
    with first_reader(inputs) as reader:
        assert reader is None
