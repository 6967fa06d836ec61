"""Text that means harm, put wherever text can come from, and a server that tells whether it did any."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from jazari_assess.model.assessment import Assessment, Given
from tests.render.small_report import ANSWERS, assessment


class Canary(ThreadingHTTPServer):
    """A server on loopback that remembers who came."""

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Listener)
        self.seen: list[str] = []

    @property
    def address(self) -> str:
        """The address of the canary."""
        return f"http://127.0.0.1:{self.server_port}"


class _Listener(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        """Remember the visit and answer with an empty style sheet."""
        self.server.seen.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def payloads(address: str, secret: Path) -> tuple[str, ...]:
    """Return markup that fetches from the address, reads the file, or runs as a template."""
    return (
        "{{7*7}}",
        "{% include '/etc/passwd' %}",
        "<script>fetch('x')</script>",
        f"<img src='{address}/img'><object data='{address}/object'></object><embed src='{address}/embed'>",
        f"<img src='file://{secret}'><a rel=attachment href='file://{secret}'>x</a>",
        f'"><style>@import url({address}/import); *{{background:url({address}/background)}}</style>',
        f"</title><link rel=stylesheet href={address}/link><base href={address}/>",
        f"<svg><image href='{address}/svg'/></svg>",
        "style='x' javascript:alert(1)",
        "\u202egnp.exe\x00\x1b]0;x\x07",
    )


def hostile(text: str) -> Assessment:
    """Return the small firm with the text in every field that a person types."""
    notes = {name: answer.model_copy(update={"note": text}) for name, answer in ANSWERS.items()}
    return assessment(
        answers={**notes, "wish": Given(answer=text, note=text)},
        firm=text[:300],
        respondent_role=text[:300],
        respondent_name=text[:300],
    )


def everywhere(text: str) -> Callable[[str], str]:
    """Return what puts the text into every word of the content as well."""
    return lambda word: f"{word} {text}"
