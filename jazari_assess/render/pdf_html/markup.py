"""A report as HTML text, by the template's own files; text that a person typed is escaped, always."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass

from jinja2 import StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jazari_assess.model.typography import Direction, foreign_tongue, reading_direction
from jazari_assess.render.charts.figures import draw
from jazari_assess.render.interface import ANNEXES, Report, Template
from jazari_assess.render.page.types import Page
from jazari_assess.render.pdf_html.assets import TemplateLoader


def render_markup(report: Report, entry: str, *, show: Callable[[str], str] = str, **extra: object) -> str:
    """Return the text that the template ``entry`` makes of a report.

    ``show`` sees every text before it is escaped. The template gets plain dictionaries, lists, texts and numbers only,
    runs in a sandbox, and cannot name anything that is not there.
    """
    environment = template_environment(report.template, show)
    return environment.get_template(entry).render(
        page=_told(report.page),
        t=nested_labels(report.page),
        charts=asdict(draw(report.page)),
        notes=report.options.notes,
        full=report.options.detail == "full",
        **{f"with_{annex}": annex not in report.options.without for annex in ANNEXES},
        **extra,
    )


def _told(page: Page) -> Mapping[str, object]:
    """Return the page as dictionaries, lists, texts and numbers; what a workbook computes from is not for templates."""
    told = {field.name: getattr(page, field.name) for field in fields(page) if field.name != "calculation"}
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: object) -> object:
    match value:
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


class _Compiled(BytecodeCache):
    """Templates once compiled, for as long as the process lives; jinja2 compares the text, so none is ever stale."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from what is kept under its key."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def template_environment(template: Template, show: Callable[[str], str]) -> ImmutableSandboxedEnvironment:
    """Return where templates run: in a sandbox, text escaped, names that are not there an error."""
    environment = ImmutableSandboxedEnvironment(
        loader=TemplateLoader(template),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # An exact `str` was typed or worded; a subclass is markup that is escaped already.
        finalize=lambda value: show(value) if type(value) is str else value,
    )
    environment.filters["reading_direction"] = reading_direction
    environment.filters["as_written"] = _as_written
    return environment


def _as_written(text: str, language: str, otherwise: Direction = "ltr") -> Markup:
    """Return the attributes of an element that holds what somebody typed: direction, and language where foreign."""
    tongue = foreign_tongue(text, language)
    return Markup('dir="{}"{}').format(
        reading_direction(text, otherwise), Markup(' lang="{}"').format(tongue) if tongue else ""
    )


def nested_labels(page: Page) -> Mapping[str, object]:
    """Return the labels of a page as dictionaries, so that a template says ``t.summary.title``."""
    tree: dict[str, object] = {}
    for key, text in page.labels.items():
        *branches, leaf = key.split(".")
        place = tree
        for branch in branches:
            place = _branch(place, branch)
        place[leaf] = text
    return tree


def _branch(place: dict[str, object], name: str) -> dict[str, object]:
    branch = place.setdefault(name, {})
    if not isinstance(branch, dict):
        message = f"{name} is both a text and a branch of texts"
        raise TypeError(message)
    return branch
