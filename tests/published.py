"""A benchmark as an institute would have published it, of firms that are made up."""

from pathlib import Path

from jazari_assess.engine.cohort.release import Contribution, Release, Terms, release
from jazari_assess.model.assessment import QuestionnaireRef
from jazari_assess.model.benchmark import Ledger, ScoredBy, canonical
from jazari_assess.model.library import ModelContent
from jazari_assess.model.maturity import Group

KEY = "0b" * 32
FOOD_IN_FES = ("agri-food", "medium", "fes-meknes")


def measures_of(model: ModelContent) -> tuple[str, ...]:
    """Return the measures of a benchmark: overall, and each dimension."""
    root = model.structure.nodes[model.structure.root]
    assert isinstance(root, Group)
    return ("overall", *root.children)


def made_up(model: ModelContent, *, groups: dict[tuple[str, ...], int], institute: str = "Institut Essai") -> Release:
    """Publish so many made-up firms of each group, their scores spread evenly over 0..60."""
    structure = model.structure
    measures = measures_of(model)
    firms = [
        Contribution(
            firm=f"{path}{number}",
            assessment="t0",
            path=path,
            scores=dict.fromkeys(measures, 60 * (number + 0.5) / count),
        )
        for path, count in groups.items()
        for number in range(count)
    ]
    asked = Terms(
        date="2026-11-20",
        institute=institute,
        questionnaire=QuestionnaireRef(id=structure.questionnaire, version="1.1.0"),
        model=ScoredBy(id=structure.id, version=structure.version),
        measures=measures,
        fewest=5,
    )
    return release(firms, Ledger(key=KEY), asked)


def benchmark_file(path: Path, model: ModelContent, group: tuple[str, ...] = FOOD_IN_FES) -> Path:
    """Write the file of such a benchmark: 400 firms of one kind."""
    found = made_up(model, groups={group: 400})
    path.write_bytes(canonical(found.benchmark))
    return path
