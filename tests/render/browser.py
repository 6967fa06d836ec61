"""Chromium as a reader of pages, with every name and address of the network led to one server."""

import subprocess
from pathlib import Path

from tests.forms.html.tools import chromium_program

QUIET = (
    "--headless",
    "--no-sandbox",  # it would refuse to run as root, which is who runs tests in a container
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-features=NetworkTimeServiceQuerying",
)
_OWN_ERRANDS = ("*.google.com", "*.googleapis.com", "*.gstatic.com", "*.gvt1.com")
"""Where the browser itself goes to for the time, updates and lists: nowhere, here."""


def read_page(page: bytes, folder: Path, *, port: int, dark: bool = False) -> str:
    """Return what the document is once it is loaded; whatever it asked of any http address went to that port."""
    program = chromium_program()
    path = folder / "page.html"
    path.write_bytes(page)
    rules = [*(f"MAP {name} ~NOTFOUND" for name in _OWN_ERRANDS), f"MAP * 127.0.0.1:{port}"]
    told = [f"--user-data-dir={folder / 'profile'}", f"--host-resolver-rules={', '.join(rules)}"]
    if dark:
        told.append("--blink-settings=preferredColorScheme=0")
    command = [program, *QUIET, *told, "--dump-dom", path.as_uri()]
    ended = subprocess.run(command, check=True, capture_output=True, timeout=120)
    return ended.stdout.decode()
