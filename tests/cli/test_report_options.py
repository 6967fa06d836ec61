"""The options of ``report`` that say who hands it over and what it is compared with."""

import re
from pathlib import Path

import pytest

from jazari_assess.model.benchmark import canonical
from tests.brand_folder import BRAND, brand_folder
from tests.cli.samples import CANNERY, WORKSHOP
from tests.conftest import Ended, Run
from tests.engine.content import library
from tests.published import benchmark_file, made_up

HTML = ("--format", "html", "--date", "2026-11-21")
PEERS = """schema: jazari-assess/peers/1
model: industrie-x0
name: Textile
firms: 38
as-of: "2026-06"
source: Enquête fictive
medians: {data-ai: 77.5}
"""


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    """Return a brand folder."""
    return brand_folder(tmp_path / "brand")


def page(run: Run, folder: Path, *options: str | Path, source: Path = WORKSHOP) -> str:
    """Return the HTML report made with these options."""
    ended = run("report", source, "--out", folder, *HTML, *options)
    assert (ended.returncode, ended.stderr) == (0, b"")
    (path,) = folder.iterdir()
    return path.read_text(encoding="utf-8")


def refused(ended: Ended, folder: Path) -> str:
    """Return what a refusal says; no file was written."""
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert not folder.exists() or not any(folder.iterdir())
    return " ".join(ended.stderr.decode().split())


@pytest.mark.parametrize(("language", "name"), [("fr", "Institut Atlas"), ("ar", "معهد الأطلس")])
def test_brand_is_on_the_report(run: Run, tmp_path: Path, brand: Path, language: str, name: str) -> None:
    """Name, reference, colour and logo of the institute, in the language of the report."""
    made = page(run, tmp_path / "out", "--brand", brand, "--lang", language)
    assert name in made
    assert "D-123/2026" in made
    assert "#5b2a6e" in made
    assert 'class="cover-logo"' in made


def test_template_of_a_brand_replaces_ours(run: Run, tmp_path: Path, brand: Path) -> None:
    """One file of the brand's templates is taken for ours; a broken one is told and nothing is written."""
    target = brand / "templates" / "sections" / "glossary.html"
    target.parent.mkdir(parents=True)
    target.write_text("<p>Maison {{ page.cover.stage }}</p>", encoding="utf-8")
    assert "<p>Maison T0" in page(run, tmp_path / "out", "--brand", brand)
    target.write_text("{{ page.__class__ }}", encoding="utf-8")
    said = refused(run("report", WORKSHOP, "--out", tmp_path / "no", *HTML, "--brand", brand), tmp_path / "no")
    assert "template-forbidden" in said


def test_wrong_brand_is_told_before_anything_is_written(run: Run, tmp_path: Path, brand: Path) -> None:
    """A colour that cannot be read and a folder that is none: a code, words, no file."""
    (brand / "brand.yaml").write_text(BRAND.replace("#5b2a6e", "#ffd700"), encoding="utf-8")
    for folder, code in ((brand, "brand-contrast"), (tmp_path / "nowhere", "brand-missing")):
        ended = run("report", WORKSHOP, "--out", tmp_path / "out", *HTML, "--brand", folder)
        assert code in refused(ended, tmp_path / "out")


