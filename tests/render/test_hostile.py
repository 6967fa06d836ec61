"""Text that means harm comes out as plain text, and nothing is fetched; positive controls show that payloads work."""

import io
import json
import logging
from pathlib import Path

import pytest
import xlsxwriter
from jinja2 import Environment
from weasyprint import HTML

from jazari_assess.model.assessment import Given, Unanswered
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Institute, Options, Template
from jazari_assess.render.pdf_html.assets import find_asset
from jazari_assess.render.pdf_html.by_weasyprint.engine import TemplateFetcher, write_pdf
from tests.render.hostile_text import Canary, everywhere, hostile, payloads
from tests.render.pdf_reader import opened as opened_pdf
from tests.render.pdf_reader import text_of
from tests.render.small_report import TEMPLATE, assessment, report
from tests.render.workbook_reader import formulas, opened, parts, texts

OURS = Template(folders=(TEMPLATE,))
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "@SUM(1)",
    "+1",
    "-1",
    "\t=1",
    "\r=1",
    "{=1}",
    "＝1",
)


@pytest.mark.usefixtures("loud")
def test_payloads_fetch_where_nothing_stops_them(canary: Canary, tmp_path: Path) -> None:
    """Positive control: unescaped, with WeasyPrint's own fetcher, the payloads visit the canary and read the file."""
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    markup = "".join(payloads(canary.address, secret))
    HTML(string=f"<title>x</title>{markup}").write_pdf()
    assert {"/img", "/import", "/link"} <= set(canary.seen)
    assert Environment(autoescape=True).from_string("{{7*7}}").render() == "49"


@pytest.mark.usefixtures("loud")
@pytest.mark.parametrize(
    "markup",
    [
        "<img src='{address}/a.png' alt=x>",
        "<img src='file://{secret}' alt=x>",
        "<img src='data:image/png;base64,AAAA' alt=x>",
        "<link rel=stylesheet href='{address}/a.css'>",
        "<base href='{address}/'><link rel=stylesheet href='a.css'>",
        "<style>@import url({address}/a.css); p {{ background: url({address}/a.png) }}</style><p>x</p>",
        "<style>@font-face {{ font-family: A; src: url({address}/a.ttf) }} p {{ font-family: A }}</style><p>x</p>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}/a.png' width='9' height='9'/></svg>",
        "<link rel=stylesheet href='../../pyproject.toml'><link rel=stylesheet href='/etc/passwd.css'>",
        "<object data='{address}/a.png'></object><embed src='{address}/a.png'>",
    ],
)
def test_markup_in_a_template_fetches_nothing_either(markup: str, canary: Canary, tmp_path: Path) -> None:
    """Even where markup gets in, every way to fetch ends at the locked fetcher, and the PDF is still made."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    page = markup.format(address=canary.address, secret=secret)
    assert write_pdf(f"<html lang=fr><title>x</title><body>{page}", OURS).startswith(b"%PDF")
    assert canary.seen == []


@pytest.mark.usefixtures("loud")
def test_attachments_of_local_files_are_refused(tmp_path: Path) -> None:
    """A link that asks for a file to be attached attaches nothing; with the library's own fetcher it would."""
    secret = tmp_path / "secret.txt"
    secret.write_text("THE SECRET", encoding="utf-8")
    page = f"<html lang=fr><head><title>x</title><link rel=attachment href='file://{secret}'></head><body>x"
    unsafe = HTML(string=page).write_pdf()
    with opened_pdf(unsafe) as document:
        assert document.attachments
    with opened_pdf(write_pdf(page, OURS)) as document:
        assert not document.attachments


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "https://template.invalid/../text/fr.yaml", "report.css", "ftp://x/a.css"]
)
def test_fetcher_serves_files_of_the_template_only(url: str) -> None:
    """A style sheet of the template is served; anything else is refused without a look."""
    fetcher = TemplateFetcher(OURS)
    assert fetcher.fetch("https://template.invalid/print.css").read().startswith(b"/* The report")
    with pytest.raises(ValueError, match="not a file of the report template"):
        fetcher.fetch(url)


