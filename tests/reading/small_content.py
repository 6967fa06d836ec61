"""A small content root that is right, to be made wrong in one place: every kind of question, node and entry once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jazari_assess.errors import Problem
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.languages import languages

# Stands in a replacement where the problem is expected; it is taken out before the file is written.
HERE = "▶"

QUESTIONNAIRE = "questionnaires/small/questionnaire.yaml"
WORDS = "questionnaires/small/text/fr.yaml"
FLAGS = "questionnaires/small/flags.yaml"
CHECKS = "questionnaires/small/checks.yaml"
CHANGES = "questionnaires/small/changes.yaml"
MODEL = "scoring/models/small/model.yaml"
AIMS = "scoring/models/small/aims.yaml"
REFERENCES = "scoring/models/small/references.yaml"
MODEL_WORDS = "scoring/models/small/text/fr.yaml"
CASES = "scoring/models/small/cases.yaml"
PROVIDERS = "scoring/catalogue/providers.yaml"
SERVICES = "scoring/catalogue/services.yaml"
ACTIONS = "scoring/catalogue/actions.yaml"
RULES = "scoring/catalogue/rules.yaml"
CATALOGUE_WORDS = "scoring/catalogue/text/fr.yaml"
EXAMPLE = "questionnaires/small/examples/firm.yaml"

FILES = {
    QUESTIONNAIRE: """\
schema: jazari-assess/questionnaire/1
id: small
version: "1.0.0"
license: CC-BY-4.0
source: Written for the tests
sections:
  profile: [firm-name, firm-region, wishes]
  factory: [maintenance, tools, uses, share, audit, remarks, website]
questions:
  firm-name: {kind: profile, field: firm}
  firm-region: {kind: profile, field: region}
  wishes: {kind: profile, field: aims, options: [deliver, save], at-most: 2}
  maintenance:
    kind: level
    options: 3
    values: [0, 0.4, 1]
    not-applicable: true
    rationale: No history, no prevention.
    unlocks: [uses]
  tools:
    kind: choice
    options: {paper: 0, sheet: 0.5, system: 1}
    rationale: What people work with.
  uses:
    kind: checklist
    options: {quality: 2, energy: 1, nothing: 0}
    none: nothing
    when: {question: maintenance, at-least: 1}
    rationale: What data serve for.
  share:
    kind: number
    minimum: 0
    maximum: 100
    integer: true
    map: [[0, 0], [50, 0.8], [100, 1]]
    rationale: How much is connected.
  audit:
    kind: yes-partly-no
    when: {any: [{question: tools, is: system}, {question: uses, in: [energy]}, {not: {question: share, is: 0}}]}
    rationale: Somebody looks.
  remarks: {kind: text, maximum-length: 40, when: {all: [{question: firm-region, is: oriental}]}}
  website: {kind: level, options: 2, fact: true, source: A published list}
""",
    WORDS: """\
language: fr
title: Petit questionnaire
description: Pour les essais
sections:
  profile: {title: Profil, introduction: Qui êtes-vous ?}
  factory: {title: Usine, introduction: Que faites-vous ?}
questions:
  firm-name: {short: Nom, title: Votre nom ?, help: La raison sociale}
  firm-region: {short: Région, title: Votre région ?, help: Parmi les douze}
  wishes:
    short: Buts
    title: Que voulez-vous ?
    help: Au plus deux
    options: {deliver: Livrer à temps, save: Payer moins}
  maintenance:
    short: Maintenance
    title: Comment entretenez-vous ?
    help: Les machines
    look-for: Le registre
    why: Pour prévoir
    evidence: Un registre
    options: [Rien, Un cahier, Un plan]
  tools:
    short: Outils
    title: Avec quoi ?
    help: Au quotidien
    look-for: Le bureau
    why: Pour partager
    evidence: Un écran
    options: {paper: Papier, sheet: Tableur, system: Logiciel}
  uses:
    short: Usages
    title: Pour quoi faire ?
    help: Les données
    look-for: Un tableau
    why: Pour décider
    evidence: Un rapport
    options: {quality: Qualité, energy: Énergie, nothing: Rien}
  share:
    short: Part
    title: Quelle part ?
    help: Des machines
    look-for: La liste
    why: Pour mesurer
    evidence: Un inventaire
    unit: "%"
  audit: {short: Audit, title: Un audit ?, help: Externe, look-for: Le rapport, why: Pour savoir, evidence: Le rapport}
  remarks: {short: Remarques, title: Autre chose ?, help: Librement}
  website: {short: Site, title: Un site ?, help: Public, why: Pour compter, options: [Non, Oui]}
