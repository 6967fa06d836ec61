"""The PDF: what it holds, how it is tagged, and that it is always the same."""

import gc
import hashlib
import logging
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from jazari_assess.model.assessment import Unanswered
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Institute, Options, Template
from jazari_assess.render.pdf_html.by_weasyprint.engine import WeasyPrinter, write_pdf
from tests.render.pdf_reader import bookmarks, elements, letters, opened, structure, tags, text_of, words_missing
from tests.render.small_report import LANGUAGES, TEMPLATE, assessment, report

OURS = Template(folders=(TEMPLATE,))


@cache
def whole(language: str) -> bytes:
    """Return the full PDF of the small firm, made once."""
    return render(language)


def render(language: str = "fr", **changes: object) -> bytes:
    """Return the PDF of the small firm."""
    return RENDERERS["pdf"]().render(report(language, **changes))  # type: ignore[arg-type]  # passed on as they are


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_holds_the_report_and_is_accessible(language: str) -> None:
    """Text, language, title, tags, alternative texts, table headers and bookmarks are there in each language."""
    found = report(language)
    pdf = whole(language)
    text = text_of(pdf)
    for words in (
        found.page.cover.title,
        found.page.overall.distance,
        *found.page.privacy,
        found.page.labels["method.levels"],
    ):
        assert words_missing(text, words) == []
    with opened(pdf) as document:
        assert document.Root.Lang == language
        assert document.Root.MarkInfo.Marked
        assert document.docinfo["/Title"] == found.page.title
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert len(document.pages) > 5
    elements = tags(pdf)
    assert [alternative for kind, alternative in elements if kind == "/Figure"].count("") == 0
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure", "/L"} <= {kind for kind, _ in elements}
    assert found.page.labels["summary.title"] in bookmarks(pdf)


@pytest.mark.parametrize(
    ("language", "firm", "foreign"),
    [("fr", "مصنع الأطلس", "ar"), ("ar", "Atelier Atlas", "fr")],
)
def test_words_of_another_language_say_it_to_whoever_hears_the_pdf(language: str, firm: str, foreign: str) -> None:
    """The name of a firm, a note and an answer in other letters than the page's are told as theirs, and hold text."""
    told = assessment()
    profile = told.profile.model_copy(update={"firm": firm})
    answers = {**told.answers, "printing": Unanswered(state="unanswered", note=firm)}
    found = told.model_copy(update={"profile": profile, "answers": answers})
    with opened(render(language, found=found)) as document:
        own = [element for element in structure(document) if "/Lang" in element]
        assert {str(element.Lang) for element in own} == {foreign}
        holding = [element for element in own if any(_marked(below) for below in elements(element))]
        assert len(holding) >= 2
    with opened(whole("fr")) as document:
        assert [element for element in structure(document) if "/Lang" in element] == []


def _marked(element: pikepdf.Dictionary) -> bool:
    """Say whether an element of the structure holds marked content itself."""
    kids = element.get("/K")
    return any(isinstance(kid, int) for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]))


def test_headers_are_found_by_their_ids_and_say_what_they_head() -> None:
    """Every id that a cell names is in the tree of ids, which is in order; each header heads a column or a row."""
    with opened(whole("fr")) as document:
        root = document.Root.StructTreeRoot
        names = list(root.IDTree.Names)
        keys, places = [bytes(name) for name in names[::2]], names[1::2]
        assert keys == sorted(keys)
        assert [bytes(place.ID) for place in places] == keys
        cells = [found for found in elements(root.K[0]) if str(found.S) in ("/TD", "/TH")]
        named = {bytes(name) for cell in cells if "/A" in cell for name in cell.A.get("/Headers", [])}
        assert len(named) > 10
        assert named <= set(keys)
        scopes = {str(cell.A.Scope) for cell in cells if str(cell.S) == "/TH" and "/ID" in cell}
        assert scopes == {"/Column", "/Row"}


def test_decoration_is_no_figure() -> None:
    """The pattern of the cover and the marks of legends are drawn, but are nothing that a reader is told of."""
    found = report("fr").page
    told = [alternative for kind, alternative in tags(whole("fr")) if kind == "/Figure"]
    assert found.labels["score.target"] not in told
    assert found.cover.title not in told
    row, item = found.dimensions[0], found.plan.items[0]
    assert any(text.startswith(row.title) and row.score.text in text for text in told)
    assert any(text.startswith(item.title) and item.quarter_text in text for text in told)
    assert len(told) < 2 * len(found.dimensions) + len(found.plan.items) + 6


def test_same_report_gives_the_same_bytes() -> None:
    """Two runs differ in nothing: identifier and dates come from the report."""
    options = Options(detail="summary")
    assert render(options=options) == render(options=options)


def test_what_a_process_keeps_leaves_no_trace() -> None:
    """Fonts and templates stay loaded: a report is the same first, after another language, and in another process."""
    here = Path(__file__).parents[3]
    code = (
        "import sys, hashlib; from jazari_assess.render.interface import Options;"
        "from tests.render.pdf_html.test_pdf import render;"
        "options = Options(detail='summary');"
        "made = [hashlib.sha256(render(name, options=options)).hexdigest() for name in sys.argv[1:]]; print(*made)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "fr", "ar", "fr"], cwd=here, capture_output=True, text=True, check=True
    )
    first, other, again = ended.stdout.split()
    assert first == again != other
    assert hashlib.sha256(render(options=Options(detail="summary"))).hexdigest() == first
    assert ended.stderr == ""


