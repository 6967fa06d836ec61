"""Draw docs/pictures: the summary page of a sample firm's report in each language, for the README.

Needs the development requirements (pypdfium2 draws). Run it when the summary page changes.
"""

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from jazari_assess.cli.run import run

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "questionnaires" / "industrie-x0" / "examples" / "agri-food-cannery.yaml"
DATE = "2026-11-21"
SUMMARY_PAGE = 1
WIDTH, COLOURS = 900, 200
SCALE = 2.2
"""Drawn larger than shown, so that small letters stay sharp."""


def draw(language: str, folder: Path) -> Image.Image:
    """Return the summary page in one language."""
    options = ["--format", "pdf", "--detail", "summary", "--lang", language, "--date", DATE]
    if run(["report", str(SAMPLE), "--out", str(folder), *options]) != 0:
        raise SystemExit(1)
    (path,) = folder.glob(f"*-{language}.pdf")
    with pypdfium2.PdfDocument(path) as document:
        page: Image.Image = document[SUMMARY_PAGE].render(scale=SCALE).to_pil()
    height = round(page.height * WIDTH / page.width)
    return page.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)


def main() -> None:
    """Draw one picture a language."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("fr", "ar", "en"):
            target = PICTURES / f"summary-{language}.png"
            draw(language, Path(folder)).quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
