"""The HTML report on a phone, in a browser: short enough to be read, with what is long folded."""

import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Options
from tests.forms.html.tools import chromium_program
from tests.render.browser import QUIET
from tests.render.small_report import report
from tests.render.test_samples import planned, worded

WIDTH, MOST = 390, 15_000
"""Pixels: a usual phone, and what a thumb goes through."""
_WINDOW = 24_000


def drawn(page: bytes, folder: Path) -> Image.Image:
    """Return a picture of a page on a phone, longer than the page may be."""
    program = chromium_program()
    (folder / "page.html").write_bytes(page)
    picture = folder / "page.png"
    size = [f"--window-size={WIDTH},{_WINDOW}", "--force-device-scale-factor=1", "--hide-scrollbars"]
    told = [f"--user-data-dir={folder / 'profile'}", f"--screenshot={picture}", (folder / "page.html").as_uri()]
    subprocess.run([program, *QUIET, *size, *told], check=True, capture_output=True, timeout=300)
    return Image.open(picture).convert("L")


def height(picture: Image.Image) -> int:
    """Return the last row that is not paper."""
    paper = picture.getpixel((0, picture.height - 1))
    ink = picture.point([int(abs(level - paper) > 15) * 255 for level in range(256)])  # type: ignore[operator]
    box = ink.getbbox()
    return box[3] if box else 0


def test_the_sample_is_short_on_a_phone(tmp_path: Path) -> None:
    """The whole report is at most 15,000 pixels long at first; positive control: its details unfolded are far more."""
    page = RENDERERS["html"]().render(worded(*planned("agri-food-cannery"), "fr", Options()))
    assert 5_000 < height(drawn(page, tmp_path)) <= MOST
    unfolded = tmp_path / "open"
    unfolded.mkdir()
    assert height(drawn(page.replace(b"<details", b"<details open"), unfolded)) > 1.3 * MOST


def test_the_widest_heading_of_the_profile_is_whole(tmp_path: Path) -> None:
    """No letter stands at the very edge of what is shown, where it would be cut; positive control: a narrow column."""
    whole = RENDERERS["html"]().render(report("en"))
    heading = whole.partition(b'<table class="bars">')[2].partition(b"</thead>")[0]
    page = whole.partition(b"<main>")[0] + b'<main><section class="profile"><table class="bars">' + heading
    edge = slice(WIDTH - 16 - 3, WIDTH - 16)

    def cut(found: bytes, folder: str) -> bool:
        (tmp_path / folder).mkdir()
        dark = (np.asarray(drawn(found, tmp_path / folder))[:, edge] < 150).any(axis=1)
        ends = np.flatnonzero(np.diff(np.concatenate(([0], dark.astype(int), [0]))))
        return bool((ends[1::2] - ends[::2] > 4).any())

    assert not cut(page, "ours")
    assert cut(page.replace(b"5.7rem 4.7rem", b"5.7rem 3.4rem"), "narrow")
