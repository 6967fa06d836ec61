"""How far several people's answers agree, in a terminal: the least agreed question first."""

from collections.abc import Mapping

from rich.console import RenderableType

from jazari_assess.app.merging import Agreed, Agreement
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.tables import plain, table
from jazari_assess.model.assessment import Assessment, Given, GivenValue, NotApplicable, Unknown
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.questionnaire import LevelQuestion


def agreement_parts(compared: Agreed, interface: InterfaceText) -> list[RenderableType]:
    """Return the overall agreement, a table of the sections, and one of the questions, the least agreed first."""
    say, texts = interface.say, compared.content.texts[interface.language]
    if not compared.overall.units:
        return [plain(say("agreement.nothing"))]
    parts: list[RenderableType] = [plain(_overall(compared.overall, interface), "bold"), plain("")]
    sections = table(say("agreement.section"), say("agreement.alpha"), numbers=(1,))
    for name, found in compared.sections.items():
        sections.add_row(plain(texts.sections[name].title), plain(_figure(found.alpha, interface)))
    names = [path.stem for path in compared.files]
    questions = table(say("agreement.question"), *names, say("agreement.index"), numbers=(len(names) + 1,))
    units = compared.overall.units
    for name in sorted(units, key=lambda one: 1.0 if units[one].index is None else units[one].index or 0.0):
        answers = [plain(_answer(compared, name, one, interface)) for one in compared.files.values()]
        questions.add_row(plain(texts.questions[name].short), *answers, plain(_figure(units[name].index, interface)))
    return [*parts, sections, plain(""), questions, plain(_method(compared, interface), "dim")]


def _overall(found: Agreement, interface: InterfaceText) -> str:
    if found.unanimous or found.reliability is None:
        return interface.say("agreement.unanimous")
    return interface.say(
        f"agreement.{found.reliability}", alpha=_figure(found.alpha, interface), count=str(len(found.units))
    )


def _method(compared: Agreed, interface: InterfaceText) -> str:
    return interface.say("agreement.method", difference=interface.say(f"agreement.difference.{compared.measure}"))


def _figure(value: float | None, interface: InterfaceText) -> str:
    return "-" if value is None else figures(interface).number(value)


def _answer(compared: Agreed, name: str, assessment: Assessment, interface: InterfaceText) -> str:
    """Return an answer short enough for a column: a level by its number from 1, as it is picked in an interview."""
    match assessment.answers.get(name):
        case Given(answer=value):
            return _value(compared, name, value, interface)
        case Unknown() | NotApplicable() as other:
            return interface.say(f"states.{other.state}")
        case _:
            return "-"


def _value(compared: Agreed, name: str, value: GivenValue, interface: InterfaceText) -> str:
    question, text = compared.content.structure.questions[name], compared.content.texts[interface.language]
    match value:
        case int() if isinstance(question, LevelQuestion):
            return str(value + 1)
        case tuple():
            return str(len([item for item in value if item != getattr(question, "none", None)]))
        case str():
            words = text.questions[name].options
            return words[value] if isinstance(words, Mapping) else interface.say(f"answers.{value}")
        case _:
            return figures(interface).number(value)
