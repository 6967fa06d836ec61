"""The dashboard of many firms, worded in one language."""

from collections.abc import Iterable, Mapping, Sequence

from jazari_assess import __version__
from jazari_assess.app.context import Context
from jazari_assess.app.language import words
from jazari_assess.app.wording import figures
from jazari_assess.model.assessment import STAGES
from jazari_assess.model.follow_up import ITEM_STATUSES
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent, nearest_words
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.portfolio.dashboard import Columns, Lists, columns
from jazari_assess.portfolio.records import AssessmentRecord, FirmRecord
from jazari_assess.render.portfolio.dashboard.page import DashboardNames, DashboardRows, dashboard
from jazari_assess.render.portfolio.over_time import quarter_name


def dashboard_page(
    records: Iterable[AssessmentRecord],
    firms: Mapping[str, FirmRecord],
    model: ModelContent,
    library: Library,
    context: Context,
    *,
    names: bool = False,
) -> bytes:
    """Return one HTML file of the assessments scored with a model; firms under their alias unless ``names``."""
    questionnaire = library.questionnaires[model.structure.questionnaire]
    lists = Lists(
        levels=tuple(step.id for step in model.structure.levels.steps),
        dimensions=model.structure.dimensions,
        questions=questionnaire.structure.valued,
        flags=tuple(questionnaire.flags),
        services=tuple(library.catalogue.structure.services),
    )
    own = [record for record in records if record.model == model.structure.id and not record.sample]
    found = columns(own, firms, lists, names=names)
    interface = words(context.language)
    origin = interface.say(
        "dashboard.origin",
        date=figures(interface).date(context.date),
        version=__version__,
        questionnaire=f"{questionnaire.structure.id} {questionnaire.structure.version}",
        model=f"{model.structure.id} {model.structure.version}",
    )
    return dashboard(
        DashboardRows(rows=found.rows, firms=found.firms, bytes=found.bytes),
        _names(found, lists, questionnaire, model, library, interface),
        interface,
        locale=f"{interface.say('terminal.locale').replace('_', '-')}-u-nu-latn",
        origin=origin,
        version=__version__,
    )


def _names(
    found: Columns,
    lists: Lists,
    questionnaire: QuestionnaireContent,
    model: ModelContent,
    library: Library,
    interface: InterfaceText,
) -> DashboardNames:
    language = interface.language
    asked, scored = nearest_words(questionnaire.texts, language), nearest_words(model.texts, language)
    offered = nearest_words(library.catalogue.texts, language)
    services = library.catalogue.structure.services
    return DashboardNames(
        levels=[scored.levels[name].title for name in lists.levels],
        dimensions=[
            scored.nodes[name].short if name in scored.nodes else asked.questions[name].short
            for name in lists.dimensions
        ],
        questions=[asked.questions[name].short for name in lists.questions],
        flags=[asked.flags[name].title for name in lists.flags],
        services=[
            (offered.services[name].title, offered.providers[services[name].provider].name) for name in lists.services
        ],
        regions=_named("regions", REGIONS, interface),
        sectors=_named("sectors", SECTORS, interface),
        sizes=_named("sizes", SIZES, interface),
        stages=_named("stages", STAGES, interface),
        states=_named("portfolio.status", ITEM_STATUSES, interface),
        quarters=[quarter_name(name, interface) for name in found.quarters],
    )


def _named(kind: str, ids: Sequence[str], interface: InterfaceText) -> Sequence[str]:
    return [interface.say(f"{kind}.{name}") for name in ids]
