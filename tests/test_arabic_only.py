"""Whoever reads only Arabic meets no French or English sentence: every output is walked for words in Latin letters.

Left aside are what a command takes or names (ids, options, paths, codes of problems, keys of files, hashes), the names
and acronyms below, and the firm's own words, which are its own: the sample's are put into Arabic first.
"""

import html
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
import yaml
from openpyxl import load_workbook

from jazari_assess.content import own_root
from jazari_assess.forms import FORMS
from jazari_assess.forms.words import form_words
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.library import read_library
from jazari_assess.reading.yaml_json.schema import SCHEMAS, schema_text
from tests.conftest import ROOT, Run
from tests.forms.html.tools import lacking

pytestmark = pytest.mark.xdist_group("arabic")  # one process makes the reports that its tests share
SAMPLE = ROOT / "questionnaires" / "industrie-x0" / "examples" / "agri-food-cannery.yaml"
MODELS = ("industrie-x0", "eu-dma", "impuls", "siri", "acatech", "schumacher", "sanol", "dii")

# Names that their owners write in Latin letters, as whole phrases: a word of them alone is not let through.
NAMES = (
    "Jazari Assess",
    "WeasyPrint",
    "Chromium",
    "JAZARI Industrie X.0",
    "Industrie X.0",
    "JAZARI ROOT",
    "JAZARI",
    "Mistral AI",
    "AI Made in Morocco",
    "Maroc PME",
    "DigitPME",
    "Alten Delivery Center Maroc",
    "Agence de Développement du Digital",
    "Fès Smart Factory",
    "Onepoint",
    "Eurostat",
    "Procedia CIRP",
    "Sustainability",
    "CC BY 4.0",
    "Python",
    "Pango",
    "HarfBuzz",
    "Wi-Fi",
    "Windows",
    "Google",
    "WhatsApp",
    "KoboToolbox",
    "ODK",
    "A4",
    "Modbus",
    "Excel",
)
# Acronyms that Moroccan firms meet in these letters, signs of formulas, and the name of a key.
ACRONYMS = frozenset(
    re.findall(
        r"\S+",
        """
        ADD AHP AI API CAO CBAM CFAO CI CNDP CR CRI CRM CSF DII DMA EDI EDIH ERP FONZID GIAC GIZ GMAO ICE IMPULS
        INMAA ISO KPI MES OFPPT OT PDF PME RI SIRI TRS UNIDO USB VDMA VPN XML YAML JSON CSV HTML SHA UTF TERM NO_COLOR
        ADSL BRC BRCGS CE EN HACCP IATF IFS ISA MQTT NM OPC PPAP QR TISAX UA VDA
        T0 T1 T2 lambda x Enter
        """,
    )
)
WORD = re.compile(r"(?:(?![×÷])[A-Za-zÀ-ɏ])(?:(?![×÷])[A-Za-zÀ-ɏ0-9_])*(?:[-.][A-Za-zÀ-ɏ0-9_]+)*")
CODE = re.compile(
    r"""--[a-z][a-z-]*            # an option
    |jazari-assess(?:\ [a-z]+){0,2}  # the command, with its own words
    |[\w.-]*/[\w./-]+             # a path
    |[\w-]+\.(?:yaml|json|xlsx|pdf|html)\b
    |\b[0-9a-f]{24,64}\b          # a hash
    |(?<!\w)\.[a-z]{3,4}\b       # a suffix
    |\bexport\ \w+=[\w.-]+        # what a person types
    |:[a-z]+\b                    # a command of the interview
    """,
    re.VERBOSE,
)
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def code_words() -> frozenset[str]:
    """Return every id of the content, code of a problem and key of a file: what commands and messages name."""
    library = read_library([own_root()])
    words = {key.split(".")[1] for key in read_interface_text("fr").entries if key.startswith("problems.")}
    for content in library.questionnaires.values():
        words |= {content.structure.id, *content.structure.questions, *content.structure.sections}
        words |= {*content.flags, *content.checks}
        for question in content.structure.questions.values():
            options = getattr(question, "options", ())
            words |= set(options) if isinstance(options, Mapping) else set()
    for model in library.models.values():
        words |= {model.structure.id, *model.structure.nodes, *(step.id for step in model.structure.levels.steps)}
        words |= {variant.id for variant in model.structure.variants}
        words |= {*model.aims, *(kpi for aim in model.aims.values() for kpi in aim.kpis)}
    catalogue = library.catalogue.structure
    words |= {*catalogue.providers, *catalogue.services, *catalogue.actions}
    return frozenset(words | {"true", "false"} | set(keys_of_files()))


