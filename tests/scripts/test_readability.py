"""The readability script: its counts against a hand's, its formulas against their arithmetic."""

import importlib.util
import sys
from types import ModuleType

import pytest

from tests.conftest import ROOT

# Forty words a language, drawn at random from the questionnaire once the rules stood, counted by hand (in French a mute
# e does not count).
BY_HAND = {
    "fr": (
        "l'état 2 vendre 1 parole 2 utilisent 3 signes 1 ligne 1 l'équipement 4 motivée 3 utiles 2 phrase 1 coup 1 "
        "copie 2 sujet 2 mémoire 2 louée 2 propre 1 principales 3 stage 1 copiés 2 carburants 3 l'unité 3 encore 2 "
        "compléter 3 canaux 2 ont-ils 2 sécurité 4 wi-fi 2 renouvelable 4 protégé 3 applications 4 poids 1 "
        "informations 4 l'étranger 3 qu'avez-vous 3 régulièrement 5 pris 1 pénibles 2 confirmé 3 profil 2 additive 3"
    ),
    "en": (
        "portal 2 sensor 2 processes 3 points 1 recruited 3 source 1 drift 1 domain 2 refused 2 proof 1 telephone 3 "
        "supplied 2 down 1 channels 2 places 2 intention 3 course 1 centres 2 root 1 well-chosen 3 than 1 artificial 4 "
        "standardised 3 next 1 possible 3 trades 1 suppliers 3 tool 1 declaration 4 taken 2 advanced 2 restored 2 "
        "being 2 batch 1 apply 2 drifting 2 firm's 1 stay 1 answer 2 procedure 3"
    ),
}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("readability_script", ROOT / "scripts" / "readability.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["fr", "en"])
def test_syllables_come_near_a_hand_count(script: ModuleType, language: str) -> None:
    """Over words it was not made on, the count is within 5 % of a hand's."""
    parts = BY_HAND[language].split()
    words = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    found = sum(script.syllables(word, language) for word in words)
    assert found == pytest.approx(sum(words.values()), rel=0.05)


def test_the_formulas_by_hand(script: ModuleType) -> None:
    """Two sentences, six words of one and two syllables, none long."""
    # "The team reads. A robot stops." 3 words a sentence; syllables 1 1 1 1 2 1 = 7, so 7/6 a word
    # 206.835 - 1.015 x 3 - 84.6 x 7/6 = 105.09; LIX 3 + 0
    found = script.measured(["The team reads. A robot stops."], "en")
    assert (found.words, found.sentence_length, found.lix) == (6, 3, 3)
    assert found.ease == pytest.approx(206.835 - 3.045 - 98.7)
    # "L'atelier produit." 2 words, syllables 3 + 2 = 5: 207 - 1.015 x 2 - 73.6 x 2.5; both words over six letters
    found = script.measured(["L'atelier produit."], "fr")
    assert found.ease == pytest.approx(207 - 2.03 - 184)
    assert found.lix == 102


def test_options_and_titles_end_their_sentence(script: ModuleType) -> None:
    """Texts without a full stop are sentences of their own, and a colon or semicolon ends one, as Flesch counts."""
    assert script.measured(["one two", "three; four: five"], "en").sentence_length == 5 / 4
