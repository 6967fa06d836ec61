"""The words of the report template: complete in each language, and there for every value they may have to name."""

import re
from typing import get_args

import pytest
from babel import Locale

from jazari_assess.model.assessment import EVIDENCE, Stage
from jazari_assess.model.flags import FlagKind, Severity, Strength
from jazari_assess.model.plan import ItemKind, PhaseId, PlanStatus
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.model.provider import Provider, Status
from jazari_assess.model.questionnaire import YES_PARTLY_NO
from jazari_assess.model.result import Robustness, State
from jazari_assess.model.services import Function
from jazari_assess.model.why import WhyCode
from jazari_assess.reading.content.interface_text import read_report_text
from tests.render.small_report import LANGUAGES, TEMPLATE

FORMS = ("zero", "one", "two", "few", "many")
INVARIABLE = {"fr": {"months"}, "ar": {"points"}, "en": set[str]()}
"""Where one form serves all numbers: French "mois"; Arabic points, which are told with decimals."""
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_LABEL = re.compile(r"""\bt((?:\.[a-z_]+|\["[a-z0-9-]+"\])+)""")


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_keys_and_placeholders(language: str) -> None:
    """No language lacks a word or a value that French has, and none has one more."""
    french, other = (read_report_text([TEMPLATE], each).entries for each in ("fr", language))
    assert {key for key in other if key.rpartition(".")[2] not in FORMS} == {
        key for key in french if key.rpartition(".")[2] not in FORMS
    }
    for key, words in french.items():
        assert key in other or key.rpartition(".")[2] in FORMS, key
        told = other.get(key, words)
        if key.rpartition(".")[2] not in FORMS:
            assert sorted(_PLACEHOLDER.findall(told)) == sorted(_PLACEHOLDER.findall(words)), key
        assert told.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_counted_branch_has_the_forms_of_its_language(language: str) -> None:
    """Where anything is counted, each form that whole numbers take in the language has words (CLDR, by Babel)."""
    entries = read_report_text([TEMPLATE], language).entries
    rule = Locale.parse(entries["locale"]).plural_form
    needed = {rule(number) for number in (1, 2, 3, 11, 20)}
    branches = {key.rpartition(".")[0] for key in entries if key.rpartition(".")[2] in FORMS}
    assert {"days", "points", "million", "summary.open-dimensions"} <= branches
    usual = {"other", "many"}
    lacking = [(branch, form) for branch in branches for form in needed - usual if f"{branch}.{form}" not in entries]
    assert [one for one in lacking if one[0] not in INVARIABLE[language]] == []
    assert all(f"{branch}.other" in entries for branch in branches)


@pytest.mark.parametrize(
    ("branch", "names"),
    [
        ("region", (*REGIONS, "national")),
        ("sector", SECTORS),
        ("size", SIZES),
        ("evidence", EVIDENCE),
        ("stage", get_args(Stage)),
        ("state", get_args(State)),
        ("answer", YES_PARTLY_NO),
        ("kind", get_args(ItemKind)),
        ("plan.why", get_args(WhyCode)),
        ("flag.kind", get_args(FlagKind)),
        ("flag.severity", tuple(map(str, get_args(Severity)))),
        ("check", get_args(Strength)),
        ("phase", tuple(f"{phase}.{part}" for phase in get_args(PhaseId) for part in ("title", "purpose"))),
        ("function", get_args(Function)),
        ("status", get_args(Status)),
        ("plan.status", get_args(PlanStatus)),
        ("provider-kind", get_args(Provider.model_fields["kind"].annotation)),
        ("robustness", get_args(Robustness.model_fields["method"].annotation)),
    ],
)
def test_each_value_has_its_words(branch: str, names: tuple[str, ...]) -> None:
    """Whatever a result, a roadmap or a catalogue can say, the report can name."""
    entries = read_report_text([TEMPLATE], "fr").entries
    assert [name for name in names if f"{branch}.{name}" not in entries] == []


def test_templates_name_only_labels_that_exist() -> None:
    """A label in a branch that the tests do not render would fail only in a reader's hands."""
    entries = read_report_text([TEMPLATE], "fr").entries
    parts = (path for folder in ("sections", "charts") for path in (TEMPLATE / folder).glob("*.html"))
    for path in (TEMPLATE / "report.html", TEMPLATE / "screen.html", *parts):
        for found in _LABEL.findall(path.read_text(encoding="utf-8")):
            key = ".".join(re.findall(r"[a-z0-9_-]+", found))
            assert key in entries, (path.name, key)
            assert "{" not in entries[key], (path.name, key)
