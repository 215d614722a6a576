"""Makes resources/fonts: Inter as four static TrueType files that both Qt and ReportLab read.

Takes the variable font of the package `fontpkg-inter`, pins weight and optical size, keeps the
letters of European languages and Vietnamese, and drops hinting. Run it again after an update of the
font: `python tools/build_fonts.py [folder]`.
"""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
TEXT_SIZE = 14  # Inter's optical size for text; the larger one is for headlines
LETTERS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x0259, 0x0259),  # schwa
    (0x02B9, 0x02DD),  # modifier letters: ʻ ʼ in Hawaiian and Hmong names
    (0x0300, 0x0338),  # combining accents
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic: Russian, Ukrainian, Serbian, Macedonian …
    (0x0490, 0x0493),
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2010, 0x2044),  # dashes, quotes, bullets, ellipsis, primes
    (0x2070, 0x208E),  # superscripts, subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2116, 0x2116),  # №
    (0x2122, 0x2122),  # ™
    (0x2150, 0x215E),  # fractions
    (0x2190, 0x2199),  # arrows
    (0x21A9, 0x21AA),
    (0x21B5, 0x21B5),  # Enter
    (0x21E7, 0x21E7),  # Shift
    (0x2212, 0x2212),  # minus
    (0x2248, 0x2248),
    (0x2260, 0x2265),
    (0x2318, 0x2318),  # Command
    (0x23CE, 0x23CE),  # Return
    (0x25A0, 0x25CF),  # squares, triangles, circles
    (0x2713, 0x2713),  # check mark
    (0x2717, 0x2717),  # ballot x
    (0xFB01, 0xFB02),  # fi fl
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "calt", "case"]


def variable_font() -> Path:
    """The upright variable font inside the installed package."""
    found = [f for f in files("fontpkg-inter") or () if f.name == "Inter[opsz,wght].ttf"]
    return Path(str(found[0].locate()))


def static(source: Path, style: str, weight: int) -> TTFont:
    """One weight as a font of its own, named so that all weights are one family."""
    font = instantiateVariableFont(TTFont(source), {"wght": weight, "opsz": TEXT_SIZE})
    options = Options(
        layout_features=FEATURES,
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17],
        notdef_outline=True,
        glyph_names=False,
        drop_tables=[
            "prep",
            "fpgm",
            "cvt ",
            "gasp",
            "STAT",
            "MVAR",
            "HVAR",
            "avar",
            "DSIG",
            "meta",
        ],
    )
    cutter = Subsetter(options)
    cutter.populate(unicodes=[c for first, last in LETTERS for c in range(first, last + 1)])
    cutter.subset(font)
    rename(font, style, weight)
    return font


def rename(font: TTFont, style: str, weight: int) -> None:
    """Old programs know four styles per family, so Medium and SemiBold also carry the typographic
    names (16, 17); Windows, macOS and fontconfig all group by those."""
    plain = style in ("Regular", "Bold")
    said = {
        1: "Inter" if plain else f"Inter {style}",
        2: style if plain else "Regular",
        3: f"Inter-{style} (CPDesk subset)",
        4: "Inter" if style == "Regular" else f"Inter {style}",
        6: f"Inter-{style}",
    }
    if not plain:
        said |= {16: "Inter", 17: style}
    names = font["name"]
    for number in (*range(1, 5), 6, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in said.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold, regular = style == "Bold", style == "Regular"
    selection = font["OS/2"].fsSelection & ~0b110_0001
    font["OS/2"].fsSelection = (
        selection | (0b10_0000 if bold else 0) | (0b100_0000 if regular else 0)
    )
    font["head"].macStyle = 1 if bold else 0
    # The build time would make every build differ; the time of the source font does not.
    font.recalcTimestamp = False


def main(folder: Path = FONTS) -> None:
    """Writes the four files and the license next to them."""
    folder.mkdir(parents=True, exist_ok=True)
    source = variable_font()
    for style, weight in WEIGHTS.items():
        made = folder / f"Inter-{style}.ttf"
        static(source, style, weight).save(made)
        sys.stdout.write(f"{made.name}  {made.stat().st_size // 1024} KB\n")
    shutil.copyfile(source.parent.parent / "LICENSE", folder / "Inter-LICENSE.txt")


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:2]))
