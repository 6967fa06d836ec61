"""One page for the firm: how to open the form, fill it and send it back; a page that any browser prints."""

import re
from html import escape

from jazari_assess.forms.interface import FormContent
from jazari_assess.model.interface_text import InterfaceText

_STEP = re.compile(r"instructions\.([a-z]+)-title")

_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 18mm; }}
body {{ font: 12pt/1.55 system-ui, "Segoe UI", "Noto Sans Arabic", Tahoma, Arial, sans-serif; color: #1b2a33; }}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2 {{ color: #0e4f56; line-height: 1.3; }}
h1 {{ font-size: 1.5em; border-top: 0.3rem solid #0e4f56; padding-top: 0.6rem; }}
h2 {{ font-size: 1.05em; margin: 1em 0 0.2em; }}
p {{ margin: 0; }}
@media print {{ body {{ margin: 0; padding: 0; font-size: 11pt; }} }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{lead}</p>
{steps}
</main>
</body>
</html>
"""


def instructions(content: FormContent, words: InterfaceText) -> bytes:
    """Return the page in the language of the words; each kind of form has its own steps, in the order of its words."""
    title = content.questionnaire.texts[words.language].title

    def said(key: str) -> str:
        return escape(words.say(f"instructions.{key}", title=title))

    steps = [f"<h2>{said(f'{name}-title')}</h2>\n<p>{said(name)}</p>" for name in _steps(words)]
    page = _PAGE.format(
        language=words.language,
        direction=words.direction,
        title=said("title"),
        lead=said("lead"),
        steps="\n".join(steps),
    )
    return page.encode()


def _steps(words: InterfaceText) -> list[str]:
    found = map(_STEP.fullmatch, words.entries)
    return [match[1] for match in found if match]
