"""The files of a report template, and the only way to them: by name, inside its folders."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from jinja2 import BaseLoader, Environment, TemplateNotFound

from jazari_assess.render.interface import Template

LOGO_TYPES: Mapping[str, str] = {".png": "image/png", ".svg": "image/svg+xml"}


def find_asset(folders: Sequence[Path], name: str) -> Path | None:
    """Return the file of that name in the first folder that has it.

    None where there is none, where the name leads out of the folder (``..``, an absolute path, a symbolic link), and
    where it is not an ordinary file.
    """
    relative = PurePosixPath(name)
    if not name or relative.is_absolute() or ".." in relative.parts or "\\" in name or "\0" in name:
        return None
    for folder in folders:
        path = (folder / relative).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    return None


def recoloured(source: str, colours: Mapping[str, str]) -> str:
    """Return a file of the template with our colours replaced; what a report says is not in it yet."""
    if not colours:
        return source
    return re.sub("|".join(map(re.escape, colours)), lambda found: colours[found.group()], source)


class TemplateLoader(BaseLoader):
    """Loads templates from the folders of a report template, and from nowhere else."""

    def __init__(self, template: Template) -> None:
        """Remember the folders, first found wins, and the colours of the brand."""
        self.folders = template.folders
        self.colours = template.colours

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template, or raise ``TemplateNotFound``."""
        del environment
        path = find_asset(self.folders, template)
        if path is None:
            raise TemplateNotFound(template)
        return recoloured(path.read_text(encoding="utf-8"), self.colours), str(path), None
