"""A folder of assessments: files of our own, and forms that came back filled."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import polars as pl

from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.sources.folder import ReadFile
from jazari_assess.content import own_root
from jazari_assess.model.assessment import Assessment, Given
from jazari_assess.reading.assessment.file import read_assessment, write_assessment
from tests.batch.running import held, run


def readers() -> Mapping[str, ReadFile]:
    """Return how the files of a folder are read."""
    return dict.fromkeys((".yaml", ".json"), partial(read_assessment, library=held().library))


def sample(**update: object) -> Assessment:
    """Return the sample firm, changed."""
    path = own_root() / "questionnaires" / "industrie-x0" / "examples" / "agri-food-cannery.yaml"
    return read_assessment(path, held().library).model_copy(update=update)


def test_two_stages_of_a_firm_are_two_assessments(tmp_path: Path) -> None:
    """Stage and day are those of the files."""
    folder = tmp_path / "files"
    folder.mkdir()
    for stage, date in (("T0", "2026-01-05"), ("T1", "2027-02-01")):
        write_assessment(folder / f"{stage}.json", sample(stage=stage, date=date), replace=False)
    outcome = run(folder, out=tmp_path / "o", readers=readers())
    assert (outcome.counts.scored, outcome.counts.duplicates) == (2, 0)
    found = pl.read_parquet(tmp_path / "o" / "results.parquet")
    assert found.select("stage", "date").rows() == [("T0", "2026-01-05"), ("T1", "2027-02-01")]


def test_of_a_form_that_came_twice_the_newest_counts_where_the_map_says_so(tmp_path: Path) -> None:
    """Without that the first does; the other is a duplicate either way, and neither is lost."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, date, level in (("a", "2026-01-05", 0), ("b", "2026-01-09", 3)):
        answers = {**sample().answers, "maintenance": Given(answer=level)}
        write_assessment(folder / f"{name}.json", sample(date=date, answers=answers), replace=False)
    newest = BatchMap(questionnaire="industrie-x0", repeats="newest")
    for saved, kept in ((held().saved, ("a.json", "2026-01-05")), (newest, ("b.json", "2026-01-09"))):
        outcome = run(folder, out=tmp_path / "o", readers=readers(), saved=saved, force=True)
        assert (outcome.counts.scored, outcome.counts.duplicates) == (1, 1)
        found = pl.read_parquet(tmp_path / "o" / "results.parquet")
        assert found.select("file", "date").rows() == [kept]
