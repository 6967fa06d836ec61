"""A portfolio by hand: a few figures of every kind, in one language."""

from jazari_assess.content import own_root
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render.interface import Branding, Institute, Template
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.portfolio.words import Bar, Place, WordedPortfolio, Worder
from tests.batch.running import held

DAY = "2026-11-21"
OURS = Branding(institute=Institute(), template=Template(folders=(own_root() / "report_templates" / "standard",)))


def worded(language: str = "fr") -> tuple[WordedPortfolio, Worder]:
    """Return a small portfolio and the words of its language."""
    content = held(language)
    words = Worder(
        interface=content.interface,
        questionnaire=content.questionnaire,
        model=content.models(())[0],
        library=content.library,
        statuses={},
        wording=Wording(words=read_report_text(OURS.template.folders, language)),
    )
    found = WordedPortfolio(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        title="Atlas",
        origin="",
        facts=("Lignes",),
        firms=12345,
        scored=12345,
        mean=48.25,
        coverage=0.955,
        distribution=(Bar(name="40-50", count=1200, figure=0.25),),
        levels=(),
        groups=((words.say("by-region"), (Bar(name="Souss", count=3, figure=None),)),),
        places=(Place(name="Oriental", column=5, row=1, count=7, mean=61.25),),
        dimensions=("D",),
        heat=(("S", (52.5,)),),
        gaps=(),
        missed=(),
        services=(),
        changes=(),
        views=(),
    )
    return found, words
