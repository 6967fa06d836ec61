"""The foot of a printed sheet: a text and the page number, in the little language that spreadsheets have for it."""

import re

from jazari_assess.render.plain_text import plain

_LONGEST = 255
_PAGE = "&C&P / &N"
_MISREAD = re.compile(r"&&(?=G|\[)")
_SAME_FONT = '&"-,Regular"'


def print_foot(text: str, *, rtl: bool) -> str:
    """Return the foot with the text where a line starts and the page number in the middle.

    An ``&`` of the text is doubled, so that it is a letter and not a command. XlsxWriter takes what follows it for the
    place of a picture when that is a G, and drops the whole foot: a command that changes nothing keeps the two apart.
    """
    safe = plain(text).strip()
    while safe:
        told = _MISREAD.sub(f"&&{_SAME_FONT}", safe.replace("&", "&&"))
        foot = f"{_PAGE}&R{told}" if rtl else f"&L{told}{_PAGE}"
        if len(foot.encode("utf-16-le")) // 2 <= _LONGEST:
            return foot
        safe = safe[:-1].rstrip()
    return _PAGE
