"""CSV and other delimited text: encoding and delimiter found out, staged as text by record and letter."""

import codecs
import contextlib
import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from jazari_assess.atomic_file import patiently
from jazari_assess.batch.interface import Sheet, Staged
from jazari_assess.model.spreadsheet import column_letters
from jazari_assess.reading.workbook.archive import MEGABYTE, refused
from jazari_assess.reading.workbook.sheet_survey import BrokenCell, Note
from jazari_assess.reading.workbook.survey import MOST_COLUMNS

LARGEST_FILE = 4096 * MEGABYTE
"""Bytes: a million firms with 65 answers by number have about 200 MB, with answers in words some gigabytes."""
LONGEST_LINE = 4 * MEGABYTE
"""Bytes without a line end: 128 cells as long as Excel allows; beyond, a quote was never closed or it is no table."""
_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE, _SAMPLE_RECORDS, _RAGGED_BATCH = MEGABYTE, 100, 50_000
"""Bytes and records by which encoding and delimiter are found out; uneven records put together at once."""
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CODE_PAGES = ("cp1252", "cp1256", "mac_roman", "cp850")
"""What French and Arabic programs wrote before UTF-8, the usual first: Windows, the older Mac and DOS."""
_MIXED, _FEW_OF_OURS = "utf-8+", 10
"""UTF-8 in which some bytes are of another code page: with fewer letters than one to ten of those, it is chance."""
_ESCAPED, _BEYOND = re.compile("[\udc80-\udcff]"), re.compile("[^\x00-\x7f]")
_CAPITAL_WITHIN = re.compile("[a-zà-öø-ÿ][À-ÖØ-Þ]")
_OURS = re.compile("[\u0600-\u06ffàâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»€°\u2018-\u201d\u2013\u2014\u00a0]")


class CsvSource:
    """A delimited text file."""

    suffixes: Sequence[str] = (".csv", ".tsv", ".txt")

    def stage(self, path: Path, folder: Path, encoding: str | None = None) -> Staged:
        """Bring the file to UTF-8, find its delimiter, and stage its records."""
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_size(path)
        encoding = encoding or _encoding(path)
        plain = folder / "plain.csv"
        _transcode(path, plain, encoding)
        delimiter, width = _layout(path, plain)
        target = folder / "sheet-0.arrow"
        letters = [column_letters(number + 1) for number in range(width)]
        broken: tuple[BrokenCell, ...] = ()
        counted = _counted(plain, delimiter)
        if not _stage_quickly(plain, target, delimiter, letters) or _staged(target) != counted:
            broken = _stage_ragged(path, plain, target, delimiter, letters)
        patiently(plain.unlink)
        rows = pl.scan_ipc(target).select(pl.len()).collect().item()
        sheet = Sheet(
            file=str(path), sheet=None, path=target, rows=rows, columns=tuple(letters), grid=True, broken=broken
        )
        notes = () if encoding in {"utf-8", "utf-8-sig"} else (Note(key="encoding", values={"encoding": encoding}),)
        return Staged(file=str(path), sheets=(sheet,), notes=notes)


