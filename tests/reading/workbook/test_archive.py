"""Hostile and broken archives are refused before anything in them is parsed."""

import os
import shutil
import time
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.workbook.archive import SMALL_WORKBOOK, ArchiveLimits, read_parts
from tests.reading.workbook.made import with_parts, workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    """Return a small workbook that is as it should be."""
    return workbook(tmp_path / "honest.xlsx", {"one": [["a", 1]]})


def code(path: Path, limits: ArchiveLimits | None = None) -> str:
    """Return the code that a file is refused with."""
    with pytest.raises(ProblemsError) as refused:
        read_parts(path, limits or SMALL_WORKBOOK)
    (problem,) = refused.value.problems
    assert problem.place.file == str(path)
    return problem.code


def test_honest_workbook_is_read(honest: Path) -> None:
    """The control for all that follows: an ordinary workbook gives its XML parts."""
    assert {"xl/workbook.xml", SHEET} <= set(read_parts(honest))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file-empty"),
        (b"id,name\n1,a\n", "workbook-kind"),
        (b"%PDF-1.7", "workbook-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "workbook-old"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "workbook-locked"),
        (b"PK\x03\x04 and then nothing", "workbook-broken"),
    ],
)
def test_other_formats_under_a_workbook_s_name(tmp_path: Path, data: bytes, expected: str) -> None:
    """What only has the suffix of a workbook is named for what it is."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    assert code(path) == expected


def test_truncated_workbook(honest: Path) -> None:
    """Half a workbook is broken."""
    honest.write_bytes(honest.read_bytes()[:-400])
    assert code(honest) == "workbook-broken"


def test_damaged_part(honest: Path) -> None:
    """A part whose bytes do not match their checksum is broken."""
    with zipfile.ZipFile(honest) as archive:
        offset = archive.getinfo(SHEET).header_offset + 60
    data = bytearray(honest.read_bytes())
    data[offset : offset + 8] = b"\xff" * 8
    honest.write_bytes(data)
    assert code(honest) == "workbook-broken"


def test_zip_bomb(honest: Path) -> None:
    """A part of blanks that unpacks a thousandfold is refused at once; the control unpacks all of it."""
    with_parts(honest, {SHEET: b" " * 12_000_000})
    assert honest.stat().st_size < 50_000
    with zipfile.ZipFile(honest) as archive:
        assert len(archive.read(SHEET)) == 12_000_000
    started = time.process_time()
    assert code(honest) == "workbook-bomb"
    assert time.process_time() - started < 0.5


def test_part_that_declares_less_than_it_holds(honest: Path) -> None:
    """A header that lies about the unpacked size does not get more through than it declares."""
    with_parts(honest, {SHEET: os.urandom(1000) * 5000})
    data = honest.read_bytes()
    true = (5_000_000).to_bytes(4, "little")
    assert data.count(true) == 2
    honest.write_bytes(data.replace(true, (100).to_bytes(4, "little")))
    assert code(honest) == "workbook-broken"


def test_too_much_in_all(honest: Path) -> None:
    """Parts that are each allowed and together too much are refused; with room for them they are read."""
    with_parts(honest, {f"xl/part{number}.xml": os.urandom(40_000) for number in range(10)})
    assert len(read_parts(honest)) > 10
    assert code(honest, replace(SMALL_WORKBOOK, unpacked=300_000)) == "workbook-bomb"
    assert code(honest, replace(SMALL_WORKBOOK, members=10)) == "workbook-bomb"
    assert code(honest, replace(SMALL_WORKBOOK, part=30_000)) == "workbook-bomb"
    assert code(honest, replace(SMALL_WORKBOOK, file=10_000)) == "file-too-large"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "\\\\host\\evil.xml"])
def test_names_that_lead_out(honest: Path, name: str) -> None:
    """A member that would land outside of the archive is refused, though nothing is ever written out."""
    assert code(with_parts(honest, {name: b"<x/>"})) == "workbook-names"


def test_names_twice(honest: Path) -> None:
    """Two members of one name, capitals aside, are refused: readers would not agree on which counts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert code(with_parts(honest, {SHEET.upper(): b"<x/>"})) == "workbook-names"


def test_locked_member(honest: Path) -> None:
    """A member marked as encrypted is a locked workbook."""
    data = bytearray(honest.read_bytes())
    central = data.rfind(b"PK\x01\x02")
    data[central + 8] |= 1
    honest.write_bytes(data)
    assert code(honest) == "workbook-locked"


def test_macros_are_never_unpacked(honest: Path) -> None:
    """What is no XML part stays packed: macros, embedded objects, pictures."""
    with_parts(honest, {"xl/vbaProject.bin": b"Auto_Open", "xl/embeddings/oleObject1.bin": b"object"})
    assert not [name for name in read_parts(honest) if name.endswith(".bin")]


def test_folder_and_pipe(tmp_path: Path, honest: Path) -> None:
    """Only a regular file is opened."""
    assert code(tmp_path) == "file-is-folder"
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    assert code(pipe) == "file-not-regular"
    shutil.copy(honest, tmp_path / "copy.xlsx")
    assert read_parts(tmp_path / "copy.xlsx")
