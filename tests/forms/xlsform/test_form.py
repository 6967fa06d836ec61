"""The XLSForm: what pyxform makes of it holds every question, option, language and condition, and nothing acts."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from lxml import etree
from pyxform.xls2xform import convert

from jazari_assess.engine.asking import on_short_path, relevance
from jazari_assess.engine.score.values import answer_columns
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.forms.xlsform import names
from jazari_assess.forms.xlsform.export import xlsform
from jazari_assess.forms.xlsform.expressions import Expressions, has_state, takes_note
from jazari_assess.forms.xlsform.wording import form_wording
from jazari_assess.model.assessment import Assessment, Given, NotApplicable, Unknown
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire, ValueQuestion
from jazari_assess.model.typography import as_typed
from tests.conftest import Run
from tests.engine.random_models import Firm
from tests.engine.random_models import firms as random_firms
from tests.engine.random_questionnaires import examples
from tests.forms.orders import LANGUAGES, form_content, form_order
from tests.forms.xlsform.test_returned import firms

NAMESPACES = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}
HOSTILE = 'Ateliers ${path} d\'"ici" - 1 + 2 </label> *x*'


@pytest.fixture(scope="module")
def content() -> FormContent:
    """Our own content."""
    return form_content()


def xform_of(data: bytes) -> "etree._Element":
    """Return the XForm that pyxform makes of an XLSForm, which it takes without a warning."""
    warnings: list[str] = []
    made = convert(io.BytesIO(data), warnings=warnings, file_type=".xlsx")
    assert warnings == []
    assert made.warnings == []
    return etree.fromstring(made.xform.encode())


@pytest.fixture(scope="module")
def xform(content: FormContent) -> "etree._Element":
    """Return the XForm of our own content in three languages."""
    return xform_of(xlsform(form_order(content, *LANGUAGES)).bytes())


def binds(xform: "etree._Element") -> Mapping[str, Mapping[str, str]]:
    """Return the bind of each field by the last part of its path."""
    return {
        str(one.get("nodeset")).rsplit("/", 1)[-1]: dict(one.attrib) for one in xform.iterfind(".//x:bind", NAMESPACES)
    }


def texts(xform: "etree._Element") -> Mapping[str, Mapping[str, str]]:
    """Return all words by language and the id of the text."""
    return {
        str(translation.get("lang")): {
            str(text.get("id")): "".join(value.itertext()).strip()
            for text in translation.iterfind("x:text", NAMESPACES)
            for value in text.iterfind("x:value", NAMESPACES)
            if value.get("form") is None
        }
        for translation in xform.iterfind(".//x:translation", NAMESPACES)
    }


def test_every_question_is_there(xform: "etree._Element", content: FormContent) -> None:
    """Each question has a field of the right type in the group of its section, with its bounds; states beside."""
    structure, found = content.structure, binds(xform)
    own, groups = names.question_names(structure), names.section_names(structure)
    for section, members in structure.sections.items():
        for name in members:
            bind = found[own[name]]
            assert bind["nodeset"] == f"/data/{groups[section]}/{own[name]}"
            assert (names.state_name(own[name]) in found) == has_state(structure.questions[name])
    types = {name: found[own[name]]["type"] for name in structure.order}
    assert types["firm-staff"] == "int"
    assert types["firm-turnover"] == types["connected-machines"] == "decimal"
    assert {types[name] for name in ("vision-roadmap", "basic-controls", "business-aims", "firm-ice")} == {"string"}
    assert found["basic_controls"]["constraint"] == "not(selected(., 'none') and count-selected(.) > 1)"
    assert found["connected_machines"]["constraint"] == ". >= 0 and . <= 100"
    assert found["business_aims"]["constraint"] == "count-selected(.) <= 3"
    assert found["firm_ice"]["constraint"] == "regex(., '^[0-9]{15}$')"
    kinds = {
        str(one.get("ref")).rsplit("/", 1)[-1]: etree.QName(one).localname for one in xform.iter() if one.get("ref")
    }
    assert (kinds["vision_roadmap"], kinds["basic_controls"], kinds["firm_name"]) == ("select1", "select", "input")


def test_every_word_is_there_in_every_language(xform: "etree._Element", content: FormContent) -> None:
    """Titles, help, what to look for, sections, options, notice and states stand in each of the three languages."""
    words, found = form_wording(content, LANGUAGES), texts(xform)
    tagged = {language: f"{words.own[language].say('name')} ({language})" for language in LANGUAGES}
    assert set(found) == set(tagged.values())
    assert xform.find(".//x:translation[@default]", NAMESPACES).get("lang") == "Français (fr)"
    for language, tag in tagged.items():
        values = set(found[tag].values())
        texts_of = content.questionnaire.texts[language]
        wanted = [*(one.title for one in texts_of.questions.values())]
        wanted += [one.help for one in texts_of.questions.values() if one.help]
        wanted += [text for one in texts_of.sections.values() for text in (one.title, one.introduction)]
        for name in content.structure.order:
            wanted += [labels[language] for _, labels in words.options(name)]
        wanted += [words.own[language].say(key) for key in ("notice.question", "question.unknown", "path.short")]
        written = {straight(one) for one in values}
        assert [text for text in wanted if straight(text) not in written] == []


def straight(text: str) -> str:
    """Return a text with typewriter quotes and single spaces: pyxform straightens what it reads."""
    return " ".join(as_typed(text).replace("\u201c", '"').replace("\u201d", '"').split())


def test_every_option_is_there(xform: "etree._Element", content: FormContent) -> None:
    """The list of each question holds its options in their order, then what may be said instead of an answer."""
    words, structure = form_wording(content, LANGUAGES), content.structure
    lists = {
        str(one.get("id")): [
            str(item.findtext("x:name", namespaces=NAMESPACES)) for item in one.iterfind(".//x:item", NAMESPACES)
        ]
        for one in xform.iterfind(".//x:instance", NAMESPACES)
        if one.get("id")
    }
    for name, own in names.question_names(structure).items():
        options = [option for option, _ in words.options(name)]
        question = structure.questions[name]
        states = [] if has_state(question) or not isinstance(question, ValueQuestion) else ["unknown"]
        if states and question.not_applicable:  # type: ignore[union-attr]
            states.append("not-applicable")
        assert lists.get(own, []) == options + states, name


def test_paths_and_consent_are_conditions(xform: "etree._Element", content: FormContent) -> None:
    """Nothing is asked before the notice is answered, the full path asks the rest, and who refuses names nobody."""
    found, structure = binds(xform), content.structure
    own, groups = names.question_names(structure), names.section_names(structure)
    start = "/data/beginning"
    for section in structure.sections:
        assert found[groups[section]]["relevant"].startswith(f" {start}/consent  != ''"), section
    for name, question in structure.questions.items():
        told = found[own[name]].get("relevant", "")
        assert (f"{start}/path  = 'full'" in told) == (not on_short_path(question)), name
    assert found["respondent_name"]["relevant"] == f" {start}/consent  = 'accept'"
    assert "/web_sales_share  >= 1" in found["web_consumer_share"]["relevant"]


def test_notes_are_asked_of_whoever_wants_to_write_some(xform: "etree._Element", content: FormContent) -> None:
    """Each question but texts and the profile has a field for a note, shown where the question is, if it is wanted."""
    found, structure = binds(xform), content.structure
    labels = {key.rsplit("/", 1)[-1]: text for key, text in texts(xform)["English (en)"].items()}
    assert labels["vision_roadmap_note:label"].endswith(": note")
    for name, own in names.question_names(structure).items():
        note = names.note_name(own)
        assert (note in found) == takes_note(structure.questions[name]), name
        if note in found:
            shown = found[own].get("relevant")
            asked = " /data/beginning/notes  = 'write'"
            assert found[note]["relevant"] == (f"{shown} and {asked}" if shown else asked), name
            assert found[note]["type"] == "string"


def evaluated(structure: Questionnaire, assessment: Assessment) -> Iterator[tuple[str, bool]]:
    """Yield whether each question is shown, by XPath over what a form would hold, hidden answers included."""
    own = names.question_names(structure)
    data = etree.Element("data")
    values = {names.CONSENT: names.ACCEPT, names.PATH: names.FULL}
    for name, question in structure.questions.items():
        answer = assessment.answers.get(name)
        state = (
            "unknown" if isinstance(answer, Unknown) else "not-applicable" if isinstance(answer, NotApplicable) else ""
        )
        told = answer.answer if isinstance(answer, Given) else ""
        text = " ".join(told) if isinstance(told, tuple) else str(told)
        values[own[name]] = text or ("" if has_state(question) else state)
        if has_state(question):
            values[names.state_name(own[name])] = state
        if isinstance(question, ProfileQuestion):
            known = getattr(assessment.profile, question.field.replace("-", "_"))
            values[own[name]] = "" if known is None else str(known)
    for name, text in values.items():
        etree.SubElement(data, name).text = text
    expressions = Expressions(structure, own)
    for name in structure.order:
        expression = re.sub(r"\$\{([^}]+)\}", r"/data/\1", expressions.relevant(name))
        yield (
            name,
            bool(etree.ElementTree(data).xpath(f"boolean({expression})", extensions=FUNCTIONS)) if expression else True,
        )


def _text(nodes: object) -> str:
    return "".join(one.text or "" for one in nodes) if isinstance(nodes, list) else str(nodes)


FUNCTIONS = {
    (None, "selected"): lambda _, nodes, option: option in _text(nodes).split(),
    (None, "count-selected"): lambda _, nodes: len(_text(nodes).split()),
}
"""The two functions that XForms adds to XPath and that conditions use (ODK XForms specification, "XPath functions")."""


@given(firm=random_firms())
@examples(120)
def test_conditions_mean_what_the_engine_means(firm: Firm) -> None:
    """Over questionnaires and answers of any kind the expressions show exactly the questions that the engine shows."""
    structure = firm.questionnaire.structure
    shown = relevance(structure, answer_columns(structure, [firm.assessment]))
    assert dict(evaluated(structure, firm.assessment)) == {name: bool(mask[0]) for name, mask in shown.items()}


def test_conditions_of_our_own_content(content: FormContent) -> None:
    """On our own questionnaire, too."""
    for one in firms(content, 12):
        shown = relevance(content.structure, answer_columns(content.structure, [one]))
        assert dict(evaluated(content.structure, one)) == {name: bool(mask[0]) for name, mask in shown.items()}


def test_what_is_known_is_there_and_nothing_in_it_acts(content: FormContent) -> None:
    """A firm's name is a text whatever it holds; its region, staff and identifier are there when the form opens."""
    profile = Profile(firm=HOSTILE, region="fes-meknes", staff=34, turnover=12.5, aims=("export-eu", "more-output"))
    made = xlsform(form_order(content, "fr", "ar", express=True)).bytes(
        Prefilled(id="001234567890123", profile=profile)
    )
    xform = xform_of(made)
    start = xform.find(".//x:instance/*", NAMESPACES)
    assert start is not None
    values = {etree.QName(one).localname: one.text for one in start.iter() if one.text and one.text.strip()}
    assert (values["path"], values["firm_region"], values["firm_staff"]) == ("short", "fes-meknes", "34")
    assert (values["firm_turnover"], values["business_aims"]) == ("12.5", "export-eu more-output")
    told = {str(one.get("ref")): str(one.get("value")) for one in xform.iter("{http://www.w3.org/2002/xforms}setvalue")}
    (expression,) = (value for ref, value in told.items() if ref.endswith("firm_name"))
    assert etree.Element("x").xpath(expression).replace("\u2060", "") == HOSTILE
    assert etree.Element("x").xpath(binds(xform)["identifier"]["calculate"]) == "001234567890123"
    assert xform.findtext(".//h:title", namespaces=NAMESPACES).replace("\u2060", "").endswith(HOSTILE)


