"""What others have published of the levels of models, worded: it stands beside a benchmark, never in one."""

from collections.abc import Iterable, Sequence

from jazari_assess.app.wording import Wording, figures
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import ModelContent, nearest_words
from jazari_assess.model.typography import set_words


def reference_lines(models: Iterable[ModelContent], interface: InterfaceText) -> Sequence[str]:
    """Return a line for each published distribution of some models: of what, of whom, the shares, the source."""
    wording = figures(interface)
    return [line for model in models for line in _lines(model, interface, wording)]


def _lines(model: ModelContent, interface: InterfaceText, wording: Wording) -> Iterable[str]:
    texts = nearest_words(model.texts, interface.language)
    for name, one in model.references.items():
        shares = " · ".join(
            f"{texts.levels[level].title} {set_words(wording.of_hundred(wording.number(share)), interface.language)}"
            for level, share in one.shares.items()
        )
        words = texts.references[name]
        values = {"title": texts.title, "group": words.title, "source": words.source}
        yield interface.say("benchmark.reference", **values, shares=shares)
