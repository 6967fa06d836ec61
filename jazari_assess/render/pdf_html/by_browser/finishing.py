"""What a browser's print lacks to be our report: bookmarks, artefacts, metadata, and what an archive holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String

from jazari_assess.render.pdf_html.archive import Attached
from jazari_assess.render.pdf_html.by_browser.artefacts import mark_artefacts
from jazari_assess.render.pdf_html.by_browser.outline import rewrite_outline

_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
_LANGUAGE = re.compile('<html lang="([A-Za-z-]+)"')
_DATE = re.compile(r'<meta name="dcterms\.created" content="(\d{4}-\d{2}-\d{2})"')
_CREATOR = "jazari-assess"
_PRINTED = 4
"""The flag of an annotation that is there on paper as well (ISO 32000-1, 12.5.3)."""


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """What a page says of itself; no date where it has none."""

    title: str
    language: str
    date: str

    @property
    def moment(self) -> str:
        """Return the date as PDF writes it."""
        return f"D:{self.date.replace('-', '')}"


def pages_of(pdf: Pdf) -> dict[str, str]:
    """Return the number of the page of each place that a link leads to, by its id."""
    numbers = {page.objgen: str(number) for number, page in enumerate(pdf.pages, 1)}
    places = pdf.Root.get("/Dests", Dictionary()).items()
    return {str(name)[1:]: numbers[place[0].objgen] for name, place in places}  # type: ignore[index,unused-ignore]


def finished(raw: bytes, markup: str, producer: str, attached: Sequence[Attached]) -> bytes:
    """Return the PDF as it is handed over; the same print and page give the same bytes.

    With files it is an archive, PDF/A-3b. A browser loses the tags of lists: nothing here says that it is PDF/UA.
    """
    facts, out = _facts(markup), BytesIO()
    with pikepdf.open(BytesIO(raw)) as pdf:
        rewrite_outline(pdf, markup)
        mark_artefacts(pdf)
        _complete_links(pdf)
        _complete_catalogue(pdf, facts)
        _attach(pdf, attached)
        _tell(pdf, facts, producer, archive=bool(attached))
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            min_version="1.7",
        )
    return out.getvalue()


def _facts(markup: str) -> _Facts:
    title, language, date = (pattern.search(markup) for pattern in (_TITLE, _LANGUAGE, _DATE))
    return _Facts(
        title=unescape(title.group(1)).strip() if title else "",
        language=language.group(1) if language else "",
        date=date.group(1) if date else "",
    )


def _complete_links(pdf: Pdf) -> None:
    """Say of each link where it leads in words, and that it is on paper as well."""
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        for note in page.get("/Annots", []):
            note.F = _PRINTED
            if "/Contents" not in note:
                note.Contents = String(str(note.get("/Dest", ""))[1:])


def _complete_catalogue(pdf: Pdf, facts: _Facts) -> None:
    root = pdf.Root
    if facts.language:
        root.Lang = String(facts.language)
    for name in ("/MarkInfo", "/ViewerPreferences"):
        if "/Type" in root.get(name, {}):
            del root[name]["/Type"]  # no key of theirs: a strict reader stumbles over it
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _attach(pdf: Pdf, attached: Sequence[Attached]) -> None:
    """Put files inside, and the colours that PDF/A asks for (ISO 19005-3, 6.2.4.3 and 6.8)."""
    if not attached:
        return
    files = []
    for one in attached:
        moment = f"D:{one.date.replace('-', '')}"
        specification = AttachedFileSpec(
            pdf,
            one.data,
            filename=one.name,
            mime_type="application/json",
            description=one.description,
            creation_date=moment,
            mod_date=moment,
        )
        specification.relationship = Name(f"/{one.relationship}")
        pdf.attachments[one.name] = specification
        files.append(pdf.attachments[one.name].obj)
    pdf.Root.AF = Array(files)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=pdf.make_stream(_srgb(), N=3),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


@cache
def _srgb() -> bytes:
    """Return the colour profile that comes with WeasyPrint, which is installed even where its libraries are not."""
    found = find_spec("weasyprint")
    if found is None or found.origin is None:
        message = "weasyprint"
        raise ModuleNotFoundError(message)
    return (Path(found.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()


def _tell(pdf: Pdf, facts: _Facts, producer: str, *, archive: bool) -> None:
    """Say title, language, dates and printer, in both places where a PDF may say them, with equal words."""
    for name in list(pdf.docinfo.keys()):
        del pdf.docinfo[name]
    dated = {"/CreationDate": facts.moment, "/ModDate": facts.moment} if facts.date else {}
    for name, value in {"/Title": facts.title, "/Creator": _CREATOR, "/Producer": producer, **dated}.items():
        pdf.docinfo[name] = String(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        told["dc:title"] = facts.title
        told["dc:language"] = {facts.language}
        told["xmp:CreatorTool"] = _CREATOR
        told["pdf:Producer"] = producer
        if facts.date:
            told["xmp:CreateDate"] = told["xmp:ModifyDate"] = facts.date
        if archive:
            told["pdfaid:part"], told["pdfaid:conformance"] = "3", "B"
