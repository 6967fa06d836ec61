"""``settings``: what a user chooses once, for every command."""

from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import Choices, Json, Lang, choices
from jazari_assess.cli.terminal.streams import write_json
from jazari_assess.cli.terminal.tables import row, show, table, tell

if TYPE_CHECKING:
    from rich.table import Table

    from jazari_assess.model.interface_text import InterfaceText

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@group.command(name="show")
def show_settings(context: typer.Context, json: Json = False, lang: Lang = None) -> None:
    """Show every setting, and where they are kept."""
    chosen = app.chosen_settings()
    if json:
        write_json({name: chosen.get(name) for name in app.setting_names()})
        return
    interface = _words(choices(context, lang))
    show(settings_table(interface))
    show(interface.say("commands.settings.file", path=str(app.settings_file())))


@group.command(name="set")
def set_setting(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", autocompletion=lambda: list(app.setting_names()))],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    lang: Lang = None,
) -> None:
    """Choose one setting; an empty value takes it back."""
    path = app.change_setting(name, value)
    interface = _words(choices(context, lang))
    said = app.chosen_settings().get(name) or interface.say("commands.settings.unset")
    tell(interface.say("commands.settings.kept", name=name, value=said, path=str(path)))


def settings_table(interface: "InterfaceText") -> "Table":
    """Return every setting with its value, or what holds without one, and what it is for."""
    chosen = app.chosen_settings()
    made = table(*(interface.say(f"commands.settings.heading.{part}") for part in ("name", "value", "what")))
    for name in app.setting_names():
        row(made, name, chosen.get(name) or interface.say("commands.settings.unset"), interface.say(f"settings.{name}"))
    return made


def _words(asked: Choices) -> "InterfaceText":
    return app.words(asked.lang)
