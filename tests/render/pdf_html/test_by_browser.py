"""The report printed by a browser says what WeasyPrint's says, is found by the same bookmarks, and reaches nothing."""

import io
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from jazari_assess.errors import ProblemsError
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Institute, Options, Report, Template
from jazari_assess.render.pdf_html.by_browser import printing
from jazari_assess.render.pdf_html.by_browser.engine import BrowserPrinter
from jazari_assess.render.pdf_html.by_browser.finder import Browser, find_browser
from jazari_assess.render.pdf_html.by_browser.page import POLICY, css_string, self_contained
from jazari_assess.render.pdf_html.printers import printer
from tests.engine.content import samples
from tests.forms.html.tools import chromium_program, lacking
from tests.render.hostile_text import Canary
from tests.render.pdf_html.test_pdf import whole as by_weasyprint
from tests.render.pdf_reader import bookmarks, opened, structure, tags, text_of
from tests.render.small_report import LANGUAGES, TEMPLATE, assessment, report
from tests.render.test_contract import FIRMS
from tests.render.test_samples import planned, worded

pytestmark = pytest.mark.xdist_group("small-pdf")  # one process prints what its tests share
OURS = Template(folders=(TEMPLATE,))
_CONTENTS = (
    "flags", "profile", "dimensions", "roadmap", "partners", "views", "method", "calculation", "provenance",
    "other-answers", "notes",
)  # fmt: skip
"""Where the contents may lead to."""
_MARGINS = re.compile(r'(content: )(?:"[^"]*" )?(?:string|counter)\([^;]*;')
"""What style sheets write into the margins of pages."""
_PEEPING = 2
"""Arabic letters with a mark above the first line of a page: a browser may paint it at the foot of the page before."""
_MARKS = re.compile("[\u064b-\u0652\u0670\u200e\u200f\u2066-\u2069]")


def browser() -> Browser:
    """Return the browser of this machine, or skip the test by its name."""
    chromium_program()
    return find_browser() or lacking("a Chromium of version 131 or newer")


def printed(found: Report) -> bytes:
    """Return the PDF of a report by the browser."""
    browser()
    return RENDERERS["pdf"]().render(replace(found, template=replace(found.template, engine="browser")))


@cache
def archive(language: str) -> bytes:
    """Return the small firm's archive by the browser, printed once."""
    return printed(report(language, options=Options(archive=True)))


def told(pdf: bytes) -> Counter[str]:
    """Count the letters and digits of a PDF, without the name of its printer and the numbers in its contents.

    That is all that may differ, for a page may end a line earlier; and the numbers are those of where they lead.
    """
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text_of(pdf)))
    with opened(pdf) as document:
        name, numbers = str(document.docinfo["/Producer"]), "".join(contents(document))
    return Counter(re.findall(r"\w", text)) - Counter(re.findall(r"\w", name + numbers))


def contents(document: pikepdf.Pdf) -> list[str]:
    """Return the numbers of the pages that the contents lead to."""
    pages = {page.objgen: str(number) for number, page in enumerate(document.pages, 1)}
    if "/Dests" in document.Root:
        places = {str(name)[1:]: place for name, place in document.Root.Dests.items()}
    else:
        places = {str(name): place for name, place in pikepdf.NameTree(document.Root.Names.Dests).items()}
    return [pages[places[name][0].objgen] for name in _CONTENTS if name in places]  # type: ignore[index,unused-ignore]


