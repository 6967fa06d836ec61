"""Where content is found: in a checkout, in an installed package, in a user's folder laid over ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jazari_assess import content
from jazari_assess.errors import ProblemsError
from tests.reading.small_content import worded


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    content.own_root.cache_clear()
    yield
    content.own_root.cache_clear()


def package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that the package stands in ``folder``."""
    made = folder / "jazari_assess"
    made.mkdir()
    monkeypatch.setattr(content, "_PACKAGE", made)
    return made


def test_an_installed_package_holds_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`_content` beside the code wins."""
    made = package(tmp_path, monkeypatch)
    (made / "_content").mkdir()
    assert content.own_root() == made / "_content"


def test_a_checkout_is_known_by_its_project_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders beside the package count only with the project's own file: no stranger's folder is taken."""
    package(tmp_path, monkeypatch)
    for name in content.FOLDERS:
        (tmp_path / name).mkdir()
    with pytest.raises(ProblemsError) as caught:
        content.own_root()
    assert [problem.code for problem in caught.value.problems] == ["content-missing"]
    assert worded(caught.value.problems[0])
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    assert content.own_root() == tmp_path


def test_every_overlay_must_be_a_folder(tmp_path: Path) -> None:
    """Two that are none are two problems; one that is comes after ours."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        content.roots([tmp_path / "file", tmp_path / "missing"])
    assert [problem.code for problem in caught.value.problems] == ["overlay-missing", "overlay-missing"]
    assert worded(caught.value.problems[0])
    assert content.roots([tmp_path]) == (content.own_root(), tmp_path.resolve())
