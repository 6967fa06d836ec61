"""The archive: PDF/A-3 and PDF/UA at once, checked by qpdf's parser, with the data it was made from inside.

veraPDF, the reference checker, is in no registry this project may use; what is checked here is listed in
docs/reports.md.
"""

import hashlib
import io
import json
from functools import cache

import pikepdf
import pytest
from pikepdf import pdfa

from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Options
from tests.render.pdf_reader import opened, tags
from tests.render.small_report import LANGUAGES, report

# WeasyPrint leaves its colour profile to the collector to close.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning")

_FORBIDDEN = ("/JavaScript", "/JS", "/Launch", "/Encrypt", "/LZWDecode", "/Movie", "/Sound", "/AA", "/XFA")


@cache
def archive(language: str = "fr", *, notes: bool = True) -> bytes:
    """Return the small firm's archive, made once."""
    return RENDERERS["pdf"]().render(report(language, options=Options(archive=True, notes=notes)))


def faults(document: pikepdf.Pdf) -> list[str]:
    """Return what keeps a PDF from being PDF/A-3u and PDF/UA-1, as far as its objects tell."""
    root, metadata = document.Root, document.open_metadata()
    found = {
        "encrypted": document.is_encrypted,
        "no identifier": "/ID" not in document.trailer,
        "part of PDF/A": metadata.get("pdfaid:part") != "3" or metadata.get("pdfaid:conformance") != "U",
        "part of PDF/UA": metadata.get("pdfuaid:part") != "1",
        "metadata packed": "/Filter" in root.Metadata and root.Metadata.Filter != pikepdf.Name.FlateDecode,
        "title": metadata.get("dc:title") != str(document.docinfo.get("/Title", "")),
        "title not shown": "/DisplayDocTitle" not in root.get("/ViewerPreferences", pikepdf.Dictionary()),
        "no language": "/Lang" not in root,
        "not marked": "/Marked" not in root.get("/MarkInfo", pikepdf.Dictionary()),
        "no structure": "/StructTreeRoot" not in root,
        "no output intent": [str(one.S) for one in root.get("/OutputIntents", [])] != ["/GTS_PDFA1"],
        "no colour profile": any(int(one.DestOutputProfile.N) != 3 for one in root.get("/OutputIntents", [])),
        "tab order": any(page.obj.get("/Tabs") != pikepdf.Name.S for page in document.pages),
        "font not inside": not all(_embedded(font) for font in _fonts(document)),
        "font without letters": not all("/ToUnicode" in font for font in _fonts(document)),
        "forbidden": any(word.encode() in part.unparse() for part in document.objects for word in _FORBIDDEN),
    }
    return [name for name, wrong in found.items() if wrong]


def _fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]


def _embedded(font: pikepdf.Object) -> bool:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return any(name in inner.FontDescriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_archive_is_pdf_a_and_pdf_ua(language: str) -> None:
    """Identification, colours, fonts, tags and language are there, nothing forbidden is, figures have words."""
    with opened(archive(language)) as document:
        assert faults(document) == []
        assert document.check_pdf_syntax() == []
        assert document.Root.Lang == language
    assert [words for kind, words in tags(archive(language)) if kind == "/Figure"].count("") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_independent_checker_finds_nothing_but_what_it_does_not_know(language: str) -> None:
    """It checks PDF/A-3b, less than the "U" that is said, and knows neither extension schemas nor patterns.

    Both are allowed (ISO 19005-3, 6.6.2.3.3 and 6.2.4.5). Control: it does find faults in a report that is no archive.
    """
    checked = pdfa.validate_written(io.BytesIO(archive(language)), "3b")
    unknown = ("pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid", "pdfaid:conformance is 'U'", "not supported")
    assert [found.message for found in checked.findings if not any(word in found.message for word in unknown)] == []
    with opened(RENDERERS["pdf"]().render(report(language, options=Options(detail="summary")))) as plain:
        written = io.BytesIO()
        plain.save(written)
    control = pdfa.validate_written(io.BytesIO(written.getvalue()), "3b")
    assert [found for found in control.findings if found.kind == "violation" and "pdfuaid" not in found.message]


def test_plain_report_is_no_archive() -> None:
    """Positive control: the same checks find what a PDF that is only PDF/UA lacks."""
    with opened(RENDERERS["pdf"]().render(report("fr"))) as document:
        assert set(faults(document)) >= {"part of PDF/A", "no output intent"}
        assert list(document.attachments) == []


def test_archive_describes_the_schema_of_pdf_ua() -> None:
    """PDF/A asks that a schema it does not know is described; there is one packet, with both identifications."""
    with opened(archive()) as document:
        packet = document.Root.Metadata.read_bytes().decode()
    assert packet.count("<rdf:RDF") == 1
    assert "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<" in packet


def test_assessment_and_result_are_attached_with_what_they_are() -> None:
    """The source and the data, once each, with their type, hash and relationship."""
    with opened(archive()) as document:
        told = {str(one.UF): (str(one.AFRelationship), str(one.Desc), one.EF.F) for one in document.Root.AF}
        assert len(document.Root.AF) == 2
        for name, relationship in (("assessment.json", "/Source"), ("result.json", "/Data")):
            kind, description, stream = told[name]
            data = stream.read_bytes()
            assert kind == relationship
            assert str(stream.Subtype) == "/application/json"
            assert description == f"sha256:{hashlib.sha256(data).hexdigest()}"
        found = report("fr").result
        value = json.loads(told["result.json"][2].read_bytes())
        assert value["models"][0]["overall"]["score"] == found.models[0].overall.score
        assert json.loads(told["assessment.json"][2].read_bytes()) == value["assessment"]


def test_notes_that_are_left_out_are_not_attached_either() -> None:
    """``--no-notes`` holds for the files inside as for the pages; with notes they are there (control)."""

    def inside(pdf: bytes) -> str:
        with opened(pdf) as document:
            return "".join(file.get_file().read_bytes().decode() for file in document.attachments.values())

    assert "Panne de mars" in inside(archive())
    assert "Panne de mars" not in inside(archive(notes=False))


def test_same_report_gives_the_same_archive() -> None:
    """Dates and identifier come from the report, also those of the attachments."""
    options = Options(archive=True, detail="summary")
    first, second = (RENDERERS["pdf"]().render(report("fr", options=options)) for _ in range(2))
    assert first == second
