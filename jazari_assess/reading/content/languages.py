"""Which languages the interface speaks: those that have a file of words."""

from jazari_assess.content import interface_text_folder

REFERENCE = "fr"


def languages() -> tuple[str, ...]:
    """Return the languages of the interface, French first."""
    names = {path.stem for path in interface_text_folder().glob("*.yaml")}
    return tuple(sorted(names, key=lambda name: (name != REFERENCE, name)))