def test_files_of_a_template_are_found_inside_its_folders_only(tmp_path: Path) -> None:
    """Names that lead out, absolute names, links out, folders and devices are not found; ordinary files are."""
    folder, outside = tmp_path / "template", tmp_path / "outside.css"
    folder.mkdir()
    outside.write_text("p {}", encoding="utf-8")
    (folder / "own.css").write_text("p {}", encoding="utf-8")
    (folder / "link.css").symlink_to(outside)
    (folder / "folder.css").mkdir()
    assert find_asset([folder], "own.css") == (folder / "own.css").resolve()
    for name in ("../outside.css", str(outside), "link.css", "folder.css", "", "a\\b.css", "x\0.css", "missing.css"):
        assert find_asset([folder], name) is None, name


def test_template_of_a_user_cannot_leave_its_sandbox(tmp_path: Path) -> None:
    """Walking from a value to the interpreter, calling it, or including a file from outside ends in an error."""
    walk = "{{ page.title.__class__.__mro__[1].__subclasses__()|length }}"
    assert int(Environment(autoescape=True).from_string(walk).render(page={"title": "x"})) > 100
    for source in (
        walk,
        "{% include '../../pyproject.toml' %}",
        "{% include '/etc/passwd' %}",
        "{{ nothing_of_that_name }}",
    ):
        (tmp_path / "report.html").write_text(source, encoding="utf-8")
        with pytest.raises(Exception, match=r"unsafe|not found|pyproject|passwd|undefined"):
            RENDERERS["pdf"]().render(report(template=Template(folders=(tmp_path, TEMPLATE))))


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_stay_text_in_every_cell(text: str) -> None:
    """Whatever text begins with, it is stored as a string; a library left to itself would make it a formula."""
    found = report(found=hostile(text), say=everywhere(""), institute=Institute(name=text))
    data = RENDERERS["xlsx"]().render(found)
    assert formulas(data) == formulas(RENDERERS["xlsx"]().render(report()))
    shown = {value.strip() for value in texts(data)}
    assert text.replace("\r", "\n").strip() in shown
    titled = report(say=lambda word: f"{text} {word}")
    assert len(formulas(RENDERERS["xlsx"]().render(titled))) == len(formulas(data))


def test_formula_control() -> None:
    """Positive control: written carelessly, the same text becomes a formula."""
    careless = io.BytesIO()
    book = xlsxwriter.Workbook(careless, {"in_memory": True})
    book.add_worksheet().write(0, 0, FORMULAS[0])
    book.close()
    assert formulas(careless.getvalue()) == ["1+1"]


def test_workbook_holds_no_link_macro_or_outside_reference() -> None:
    """Addresses typed by a person become no links, and the package holds nothing that runs or reaches out."""
    found = report(found=hostile("http://127.0.0.1/x mailto:a@b external:x.xlsx"))
    inside = parts(RENDERERS["xlsx"]().render(found))
    assert not [name for name in inside if "external" in name.lower() or name.endswith(".bin")]
    assert not any(b"<hyperlink" in part for part in inside.values())


def test_control_characters_reach_no_output(caplog: pytest.LogCaptureFixture) -> None:
    """A null byte or an escape is replaced visibly in workbook and page; the JSON holds what was typed, escaped."""
    found = report(found=hostile("a\x00b\x1b[2Jc"), options=Options(detail="summary"))
    assert opened(RENDERERS["xlsx"]().render(found)).sheetnames
    assert "\x1b" not in RENDERERS["html"]().render(found).decode()
    assert json.loads(RENDERERS["json"]().render(found))["assessment"]["profile"]["firm"] == "a\x00b\x1b[2Jc"
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        assert "a\ufffdb\ufffd[2Jc" in text_of(RENDERERS["pdf"]().render(found))


def test_endless_words_take_bounded_pages() -> None:
    """A note of 20,000 characters without a space breaks into lines, whole, on pages in proportion."""
    note = "x" * 20_000
    found = report(
        found=assessment(answers={"backup": Given(answer="yes", note=note), "policy": Unanswered(state="unanswered")})
    )
    pdf = RENDERERS["pdf"]().render(found)
    assert text_of(pdf).count("x") > 20_000
    with opened_pdf(pdf) as document:
        assert len(document.pages) < 40
