"""Chromium driven over its debugging pipe: pages that are clicked, typed into and looked at, and all they ask for."""

import base64
import fcntl
import json
import os
import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.forms.html.tools import chromium_program

Json = dict[str, Any]
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # it would refuse to run as root, which is who runs tests in a container
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
)
_SILENCE = 120.0
"""Seconds without a word after which Chromium has lost a page: no test waits for longer than a busy machine needs."""
_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, " ": 32, "End": 35}


@dataclass
class Browser:
    """A running Chromium: commands go in and answers and events come out, each ended by a zero byte."""

    into: int
    out: int
    pages: dict[str, "Page"] = field(default_factory=dict)
    context: str | None = None
    _rest: bytes = b""
    _number: int = 0

    def send(self, method: str, params: Mapping[str, object] | None = None, session: str | None = None) -> Json:
        """Send a command and return its answer; events that come before it go to their pages."""
        self._number += 1
        number = self._number
        message: Json = {"id": number, "method": method, "params": dict(params or {})}
        if session is not None:
            message["sessionId"] = session
        os.write(self.into, json.dumps(message).encode() + b"\0")
        while True:
            found = self._next()
            assert found.get("method") != "Inspector.targetCrashed", "a page of Chromium broke down"
            if found.get("id") == number:
                assert "error" not in found, (method, found["error"])
                return dict(found["result"])
            if "method" in found:
                self._take(found)

    def _next(self) -> Json:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self.out], [], [], _SILENCE)
            assert ready, "Chromium says nothing any more"
            part = os.read(self.out, 1 << 20)
            assert part, "Chromium ended"
            self._rest += part
        first, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(first))

    def _take(self, event: Json) -> None:
        page = self.pages.get(event.get("sessionId", ""))
        if page is None:
            return
        page.events.append(event)
        if event["method"] == "Page.javascriptDialogOpening":  # "leave without saving?" would stop all that follows
            self._number += 1
            answer = {"id": self._number, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}}
            os.write(self.into, json.dumps({**answer, "sessionId": page.session}).encode() + b"\0")

    @contextmanager
    def apart(self) -> Iterator[Self]:
        """Open pages that share storage with one another and with nothing else, and close them afterwards."""
        self.context = self.send("Target.createBrowserContext")["browserContextId"]
        try:
            yield self
        finally:
            self.send("Target.disposeBrowserContext", {"browserContextId": self.context})
            self.context = None
            self.pages.clear()

    def open(
        self, address: str = "about:blank", *, width: int = 1280, height: int = 900, touch: bool = False
    ) -> "Page":
        """Open a page in a tab of its own."""
        where = {} if self.context is None else {"browserContextId": self.context}
        target = self.send("Target.createTarget", {"url": "about:blank", **where})["targetId"]
        session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = Page(browser=self, session=session, target=target)
        self.pages[session] = page
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.send(f"{domain}.enable")
        page.show(width, height, touch=touch)
        if address != "about:blank":
            page.go(address)
        return page


