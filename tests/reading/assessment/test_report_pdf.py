"""A PDF is opened apart, within limits; what is attached is taken only when its hash holds."""

import hashlib
import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.model.library import Library
from jazari_assess.reading.assessment.report_pdf import is_report_pdf, read_archived
from jazari_assess.reading.content.library import read_library
from tests.reading.small_content import write_content

ASSESSMENT = b'{"schema": "jazari-assess/assessment/1"}'


def pdf(data: bytes = ASSESSMENT, *, mark: str | None = None, name: str = "assessment.json") -> pikepdf.Pdf:
    """Return a PDF with one attachment, which states ``mark`` as its hash (default: the true one)."""
    document = pikepdf.new()
    document.add_blank_page()
    stated = f"sha256:{hashlib.sha256(data).hexdigest()}" if mark is None else mark
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document, data, filename=name, description=stated, mime_type="application/json", creation_date="", mod_date=""
    )
    return document


def codes(path: Path, library: Library) -> list[tuple[str, str]]:
    """Return code and file of each problem."""
    with pytest.raises(ProblemsError) as caught:
        read_archived(path, library)
    return [(problem.code, problem.place.file or "") for problem in caught.value.problems]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a small library."""
    return read_library([write_content(tmp_path / "content")])


def test_report_is_known_by_its_name() -> None:
    """The suffix decides, in any case of letters."""
    assert [is_report_pdf(Path(name)) for name in ("a.pdf", "A.PDF", "a.yaml", "pdf")] == [True, True, False, False]


def test_attachment_is_checked_as_an_assessment(tmp_path: Path, library: Library) -> None:
    """Positive control: with the hash right, what is wrong is told by the reader of assessments, inside the PDF."""
    path = tmp_path / "x.pdf"
    pdf().save(path)
    assert {code for code, _ in codes(path, library)} == {"key-missing"}
    assert {file for _, file in codes(path, library)} == {str(path / "assessment.json")}


@pytest.mark.parametrize("mark", ["", "sha256:0", f"sha256:{hashlib.sha256(b'other').hexdigest()}"])
def test_hash_that_does_not_hold_is_told(tmp_path: Path, library: Library, mark: str) -> None:
    """No hash, half a hash, another hash."""
    path = tmp_path / "x.pdf"
    pdf(mark=mark).save(path)
    assert codes(path, library) == [("report-pdf-changed", str(path))]


def test_pdf_without_our_attachment_is_told(tmp_path: Path, library: Library) -> None:
    """Another file inside is not taken for the assessment."""
    path = tmp_path / "x.pdf"
    pdf(name="invoice.xml").save(path)
    assert codes(path, library) == [("report-pdf-bare", str(path))]


@pytest.mark.parametrize("kind", ["empty", "text", "cut", "encrypted", "bomb"])
def test_pdf_that_cannot_be_read_is_told(tmp_path: Path, library: Library, kind: str) -> None:
    """Nothing, text, half a file, a password, and 400 MB packed into an attachment."""
    path = tmp_path / "x.pdf"
    target = io.BytesIO()
    match kind:
        case "empty":
            pass
        case "text":
            target.write(ASSESSMENT)
        case "cut":
            pdf().save(target)
            target.truncate(200)
        case "encrypted":
            pdf().save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
        case _:
            document = pdf()
            packed = zlib.compress(b" " * 400 * 2**20, 9)
            document.attachments["assessment.json"].get_file().obj.write(packed, filter=pikepdf.Name.FlateDecode)
            document.save(target)
    path.write_bytes(target.getvalue())
    assert codes(path, library) == [("report-pdf-broken", str(path))]
