"""A form for each firm of a list, named and prefilled; and which of these firms have answered."""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.files import slug
from jazari_assess.app.form.firms import read_firms
from jazari_assess.app.form.journal import Journal
from jazari_assess.app.form.making import FormRequest, explained, form_content, form_order, kind_of
from jazari_assess.app.form.returned import Returned, read_returned, returned_files
from jazari_assess.atomic_file import make_folder, write_atomically
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.forms.interface import Form, Prefilled
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire

LIST = "sent.csv"
"""Beside the forms: what was made for whom."""
_MARK = 8
"""Hexadecimal digits, 32 bits: two of 1,000 firms share one with a chance of about one in 10,000."""

State = Literal["waiting", "begun", "complete"]
Tell = Callable[[int, int], None]
"""Called with how many forms are there and how many there will be."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The forms made for a list: where they are, how many were there already, and the rows that could not be read."""

    paths: tuple[Path, ...]
    kept: int
    problems: tuple[Problem, ...]


def write_forms(
    request: FormRequest, firms: Path, folder: Path, context: Context, tell: Tell, *, replace: bool = False
) -> Sent:
    """Write a prefilled form for each firm of a list, and the list of what was made.

    A form that is there already as it would be made is left: an interrupted run goes on where it was. The list is
    written in any case, of what there is then. Raises ``ProblemsError`` naming each file that is there with another
    content and may not be replaced.
    """
    listed = read_firms(firms, context, request.questionnaire)
    kind, order = kind_of(request), form_order(request, context)
    form = kind.make(order)
    make_folder(folder)
    work = _Work(form=form, journal=Journal(folder, form), replace=replace)
    targets = {folder / file_name(firm, kind.suffix): firm for firm in listed.firms}
    try:
        for number, (path, firm) in enumerate(targets.items(), 1):
            work.make(path, prefilled(firm))
            tell(number, len(targets))
    finally:
        made = {path: targets[path] for path in work.made}
        write_atomically(folder / LIST, _list(made), replace=True)
    if work.differing:
        raise ProblemsError(work.differing)
    pages = explained(request.format, kind, form, order.content, folder) if request.explained else {}
    for path, data in pages.items():
        write_atomically(path, data, replace=True)
    return Sent(paths=(*targets, *pages, folder / LIST), kept=work.kept, problems=listed.problems)


@dataclass(kw_only=True)
class _Work:
    """Forms that are being made: which are there, how many were before, and which stand in the way."""

    form: Form
    journal: Journal
    replace: bool
    made: list[Path] = field(default_factory=list)
    kept: int = 0
    differing: list[Problem] = field(default_factory=list)

    def make(self, path: Path, known: Prefilled) -> None:
        """Have one firm's form, making it where it is not there."""
        source = self.journal.source(known)
        if self.journal.has(path, source):
            self.kept += 1
        else:
            data = self.form.bytes(known)
            if path.exists() and path.read_bytes() == data:
                self.kept += 1
            elif path.exists() and not self.replace:
                self.differing.append(Problem(code="target-exists", place=Place(file=str(path))))
                return
            else:
                write_atomically(path, data, replace=self.replace)
            self.journal.note(path, source, data)
        self.made.append(path)


def prefilled(firm: Assessment) -> Prefilled:
    """Return what a form knows of a firm of the list."""
    return Prefilled(id=firm.id, profile=firm.profile, stage=firm.stage)


def file_name(firm: Assessment, suffix: str) -> str:
    """Return the name of a firm's form: readable, and its own whatever the firm is called."""
    mark = hashlib.sha256(firm.id.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
    return f"{slug(firm.profile.firm)}-{mark}{suffix}"


def _list(targets: Mapping[Path, Assessment]) -> bytes:
    """Return the list as CSV that Excel opens: UTF-8 with its mark, nothing in it a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["id", "firm", "file"])
    for path, firm in targets.items():
        writer.writerow([_inert(firm.id), _inert(firm.profile.firm), path.name])
    return text.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


@dataclass(frozen=True, kw_only=True)
class FirmStatus:
    """Whether a firm of the list has answered: the newest form that came back, and how much of it is answered."""

    id: str
    firm: str
    returned: Returned | None
    answered: int
    asked: int

    @property
    def state(self) -> State:
        """Whether nothing came back yet, or how far it goes."""
        if self.returned is None:
            return "waiting"
        return "complete" if self.answered == self.asked else "begun"


@dataclass(frozen=True, kw_only=True)
class Status:
    """All firms of a list; ``strangers`` are forms from nobody on it, ``problems`` what could not be read."""

    firms: tuple[FirmStatus, ...]
    strangers: tuple[Returned, ...]
    problems: tuple[Problem, ...]

    def value(self) -> Mapping[str, Any]:
        """Return what came back of each firm, and the files of strangers, as plain values."""
        return {
            "schema": "jazari-assess/form-status/1",
            "firms": [
                {
                    "id": one.id,
                    "firm": one.firm,
                    "file": None if one.returned is None else one.returned.file.name,
                    "answered": one.answered if one.returned else 0,
                    "asked": one.asked,
                    "last-answer": one.returned.last_answer if one.returned else None,
                }
                for one in self.firms
            ],
            "strangers": [one.file.name for one in self.strangers],
        }


def form_status(folder: Path, firms: Path, context: Context, questionnaire: str | None = None) -> Status:
    """Return which firms of a list have answered, from the forms that came back into a folder."""
    library = read_content(context)
    structure = form_content(library, questionnaire).structure
    listed = read_firms(firms, context, questionnaire)
    back = [read_returned(path, library) for path in returned_files([folder]) if not _is_same(path, firms)]
    readable = [one for one in back if one.assessment is not None]
    matched = {firm.id: _newest([one for one in readable if _is_from(one, firm)]) for firm in listed.firms}
    known = {one.file for found in listed.firms for one in readable if _is_from(one, found)}
    unreadable = [problem for one in back if one.assessment is None for problem in one.problems]
    return Status(
        firms=tuple(_firm_status(firm, matched[firm.id], structure) for firm in listed.firms),
        strangers=tuple(one for one in readable if one.file not in known),
        problems=(*listed.problems, *unreadable),
    )


def _is_same(path: Path, other: Path) -> bool:
    """Say whether a file that lies among the forms is the list itself."""
    return path.resolve() == other.resolve()


def _is_from(returned: Returned, firm: Assessment) -> bool:
    """Say whether a form came from a firm: by its identifier, its ICE, or else its name."""
    found = returned.assessment
    if found is None:
        return False
    if found.id == firm.id:
        return True
    if found.profile.ice and firm.profile.ice:
        return found.profile.ice == firm.profile.ice
    return found.profile.firm.casefold().split() == firm.profile.firm.casefold().split()


def _newest(found: Sequence[Returned]) -> Returned | None:
    return max(found, key=lambda one: (one.last_answer, one.file.name), default=None)


def _firm_status(firm: Assessment, returned: Returned | None, structure: Questionnaire) -> FirmStatus:
    from jazari_assess.engine.asking import is_open, on_path

    assessment = firm if returned is None or returned.assessment is None else returned.assessment
    names = [
        name for name in on_path(structure, assessment) if not isinstance(structure.questions[name], ProfileQuestion)
    ]
    answered = sum(not is_open(structure.questions[name], name, assessment) for name in names)
    return FirmStatus(id=firm.id, firm=firm.profile.firm, returned=returned, answered=answered, asked=len(names))
