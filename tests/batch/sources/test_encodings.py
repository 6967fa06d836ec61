"""Text is read as it was written: by its mark, as UTF-8, in code pages of French and Arabic programs, or mixed."""

from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from tests.batch.exports import text_file
from tests.batch.running import results, run

FRENCH = ("Société Générale de Mécanique", "Câblerie Zénith, Fès", "Fonderie à façon Hélène", "Tôlerie réparée à Salé")
ARABIC = ("شركة النسيج بفاس", "مطاحن سوس", "معمل الصلب بوجدة")


def names_read(folder: Path, names: tuple[str, ...], written: str, **options: object) -> list[str]:
    """Return the names of firms as they come out of a file of that encoding."""
    rows: list[list[object]] = [["firm-name", "maintenance"], *([name, 2] for name in names)]
    run(text_file(folder / "t.csv", rows, encoding=written), out=folder / "o", **options)  # type: ignore[arg-type]
    return results(folder / "o")["firm"].to_list()


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        *((FRENCH, encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850")),
        *((ARABIC, encoding) for encoding in ("utf-8", "utf-16", "cp1256")),
        ((*ARABIC, "Société d'Oujda", "Mécanique réparée"), "cp1256"),
        (("Société é",), "cp1252"),
        (("Société à Fès, créée",), "mac_roman"),
        (("Société à Fès, créée",), "cp850"),
    ],
)
def test_names_come_out_as_they_went_in(names: tuple[str, ...], encoding: str, tmp_path: Path) -> None:
    """Nobody has to say how the file was written."""
    assert names_read(tmp_path, names, encoding) == list(names)


@pytest.mark.parametrize(("page", "strange"), [("cp1252", FRENCH), ("cp1256", ARABIC), ("mac_roman", FRENCH)])
def test_lines_of_two_encodings_in_one_file(page: str, strange: tuple[str, ...], tmp_path: Path) -> None:
    """UTF-8 to which older lines were added, as when two exports were pasted together."""
    lines = [b"firm-name;maintenance", *(f"{name} {n};2".encode() for n, name in enumerate(FRENCH + ARABIC))]
    lines += [f"{name};3".encode(page) for name in strange]
    (tmp_path / "t.csv").write_bytes(b"\n".join(lines) + b"\n")
    run(tmp_path / "t.csv", out=tmp_path / "o")
    expected = [f"{name} {n}" for n, name in enumerate(FRENCH + ARABIC)] + list(strange)
    assert results(tmp_path / "o")["firm"].to_list() == expected


def test_the_user_has_the_last_word(tmp_path: Path) -> None:
    """--encoding is taken as it is; one that nobody knows is refused by name."""
    assert names_read(tmp_path, ("dzi\u0119kuj\u0119",), "cp1250", encoding="cp1250") == ["dzi\u0119kuj\u0119"]
    with pytest.raises(ProblemsError) as caught:
        names_read(tmp_path, ("x",), "utf-8", encoding="klingon", force=True)
    assert [problem.code for problem in caught.value.problems] == ["batch-encoding-unknown"]
