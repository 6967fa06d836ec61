"""Wrong use: what Typer found, as a problem of ours, with the nearest names and the bounds."""

import re
from collections.abc import Sequence

import typer

from jazari_assess.cli.terminal.help import HelpWords, Parsed, near
from jazari_assess.errors import UsageError

_EXTRA = re.compile(r" \((.+)\)$")
"""What Typer says was too much stands in brackets at the end of its message."""


class WrongUse:
    """What Typer refused of a command line. It does not publish its errors; they are told apart by what they carry."""

    def __init__(self, tree: Parsed, arguments: Sequence[str], words: HelpWords) -> None:
        """Find the command that the arguments name."""
        self._arguments, self._words = arguments, words
        self._command, self._path = tree, ["jazari-assess"]
        for argument in arguments:
            below = getattr(self._command, "commands", {})
            if argument in below:
                self._command = below[argument]
                self._path.append(argument)

    def told(self, error: typer.TyperException) -> UsageError:
        """Return it as an error with words in every language."""
        parameter, option = getattr(error, "param", None), getattr(error, "option_name", None)
        extra = _EXTRA.search(error.format_message())
        if option is not None:
            return self._about_option(error, str(option))
        if parameter is not None and type(error).__name__ == "MissingParameter":
            return self._wrong("usage-missing", what=self._written(parameter))
        if parameter is not None:
            return self._about_value(parameter)
        if extra is not None:
            return self._wrong("usage-extra", found=extra[1])
        return self._wrong("usage-wrong", found=error.format_message())

    def _wrong(self, code: str, **values: str) -> UsageError:
        return UsageError(code, command=" ".join(self._path), **values)

    def _about_option(self, error: typer.TyperException, option: str) -> UsageError:
        """Return that there is no such option, or that it lacks its value, or takes none."""
        if hasattr(error, "possibilities"):
            known = [name for one in self._command.params for name in (*one.opts, *one.secondary_opts)]
            options = [name for name in known if name.startswith("-")]
            return self._wrong("usage-option-unknown", found=option, near=near(option, options))
        found = next((one for one in self._command.params if option in one.opts), None)
        is_flag = found is not None and found.is_flag
        return self._wrong("usage-value-unwanted" if is_flag else "usage-value-missing", found=option)

    def _about_value(self, parameter: Parsed) -> UsageError:
        """Return that a value is none of its option, with the bounds of a number."""
        values = {"option": self._written(parameter), "found": self._given(parameter)}
        low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
        if low is None or high is None:
            return self._wrong("usage-value-wrong", **values)
        is_whole = "float" not in str(parameter.type_descriptor.annotation)
        code = "usage-whole-number-wrong" if is_whole else "usage-number-wrong"
        return self._wrong(code, low=f"{low:.10g}", high=f"{high:.10g}", **values)

    def _written(self, parameter: Parsed) -> str:
        """Return how a parameter is written."""
        if parameter.param_type_name == "option":
            return str(parameter.opts[0])
        return self._words.metavar(parameter.metavar or parameter.name.upper())

    def _given(self, parameter: Parsed) -> str:
        """Return what was typed for an option, as it stands among the arguments."""
        for place, argument in enumerate(self._arguments):
            name, joined, value = argument.partition("=")
            if name in parameter.opts:
                return value if joined else next(iter(self._arguments[place + 1 :]), "")
        return ""
