"""What was imported, as the files of a questionnaire."""

from collections.abc import Mapping

from jazari_assess.reading.xlsform.form import Imported
from jazari_assess.reading.yaml_json.yaml_text import yaml_text


def questionnaire_files(imported: Imported) -> Mapping[str, str]:
    """Return the text of each file by its path under a content folder."""
    folder = f"questionnaires/{imported.questionnaire.id}"
    structure = imported.questionnaire.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
    words = {
        f"{folder}/text/{language}.yaml": yaml_text(text.model_dump(by_alias=True, exclude_none=True))
        for language, text in imported.texts.items()
    }
    return {f"{folder}/questionnaire.yaml": yaml_text(structure), **words}
