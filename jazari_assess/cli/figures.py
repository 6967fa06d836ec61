"""How the terminal writes numbers: as the reports do, from the same rounding."""

from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.render.wording import Wording


def figures(interface: InterfaceText) -> Wording:
    """Return the number formats of the interface's language."""
    entries = {"locale": interface.say("terminal.locale")}
    return Wording(words=InterfaceText(language=interface.language, direction=interface.direction, entries=entries))
