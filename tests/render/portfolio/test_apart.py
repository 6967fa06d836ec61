"""The portfolio through templates that are not ours: in a process of its own, with limits, in words of its language."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from jazari_assess.app.batch.portfolio import PortfolioFiles
from jazari_assess.app.context import Context
from jazari_assess.app.page import branding_of
from jazari_assess.errors import ProblemsError
from jazari_assess.model.cohort import Cohort, GroupMean
from jazari_assess.model.profile import REGIONS
from jazari_assess.render.interface import Branding, Template
from jazari_assess.render.portfolio.pdf import portfolio_pdf
from jazari_assess.render.portfolio.words import word_portfolio
from tests.batch.exports import answers, wide
from tests.batch.running import held, run
from tests.render.portfolio.small import DAY, OURS, worded


def made(seen: Branding, language: str = "fr") -> str:
    """Return the text of the PDF that a look makes of it, its white space as single spaces."""
    found, words = worded(language)
    document = pypdfium2.PdfDocument(portfolio_pdf(found, words, seen, date=DAY))
    text = " ".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    return re.sub(r"[\s\u200e\u200f]+", " ", text)


def own(folder: Path, text: str) -> Branding:
    """Return our template with another portfolio laid over it."""
    folder.mkdir(exist_ok=True)
    (folder / "portfolio.html").write_text(text, encoding="utf-8")
    return replace(OURS, template=Template(folders=(folder, *OURS.template.folders), foreign=True))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", ("12 345", "48,3", "96 %", "1 200", "25 %", "Région", "—", "53")),
        ("en", ("12,345", "48.3", "96%", "1,200", "25%", "Region", "—", "53")),
        ("ar", ("48,3", "الجهة", "—", "53")),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language: str, told: tuple[str, ...]) -> None:
    """Thousands, decimals and percentages follow the language, rounded half up; what is not there is a dash."""
    text = made(OURS, language)
    assert [part for part in told if part not in text] == []


def test_own_template_is_taken(tmp_path: Path) -> None:
    """A file laid over ours takes its place, with our filters and style sheets."""
    page = "<html lang=fr><title>x</title><h1>Maison {{ portfolio.title }} {{ portfolio.mean|points }}</h1>"
    assert "Maison Atlas 48,3" in made(own(tmp_path, page))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ 'x' * 2000000000 }}", "template-too-heavy"),
        ("{{ portfolio.__class__.__mro__ }}", "template-forbidden"),
        ("{% include '/etc/passwd' %}", "template-missing"),
        ("{{ portfolio.nothing }}", "template-broken"),
        ("<p>\n{% for x in %}", "template-broken"),
    ],
)
def test_own_template_stays_within_its_limits(tmp_path: Path, text: str, code: str) -> None:
    """Asking for too much, leaving the sandbox or the folder, and slips of the pen are told, not suffered."""
    with pytest.raises(ProblemsError) as caught:
        made(own(tmp_path, text))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_ours_alone_stays_in_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No child is started for our own files; one is for files that are not (control)."""
    monkeypatch.setattr("jazari_assess.render.portfolio.pdf.render_in_child", lambda *_: b"apart")
    found, words = worded()
    assert portfolio_pdf(found, words, OURS, date=DAY).startswith(b"%PDF")
    assert portfolio_pdf(found, words, own(tmp_path, "x"), date=DAY) == b"apart"


def test_content_of_a_user_is_not_ours(tmp_path: Path) -> None:
    """A run with a content folder that has a portfolio template ends in its problem, not in its harm."""
    folder = tmp_path / "content" / "report_templates" / "standard"
    folder.mkdir(parents=True)
    own(folder, "{{ 'x' * 2000000000 }}")
    context = Context(language="fr", date=DAY, content=(tmp_path / "content",))
    files = PortfolioFiles(held(), branding_of(context, None), date=DAY, list_rows=5)
    with pytest.raises(ProblemsError) as caught:
        run(
            wide(tmp_path, answers(3)),
            out=tmp_path / "out",
            portfolio={"portfolio.pdf": files.writers()["portfolio.pdf"]},
        )
    assert [problem.code for problem in caught.value.problems] == ["template-too-heavy"]
    assert not (tmp_path / "out" / "portfolio.pdf").exists()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_twelve_regions_stand_on_the_map(language: str) -> None:
    """Each with its mean, or the word that says it is withheld; regions without firms are there too."""
    _, words = worded(language)
    away = GroupMean(id="souss-massa", firms=None, mean=None)
    groups = {"region": (GroupMean(id="oriental", firms=7, mean=61.25), away)}
    cohort = Cohort(
        firms=9, scored=9, mean=60.0, coverage=1.0, histogram=(9,), levels=(), groups=groups, dimensions=(), heat=(),
        gaps=(), missed=(), services=(), withheld=True,
    )  # fmt: skip
    made_of = word_portfolio(cohort, words, date="x", version="0", basis="300")
    assert {place.name for place in made_of.places} == {words.named("region", name) for name in REGIONS}
    assert len({(place.column, place.row) for place in made_of.places}) == 12
    by_name = {place.name: place for place in made_of.places}
    assert by_name[words.named("region", "oriental")].mean == 61.25
    assert by_name[words.named("region", "souss-massa")].count is None
    assert by_name[words.named("region", "fes-meknes")].count == 0
    assert any(words.say("withheld-note") in fact for fact in made_of.facts)
