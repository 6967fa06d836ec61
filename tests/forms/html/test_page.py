"""The file: small enough, closed to everything else, the same each time, and no text leaves its place."""

import re
from decimal import Decimal
from pathlib import Path

from jazari_assess.forms.html.json_data import script_json
from jazari_assess.forms.html.page import joined_script
from jazari_assess.forms.html.words import speech_of, words_data
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.model.plurals import plural_form
from jazari_assess.model.profile import Profile
from tests.forms.html.conftest import form_bytes
from tests.forms.html.holding import held_by
from tests.forms.orders import LANGUAGES

MOST, MOST_OF_ONE = 1_500_000, 600_000
"""Bytes: what an e-mail carries and an old phone opens; with all languages, and with one."""


def test_sizes(content: FormContent, form_path: Path) -> None:
    """Three languages are at most 1.5 MB, one alone at most 600 KB."""
    assert form_path.stat().st_size <= MOST
    for language in LANGUAGES:
        assert len(form_bytes(content, language)) <= MOST_OF_ONE, language


def test_same_arguments_same_bytes(content: FormContent, form_path: Path) -> None:
    """A form made twice is the same file."""
    assert form_bytes(content, *LANGUAGES) == form_path.read_bytes()


def test_policy_lets_nothing_in(form_path: Path) -> None:
    """The policy stands before anything it governs and names no host, no inline licence and no eval."""
    text = form_path.read_text(encoding="utf-8")
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
    assert found is not None
    assert found.start() < text.index("<style>") < text.index("<script")
    rules = dict(part.split(" ", 1) for part in found[1].split("; "))
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "connect-src", "base-uri", "form-action"}
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert all(re.fullmatch(r"'sha256-[\w+/]+=*'", rules[name]) for name in ("script-src", "style-src"))


def test_plural_forms_of_the_page_are_those_of_the_language(content: FormContent) -> None:
    """What the page holds for 0 to 199, and takes for more by the last two digits, is what Babel says of any count."""
    numbers = [*range(1_300), *range(9_990, 10_120), 99_999, 123_456, 999_999]
    for language in LANGUAGES:
        plurals = words_data(content, speech_of(language))["plurals"]
        assert isinstance(plurals, list)
        taken = [plurals[number if number < len(plurals) else 100 + number % 100] for number in numbers]
        assert taken == [plural_form(Decimal(number), language) for number in numbers]


def test_page_names_nothing_outside() -> None:
    """The script holds no address of a network, no markup made from text and no code made from text."""
    script = joined_script()
    assert re.findall(r"\w+://[^\"]*", script) == ["http://www.w3.org/2000/svg"]  # a name, never fetched
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "import(",
        "fetch(",
    ):
        assert word not in script


def test_modules_are_joined_whole(form_path: Path) -> None:
    """Nothing of the modules' own imports and exports is left."""
    script = joined_script()
    assert re.search(r"^(import|export) ", script, re.MULTILINE) is None
    assert "const start_" not in script
    assert script.rstrip().endswith("})();")
    assert script in form_path.read_text(encoding="utf-8")


def test_text_does_not_leave_its_element(content: FormContent) -> None:
    """A firm's name that looks like markup stands in the file as data only."""
    hostile = "</script><script>alert(1)</script><!--"
    known = Prefilled(id="a-1", profile=Profile(firm=hostile))
    text = form_bytes(content, "fr", prefilled=known).decode()
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert "<!--" not in text
    assert held_by(text)["prefilled"]["profile"]["firm"] == hostile


def test_json_escapes_what_ends_a_script() -> None:
    """Markup and the line ends that JavaScript knows beyond JSON are escaped."""
    assert script_json("</a>&\u2028\u2029") == '"\\u003c/a\\u003e\\u0026\\u2028\\u2029"'


def test_two_firms_keep_their_answers_apart(content: FormContent) -> None:
    """The key in the browser differs from firm to firm and stays the same for the same firm."""
    keys = [
        re.search(r'"key":"([^"]+)"', form_bytes(content, "fr", prefilled=known).decode())
        for known in (
            None,
            Prefilled(id="a-1", profile=Profile(firm="A")),
            Prefilled(id="a-2", profile=Profile(firm="A")),
            Prefilled(id="a-2", profile=Profile(firm="A")),
        )
    ]
    found = [key[1] for key in keys if key is not None]
    assert len(found) == 4
    assert len(set(found)) == 3
    assert found[2] == found[3]


def test_every_language_has_all_words() -> None:
    """The form's words are complete in each language, with the same placeholders."""
    reference = speech_of("fr").own.entries
    for language in LANGUAGES:
        entries = speech_of(language).own.entries
        assert entries.keys() == reference.keys()
        for key, words in entries.items():
            assert sorted(re.findall(r"\{\w+", words)) == sorted(re.findall(r"\{\w+", reference[key])), (language, key)


def test_every_word_is_used() -> None:
    """No word of the form stands there for nothing."""
    script = joined_script()
    made = {"question.yes", "question.partly", "question.no", "question.look-for", "question.why"}
    pieces = ("result.severity-", "path.short", "path.full", "question.unknown", "question.not-applicable", "notice.")
    for key in speech_of("fr").own.entries:
        if key.startswith("instructions."):
            continue
        used = f'"{key}"' in script or key in made or key.startswith(pieces) or "." not in key
        tail = key.rpartition(".")[2]
        assert used or f'"{tail}"' in script, key
