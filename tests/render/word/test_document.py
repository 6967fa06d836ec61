"""The document: editable as Word has it, in the direction of its language, in an institute's own letterhead."""

import io
from dataclasses import replace

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Twips
from PIL import Image

from jazari_assess.model.assessment import Given
from jazari_assess.model.brand import Logo
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import ANNEXES, Comparison, Institute, Options, Template
from tests.render.office_reader import document, document_text, parts
from tests.render.small_report import ANSWERS, LANGUAGES, TEMPLATE, assessment, blank, library, report, result


def render(language: str = "fr", **changes: object) -> bytes:
    """Return the document of the small firm."""
    return RENDERERS["docx"]().render(report(language, **changes))  # type: ignore[arg-type]  # passed on as they are


@pytest.mark.parametrize("language", LANGUAGES)
def test_chapters_are_headings_and_stand_in_the_contents(language: str) -> None:
    """Styles carry the structure; each chapter is linked from the contents, which the program can bring up to date."""
    data = render(language)
    found = document(data)
    titles = [one.text for one in found.paragraphs if one.style.name == "Heading 1"]
    labels = report(language).page.labels
    for key in ("summary.title", "flag.chapter", "profile.title", "dimension.title", "roadmap.title", "method.title"):
        assert labels[key] in titles
    marks = {one.get(qn("w:name")) for one in found.element.body.iter(qn("w:bookmarkStart"))}
    links = [one.get(qn("w:anchor")) for one in found.element.body.iter(qn("w:hyperlink"))]
    assert len(links) == len(titles)
    assert set(links) == marks
    assert [one.text.strip() for one in found.element.body.iter(qn("w:instrText"))] == ['TOC \\o "1-2" \\h \\z \\u']
    assert {one.style.name for one in found.paragraphs} >= {"Title", "Heading 2", "Heading 3", "Jazari List"}


def test_a_firm_without_flags_and_gaps_has_no_chapter_of_them() -> None:
    """No page says of nothing where it comes from, and no heading tells of gaps that the plan treats."""
    found = report()
    data = RENDERERS["docx"]().render(replace(found, page=replace(found.page, flags=(), gaps=())))
    titles = [one.text for one in document(data).paragraphs if one.style.name == "Heading 1"]
    labels = found.page.labels
    assert labels["flag.chapter"] not in titles
    assert labels["flag.none"] in document_text(data)
    assert labels["summary.treated"] not in document_text(data)


def test_what_is_expected_and_not_chosen_as_an_aim_is_said_not_to_be_served() -> None:
    """A firm's own words beside a plan without aims: the first page says that it does not look at them."""
    found = report()
    served = replace(found.page, expectation="Plus de commandes")
    without = replace(served, plan=replace(served.plan, aims=()))
    told = found.page.labels["aim.unserved"]
    for kind in ("docx", "html"):
        texts = [RENDERERS[kind]().render(replace(found, page=page)) for page in (without, served, found.page)]
        assert [told in (document_text(text) if kind == "docx" else text.decode()) for text in texts] == [
            True,
            False,
            False,
        ]


def test_where_nothing_moved_no_line_names_what_did() -> None:
    """A second visit with the same answers says how many questions did not move, and no more; a page says the same."""
    earlier = result(library(), assessment())
    found = report(comparison=Comparison(earlier=earlier))
    assert found.page.moved is not None
    assert found.page.moved.questions == ()
    told = document_text(RENDERERS["docx"]().render(found)), RENDERERS["html"]().render(found).decode()
    heading = found.page.labels["moved.questions"]
    assert all(found.page.moved.same in text and heading not in text for text in told)
    before = result(library(), assessment(answers={**ANSWERS, "maintenance": Given(answer=0)}))
    assert heading in document_text(render(comparison=Comparison(earlier=before)))


def test_the_map_is_drawn_where_a_dimension_has_a_score() -> None:
    """Dashes alone are no map."""
    heading = report().page.labels["profile.heat"]
    assert heading in document_text(render())
    assert heading not in document_text(render(found=assessment(answers={})))


def heads_of_scores(data: bytes) -> list[str]:
    """Return the headings of the table of dimensions."""
    name = report().page.labels["dimension.name"]
    (table,) = (one for one in document(data).tables if one.cell(0, 0).text == name)
    return [cell.text for cell in table.rows[0].cells]