def test_the_workbook_holds_text_only(content: FormContent) -> None:
    """No cell is a formula or a number, whatever a text begins with; the same arguments give the same bytes."""
    known = Prefilled(id="=1+1", profile=Profile(firm='=HYPERLINK("x")'))
    form = xlsform(form_order(content, *LANGUAGES))
    data = form.bytes(known)
    assert data == form.bytes(known)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["survey", "choices", "settings"]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} == {"s", "n"}
    assert all(cell.value is None for sheet in book for row in sheet for cell in row if cell.data_type == "n")


@pytest.mark.parametrize("languages", [("ar",), ("en", "fr", "ar")])
def test_own_content_is_a_form(run: Run, tmp_path: Path, languages: tuple[str, ...]) -> None:
    """A questionnaire of one's own is taken without a warning, its condition and kinds included."""
    folder = tmp_path / "own"
    for kind in ("questionnaire", "model"):
        assert run("content", "new", kind, "mine", "--out", folder).returncode == 0
    xform = xform_of(xlsform(form_order(form_content(folder, questionnaire="mine"), *languages)).bytes())
    found = binds(xform)
    assert "/first_question  >= 1" in found["second_question"]["relevant"]
    assert found["remarks"]["constraint"].startswith("string-length(.) <= ")
    assert json.dumps(sorted(texts(xform))).count("(") == len(languages)
