"""A picture as PNG, for programs that show no SVG."""

import typst

from portrait_cli.export.typesetter import fonts

_PAGE = b"""\
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.picture), format: "svg")
"""
_PIXELS_PER_INCH = 288
"""Three pixels for each of the picture: sharp on paper."""


def svg_to_png(svg: str) -> bytes:
    """Draw an SVG of any size; its letters are drawn with the fonts that are here."""
    png, _warnings = typst.compile_with_warnings(
        _PAGE,
        font_paths=fonts(of_machine=True),
        sys_inputs={"picture": svg},
        format="png",
        ppi=_PIXELS_PER_INCH,
    )
    return png
