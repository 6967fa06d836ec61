"""``settings show`` and ``settings set``."""

import json
from pathlib import Path

import pytest
import yaml

from tests.brand_folder import brand_folder
from tests.cli.samples import WORKSHOP
from tests.conftest import Run


@pytest.fixture
def config(tmp_path: Path) -> dict[str, str]:
    """Return an environment with settings of its own."""
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def kept(config: dict[str, str]) -> object:
    """Return what the settings file holds."""
    path = Path(config["XDG_CONFIG_HOME"]) / "jazari-assess" / "settings.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_what_is_set_is_shown_and_taken_back(run: Run, config: dict[str, str]) -> None:
    """Each setting by its name; an empty value takes it away; a decimal comma is a number."""
    for name, value in (("institute", "JAZARI Industrie X.0"), ("capacity", "12,5"), ("stale-months", "24")):
        ended = run("settings", "set", name, value, env=config)
        assert (ended.returncode, ended.stdout) == (0, b"")
        assert value.replace(",", ".") in ended.stderr.decode().replace("\n", " ")
    run("settings", "set", "stale-months", "", env=config)
    assert kept(config) == {"institute": "JAZARI Industrie X.0", "capacity": "12.5"}
    shown = json.loads(run("settings", "show", "--json", env=config).stdout)
    assert shown["capacity"] == "12.5"
    assert shown["consultant"] is None
    assert "JAZARI Industrie X.0" in run("settings", "show", env=config).stdout.decode()


def test_the_language_chosen_is_spoken_at_once(run: Run, config: dict[str, str]) -> None:
    """What says so says it in the new language, and so does the next command."""
    assert "سُجِّل في" in run("settings", "set", "language", "ar", env=config).stderr.decode()
    assert "الإعداد" in run("settings", "show", env=config).stdout.decode()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("language", "de", "setting-choice-wrong"),
        ("bidi", "auto", "setting-choice-wrong"),
        ("capacity", "10001", "setting-number-wrong"),
        ("capacity", "nan", "setting-number-wrong"),
        ("stale-months", "1.5", "setting-number-wrong"),
        ("consultant", "x" * 201, "setting-text-long"),
        ("color", "red", "setting-unknown"),
    ],
)
def test_a_value_that_is_none_is_refused_and_nothing_is_written(
    run: Run, config: dict[str, str], name: str, value: str, code: str
) -> None:
    """Wrong use, with its code; the file is not begun."""
    ended = run("settings", "set", name, value, env=config)
    assert ended.returncode == 2
    assert ended.stderr.decode().startswith(f"{code}: ")
    assert not Path(config["XDG_CONFIG_HOME"]).exists()


def test_a_brand_is_read_before_it_is_chosen_and_kept_with_its_whole_path(
    run: Run, config: dict[str, str], tmp_path: Path
) -> None:
    """A folder that is none is a problem of the folder; one that is right holds from anywhere."""
    refused = run("settings", "set", "brand", tmp_path / "nowhere", env=config)
    assert (refused.returncode, refused.stderr.decode().split(": ")[1]) == (1, "brand-missing")
    folder = brand_folder(tmp_path / "brand")
    assert run("settings", "set", "brand", folder.name, env=config, cwd=folder.parent).returncode == 0
    assert kept(config) == {"brand": str(folder.resolve())}


def test_who_the_consultant_is_stands_on_the_cover(run: Run, config: dict[str, str], tmp_path: Path) -> None:
    """Name and institute of the settings stand in a report, as text."""
    run("settings", "set", "consultant", "Nadia <b>B.</b>", env=config)
    ended = run("report", WORKSHOP, "--out", tmp_path / "out", "--format", "html", "--detail", "summary", env=config)
    assert ended.returncode == 0, ended.stderr
    (page,) = (tmp_path / "out").glob("*.html")
    assert "Nadia &lt;b&gt;B.&lt;/b&gt;" in page.read_text(encoding="utf-8")


def test_the_capacity_chosen_is_what_a_plan_respects(run: Run, config: dict[str, str]) -> None:
    """Without --capacity, and only then."""
    run("settings", "set", "capacity", "7", env=config)
    plans = [
        json.loads(run("plan", WORKSHOP, "--json", "--horizon", "3", "--gap", "0.5", *more, env=config).stdout)
        for more in ((), ("--capacity", "9"))
    ]
    assert [plan["settings"]["capacity"] for plan in plans] == [7.0, 9.0]
