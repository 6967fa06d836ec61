"""The sections at the side: how far each is, and its score once it is answered."""

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size

from jazari_assess.interview.session.guide import Guide

WIDTH = 24  # cells inside the side's padding, as in style.tcss
_FIGURES = 5


def side_rows(guide: Guide) -> Mapping[str, tuple[str, str, bool]]:
    """Return by section its title (cut to one line), its count or score, and whether all of it is answered."""
    nodes, known = guide.scores().nodes, guide.speech.model.nodes
    rows = {}
    for section in guide.sections():
        done = guide.progress(section)
        is_done = done.answered == done.total
        node = nodes.get(section)
        score = None if node is None or not is_done else node.score
        told = f"{done.answered}/{done.total}" if score is None else guide.speech.figures.score(score)
        title = known[section].short if section in known else guide.speech.questionnaire.sections[section].title
        rows[section] = (_cut(title), told.rjust(_FIGURES), is_done)
    return rows


def _cut(title: str) -> str:
    width = WIDTH - _FIGURES - 1
    if cell_len(title) <= width:
        return set_cell_size(title, width)
    return set_cell_size(set_cell_size(title, width - 1).rstrip() + "…", width)
