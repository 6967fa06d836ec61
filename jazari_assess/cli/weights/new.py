"""``weights new``: from judgements, asked or read from matrices, to an overlay model."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.app.judging import Task, open_task, write_overlay
from jazari_assess.app.language import words
from jazari_assess.atomic_file import write_atomically
from jazari_assess.cli.choices import Choices
from jazari_assess.cli.terminal.conversation import StandardStreams, ended_by_signals
from jazari_assess.cli.terminal.tables import plain, show, tell
from jazari_assess.cli.weights.dialogue import SHORTEST_REASON, Dialogue
from jazari_assess.cli.weights.standing import final_parts, standing_parts
from jazari_assess.engine.weights.judging import combined
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.forms.judgement_matrix import Matrix, matrix_workbook, read_matrix
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import Ahp


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line asks for; ``accept`` is the reason why judgements may contradict each other."""

    model: str
    node: str | None
    out: Path
    excel_out: Path | None
    excel: Sequence[Path]
    accept: str | None
    revise: bool
    force: bool


def make_weights(asked: Asked, chosen: Choices) -> None:
    """Write the matrix, or read matrices, or ask; then write the overlay model and show its weights."""
    interface = words(chosen.lang)
    if asked.accept is not None and len(asked.accept.strip()) < SHORTEST_REASON:
        raise UsageError("weights-reason-short", found=asked.accept)
    task = open_task(asked.model, asked.node, asked.out, chosen, interface, force=asked.force)
    if asked.excel_out is not None:
        write_atomically(asked.excel_out, matrix_workbook(_matrix(task), interface), replace=asked.force)
        tell(interface.say("weights-new.matrix.written", path=str(asked.excel_out)))
        return
    judgements = _read(task, asked.excel, interface) if asked.excel else _asked(task, asked, interface)
    if judgements is None:
        return
    if asked.accept is not None:
        judgements = judgements.model_copy(update={"accept_inconsistency": asked.accept})
    _finish(task, judgements, chosen, interface)


def _matrix(task: Task) -> Matrix:
    structure = task.content.structure
    return Matrix(
        model=structure.id,
        version=structure.version,
        node=task.node,
        title=task.titles.get(task.node, task.node),
        children={child: task.titles.get(child, child) for child in task.group.children},
    )


def _read(task: Task, paths: Sequence[Path], interface: InterfaceText) -> Ahp:
    """Return the judgements of all experts together; show how consistent each of them is."""
    problems: list[Problem] = []
    experts: dict[Path, Ahp] = {}
    for path in paths:
        try:
            experts[path] = read_matrix(path, _matrix(task))
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    for path, own in experts.items():
        show(plain(path.name, "bold"), *standing_parts(own, task.group.children, task.titles, interface))
    made = combined(tuple(experts.values()), task.group.children)
    if len(experts) > 1:
        show(plain(interface.say("weights-new.combined", count=str(len(experts))), "bold"))
    task.keep(made)
    return made


def _asked(task: Task, asked: Asked, interface: InterfaceText) -> Ahp | None:
    talk = StandardStreams()
    dialogue = Dialogue(task, talk, interface, revise=asked.revise, accepted=asked.accept is not None)
    with ended_by_signals():
        judgements = dialogue.hold()
    if judgements is not None:
        return judgements
    values = {"path": str(task.draft), "left": str(dialogue.left)}
    if dialogue.ended:
        raise ProblemsError([Problem(code="weights-left", place=Place(file=str(task.draft)), values=values)])
    tell(interface.say("weights-new.left", **values))
    return None


def _finish(task: Task, judgements: Ahp, chosen: Choices, interface: InterfaceText) -> None:
    show(plain(""), *final_parts(judgements, task.group.children, task.titles, interface))
    write_overlay(task, judgements, chosen)
    tell(interface.say("weights-new.written", path=str(task.overlay), folder=str(task.out)))
    if task.variants:
        tell(interface.say("weights-new.variants", variants=", ".join(task.variants)))
