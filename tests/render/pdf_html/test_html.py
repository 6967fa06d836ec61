"""The HTML file: whole by itself, without script, in the right direction."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from jazari_assess.model.plan import PlanStatus
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Options, Template
from tests.render.office_reader import document_text
from tests.render.small_report import LANGUAGES, TEMPLATE, assessment, blank, report


class Reader(HTMLParser):
    """Collects what a page consists of."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def render(language: str = "fr", **changes: object) -> str:
    """Return the page of the small firm."""
    data = RENDERERS["html"]().render(report(language, **changes))  # type: ignore[arg-type]  # passed on as they are
    return data.decode()


def test_first_page_names_findings_that_are_not_urgent() -> None:
    """Where none is urgent they are named, in place of the sentence that there are none."""
    found = report("en")
    mild = tuple(flag for flag in found.page.flags if not flag.urgent)
    page = replace(found.page, flags=mild, calm="Nothing immediate; still to deal with: this.")
    text = Reader(RENDERERS["html"]().render(replace(found, page=page)).decode()).text
    assert "Nothing immediate; still to deal with: this." in text
    assert found.page.labels["flag.none"] not in text


@pytest.mark.parametrize("status", ["planned", "kept"])
def test_roadmap_says_nothing_of_the_search(status: PlanStatus) -> None:
    """How far the search went stands with the method; that a plan was accepted stands above the plan."""
    found = report("en")
    plan = replace(found.page.plan, status="as planned", search="as searched" if status == "planned" else "")
    text = Reader(RENDERERS["html"]().render(replace(found, page=replace(found.page, plan=plan))).decode()).text
    assert ("as planned" in text) == (status == "kept")


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_page_needs_nothing_else(language: str, direction: str) -> None:
    """No script, link, picture or frame; what styles fetch is inside; the policy forbids everything else."""
    page = render(language)
    reader = Reader(page)
    assert reader.named("html") == [{"lang": language, "dir": direction}]
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & {
        tag for tag, _ in reader.elements
    }
    assert {match[:5] for match in re.findall(r"url\((.*?)\)", page)} == {"data:"}
    assert "@import" not in page
    (policy,) = [
        meta["content"] for meta in reader.named("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; font-src data:;")
    assert not any(name.startswith("on") for _, attributes in reader.elements for name in attributes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_holds_the_report(language: str) -> None:
    """Every score, answer, item and hash is there, and every link leads to a place of the page."""
    found = report(language).page
    reader = Reader(render(language))
    for row in found.dimensions:
        assert row.score.text in reader.text
        assert all(answer in reader.text for indicator in row.indicators for answer in indicator.asked.answer)
    assert all(item.title in reader.text and item.first_step in reader.text for item in found.plan.items)
    acts = [item for item in found.plan.items if item.kind == "action"]
    assert all(why in reader.text for item in acts for why in item.why_now)
    assert all(value in reader.text for _, value in found.method.provenance)
    places = {attributes.get("id") for _, attributes in reader.elements}
    assert {str(link["href"]).removeprefix("#") for link in reader.named("a")} <= places


def test_page_suits_phones_darkness_and_paper() -> None:
    """Widths follow the screen, colours the reader's wish, and print has its own rules."""
    page = render()
    assert 'name="viewport"' in page
    for rule in ("prefers-color-scheme: dark", "@media print", "@media (max-width"):
        assert rule in page


def test_notes_and_details_are_left_out_when_asked() -> None:
    """Without notes none is in the page; the summary has no annex at all."""
    assert "Panne de mars" in render()
    assert "Panne de mars" not in render(options=Options(notes=False))
    assert 'id="method"' not in render(options=Options(detail="summary"))


def test_template_without_a_style_sheet_is_a_clear_error() -> None:
    """A template folder that lacks a part is named, not half used."""
    with pytest.raises(FileNotFoundError, match=r"shared\.css|jazari-sans"):
        RENDERERS["html"]().render(report(template=Template(folders=(TEMPLATE / "text",))))


@pytest.mark.parametrize(
    ("language", "firm", "spoken"),
    [
        ("fr", "مصنع الأطلس", "ar"),
        ("ar", "Conserverie Atlas", "fr"),
        ("fr", "Atlas", None),
        ("ar", "مصنع الأطلس", None),
    ],
)
def test_what_is_typed_in_another_language_says_so(language: str, firm: str, spoken: str | None) -> None:
    """A reader aloud changes its voice for the name of a firm; where letters are those of the page, nothing is said."""
    found = Reader(render(language, found=assessment(firm=firm))).elements
    place = next(
        n for n, (_, attributes) in enumerate(found) if (attributes.get("class") or "").startswith("cover-firm")
    )
    tag, attributes = found[place + 1]
    assert (tag, attributes.get("lang")) == ("bdi", spoken)
    assert attributes["dir"] == ("rtl" if firm.startswith("م") else "ltr")


def test_where_nothing_was_found_nothing_is_introduced() -> None:
    """A firm without findings is told so, and not first where they come from."""
    found = report("fr")
    lead = "Ces constats viennent de vos réponses."
    assert lead in RENDERERS["html"]().render(found).decode()
    assert lead not in RENDERERS["html"]().render(replace(found, page=replace(found.page, flags=()))).decode()


def test_where_nothing_was_measured_nothing_is_mapped_or_weighed() -> None:
    """Dashes alone are no map and no weights."""
    labels, none = report("fr").page.labels, render(found=assessment(answers={}))
    heads = [f"<h2>{labels[key]}" for key in ("profile.heat", "method.weights")]
    for told in (*heads, f"{labels['dimension.weight']}&nbsp;"):
        assert told in render()
        assert told not in none


@pytest.mark.parametrize("fmt", ["html", "docx"])
def test_a_plan_that_there_is_not_follows_nothing(fmt: str) -> None:
    """Without aims a plan follows maturity alone; where nothing can be planned, that says enough."""
    found = report("fr")
    aimless = replace(found.page.plan, aims=())
    for plan, follows in ((aimless, True), (replace(aimless, items=()), False)):
        data = RENDERERS[fmt]().render(replace(found, page=replace(found.page, plan=plan)))
        text = data.decode() if fmt == "html" else document_text(data)
        assert (found.page.labels["aim.none"] in text) is follows


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_measured_no_web_is_drawn_and_no_level_described(language: str) -> None:
    """A web without a point says nothing, nor does the sentence on the texts below the bars where there are none."""
    t = report(language).page.labels
    spoken = ['<div class="radar">', t["summary.profile"], t["dimension.lead"]]
    full, none = (RENDERERS["html"]().render(found).decode() for found in (report(language), blank(language)))
    assert [words for words in spoken if words not in full] == []
    assert [words for words in spoken if words in none] == []


def test_a_path_without_a_band_does_not_explain_one() -> None:
    """Where every bound is the score itself, nothing light lies around the line."""
    found = report("fr")
    words = found.page.labels["roadmap.trajectory-help"]
    sure = tuple(replace(step, low=step.value, high=step.value) for step in found.page.plan.steps)
    plan = replace(found.page.plan, steps=sure)
    assert words in RENDERERS["html"]().render(found).decode()
    assert words not in RENDERERS["html"]().render(replace(found, page=replace(found.page, plan=plan))).decode()
