"""The words of the report template: complete in each language, and there for every value they may have to name."""

import re
from typing import get_args

import pytest

from jazari_assess.model.assessment import EVIDENCE, Stage
from jazari_assess.model.catalogue import Provider, Status
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.model.questionnaire import YES_PARTLY_NO
from jazari_assess.model.result import Robustness, State
from jazari_assess.model.roadmap import ItemKind, Tag, WhyNow, WhyOut
from jazari_assess.model.roadmap import Status as PlanStatus
from jazari_assess.reading.content.interface_text import read_report_text
from tests.render.small_report import LANGUAGES, TEMPLATE

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_LABEL = re.compile(r"""\bt((?:\.[a-z_]+|\["[a-z0-9-]+"\])+)""")


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_keys_and_placeholders(language: str) -> None:
    """No language lacks a word or a value that French has, and none has one more."""
    french, other = (read_report_text([TEMPLATE], each).entries for each in ("fr", language))
    assert set(other) == set(french)
    for key, words in french.items():
        assert sorted(_PLACEHOLDER.findall(other[key])) == sorted(_PLACEHOLDER.findall(words)), key
        assert other[key].strip(), key


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
        ("tag", get_args(Tag)),
        ("why-now", get_args(WhyNow)),
        ("why-out", get_args(WhyOut)),
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
