"""Documents and slides of the samples: LibreOffice opens them, and they say what the PDF and the HTML say."""

import io
from collections.abc import Mapping
from html import unescape

import pypdfium2
import pytest

from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Options, Report
from tests.render.hostile_text import everywhere
from tests.render.office_reader import as_pdf, document_text, slide_texts
from tests.render.pdf_reader import letters, text_of, words_missing
from tests.render.small_report import LANGUAGES
from tests.render.small_report import report as small_report
from tests.render.test_length import FIRM, of_items, whole
from tests.render.test_samples import FIRMS, changed, long_names, planned, scored, worded

pytestmark = pytest.mark.xdist_group("samples")  # one process plans and renders what its tests share
SAMPLES = dict(zip(LANGUAGES, (FIRMS[1], FIRMS[0], FIRMS[2]), strict=True))


def sample(language: str) -> Report:
    """Return the report of one sample a language."""
    return worded(*planned(SAMPLES[language]), language)


def forty() -> Report:
    """Return the report of a complete assessment with a plan of forty actions."""
    result, roadmap = whole(FIRM)
    return worded(result, of_items(roadmap, 40), "fr")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return documents and slides as LibreOffice prints them: samples, nothing answered, endless names."""
    reports = {language: sample(language) for language in LANGUAGES}
    reports["nothing"] = worded(*scored(changed(FIRMS[0], answers={})), "fr")
    reports["long"] = worded(*scored(long_names()), "ar")
    files = {
        f"{name}-{kind}.{kind}": RENDERERS[kind]().render(report)
        for name, report in reports.items()
        for kind in ("docx", "pptx")
    }
    books = {**{language: reports[language] for language in LANGUAGES}, "forty": forty()}
    files |= {f"{name}-xlsx.xlsx": RENDERERS["xlsx"]().render(report) for name, report in books.items()}
    return as_pdf(files, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_printed_whole(language: str, printed: Mapping[str, bytes]) -> None:
    """Its pages hold scores, flags, actions and partners, in the letters of its language."""
    page, text = sample(language).page, text_of(printed[f"{language}-docx.docx"])
    assert letters(page.overall.score.text) in text
    titles = [*(flag.title for flag in page.flags), *(item.title for item in page.plan.items)]
    titles += [found.name for found in page.partners]
    if language != "ar":  # LibreOffice's PDF does not give Arabic letters back in their order; pictures were looked at
        assert [title for title in titles if words_missing(text, title)] == []
    assert len(pypdfium2.PdfDocument(printed[f"{language}-docx.docx"])) <= 36


@pytest.mark.parametrize("name", [*LANGUAGES, "nothing", "long"])
def test_each_slide_is_one_page_and_none_is_empty(name: str, printed: Mapping[str, bytes]) -> None:
    """Eight to twelve pages, four where nothing is measured, each with ink between its title and its foot."""
    document = pypdfium2.PdfDocument(io.BytesIO(printed[f"{name}-pptx.pptx"]))
    assert len(document) == 4 if name == "nothing" else 8 <= len(document) <= 12
    for page in document:
        grey = page.render(scale=0.3).to_pil().convert("L")
        middle = grey.crop((20, round(grey.height * 0.18), grey.width - 20, round(grey.height * 0.9)))
        assert middle.getextrema()[0] < 128


@pytest.mark.parametrize("name", [*LANGUAGES, "forty"])
def test_a_workbook_is_printed_on_few_pages(name: str, printed: Mapping[str, bytes]) -> None:
    """A plan with its scores, its answers and its partners takes twelve pages, one of forty actions, too."""
    assert len(pypdfium2.PdfDocument(printed[f"{name}-xlsx.xlsx"])) <= 12


def test_a_printed_workbook_names_each_action_and_answer(printed: Mapping[str, bytes]) -> None:
    """What is made small or left to the screen is nothing that a meeting needs; an option begins as in its list."""
    page, text = sample("fr").page, text_of(printed["fr-xlsx.xlsx"]).casefold()
    answers = [found.asked.answer[0] for row in page.dimensions for found in row.indicators if found.asked.answer]
    told = [*(item.title for item in page.plan.items), *(row.title for row in page.dimensions), *answers]
    assert [words for words in told if words_missing(text, words.casefold())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_formats_say_the_same(language: str) -> None:
    """Scores, answers, flags, gaps, actions and partners of the HTML are in the document; slides hold their part."""
    report = sample(language)
    page = report.page
    html = letters(unescape(RENDERERS["html"]().render(report).decode()))
    word = letters(document_text(RENDERERS["docx"]().render(report)))
    slides = letters("".join(slide_texts(RENDERERS["pptx"]().render(report))))
    asked = [found for row in page.dimensions for found in row.indicators]
    told = [
        *(row.score.text for row in page.dimensions),
        *(part for found in asked for part in (found.score.text, *found.asked.answer, *found.asked.next_option)),
        *(part for flag in page.flags for part in (flag.title, flag.why, flag.source, flag.first, flag.when)),
        *(gap.planned for gap in page.gaps),
        *page.plan.gaps_left,
        *(phase.expected for phase in page.plan.phases),
        *(
            part
            for item in page.plan.items
            if item.kind == "action"
            for part in (item.title, item.first_step, item.months)
        ),
        *(part for found in page.partners for part in (found.ask, found.bring)),
        *(share for group in page.method.weights for _, share, _ in group.weights),
    ]
    assert [text for text in told if letters(text) not in html] == []
    assert [text for text in told if letters(text) not in word] == []
    shown = [
        page.overall.score.text,
        *(row.score.text for row in page.dimensions),
        *(flag.title for flag in page.flags[:5]),
        *(phase.expected for phase in page.plan.phases),
        *(item.first_step for item in page.first_steps),
        *(group.first.ask for group in page.partner_groups[:3]),
    ]
    assert [text for text in shown if letters(text) not in slides] == []


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_hostile_words_open(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Markup, formulas, controls and emoji in every word of the content: the program opens it and prints letters."""
    text = "=1+1 ]]> & </w:t> \x07\ufffe {{7*7}} 🏭"
    report = small_report("fr", say=everywhere(text), options=Options())
    folder = tmp_path_factory.mktemp("hostile")
    (pdf,) = as_pdf({f"hostile.{kind}": RENDERERS[kind]().render(report)}, folder).values()
    assert "{{7*7}}" in text_of(pdf)
    assert "=1+1]]>&</w:t>" in text_of(pdf)