flags:
  no-history: {title: Rien n'est noté, why: Une panne surprend, source: Raison pratique}
checks:
  plan-on-paper: {title: Un plan sans outil, ask: Où est le plan ?}
""",
    FLAGS: """\
schema: jazari-assess/flags/1
flags:
  no-history:
    when: {any: [{question: maintenance, is: 0}, {all: [{sector: [crafts]}, {question: tools, state: unknown}]}]}
    kind: risk
    severity: 3
    first: history
    then: [connect]
    source: "Plain reason"
""",
    CHECKS: """\
schema: jazari-assess/checks/1
checks:
  plan-on-paper:
    when: {all: [{question: maintenance, is: 2}, {question: tools, is: paper}, {not: {question: share, is: 0}}]}
    strength: doubtful
    doubt: maintenance
""",
    CHANGES: """\
schema: jazari-assess/changes/1
changes:
  - from: "0.8.0"
    to: "0.9.0"
    questions:
      gone-before: {change: removed, note: {fr: Plus posée}}
  - from: "0.9.0"
    to: "1.0.0"
    questions:
      tools: {change: options, options: {card: paper, both: null}, note: {fr: La fiche compte comme papier}}
      maintenance: {change: reworded, note: {fr: Mieux dite}}
      share: {change: new}
      old-remarks: {change: removed, into: remarks, note: {fr: Réunie aux remarques}}
""",
    MODEL: """\
schema: jazari-assess/model/1
id: small
version: "1.0.0"
license: CC-BY-4.0
questionnaire: small
role: main
source: Written for the tests
as-of: "2026-11-21"
levels:
  steps:
    - {id: starting, from: 0}
    - {id: moving, from: 40, require: [{node: data, at-least: 20, rationale: Data first.}]}
    - {id: leading, from: 80}
root: overall
nodes:
  overall:
    children: [operations, data, trust]
    weights:
      ahp:
        judgements:
          - {of: operations, over: data, ratio: 2, rationale: Operations first.}
          - {of: trust, over: data, ratio: "1/3", rationale: Data before trust.}
  operations:
    children: [maintenance, tools]
    weights: {maintenance: 2, tools: 1}
    rationale: Machines before tools.
  data:
    children: [uses, data-share]
    aggregate: count
    bounds: {uses: 50}
  data-share: {question: share, map: [[0, 0], [1, 1]]}
  trust:
    children: [audit]
    aggregate: minimum
variants:
  - id: automotive
    when: {sector: [automotive]}
    weights: {operations: {maintenance: 1, tools: 1}}
    rationale: Both count the same there.
""",
    MODEL_WORDS: """\
language: fr
title: Petit modèle
description: Pour les essais
nodes:
  overall: {title: Ensemble, short: Ensemble, description: Tout}
  operations:
    title: Opérations
    short: Opérations
    description: Les ateliers
    levels: {starting: Au fil de l'eau, moving: Un programme, leading: Un système}
  data:
    title: Données
    short: Données
    description: Les chiffres
    levels: {starting: Rien, moving: Un tableau, leading: Des prévisions}
  data-share: {title: Part, short: Part, description: Les machines}
  trust:
    title: Confiance
    short: Confiance
    description: La sûreté
    levels: {starting: Personne, moving: Une règle, leading: Un exercice}
levels:
  starting: {title: Départ, description: On commence}
  moving: {title: Marche, description: On avance}
  leading: {title: Tête, description: On mène}
requirements:
  moving: Sans données, pas de marche.
variants:
  automotive: {title: Automobile}
references:
  neighbours: {title: Les voisins, source: Une enquête}
aims:
  deliver: {title: Livrer à temps, kpis: {on-time: {title: À l'heure, unit: "%", how: Compter}}}
  save:
    title: Payer moins
    kpis: {bill: {title: Facture, unit: MAD, how: Lire}, hours: {title: Heures, unit: h, how: Noter}}
""",
    AIMS: """\
schema: jazari-assess/aims/1
aims:
  deliver:
    rationale: Customers ask for it
    serves:
      maintenance: {relevance: 2, rationale: A breakdown delays}
      data-share: {relevance: 1, rationale: One sees it coming}
    kpis:
      on-time: {ready: {question: maintenance, at-least: 1}}
  save:
    rationale: Bills fall due
    serves: {uses: {relevance: 1, rationale: Measured first}}
    kpis: {bill: {}, hours: {}}
""",
    REFERENCES: """\
schema: jazari-assess/references/1
references:
  neighbours:
    source: A survey
    as-of: "2025"
    firms: 40
    shares: {starting: 60, moving: 30.4, leading: 10}
""",
    CASES: """\
cases:
  - id: middle
    values: {maintenance: 0.5}
    default: 0.5
    expect:
      overall: {score: 50, level: moving}
""",
    PROVIDERS: """\
schema: jazari-assess/providers/1
providers:
  institute: {kind: institute, region: fes-meknes, status: signed, as-of: "2026-03-11", source: A press notice}
""",
    SERVICES: """\
schema: jazari-assess/services/2
services:
  coaching:
    provider: institute
    kind: service
    function: advise
    supports: [history]
    meets: {nodes: [operations], aims: [deliver], flags: [no-history]}
    needs: {question: tools, in: [sheet, system]}
    own-days: [2, 6]
    open: enquiry
    turnover: {minimum: 1, maximum: 200}
    excludes: [plan]
    status: signed
    as-of: "2026-03-11"
    source: A press notice
  plan:
    provider: institute
    kind: strategy
    function: none
    supports: []
    own-days: [0, 0]
    open: closed
    status: announced
    as-of: "2026"
    source: A press notice
""",
    ACTIONS: """\
schema: jazari-assess/actions/2
actions:
  history:
    indicator: maintenance
    step: [0, 1]
    days: {micro: [1, 2], small: [2, 4]}
    weeks: 12
    difficulty: {knowledge: 1, time: 2, money: 1}
    requires: []
    rationale: One step at a time.
  connect:
    indicator: data-share
    step: [0, 50]
    days: {small: [2, 4]}
    keep: 1
    weeks: 12
    difficulty: {knowledge: 1, time: 2, money: 4}
    requires: [history]
    when: {question: share, at-least: 0}
    aims: {deliver: 0}
    rationale: One step at a time.
  measure:
    indicator: uses
    items: {adds: [quality]}
    days: {small: [1, 1]}
    weeks: 4
    difficulty: {knowledge: 1, time: 1, money: 1}
    deeds: [save]
    rationale: Counted first.
  common-sheet:
    indicator: tools
    choice: {from: [paper], to: sheet}
    days: {micro: [1, 1]}
    weeks: 4
    difficulty: {knowledge: 1, time: 1, money: 1}
    excludes: [coaching]
    rationale: One place.
  audit-day:
    indicator: audit
    step: [1, 2]
    days: {small: [1, 1]}
    weeks: 4
    difficulty: {knowledge: 1, time: 1, money: 1}
    rationale: Somebody looks.
  meeting:
    days: {small: [0.5, 1]}
    weeks: 2
    difficulty: {knowledge: 1, time: 1, money: 1}
    rationale: It opens the others.
""",
    RULES: """\
schema: jazari-assess/rules/1
rules:
  dear-after-history:
    for: {money-at-least: 4}
    requires: history
    rationale: No history, no reason.
  not-alone:
    for: {actions: [connect, measure], except: [measure]}
    not-for: [micro]
    rationale: Too much for few.
""",
    CATALOGUE_WORDS: """\
language: fr
providers:
  institute: {name: Institut, purpose: Aider, status: Convention signée, source: Presse}
services:
  coaching:
    title: Accompagnement
    purpose: Aider
    delivers: Un conseil
    not-delivered: Le matériel
    why: Pour avancer
    ask: Qui vient ?
    bring: Le cahier
    source: Presse
  plan:
    title: Plan
    purpose: Cadrer
    delivers: Un texte
    not-delivered: Une aide
    why: Pour connaître
    ask: Que prévoit-il ?
    bring: Rien
    source: Presse
actions:
  history: {title: Historique, first-step: Ouvrir un cahier, done-when: Trois mois notés}
  connect: {title: Connecter, first-step: Choisir, first-step-micro: Demander, done-when: Une courbe}
  measure: {title: Mesurer, first-step: Compter, done-when: Un mois compté}
  common-sheet: {title: Réunir, first-step: Copier, done-when: Un seul tableau}
  audit-day: {title: Auditer, first-step: Inviter, done-when: Un rapport}
  meeting: {title: Se réunir, first-step: Fixer l'heure, done-when: Deux réunions tenues}
""",
    EXAMPLE: """\
schema: jazari-assess/assessment/1
id: firm
questionnaire: {id: small, version: "1.0.0"}
profile:
  firm: Atelier exemple
  region: oriental
answers:
  maintenance: 2
  tools: sheet
  uses: [quality, energy]
  share: 30
  audit: partly
  remarks: Rien à ajouter
  website: {state: unknown}
""",
}


WORDS_ALONE = FILES[WORDS].split("flags:")[0]
"""The words of a questionnaire that has neither flags nor checks."""


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One way to be wrong: the code expected, and replacements (file, old, new), one of them marking the place."""

    code: str
    changes: Sequence[tuple[str, str, str]]

    def __str__(self) -> str:
        """Return what the test is called."""
        return self.code


def write_content(root: Path, *leave_out: str) -> Path:
    """Write the whole right content under ``root`` and return it."""
    for name, text in FILES.items():
        if name not in leave_out:
            write(root, name, text)
    return root


def write(root: Path, name: str, text: str) -> Path:
    """Write one file and the folders it needs."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def changed(text: str, old: str, new: str) -> str:
    """Return the text with its one occurrence of ``old`` replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def make_wrong(root: Path, wrong: Wrong) -> tuple[str, int, int]:
    """Change the content as ``wrong`` says; return file, line and column where its problem is expected."""
    texts = dict(FILES)
    for name, old, new in wrong.changes:
        texts[name] = changed(texts[name], old, new)
    marked = [name for name, text in texts.items() if HERE in text]
    assert len(marked) == 1, "the place is marked once"
    before = texts[marked[0]].split(HERE)[0]
    for name, _, _ in wrong.changes:
        write(root, name, texts[name].replace(HERE, ""))
    return str(root / marked[0]), before.count("\n") + 1, len(before) - before.rfind("\n")


def told(problems: Sequence[Problem]) -> set[tuple[str, str | None, int | None, int | None]]:
    """Return code, file, line and column of each problem."""
    return {(problem.code, problem.place.file, problem.place.line, problem.place.column) for problem in problems}


@cache
def _interfaces() -> tuple[InterfaceText, ...]:
    return tuple(read_interface_text(language) for language in languages())


def worded(problem: Problem) -> bool:
    """Say whether every language has a message and a remedy for the problem that its values fill."""
    return all(
        interface.say(f"problems.{problem.code}.{part}", **problem.values)
        for interface in _interfaces()
        for part in ("message", "remedy")
    )
