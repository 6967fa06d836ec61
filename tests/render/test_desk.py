"""The HTML report on the screen of a desk, in a browser: the widths of its columns fit what they hold."""

import html
import json
import re
import subprocess
from pathlib import Path

from jazari_assess.render import RENDERERS
from tests.forms.html.tools import chromium_program
from tests.render.browser import QUIET
from tests.render.small_report import report

WIDTH, HEIGHT = 1200, 900
"""Pixels: a usual window."""

_MEASURE = """<script>
addEventListener("load", async () => {
  await document.fonts.ready;
  const width = (cell) => Math.round(cell.getBoundingClientRect().width);
  const told = document.createElement("pre");
  told.textContent = JSON.stringify([...document.querySelectorAll("SELECTOR thead th")].map(width));
  document.body.replaceChildren(told);
});
</script>"""


def columns(page: bytes, selector: str, folder: Path) -> list[int]:
    """Return how wide the columns of a table are, all unfolded."""
    text = re.sub("<meta http-equiv[^>]*>", "", page.decode()).replace("<details", "<details open")
    folder.mkdir()
    file = folder / "page.html"
    file.write_text(text.replace("</head>", f"{_MEASURE.replace('SELECTOR', selector)}</head>", 1))
    told = [f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTH},{HEIGHT}", "--virtual-time-budget=20000"]
    command = [chromium_program(), *QUIET, *told, "--dump-dom", file.as_uri()]
    ended = subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = re.search("<pre>(.*)</pre>", ended.stdout.decode(), re.DOTALL)
    assert found is not None, "the page was not measured"
    return list(json.loads(html.unescape(found[1])))


def test_other_answers_have_half_of_their_table(tmp_path: Path) -> None:
    """A question and what was answered have the same room; positive control: the widths of scored questions."""
    page = RENDERERS["html"]().render(report("fr"))
    asked, answered = columns(page, "#other-answers", tmp_path / "ours")
    assert abs(asked - answered) <= 1
    asked, answered = columns(
        page.replace(b":where(#other-answers)", b"#nothing"), "#other-answers", tmp_path / "scored"
    )
    assert answered < asked / 2
