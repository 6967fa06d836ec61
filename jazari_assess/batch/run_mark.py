"""The hash of everything that the outputs of a run depend on: two runs with one mark write the same bytes."""

from collections.abc import Collection
from pathlib import Path

from jazari_assess.batch.request import Request
from jazari_assess.batch.sources.storage import remote_mark
from jazari_assess.batch.workspace import file_hash, fingerprint


def run_mark(request: Request) -> str:
    """Return the mark of a run."""
    return fingerprint(
        {
            "version": request.version,
            "inputs": [[one, _input_mark(one, request.readers)] for one in request.inputs],
            "questionnaire": request.questionnaire.sha256,
            "models": [model.sha256 for model in request.models],
            "catalogue": request.library.catalogue.sha256,
            "map": request.saved.model_dump_json(),
            "language": request.interface.language,
            "date": request.date,
            "sheet": request.sheet,
            "chunk": request.chunk_rows,
            "strict": request.strict,
            "kinds": [*request.report_kinds, *request.portfolio],
            **request.settings,
        }
    )


def _input_mark(name: str, suffixes: Collection[str]) -> str:
    """Return the hash of an input; none for what is away, closed or no file, which staging refuses by name.

    ``suffixes`` are those of the files that are read in a folder.
    """
    if "://" in name:
        return remote_mark(name)
    path = Path(name)
    try:
        if path.is_dir():
            files = [one for one in path.iterdir() if one.suffix.lower() in suffixes and one.is_file()]
            return fingerprint({one.name: file_hash(one) for one in files})
        return file_hash(path) if path.is_file() else ""
    except OSError:
        return ""
