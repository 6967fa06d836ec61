"""Where browsers are on each system, and which are new enough."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from jazari_assess.render.pdf_html.by_browser.finder import Browser, candidates, find_browser, version_of


def program(path: Path, version: str = "") -> Path:
    """Write a program that says a version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{version}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_windows_asks_its_registry_then_its_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edge first, where Windows knows it to be; then where it is put; the browser that is named before all."""
    key = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\msedge.exe"

    def query(hive: str, asked: str) -> str:
        if (hive, asked) != ("machine", key):
            raise FileNotFoundError
        return '"D:\\Edge\\msedge.exe"'

    fake = SimpleNamespace(HKEY_CURRENT_USER="user", HKEY_LOCAL_MACHINE="machine", QueryValue=query)
    monkeypatch.setitem(sys.modules, "winreg", fake)
    environment = {"PROGRAMFILES(X86)": r"C:\Program Files (x86)", "LOCALAPPDATA": r"C:\Users\a\AppData\Local"}
    found = [str(path) for path in candidates("win32", {"JAZARI_BROWSER": "mine", **environment})]
    assert found[:3] == ["mine", r"D:\Edge\msedge.exe", r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"]
    assert r"C:\Users\a\AppData\Local\Google\Chrome\Application\chrome.exe" in found
    assert len(found) == 2 + 4 * 2


def test_macos_looks_among_its_applications() -> None:
    """Those of the machine, then those of the user."""
    found = [str(path) for path in candidates("darwin", {"HOME": "/Users/a"})]
    assert found[0] == "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    assert "/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge" in found


def test_elsewhere_it_is_on_the_path(tmp_path: Path) -> None:
    """Only what is there is looked at."""
    chrome = program(tmp_path / "google-chrome")
    assert list(candidates("linux", {"PATH": str(tmp_path)})) == [chrome]


def test_version_on_windows_is_that_of_the_folder(tmp_path: Path) -> None:
    """There a browser that is asked its version opens a window; the newest folder beside it tells."""
    for name in ("99.0.1.2", "140.0.3485.66", "Locales"):
        (tmp_path / name).mkdir()
    assert version_of(tmp_path / "msedge.exe", "win32") == "140.0.3485.66"
    (tmp_path / "empty").mkdir()
    assert version_of(tmp_path / "empty" / "msedge.exe", "win32") is None


@pytest.mark.parametrize(
    ("said", "found"), [("Chromium 130.9.1.1 built", False), ("Google Chrome 131.0.6778.85", True), ("nothing", False)]
)
def test_only_a_browser_that_prints_margins_is_taken(
    said: str, found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that is named is asked; where it is too old the next is looked for, and here there is none."""
    path = program(tmp_path / "google-chrome", said)
    monkeypatch.setattr("os.environ", {"JAZARI_BROWSER": str(path), "PATH": ""})
    find_browser.cache_clear()
    browser = find_browser()
    find_browser.cache_clear()
    assert browser == (Browser(program=path, name="Chrome", version="131.0.6778.85") if found else None)
