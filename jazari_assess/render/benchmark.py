"""Groups of a benchmark, and where a firm stands in them, in words: the same in every output."""

from jazari_assess.model.benchmark import Place
from jazari_assess.model.interface_text import InterfaceText


def group_name(place: Place, interface: InterfaceText) -> str:
    """Return what a group of a benchmark is called."""
    kinds = zip(("sectors", "sizes", "regions"), place.path, strict=False)
    return " · ".join(interface.say(f"{kind}.{name}") for kind, name in kinds) or interface.say("benchmark.everybody")


def above(percentile: float | None, margin: float | None, interface: InterfaceText) -> str:
    """Return between which percentages of a group a firm is above; empty where it is not scored."""
    if percentile is None or margin is None:
        return ""
    low, high = max(percentile - margin, 0.0), min(percentile + margin, 100.0)
    return interface.say("benchmark.range", low=f"{low:.0f}", high=f"{high:.0f}")
