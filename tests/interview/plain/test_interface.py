"""The plain interface: typed lines in, plain lines out, the same in three languages."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from jazari_assess.interview.bidi import Bidi, Layout
from jazari_assess.interview.plain.commands import COMMANDS
from jazari_assess.interview.plain.interface import PlainInterview, begin_plain
from jazari_assess.interview.session.opening import NewInterview, open_interview
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import Given, Unanswered, Unknown
from jazari_assess.model.typography import typeset
from jazari_assess.process_lock import ProcessLock
from jazari_assess.reading.assessment.file import write_assessment
from tests.interview.scenes import LANGUAGES, SMALL, Clock, begun, content, guide, library, request, with_profile


class Script:
    """A person who types lines that were written before; everything shown is collected."""

    def __init__(self, lines: Iterable[str], width: int = 80) -> None:
        """Take the lines to type."""
        self._lines = iter(lines)
        self._file = io.StringIO()
        self._console = Console(width=width, color_system=None, markup=False, highlight=False, file=self._file)

    def show(self, *parts: RenderableType) -> None:
        """Collect."""
        for part in parts:
            self._console.print(part)

    def ask(self, prompt: str) -> str | None:
        """Type the next line."""
        self._console.print(prompt, end="")
        return next(self._lines, None)

    @property
    def shown(self) -> str:
        """Everything shown so far."""
        return self._file.getvalue()


def talk(session: Session, *lines: str, language: str = "fr", bidi: Bidi = "logical") -> Script:
    """Hold an interview in which these lines are typed."""
    script = Script(lines)
    PlainInterview(guide(session, language, bidi), script).run()
    return script


def set_as_shown(text: str) -> str:
    """Return French words as they are set on a screen, whatever the lines they stand on."""
    return typeset(" ".join(text.split()), "fr")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return an interview whose profile is filled, standing at the free text."""
    return with_profile(begun(tmp_path / "firm.yaml"))


def test_lines_answer_and_the_end_of_the_input_leaves(session: Session) -> None:
    """A text, option numbers, words of an option and a number answer; then the input ends and all is in the file."""
    script = talk(
        session, "Réduire les pertes", "3", "٢", ":goto connected-machines", "35 %", ":goto public-support", "1 3"
    )
    answers = session.assessment.answers
    given = {name: answer.answer for name, answer in answers.items() if isinstance(answer, Given)}
    assert given == {
        "main-expectation": "Réduire les pertes",
        "vision-roadmap": 2,
        "digital-leadership": 1,
        "connected-machines": 35,
        "public-support": ("support-watch", "training-finance"),
    }
    assert "Enregistré : Machines connectées · 35 %" in script.shown.replace("\u00a0", " ")
    assert str(session.store.path) in "".join(script.shown.split("\n"))


def test_commands_do_what_the_keys_do(session: Session) -> None:
    """Notes, evidence, flag, unknown, not applicable, back, clear, undo and redo."""
    talk(
        session,
        ":goto maintenance", ":note Cahier vu", ":evidence 4", ":flag", ":unknown",
        ":goto connected-products", ":na",
        ":goto erp-mes", "2", ":back", ":clear", ":undo", ":undo", ":redo",
    )  # fmt: skip
    answers = session.assessment.answers
    maintenance = answers["maintenance"]
    assert isinstance(maintenance, Unknown)
    assert (maintenance.note, maintenance.evidence, maintenance.come_back) == ("Cahier vu", "seen-on-site", True)
    assert answers["connected-products"].state == "not-applicable"
    assert answers["erp-mes"].state == "given"


def test_a_note_is_asked_for_and_removed(session: Session) -> None:
    """``:note`` alone asks for the text; an empty line keeps what is there; a dash removes it."""
    talk(session, ":goto maintenance", ":note", "première", ":note", "", ":note -")
    assert session.answer_to("maintenance") is None
    talk(session, ":goto maintenance", ":note", "première", ":note", "")
    noted = session.answer_to("maintenance")
    assert isinstance(noted, Unanswered)
    assert noted.note == "première"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("9", "« 9 » ne désigne aucune option."),
        (":dance", "« :dance » n'est pas une commande."),
        (":goto zeppelin", "« zeppelin » ne désigne aucune question"),
        (":goto maintenance e", "« maintenance e » désigne plusieurs lignes"),
        (":lang de", "Ce questionnaire n'existe pas en « de »."),
        (":same", "L'évaluation précédente n'a pas de réponse à cette question."),
        (":evidence x", "« x » ne désigne aucune option."),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(session: Session, line: str, words: str) -> None:
    """A wrong line says what is wrong and what to do; the question is asked again."""
    session.go("vision-roadmap")
    before = session.assessment
    script = talk(session, line)
    assert set_as_shown(words) in set_as_shown(script.shown)
    assert session.assessment == before


