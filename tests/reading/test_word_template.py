"""An institute's Word document is taken as it is, or refused by what it holds; each refusal beside a plain one."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import docx
import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.brand import read_brand
from jazari_assess.reading.word_template import read_word_template

_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER = "word/header1.xml"


@cache
def plain() -> bytes:
    """Return a letterhead: a document with a head, as a program writes it."""
    found = docx.Document()
    found.sections[0].header.paragraphs[0].text = "Institut Atlas"
    target = io.BytesIO()
    found.save(target)
    return target.getvalue()


def changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return the letterhead with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(plain())) as package:
        held = {name: package.read(name) for name in package.namelist()}
    change(held)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, data in held.items():
            copy.writestr(name, data)
    return target.getvalue()


def replaced(name: str, old: str, new: str) -> Callable[[dict[str, bytes]], object]:
    """Return what puts one text in the place of another in a part, which must hold it."""

    def change(held: dict[str, bytes]) -> None:
        assert old.encode() in held[name]
        held[name] = held[name].replace(old.encode(), new.encode(), 1)

    return change


def related(kind: str, target: str, mode: str = "") -> Callable[[dict[str, bytes]], object]:
    """Return what relates the document to something."""
    told = f'<Relationship Id="rId99" Type="{_RELATED}/{kind}" Target="{target}"{mode}/></Relationships>'
    return replaced("word/_rels/document.xml.rels", "</Relationships>", told)


def field(instruction: str) -> Callable[[dict[str, bytes]], object]:
    """Return what puts a field into the head."""
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in instruction.split("|"))
    return replaced(_HEADER, "</w:p>", f"{runs}</w:p>")


def refusals(tmp_path: Path, data: bytes) -> list[tuple[str, str]]:
    """Return code and what was found of what is wrong with a document."""
    path = tmp_path / "letterhead.docx"
    path.write_bytes(data)
    with pytest.raises(ProblemsError) as caught:
        read_word_template(path)
    return [(problem.code, problem.values.get("found", "")) for problem in caught.value.problems]


def test_plain_letterhead_is_taken_as_it_is(tmp_path: Path) -> None:
    """Control: what the refused ones are made from comes through, by itself and by a brand folder."""
    (tmp_path / "letterhead.docx").write_bytes(plain())
    assert read_word_template(tmp_path / "letterhead.docx") == plain()
    text = "schema: jazari-assess/brand/1\ninstitute: Institut Atlas\nword: letterhead.docx\n"
    (tmp_path / "brand.yaml").write_text(text, encoding="utf-8")
    assert read_brand(tmp_path, "fr").word == plain()
    (tmp_path / "letterhead.docx").write_bytes(changed(field(" PAGE ")))
    assert read_word_template(tmp_path / "letterhead.docx")


ACTING: Mapping[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "macro": (lambda held: held.update({"word/vbaProject.bin": b"x"}), "word/vbaProject.bin"),
    "kind": (
        replaced(
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ),
    "template elsewhere": (
        related("attachedTemplate", "http://x.invalid/a.dotm", ' TargetMode="External"'),
        "attachedTemplate",
    ),
    "picture elsewhere": (
        related("image", "http://x.invalid/a.png", ' TargetMode="External"'),
        "http://x.invalid/a.png",
    ),
    "link": (related("hyperlink", "http://x.invalid/", ' TargetMode="External"'), "hyperlink"),
    "object": (related("oleObject", "embeddings/a.bin"), "oleObject"),
    "other document": (related("aFChunk", "a.html"), "aFChunk"),
    "nowhere": (related("image", "media/none.png"), "media/none.png"),
    "outside": (related("image", "../../../etc/passwd.png"), "../../../etc/passwd.png"),
    "metafile": (lambda held: held.update({"word/media/a.emf": b"x"}), "word/media/a.emf"),
    "mail merge": (replaced("word/settings.xml", "</w:settings>", "<w:mailMerge/></w:settings>"), "<mailMerge>"),
    "program": (field(r'DDEAUTO c:\\x "cmd"'), "DDE"),
    "spread program": (field("DD|EAU|TO x"), "DDE"),
    "other file": (field("INCLUDETEXT /etc/passwd"), "INCLUDE"),
}


@pytest.mark.parametrize("kind", ACTING)
def test_what_acts_or_leads_elsewhere_is_refused_by_name(kind: str, tmp_path: Path) -> None:
    """Macros, links, objects, other documents, pictures that are programs of old, fields that fetch."""
    change, found = ACTING[kind]
    assert ("document-acts", found) in refusals(tmp_path, changed(change))


def test_entities_are_refused(tmp_path: Path) -> None:
    """A document type in a part is none of Word's."""
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'

    def change(held: dict[str, bytes]) -> None:
        held[_HEADER] = head.encode() + held[_HEADER].partition(b"?>")[2]

    assert refusals(tmp_path, changed(change)) == [("document-broken", "")]


def test_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """Ten megabytes of spaces in a part, in ten kilobytes."""
    data = changed(lambda held: held.update({"word/theme/theme2.xml": b" " * (10 * 2**20)}))
    assert len(data) < 2**20
    assert refusals(tmp_path, data) == [("document-broken", "")]


@pytest.mark.parametrize("data", [b"", b"Institut Atlas", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600])
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes) -> None:
    """An empty file, a text, an old or locked document."""
    assert refusals(tmp_path, data)[0][0] in {"document-kind", "file-empty"}


def test_other_packages_are_refused(tmp_path: Path) -> None:
    """A template file (.dotx) and a package without a document: saved as a document they are taken."""
    main = replaced("[Content_Types].xml", "wordprocessingml.document.main", "wordprocessingml.template.main")
    assert refusals(tmp_path, changed(main)) == [("document-kind", "")]
    assert refusals(tmp_path, changed(lambda held: held.pop("word/styles.xml"))) == [("document-kind", "")]
    assert refusals(tmp_path, plain()[: len(plain()) // 2]) == [("document-broken", "")]
