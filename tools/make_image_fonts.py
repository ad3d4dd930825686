"""The font of the images, at the weights that figures use: `npm pack source-sans@3.52.0`, unpack it, then
`uv run --with fonttools tools/make_image_fonts.py package/VF/SourceSans3VF-Upright.ttf`.

The published pages carry one variable font; the renderer of the PNG reads fixed weights only, and draws a whole line with another font
as soon as one sign is missing: these have the signs of all European languages and of our figures (▲, ≈, ₂, arrows). Their family has a name of
its own, as the licence of a modified font asks.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).parent.parent / "observatory" / "publication" / "static" / "image-fonts"
FAMILY = "Observatoire Images"
WEIGHTS = {400: 400, 500: 500, 600: 650, 700: 700}  # SVG knows hundreds only: 650 is what 600 draws
SIGNS = [
    *range(0x20, 0x250),
    *range(0x370, 0x400),
    *range(0x2000, 0x20D0),
    *range(0x2100, 0x2300),
    *range(0x25A0, 0x2600),
]


def main(source: str) -> None:
    for told, drawn in WEIGHTS.items():
        font = TTFont(source)
        instantiateVariableFont(font, {"wght": drawn}, inplace=True)
        asked = Subsetter(Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], hinting=False))
        asked.populate(unicodes=SIGNS)
        asked.subset(font)
        font["OS/2"].usWeightClass = told
        names = font["name"]
        names.names = [record for record in names.names if record.nameID in (0, 1, 2, 3, 4, 5, 6, 13, 14)]
        for record in list(names.names):
            if record.nameID in (1, 3, 4, 6):
                text = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
                names.setName(text, record.nameID, record.platformID, record.platEncID, record.langID)
        font.save(FOLDER / f"images-{told}.ttf")
        missing = [hex(sign) for sign in map(ord, "▲≈₂→↗↘\u202f−≤≥×") if sign not in font.getBestCmap()]
        print(told, len(font.getBestCmap()), "missing:", missing)


if __name__ == "__main__":
    main(sys.argv[1])