def test_not_applicable_is_refused_where_it_is_not_allowed(session: Session) -> None:
    """The question stays open, and what is allowed is said."""
    session.go("vision-roadmap")
    talk(session, ":na")
    assert session.is_open("vision-roadmap")


def test_an_answer_that_touches_others_is_told_before_and_asked(session: Session) -> None:
    """Taking away the ground of an answer is said first; "non" leaves everything, "oui" goes ahead."""
    session.answer("web-sales-share", 5)
    session.answer("web-consumer-share", 20)
    kept = session.assessment
    session.go("web-sales-share")
    script = talk(session, "0", "non")
    assert "conservée mais non notée" in " ".join(script.shown.split())
    assert session.assessment == kept
    session.go("web-sales-share")
    talk(session, "0", "oui")
    assert not session.is_relevant("web-consumer-share")
    assert isinstance(session.answer_to("web-consumer-share"), Given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_works_in_every_language(tmp_path: Path, language: str) -> None:
    """Each command is shown by ``:help`` and says nothing that a language lacks."""
    session = with_profile(begun(tmp_path / f"{language}.yaml"))
    yes = {"fr": "oui", "ar": "نعم", "en": "yes"}[language]
    lines = [":help", ":why", ":scores", ":save", ":flag", ":note x", ":evidence 1", ":undo", ":redo", ":next", ":back"]
    lines += [
        ":skip",
        ":unknown",
        ":clear",
        ":goto maintenance",
        "1",
        ":review",
        ":report",
        "1",
        ":notice",
        yes,
        ":lang",
    ]
    script = talk(session, *lines, ":quit", language=language)
    shown = script.shown
    assert all(f":{name}" in shown for name in COMMANDS)
    assert "{" not in shown
    assert session.store.path.with_suffix(f".{language}.txt").is_file()


@pytest.mark.parametrize(("bidi", "letters"), [("logical", ("صيانة", "مقاولتكم")), ("visual", ("ﺔﻧﺎﻴﺻ", "ﻢﻜﺘﻟﻭﺎﻘﻣ"))])
def test_arabic_is_aligned_right_in_either_order(session: Session, bidi: Bidi, letters: tuple[str, ...]) -> None:
    """The lines of a question end at the right edge; the letters are as read, or as seen."""
    session.go("maintenance")
    shown = talk(session, language="ar", bidi=bidi).shown
    (title,) = [line for line in shown.splitlines() if all(word in line for word in letters)]
    assert cell_len(title.rstrip()) == 80
    assert title.startswith(" ")


def test_the_notice_comes_before_the_firm_and_needs_a_clear_answer(tmp_path: Path) -> None:
    """Law 09-08 is shown first; neither an empty line nor anything else counts as consent; then the name is asked."""
    path = tmp_path / "firm.yaml"
    with ProcessLock(path, since="now") as lock:
        new = open_interview(request(path), library(), lock, Clock())
        assert isinstance(new, NewInterview)
        script = Script(["", "peut-être", "oui", "   ", "Atelier [/red]"])
        layout = Layout(direction="ltr", bidi="logical")
        session = begin_plain(new, content(), script, "fr", layout)
        assert session is not None
        assert session.assessment.consent is not None
        assert session.assessment.consent.accepted
        assert session.assessment.profile.firm == "Atelier [/red]"
        shown = script.shown
        assert shown.index("09-08") < shown.index("Nom de l\u2019entreprise")
        assert "carte nationale" in shown


def test_a_file_without_consent_is_asked_for_it_once(tmp_path: Path) -> None:
    """A file from elsewhere has no consent: the notice is shown, the answer recorded with its time."""
    session = begun(tmp_path / "firm.yaml")
    session.assessment = session.assessment.model_copy(update={"consent": None})
    talk(session, "non")
    assert session.assessment.consent is not None
    assert not session.assessment.consent.accepted
    assert "09-08" not in talk(session).shown


def test_input_that_ends_before_the_name_leaves_no_file(tmp_path: Path) -> None:
    """Nothing was answered, so nothing is written."""
    path = tmp_path / "firm.yaml"
    with ProcessLock(path, since="now") as lock:
        new = open_interview(request(path), library(), lock, Clock())
        assert isinstance(new, NewInterview)
        layout = Layout(direction="ltr", bidi="logical")
        assert begin_plain(new, content(), Script(["oui"]), "fr", layout) is None
        assert begin_plain(new, content(), Script([]), "fr", layout) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "aims", "told"),
    [
        ("1 3", ("deliver-on-time", "lower-bills"), "Jusqu'à 3 numéros"),
        ("1 2 3 4", None, "Il y en a 3 au plus."),
        ("5", None, "« 5 »"),
        ("", None, "Jusqu'à 3 numéros"),
    ],
)
def test_aims_are_numbers_of_a_list(tmp_path: Path, line: str, aims: tuple[str, ...] | None, told: str) -> None:
    """Up to three numbers; more, or another number, is told; an empty line leaves them open."""
    session = begun(tmp_path / "firm.yaml", questionnaire=SMALL)
    session.go("business-aims")
    script = talk(session, line)
    assert session.assessment.profile.aims == aims
    assert set_as_shown(told) in set_as_shown(script.shown)


