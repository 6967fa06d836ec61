"""An institute's own Word document: its styles, head and foot are taken, and nothing that acts gets in.

The archive is held to limits as workbooks are, every part is XML without a document type, relations lead to known
kinds of parts inside the archive only, and fields name pages and the like, no other file and no program.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from posixpath import normpath
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.workbook.archive import MEGABYTE, ArchiveLimits, read_parts
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.characters import shown

_LIMITS = ArchiveLimits(
    file=4 * MEGABYTE, sheet=MEGABYTE, strings=MEGABYTE, part=4 * MEGABYTE, unpacked=16 * MEGABYTE, members=200
)
"""A letterhead has some dozens of parts; its styles some hundred kilobytes, its pictures the size of the file."""
_MAIN, _STYLES, _TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INERT = (".xml", ".rels", ".png", ".jpg", ".jpeg")
_RELATED = frozenset(
    (
        "comments",
        "core-properties",
        "custom-properties",
        "customXml",
        "customXmlProps",
        "endnotes",
        "extended-properties",
        "fontTable",
        "footer",
        "footnotes",
        "header",
        "image",
        "metadata",
        "numbering",
        "officeDocument",
        "settings",
        "styles",
        "stylesWithEffects",
        "theme",
        "thumbnail",
        "webSettings",
    )
)
"""The kinds of parts that a plain document has: others hold programs, other documents, or lead out."""
_ACTING = frozenset(("altChunk", "attachedTemplate", "control", "mailMerge", "object", "OLEObject", "subDoc"))
_FIELDS = ("DDE", "INCLUDE", "LINK", "MACROBUTTON", "IMPORT", "DATABASE", "AUTOTEXT", "EMBED", "QUOTE", "FILLIN", "ASK")
"""Fields that run, ask, fetch or compose others."""


def read_word_template(path: Path) -> bytes:
    """Return a document that can be taken as it is.

    Raises ``ProblemsError`` for what is no ``.docx``, a broken or gigantic one, and one that holds a macro, an embedded
    object, a link to elsewhere, or a field that acts, each by name.
    """
    parts = _parts(path)
    trees = {name: _parsed(path, data) for name, data in parts.items()}
    if _MAIN not in trees or _STYLES not in trees or trees[_MAIN].find(f"{_WORD}body") is None:
        raise _refused(path, "document-kind")
    data = read_bounded(path, _LIMITS.file)
    names = _names(path)
    found = dict.fromkeys([*_kinds(trees.get(_TYPES)), *_files(names), *_relations(trees, names), *_deeds(trees)])
    if found:
        raise ProblemsError([_problem(path, "document-acts", found=shown(name)) for name in found])
    if not any(part.get("ContentType") == _DOCUMENT for part in trees[_TYPES]):
        raise _refused(path, "document-kind")
    return data


def _parts(path: Path) -> Mapping[str, bytes]:
    """Return the XML parts, told as those of a document where they are refused as those of a workbook."""
    try:
        return read_parts(path, _LIMITS)
    except ProblemsError as error:
        code = error.problems[0].code
        if not code.startswith("workbook-"):
            raise
        kinds = {"workbook-kind", "workbook-old", "workbook-locked"}
        raise _refused(path, "document-kind" if code in kinds else "document-broken") from error


def _names(path: Path) -> frozenset[str]:
    with ZipFile(path) as archive:
        return frozenset(archive.namelist())


def _parsed(path: Path, data: bytes) -> Element:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - only a brand with a document loads it
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - as above

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise _refused(path, "document-broken") from error
    return root


def _kinds(types: Element | None) -> Iterator[str]:
    """Yield the kinds of content that say of themselves that they run."""
    for part in () if types is None else types:
        kind = part.get("ContentType", "")
        if "macro" in kind.lower() or "vba" in kind.lower() or "activex" in kind.lower():
            yield kind


def _files(names: frozenset[str]) -> Iterator[str]:
    for name in sorted(names):
        if not name.endswith("/") and not name.lower().endswith(_INERT):
            yield name


def _relations(trees: Mapping[str, Element], names: frozenset[str]) -> Iterator[str]:
    """Yield what a document is related to and need not be, or is not there."""
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = PurePosixPath(name).parent.parent
        for found in tree:
            target = found.get("Target", "")
            place = normpath(target.lstrip("/") if target.startswith("/") else str(folder / target))
            if found.get("Type", "").rsplit("/", 1)[-1] not in _RELATED:
                yield found.get("Type", "").rsplit("/", 1)[-1]
            elif found.get("TargetMode", "Internal") != "Internal" or place not in names:
                yield target


def _deeds(trees: Mapping[str, Element]) -> Iterator[str]:
    """Yield elements that act, and fields that do; their letters may be spread over many runs."""
    for tree in trees.values():
        for element in tree.iter():
            kind = str(element.tag).rsplit("}", 1)[-1]
            if kind in _ACTING:
                yield f"<{kind}>"
        simple = [element.get(f"{_WORD}instr", "") for element in tree.iter(f"{_WORD}fldSimple")]
        spread = "".join(element.text or "" for element in tree.iter(f"{_WORD}instrText"))
        told = "".join([*simple, spread]).upper().replace(" ", "")
        yield from (name for name in _FIELDS if name in told)


def _refused(path: Path, code: str) -> ProblemsError:
    return ProblemsError([_problem(path, code)])


def _problem(path: Path, code: str, **values: str) -> Problem:
    return Problem(code=code, place=Place(file=str(path)), values=values)
