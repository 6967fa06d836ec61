"""``completion``: what the Tab key completes, by Typer's own means, with words in the reader's language."""

import os
import sys
from typing import Annotated, Any

import typer

from jazari_assess import app
from jazari_assess.cli.options import Lang, choices
from jazari_assess.cli.terminal.help import localise, near, words_for
from jazari_assess.cli.terminal.streams import write_data
from jazari_assess.errors import UsageError

_NAME, _VARIABLE = "jazari-assess", "_JAZARI_ASSESS_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_PROFILE_BY_HAND = ("powershell", "pwsh")
"""Typer would loosen which scripts this user's PowerShell runs; whoever wants the completion adds one line instead."""


def completion(
    context: typer.Context,
    shell: Annotated[str | None, typer.Argument(metavar="[SHELL]", autocompletion=lambda: list(SHELLS))] = None,
    show_: Annotated[bool, typer.Option("--show")] = False,
    lang: Lang = None,
) -> None:
    """Install completion for a shell, or print its script."""
    from typer.completion import get_completion_script, install  # type: ignore[attr-defined] # it names no exports

    from jazari_assess.cli.terminal.tables import show, tell

    wanted = shell or _present_shell()
    if wanted not in SHELLS:
        raise UsageError("shell-unknown", found=wanted, near=near(wanted, SHELLS), known=", ".join(SHELLS))
    interface = app.words(choices(context, lang).lang)
    if show_ or wanted in _PROFILE_BY_HAND:
        write_data(get_completion_script(prog_name=_NAME, complete_var=_VARIABLE, shell=wanted) + "\n")
        if not show_ and sys.stdout.isatty():
            tell(interface.say("commands.completion.by-hand"))
        return
    _, path = install(shell=wanted, prog_name=_NAME, complete_var=_VARIABLE)
    show(interface.say("commands.completion.installed", shell=wanted, path=str(path)))


def _present_shell() -> str:
    """Return the shell that this command comes from; empty where that cannot be seen."""
    import shellingham

    try:
        name, _ = shellingham.detect_shell()
    except shellingham.ShellDetectionFailure:
        return ""
    return str(name)


def asks_to_complete() -> bool:
    """Say whether a shell asks what it completes."""
    return _VARIABLE in os.environ


def complete(tree: Any, lang: str | None) -> None:  # noqa: ANN401 - Typer publishes no type for its tree
    """Prepare a tree of commands for a shell that asks what it completes; nothing where none asks."""
    if asks_to_complete():
        from typer.completion import completion_init  # type: ignore[attr-defined] # as above

        completion_init()
        localise(tree, words_for(lang))