@pytest.mark.parametrize(
    ("lines", "turnover"), [(("1 200 000", "oui"), 1.2), (("20000", "non"), 20000.0), (("12,5",), 12.5)]
)
def test_a_turnover_in_dirhams_is_asked_about(tmp_path: Path, lines: tuple[str, ...], turnover: float) -> None:
    """Ten billion dirhams or more are hardly an SME's: the reading in millions is offered, and may be refused."""
    session = begun(tmp_path / "firm.yaml")
    session.go("firm-turnover")
    talk(session, *lines)
    assert session.assessment.profile.turnover == turnover


def test_the_bound_of_a_turnover_is_told_in_millions(tmp_path: Path) -> None:
    """What is out of bounds says the unit and the bound; an ICE is asked for without a word about files."""
    session = begun(tmp_path / "firm.yaml")
    session.go("firm-turnover")
    script = talk(session, "1 200 000 000", "non", ":goto firm-ice", "12")
    told = " ".join(script.shown.split())
    assert "en millions de dirhams" in told
    assert "de 0 à 1 000 000" in told
    assert "Donnez ses 15 chiffres" in told
    assert "guillemets" not in told


@pytest.mark.parametrize(("choice", "level"), [("1", 4), ("2", 2)])
def test_a_file_changed_meanwhile_is_asked_about(session: Session, choice: str, level: int) -> None:
    """The difference is read, then one of both goes on; where it is this interview, the answer typed is saved too."""
    session.answer("maintenance", 2)
    session.go("erp-mes")
    theirs = {**session.assessment.answers, "maintenance": Given(answer=4)}
    write_assessment(session.store.path, session.assessment.model_copy(update={"answers": theirs}), replace=True)
    script = talk(session, "2", "3", choice)
    told = " ".join(script.shown.split())
    assert "Un autre programme a modifié ce fichier" in told
    assert "dans le fichier 5" in told
    given = session.answer_to("maintenance")
    assert isinstance(given, Given)
    assert given.answer == level
    assert session.is_open("erp-mes") is (choice == "1")


def test_ctrl_c_says_where_everything_is(session: Session) -> None:
    """Ctrl-C at a prompt passes through, after the path of the file was said."""

    class Interrupting(Script):
        def ask(self, prompt: str) -> str | None:
            raise KeyboardInterrupt(prompt)

    script = Interrupting([])
    with pytest.raises(KeyboardInterrupt):
        PlainInterview(guide(session), script).run()
    assert str(session.store.path) in "".join(script.shown.split("\n"))


def test_prompts_are_ordered_too(tmp_path: Path) -> None:
    """On a terminal that draws letters as told, what stands before the line to type is Arabic as it is seen."""
    path = tmp_path / "firm.yaml"
    with ProcessLock(path, since="now") as lock:
        new = open_interview(request(path), library(), lock, Clock())
        assert isinstance(new, NewInterview)
        script = Script(["نعم", "Zitouna"])
        assert begin_plain(new, content(), script, "ar", Layout(direction="rtl", bidi="visual")) is not None
    assert "(ﻻ/ﻢﻌﻧ)" in script.shown
    assert ":ﺔﻟﻭﺎﻘﻤﻟﺍ ﻢﺳﺍ" in script.shown
    assert "نعم" not in script.shown
