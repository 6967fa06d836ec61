"""What the cells of a portfolio's workbook look like, by what they hold."""

from collections.abc import Mapping

DEEP = "#0E4F56"
"""The colour of headings."""
STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 18, "font_color": DEEP},
    "heading": {"bold": True, "font_size": 12, "font_color": DEEP},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": DEEP, "border": 1, "text_wrap": True, "valign": "top"},
    "head-number": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": DEEP,
        "border": 1,
        "text_wrap": True,
        "valign": "top",
        "align": "right",
    },
    "cell": {"border": 1, "border_color": "#CFD8DC", "text_wrap": True, "valign": "top"},
    "withheld": {"border": 1, "border_color": "#CFD8DC", "font_color": "#52626C", "align": "right", "valign": "top"},
    "plain": {},
    "quiet": {"font_color": "#52626C"},
    "note": {"font_color": "#52626C", "text_wrap": True, "valign": "top"},
    "number": {"border": 1, "border_color": "#CFD8DC", "num_format": "#,##0", "valign": "top"},
    "score": {"border": 1, "border_color": "#CFD8DC", "num_format": "0.0", "valign": "top"},
    "index": {"border": 1, "border_color": "#CFD8DC", "num_format": "0.00", "valign": "top"},
    "percent": {"border": 1, "border_color": "#CFD8DC", "num_format": "0%", "valign": "top"},
    "big": {"bold": True, "font_size": 20, "font_color": DEEP, "num_format": "#,##0.0", "align": "left"},
    "big-count": {"bold": True, "font_size": 20, "font_color": DEEP, "num_format": "#,##0", "align": "left"},
    "big-percent": {"bold": True, "font_size": 20, "font_color": DEEP, "num_format": "0%", "align": "left"},
}
