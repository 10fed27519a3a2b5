"""The icon font, cut down to what Streamlit's pages draw by themselves: some kilobytes in place of 375.

    pip install fonttools brotli && python docs/icons/build.py

Streamlit asks for its whole icon font (Material Symbols Rounded, Apache-2.0) on every page, for a handful of arrows and
marks. The icons are those that its scripts name; a test says when a release of Streamlit names another.
"""

import re
import sys
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).parents[2]))
from vmboard.ui.shell import ICONS

NAMES = Path(__file__).with_name("names.txt")
"""What the font holds, for the test to compare."""
MEDIA = Path(streamlit.__file__).parent / "static" / "static"
NAMED = re.compile(r":material/([a-z0-9_]+)")


def icons() -> set[str]:
    """The icons that Streamlit's scripts name."""
    return {name for script in (MEDIA / "js").glob("*.js") for name in NAMED.findall(script.read_text("utf-8"))}


def drawn(font: TTFont, names: set[str]) -> set[str]:
    """The glyphs that stand for these names: an icon is a ligature of the letters of its name."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = set()
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for one in ligatures:
                    if "".join(letters.get(part, "?") for part in (first, *one.Component)) in names:
                        found.add(one.LigGlyph)
    return found


def main() -> None:
    names = icons()
    font = TTFont(next((MEDIA / "media").glob("MaterialSymbols-Rounded.*.woff2")))
    options = Options(flavor="woff2", layout_closure=False, layout_features=["*"], notdef_outline=True)
    cutter = Subsetter(options)
    text = "".join(sorted(set("".join(names))))
    glyphs = drawn(font, names)
    cutter.populate(text=text, glyphs=glyphs)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(ICONS)
    NAMES.write_text("\n".join(sorted(names)) + "\n", "utf-8")
    print(f"{len(names)} icons named, {len(glyphs)} drawn, {ICONS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
