"""An institute's look: its words, logo and colours in the report, and its templates kept in their place."""

import logging
import re
from pathlib import Path

import pytest
from jinja2 import Environment

from jazari_assess.errors import ProblemsError
from jazari_assess.model.brand import NIGHT, PAPER, BrandColours, Logo, contrast
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Institute, Options, Report, Template
from jazari_assess.render.palette import replacements
from jazari_assess.render.pdf_html.sandboxed import render_in_child
from tests.render.pdf_reader import letters, opened, tags, text_of
from tests.render.small_report import TEMPLATE, report

SHORT = Options(detail="summary")
ATLAS = Institute(name="Institut Atlas", address="12 rue des Ateliers, Fès", cndp_reference="D-123", footer="Pied rare")
LOGO = Logo(
    suffix=".svg",
    data=b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
)
PURPLE = replacements(BrandColours(main="#5b2a6e", shapes="#8a4fa3", accent="#b0442a"))


def own(folder: Path, text: str, name: str = "sections/cover.html") -> Report:
    """Return a report whose template has one file that is not ours."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return report("fr", template=Template(folders=(folder, TEMPLATE), foreign=True), options=SHORT)


def problem(found: Report, **limits: float) -> tuple[str, dict[str, str], int | None]:
    """Return code, values and line of what is wrong with a template."""
    with pytest.raises(ProblemsError) as caught:
        render_in_child("html", found, **limits)  # type: ignore[arg-type]  # limits are given by name
    (only,) = caught.value.problems
    return only.code, dict(only.values), only.place.line


def test_institute_stands_on_cover_feet_and_privacy_page() -> None:
    """Name and address on the cover, footer on every page after it, reference and controller with the notice."""
    pdf = RENDERERS["pdf"]().render(report("fr", institute=ATLAS))
    with opened(pdf) as document:
        pages = [text_of(pdf, page=number + 1) for number in range(len(document.pages))]
    assert letters("Institut Atlas") in pages[0]
    assert letters("12 rue des Ateliers, Fès") in pages[0]
    assert "Piedrare" not in pages[0]
    assert all("Piedrare" in page for page in pages[1:])
    privacy = next(page for page in pages[2:] if "D-123" in page)
    assert letters("Responsable du traitement : Institut Atlas, 12 rue des Ateliers, Fès") in privacy


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_logo_is_drawn_and_named(language: str) -> None:
    """The logo is in PDF and HTML, with the institute's name in the place of a picture; nothing is fetched."""
    template = Template(folders=(TEMPLATE,), logo=LOGO)
    found = report(language, institute=ATLAS, template=template, options=SHORT)
    assert ("/Figure", "Institut Atlas") in tags(RENDERERS["pdf"]().render(found))
    page = RENDERERS["html"]().render(found).decode()
    assert re.search(r'<img class="cover-logo" src="data:image/svg\+xml;base64,[^"]+" alt="Institut Atlas">', page)
    assert "<img" not in RENDERERS["html"]().render(report(language, options=SHORT)).decode()


def test_colours_take_the_places_of_ours_in_files_only() -> None:
    """Templates and style sheets change colour; a note that holds one of our colours stays as it was typed."""
    template = Template(folders=(TEMPLATE,), colours=PURPLE)
    found = report("fr", say=lambda word: f"{word} #0e4f56", template=template)
    page = RENDERERS["html"]().render(found).decode()
    styles = page[: page.index("</style>")]
    assert "#0e4f56" not in styles
    assert "#5b2a6e" in styles
    assert "maintenance #0e4f56" in page
    assert 'stroke="#5b2a6e"' in page


def test_tints_of_a_brand_can_be_read() -> None:
    """The strong shade carries white text, colours by night stand out from the night; no colours, no changes."""
    assert replacements(BrandColours()) == {}
    for main in ("#5b2a6e", "#000000", "#00553a", "#7a4b00", "#0000ff"):
        found = replacements(BrandColours(main=main))
        assert contrast(found["#2f7d82"], PAPER) >= 4.5
        assert all(contrast(found[night], NIGHT) >= 4.5 for night in ("#8ccdd0", "#4fa5a8") if night in found)


