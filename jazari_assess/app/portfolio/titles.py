"""What the items of accepted plans and their services are called, by id."""

from collections.abc import Mapping

from jazari_assess.app.context import Context
from jazari_assess.app.page import template_folders
from jazari_assess.app.wording import Wording, catalogue_titles
from jazari_assess.model.library import Library, nearest_words
from jazari_assess.reading.content.interface_text import read_report_text

_OWN, _ENQUIRY = "plan.own.", "plan.own.enquiry"
"""Keys of the report's words for what a plan has besides actions of the catalogue; an enquiry is one a provider."""


def plan_titles(library: Library, context: Context) -> Mapping[str, str]:
    """Return them in the language asked for: actions, services, enquiries, and finding out what nobody knew."""
    wording = Wording(words=read_report_text(template_folders(context), context.language))
    own = {key.removeprefix(_OWN): key for key in wording.words.entries if key.startswith(_OWN) and key != _ENQUIRY}
    providers = nearest_words(library.catalogue.texts, context.language).providers
    return {
        **catalogue_titles(library, context.language),
        **{f"ask-{name}": wording.say(_ENQUIRY, provider=wording.set(one.name)) for name, one in providers.items()},
        **{name: wording.say(key) for name, key in own.items()},
    }
