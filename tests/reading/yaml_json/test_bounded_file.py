"""Opening files from outside: only ordinary files, never more than a bound, only UTF-8."""

import errno
import io
import os
import stat
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.yaml_json.bounded_file import decode, read_bounded
from jazari_assess.reading.yaml_json.yaml_file import read_yaml
from tests.reading.small_content import told, worded


def code_of(path: Path, limit: int = 100) -> str:
    """Return the code of the one problem that reading ``path`` gives."""
    with pytest.raises(ProblemsError) as caught:
        read_bounded(path, limit)
    (problem,) = caught.value.problems
    assert problem.place.file == str(path)
    assert worded(problem)
    return problem.code


def test_an_ordinary_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    """A file of exactly the bound is read, one byte more is too large."""
    path = tmp_path / "f"
    path.write_bytes(b"x" * 100)
    assert read_bounded(path, 100) == b"x" * 100
    assert code_of(path, 99) == "file-too-large"


def test_a_file_of_100_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """The size is looked at before anything is read, and is in the message."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(ProblemsError) as caught:
        read_yaml(path)
    (problem,) = caught.value.problems
    assert (problem.code, dict(problem.values)) == ("file-too-large", {"size": "100.0 MB", "limit": "2.0 MB"})


def test_a_file_that_does_not_tell_its_size_is_bounded_while_reading() -> None:
    """Files of /proc say they are empty and are not; the bound holds all the same."""
    path = Path("/proc/self/smaps")
    if not path.exists():
        pytest.skip("no /proc here")
    assert path.stat().st_size == 0
    assert code_of(path, 1000) == "file-too-large"


def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path) -> None:
    """A folder, a pipe nobody writes to and a device are refused at once; so is a link to one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    link = tmp_path / "link"
    link.symlink_to("/dev/zero")
    assert code_of(tmp_path) == "file-is-folder"
    assert code_of(pipe) == "file-not-regular"
    assert code_of(Path("/dev/zero")) == "file-not-regular"
    assert code_of(link) == "file-not-regular"


@pytest.mark.parametrize("name", ["missing", "f/inside", "nul\x00byte"])
def test_a_file_that_is_not_there_is_missing(name: str, tmp_path: Path) -> None:
    """No such name, a file taken for a folder, and a name no system can have are all missing."""
    (tmp_path / "f").write_bytes(b"x")
    assert code_of(tmp_path / name) == "file-missing"


@pytest.mark.parametrize(("number", "code"), [(errno.EACCES, "file-no-permission"), (errno.EIO, "file-unreadable")])
def test_what_the_system_refuses_is_told(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No permission and a failing disk have each their own message."""
    path = tmp_path / "f"
    path.write_bytes(b"x")
    assert read_bounded(path, 100) == b"x"

    def refuse(*_: object) -> int:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "open", refuse)
    assert code_of(path) == code


def test_a_disk_that_fails_while_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that opens and then cannot be read is told as unreadable, with the system's name of the reason."""

    class Failing(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "no")

    path = tmp_path / "f"
    path.write_bytes(b"x")
    monkeypatch.setattr(os, "fdopen", lambda *_: Failing())
    assert code_of(path) == "file-unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    """A file whose rights are taken away is refused as such."""
    path = tmp_path / "f"
    path.write_bytes(b"x")
    path.chmod(stat.S_IWUSR)
    assert code_of(path) == "file-no-permission"


# code, bytes, line, column
DECODE_CASES = [
    ("file-empty", b"", None, None),
    ("file-empty", b"\xef\xbb\xbf \r\n", None, None),
    ("file-binary", b"PK\x03\x04rest", None, None),
    ("file-binary", b"%PDF-1.7", None, None),
    ("file-binary", b"abc\x00def", None, None),
    ("file-not-utf8", "a: é".encode("utf-16"), 1, 1),
    ("file-not-utf8", b"a: 1\nb: caf\xe9\n", 2, 7),
    ("file-not-utf8", "شركة".encode("cp1256"), 1, 1),
    ("character-refused", b"a\x07b", 1, 2),
    ("character-refused", "a\nb\u2028c".encode(), 2, 2),
    ("character-refused", "x\u2067y".encode(), 1, 2),
    ("character-refused", "x\x9by".encode(), 1, 2),
    ("character-refused", "x\ufeffy".encode(), 1, 2),
]


@pytest.mark.parametrize(("code", "data", "line", "column"), DECODE_CASES)
def test_bytes_that_are_no_plain_text_are_placed(code: str, data: bytes, line: int | None, column: int | None) -> None:
    """Another encoding, binary data and invisible characters are told with their place."""
    with pytest.raises(ProblemsError) as caught:
        decode(data, "f")
    assert told(caught.value.problems) == {(code, "f", line, column)}
    assert worded(caught.value.problems[0])


def test_every_refused_character_is_listed_up_to_a_bound() -> None:
    """Three are three problems; a file full of them gives fifty."""
    with pytest.raises(ProblemsError) as caught:
        decode(b"a\x01\nb\x02\n\x03", "f")
    assert [(problem.place.line, problem.values["character"]) for problem in caught.value.problems] == [
        (1, "U+0001"),
        (2, "U+0002"),
        (3, "U+0003"),
    ]
    with pytest.raises(ProblemsError) as caught:
        decode(b"\x01" * 9999, "f")
    assert len(caught.value.problems) == 50


def test_arabic_and_its_direction_marks_are_plain_text() -> None:
    """Letters of any script, emoji and the marks that Arabic keyboards type are let through."""
    text = "مقاولة\u200f (GMAO)\u200e ✓ 😀 é\tfin"
    assert decode(text.encode(), "f") == text
