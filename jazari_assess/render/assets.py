"""The files of a report template, and the only way to them: by name, inside its folders."""

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from jinja2 import BaseLoader, Environment, TemplateNotFound

from jazari_assess.render.interface import Template


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


class TemplateLoader(BaseLoader):
    """Loads templates from the folders of a report template, and from nowhere else."""

    def __init__(self, template: Template) -> None:
        """Remember the folders, first found wins."""
        self.folders = template.folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template, or raise ``TemplateNotFound``."""
        del environment
        path = find_asset(self.folders, template)
        if path is None:
            raise TemplateNotFound(template)
        return path.read_text(encoding="utf-8"), str(path), None
