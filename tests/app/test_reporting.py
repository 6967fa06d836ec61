"""Output names come from a firm's name without trusting it."""

import io
import re
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess import app
from jazari_assess.app.context import Context
from jazari_assess.app.files import slug
from jazari_assess.app.page import branding_of
from jazari_assess.app.reporting import Report, output_stem
from jazari_assess.errors import ProblemsError
from jazari_assess.model.assessment import Assessment, QuestionnaireRef
from jazari_assess.model.profile import Profile
from tests.brand_folder import brand_folder
from tests.cli.samples import CANNERY
from tests.published import benchmark_file

HOSTILE = (
    "../../x",
    "/etc/passwd",
    "a/b",
    "..\\..\\x",
    "C:\\x",
    "NUL",
    "trailing. ",
    "-rf",
    "ع" * 150,
    "new\nline",
    " ",
    ".",
    "\u202egpj.exe",
    "CON.txt",
)


def assessment_of(firm: str, number: str = "1") -> Assessment:
    """Return an assessment of a firm of this name."""
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id=f"assessment-{number}",
        questionnaire=QuestionnaireRef(id="industrie-x0", version="1.0.0"),
        profile=Profile(firm=firm),
    )


@pytest.mark.parametrize("firm", HOSTILE)
def test_name_is_one_plain_word_whatever_the_firm_is_called(firm: str) -> None:
    """Letters, digits and hyphens, no leading hyphen, no device name, short: it stays inside the folder."""
    stem = output_stem(assessment_of(firm), "fr")
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*-[0-9a-f]{8}-t0-fr", stem)
    assert len(stem) <= 64


@given(st.text(max_size=300))
def test_slug_is_never_empty_and_never_more_than_letters_digits_and_hyphens(text: str) -> None:
    """Any text gives a name of 1 to 40 characters."""
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", slug(text))
    assert len(slug(text)) <= 40


@pytest.mark.parametrize(
    ("firm", "name"),
    [
        ("Société Générale d'Électricité (Fès)", "societe-generale-d-electricite-fes"),
        ("ورشة الزيتونة", "ورشة-الزيتونة"),
        ("مُقاوَلة الأمل ٢٤", "مقاولة-الأمل-٢٤"),
        ("\u202eمعمل\u2069/../\u200fab", "معمل-ab"),
        ("Atlas — الأطلس", "atlas-الأطلس"),
        ("CON", "firm-con"),
        ("com¹", "firm-com1"),
        ("Nul.", "firm-nul"),
        ("Nulle part", "nulle-part"),
        ("…", "firm"),
    ],
)
def test_slug_keeps_what_can_be_read(firm: str, name: str) -> None:
    """Accents, vowel marks and marks of direction are dropped, letters of any script stay; no device of Windows."""
    assert slug(firm) == name


def test_names_are_stable_and_tell_firms_and_assessments_apart() -> None:
    """The same assessment has the same name; firms whose slugs are equal, and two assessments of one firm, differ."""
    assert output_stem(assessment_of("مقاولة أ"), "ar") == output_stem(assessment_of("مقاولة أ"), "ar")
    names = {
        output_stem(assessment_of("مقاولة أ"), "ar"),
        output_stem(assessment_of("مقاولة ب"), "ar"),
        output_stem(assessment_of("مقاولة ب", "2"), "ar"),
        output_stem(assessment_of("مقاولة ب", "2"), "fr"),
    }
    assert len(names) == 4


def test_word_document_of_a_brand_comes_through_to_the_report(tmp_path: Path) -> None:
    """What the brand folder names is what the document is written into."""
    folder, target = brand_folder(tmp_path / "brand"), io.BytesIO()
    docx.Document().save(target)
    (folder / "letterhead.docx").write_bytes(target.getvalue())
    with (folder / "brand.yaml").open("a", encoding="utf-8") as file:
        file.write("word: letterhead.docx\n")
    context = Context(language="fr", content=(), date="2026-11-21")
    assert branding_of(context, folder).template.word == target.getvalue()
    assert branding_of(context, None).template.word is None


def test_the_benchmark_of_the_settings_stands_in_for_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report compares with it unless another file is named; one that is gone is told, and an empty value ends it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    asked = Context(language="en", date="2026-11-29")
    dossier = app.open_dossier(CANNERY, asked)
    assert app.make_report(dossier).page.peers == ""
    file = benchmark_file(tmp_path / "benchmark.json", dossier.main_model)
    app.change_setting("benchmark", str(file))
    assert "Institut Essai" in app.make_report(dossier).page.peers
    file.unlink()
    with pytest.raises(ProblemsError) as gone:
        app.make_report(dossier)
    assert gone.value.problems[0].code == "file-missing"
    app.change_setting("benchmark", "")
    assert app.make_report(dossier).page.peers == ""


def test_views_stand_beside_what_others_have_published() -> None:
    """With the source, in the words of the report's language."""
    dossier = app.open_dossier(CANNERY, Context(language="en", date="2026-11-29"))
    notices = {view.id: view.notice for view in app.make_report(dossier).page.views}
    assert "Very low 42.3% · Low 33.8% · High 19.6% · Very high 4.4%. Source: Eurostat" in notices["dii"]
    assert "16%" in notices["acatech"]
    assert "Source:" not in notices["impuls"].replace("Source of", "")


def test_a_report_of_a_file_yields_what_each_step_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dossier, the report, then each path; the file is among those worked on last."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = tmp_path / "firm.yaml"
    file.write_bytes(CANNERY.read_bytes())
    request = app.ReportRequest(formats=("json", "html"), detail="summary")
    dossier, report, *paths = app.report(file, request, Context(language="en", date="2026-11-29"))
    assert isinstance(dossier, app.Dossier)
    assert isinstance(report, Report)
    assert [(path.parent, path.suffix) for path in paths if isinstance(path, Path)] == [
        (tmp_path / "firm-reports", suffix) for suffix in (".json", ".html")
    ]
    assert [one.path for one in app.recent_assessments(tmp_path / "none")] == [file]
