"""The HTML report on a phone, in a browser: short enough to be read, with what is long folded."""

import html
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
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
_NARROW = 360
"""Pixels: a small phone."""

_MEASURE = """<script>
addEventListener("load", async () => {
  await document.fonts.ready;
  const found = [];
  const hidden = (element) => !element.getClientRects().length || element.closest("thead")?.offsetWidth <= 1;
  for (const box of document.querySelectorAll("body, body :not(svg, svg *)")) {
    if (!box.clientWidth || hidden(box)) continue;
    if (box.scrollWidth > box.clientWidth + 1) found.push("wide: " + box.tagName + " " + box.className);
  }
  for (const mark of document.querySelectorAll(".profile .bar path")) {
    const [ink, room] = [mark, mark.closest("section")].map((box) => box.getBoundingClientRect());
    if (ink.left < room.left || ink.right > room.right) found.push("cut: a mark");
  }
  for (const cell of document.querySelectorAll("[data-label]")) {
    if (!hidden(cell) && !cell.textContent.trim()) found.push("empty: " + cell.dataset.label);
  }
  for (const cell of document.querySelectorAll(".ahead td")) {
    const apart = getComputedStyle(cell, "::before").content !== "none";
    if (getComputedStyle(cell).display === "inline" && !apart) found.push("run on: " + cell.textContent);
  }
  for (const more of document.querySelectorAll(".phases td .quiet")) {
    const before = document.createRange();
    before.selectNodeContents(more.parentElement);
    before.setEndBefore(more);
    const top = more.getBoundingClientRect().top;
    if ([...before.getClientRects()].some((box) => box.bottom > top + 4)) found.push("run on: " + more.textContent);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (hidden(text.parentElement)) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{M}\\p{N}'\u2019.,]+/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (tops.size > 1 && word[0].length < 40) found.push("broken: " + word[0]);
    }
  }
  parent.postMessage(JSON.stringify(found), "*");
});
</script>"""
_FRAME = f"""<!DOCTYPE html><iframe src="inside.html" style="width: {_NARROW}px; height: 900px; border: 0"></iframe>
<script>addEventListener("message", (told) => {{
  const found = document.createElement("pre");
  found.textContent = told.data;
  document.body.append(found);
}})</script>"""
"""A frame is as narrow as it is told; a window has a least width of its own."""


