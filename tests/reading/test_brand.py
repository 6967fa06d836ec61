"""A brand folder: read whole, its colours readable, its logo nothing but a picture, no link followed."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from jazari_assess.errors import ProblemsError
from jazari_assess.model.brand import contrast
from jazari_assess.reading.brand import read_brand, read_logo

BRAND = """schema: jazari-assess/brand/1
institute: {fr: Institut Atlas, ar: معهد الأطلس}
address: 12 rue des Ateliers, Fès
cndp-reference: D-123/2026
footer: {ar: سري}
colours: {main: "#5b2a6e", accent: "#b0442a"}
logo: logo.svg
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">{}</svg>'
PLAIN = SVG.format('<rect width="120" height="40" fill="#5b2a6e"/>')


def folder(tmp_path: Path, text: str = BRAND, *, logo: str = PLAIN) -> Path:
    """Write a brand folder."""
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "brand.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "logo.svg").write_text(logo, encoding="utf-8")
    return tmp_path


def codes(path: Path) -> list[str]:
    """Return the codes of what is wrong with a brand folder."""
    with pytest.raises(ProblemsError) as caught:
        read_brand(path, "fr")
    return [problem.code for problem in caught.value.problems]


def refusals(path: Path) -> list[tuple[str, str]]:
    """Return code and what was found of what is wrong with a logo."""
    with pytest.raises(ProblemsError) as caught:
        read_logo(path)
    return [(problem.code, problem.values.get("found", "")) for problem in caught.value.problems]


