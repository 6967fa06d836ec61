"""Answers exported by KoboToolbox and ODK come back without a map as the assessment that the form was filled with."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from jazari_assess.app.context import Context
from jazari_assess.app.form.firms import read_firms
from jazari_assess.engine.asking import on_path
from jazari_assess.forms.interface import FormContent
from jazari_assess.forms.xlsform.expressions import takes_note
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import ProfileQuestion
from tests.conftest import Run
from tests.forms.html.random_answers import random_assessment
from tests.forms.orders import form_content
from tests.forms.xlsform.filled import Values, filled, kobo, odk

FIRMS = 24
SENT = "2026-11-01T10:41:00Z"
CONTEXT = Context(language="fr", date="2026-11-29")
Write = Callable[[Path, FormContent, Sequence[Values]], Path]
EXPORTS: dict[str, Write] = {
    "kobo-xml-joined.xlsx": lambda path, *told: kobo(path, *told, language="xml", split="joined"),
    "kobo-xml-columns.csv": lambda path, *told: kobo(path, *told, language="xml", split="columns"),
    "kobo-xml-both.xlsx": lambda path, *told: kobo(path, *told, language="xml", split="both"),
    "kobo-fr-both.xlsx": lambda path, *told: kobo(path, *told, language="fr", split="both"),
    "kobo-ar-joined.xlsx": lambda path, *told: kobo(path, *told, language="ar", split="joined"),
    "kobo-en-columns.csv": lambda path, *told: kobo(path, *told, language="en", split="columns"),
    "odk-split.csv": lambda path, *told: odk(path, *told, groups=True, split=True),
    "odk-joined.csv": lambda path, *told: odk(path, *told, groups=True, split=False),
    "odk-without-groups.csv": lambda path, *told: odk(path, *told, groups=False, split=True),
}


def firms(content: FormContent, count: int = FIRMS) -> list[Assessment]:
    """Return assessments drawn by chance, each of a firm with a name of its own."""
    drawn: list[dict[str, Any]] = [random_assessment(content.structure, seed) for seed in range(count)]
    for number, one in enumerate(drawn):
        one["profile"] |= {"firm": f"Société {number}", "ice": f"{number:015d}", "respondent-role": "Gérant"}
        one["consent"] = {"accepted": number % 5 != 3, "time": SENT}
        for place, (name, answer) in enumerate(one["answers"].items()):
            if isinstance(answer.get("answer"), float):
                answer["answer"] = round(answer["answer"], 2)  # as people type them
            if place % 6 == number % 6 and takes_note(content.structure.questions[name]):
                answer["note"] = f"Vu en atelier <{place}>\n=1+1 ملاحظة"
        if number % 4 == 1:
            one["answers"]["maintenance"] = {"state": "unanswered", "note": "À demander au chef d'atelier"}
    return [Assessment.model_validate_json(json.dumps(one)) for one in drawn]


def said(content: FormContent, assessment: Assessment) -> tuple[Profile, dict[str, object]]:
    """Return the profile and the answers that a form asks for, aims in the order of the questionnaire."""
    asked = on_path(content.structure, assessment)
    profile = assessment.profile
    if assessment.consent is not None and not assessment.consent.accepted:
        profile = profile.model_copy(update={"respondent_role": None})
    if profile.aims is not None:
        question = content.structure.questions["business-aims"]
        order = question.options if isinstance(question, ProfileQuestion) else ()
        profile = profile.model_copy(update={"aims": tuple(aim for aim in order if aim in (profile.aims or ()))})
    return profile, {name: assessment.answers[name] for name in asked if name in assessment.answers}


@pytest.fixture(scope="module")
def content() -> FormContent:
    """Our own content."""
    return form_content()


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_gives_the_assessments_it_was_filled_with(name: str, content: FormContent, tmp_path: Path) -> None:
    """Profile, consent, path, answers with notes, "I do not know", "not applicable" of 24 firms; nothing hidden."""
    wanted = firms(content)
    path = EXPORTS[name](tmp_path / name, content, [filled(content, one) for one in wanted])
    found = read_firms(path, CONTEXT)
    assert found.problems == ()
    assert len(found.firms) == FIRMS
    for expected, one in zip(wanted, found.firms, strict=True):
        assert (one.profile, dict(one.answers)) == said(content, expected), expected.id
        assert (one.consent, one.express) == (expected.consent, expected.express), expected.id


def test_batch_run_takes_an_export_without_a_map(run: Run, content: FormContent, tmp_path: Path) -> None:
    """The command recognises the tool and every column, and rejects nothing."""
    path = odk(
        tmp_path / "odk.csv", content, [filled(content, one) for one in firms(content, 6)], groups=True, split=True
    )
    ended = run("batch", "run", path, "--out", tmp_path / "out", "--no-portfolio", "--lang", "en")
    told = ended.stderr.decode()
    assert ended.returncode == 0, told
    assert "ODK Central" in told
    assert "Unused" not in told
    results = (tmp_path / "out" / "results.csv").read_text(encoding="utf-8")
    assert len(results.strip().splitlines()) == 7