def test_institute_of_the_settings_stands_without_a_brand(run: Run, tmp_path: Path) -> None:
    """The settings file names the institute; a brand folder wins over it."""
    settings = tmp_path / "config" / "jazari-assess" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("institute: Institut des Doukkala\ncndp-reference: D-9\n", encoding="utf-8")
    ended = run("report", WORKSHOP, "--out", tmp_path / "out", *HTML, env={"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert ended.returncode == 0
    made = next((tmp_path / "out").iterdir()).read_text(encoding="utf-8")
    assert "Institut des Doukkala" in made
    assert "D-9" in made


def test_peers_and_earlier_stage_stand_beside(run: Run, tmp_path: Path) -> None:
    """Both are columns of the table, keys of the radar, and words under it; without them there is no trace."""
    before = tmp_path / "before.yaml"
    before.write_text(WORKSHOP.read_text(encoding="utf-8"), encoding="utf-8")
    peers = tmp_path / "peers.yaml"
    peers.write_text(PEERS, encoding="utf-8")
    made = page(run, tmp_path / "with", "--earlier", before, "--peers", peers)
    assert "Comparaison : Textile" in made.replace("\u00a0", " ")
    assert "77,5" in made
    assert "Étape précédente" in made
    bare = page(run, tmp_path / "without")
    assert "Textile, valeurs" not in bare
    assert "77,5" not in bare


def test_a_benchmark_stands_beside_with_the_firm_s_place_in_it(run: Run, tmp_path: Path) -> None:
    """The group is named with its number of firms, its medians are drawn, and the firm's place is told as a range."""
    model = library().models["industrie-x0"]
    found = benchmark_file(tmp_path / "benchmark.json", model, ("textile-leather",))
    made = page(run, tmp_path / "with", "--benchmark", found).replace("\u00a0", " ").replace("\u202f", " ")
    assert "Comparaison : Textile et cuir, valeurs médianes de 400 entreprises (20 novembre 2026)" in made
    assert "Institut Essai" in made
    assert re.search(r"votre entreprise dépasse de \d+ à \d+ % de ces entreprises", made)
    assert len(re.findall(r"de \d+ à \d+ %", made)) >= 8


def test_a_benchmark_without_a_group_is_told(run: Run, tmp_path: Path) -> None:
    """Too few firms were published: there is nobody to compare with, and no report is written."""
    path = tmp_path / "benchmark.json"
    path.write_bytes(canonical(made_up(library().models["industrie-x0"], groups={("crafts",): 4}).benchmark))
    ended = run("report", WORKSHOP, "--out", tmp_path / "out", *HTML, "--benchmark", path)
    assert "benchmark-empty" in refused(ended, tmp_path / "out")


def test_two_groups_to_compare_with_are_one_too_many(run: Run, tmp_path: Path) -> None:
    """Either medians or a benchmark."""
    options = ("--peers", tmp_path / "a", "--benchmark", tmp_path / "b")
    ended = run("report", WORKSHOP, "--out", tmp_path / "out", *HTML, *options)
    assert (ended.returncode, b"peers-and-benchmark" in ended.stderr) == (2, True)


def test_result_of_another_can_be_a_peer_without_its_name(run: Run, tmp_path: Path) -> None:
    """A result in JSON gives its scores; the name of that firm is not in the report."""
    assert run("report", CANNERY, "--out", tmp_path / "peer", "--format", "json").returncode == 0
    made = page(run, tmp_path / "out", "--peers", next((tmp_path / "peer").iterdir()))
    assert "un autre résultat" in made
    assert "Oum Errabia" not in made


def test_earlier_stage_of_another_firm_is_refused(run: Run, tmp_path: Path) -> None:
    """No data of one firm in another's report by a slip."""
    ended = run("report", WORKSHOP, "--out", tmp_path / "out", *HTML, "--earlier", CANNERY)
    assert "earlier-other-firm" in refused(ended, tmp_path / "out")


def test_frontier_is_drawn_and_told(run: Run, tmp_path: Path) -> None:
    """Seven capacities with the score each may bring, the plan's own among them, which never brings less with more."""
    made = page(run, tmp_path / "out", "--frontier")
    table = made[made.index('<table class="what-if">') :].split("</table>")[0]
    rows = re.findall(r'<th scope="row"><bdi>([\d,]+)</bdi>.*?<strong>([\d,]+)</strong>', table)
    assert [capacity for capacity, _ in rows] == ["2,75", "5,5", "8,25", "11", "16,5", "22", "33"]
    assert table.count("ce plan") == 1
    scores = [float(score.replace(",", ".")) for _, score in rows]
    assert scores[0] < scores[-1]