def test_no_column_of_scores_is_empty() -> None:
    """Where nothing is scored no level and no target have a column; where nothing is open no interval has."""
    page, t = report().page, report().page.labels
    level, target, interval = (t[key] for key in ("level.name", "score.target", "score.interval-name"))
    assert {level, target} <= {*heads_of_scores(render())}
    assert not {level, target} & {*heads_of_scores(render(found=assessment(answers={})))}
    closed = [replace(row, score=replace(row.score, interval="")) for row in page.dimensions]
    data = RENDERERS["docx"]().render(replace(report(), page=replace(page, dimensions=tuple(closed))))
    assert interval not in heads_of_scores(data)


def test_where_nothing_is_measured_no_level_is_spoken_of() -> None:
    """No text below a dimension describes one, so nothing says where such texts come from."""
    told, t = document_text(RENDERERS["docx"]().render(blank())), report().page.labels
    assert t["dimension.lead-table"] not in told


def test_arabic_runs_from_the_right() -> None:
    """Paragraphs, tables and the section are from the right; Arabic letters are in runs that say so, Latin ones not."""
    data = render("ar")
    found = document(data)
    every = list(found.element.body.iter(qn("w:p")))
    drawn = [one for one in every if one.find(f".//{qn('w:drawing')}") is not None]
    told = [one for one in every if one not in drawn]
    assert all(one.pPr.find(qn("w:bidi")) is not None for one in told)
    assert all(one.pPr.find(qn("w:jc")).get(qn("w:val")) == "right" for one in drawn)
    tables = list(found.element.body.iter(qn("w:tbl")))
    assert tables
    assert all(one.tblPr.find(qn("w:bidiVisual")) is not None for one in tables)
    assert found.sections[0]._sectPr.find(qn("w:bidi")) is not None
    runs = [
        (one.text, one.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None) for one in found.element.body.iter(qn("w:r"))
    ]
    assert all(rtl for text, rtl in runs if any("\u0620" <= letter <= "\u064a" for letter in text))
    assert not any(rtl for text, rtl in runs if text.isascii() and any(letter.isalpha() for letter in text))
    normal = found.styles["Normal"].element.rPr
    assert normal.find(qn("w:rFonts")).get(qn("w:cs")) == "Arial"
    assert normal.find(qn("w:szCs")) is not None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_latin_runs_from_the_left(language: str) -> None:
    """Nothing is turned round where the language is not."""
    text = parts(render(language))["word/document.xml"]
    assert b"<w:bidi/>" not in text
    assert b"<w:bidiVisual/>" not in text


def test_an_arabic_name_in_a_french_document_is_arabic() -> None:
    """Its run is from the right and says its language to those who hear it."""
    data = render("fr", found=assessment(firm="مصنع الأطلس (فاس)"))
    runs = [one for one in document(data).element.body.iter(qn("w:r")) if "مصنع" in one.text]
    assert runs
    for run in runs:
        assert run.rPr.find(qn("w:rtl")) is not None
        assert run.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-MA"


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_are_drawn_by_the_program_and_have_their_text(language: str) -> None:
    """Each is a part with its workbook behind it, so that numbers are edited; its text names the scores."""
    data = render(language)
    page = report(language).page
    texts = [one.get("descr") for one in document(data).element.body.iter(qn("wp:docPr"))]
    inside = parts(data)
    charts = [name for name in inside if name.startswith("word/charts/chart")]
    assert len(texts) == len(charts) >= 2
    assert all(texts)
    assert page.dimensions[0].score.text in texts[0]
    assert len([name for name in inside if name.startswith("word/embeddings/")]) == len(charts)
    assert b"c:radarChart" in inside["word/charts/chart1.xml"]


def test_tables_repeat_their_head_and_break_between_rows() -> None:
    """As on paper: a row stays whole, its headings come again on the next page."""
    for table in document(render()).element.body.iter(qn("w:tbl")):
        rows = list(table.iter(qn("w:tr")))
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert not any(row.trPr.find(qn("w:tblHeader")) is not None for row in rows[1:])


