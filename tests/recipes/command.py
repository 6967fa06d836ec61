"""``weakest``: the dimensions of a firm with the lowest scores."""

from jazari_assess import app
from jazari_assess.cli.options import AssessmentFile, Json, task
from jazari_assess.cli.terminal.notices import opened
from jazari_assess.cli.terminal.streams import write_json
from jazari_assess.cli.terminal.tables import show


@task
def weakest(asked: app.Context, file: AssessmentFile, json: Json = False) -> None:
    """Show the dimensions with the lowest scores."""
    found = app.weakest(opened(file, asked))  # type: ignore[attr-defined]  # app has it once the recipe is followed
    if json:
        write_json(found.value())
        return
    words = app.words(asked.language)
    show(words.say("commands.weakest.title", firm=found.firm))
    show(*(f"{score:5.1f}  {title}" for title, score in found.scores.items()))
