"""What was undone or redone, in words."""

from typing import Literal

from jazari_assess.interview.session.guide import Guide
from jazari_assess.interview.session.journal import Step


def step_words(guide: Guide, move: Literal["undo", "redo"], step: Step | None) -> str:
    """Return what a move did, or that there was nothing left to do."""
    speech = guide.speech
    if step is None:
        return speech.say(f"steps.nothing-to-{move}")
    known = guide.speech.questionnaire.questions
    about = (
        guide.title_of(step.question)
        if step.question is not None and step.question in known
        else speech.say("steps.file")
    )
    return speech.say(f"steps.{move}", change=speech.say(f"steps.kinds.{step.kind}"), question=about)
