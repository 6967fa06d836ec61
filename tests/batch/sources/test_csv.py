"""Delimited text record by record: where its columns end, what is beyond them, what is no table at all."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from jazari_assess.batch.interface import Staged
from jazari_assess.batch.sources.csv import LONGEST_LINE, CsvSource
from jazari_assess.errors import ProblemsError
from jazari_assess.reading.workbook.archive import MEGABYTE


def staged(folder: Path, data: bytes | str, encoding: str | None = None) -> Staged:
    """Return what is staged of a file of these bytes."""
    path = folder / "t.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return CsvSource().stage(path, folder / "staged", encoding)


def rows(found: Staged) -> Sequence[tuple[str | None, ...]]:
    """Return the staged records."""
    (sheet,) = found.sheets
    frame = pl.scan_ipc(sheet.path).collect()
    assert (frame.height, tuple(frame.columns)) == (sheet.rows, sheet.columns)
    return frame.rows()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    """Three columns by letter, in each way to part them."""
    text = "".join(delimiter.join(row) + "\n" for row in ("abc", "def", "ghi"))
    found = staged(tmp_path, text)
    assert found.sheets[0].columns == ("A", "B", "C")
    assert rows(found) == [tuple("abc"), tuple("def"), tuple("ghi")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # commas within numbers are fewer columns than semicolons make, or less even
        ("a;b;c\n1,5;2,5;3\n2;3;4\n", [("a", "b", "c"), ("1,5", "2,5", "3"), ("2", "3", "4")]),
        ("a,b\nx;y,1\nz,2\n", [("a", "b"), ("x;y", "1"), ("z", "2")]),
        ("only\none\n", [("only",), ("one",)]),
        ("a,b;c\nd,e;f\n", [("a,b", "c"), ("d,e", "f")]),
    ],
)
def test_the_delimiter_that_gives_the_most_even_columns(
    text: str, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    """Of equals the semicolon, which no number holds."""
    assert rows(staged(tmp_path, text)) == expected


def test_titles_above_the_headings_are_rows_of_fewer_columns(tmp_path: Path) -> None:
    """The width is that of the first record as wide as most; what is narrower is filled up with nothing."""
    found = staged(tmp_path, "Survey of 2026\n\na;b;c\n1;2;3\n4;5;6\n7;8\n")
    assert found.sheets[0].columns == ("A", "B", "C")
    assert rows(found)[0] == ("Survey of 2026", None, None)
    assert rows(found)[-4:] == [("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6"), ("7", "8", None)]
    assert found.sheets[0].broken == ()


def test_what_is_beyond_the_columns_is_a_broken_cell(tmp_path: Path) -> None:
    """It is named by its row and the first letter beyond; empty cells beyond are nothing."""
    found = staged(tmp_path, "a;b\n1;2\n3;4;5\n6;7;;\n8;9\n")
    assert rows(found) == [("a", "b"), ("1", "2"), ("3", "4"), ("6", "7"), ("8", "9")]
    assert [(one.row, one.column, one.code, one.found) for one in found.sheets[0].broken] == [
        (3, "C", "batch-row-wide", "3")
    ]


def test_quotes_hold_delimiters_and_line_ends(tmp_path: Path) -> None:
    """A record is then more than a line."""
    found = staged(tmp_path, 'a;b\n"x;y";"one\ntwo"\n"say ""so""";3\n')
    assert rows(found) == [("a", "b"), ("x;y", "one\ntwo"), ('say "so"', "3")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"a;b\n1;\x002\n", "batch-csv-binary"),
        (b"PK\x03\x04 and so on", "batch-csv-binary"),
        (b"%PDF-1.7", "batch-csv-binary"),
        (b"a;b\n" + b"x" * (LONGEST_LINE + 2 * MEGABYTE) + b"\n", "batch-line-long"),
        (b"a;b\n" + b"x" * (LONGEST_LINE + 1), "batch-line-long"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    """Nothing, a NUL, another kind of file, a line without an end."""
    with pytest.raises(ProblemsError) as caught:
        staged(tmp_path, data)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_line_just_within_the_bound_is_read(tmp_path: Path) -> None:
    """As long as the longest cells make it; what comes after it is read as well."""
    text = "a;b\n1;" + "x" * (LONGEST_LINE - 2) + "\n3;4\n"
    assert [len(one or "") for one in rows(staged(tmp_path, text))[1]] == [1, LONGEST_LINE - 2]


@pytest.mark.parametrize(
    ("encoding", "note"), [("utf-8", None), ("utf-8-sig", None), ("utf-16", "utf-16-le"), ("cp1252", "cp1252")]
)
def test_the_encoding_is_told_where_it_is_not_the_usual(encoding: str, note: str | None, tmp_path: Path) -> None:
    """Accents come out as they went in, the mark of the encoding is none of the text."""
    found = staged(tmp_path, "nom;ville\nsociété générée;Fès\n".encode(encoding))
    assert rows(found) == [("nom", "ville"), ("société générée", "Fès")]
    assert [(one.key, one.values["encoding"]) for one in found.notes] == ([] if note is None else [("encoding", note)])


def test_utf_16_without_a_mark_is_seen_by_its_zeros(tmp_path: Path) -> None:
    """Two letters of our headings are enough."""
    assert rows(staged(tmp_path, "ab;c\n1;2\n".encode("utf-16-le"))) == [("ab", "c"), ("1", "2")]


def test_the_encoding_that_is_said_is_taken(tmp_path: Path) -> None:
    """Bytes that look like one code page are read as the other."""
    assert rows(staged(tmp_path, "a;b\né;1\n".encode("cp850"), "cp850")) == [("a", "b"), ("é", "1")]


def test_some_utf_8_among_many_bytes_of_a_code_page_stays_utf_8(tmp_path: Path) -> None:
    """One letter to five bytes is no chance: both are read as what they are."""
    data = b"nom\n" + 10 * "Fès\n".encode() + 50 * b"Mekn\xe8s\n"
    assert rows(staged(tmp_path, data)) == [("nom",), *[("Fès",)] * 10, *[("Meknès",)] * 50]


def test_one_chance_letter_does_not_make_a_code_page_utf_8(tmp_path: Path) -> None:
    """Two bytes that happen to be a letter of UTF-8 are two letters of the page that all the others are of."""
    data = b"nom\n" + "é\n".encode() + 50 * b"Mekn\xe8s\n"
    assert rows(staged(tmp_path, data))[1] == ("Ã©",)


def test_line_without_end_is_told_with_the_limit(tmp_path: Path) -> None:
    """The person reads the limit in megabytes."""
    with pytest.raises(ProblemsError) as caught:
        staged(tmp_path, "a" * (LONGEST_LINE + 2 * MEGABYTE))
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["limit"]) == ("batch-line-long", str(LONGEST_LINE // MEGABYTE))
