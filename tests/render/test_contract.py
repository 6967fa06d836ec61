"""What every output format owes: whatever stands in ``RENDERERS`` is met here with the worst a report can hold."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable
from jazari_assess.render import RENDERERS, TEMPLATED
from jazari_assess.render.interface import Institute, Options
from tests.conftest import Run
from tests.render.hostile_text import Canary, everywhere, hostile, payloads
from tests.render.pdf_reader import letters, opened, text_of
from tests.render.small_report import ANSWERS, LANGUAGES, assessment, report

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONG = "Société Anonyme des Établissements " * 9
_TOP: Mapping[str, Answer] = {
    "maintenance": Given(answer=4),
    "machines": Given(answer=100),
    "network": Given(answer="everywhere"),
    "dashboards": Given(answer=2),
    "ai-uses": Given(answer=("vision", "forecast")),
    "backup": Given(answer="yes"),
    "policy": Given(answer=2),
    "printing": Given(answer=2),
}
FIRMS: Mapping[str, Callable[[], Assessment]] = {
    "usual": assessment,
    "nothing answered": lambda: assessment(answers={}),
    "nothing applies": lambda: assessment(
        answers={name: NotApplicable(state="not-applicable") for name in ANSWERS if name != "wish"}
    ),
    "everything at the top": lambda: assessment(answers=_TOP),
    "longest names": lambda: assessment(firm=_LONG[:300], respondent_role="x" * 300, respondent_name="و" * 300),
}


def read(data: bytes) -> str:
    """Return the text of a file of any kind: a PDF's, that of all parts of a package, or the file itself."""
    if data.startswith(b"%PDF"):
        return text_of(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            kinds = (".xml", ".rels", ".html", ".txt")
            return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(kinds))
    return data.decode()


def shown(data: bytes, text: str) -> bool:
    """Tell whether a file shows a text, whatever its kind does to letters and spaces."""
    return letters(text) in letters(html.unescape(read(data)))


@pytest.mark.parametrize("name", RENDERERS)
def test_format_is_named_by_its_key(name: str) -> None:
    """Its name is the key it is chosen by, the files' ending has a dot, and a child process would make the same."""
    found = RENDERERS[name]()
    assert (found.name, found.suffix[0]) == (name, ".")
    assert TEMPLATED.get(name, RENDERERS[name])().suffix == found.suffix
    assert [other for other in RENDERERS if RENDERERS[other]().suffix == found.suffix] == [name]


@pytest.mark.parametrize("name", RENDERERS)
def test_format_is_named_in_the_help(name: str, run: Run) -> None:
    """Whoever asks ``report`` for help learns of it."""
    said = run("report", "--help", "--lang", "en").stdout.decode()
    assert name in re.findall(r"\w+", said.split("--format NAME")[1].split("--detail")[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("firm", FIRMS)
@pytest.mark.parametrize("name", RENDERERS)
def test_every_firm_has_its_report_in_every_language(name: str, firm: str, language: str) -> None:
    """Nothing answered or applicable, everything at the top, endless names: each file is made, and names the firm."""
    found = report(language, found=FIRMS[firm](), options=Options(detail="full" if firm == "usual" else "summary"))
    assert shown(RENDERERS[name]().render(found), found.result.assessment.profile.firm.strip())


@pytest.mark.parametrize("name", RENDERERS)
def test_same_report_gives_the_same_bytes(name: str) -> None:
    """No clock, no order of a set, no random name stands in a file."""
    assert RENDERERS[name]().render(report("ar")) == RENDERERS[name]().render(report("ar"))


@pytest.mark.parametrize("detail", ["full", "summary"])
@pytest.mark.parametrize("name", RENDERERS)
def test_hostile_text_is_text(name: str, detail: str, canary: Canary, tmp_path: Path) -> None:
    """In every typed field and every word of the content: shown, never run, fetched, read, linked or computed."""
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>THE SECRET</text></svg>", encoding="utf-8")
    every = payloads(canary.address, secret)
    text = "=1+1" + "".join(every)
    found = report(
        found=hostile(text),
        say=everywhere(every[5] + every[9]),
        institute=Institute(name=text, address=text, cndp_reference=text, footer=text),
        options=Options(detail="full" if detail == "full" else "summary"),
    )
    data = RENDERERS[name]().render(found)
    told = read(data)
    assert canary.seen == []
    assert shown(data, "{{7*7}}")
    assert "THE SECRET" not in told
    assert "root:" not in told
    assert _CONTROLS.search(told) is None
    if data.startswith(b"PK"):
        assert 'TargetMode="External"' not in told
        assert "<f>1+1" not in told
    if data.startswith(b"%PDF"):
        with opened(data) as document:
            assert not document.attachments
            assert "/URI" not in {str(kind) for page in document.pages for kind in _actions(page)}
    if data.startswith(b"<!DOCTYPE"):
        assert "<script" not in told
        assert told.count("<style>") == 1


def _actions(page: object) -> list[object]:
    annotations = page.get("/Annots", [])  # type: ignore[attr-defined]  # pikepdf publishes no types
    return [found.A.S for found in annotations if "/A" in found]


@pytest.mark.parametrize("name", RENDERERS)
def test_notes_stay_out_where_they_are_not_wanted(name: str) -> None:
    """A report for hands outside holds no note of the consultant, in no format."""
    with_notes = RENDERERS[name]().render(report(options=Options(notes=True)))
    without = RENDERERS[name]().render(report(options=Options(notes=False)))
    assert shown(with_notes, "deux lignes")
    assert not shown(without, "deux lignes")
