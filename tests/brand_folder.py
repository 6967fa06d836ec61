"""An institute's brand as a folder, for every command that takes one."""

from pathlib import Path

BRAND = """schema: jazari-assess/brand/1
institute: {fr: Institut Atlas, ar: معهد الأطلس}
cndp-reference: D-123/2026
colours: {main: "#5b2a6e"}
logo: logo.svg
"""
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def brand_folder(folder: Path) -> Path:
    """Write a brand with a logo into a new folder, and return it."""
    folder.mkdir()
    (folder / "brand.yaml").write_text(BRAND, encoding="utf-8")
    (folder / "logo.svg").write_text(_LOGO, encoding="utf-8")
    return folder
