"""What is said about characters that no font could draw."""

import pytest

from portrait_cli.export.missing_glyphs import sentence


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (["中"], "No font on this computer can draw 中: install Noto Sans CJK, and make the PDF again."),
        (["か", "한"], "No font on this computer can draw か and 한: install Noto Sans CJK, and make the PDF again."),
        (["🎉"], "No font on this computer can draw 🎉: install Noto Color Emoji, and make the PDF again."),
        (["ท", "✏"], "can draw ท and ✏: install Noto Sans Thai and Noto Sans Symbols, and"),
        (["\U000f0000"], "install Noto Sans Symbols, and"),
        (list("一二三四五六"), "can draw 一, 二, 三, 四, 五 and 1 other: install Noto Sans CJK, and"),
        (list("一二三四五六七"), "五 and 2 others: install"),
    ],
)
def test_it_says_what_is_not_readable_and_which_font_helps(missing: list[str], said: str) -> None:
    """One sentence shows a few of the characters, and names a font of each script."""
    assert said in sentence(missing)
