"""Draw docs/pictures: what the guides and the README show, from the program itself, in three languages.

The summary page of a sample firm's report, the menu, a question of the interview, and the form that a firm
fills. Needs the development requirements (pypdfium2 draws PDF) and Chromium. Run it when one of
these changes: ``python scripts/make_pictures.py``, or with names (``menu question``) for a part.
"""

import asyncio
import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest import mock

import pypdfium2
from PIL import Image
from rich.cells import cell_len
from rich.console import Console

from jazari_assess import app
from jazari_assess.cli.options import Choices
from jazari_assess.cli.run import run
from jazari_assess.cli.start import Menu
from jazari_assess.interview.tui.main import MainScreen

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
EXAMPLES = ROOT / "questionnaires" / "industrie-x0" / "examples"
SAMPLE = EXAMPLES / "agri-food-cannery.yaml"
LANGUAGES = ("fr", "ar", "en")
DATE, NOW = "2026-11-21", "2026-11-21T09:00:00+01:00"
SUMMARY_PAGE = 1
WIDTH, COLOURS = 900, 200
SCALE = 2.2
"""Drawn larger than shown, so that small letters stay sharp."""
COLUMNS, LINES = 88, 24
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "Chromium is needed for this picture."
FORM_SIZE = (1000, 900)
SCREEN_SIZE = (1000, 582)
QUESTION = "maintenance"
FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Textual names a font of another machine; the browser's own is as good."""
WRITTEN = re.compile(r'textLength="[0-9.]+"( [^>]*)>([^<]*)</text>')
"""A piece of a drawn screen: Rich counts its letters for its length, and vowel marks have no width."""
CELL_WIDTH = 12.2
"""Of a drawn screen, as Rich draws it."""
TERMINAL_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #17212b; color: #e6edf3; font: 19px/1.5 "DejaVu Sans Mono", monospace }}
main {{ margin: 24px }} div {{ white-space: pre-wrap }} div:nth-child(2) {{ font-weight: bold }}
</style><main dir="{direction}">{lines}</main>"""
SCREEN_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0 }} svg {{ width: 100% }} text {{ unicode-bidi: bidi-override; direction: ltr }}</style>{svg}"""
"""The screen has put each letter in its place, as for a terminal that orders none."""


def page_of(path: Path, number: int) -> Image.Image:
    """Return one page of a PDF, from 0."""
    with pypdfium2.PdfDocument(path) as document:
        drawn: Image.Image = document[number].render(scale=SCALE).to_pil()
    return drawn


def photograph(page: Path, folder: Path, size: tuple[int, int]) -> Image.Image:
    """Return what a browser shows of a local page."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit(NO_BROWSER)
    shot = folder / "shot.png"
    flags = ["--headless=new", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2", "--no-first-run"]
    flags += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}"]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    width, height = size
    command = [browser, *flags, f"--window-size={width},{height}", f"--screenshot={shot}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    with Image.open(shot) as drawn:
        return drawn.copy()


def called(*arguments: str) -> None:
    """Run a command; stop where it fails."""
    if run(["--date", DATE, *arguments]) != 0:
        raise SystemExit(1)


def summary(language: str, folder: Path) -> Image.Image:
    """Return the essentials on one page."""
    options = ["--format", "pdf", "--detail", "summary", "--lang", language]
    called("report", str(SAMPLE), "--out", str(folder), *options)
    (path,) = folder.glob("*.pdf")
    return page_of(path, SUMMARY_PAGE)


def menu(language: str, folder: Path) -> Image.Image:
    """Return the menu of a start without a command."""
    written = Console(record=True, width=COLUMNS, file=io.StringIO())

    def show(*parts: object) -> None:
        for part in parts:
            written.print(part, markup=False, highlight=False)

    with mock.patch("jazari_assess.cli.start.show", show):
        Menu(Choices(lang=language), lambda _: 0).show()
    lines = "".join(
        f"<div>{html.escape(line.strip()) or '&nbsp;'}</div>" for line in written.export_text().splitlines()
    )
    page = folder / "menu.html"
    direction = "rtl" if language == "ar" else "ltr"
    page.write_text(TERMINAL_PAGE.format(lines=lines, direction=direction), encoding="utf-8")
    return photograph(page, folder, (WIDTH, 400))


def question(language: str, folder: Path) -> Image.Image:
    """Return a question of the interview on the full screen."""
    file = Path(shutil.copy(SAMPLE, folder / "conserverie.yaml"))
    request = app.InterviewRequest(file=file, questionnaire="industrie-x0", bidi="visual")
    drawn = asyncio.run(_screen(request, app.Context(language=language, date=DATE)))
    page = folder / "question.html"
    page.write_text(SCREEN_PAGE.format(svg=WRITTEN.sub(_in_cells, drawn)), encoding="utf-8")
    return photograph(page, folder, SCREEN_SIZE)


def _in_cells(piece: re.Match[str]) -> str:
    length = CELL_WIDTH * cell_len(html.unescape(piece[2]))
    return f'textLength="{length:.1f}"{piece[1]}>{piece[2]}</text>'


async def _screen(request: app.InterviewRequest, context: app.Context) -> str:
    """Return the question about maintenance as the screen shows it, as SVG without fonts from elsewhere."""
    with app.interview_at(request, lambda: NOW, is_terminal=False) as opened:
        ready = opened(context)
        screen = app.full_screen(lambda: ready, request.file)
        async with screen.run_test(size=(COLUMNS, LINES)) as pilot:
            while screen.guide is None:
                await pilot.pause(0.3)
                await pilot.press("1")  # what the privacy notice asks of a firm that has not answered it
            screen.guide.session.go(QUESTION)
            shown = screen.screen
            if isinstance(shown, MainScreen):
                shown.ask()
            await pilot.pause(0.3)
            return FONT_FACE.sub("", screen.export_screenshot(title=" "))


def form(language: str, folder: Path) -> Image.Image:
    """Return the form that a firm fills in its browser."""
    path = folder / "form.html"
    called("form", "export", "--lang", language, "-o", str(path))
    return photograph(path, folder, FORM_SIZE)


DRAWN: Mapping[str, Callable[[str, Path], Image.Image]] = {
    "summary": summary,
    "menu": menu,
    "question": question,
    "form": form,
}


def main(names: list[str]) -> None:
    """Draw each picture once a language."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    os.environ |= {"TERM": "xterm-256color"}
    for name in names or DRAWN:
        for language in LANGUAGES:
            with tempfile.TemporaryDirectory() as folder:
                os.environ |= {"XDG_CONFIG_HOME": folder}
                drawn = DRAWN[name](language, Path(folder)).convert("RGB")
            size = (WIDTH, round(drawn.height * WIDTH / drawn.width))
            target = PICTURES / f"{name}-{language}.png"
            small = drawn.resize(size, Image.Resampling.LANCZOS)
            small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
