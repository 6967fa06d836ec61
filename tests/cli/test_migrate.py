"""An assessment of another questionnaire version is refused, or carried over with a list of what changed."""

from pathlib import Path

import pytest
import yaml

from tests.cli.samples import WORKSHOP
from tests.conftest import Run


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Write the sample as one of an older version, with a question and an option that are gone."""
    tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))
    tree["questionnaire"]["version"] = "0.9.0"
    tree["answers"]["fax-machines"] = {"state": "given", "answer": 3, "note": "Canari"}
    tree["answers"]["maintenance"] = 7
    path = tmp_path / "old.yaml"
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["score", "explain", "plan"])
def test_other_version_is_refused_unless_asked_for(run: Run, old: Path, command: str) -> None:
    """An old assessment is not scored under a new questionnaire in silence."""
    ended = run(command, old, "--lang", "en")
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert "assessment-other-version" in ended.stderr.decode()


def test_migrate_option_scores_and_lists_what_changed(run: Run, old: Path) -> None:
    """With --migrate the score is on standard output and every change on standard error; the file stays."""
    before = old.read_bytes()
    ended = run("score", old, "--migrate", "--lang", "en")
    said = ended.stderr.decode()
    assert ended.returncode == 0
    assert "Overall" in ended.stdout.decode()
    assert "Version 0.9.0 to " in said
    assert "fax-machines: the question no longer exists; its answer is kept aside in the file." in said
    assert "maintenance: the answer no longer exists; it is kept aside in the file." in said
    assert old.read_bytes() == before


def test_only_what_the_firm_is_asked_is_told_as_without_an_answer(run: Run, tmp_path: Path) -> None:
    """The share of sales to consumers is asked of a firm that sells online: without such sales it is no gap."""
    path = tmp_path / "old.yaml"
    tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8"))
    tree["questionnaire"]["version"] = "0.9.0"
    del tree["answers"]["maintenance"]
    without = "web-consumer-share: asked by the new version, without an answer."
    for share, told in ((0, False), (40, True)):
        tree["answers"] = {**tree["answers"], "web-sales-share": share}
        tree["answers"].pop("web-consumer-share", None)
        path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
        ended = run("assessment", "migrate", path, "--output", tmp_path / f"{share}.yaml", "--lang", "en")
        said = " ".join(ended.stderr.decode().split())
        assert (without in said) == told
        assert "maintenance: asked by the new version, without an answer." in said
        imported = run("form", "import", path, "--out", tmp_path / str(share), "--lang", "en")
        assert (without in " ".join((imported.stderr + imported.stdout).decode().split())) == told


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_migrated_file_keeps_every_word(run: Run, old: Path, suffix: str) -> None:
    """The new file scores, and holds what has no place any more with its note."""
    new = old.with_name(f"new{suffix}")
    assert run("assessment", "migrate", old, "--output", new).returncode == 0
    assert "Canari" in new.read_text(encoding="utf-8")
    ended = run("score", new, "--lang", "en")
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_input_is_never_the_output(run: Run, old: Path) -> None:
    """Neither with --force nor through a link to itself is an input changed."""
    before = old.read_bytes()
    link = old.with_name("link.yaml")
    link.symlink_to(old)
    for target in (old, link):
        ended = run("assessment", "migrate", old, "--output", target, "--force")
        assert ended.returncode == 1
        assert "target-is-input" in ended.stderr.decode()
    assert old.read_bytes() == before


def test_existing_output_needs_force(run: Run, old: Path) -> None:
    """A file that exists is named and stays, unless --force is given."""
    new = old.with_name("new.yaml")
    new.write_bytes(b"mine")
    ended = run("assessment", "migrate", old, "--output", new)
    assert ended.returncode == 1
    assert "target-exists" in ended.stderr.decode()
    assert new.read_bytes() == b"mine"
    assert run("assessment", "migrate", old, "--output", new, "--force").returncode == 0
    assert new.read_bytes() != b"mine"
