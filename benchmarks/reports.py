"""One full report of a sample beside plain paragraphs on as many pages, and many reports on two workers beside one.

The paragraphs are the report's own sentences, several to a paragraph, in its fonts and sizes, tagged alike, through
WeasyPrint as it comes. Time is that of the processor for one report, the least of some rounds in turn, for what else
the machine does only adds to it; and that of the clock for many. Trust the ratios.
"""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from html import escape
from itertools import cycle

import pypdfium2
from pypdfium2.raw import FS_MATRIX, FPDFText_CountChars, FPDFText_GetFontSize, FPDFText_GetMatrix
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from jazari_assess.content import own_root
from jazari_assess.engine.plan import plan
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.reading.assessment.file import read_assessment
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.reading.content.library import read_library
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Report, Template
from jazari_assess.render.page.build import make_page
from jazari_assess.render.pdf_html.by_weasyprint.engine import TemplateFetcher

FIRM, DATE = "agri-food-cannery", "2026-11-21"
ROUNDS = int(os.environ.get("JAZARI_BENCH_ROUNDS", "5"))
REPORTS = int(os.environ.get("JAZARI_BENCH_REPORTS", "200"))
MARKS = {"fr": 3.25, "ar": 3.25}
WORKERS, WORKERS_MARK = 2, 1.7
HIDDEN = 1.0
"""Points: texts for the heads of pages are set so small where they stand."""
SHORTEST, PARAGRAPH = 60, 450
"""Letters of a sentence that is taken, and of a paragraph, at least."""
TEMPLATE = Template(folders=(own_root() / "report_templates" / "standard",))


@cache
def report(language: str) -> Report:
    """Return the full report of the sample."""
    library = read_library([own_root()], consistency_ratio)
    path = own_root() / "questionnaires" / "industrie-x0" / "examples" / f"{FIRM}.yaml"
    models = sorted(library.models.values(), key=lambda model: model.structure.role != "main")
    assessment = read_assessment(path, library)
    questionnaire = library.questionnaires[assessment.questionnaire.id]
    result = evaluate(questionnaire, models, assessment, date=DATE, tool_version="0")
    roadmap = plan(result, library, PlanSettings(), date=DATE)
    words = read_report_text(TEMPLATE.folders, language)
    page = make_page(result=result, roadmap=roadmap, library=library, words=words)
    return Report(page=page, result=result, roadmap=roadmap, template=TEMPLATE)


def render(language: str) -> bytes:
    """Return the PDF of the sample."""
    return RENDERERS["pdf"]().render(report(language))


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(pypdfium2.PdfDocument(pdf))


def sentences(language: str) -> list[str]:
    """Return the long answers and next steps of the report."""
    page = report(language).page
    asked = [found.asked for row in page.dimensions for found in row.indicators]
    texts = [text for own in asked for text in (own.title, *own.answer, *own.next_option)]
    return [text for text in texts if len(text) > SHORTEST]


def paragraphs(language: str, count: int) -> list[str]:
    """Return that many paragraphs of prose."""
    told, found = cycle(sentences(language)), list[str]()
    for _ in range(count):
        text = ""
        while len(text) < PARAGRAPH:
            text = f"{text} {next(told)}"
        found.append(text)
    return found


@cache
def usual_size(language: str) -> float:
    """Return the size in points that half of the report's letters have or fall below; what is hidden is left out."""
    sizes: list[float] = []
    for page in pypdfium2.PdfDocument(render(language)):
        text, matrix = page.get_textpage(), FS_MATRIX()
        for letter in range(FPDFText_CountChars(text.raw)):
            FPDFText_GetMatrix(text.raw, letter, matrix)
            sizes.append(round(FPDFText_GetFontSize(text.raw, letter) * abs(matrix.d), 1))
    return statistics.median(size for size in sizes if size > HIDDEN)


def plain(language: str, count: int) -> str:
    """Return that many paragraphs on A4, in the fonts, the usual size and the line height of the report."""
    rtl = report(language).page.direction == "rtl"
    family = "'Jazari Sans Arabic', 'Jazari Sans'" if rtl else "'Jazari Sans', 'Jazari Sans Arabic'"
    font = f"{usual_size(language)}pt/{1.6 if rtl else 1.45} {family}"
    look = f"@page {{ size: A4; margin: 24mm 18mm 20mm }} html {{ font: {font} }} p {{ margin: 0 0 0.5em }}"
    told = "".join(f"<p>{escape(text)}</p>" for text in paragraphs(language, count))
    head = f"<meta charset=utf-8><title>x</title><link rel=stylesheet href=fonts.css><style>{look}</style>"
    direction = "rtl" if rtl else "ltr"
    return f"<!DOCTYPE html><html lang={language} dir={direction}><head>{head}</head><body>{told}</body></html>"


def render_plain(text: str) -> bytes:
    """Return the PDF of plain paragraphs, by WeasyPrint as it comes."""
    fetcher = TemplateFetcher(TEMPLATE)
    pdf: bytes = HTML(string=text, base_url="https://template.invalid/", url_fetcher=fetcher).write_pdf(
        font_config=FontConfiguration(), pdf_variant="pdf/ua-1"
    )
    return pdf


def plain_of(language: str, wanted: int) -> str:
    """Return plain paragraphs that fill that many pages."""
    count = 10 * wanted
    for _ in range(8):
        found = pages(render_plain(plain(language, count)))
        if found == wanted:
            break
        count = max(1, round(count * (wanted - 0.5) / (found - 0.5)))
    return plain(language, count)


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()  # so that neither pays for what the other left
    began = time.process_time()
    run()
    return time.process_time() - began


def row(language: str) -> bool:
    """Time both in turn; print one row, and say whether the mark holds."""
    wanted = pages(render(language))
    text = plain_of(language, wanted)
    rounds = [(_seconds(lambda: render_plain(text)), _seconds(lambda: render(language))) for _ in range(ROUNDS)]
    bare, ours = (min(found) for found in zip(*rounds, strict=True))
    times = ours / bare
    label = f"{language}, {wanted} pages ({pages(render_plain(text))} of paragraphs in {usual_size(language)} pt)"
    print(f"{label:46} paragraphs {bare:6.2f} s  report {ours:6.2f} s  {times:.2f} x (at most {MARKS[language]} x)")
    return bool(times <= MARKS[language])


def _one(number: int) -> int:
    return len(render("ar" if number % 2 else "fr"))


def _warm(number: int) -> int:
    for language in MARKS:
        report(language)
    time.sleep(1)  # so that each worker gets one of these
    return number


def rate(workers: int, count: int) -> float:
    """Return reports a second, with workers that have imported, read and rendered before."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_warm, range(workers)))
        list(pool.map(_one, range(2 * workers)))
        began = time.perf_counter()
        list(pool.map(_one, range(count)))
        return count / (time.perf_counter() - began)


def many() -> bool:
    """Print one row for many reports; say whether the mark holds."""
    one, two = rate(1, REPORTS // 8 or 1), rate(WORKERS, REPORTS)
    print(f"{REPORTS} full reports, fr and ar: one worker {one:.2f} a second, two {two:.2f}  {two / one:.2f} x", end="")
    print(f" (at least {WORKERS_MARK} x)")
    return two >= WORKERS_MARK * one


def main() -> int:
    """Print one table; exit 1 when a mark is missed."""
    held = [row(language) for language in MARKS]
    return int(not all([*held, many()]))


if __name__ == "__main__":
    sys.exit(main())