@pytest.fixture(scope="module")
def bare_pages(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Our template without what comes again as often as pages end: heads and feet of pages, further heads of tables."""
    folder = tmp_path_factory.mktemp("bare-pages")
    style = (TEMPLATE / "print.css").read_text(encoding="utf-8")
    bare, replaced = _MARGINS.subn(r'\1"";', style)
    assert replaced == 4
    (folder / "print.css").write_text(bare.replace("table-header-group", "table-row-group"), encoding="utf-8")
    return Template(folders=(folder, TEMPLATE))


def agree(whole: Report, template: Template) -> None:
    """Assert that both printers make the same of a report."""
    found = replace(whole, template=template)
    ours, theirs = RENDERERS["pdf"]().render(found), printed(found)
    here, there = told(ours), told(theirs)
    assert here - there == Counter()
    assert (there - here).total() <= _PEEPING
    assert bookmarks(theirs) == bookmarks(ours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_says_what_weasyprint_says(language: str, bare_pages: Template) -> None:
    """Every letter and digit, pages give or take one, bookmarks, the alternatives of figures, title and language."""
    ours, theirs = by_weasyprint(language), archive(language)
    agree(report(language), bare_pages)
    assert bookmarks(theirs) == bookmarks(ours)
    assert figures(theirs) == figures(ours)
    with opened(ours) as one, opened(theirs) as other:
        assert other.docinfo["/Title"] == one.docinfo["/Title"]
        assert other.Root.Lang == language
        assert other.Root.MarkInfo.Marked
        assert abs(len(other.pages) - len(one.pages)) <= 1  # where a page may not be cut, a line less moves a block


def figures(pdf: bytes) -> list[str]:
    """Return what is said of each figure, in order."""
    return [words for kind, words in tags(pdf) if kind == "/Figure"]


@pytest.mark.parametrize("firm", ["longest names", *(pytest.param(name, marks=pytest.mark.soak) for name in FIRMS)])
@pytest.mark.parametrize("language", ["ar", *(pytest.param(name, marks=pytest.mark.soak) for name in ("fr", "en"))])
def test_extreme_firms_too(firm: str, language: str, bare_pages: Template) -> None:
    """Names of 300 letters, firms without an answer and firms with all: the same of both."""
    institute = Institute(name="Institut « Atlas »", footer='a}\\"b</style>')
    agree(report(language, found=FIRMS[firm](), institute=institute), bare_pages)


@pytest.mark.soak
@pytest.mark.parametrize("firm", sorted(samples()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_firms_too(firm: str, language: str, bare_pages: Template) -> None:
    """The sample firms in full, in every language."""
    if samples()[firm].questionnaire.id == "industrie-x0":
        agree(worded(*planned(firm), language), bare_pages)


def test_report_names_its_printer() -> None:
    """The annex on provenance and the metadata say which program, in which version, made the pages."""
    browser()
    name = printer("browser").name
    assert "".join(name.split()) in text_of(archive("fr"))
    with opened(archive("fr")) as document:
        assert document.docinfo["/Producer"] == name
        assert document.open_metadata()["pdf:Producer"] == name
    assert printer("weasyprint").name.replace(" ", "") in text_of(by_weasyprint("fr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_archive_of_the_browser_is_pdf_a(language: str) -> None:
    """An independent checker finds no fault in it as PDF/A-3b; that it were PDF/UA is not said."""
    checked = pdfa.validate_written(io.BytesIO(archive(language)), "3b")
    assert [str(one) for one in checked.findings] == []
    assert checked.passed
    with opened(archive(language)) as document:
        assert "pdfuaid:part" not in document.open_metadata()
        files = {name: file.get_file() for name, file in document.attachments.items()}
        assert set(files) == {"assessment.json", "result.json"}
        assert {str(one.AFRelationship) for one in document.Root.AF} == {"/Source", "/Data"}


def test_what_is_painted_without_being_content_is_an_artefact() -> None:
    """After the print nothing is shown outside marked content; links say where they lead and are on paper."""
    with opened(archive("fr")) as document:
        assert {str(element.S) for element in structure(document)} >= {"/H1", "/Table", "/TH", "/Figure", "/L"}
        for page in document.pages:
            depth, loose = 0, []
            for one in pikepdf.parse_content_stream(page):
                name = str(one.operator)
                depth += (name in ("BDC", "BMC")) - (name == "EMC")
                loose += [name] if depth == 0 and name in ("Tj", "TJ", "f", "f*", "S", "B", "Do", "sh") else []
            assert loose == []
            assert depth == 0
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        assert len(notes) > 5
        assert all(note.Contents and note.F == 4 for note in notes)


def test_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two prints of a page with contents differ in nothing: dates and identifier come from the page."""
    by, page = BrowserPrinter(browser()), small_page("<p>Fès</p>")
    first, second = by.make_pdf(page, OURS), by.make_pdf(page, OURS)
    assert first == second
    with opened(first) as document:
        assert document.docinfo["/CreationDate"] == "D:20261121"
    assert not list(tmp_path.iterdir())


def small_page(body: str) -> str:
    """Return a page of two places with contents, as a template makes it."""
    return (
        '<!DOCTYPE html>\n<html lang="fr" dir="ltr">\n<head>\n<meta charset="utf-8"><title>Titre</title>'
        '<meta name="dcterms.created" content="2026-11-21"><link rel="stylesheet" href="print.css"></head><body>'
        '<div class="running" id="running-title">Un &amp; deux</div><div class="running" id="running-firm">\\"}</div>'
        '<nav class="contents"><ol><li><a href="#second">Vers</a></li></ol></nav>'
        f'{body}<section class="page" id="second"><h1>Second</h1></section></body></html>'
    )


def test_contents_say_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The place that the contents lead to stands on page 2, and so it is printed; heads are as they were typed."""
    by = BrowserPrinter(browser())
    text = text_of(by.make_pdf(small_page(""), OURS), page=1)
    assert "2" in text.replace("1/2", "")
    assert "Un&deux" in text
    assert '\\"}' in text
    monkeypatch.setattr("jazari_assess.render.pdf_html.by_browser.engine._MOST_PASSES", 1)
    assert "00" in text_of(by.make_pdf(small_page(""), OURS), page=1)  # control: one pass knows no number


def hostile_page(port: int, secret: Path, *, leaves: bool = True) -> str:
    """Return a page that asks for everything it can think of, and goes away itself if nobody keeps it."""
    away = f"http://127.0.0.1:{port}"
    refresh = f'<meta http-equiv="refresh" content="0;url={away}/refresh">' if leaves else ""
    return small_page(
        f"<style>@import url({away}/import); div {{ background: url({away}/background) }}</style><div>x</div>"
        f'<link rel="stylesheet" href="{away}/sheet.css">{refresh}'
        f'<img src="{away}/image"><img src="http://localhost:{port}/name"><embed src="{away}/embed">'
        f'<iframe src="{secret.as_uri()}"></iframe><object data="{secret.as_uri()}"></object>'
        f'<svg><image href="{away}/svg" /></svg><script>document.body.append("SCRIPTRAN"); fetch("{away}/f")</script>'
        '<img src="x" onerror="document.body.append(\'HANDLERRAN\')">'
    )


def test_nothing_leaves_and_no_script_runs(canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that asks for pictures, sheets, frames and scripts gets none; control: without both guards it does."""
    secret = tmp_path / "secret.html"
    secret.write_text("<p>SECRET4711</p>", encoding="utf-8")
    by, page = BrowserPrinter(browser()), hostile_page(canary.server_port, secret)
    text = text_of(by.make_pdf(page, OURS))
    assert canary.seen == []
    assert "Second" in text
    assert not [word for word in ("SECRET4711", "SCRIPTRAN", "HANDLERRAN") if word in text]
    monkeypatch.setattr(printing, "NO_NETWORK", ())
    monkeypatch.setattr("jazari_assess.render.pdf_html.by_browser.page.POLICY", "")
    assert "SCRIPTRAN" in text_of(by.make_pdf(hostile_page(canary.server_port, secret, leaves=False), OURS))
    assert canary.seen


def test_policy_stands_before_whatever_a_template_says() -> None:
    """Even a script in front of the document's own head comes after the policy."""
    page = self_contained('<script>x</script><html lang="fr"><head></head><body></body></html>', OURS, {})
    assert page.startswith('<!DOCTYPE html>\n<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
    assert POLICY in page
    assert page.index(POLICY) < page.index("<script>")


@pytest.mark.parametrize("tag", ["<meta http-equiv=refresh", "<META\nhttp-equiv='refresh'", "<Meta/http-equiv=refresh"])
def test_page_cannot_lead_elsewhere(tag: str) -> None:
    """No ``meta`` but ours is left of a text, however it is written; escaped text stays as it is."""
    page = self_contained(small_page(f'{tag} content="0;url=http://127.0.0.1:9/">&lt;meta http-equiv>'), OURS, {})
    assert page.lower().count("<meta") == 2
    assert "&lt;meta http-equiv>" in page
    assert tag.replace(tag[:5], "<link") in page


def test_text_cannot_end_a_string_of_css() -> None:
    """Whatever stands in a running head, of it only letters and digits stand in the style sheet as they are."""
    assert css_string('a"b\\}\n</style>é') == (
        '"a\\000022b\\00005c\\00007d\\00000a\\00003c\\00002fstyle\\00003e\\0000e9"'
    )


def fake_browser(folder: Path, script: str) -> Browser:
    """Return a program that takes the place of a browser."""
    program = folder / "chromium"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return Browser(program=program, name="Chromium", version="140.0")


@pytest.mark.parametrize(
    ("script", "reason"), [("exit 0", "0"), ("echo profile in use >&2; exit 21", "profile in use"), ("sleep 60", "1 s")]
)
def test_browser_that_prints_nothing_is_named(
    script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that ends well without a file, one that fails, one that hangs, which is ended: a problem with a remedy."""
    monkeypatch.setattr(printing, "_SECONDS", 1)
    with pytest.raises(ProblemsError) as caught:
        BrowserPrinter(fake_browser(tmp_path, script)).make_pdf(small_page(""), OURS)
    (problem,) = caught.value.problems
    assert problem.code == "pdf-browser-failed"
    assert problem.values == {"browser": "Chromium 140.0", "reason": reason}


def test_templates_that_are_not_ours_are_printed_by_the_parent(tmp_path: Path) -> None:
    """A brand's own template runs in the process with limits; the browser, which cannot, prints what came of it."""
    markup = small_page("<h1>Marque {{ page.short_firm }}, {{ printer }}</h1>")
    (tmp_path / "report.html").write_text(markup, encoding="utf-8")
    browser()
    template = Template(folders=(tmp_path, TEMPLATE), foreign=True, engine="browser")
    pdf = RENDERERS["pdf"]().render(report("fr", found=assessment(), template=template))
    assert f"MarqueAtelierAtlas,{printer('browser').name}".replace(" ", "") in text_of(pdf)
    with opened(pdf) as document:
        assert str(document.docinfo["/Producer"]) == printer("browser").name
