"""Cut the report fonts to the letters that reports use, and rename them as their licence asks.

Run it with npm on the path, from the root of the repository::

    .venv/bin/python -m scripts.cut_fonts

It packs the exact versions named below from the npm registry, checks their SHA-256, and writes
``report_templates/standard/fonts``. The same versions give the same bytes. IBM Plex and Noto are under the SIL Open
Font License 1.1; "Plex" is a reserved font name, so the cut fonts carry another name. Layout features are all kept,
because Arabic letters join by them; ``split_ligatures`` says what happens to ligatures.
"""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scripts.split_ligatures import split_ligatures

OUT = Path(__file__).resolve().parent.parent / "report_templates" / "standard" / "fonts"

LATIN = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x0192, 0x0192),
    (0x0218, 0x021B),
    (0x02C6, 0x02DD),
    (0x0300, 0x036F),
    (0x2000, 0x200D),
    (0x2010, 0x2044),
    (0x20AC, 0x20AC),
    (0x2116, 0x2122),
    (0x2190, 0x2193),
    (0x2200, 0x2265),
    (0x2713, 0x2717),
    (0xFFFD, 0xFFFD),
)
ARABIC = (*LATIN, (0x0600, 0x06FF), (0x0750, 0x077F))
TIFINAGH = ((0x0020, 0x0020), (0x00A0, 0x00A0), (0x2D30, 0x2D7F))


@dataclass(frozen=True, kw_only=True)
class Package:
    """An npm package at one version; ``sha256`` is of the packed file."""

    name: str
    version: str
    sha256: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One font file: where it comes from, which letters stay, and the name it gets."""

    package: Package
    source: str
    letters: tuple[tuple[int, int], ...]
    family: str
    style: str

    @property
    def file(self) -> str:
        """The file name without its ending."""
        return f"{self.family}-{self.style}".lower().replace(" ", "-")


PLEX = Package(
    name="@ibm/plex-sans",
    version="1.1.0",
    sha256="c3818979c2a2c82927ea3e7c485e389a18de0b7462887dd4f7acc9a525568962",
    licence="package/LICENSE.txt",
)
PLEX_ARABIC = Package(
    name="@ibm/plex-sans-arabic",
    version="1.1.0",
    sha256="71ad7bc2d0cacebb1dfa7065603dfa0287b2b90c7c56023344e1da82b1766ddb",
    licence="package/LICENSE.txt",
)
NOTO_TIFINAGH = Package(
    name="@fontsource/noto-sans-tifinagh",
    version="5.3.0",
    sha256="7e8ae56fbf4e31e72fbdfe2f70e8e7b677eb54c2b04e0edaaa2d81fa49298279",
    licence="package/LICENSE",
)
_COMPLETE = "package/fonts/complete/woff2"
CUTS = (
    *(
        Cut(
            package=PLEX,
            source=f"{_COMPLETE}/IBMPlexSans-{style}.woff2",
            letters=LATIN,
            family="Jazari Sans",
            style=style,
        )
        for style in ("Regular", "SemiBold")
    ),
    *(
        Cut(
            package=PLEX_ARABIC,
            source=f"{_COMPLETE}/IBMPlexSansArabic-{style}.woff2",
            letters=ARABIC,
            family="Jazari Sans Arabic",
            style=style,
        )
        for style in ("Regular", "SemiBold")
    ),
    Cut(
        package=NOTO_TIFINAGH,
        source="package/files/noto-sans-tifinagh-tifinagh-400-normal.woff2",
        letters=TIFINAGH,
        family="Jazari Sans Tifinagh",
        style="Regular",
    ),
)


def packed(package: Package, folder: Path) -> Path:
    """Pack the package with npm into the folder, check it, and return where it was unpacked."""
    npm = shutil.which("npm")
    if npm is None:
        message = "npm is not on the path"
        raise SystemExit(message)
    target = folder / package.name.replace("/", "-").removeprefix("@")
    target.mkdir()
    subprocess.run([npm, "pack", "--silent", f"{package.name}@{package.version}"], cwd=target, check=True)
    archive = next(target.glob("*.tgz"))
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        message = f"{package.name}@{package.version}: SHA-256 is {found}, expected {package.sha256}"
        raise SystemExit(message)
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target


def cut(source: Path, plan: Cut) -> TTFont:
    """Return the font with the planned letters only, all layout features, and the new name."""
    options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False)
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[letter for first, last in plan.letters for letter in range(first, last + 1)])
    subsetter.subset(font)
    rename(font, plan)
    split_ligatures(font)
    return font


def rename(font: TTFont, plan: Cut) -> None:
    """Give the font its own name in every record that shows one."""
    full = f"{plan.family} {plan.style}"
    names = {1: full, 2: "Regular", 3: full, 4: full, 6: full.replace(" ", ""), 16: plan.family, 17: plan.style}
    table = font["name"]
    for record in list(table.names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID not in (0, 5, 13, 14):
            table.removeNames(nameID=record.nameID)
    for number, name in names.items():
        table.setName(name, number, 3, 1, 0x409)


def written(plan: Cut, font: TTFont) -> Iterator[Path]:
    """Write the font once plain, which PDFs load fastest, and once compressed, for the page that carries it inside."""
    for flavor, suffix in ((None, "ttf"), ("woff2", "woff2")):
        path = OUT / f"{plan.file}.{suffix}"
        font.flavor = flavor
        font.save(path)
        yield path


def main() -> None:
    """Cut every font and lay the licences beside them."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for package in (PLEX, PLEX_ARABIC, NOTO_TIFINAGH):
            folder = packed(package, Path(scratch))
            name = package.name.rsplit("/", 1)[-1]
            shutil.copyfile(folder / package.licence, OUT / f"LICENSE-{name}.txt")
            for plan in (each for each in CUTS if each.package is package):
                for path in written(plan, cut(folder / plan.source, plan)):
                    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