def amiss(page: bytes, folder: Path) -> list[str]:
    """Return what is amiss on a small phone, all unfolded.

    What is wider than its box, words broken between two letters, marks that are cut, labels of nothing, and what
    runs on without a sign.
    """
    text = re.sub("<meta http-equiv[^>]*>", "", page.decode()).replace("<details", "<details open")
    folder.mkdir(exist_ok=True)
    (folder / "inside.html").write_text(text.replace("</head>", f"{_MEASURE}</head>", 1))
    (folder / "page.html").write_text(_FRAME)
    told = [f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", "--dump-dom"]
    command = [chromium_program(), *QUIET, *told, (folder / "page.html").as_uri()]
    ended = subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = re.search("<pre>(.*)</pre>", ended.stdout.decode(), re.DOTALL)
    assert found is not None, "the page was not measured"
    return list(json.loads(html.unescape(found[1])))


def drawn(page: bytes, folder: Path, width: int = WIDTH) -> Image.Image:
    """Return a picture of a page on a phone, or as wide as is said, longer than the page may be."""
    program = chromium_program()
    (folder / "page.html").write_bytes(page)
    picture = folder / "page.png"
    size = [f"--window-size={width},{_WINDOW}", "--force-device-scale-factor=1", "--hide-scrollbars"]
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


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_nothing_is_wider_than_its_box_and_no_word_is_broken(language: str, tmp_path: Path) -> None:
    """Names of quarters, of phases and of levels have room; positive control: squares of two ems."""
    page = RENDERERS["html"]().render(worded(*planned("agri-food-cannery"), language, Options()))
    assert amiss(page, tmp_path / "ours") == []
    squares = page.replace(b".heat td { display: flex;", b".heat td { width: 2rem;")
    found = amiss(squares, tmp_path / "squares")
    assert any(line.startswith("broken") for line in found)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_marks_are_whole_and_what_follows_on_a_line_is_told_apart(language: str, tmp_path: Path) -> None:
    """Diamonds at the ends of a scale have room, cells that became a line dots, an empty one no label; and without."""
    found = worded(*planned("plastics-packaging"), language, Options())
    rows = tuple(replace(row, target=100.0 * (place % 2)) for place, row in enumerate(found.page.dimensions))
    page = RENDERERS["html"]().render(replace(found, page=replace(found.page, dimensions=rows)))
    assert amiss(page, tmp_path / "ours") == []
    bare = page
    for rule in (
        b"padding-inline: 0.5rem; } /*",
        b'content: "\xc2\xb7 "',
        b".phases td .quiet { display: block; }",
        b"[data-label]:not(:has(*))",
    ):
        assert rule in bare
        bare = bare.replace(rule, b"} /*" if rule.endswith(b"/*") else b"")
    told = amiss(bare, tmp_path / "bare")
    assert {line.partition(":")[0] for line in told} == {"cut", "empty", "run on"}
    plan = found.page.plan.phases[0]
    assert {f"run on: {plan.interval}", f"run on: {plan.when} \u00b7 {plan.months}"} <= set(told)


def test_names_of_levels_keep_off_their_lines_in_arabic(tmp_path: Path) -> None:
    """Below the lowest letter there is paper before the line of its level; positive control: as low as Latin ones."""
    whole = RENDERERS["html"]().render(worded(*planned("automotive-supplier"), "ar", Options()))
    path = whole[whole.index(b'<div class="trajectory">') : whole.index(b"</p>", whole.rindex(b"trajectory-label"))]
    page = whole.partition(b"<main>")[0] + b"<main>" + path

    def touched(shown: bytes, folder: str) -> bool:
        pictures = []
        for name, told in (("named", b"visible"), ("unnamed", b"hidden")):
            (tmp_path / folder / name).mkdir(parents=True)
            styled = shown.replace(b"</style>", b".trajectory-level { visibility: " + told + b"; }</style>", 1)
            pictures.append(np.asarray(drawn(styled, tmp_path / folder / name, 1200)).astype(int))
        named, unnamed = pictures
        rows, columns = np.nonzero(np.abs(named - unnamed) > 60)
        below = unnamed[rows.max() + 1, columns.min() : columns.max() + 1]
        return bool((below < 220).any())

    assert not touched(page, "ours")
    assert touched(page.replace(b"translateY(-140%)", b"translateY(-115%)"), "latin")


def test_what_a_level_means_has_more_room_than_its_number(tmp_path: Path) -> None:
    """On a wide screen the long column is the wide one; positive control: columns of one width."""
    whole = RENDERERS["html"]().render(worded(*planned("plastics-packaging"), "fr", Options()))
    found = re.search(rb'<table class="levels">.*?</table>', whole, re.DOTALL)
    assert found is not None
    page = whole.partition(b"<main>")[0] + b"<main>" + found[0]

    def tall(shown: bytes, folder: str) -> int:
        (tmp_path / folder).mkdir()
        return height(drawn(shown, tmp_path / folder, 1200))

    assert tall(page, "ours") < 0.75 * tall(page.replace(b".levels thead th", b".no-levels thead th"), "even")


def test_the_map_of_indicators_names_each(tmp_path: Path) -> None:
    """Every square shows more than its score; positive control: squares without names."""
    whole = RENDERERS["html"]().render(report("en"))
    found = re.search(rb'<table class="heat">.*?</table>', whole, re.DOTALL)
    assert found is not None
    page = whole.partition(b"<main>")[0] + b"<main>" + found[0]
    unnamed = re.sub(rb'(?<="square-name">)[^<]*', b"", page)

    def ink(shown: bytes, folder: str) -> int:
        (tmp_path / folder).mkdir()
        return int((np.asarray(drawn(shown, tmp_path / folder)) < 110).sum())

    names = page.count(b'class="square-name"')
    assert ink(page, "named") - ink(unnamed, "unnamed") > 40 * names
    assert ink(page.replace(b".heat .square-name {", b".heat .square-name { display: none;"), "hidden") == ink(
        unnamed.replace(b".heat .square-name {", b".heat .square-name { display: none;"), "none"
    )
