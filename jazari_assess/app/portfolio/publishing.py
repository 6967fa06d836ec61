"""``portfolio publish`` and ``benchmark``: what many firms score, told so that none of them is given away."""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from jazari_assess.app.benchmark import Benchmarked, place_among, scored_by
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import Dossier, main_model, read_content
from jazari_assess.app.files import refuse_existing
from jazari_assess.app.page import branding_of
from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.atomic_file import make_folder, write_atomically
from jazari_assess.engine.cohort.release import Release, Terms, current, release, without_firms
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.assessment import QuestionnaireRef
from jazari_assess.model.benchmark import OVERALL, Benchmark, Ledger, canonical
from jazari_assess.model.cohort import FEWEST_FIRMS
from jazari_assess.model.library import Library, ModelContent
from jazari_assess.portfolio.benchmark import contributions
from jazari_assess.portfolio.records import AssessmentRecord
from jazari_assess.portfolio.store.location import locate
from jazari_assess.portfolio.store.queries import Filters, records
from jazari_assess.portfolio.store.tables import SCORE
from jazari_assess.reading.benchmark import read_benchmark, read_ledger

_KEY_BYTES = 32
"""As long as the hash that draws are made with."""
_OWNER_ONLY = 0o600  # the key of the draws is in it


@dataclass(frozen=True, kw_only=True)
class PublishRequest:
    """Where the benchmark goes, where the ledger of publications is (None: beside the store), firms of a block."""

    target: Path
    ledger: Path | None = None
    fewest: int = FEWEST_FIRMS
    questionnaire: str = "industrie-x0"
    replace: bool = False


@dataclass(frozen=True, kw_only=True)
class Published:
    """What was written: the benchmark, the ledger, its groups, firms in all, those that are new, those that wait."""

    target: Path
    ledger: Path
    groups: int
    firms: int
    added: int
    waiting: int


def publish(asked: PublishRequest, store: StoreRequest, context: Context) -> Published:
    """Write the benchmark of the firms of a store, and what the ledger has to remember of it.

    Raises ``UsageError`` for blocks of fewer than five firms; ``ProblemsError`` when the store or the ledger cannot be
    used, when too few firms are there, and when the target exists and may not be replaced.
    """
    if asked.fewest < FEWEST_FIRMS:
        raise UsageError("benchmark-fewest", found=str(asked.fewest), fewest=str(FEWEST_FIRMS))
    if not asked.replace:
        refuse_existing([asked.target])
    library = read_content(context)
    model = main_model(library, asked.questionnaire)
    path = asked.ledger or ledger_path(store)
    before = read_ledger(path) or Ledger(key=secrets.token_hex(_KEY_BYTES))
    terms = _terms(library, model, context, asked.fewest)
    with opened(store) as found, found.reading() as connection:
        every = contributions(_own(records(connection, Filters(samples=False), (SCORE,)), model), terms.measures)
    made: Release = release(every, before, terms)
    if not made.benchmark.groups:
        values = {"found": str(made.waiting), "fewest": str(asked.fewest)}
        raise ProblemsError([Problem(code="benchmark-too-few", values=values)])
    _write_ledger(path, made.ledger)  # first: what is published has to be remembered
    write_atomically(asked.target, canonical(made.benchmark), replace=asked.replace)
    return Published(
        target=asked.target,
        ledger=path,
        groups=len(made.benchmark.groups),
        firms=made.benchmark.groups[0].firms,
        added=made.added,
        waiting=made.waiting,
    )


def ledger_path(store: StoreRequest) -> Path:
    """Return where the ledger of a store's publications is unless another place is named."""
    file = locate(store.store, os.environ).file
    folder = user_data_path("jazari-assess", appauthor=False)
    return folder / "benchmark-ledger.json" if file is None else file.with_name(f"{file.name}.benchmark-ledger.json")


def benchmark_firm(
    dossier: Dossier, store: StoreRequest, file: Path | None = None, ledger: Path | None = None
) -> Benchmarked:
    """Return where a firm stands: by a benchmark's file, else by what the store's institute has published so far.

    Raises ``ProblemsError`` when the file or the ledger is wrong, and where nothing is published yet.
    """
    model = dossier.main_model
    if file is not None:
        return place_among(read_benchmark(file, scored_by(model)), dossier, file)
    path = ledger or ledger_path(store)
    known = read_ledger(path)
    if known is None:
        raise ProblemsError([Problem(code="benchmark-none", place=Place(file=str(path)))])
    published: Benchmark = current(known, _terms(dossier.library, model, dossier.context, FEWEST_FIRMS))
    return place_among(published, dossier, path)


def benchmark_value(found: Benchmarked) -> Mapping[str, Any]:
    """Return a firm's standing as plain values."""
    groups = [
        {
            "place": group.place.model_dump(exclude_none=True),
            "firms": group.firms,
            "measures": [asdict(one) for one in group.measures],
        }
        for group in found.groups
    ]
    return {
        "schema": "jazari-assess/standing/1",
        "firm": found.dossier.assessment.profile.firm,
        "benchmark": {"date": found.benchmark.date, "institute": found.benchmark.institute},
        "groups": groups,
        "references": [
            {"model": name, "reference": key, **one.model_dump(mode="json", exclude_none=True)}
            for name, model in found.dossier.library.models.items()
            for key, one in model.references.items()
        ],
    }


def _own(every: Iterable[AssessmentRecord], model: ModelContent) -> Iterable[AssessmentRecord]:
    structure = model.structure
    return (one for one in every if (one.model, one.model_version) == (structure.id, structure.version))


def _terms(library: Library, model: ModelContent, context: Context, fewest: int) -> Terms:
    questionnaire = library.questionnaires[model.structure.questionnaire]
    reference = QuestionnaireRef(
        id=questionnaire.structure.id, version=questionnaire.structure.version, sha256=questionnaire.sha256
    )
    return Terms(
        date=context.date,
        institute=branding_of(context, None).institute.name,
        questionnaire=reference,
        model=scored_by(model),
        measures=(OVERALL, *model.structure.dimensions),
        fewest=fewest,
    )


def _write_ledger(path: Path, ledger: Ledger) -> None:
    make_folder(path.parent)
    plain = ledger.model_dump(mode="json", by_alias=True)
    write_atomically(path, (json.dumps(plain, indent=1) + "\n").encode(), replace=True)
    with suppress(OSError):  # a disk without permissions, such as a memory stick
        path.chmod(_OWNER_ONLY)


def forget_published(firms: Iterable[str], store: StoreRequest) -> None:
    """Take erased firms out of the ledger of a store: counts that were published are of nobody in particular and stay.

    Raises ``ProblemsError`` when the ledger is wrong or cannot be written.
    """
    path = ledger_path(store)
    ledger = read_ledger(path)
    if ledger is not None:
        _write_ledger(path, without_firms(ledger, firms))