def _refuse_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise refused(path, "file-empty")
    if size > LARGEST_FILE:
        raise refused(path, "batch-file-large", size=str(size // MEGABYTE), limit=str(LARGEST_FILE // MEGABYTE))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(MEGABYTE):
            yield chunk


def _encoding(path: Path) -> str:
    """Return the encoding: by its mark, UTF-8 if it is that, else the Windows code page its letters look like."""
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((name for bom, name in _BOMS.items() if head.startswith(bom)), None)
    if marked:
        return marked
    if head.startswith((b"PK\x03\x04", b"%PDF", b"PAR1", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x7fELF")):
        raise refused(path, "batch-csv-binary")
    if len(head) == 4 and head[1:2] == b"\x00" and head[3:4] == b"\x00":  # noqa: PLR2004 - two UTF-16 letters
        return "utf-16-le"
    own, foreign, sample = _non_ascii(path)
    if not foreign:
        return "utf-8"
    guess = _guessed(sample)
    return f"{_MIXED}{guess}" if own * _FEW_OF_OURS > foreign else guess


def _non_ascii(path: Path) -> tuple[int, int, bytes]:
    """Return how many letters beyond ASCII are UTF-8 and how many bytes are not, and some lines with the latter."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    own = foreign = 0
    sample = b""
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        if not text.isascii():
            strange = len(_ESCAPED.findall(text))
            foreign += strange
            own += len(_BEYOND.findall(text)) - strange
            if strange and len(sample) < _SAMPLE // 8:
                lines = (line for line in text.splitlines(keepends=True) if _ESCAPED.search(line))
                sample += "".join(lines).encode("utf-8", "surrogateescape")[: _SAMPLE // 8]
    return own, foreign, sample


def _guessed(sample: bytes) -> str:
    """Return the code page that makes letters of our languages of the most bytes, of equals the likeliest text."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only files that are not UTF-8 need it

    likely = [match.encoding for match in from_bytes(sample, cp_isolation=list(_CODE_PAGES))]
    order = [*likely, *(page for page in _CODE_PAGES if page not in likely)]
    return max(order, key=lambda page: _likeness(sample.decode(page, "replace")))


def _likeness(text: str) -> int:
    """Return how many letters of a text are ours, less those that nobody writes: capitals within a word."""
    return len(_OURS.findall(text)) - 2 * len(_CAPITAL_WITHIN.findall(text))


def _transcode(path: Path, plain: Path, encoding: str) -> None:
    """Write the file as UTF-8 with plain line ends; refuse NUL characters and lines no table has."""
    since_break, errors = 0, "replace"
    if encoding.startswith(_MIXED):
        encoding, errors = "utf-8", _read_as(encoding.removeprefix(_MIXED))
    with path.open("r", encoding=encoding, errors=errors, newline="") as text, plain.open("wb") as out:
        while chunk := text.read(MEGABYTE):
            data = chunk.removeprefix("\ufeff").encode("utf-8", "replace")
            if b"\x00" in data:
                raise refused(path, "batch-csv-binary")
            first = data.find(b"\n")
            since_break = since_break + len(data) if first < 0 else len(data) - data.rfind(b"\n")
            if since_break > LONGEST_LINE:
                raise refused(path, "batch-line-long", limit=str(LONGEST_LINE // MEGABYTE))
            out.write(data)


def _read_as(page: str) -> str:
    """Return the name of a way to go on where bytes are not UTF-8: as letters of a code page."""

    def going_on(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        return error.object[error.start : error.end].decode(page, "replace"), error.end

    name = f"jazari-{page}"
    codecs.register_error(name, going_on)
    return name


def _layout(path: Path, plain: Path) -> tuple[str, int]:
    """Return the delimiter that gives the most even columns, and how many headings there are.

    The headings are the first record that is not narrower than most: titles above them are.
    """
    with plain.open("r", encoding="utf-8", newline="") as file:
        sample = file.read(_SAMPLE).splitlines(keepends=True)
    best, width, evenness = ",", 1, -1
    for delimiter in _DELIMITERS:
        try:
            records = [
                record
                for record, _ in zip(csv.reader(sample, delimiter=delimiter), range(_SAMPLE_RECORDS), strict=False)
            ]
        except csv.Error:
            continue
        widths = [len(record) for record in records if record]
        if not widths:
            continue
        usual = max(set(widths), key=lambda one: (widths.count(one), one))
        even = widths.count(usual) * (usual > 1) * usual
        if even > evenness:
            heading = next(len(record) for record in records if len(record) >= usual)
            best, width, evenness = delimiter, heading, even
    if width > MOST_COLUMNS:
        raise refused(path, "batch-columns-many", found=str(width), limit=str(MOST_COLUMNS))
    return best, width


def _counted(plain: Path, delimiter: str) -> tuple[int, int]:
    """Return how many records there are and how many of them hold a value, counted apart from the reader.

    Without a quote a record is a line; with one it is what the csv module takes for it.
    """
    blank = f"{delimiter} \t\r\n\v\f".encode()
    records = filled = 0
    with plain.open("rb") as file:
        for line in file:
            if b'"' in line:
                break
            records += 1
            filled += bool(line.strip(blank))
        else:
            return records, filled
    csv.field_size_limit(LONGEST_LINE)
    with plain.open("r", encoding="utf-8", newline="") as text, contextlib.suppress(csv.Error):
        found = [any(map(str.strip, record)) for record in csv.reader(text, delimiter=delimiter)]
        return len(found), sum(found)
    return -1, -1


def _staged(target: Path) -> tuple[int, int]:
    """Return how many records were staged, and how many of them hold a value."""
    filled = pl.any_horizontal(pl.all().str.strip_chars().str.len_bytes() > 0).fill_null(value=False)
    rows: tuple[int, int] = pl.scan_ipc(target).select(pl.len(), filled.sum().alias("filled")).collect().row(0)
    return rows


def _stage_quickly(plain: Path, target: Path, delimiter: str, letters: Sequence[str]) -> bool:
    """Stage with polars; return False when records are uneven, which it cannot tell apart."""
    schema = dict.fromkeys(letters, pl.String)
    try:
        pl.scan_csv(plain, separator=delimiter, has_header=False, schema=schema).sink_ipc(
            target, compression="uncompressed"
        )
    except pl.exceptions.PolarsError:
        target.unlink(missing_ok=True)
        return False
    return True


def _stage_ragged(
    path: Path, plain: Path, target: Path, delimiter: str, letters: Sequence[str]
) -> tuple[BrokenCell, ...]:
    """Stage record by record; what a record has beyond the columns is a broken cell of its row."""
    broken: list[BrokenCell] = []
    parts: list[pl.DataFrame] = []
    batch: list[list[str | None]] = []
    width = len(letters)
    csv.field_size_limit(LONGEST_LINE)
    schema = dict.fromkeys(letters, pl.String)
    with plain.open("r", encoding="utf-8", newline="") as file:
        try:
            for number, record in enumerate(csv.reader(file, delimiter=delimiter), start=1):
                if any(field for field in record[width:]):
                    extra = column_letters(width + 1)
                    broken.append(BrokenCell(row=number, column=extra, code="batch-row-wide", found=str(len(record))))
                batch.append([*(field or None for field in record[:width]), *[None] * (width - len(record))])
                if len(batch) == _RAGGED_BATCH:
                    parts.append(pl.DataFrame(batch, schema=schema, orient="row"))
                    batch = []
        except csv.Error as error:
            raise refused(path, "batch-csv-broken", detail=str(error)) from error
    parts.append(pl.DataFrame(batch, schema=schema, orient="row"))
    pl.concat(parts).write_ipc(target, compression="uncompressed")
    return tuple(broken)