@cache
def names_of_the_glossary() -> tuple[str, ...]:
    """Return the names that docs/glossary.md leaves as their owners write them."""
    listed = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").partition("\n## ")[2]
    return tuple(line.removeprefix("- ") for line in listed.splitlines() if line.startswith("- "))


def keys_of_files() -> Iterator[str]:
    """Yield each key that a file of ours may have, and each word that may stand under one."""
    for kind in SCHEMAS:
        text = schema_text(kind)
        schema = json.loads(text)
        for part in (schema, *schema.get("$defs", {}).values()):
            yield from part.get("properties", {})
        for words in re.findall(r'"enum": \[([^]]*)\]', text):
            yield from re.findall(r'"([^"]+)"', words)
        yield from re.findall(r'"const": "([^"]+)"', text)


@cache
def names() -> re.Pattern[str]:
    """Return what finds a name, the longest first, so that none is found within another."""
    every = sorted((*names_of_the_glossary(), *NAMES), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, every)))


def latin_words(text: str) -> set[str]:
    """Return the words in Latin letters that nobody let through."""
    plain = CODE.sub(" ", names().sub(" ", BIDI.sub("", text)))
    known = code_words()
    found = {word for word in WORD.findall(plain) if not known.issuperset(word.split("."))}
    return {word for word in found if not set(re.split(r"[-.]", word)) <= ACRONYMS | {"C", "8", "256"}}


