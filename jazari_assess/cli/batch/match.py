"""``batch match`` and ``batch template``: a map of a table, and a workbook that needs none."""

import tempfile
from pathlib import Path

from jazari_assess.app.batch.content import batch_content
from jazari_assess.atomic_file import write_atomically
from jazari_assess.cli.choices import Choices
from jazari_assess.cli.day import choose_date


def match_and_tell(
    file: Path, output: Path, chosen: Choices, *, sheet: str | None, questionnaire: str | None, force: bool
) -> None:
    """Write the map of a table and say how much of it is certain."""
    from jazari_assess.batch.matching.long import widened
    from jazari_assess.batch.matching.map_file import map_text
    from jazari_assess.batch.matching.proposal import propose
    from jazari_assess.batch.matching.tables import refused_file
    from jazari_assess.batch.sources.inputs import stage_file
    from jazari_assess.cli.terminal.streams import write_data
    from jazari_assess.cli.terminal.tables import tell

    content = batch_content(chosen, questionnaire)
    if not file.is_file():
        raise refused_file(str(file), "file-missing" if not file.exists() else "file-is-folder")
    with tempfile.TemporaryDirectory(prefix="jazari-batch-") as folder:
        staged = widened(stage_file(file, Path(folder) / "input"), content.vocabulary, Path(folder))
        found = propose(staged, content.vocabulary, sheet)
    remarks = content.interface.say("batch.match.remarks").split("|")
    write_atomically(output, map_text(found.saved, remarks).encode(), replace=force)
    counts = {"sure": found.sure, "uncertain": found.uncertain, "unknown": found.unknown}
    told = {name: str(count) for name, count in {**counts, "answers": len(found.saved.answers)}.items()}
    tell(content.interface.say("batch.match.summary", **told))
    write_data(f"{output}\n")


def template_and_tell(output: Path, chosen: Choices, *, questionnaire: str | None, force: bool) -> None:
    """Write the import workbook and print its path."""
    from jazari_assess.batch.outputs.template import template_workbook
    from jazari_assess.cli.terminal.streams import write_data

    content = batch_content(chosen, questionnaire)
    data = template_workbook(content.questionnaire, content.interface, choose_date(chosen.date))
    write_atomically(output, data, replace=force)
    write_data(f"{output}\n")
