"""``doctor``: what this machine lacks, and the command that mends it."""

import sys
from typing import TYPE_CHECKING

import typer

from jazari_assess import app
from jazari_assess.cli.options import Lang, choices
from jazari_assess.cli.terminal.tables import output, plain, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jazari_assess.app.doctor import Finding
    from jazari_assess.model.interface_text import InterfaceText

_STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor(context: typer.Context, lang: Lang = None) -> None:
    """Check what this machine lacks, and name the command that mends it.

    Leaves with 1 when something that is needed is missing.
    """
    console, stdout = output(), sys.__stdout__
    found = app.findings(encoding=stdout.encoding if stdout else "", colours=console.color_system, width=console.width)
    interface = app.words(choices(context, lang).lang)
    show(*(line for finding in found for line in _lines(finding, interface)))
    failed = sum(finding.grade == "fail" for finding in found)
    show(interface.say("doctor.verdict-fail" if failed else "doctor.verdict-ok", count=str(failed)))
    if failed:
        raise typer.Exit(1)


def _lines(finding: "Finding", interface: "InterfaceText") -> "list[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    key = f"doctor.{finding.check}"
    head = Text.assemble(
        plain(f"{interface.say(f'doctor.grades.{finding.grade}'):8}", _STYLES[finding.grade]),
        plain(interface.say(f"{key}.{finding.grade}", **finding.values)),
    )
    if finding.grade == "ok":
        return [head]
    mending = interface.entries.get(f"{key}.mend-{app.platform()}", interface.entries.get(f"{key}.mend", ""))
    return [head, Padding(plain(f"-> {mending}", "green"), (0, 0, 0, 8))]