def arabic_sample(folder: Path) -> Path:
    """Write the sample firm with its own words in Arabic, and return the file."""
    value = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    value |= {"language": "ar", "id": "firm-1"}
    value["profile"] |= {"firm": "معامل التصبير أم الربيع", "respondent-role": "مدير المعمل"}
    for name, answer in value["answers"].items():
        if isinstance(answer, dict) and "note" in answer:
            answer["note"] = "ملاحظة المستشار"
        if isinstance(answer, str) and " " in answer:
            value["answers"][name] = "تقليص ضياع المواد وتوقفات الخط"
    path = folder / "firm.yaml"
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample firm in Arabic."""
    return arabic_sample(tmp_path_factory.mktemp("arabic"))


@pytest.fixture(scope="module")
def reports(run: Run, firm: Path) -> Mapping[str, Path]:
    """Return one report in Arabic a format, by suffix."""
    ended = run("report", firm, "--out", firm.parent / "out", "--lang", "ar")
    assert ended.returncode == 0, ended.stderr.decode()
    return {Path(line).suffix: Path(line) for line in ended.stdout.decode().splitlines()}


def said(run: Run, *arguments: str | Path, code: int = 0, typed: Sequence[str] = ()) -> str:
    """Return everything a command writes in Arabic."""
    lines = io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in typed).encode()), encoding="utf-8")
    with mock.patch("sys.stdin", lines):
        ended = run(*arguments, "--lang", "ar", env={"COLUMNS": "4000"})
    text = ended.stdout.decode() + ended.stderr.decode()
    assert ended.returncode == code, text
    return text


def test_the_walk_finds_other_languages() -> None:
    """The control: sentences in French and English are found, names, acronyms and ids are not."""
    text = (
        "نظام ERP مع JAZARI Industrie X.0 (maintenance) score --json /tmp/a.yaml : la maintenance est notée. We repair."
    )
    assert latin_words(text) == {"la", "est", "notée", "We", "repair"}
    assert latin_words("Industrie du futur") == {"Industrie", "du", "futur"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", *(part for model in MODELS for part in ("--model", model))),
        ("plan",),
        *(("explain", "--model", model) for model in MODELS),
    ],
    ids=lambda arguments: " ".join(arguments[:3]),
)
def test_commands_about_a_firm(run: Run, firm: Path, arguments: tuple[str, ...]) -> None:
    """Scores of all models, the plan and the arithmetic of each model."""
    assert latin_words(said(run, arguments[0], firm, *arguments[1:])) == set()


@pytest.mark.parametrize("arguments", [("content", "list"), ("content", "check"), ("doctor",)], ids=" ".join)
def test_commands_about_everything(run: Run, arguments: tuple[str, ...]) -> None:
    """The list of all content, its check, and the state of the machine."""
    assert latin_words(said(run, *arguments)) == set()


@pytest.mark.parametrize("model", MODELS)
def test_weights(run: Run, model: str) -> None:
    """The weights of each model with their consistency."""
    assert latin_words(said(run, "weights", "show", model)) == set()


def test_every_entry_of_the_content(run: Run) -> None:
    """Each questionnaire, model, question, provider, service and action as ``content show`` tells it."""
    library = read_library([own_root()])
    catalogue = library.catalogue.structure
    names = [*library.questionnaires, *library.models, *catalogue.providers, *catalogue.services, *catalogue.actions]
    names += [question for content in library.questionnaires.values() for question in content.structure.questions]
    with mock.patch("jazari_assess.app.dossier.read_content", return_value=library):
        found = {name: latin_words(said(run, "content", "show", name)) for name in dict.fromkeys(names)}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questionnaires/industrie-x0/text/ar.yaml", "    why: ", "    whi: "),
        ("questionnaires/industrie-x0/questionnaire.yaml", "kind: level", "kind: levels"),
        ("questionnaires/industrie-x0/questionnaire.yaml", "options: 5", "options: many"),
        ("questionnaires/industrie-x0/questionnaire.yaml", "license: ", "- ["),
        ("scoring/models/industrie-x0/model.yaml", "ratio: 2", "ratio: 12"),
        ("scoring/models/industrie-x0/model.yaml", "lean-standard-work", "lean-gone"),
    ],
)
def test_content_check_with_problems(run: Run, tmp_path: Path, file: str, old: str, new: str) -> None:
    """Problems of content: place, code, what was found and what to do."""
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text((ROOT / file).read_text(encoding="utf-8").replace(old, new, 3), encoding="utf-8")
    text = said(run, "content", "check", tmp_path, code=1)
    for word in ("levels", "many", "whi", "lean-gone"):  # the mistakes themselves
        text = text.replace(word, " ")
    assert latin_words(text) == set()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("score", "gone.yaml"), 1),
        (("score", "FIRM", "--model", "gone"), 2),
        (("content", "show", "gone"), 2),
        (("weights", "new", "industrie-x0", "--node", "gone"), 2),
        (("content", "new", "questionnaire", "industrie-x0", "--out", "own"), 2),
        (("content", "import", "xlsform", "FIRM", "--out", "own"), 1),
    ],
)
def test_wrong_use(run: Run, firm: Path, arguments: tuple[str, ...], code: int) -> None:
    """What cannot be is explained in Arabic."""
    filled = [str(firm) if part == "FIRM" else part for part in arguments]
    assert latin_words(said(run, *filled, code=code)) - {"gone", "own"} == set()


def test_weighing_in_pairs(run: Run, tmp_path: Path) -> None:
    """The dialogue of ``weights new``, from its first line to the weights."""
    lines = ["1 3 لأن المعطيات أولا", "2 2 سبب آخر", "مرحبا", *["= سواء"] * 13]
    text = said(run, "weights", "new", "industrie-x0", "--node", "data-ai", "--out", tmp_path, typed=lines)
    assert latin_words(text) == set()


def test_interview_line_by_line(run: Run, tmp_path: Path) -> None:
    """A line-by-line interview: notice, help, questions of every kind, review and end."""
    lines = ["نعم", "معامل التجربة", *["1"] * 12, ":help", ":why", ":review", ":scores", ":quit"]
    text = said(run, "interview", tmp_path / "new.yaml", "--plain", "--express", typed=lines)
    assert latin_words(text) - {"y", "oui", "o", "yes", "ar", "fr", "en"} == set()


def test_report_as_pdf(reports: Mapping[str, Path]) -> None:
    """Every page of the PDF, as pdftotext reads it."""
    if shutil.which("pdftotext") is None:
        lacking("pdftotext")
    ended = subprocess.run(["pdftotext", "-", "-"], input=reports[".pdf"].read_bytes(), capture_output=True, check=True)
    # right-to-left lines break names and turn brackets: each word of a name is let through here
    names = {word for name in NAMES for word in name.split()}
    assert latin_words(ended.stdout.decode()) - names - {"firm-1"} == set()


@pytest.mark.parametrize("kind", sorted({one.folder for one in FORMS.values()}))
def test_words_of_forms(kind: str) -> None:
    """What a form and the instruction beside it say, whichever its kind."""
    told = " ".join(
        words for key, words in form_words(kind, "ar").entries.items() if key not in {"language", "direction", "locale"}
    )
    named = {"JavaScript", "Edge", "Chrome", "Firefox", "Safari", "LibreOffice", "html", "json"}
    keys = {"k", "F9"}
    assert latin_words(re.sub(r"\{\w+\}|\{\w+:|\b(?:zero|one|two|few|many|other)=", " ", told)) - named - keys == set()


def test_report_as_web_page(reports: Mapping[str, Path]) -> None:
    """Every text of the HTML file, alternative texts and titles included."""
    page = reports[".html"].read_text(encoding="utf-8")
    attributes = " ".join(re.findall(r'(?:alt|title|aria-label)="([^"]*)"', page))
    without = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", page)
    text = html.unescape(re.sub(r"<[^>]+>", " ", without) + " " + attributes)
    assert latin_words(text) - {"firm-1"} == set()


def text_of_workbook(path: Path) -> str:
    """Return every text of the visible sheets, their titles, and the messages of their rules."""
    shown = [sheet for sheet in load_workbook(path).worksheets if sheet.sheet_state == "visible"]
    texts = [sheet.title for sheet in shown]
    for sheet in shown:
        texts += [
            str(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.data_type != "f"
        ]
        for rule in sheet.data_validations.dataValidation:
            texts += [text for text in (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error) if text]
    return "\n".join(texts)


def test_report_as_workbook(reports: Mapping[str, Path]) -> None:
    """Every text of a visible sheet, its title, and the messages of its rules."""
    assert latin_words(text_of_workbook(reports[".xlsx"])) - {"firm-1"} == set()


def test_batch(run: Run, firm: Path, tmp_path: Path) -> None:
    """Two firms, one of them with answers that cannot be: progress, problems, portfolio and what was rejected."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    text = firm.read_text(encoding="utf-8")
    (inputs / "right.yaml").write_text(text, encoding="utf-8")
    (inputs / "wrong.yaml").write_text(text.replace("answer: 2", "answer: 9"), encoding="utf-8")
    told = said(run, "batch", "run", inputs, "--out", tmp_path / "out", code=3)
    assert latin_words(told.replace("in:", "")) == set()
    for name in ("portfolio.xlsx", "rejected.xlsx"):
        assert latin_words(text_of_workbook(tmp_path / "out" / name)) - {"firm-1"} == set()
