"""One self-contained HTML file: the modules joined, the style, the data, and a policy that lets nothing else in."""

import re
from html import escape
from pathlib import Path

from jazari_assess.render.offline_page import policy

_FOLDER = Path(__file__).parent
_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function\*?|const|class) ([A-Za-z_$][\w$]*)", re.MULTILINE)
_COMMENT = re.compile(r"(?<=[;{,])\s+// .*$")
_START = "start.mjs"

_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="{generator}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<noscript><p>{noscript}</p></noscript>
<div id="page"></div>
<script type="application/json" id="form-data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def joined_script(folder: Path = _FOLDER / "script") -> str:
    """Return the modules as one script: each a function of its own, called after those that it imports."""
    order: list[Path] = []
    _visit((folder / _START).resolve(), order)
    return '"use strict";\n' + "".join(_wrapped(path) for path in order)


def _visit(path: Path, order: list[Path]) -> None:
    for _, found in _IMPORT.findall(path.read_text(encoding="utf-8")):
        _visit((path.parent / found).resolve(), order)
    if path not in order:
        order.append(path)


def _wrapped(path: Path) -> str:
    source = path.read_text(encoding="utf-8")
    imports = [
        f"const {names} = {_module_name((path.parent / found).resolve())};"
        for names, found in _IMPORT.findall(source)
        if names
    ]
    exports = ", ".join(_EXPORT.findall(source))
    lines = [*imports, _bare(source), f"return {{ {exports} }};"]
    return f"const {_module_name(path)} = (() => {{\n{chr(10).join(lines)}\n}})();\n"


def _module_name(path: Path) -> str:
    """Return the name of a module in the joined script: its folder and its own."""
    return f"{path.parent.name}_{path.stem}"


def _bare(source: str) -> str:
    """Return a module without its imports, exports, comments on lines of their own and indentation."""
    inner = re.sub(r"^export ", "", _IMPORT.sub("", source), flags=re.MULTILINE)
    inner = re.sub(r"^\s*/\*\*.*?\*/\n", "", inner, flags=re.MULTILINE | re.DOTALL)
    lines = (_COMMENT.sub("", line).strip() for line in inner.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("// "))


def page(data: str, *, language: str, direction: str, title: str, noscript: str, generator: str) -> bytes:
    """Return the whole file; ``data`` is JSON made safe for a script element, ``language`` the one it opens in."""
    script, style = joined_script(), (_FOLDER / "form.css").read_text(encoding="utf-8")
    return _PAGE.format(
        language=escape(language),
        direction=escape(direction),
        policy=policy(script, style),
        generator=escape(generator),
        title=escape(title),
        noscript=escape(noscript),
        style=style,
        data=data,
        script=script,
    ).encode()
