"""What new content starts from: small, commented files that are right as they stand, for their author to rewrite."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from jazari_assess.content import skeleton_folder
from jazari_assess.model.library import Library, QuestionnaireContent
from jazari_assess.model.maturity import MaturityModel
from jazari_assess.model.questionnaire import SAFE_SHORT, LevelQuestion, Questionnaire, ValueQuestion
from jazari_assess.model.typography import as_typed
from jazari_assess.reading.content.model import questions_of

KINDS = ("questionnaire", "model", "catalogue-entry")


def new_questionnaire(name: str) -> Mapping[str, str]:
    """Return the files of a questionnaire, by their path under a content folder."""
    return _filled("questionnaire", f"questionnaires/{name}", {"id": name})


def new_model(name: str, questionnaire: QuestionnaireContent, *, role: str, date: str) -> Mapping[str, str]:
    """Return the files of a model with a node for each section of a questionnaire, in the languages it has.

    Titles and descriptions of the nodes are those of the sections.
    """
    nodes = dict(_nodes(questionnaire.structure))
    structure = "\n".join(_node_lines(node, questions) for node, (_, questions) in nodes.items())
    values = {
        "id": name,
        "questionnaire": questionnaire.structure.id,
        "role": role,
        "date": date,
        "children": ", ".join(nodes),
    }
    files = _filled("model", f"scoring/models/{name}", {**values, "nodes": structure})
    return {path: text for path, text in files.items() if "/text/" not in path} | {
        f"scoring/models/{name}/text/{language}.yaml": _template("model", f"text/{language}.yaml").substitute(
            {**values, "nodes": _node_words(questionnaire, nodes, language)}
        )
        for language in questionnaire.texts
        if f"scoring/models/{name}/text/{language}.yaml" in files
    }


def new_catalogue_entry(name: str, library: Library, *, date: str) -> Mapping[str, str]:
    """Return the files of a service with its provider and an action that it helps, on an indicator of a main model."""
    models = (content.structure for content in library.models.values() if content.structure.role == "main")
    indicator, question = next(one for model in models for one in _level_indicators(model, library))
    values = {"id": name, "indicator": indicator, "question": question, "date": date}
    return _filled("catalogue-entry", "scoring/catalogue", values)


def _level_indicators(model: MaturityModel, library: Library) -> Iterator[tuple[str, str]]:
    """Yield each indicator of a model whose question has levels, with the id of that question."""
    questionnaire = library.questionnaires[model.questionnaire].structure
    for indicator, question in questions_of(model, questionnaire).items():
        if isinstance(question, LevelQuestion):
            yield indicator, next(name for name, one in questionnaire.questions.items() if one is question)


def _filled(kind: str, under: str, values: Mapping[str, str]) -> dict[str, str]:
    folder = skeleton_folder() / kind
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
    return {f"{under}/{name}": _template(kind, name).safe_substitute(values) for name in names}


def _template(kind: str, name: str) -> Template:
    return Template((skeleton_folder() / kind / Path(name)).read_text(encoding="utf-8"))


def _nodes(questionnaire: Questionnaire) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Yield a node for each section that has questions to score: its id, the section, and these questions."""
    for section, members in questionnaire.sections.items():
        scored = tuple(name for name in members if _is_scored(questionnaire, name))
        if scored:
            taken = {*questionnaire.questions, "overall"}
            yield (f"{section}-dimension" if section in taken else section), (section, scored)


def _is_scored(questionnaire: Questionnaire, name: str) -> bool:
    question = questionnaire.questions[name]
    return isinstance(question, ValueQuestion) and not question.fact


def _node_lines(node: str, questions: tuple[str, ...]) -> str:
    return f"  {node}:\n    children: [{', '.join(questions)}]"


def _node_words(
    questionnaire: QuestionnaireContent, nodes: Mapping[str, tuple[str, tuple[str, ...]]], language: str
) -> str:
    sections = questionnaire.texts[language].sections
    lines = []
    for node, (section, _) in nodes.items():
        title, description = sections[section].title, sections[section].introduction
        words = {"title": title, "short": title[:SAFE_SHORT], "description": description}
        quoted = ", ".join(f"{key}: {json.dumps(as_typed(text), ensure_ascii=False)}" for key, text in words.items())
        lines.append(f"  {node}: {{{quoted}}}")
    return "\n".join(lines)
