"""``doctor``: what this machine lacks, and the command that mends it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import Lang

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jazari_assess.app.doctor import Finding
    from jazari_assess.model.interface_text import InterfaceText

_STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor(context: typer.Context, lang: Lang = None) -> None:
    """Check what this machine lacks, and name the command that mends it.

    Leaves with 1 when something that is needed is missing.
    """
    from jazari_assess.app.language import words
    from jazari_assess.cli.terminal.tables import show

    interface = words(choices(context, lang).lang)
    found = _findings()
    show(*(line for finding in found for line in _lines(finding, interface)))
    failed = sum(finding.grade == "fail" for finding in found)
    show(interface.say("doctor.verdict-fail" if failed else "doctor.verdict-ok", count=str(failed)))
    if failed:
        raise typer.Exit(1)


def _findings() -> "tuple[Finding, ...]":
    from jazari_assess.app import doctor as machine
    from jazari_assess.cli.terminal.tables import output
    from jazari_assess.content import own_root

    console = output()
    return (
        machine.python_finding(),
        machine.pango_finding(),
        machine.subsetter_finding(),
        machine.fonts_finding(own_root()),
        machine.encoding_finding(sys.__stdout__.encoding if sys.__stdout__ else ""),
        machine.colour_finding(console.color_system),
        machine.width_finding(console.width),
        machine.writing_finding(Path.cwd()),
    )


def _lines(finding: "Finding", interface: "InterfaceText") -> "list[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    from jazari_assess.app.doctor import platform
    from jazari_assess.cli.terminal.tables import plain

    key = f"doctor.{finding.check}"
    head = Text.assemble(
        plain(f"{interface.say(f'doctor.grades.{finding.grade}'):8}", _STYLES[finding.grade]),
        plain(interface.say(f"{key}.{finding.grade}", **finding.values)),
    )
    if finding.grade == "ok":
        return [head]
    mending = interface.entries.get(f"{key}.mend-{platform()}", interface.entries.get(f"{key}.mend", ""))
    return [head, Padding(plain(f"-> {mending}", "green"), (0, 0, 0, 8))]
