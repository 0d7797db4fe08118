"""A picture as PNG."""

import struct

from portrait_cli.export.png import svg_to_png

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><text x="4" y="30">{}</text></svg>'


def test_a_picture_keeps_its_shape_and_is_sharp() -> None:
    """An inch of the picture is drawn with 288 dots."""
    drawn = svg_to_png(_SVG.format("Growing"))
    assert drawn.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", drawn[16:24]) == (288, 144)


def test_letters_without_a_font_do_not_stop_a_picture() -> None:
    """A character that no font has leaves a box in the picture."""
    assert svg_to_png(_SVG.format("\U000f0000")).startswith(b"\x89PNG")
