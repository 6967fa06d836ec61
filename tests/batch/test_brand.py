"""An institute's brand on what a batch writes: the reports of the firms, and the portfolio in both its forms."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.batch.exports import answers, wide
from tests.brand_folder import BRAND, brand_folder
from tests.conftest import Run

OPTIONS = ("--format", "html", "--workers", "1", "--date", "2026-11-21")


@pytest.mark.parametrize(("language", "name"), [("fr", "Institut Atlas"), ("ar", "معهد الأطلس")])
def test_brand_is_on_all_that_is_handed_over(run: Run, tmp_path: Path, language: str, name: str) -> None:
    """Name, colour and logo; without the brand none of them (control)."""
    table, out = wide(tmp_path, answers(2)), tmp_path / "out"
    brand = brand_folder(tmp_path / "brand")
    assert run("batch", "run", table, "--out", out, *OPTIONS, "--lang", language, "--brand", brand).returncode == 0
    pages = [path.read_text(encoding="utf-8") for path in (out / "reports").iterdir()]
    assert [(name in page, "#5b2a6e" in page, "data:image/svg+xml" in page) for page in pages] == [(True,) * 3] * 2
    book = openpyxl.load_workbook(out / "portfolio.xlsx")
    dashboard = book.worksheets[0]
    assert dashboard["A3"].value == name
    assert dashboard["A1"].font.color.rgb == "FF5B2A6E"
    assert dashboard.oddFooter is not None
    assert (dashboard.oddFooter.right if language == "ar" else dashboard.oddFooter.left).text == name
    assert _ink(out / "portfolio.pdf", (0x5B, 0x2A, 0x6E)) > 100

    assert run("batch", "run", table, "--out", tmp_path / "plain", *OPTIONS, "--lang", language).returncode == 0
    plain = openpyxl.load_workbook(tmp_path / "plain" / "portfolio.xlsx").worksheets[0]
    assert (plain["A3"].value, plain["A1"].font.color.rgb) == (None, "FF0E4F56")
    assert _ink(tmp_path / "plain" / "portfolio.pdf", (0x5B, 0x2A, 0x6E)) == 0


def test_brand_of_an_institute_is_read_on_the_portfolio(run: Run, tmp_path: Path) -> None:
    """The name stands at the head of the first page and at the foot of each; what it says is text, not markup."""
    brand = brand_folder(tmp_path / "brand")
    told = BRAND.replace("Institut Atlas", "'<b>Institut</b> {{ 7*7 }}'")
    (brand / "brand.yaml").write_text(told, encoding="utf-8")
    table, out = wide(tmp_path, answers(2)), tmp_path / "out"
    ended = run("batch", "run", table, "--out", out, "--lang", "fr", "--date", "2026-11-21", "--brand", brand)
    assert ended.returncode == 0
    texts = [
        " ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(out / "portfolio.pdf")
    ]
    assert [text.count("<b>Institut</b> {{ 7*7 }}") for text in texts] == [2] + [1] * (len(texts) - 1)


def test_wrong_brand_is_told_before_a_row_is_read(run: Run, tmp_path: Path) -> None:
    """A colour too faint, and a folder that is not there: exit 1, no output."""
    brand = brand_folder(tmp_path / "brand")
    (brand / "brand.yaml").write_text(BRAND.replace("#5b2a6e", "#ffd700"), encoding="utf-8")
    for folder, code in ((brand, "brand-contrast"), (tmp_path / "nowhere", "brand-missing")):
        ended = run("batch", "run", wide(tmp_path, answers(1)), "--out", tmp_path / "out", "--brand", folder)
        assert (ended.returncode, ended.stdout, code in ended.stderr.decode()) == (1, b"", True)
    assert not (tmp_path / "out").exists()


def test_run_with_another_brand_is_another_run(run: Run, tmp_path: Path) -> None:
    """A brand changed since is named by --resume, so that no folder holds reports of two looks."""
    brand, table = brand_folder(tmp_path / "brand"), wide(tmp_path, answers(2))
    command = ("batch", "run", table, "--out", tmp_path / "out", "--brand", brand, "--no-portfolio")
    assert run(*command).returncode == 0
    assert run(*command, "--resume").returncode == 0
    (brand / "brand.yaml").write_text(BRAND.replace("Institut Atlas", "Institut Rif"), encoding="utf-8")
    again = run(*command, "--resume")
    assert (again.returncode, again.stderr.decode().count("batch-resume-other")) == (1, 1)


def _ink(path: Path, colour: tuple[int, int, int]) -> int:
    """Return how many points of the first page have exactly this colour."""
    picture = pypdfium2.PdfDocument(path)[0].render(scale=1, rev_byteorder=True).to_numpy()
    return int((picture[:, :, :3] == colour).all(axis=2).sum())