def test_own_template_is_rendered_apart(tmp_path: Path) -> None:
    """A file of the brand takes the place of ours, in PDF and HTML; the rest stays."""
    found = own(tmp_path, "<h1>{{ page.cover.firm }} : maison</h1>")
    pdf = RENDERERS["pdf"]().render(found)
    assert "AtelierAtlas:maison" in text_of(pdf, page=1)
    assert "L\u2019essentiel" in text_of(pdf)
    assert "Atelier Atlas : maison" in RENDERERS["html"]().render(found).decode()


def test_template_may_not_ask_for_more_than_memory_allows(tmp_path: Path) -> None:
    """Two gigabytes from a few letters end the child, not us; plain Jinja makes what it is asked (control)."""
    assert len(Environment(autoescape=True).from_string("{{ 'x' * 9**6 }}").render()) == 9**6
    code, values, _ = problem(own(tmp_path, "{{ 'x' * 2000000000 }}"))
    assert code == "template-too-heavy"
    assert values == {"seconds": "180", "memory": "1536"}


def test_template_may_not_take_for_ever(tmp_path: Path) -> None:
    """Loops in loops are ended by the clock."""
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    code, values, _ = problem(own(tmp_path, loops), seconds=4)
    assert (code, values["seconds"]) == ("template-too-heavy", "4")


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ self._TemplateReference__context }}",
        "{{ page.update({'x': 1}) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(page) }}",
    ],
)
def test_template_may_not_leave_the_sandbox(tmp_path: Path, text: str) -> None:
    """Walks through attributes are refused; nothing of them is in the page."""
    assert problem(own(tmp_path, text))[0] in ("template-forbidden", "template-broken")


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "link.html", "sections/../../secret.html", "a\\b"])
def test_template_may_not_include_what_is_outside(tmp_path: Path, name: str) -> None:
    """Steps up, absolute paths and links that lead out are as if they were not there; a file inside is (control)."""
    (tmp_path / "secret.html").write_text("Canari", encoding="utf-8")
    brand = tmp_path / "brand"
    brand.mkdir()
    (brand / "link.html").symlink_to(tmp_path / "secret.html")
    (brand / "inside.html").write_text("Dedans", encoding="utf-8")
    assert b"Dedans" in render_in_child("html", own(brand, "{% include 'inside.html' %}"))
    code, values, _ = problem(own(brand, f"{{% include {name!r} %}}"))
    assert (code, values) == ("template-missing", {"name": name})


def test_broken_template_is_told_with_file_and_line(tmp_path: Path) -> None:
    """A slip of the pen is named with its line; a name that is not there is named."""
    code, _, line = problem(own(tmp_path, "<p>\n{% for x in %}"))
    assert (code, line) == ("template-broken", 2)
    code, values, _ = problem(own(tmp_path, "{{ page.nonsense }}"))
    assert code == "template-broken"
    assert "nonsense" in values["reason"]


def test_context_holds_plain_values_only(tmp_path: Path) -> None:
    """What a template is given is made of dictionaries, lists, texts and numbers, all the way down."""
    walk = (
        "{% macro walk(x) %}{% if x is mapping %}{% for k in x %}{{ walk(x[k]) }}{% endfor %}"
        "{% elif x is string or x is number or x is none or x is boolean %}"
        "{% elif x is sequence %}{% for y in x %}{{ walk(y) }}{% endfor %}"
        "{% else %}STRANGE{% endif %}{% endmacro %}{{ walk(page) }}{{ walk(charts) }}{{ walk(t) }}DONE"
    )
    made = render_in_child("html", own(tmp_path, walk)).decode()
    assert "DONE" in made
    assert "STRANGE" not in made


@pytest.mark.usefixtures("loud")
def test_style_of_a_brand_fetches_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An own style sheet that asks for files and addresses gets none of them."""
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    style = f"@import url(http://127.0.0.1:1/x.css); body {{ background: url(file://{tmp_path}/secret.png) }}"
    found = own(tmp_path / "brand", style, "print-rtl.css")
    rtl = report("ar", template=Template(folders=found.template.folders), options=SHORT)
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        RENDERERS["pdf"]().render(rtl)
    assert caplog.text.count("not a file of the report template") == 2