def test_garbage_of_one_document_goes_with_the_next() -> None:
    """Nothing is looked for while a page is laid out, and what several documents leave does not add up."""
    page = "<!DOCTYPE html><html lang=fr><title>x</title><body>" + "<p>mot</p>" * 200

    def left() -> int:
        write_pdf(page, OURS)
        assert gc.isenabled()
        return len(gc.get_objects())

    left()
    first = left()
    assert abs(left() - first) < 500
    assert gc.collect() > 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_has_four_pages_at_most(language: str) -> None:
    """Cover, summary, profile, first steps: and the summary page is one page."""
    pdf = render(language, options=Options(detail="summary"))
    with opened(pdf) as document:
        assert len(document.pages) == 4


def test_notes_stand_in_the_annex_with_their_lines_or_not_at_all() -> None:
    """The consultant's notes are in the full report; without notes no trace of them is left."""
    with_notes, without = text_of(whole("fr")), text_of(render(options=Options(notes=False)))
    assert "Pannedemars:deuxlignes" in with_notes
    assert "Pannedemars" not in without


def test_contents_name_pages_that_hold_the_sections() -> None:
    """The page number beside a title is the page on which the title stands."""
    pdf = whole("en")
    with opened(pdf) as document:
        pages = {number: text_of(pdf, page=number) for number in range(1, len(document.pages) + 1)}
    contents = next(text for text in pages.values() if text.count("....") > 5)
    for title in ("Maturityprofile", "Roadmap", "Methodandprovenance", "Annex:calculation"):
        number = int(contents.split(title)[1].lstrip(".")[:2].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert title in pages[number], title


def test_letters_that_the_fonts_lack_are_visible_and_do_not_depend_on_the_machine() -> None:
    """Latin, Arabic and Tifinagh are shown; anything else is visibly replaced, never shown by some other font."""
    pdf = render(institute=Institute(name="Ⴀ ⴰⵟⵍⴰⵙ Œuvre مصنع e\u0301"), options=Options(detail="summary"))
    text = text_of(pdf, page=1)
    assert "\ufffd" in text
    assert "ⴰⵟⵍⴰⵙ" in text
    assert "Œuvre" in text
    assert letters("مصنع") in text
    with opened(pdf) as document:
        fonts = {str(found.BaseFont) for page in document.pages for found in page.Resources.Font.values()}
    assert all("Jazari-Sans" in name for name in fonts), fonts


def test_a_letter_first_met_with_a_vowel_mark_is_read_all_the_same() -> None:
    """The form of a letter that stands under a mark first is that letter wherever it stands, not nothing."""
    style = '<link rel="stylesheet" href="fonts.css"><style>p { font-family: "Jazari Sans Arabic" }</style>'
    marked, plain = "\u062e\u0637\u0623\u064b", "\u0645\u0644\u062c\u0623"
    page = f'<html lang="ar" dir="rtl"><title>x</title>{style}<p>{marked}</p><p>{plain}</p></html>'
    document = pypdfium2.PdfDocument(write_pdf(page, OURS))
    assert plain in unicodedata.normalize("NFKC", document[0].get_textpage().get_text_range())


@pytest.mark.parametrize("kind", ["quiet", "check"])
def test_a_line_is_filled_though_other_words_follow_it(kind: str) -> None:
    """At any width: a last line with room for all but what follows is not broken after its first word."""
    words = "compter les jours ouvrés de la commande au départ, les classer et retenir le délai du milieu."
    told = "".join(
        f'<p style="width: {108 + n / 10}mm">{words} <span class="{kind}">Noté.</span></p>' for n in range(100)
    )
    style = '.check { display: inline-block } p { font: 8pt "Jazari Sans" }'
    head = f'<link rel="stylesheet" href="fonts.css"><style>{style}</style>'
    markup = f'<html lang="fr"><head><title>x</title>{head}</head><body>{told}</body></html>'

    def broken(pdf: bytes) -> int:
        read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
        return read.stdout.decode().splitlines().count("compter")

    bare, ours = write_pdf(markup, OURS), WeasyPrinter().make_pdf(markup, OURS)
    assert broken(bare) > 0
    assert broken(ours) == 0
    assert text_of(ours) == text_of(bare) == letters(f"{words} Noté." * 100)


@pytest.mark.usefixtures("loud")
def test_warning_of_weasyprint_is_seen(caplog: pytest.LogCaptureFixture) -> None:
    """Positive control: a style that WeasyPrint does not know is logged where the other tests look."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        write_pdf("<html lang=fr><title>x</title><style>p { nonsense: 1 }</style><p>x", OURS)
    assert "nonsense" in caplog.text


def test_own_template_file_replaces_ours(tmp_path: Path) -> None:
    """A folder before ours replaces single files and leaves the rest."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "cover.html").write_text("<h1>{{ page.cover.firm }} : maison</h1>", encoding="utf-8")
    pdf = render(template=Template(folders=(tmp_path, TEMPLATE)), options=Options(detail="summary"))
    assert "AtelierAtlas:maison" in text_of(pdf, page=1)
    assert "L\u2019essentiel" in text_of(pdf)
