"""What a printer would be ashamed of: text that touches a bar, letters too small to read, what is torn off."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from jazari_assess.model.peers import Peers
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Comparison, Template
from jazari_assess.render.pdf_html.by_weasyprint.engine import WeasyPrinter
from tests.render.small_report import ANSWERS, TEMPLATE, assessment, report

_MM = 72 / 25.4
_TEAL = (0x1E, 0x7F, 0x83)
"""The bar beside a card."""
_SMALLEST = 6.0
"""Points: what is still read on paper."""
_STYLES = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("fonts", "shared", "print"))


@cache
def made(language: str) -> bytes:
    """Return the report of the small firm."""
    return RENDERERS["pdf"]().render(report(language))


def laid_out(*sections: str) -> pypdfium2.PdfDocument:
    """Return sections in our style, each of which begins a page."""
    told = "".join(f'<section class="page">{section}</section>' for section in sections)
    markup = f'<html lang="fr"><head><title>x</title>{_STYLES}</head><body class="full">{told}</body></html>'
    return pypdfium2.PdfDocument(WeasyPrinter().make_pdf(markup, Template(folders=(TEMPLATE,))))


def printed(*sections: str) -> list[str]:
    """Return the text of each page of sections in our style, each of which begins a page."""
    return [page.get_textpage().get_text_range() for page in laid_out(*sections)]


def at_the_foot(inner: str) -> Iterator[str]:
    """Yield a section for each height at which what is inside may come to stand, down to the foot of a page."""
    for number, height in enumerate(range(180, 262, 3)):
        yield f'<div style="height: {height}mm"></div>{inner.replace("NO", str(number))}'


@pytest.mark.parametrize(("language", "inward"), [("fr", 1), ("ar", -1)])
def test_text_of_a_card_keeps_off_its_bar(language: str, inward: int) -> None:
    """The bar stands where lines begin, and 2 mm beside it are white in either direction."""
    scale, bars = 4, 0
    for page in pypdfium2.PdfDocument(made(language)):
        picture = np.asarray(page.render(scale=scale).to_pil().convert("RGB")).astype(int)
        teal = (np.abs(picture - _TEAL).max(axis=2) < 3).sum(axis=0)
        (columns,) = np.nonzero(teal > 20 * scale)
        if not len(columns) or np.ptp(columns) > 2 * _MM * scale:
            continue
        edge = columns.max() if inward > 0 else columns.min()
        rows = np.abs(picture[:, edge - inward * 2] - _TEAL).max(axis=1) < 3
        beside = sorted((edge + inward * 2, edge + inward * int(2 * _MM * scale)))
        bars += 1
        assert picture[rows, beside[0] : beside[1]].min() > 250
    assert bars


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_letter_is_smaller_than_six_points(language: str) -> None:
    """Nowhere, the map of indicators and the axes of charts included."""
    sizes = {}
    for page in pypdfium2.PdfDocument(made(language)):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            if (letter := text.get_text_range(place, 1)).strip():
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFText_GetMatrix(text.raw, place, matrix)
                sizes[round(pdfium.FPDFText_GetFontSize(text.raw, place) * abs(matrix.d), 2)] = letter
    assert min(sizes) >= _SMALLEST, sizes


@pytest.mark.parametrize(
    "chart",
    [
        '<div class="trajectory"><svg viewBox="0 0 200 60">{}</svg></div>',
        '<svg class="bar" viewBox="0 0 200 14">{}</svg>',
    ],
)
def test_a_mark_at_the_end_of_a_scale_is_whole(chart: str) -> None:
    """A firm that reaches 100 sees a round mark there, not the half that lies within the scale."""
    mark = '<circle cx="100" cy="0" r="5" fill="#1e7f83"/>'
    (page,) = laid_out(f'<div style="padding: 20mm">{chart.format(mark)}</div>')
    picture = np.asarray(page.render(scale=4).to_pil().convert("RGB")).astype(int)
    rows, columns = np.nonzero(np.abs(picture - _TEAL).max(axis=2) < 3)
    assert abs(np.ptp(rows) - np.ptp(columns)) <= 2


def test_names_of_levels_stand_beside_the_plot() -> None:
    """On the page of the expected path each is right of what is drawn, where no curve goes."""
    found = report("fr")
    heading = found.page.labels["roadmap.trajectory"]
    (page,) = (page for page in pypdfium2.PdfDocument(made("fr")) if heading in page.get_textpage().get_text_range())
    text = page.get_textpage()
    begins = page.get_width() - (16 + 20) * _MM
    lefts = []
    for level in found.page.method.levels:
        search = text.search(level.title, match_case=True)
        while (place := search.get_next()) is not None:
            lefts.append(text.get_charbox(place[0])[0])
    assert [left for left in lefts if left >= begins]


def test_what_others_reach_stays_in_its_column() -> None:
    """Below the score of a question, in front of the answer: the widest label does not run into it."""
    medians = {"shop-floor": 55.0, "maintenance": 40.0, "network": 45.0}
    group = Peers(name="Textile", source="enquête", as_of="2026-06", firms=38, overall=44.0, scores=medians)
    found = report("fr", comparison=Comparison(peers=group))
    label, answer = found.page.labels["score.peers"], found.page.labels["dimension.answered"]
    compared = 0
    for page in pypdfium2.PdfDocument(RENDERERS["pdf"]().render(found)):
        text = page.get_textpage()
        if (heading := text.search(answer).get_next()) is None:
            continue
        begins, search = text.get_charbox(heading[0])[0], text.search(label)
        while (place := search.get_next()) is not None:
            left, *_ = text.get_charbox(place[0])
            *_, right, _ = text.get_charbox(place[0] + place[1] - 1)
            if left < begins and right > 16 * _MM + 0.17 * (page.get_width() - 32 * _MM):
                compared += 1
                assert right < begins
    assert compared >= 2


def test_a_dash_in_the_map_stands_before_the_name_of_what_was_not_measured() -> None:
    """At any width of its square no line ends between the two."""
    cell = '<td class="shade-none"><strong>–</strong><p class="square-name">Données personnelles</p></td>'
    rows = "".join(
        f'<table class="heat" style="width: {20 + width / 2}mm"><tr>{cell}</tr></table>' for width in range(40)
    )
    text = "".join(printed(f"<div>{rows}</div>"))
    assert text.count("–") == text.count("– Données") == 40


def test_the_facts_of_a_dimension_keep_their_numbers() -> None:
    """Weight, coverage and target end no line without what they are."""
    found = report("fr")
    facts = RENDERERS["html"]().render(found).decode().partition('<p class="dimension-facts">')[2].partition("</p>")[0]
    for key in ("score.target", "dimension.weight", "dimension.coverage"):
        assert f"{found.page.labels[key]}&nbsp;<bdi>" in facts


def test_a_long_plan_keeps_its_quarters_apart() -> None:
    """Twelve quarters are numbered in the calendar, and the path names as many as have room, first and last."""
    found = report("fr")
    plan, steps = found.page.plan, found.page.plan.steps
    quarters = tuple((f"Trim. {number}", f"mois {number}") for number in range(1, 13))
    path = (steps[0], *(replace(steps[-1], name=name) for name, _ in quarters))
    told = replace(found, page=replace(found.page, plan=replace(plan, quarters=quarters, steps=path)))
    page = RENDERERS["html"]().render(told).decode()
    calendar = page.split('<table class="gantt">')[1].split("</thead>")[0]
    assert re.findall(r"<bdi>(.*?)</bdi>", calendar) == [str(number) for number in range(1, 13)]
    assert "Trim. 1\u00a0: mois 1 · Trim. 12\u00a0: mois 12" in calendar
    labels = re.findall(r'trajectory-label" style="left: (\S+)%; width: (\S+)%">(.*?)<br>', page)
    assert [name for *_, name in labels] == [steps[0].name, *(f"Trim. {number}" for number in range(2, 13, 2))]
    assert all(float(width) > 10 for _, width, _ in labels)
    ends = [float(left) + float(width) for left, width, _ in labels]
    assert all(float(left) >= end - 0.05 for end, (left, *_) in zip(ends, labels[1:], strict=False))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_lines_of_the_calendar_go_through_rows_of_any_height(language: str) -> None:
    """Titles of several lines leave no gap in the lines between quarters, as wide as the table they stand in."""
    found = report(language)
    title = f"{'titre ' * 40}"
    items = tuple(replace(item, title=title) for item in found.page.plan.items)
    pdf = RENDERERS["pdf"]().render(
        replace(found, page=replace(found.page, plan=replace(found.page.plan, items=items)))
    )
    count, scale, runs = len(found.page.plan.quarters), 3, []
    for page in pypdfium2.PdfDocument(pdf):
        if page.get_textpage().get_text_range().count("titre") < len(items) * 40:
            continue
        dark = np.asarray(page.render(scale=scale).to_pil().convert("L")) < 245
        inner = (page.get_width() - 32 * _MM) * scale
        first = 16 * _MM * scale + (0.57 * inner if language == "fr" else 0)
        for quarter in range(1, count):
            near = int(first + 0.43 * inner * quarter / count)
            column = dark[:, near - 3 : near + 4].any(axis=1)
            edges = np.flatnonzero(np.diff(np.concatenate(([0], column.astype(int), [0]))))
            runs.append(int((edges[1::2] - edges[::2]).max()))
    assert runs
    assert min(runs) > len(items) * 25 * scale


def test_what_was_not_measured_is_a_dash_beside_the_radar() -> None:
    """Its state stands in the tables: two more words would not fit into a label."""
    answers = {name: answer for name, answer in ANSWERS.items() if name != "backup"}
    one = RENDERERS["html"]().render(report("fr", found=assessment(answers=answers))).decode()
    assert re.findall(r'class="radar-label[^>]*>.*?<bdi>(.*?)</bdi>', one) == ["35,0", "50,0", "–"]
    nothing = RENDERERS["html"]().render(report("fr", found=assessment(answers={}))).decode()
    assert 'class="radar-label' not in nothing


def test_an_introduction_stays_whole_with_its_heading() -> None:
    """Wherever a chapter begins, its heading, all of its introduction and what follows are on one page."""
    lead = "mot " * 90
    pages = printed(*at_the_foot(f'<h1>TITLE-NO.</h1><p class="lead">BEGIN-NO. {lead} END-NO.</p><p>NEXT-NO.</p>'))
    for number in range(len(list(at_the_foot("")))):
        (first,) = (page for page in pages if f"TITLE-{number}." in page)
        for word in ("BEGIN", "END", "NEXT"):
            assert f"{word}-{number}." in first


def test_the_last_row_of_a_table_does_not_stand_alone() -> None:
    """Wherever a table is divided, its last row takes another along."""
    rows = "".join(f"<tr><td>ROW-{row}-NO.</td></tr>" for row in range(8))
    table = f'<table class="questions"><thead><tr><th>HEAD</th></tr></thead><tbody>{rows}</tbody></table>'
    pages = printed(*at_the_foot(table))
    divided = 0
    for number in range(len(list(at_the_foot("")))):
        (holding,) = (page for page in pages if f"ROW-7-{number}." in page)
        assert f"ROW-6-{number}." in holding
        divided += f"ROW-0-{number}." not in holding
    assert divided > 3


@pytest.mark.parametrize("name", ["kpis", "left-out"])
def test_the_row_that_names_a_group_does_not_stand_alone_at_the_foot(name: str) -> None:
    """Wherever such a table is divided, the first row of each group stands with the row that names it."""
    groups = "".join(
        f"<tbody><tr><th>GROUP-{group}-NO.</th></tr>{f'<tr><td>ROW-{group}-NO.<br>x<br>x</td></tr>' * 4}</tbody>"
        for group in range(3)
    )
    pages = printed(*at_the_foot(f'<table class="{name}"><thead><tr><th>HEAD</th></tr></thead>{groups}</table>'))
    divided = 0
    for number in range(len(list(at_the_foot("")))):
        for group in range(3):
            (naming,) = (page for page in pages if f"GROUP-{group}-{number}." in page)
            assert f"ROW-{group}-{number}." in naming
        divided += f"ROW-2-{number}." not in next(page for page in pages if f"GROUP-0-{number}." in page)
    assert divided > 3


def test_the_first_line_of_what_a_result_comes_from_does_not_stand_alone_at_the_foot() -> None:
    """Wherever its chapter begins, two lines at least follow the heading on its page."""
    rows = "".join(f"<tr><th>ROW-{row}-NO.</th><td>x</td></tr>" for row in range(6))
    pages = printed(*at_the_foot(f'<h1>TITLE-NO.</h1><table class="provenance"><tbody>{rows}</tbody></table>'))
    divided = 0
    for number in range(len(list(at_the_foot("")))):
        (holding,) = (page for page in pages if f"TITLE-{number}." in page)
        assert f"ROW-1-{number}." in holding
        divided += f"ROW-5-{number}." not in holding
    assert divided > 3


def pages_with(word: str, inner: str) -> list[str]:
    """Return the one page that holds a word, for each place on paper where what holds it may begin."""
    pages = printed(*at_the_foot(inner))
    found = []
    for number in range(len(list(at_the_foot("")))):
        (holding,) = (page for page in pages if f"{word}-{number}." in page)
        found.append(holding)
    return found


def test_what_contradicts_itself_across_dimensions_stands_below_the_last() -> None:
    """Wherever the chapter ends: it follows the last rows, and does not wait for the next chapter."""
    rows = "".join(f"<tr><td>ROW-{row}-NO.</td></tr>" for row in range(4))
    table = f'<table class="questions"><tbody>{rows}</tbody></table>'
    chapter = (
        f'<section class="dimensions"><div class="dimension">{table}</div><p class="notice">TOLD-NO.</p></section>'
    )
    after = '<section><h1>NEXT-NO.</h1><p class="lead">text</p><p style="height: 40mm">text</p></section>'
    parted = 0
    for number, holding in enumerate(pages_with("TOLD", chapter + after)):
        assert f"ROW-3-{number}." in holding
        parted += f"NEXT-{number}." not in holding and f"ROW-0-{number}." in holding
    assert parted > 3


def test_what_contradicts_itself_stands_below_its_own_answers() -> None:
    """Wherever a dimension ends, its last notice is on the page of its last rows, not on that of the next dimension."""
    rows = "".join(f"<tr><td>ROW-{row}-NO.</td></tr>" for row in range(4))
    table = f'<table class="questions"><tbody>{rows}</tbody></table><p class="notice">TOLD-NO.</p>'
    head = '<div class="dimension-intro"><h2>NEXT-NO.</h2></div><p class="typical">text</p>'
    inner = f'<div class="dimension">{table}</div><div class="dimension">{head}<p style="height: 40mm">text</p></div>'
    parted = 0
    for number, holding in enumerate(pages_with("TOLD", inner)):
        assert f"ROW-3-{number}." in holding
        parted += f"NEXT-{number}." not in holding
    assert parted > 3


def test_a_note_begins_on_the_line_of_its_title() -> None:
    """At any width: a note with room for all but the space at the end of its line is not sent below its title."""
    words = "Cahier des charges des presses de 2026, accès à distance à la demande. Pas de liste unique."
    notes = "".join(
        f'<p class="note" style="width: {100 + n / 3}mm"><strong>TITLE:</strong> <bdi class="typed">{words}</bdi></p>'
        for n in range(120)
    )
    lines = "\n".join(printed(f'<div id="notes">{notes}</div>')).splitlines()
    assert sum(line.startswith("TITLE:") for line in lines) == 120
    assert "TITLE:" not in {line.strip() for line in lines}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_name_at_the_head_of_a_page_keeps_its_own_direction(language: str) -> None:
    """What is cut from a name is missed at its own end: right of Latin letters, left of Arabic ones."""
    name = {"fr": "شركة النسيج والخياطة بمدينة فاس …", "ar": "Les Ateliers de Tissage…"}[language]
    found = report(language)
    pdf = RENDERERS["pdf"]().render(replace(found, page=replace(found.page, short_firm=name)))
    text = pypdfium2.PdfDocument(pdf)[2].get_textpage()
    places = {text.get_text_range(place, 1): text.get_charbox(place)[0] for place in range(text.count_chars())}
    first = next(text.get_charbox(p)[0] for p in range(text.count_chars()) if text.get_text_range(p, 1) == name[0])
    assert (places["…"] > first) is (language == "ar")
