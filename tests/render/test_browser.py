"""The HTML report in a browser: it shows itself and asks nobody for anything."""

from pathlib import Path

import pytest

from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Institute
from tests.render.browser import read_page
from tests.render.hostile_text import Canary, everywhere, hostile, payloads
from tests.render.small_report import report


def test_browser_fetches_what_a_page_asks_for(canary: Canary, tmp_path: Path) -> None:
    """Positive control: the same text unescaped, and pictures and styles of other hosts, all reach the server."""
    text = "".join(payloads(canary.address, tmp_path / "secret.svg"))
    others = "<img src='http://elsewhere.example/picture'><link rel=stylesheet href='http://192.0.2.1/style'>"
    script = "<script>document.body.append(new Image().src = 'http://elsewhere.example/script')</script>"
    page = f"<title>x</title><body>{others}<p>{text}</p>{script}"
    read_page(page.encode(), tmp_path, port=canary.server_port)
    assert {"/picture", "/style", "/script", "/img", "/import"} <= set(canary.seen)


@pytest.mark.parametrize(("language", "dark"), [("fr", False), ("ar", True)])
def test_report_in_a_browser_asks_nobody(language: str, dark: bool, canary: Canary, tmp_path: Path) -> None:
    """With harmful text in every place that holds text, the page is shown, in its direction, and nothing is fetched."""
    every = payloads(canary.address, tmp_path / "secret.svg")
    text = "".join(every)
    institute = Institute(name=text, address=text, cndp_reference=text, footer=text)
    found = report(language, found=hostile(text), say=everywhere(every[5]), institute=institute)
    shown = read_page(RENDERERS["html"]().render(found), tmp_path, port=canary.server_port, dark=dark)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in shown
    assert found.page.overall.score.text in shown
    assert "{{7*7}}" in shown
    assert "<script" not in shown
    assert canary.seen == []
