"""Inputs on shared storage, whatever fsspec knows: copied here, and told apart when they change."""

from pathlib import Path, PurePosixPath

from jazari_assess.errors import Place, Problem, ProblemsError

_BLOCK = 2**22
"""Bytes copied at once: few calls over a network, and never the whole file in memory."""


def fetched(url: str, folder: Path) -> Path:
    """Copy an input below ``folder`` and return its path; raise ``ProblemsError`` when it cannot be had."""
    try:
        import fsspec  # noqa: PLC0415 - the extra "cluster", loaded only when asked for
    except ImportError as error:
        raise ProblemsError([Problem(code="batch-cluster-missing")]) from error
    target = folder / "fetched" / PurePosixPath(url).name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with fsspec.open(url, "rb") as far, target.open("wb") as near:
            while block := far.read(_BLOCK):
                near.write(block)
    except Exception as error:  # each storage package raises errors of its own
        problem = Problem(code="batch-url", place=Place(file=url), values={"reason": type(error).__name__})
        raise ProblemsError([problem]) from error
    return target


def remote_mark(url: str) -> str:
    """Return what the storage tells one state of an input from another by; none where it cannot be asked."""
    try:
        import fsspec  # noqa: PLC0415 - as above

        storage, path = fsspec.core.url_to_fs(url)
        return str(storage.ukey(path))
    except Exception:  # noqa: BLE001 - each storage package raises errors of its own; fetching names them
        return ""