def png(width: int, height: int) -> bytes:
    """Return a PNG that states a size and holds hardly a pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 99)) + chunk(b"IEND", b"")
    )


def test_brand_is_worded_in_the_language_asked(tmp_path: Path) -> None:
    """Words of that language, else French, else the first there are; templates only where the folder is."""
    path = folder(tmp_path)
    french, arabic, english = (read_brand(path, language) for language in ("fr", "ar", "en"))
    assert [one.institute for one in (french, arabic, english)] == ["Institut Atlas", "معهد الأطلس", "Institut Atlas"]
    assert [one.footer for one in (french, arabic, english)] == ["سري"] * 3
    assert (french.address, french.cndp_reference) == ("12 rue des Ateliers, Fès", "D-123/2026")
    assert french.colours.main == "#5b2a6e"
    assert french.templates is None
    (path / "templates").mkdir()
    assert read_brand(path, "fr").templates == (path / "templates").resolve()


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, grey 767676 is the known bound of 4.5, and the order does not matter."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#767676") == contrast("#767676", "#ffffff")


def test_faint_colours_are_told_with_their_place(tmp_path: Path) -> None:
    """Every colour that cannot be read on white, each with its line."""
    text = BRAND.replace('"#5b2a6e"', '"#ffd700"').replace('"#b0442a"', '"#ffaaaa"')
    with pytest.raises(ProblemsError) as caught:
        read_brand(folder(tmp_path, text), "fr")
    assert [(one.code, one.path, one.place.line) for one in caught.value.problems] == [
        ("brand-contrast", "colours.main", 6),
        ("brand-contrast", "colours.accent", 6),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BRAND.replace("#5b2a6e", "purple"), "value-refused"),
        (BRAND.replace("logo.svg", "../logo.svg"), "value-refused"),
        (BRAND.replace("logo.svg", "/etc/passwd"), "value-refused"),
        (BRAND + "script: x\n", "key-unknown"),
        (BRAND.replace("logo.svg", "other.svg"), "file-missing"),
        (BRAND.replace("logo.svg", "brand.yaml"), "logo-kind"),
    ],
)
def test_wrong_brand_file_is_told(tmp_path: Path, text: str, code: str) -> None:
    """Colours without a number, paths for a name, keys we do not know, a logo that is not there or none."""
    assert codes(folder(tmp_path, text)) == [code]


def test_folder_that_is_none_and_folder_without_a_file(tmp_path: Path) -> None:
    """What --brand names must be a folder, and hold brand.yaml."""
    assert codes(tmp_path / "nowhere") == ["brand-missing"]
    assert codes(tmp_path) == ["file-missing"]


@pytest.mark.parametrize("kind", ["link", "link-out", "fifo", "folder", "large", "linked-templates"])
def test_only_ordinary_files_are_read(tmp_path: Path, kind: str) -> None:
    """No link, pipe, folder or gigabyte in the place of a file; a link to a good file is refused as well."""
    path = folder(tmp_path / "brand")
    logo, secret = path / "logo.svg", tmp_path / "secret.svg"
    secret.write_text(PLAIN, encoding="utf-8")
    assert read_brand(path, "fr").logo is not None, "control: the plain file is read"
    logo.unlink()
    match kind:
        case "link" | "link-out":
            logo.symlink_to(secret if kind == "link" else "/etc/passwd")
        case "fifo":
            os.mkfifo(logo)
        case "folder":
            logo.mkdir()
        case "large":
            with logo.open("wb") as file:
                file.truncate(2**30)
        case _:
            logo.write_text(PLAIN, encoding="utf-8")
            (path / "templates").symlink_to(tmp_path)
    expected = {"fifo": "file-not-regular", "folder": "file-is-folder", "large": "file-too-large"}
    assert codes(path) == [expected.get(kind, "brand-link")]


def test_brand_folder_of_many_files_is_refused(tmp_path: Path) -> None:
    """A whole disk given by mistake is not walked."""
    path = folder(tmp_path)
    for number in range(501):
        (path / f"{number}.txt").touch()
    assert codes(path) == ["brand-too-many"]


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<image href="http://x/y.png"/>', "<image>"),
        ('<image xmlns:l="http://www.w3.org/1999/xlink" l:href="file:///etc/passwd"/>', "<image>"),
        ('<use href="other.svg#a"/>', "<use>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<text>x</text>", "<text>"),
        ("<linearGradient/>", "<linearGradient>"),
        ("<style>@import url(http://x);</style>", "<style>"),
        (r"<style>rect { fill: \75rl(http://x) }</style>", "<style>"),
        ('<rect style="fill: url(http://x)"/>', "rect style"),
        ("<rect fill=\"url( 'file:///x')\"/>", "rect fill"),
        ('<rect onclick="x()"/>', "rect onclick"),
        ('<g href="#a"/>', "g href"),
    ],
)
def test_drawing_that_does_more_than_draw_is_refused(tmp_path: Path, inside: str, found: str) -> None:
    """Scripts, pictures, links, text, addresses, also hidden by escapes, are named."""
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format(inside), encoding="utf-8")
    assert refusals(path) == [("logo-acts", found)]


def test_plain_drawing_is_written_anew(tmp_path: Path) -> None:
    """Shapes, own styles and clips stay; what a drawing program left is gone; the size comes from the view box."""
    path = tmp_path / "logo.svg"
    inside = (
        '<metadata>Canari</metadata><x:guide xmlns:x="http://x/" x:by="Canari">Canari</x:guide><!-- Canari -->'
        '<style>rect { fill: #123456 }</style><clipPath id="a"><rect width="9" height="9"/></clipPath>'
        '<rect clip-path="url(#a)" width="9" height="9"/>'
    )
    path.write_text(SVG.format(inside), encoding="utf-8")
    made = read_logo(path)
    text = made.data.decode()
    assert made.suffix == ".svg"
    assert "Canari" not in text
    assert 'width="120" height="40"' in text
    assert text.count("rect ") == 3
    assert "url(#a)" in text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("logo.svg", b"<svg", "logo-broken"),
        ("logo.svg", b"<html/>", "logo-broken"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo-broken"),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "aa">]>' + SVG.format("&a;").encode(), "logo-broken"),
        ("logo.svg", SVG.format("<g/>" * 2001).encode(), "logo-elements"),
        ("logo.svg", SVG.format("<g>" * 50 + "</g>" * 50).encode(), "logo-elements"),
        ("logo.png", b"", "logo-broken"),
        ("logo.png", PLAIN.encode(), "logo-broken"),
        ("logo.png", png(200, 200), "logo-broken"),
        ("logo.png", png(30_000, 30_000), "logo-pixels"),
        ("logo.png", png(4001, 10), "logo-pixels"),
        ("logo.gif", b"GIF89a", "logo-kind"),
        ("logo", PLAIN.encode(), "logo-kind"),
        ("logo.svg", b" " * (2 * 2**20 + 1), "file-too-large"),
    ],
)  # fmt: skip
def test_logo_that_is_none_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """Broken, of another kind, with entities, too deep, too many parts, too many pixels, too large."""
    path = tmp_path / name
    path.write_bytes(data)
    assert [found for found, _ in refusals(path)] == [code]


@pytest.mark.parametrize(("name", "kind"), [("logo.png", "PNG"), ("logo.jpg", "JPEG"), ("LOGO.JPEG", "JPEG")])
def test_picture_is_drawn_anew(tmp_path: Path, name: str, kind: str) -> None:
    """A picture comes out as a PNG of its pixels alone, no wider than a cover needs."""
    path = tmp_path / name
    Image.new("RGB", (3000, 600), "#5b2a6e").save(path, kind, comment=b"Canari")
    made = read_logo(path)
    with Image.open(io.BytesIO(made.data)) as picture:
        assert (picture.format, picture.size, made.suffix) == ("PNG", (1200, 240), ".png")
    assert b"Canari" not in made.data
