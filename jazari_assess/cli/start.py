"""A start without a command: a short menu, each entry of which runs a command and shows how it is called."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess import app
from jazari_assess.cli.options import Choices
from jazari_assess.cli.settings import settings_table
from jazari_assess.cli.terminal.conversation import StandardStreams
from jazari_assess.cli.terminal.tables import plain, show

if TYPE_CHECKING:
    from jazari_assess.app.recent import Recent
    from jazari_assess.model.interface_text import InterfaceText

Run = Callable[[Sequence[str]], int]
_LEAVING = ("q", "0")


def start(asked: Choices, run: Run) -> None:
    """Offer what can be done, and do it, until the person leaves; ``run`` runs a command line."""
    menu = Menu(asked, run)
    while menu.turn():
        pass


class Menu:
    """The menu in the language there is now; each entry is a method."""

    def __init__(self, asked: Choices, run: Run) -> None:
        """Take what was asked before any command: it holds for all of them."""
        self._asked, self._run = asked, run
        self._talk = StandardStreams()
        self._lang = asked.lang
        self._entries: Mapping[str, Callable[[], None]] = {
            "new": self._new,
            "resume": self._resume,
            "reports": self._reports,
            "demo": lambda: self._do("demo", "--open"),
            "settings": self._settings,
            "check": lambda: self._do("doctor"),
            "language": self._language,
        }

    @property
    def _words(self) -> "InterfaceText":
        return app.words(self._lang)

    def _languages(self) -> str:
        """Return every language by its own name: whoever needs this line does not read the others."""
        return " · ".join(f"{app.words(one).say('start.language')} ({one})" for one in app.languages())

    def turn(self) -> bool:
        """Show the menu and do one thing; say whether it goes on."""
        say = self._words.say
        self.show()
        typed = self._talk.ask("> ")
        if typed is None or typed.strip().lower() in _LEAVING:
            return False
        chosen = _number(typed, len(self._entries))
        if chosen is None:
            show(plain(say("start.which", last=str(len(self._entries))), "yellow"))
        else:
            list(self._entries.values())[chosen]()
        return True

    def show(self) -> None:
        """Show what can be done, each with its number."""
        say = self._words.say
        show("", plain(say("start.title"), "bold"))
        for number, name in enumerate(self._entries, start=1):
            show(f"  {number}  {self._languages() if name == 'language' else say(f'start.{name}')}")
        show(f"  q  {say('start.leave')}", "")

    def _do(self, *arguments: str) -> None:
        """Run a command and show how it is called, so that it can be typed next time."""
        show(plain(f"$ jazari-assess {command_line(arguments)}", "dim"))
        self._run([*self._given(), *arguments])

    def _given(self) -> list[str]:
        content = [part for folder in self._asked.content for part in ("--content", str(folder))]
        date = [] if self._asked.date is None else ["--date", self._asked.date]
        return [*([] if self._lang is None else ["--lang", self._lang]), *content, *date]

    def _new(self) -> None:
        say = self._words.say
        show(say("commands.interview.whose"))
        firm = (self._talk.ask("> ") or "").strip()
        if not firm:
            return
        path = app.file_for(firm, Path())
        if path.exists():
            self._do("interview", str(path))
            return
        show(say("start.full"), say("start.express"))
        chosen = _number(self._talk.ask("> ") or "", 2)
        if chosen is not None:
            self._do("interview", str(path), *(["--express"] if chosen else []), "--firm", firm)

    def _resume(self) -> None:
        path = self._one_of_recent()
        if path is not None:
            self._do("interview", str(path))

    def _reports(self) -> None:
        path = self._one_of_recent()
        if path is not None:
            self._do("report", str(path), "--open")

    def _one_of_recent(self) -> Path | None:
        """Return the assessment chosen by its number, or by its path; None for none."""
        say, found = self._words.say, app.recent_assessments(Path())
        for number, one in enumerate(found, start=1):
            show(f"  {number}  {self._told(one)}")
        show(say("start.which-file") if found else say("start.no-file"))
        typed = (self._talk.ask("> ") or "").strip()
        chosen = _number(typed, len(found))
        if chosen is not None:
            return found[chosen].path
        path = typed.strip("'\"")  # a file dropped on a terminal comes in quotes
        return Path(path).expanduser() if path and path.lower() not in _LEAVING else None

    def _told(self, one: "Recent") -> str:
        values = {"firm": one.firm, "stage": one.stage, "answers": str(one.answers), "day": one.day.isoformat()}
        return self._words.say("start.recent", file=str(_shown(one.path)), **values)

    def _settings(self) -> None:
        say = self._words.say
        show(settings_table(self._words), say("start.which-setting"))
        typed = (self._talk.ask("> ") or "").strip()
        chosen = _number(typed, len(app.setting_names()))
        name = typed if chosen is None else app.setting_names()[chosen]
        if name and name not in _LEAVING:
            show(say("start.value", name=name))
            value = self._talk.ask("> ")
            if value is not None:
                self._set(name, value.strip())

    def _language(self) -> None:
        show(self._languages())
        typed = (self._talk.ask("> ") or "").strip().lower()
        if typed:
            self._set("language", typed)

    def _set(self, name: str, value: str) -> None:
        self._do("settings", "set", name, value)
        if name == "language":
            self._lang = app.chosen_settings().get("language", self._lang)


def _shown(path: Path) -> Path:
    """Return a path as a person finds it: from this folder where it is in it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _number(typed: str, last: int) -> int | None:
    """Return the place, from 0, of the number typed, in whichever digits; None for what is no number of the list."""
    digits = app.western_digits(typed.strip())
    return int(digits) - 1 if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= last else None  # noqa: PLR2004 - two digits are enough for any list here


def command_line(arguments: Sequence[str]) -> str:
    """Return a command as it is typed on this system."""
    import shlex
    import subprocess

    return subprocess.list2cmdline(arguments) if os.name == "nt" else shlex.join(arguments)