def test_a_french_note_in_an_arabic_document_keeps_its_point() -> None:
    """All of its letters, the point at its end as well, are one run from the left between marks of its direction."""
    answers = {**ANSWERS, "maintenance": Given(answer=1, note="Panne de mars.\nDeux lignes.")}
    found = document(render("ar", found=assessment(answers=answers)))
    runs = [one for one in found.element.body.iter(qn("w:r")) if "Panne de mars" in one.text]
    assert runs
    assert {one.text.replace("\n", " ") for one in runs} == {"\u200ePanne de mars. Deux lignes.\u200e"}
    assert all(one.rPr.find(qn("w:rtl")) is None for one in runs)


def test_percentages_in_arabic_keep_their_sign_behind_the_number() -> None:
    """Wherever words from the right stand around one, a run from the left holds it between marks of its direction."""
    runs = [one for one in document(render("ar")).element.body.iter(qn("w:r")) if "%" in one.text]
    weights = {dimension.weight for dimension in report("ar").page.dimensions}
    assert {f"\u200e{weight}\u200e" for weight in weights} <= {one.text for one in runs}
    assert all(one.rPr.find(qn("w:rtl")) is None for one in runs)


def test_a_shortened_name_in_an_arabic_head_ends_in_its_own_direction() -> None:
    """The dots of a Latin name that has no room follow its letters, in their run."""
    head = document(render("ar", found=assessment(firm="Atelier Atlas " * 9))).sections[0].header.paragraphs[0]
    (name,) = (run for run in head.runs if "Atelier" in run.text)
    assert name.text.startswith("\u200eAtelier Atlas")
    assert name.text.endswith("…\u200e")


def test_nothing_stands_at_the_foot_of_a_page_that_belongs_to_the_next() -> None:
    """The key of the calendar leads to it, facts to what they are about, headings of tables to the rows."""
    body, t = document(render()).element.body, report().page.labels
    calendar = next(
        one for one in body if (found := one.find(f".//{qn('w:t')}")) is not None and found.text == t["roadmap.gantt"]
    )
    key, table = calendar.getnext(), calendar.getnext().getnext()
    assert key.find(f".//{qn('w:t')}").text.startswith("\u25a0")
    assert key.pPr.find(qn("w:keepNext")) is not None
    assert table.tag == qn("w:tbl")
    for one in body.iter(qn("w:tbl")):
        rows = list(one.iter(qn("w:tr")))
        if rows[0].trPr.find(qn("w:tblHeader")) is not None:
            assert all(line.pPr.find(qn("w:keepNext")) is not None for line in rows[0].iter(qn("w:p")))
        assert all(line.pPr.find(qn("w:keepNext")) is None for line in rows[-1].iter(qn("w:p")))
    titles = [one for one in body.iter(qn("w:p")) if one.pPr.find(qn("w:pStyle")).get(qn("w:val")) == "Heading3"]
    assert titles
    assert all(one.getnext().pPr.find(qn("w:keepNext")) is not None for one in titles)


def test_what_begins_a_view_or_a_group_of_rows_is_not_left_behind() -> None:
    """The first words on views and the overall score of each, aims and reasons above their rows go with the next."""
    body, t = document(render()).element.body, report().page.labels
    told = {"".join(found.text for found in one.iter(qn("w:t"))): one for one in body.iter(qn("w:p"))}
    first = [
        one for text, one in told.items() if text.startswith((t["views.lead"], f"{t['score.overall']}{t['colon']}"))
    ]
    assert len(first) == 1 + len(report().page.views)
    spans = [one for one in body.iter(qn("w:tc")) if one.tcPr.find(qn("w:gridSpan")) is not None]
    strong = [one for one in spans if next(one.iter(qn("w:rStyle"))).get(qn("w:val")) == "JazariStrong"]
    assert strong
    assert len(strong) == len(report().page.plan.aims) + len(report().page.plan.left_out_groups)
    first += [line for one in strong for line in one.iter(qn("w:p"))]
    assert all(one.pPr.find(qn("w:keepNext")) is not None for one in first)


def test_a_table_of_phases_is_not_divided() -> None:
    """Each of its rows but the last stays with the next."""
    page = report().page
    (table,) = (one for one in document(render()).tables if one.cell(0, 0).text == page.labels["phase.dimensions"])
    kept = [
        all(line._p.pPr.find(qn("w:keepNext")) is not None for cell in row.cells for line in cell.paragraphs)
        for row in table.rows
    ]
    assert kept == [True] * len(page.dimensions) + [False]