@dataclass
class Page:
    """One tab."""

    browser: Browser
    session: str
    target: str
    events: list[Json] = field(default_factory=list)

    def send(self, method: str, params: Mapping[str, object] | None = None) -> Json:
        """Send a command to this tab."""
        return self.browser.send(method, params, self.session)

    def show(self, width: int = 1280, height: int = 900, *, dark: bool = False, touch: bool = False) -> Self:
        """Show the page on a screen of that size (CSS pixels), light or dark."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch},
        )
        self.send("Emulation.setTouchEmulationEnabled", {"enabled": touch, "maxTouchPoints": 1})
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", {"features": [scheme]})
        return self

    def before_load(self, script: str) -> None:
        """Run a script in each document before its own."""
        self.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})

    def go(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self.events = [event for event in self.events if event["method"] != "Page.loadEventFired"]
        self.send("Page.navigate", {"url": address})
        self.wait_for("document.readyState === 'complete'")

    def reload(self) -> None:
        """Load the page again."""
        self.evaluate("window.beforeReload = true")
        self.send("Page.reload")
        self.wait_for("window.beforeReload === undefined && document.readyState === 'complete'")

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - whatever the page says
        """Return the value of an expression, a promise's once it is there."""
        params = {"expression": script, "returnByValue": True, "awaitPromise": True, "userGesture": True}
        answer = self.send("Runtime.evaluate", params)
        assert "exceptionDetails" not in answer, (script[:200], answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait_for(self, script: str, seconds: float = 30) -> None:
        """Wait until an expression is true."""
        told = (
            "new Promise((done, fail) => { const since = performance.now(); const look = () => {"
            f" if ({script}) done(true);"
            f" else if (performance.now() - since > {seconds * 1000}) fail(new Error('never'));"
            " else setTimeout(look, 15); }; look(); })"
        )
        for _ in range(3):  # a page that goes away while we ask takes the question with it
            try:
                self.evaluate(told)
            except AssertionError as error:
                if "navigated" not in str(error) and "destroyed" not in str(error):
                    raise
            else:
                return
        self.evaluate(told)

    def place_of(self, selector: str) -> tuple[float, float]:
        """Return the middle of the first element that a selector finds, scrolled into view."""
        found = self.evaluate(
            f"(() => {{ const found = document.querySelector({json.dumps(selector)});"
            " found.scrollIntoView({block: 'center'}); const box = found.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        return float(found[0]), float(found[1])

    def click(self, selector: str) -> None:
        """Click in the middle of an element, as a mouse does."""
        x, y = self.place_of(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1})

    def touch(self, selector: str) -> None:
        """Tap an element, as a finger does."""
        x, y = self.place_of(selector)
        self.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        self.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        told = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key], "modifiers": 8 if shift else 0}
        self.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": text, **told})
        self.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.send("Input.insertText", {"text": text})

    def screenshot(self, path: Path, *, whole: bool = True) -> None:
        """Write a picture of the page."""
        shot = self.send("Page.captureScreenshot", {"captureBeyondViewport": whole, "format": "png"})
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """Return the page printed on A4, as the page's own rules say."""
        told = self.send("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
        return base64.b64decode(told["data"])

    def requests(self) -> list[str]:
        """Return the addresses asked for so far, data in the page itself aside."""
        found = [one["params"]["request"]["url"] for one in self.events if one["method"] == "Network.requestWillBeSent"]
        return [address for address in found if not address.startswith(("data:", "blob:"))]

    def complaints(self) -> list[str]:
        """Return what the console says: errors, warnings, exceptions, refusals."""
        found: list[str] = []
        for event in self.events:
            told = event["params"]
            match event["method"]:
                case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                    found.append(json.dumps(told)[:500])
                case "Log.entryAdded" if told["entry"]["level"] != "verbose":
                    found.append(str(told["entry"]["text"]))
        return found


_FROM_US, _TO_US = 3, 4
"""The file descriptors of Chromium's debugging pipe."""
_SPARE = 20


@contextmanager
def chromium(profile: Path, *options: str) -> Iterator[Browser]:
    """Run Chromium with a profile folder of its own and end it afterwards."""
    into_child, into = _pipe()
    out, out_of_child = _pipe()
    command = [chromium_program(), *_OPTIONS, *options, f"--user-data-dir={profile}", "about:blank"]
    silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    pipe = [(os.POSIX_SPAWN_DUP2, into_child, _FROM_US), (os.POSIX_SPAWN_DUP2, out_of_child, _TO_US)]
    number = os.posix_spawn(command[0], command, os.environ, file_actions=[*silent, *pipe])
    os.close(into_child)
    os.close(out_of_child)
    try:
        yield Browser(into=into, out=out)
    finally:
        os.close(into)  # Chromium ends when nobody can tell it anything any more
        os.waitpid(number, 0)
        os.close(out)


def _pipe() -> tuple[int, int]:
    """Return the ends of a pipe, away from the numbers that Chromium's own will have."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _SPARE) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]
