"""One HTML file that opens without a server or a network, under a policy that lets nothing in or out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.profile import REGIONS
from jazari_assess.render.offline_page import in_script, policy
from jazari_assess.render.plain_text import one_line
from jazari_assess.render.portfolio.words import WHERE

_FOLDER = Path(__file__).parent
_WORDS = (
    "all", "alone", "aloneNote", "assessments", "byQuarter", "byRegion", "capped", "change", "changeTitle",
    "closed", "count", "demand", "demandNote", "dimension", "distribution", "firm", "firms", "firmsTitle", "flag",
    "flags", "from", "gaps", "heat", "latest", "level", "levels", "map", "mean", "missed", "noChange", "noDemand",
    "notScored", "nothing", "open", "opened", "overall", "planStates", "planStatesNote", "question", "region",
    "score", "sector", "service", "share", "shortFirms", "size", "stage", "state", "told", "total", "unknown",
    "until",
)  # fmt: skip
_LEFT = {name: f"{{{name}}}" for name in ("shown", "total", "firms", "assessments")}
"""Places in words that the script fills."""
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="{generator}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="quiet">{origin}</p>
</header>
<noscript><p>{noscript}</p></noscript>
<form id="filters" aria-label="{filters}"></form>
<p id="told" class="quiet" role="status"></p>
<main id="found"></main>
<script type="application/json" id="dashboard-data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


@dataclass(frozen=True, kw_only=True)
class DashboardNames:
    """What the page calls things, in the order in which its bytes count them; services as (title, provider)."""

    levels: Sequence[str]
    dimensions: Sequence[str]
    questions: Sequence[str]
    flags: Sequence[str]
    services: Sequence[tuple[str, str]]
    regions: Sequence[str]
    sectors: Sequence[str]
    sizes: Sequence[str]
    stages: Sequence[str]
    states: Sequence[str]
    quarters: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class DashboardRows:
    """Rows as base 64 of their bytes by column, and what each firm is called."""

    rows: int
    firms: Sequence[str]
    bytes: Mapping[str, str]


def dashboard(
    found: DashboardRows, names: DashboardNames, interface: InterfaceText, *, locale: str, origin: str, version: str
) -> bytes:
    """Return the file; whatever a person typed is text in it, never markup."""
    say = interface.say
    script = (_FOLDER / "dashboard.mjs").read_text(encoding="utf-8")
    style = (_FOLDER / "dashboard.css").read_text(encoding="utf-8")
    data = {
        "locale": locale,
        "rows": found.rows,
        "firms": [one_line(name) for name in found.firms],
        "bytes": dict(found.bytes),
        "quarters": list(names.quarters),
        "places": [{"column": WHERE[region][0], "line": WHERE[region][1]} for region in REGIONS],
        "names": {
            **{name: list(told) for name, told in vars(names).items() if name not in ("services", "quarters")},
            "services": [{"title": title, "provider": provider} for title, provider in names.services],
        },
        "words": {name: say(f"dashboard.{_key(name)}", **_LEFT) for name in _WORDS},
    }
    return _PAGE.format(
        language=escape(interface.language),
        direction=escape(interface.direction),
        policy=policy(script, style),
        generator=escape(f"jazari-assess {version}"),
        title=escape(say("dashboard.title")),
        origin=escape(one_line(origin)),
        noscript=escape(say("dashboard.noscript")),
        filters=escape(say("dashboard.filters")),
        style=style,
        data=in_script(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)),
        script=script,
    ).encode()


def _key(name: str) -> str:
    """Return the key of a word that the script knows by ``name``: ``byRegion`` is ``by-region``."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
