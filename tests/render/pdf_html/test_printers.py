"""How WeasyPrint's libraries are found: by the system's own loader, and by a search only where that fails."""

import ctypes.util
import subprocess
import sys

import pytest

from jazari_assess.render.pdf_html import printers
from jazari_assess.render.pdf_html.document import Printer

CANNOT = "cannot load library 'pango'"
STARTED = """
import sys
started = []
sys.addaudithook(lambda event, values: started.append(values[1]) if event == "subprocess.Popen" else None)
from jazari_assess.render.pdf_html.printers import printer
print(printer("weasyprint").name.split()[0], started)
"""
"""Loads WeasyPrint and says which processes were started for it."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is started to look for a library")
def test_no_process_is_started_to_find_a_library() -> None:
    """Each start of ldconfig or gcc takes processor time that the libraries' whole names make needless."""
    ended = subprocess.run([sys.executable, "-c", STARTED], check=True, capture_output=True, text=True)
    assert ended.stdout == "WeasyPrint []\n"


def test_library_that_only_a_search_finds_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the whole names are not enough, libraries are looked for as WeasyPrint does by itself."""
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"lib{name}.so")
    loads = printers._loaded

    def loaded() -> Printer:
        if ctypes.util.find_library("pango") is None:
            raise OSError(CANNOT)
        return loads()

    monkeypatch.setattr(printers, "_loaded", loaded)
    printers.weasyprint_printer.cache_clear()
    found = printers.weasyprint_printer()
    printers.weasyprint_printer.cache_clear()
    assert not isinstance(found, str)
    assert ctypes.util.find_library("pango") == "libpango.so"