def test_charts_have_the_letters_of_the_document_and_no_frame() -> None:
    """Ours are named, for the library's theme has others; a letterhead's theme says its own."""
    own = parts(render())["word/charts/chart1.xml"].decode()
    assert '<a:latin typeface="Calibri"/><a:cs typeface="Arial"/>' in own
    assert "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:txPr>" in own
    target = io.BytesIO()
    docx.Document().save(target)
    template = Template(folders=(TEMPLATE,), word=target.getvalue())
    assert "a:latin" not in parts(render(template=template))["word/charts/chart1.xml"].decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_about_what_is_drawn_in_the_document(language: str) -> None:
    """Bars with a thin line and a diamond, and a light band, are on paper; here are a dashed line and a table."""
    text, t = document_text(render(language)), report(language).page.labels
    assert [key for key in ("profile.lead-chart", "dimension.lead-table", "sheet.bounds") if t[key] not in text] == []
    assert [key for key in ("profile.lead", "dimension.lead", "roadmap.trajectory-help") if t[key] in text] == []


def test_annexes_and_notes_are_left_out_when_asked() -> None:
    """Each annex has a chapter of its own, which goes with it."""
    labels = report().page.labels
    own = {"answers": "annex.other-answers", "calculation": "annex.calculation", "provenance": "annex.provenance"}
    every, fewer = document_text(render()), document_text(render(options=Options(without=("calculation", "answers"))))
    assert [name for name in ANNEXES if labels[own[name]] in every] == list(ANNEXES)
    assert [name for name in ANNEXES if labels[own[name]] in fewer] == ["provenance"]


def test_brand_has_its_colours_logo_and_foot() -> None:
    """Its colour heads the tables and the titles, its logo is on the cover with the name, its words at the foot."""
    target = io.BytesIO()
    Image.new("RGB", (300, 90), "#5b2a6e").save(target, "PNG")
    template = Template(
        folders=(TEMPLATE,), colours={"#0e4f56": "#5b2a6e"}, logo=Logo(suffix=".png", data=target.getvalue())
    )
    data = render(template=template, institute=Institute(name="Institut Atlas", footer="Confidentiel"))
    inside = parts(data)
    assert b"5B2A6E" in inside["word/styles.xml"]
    assert b"0E4F56" not in inside["word/styles.xml"]
    assert [name for name in inside if name.startswith("word/media/")] == ["word/media/image1.png"]
    assert next(document(data).element.body.iter(qn("wp:docPr"))).get("descr") == "Institut Atlas"
    assert "Confidentiel" in document(data).sections[0].footer.paragraphs[0].text


def letterhead(*, lists: bool = True) -> bytes:
    """Return an institute's own document: other margins, its own heading, a head, a sentence that must go."""
    found = docx.Document()
    if not lists:
        (name,) = (key for key, one in found.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.NUMBERING)
        del found.part.rels[name]
    found.add_paragraph("Modèle à remplir")
    found.sections[0].left_margin = Twips(2000)
    found.sections[0].header.paragraphs[0].text = "Institut Atlas, papier à en-tête"
    found.styles["Heading 1"].font.name = "Georgia"
    target = io.BytesIO()
    found.save(target)
    return target.getvalue()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_letterhead_keeps_its_styles_margins_and_head(language: str) -> None:
    """What stood in it is gone; what it lacks is added, and the report stands in it."""
    data = render(language, template=Template(folders=(TEMPLATE,), word=letterhead()))
    found = document(data)
    assert found.sections[0].header.paragraphs[0].text == "Institut Atlas, papier à en-tête"
    assert found.sections[0].left_margin == Twips(2000)
    assert found.styles["Heading 1"].font.name == "Georgia"
    assert "Modèle à remplir" not in document_text(data)
    assert report(language).page.labels["summary.title"] in document_text(data)
    assert found.styles["Jazari Table"] is not None
    assert data == render(language, template=Template(folders=(TEMPLATE,), word=letterhead()))


def test_letterhead_without_lists_is_given_one() -> None:
    """A document without a part for lists is given one with our bullets."""
    assert "word/numbering.xml" not in parts(letterhead(lists=False))
    data = render(template=Template(folders=(TEMPLATE,), word=letterhead(lists=False)))
    assert parts(data)["word/numbering.xml"].count(b'w:val="bullet"') == 2
    assert [one for one in document(data).paragraphs if one.style.name == "Jazari List"]
