"""Colors can be read on black and on white: WCAG 2.2, success criterion 1.4.3, asks for a contrast of 4.5."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

import pytest

from conftest import NOON, Run
from portrait_cli.render.screen import color

READABLE = 4.5
BLACK, WHITE = "#000000", "#ffffff"
ANSWERS = """\
guide: whole-portrait
answers:
  advocacy.level: growing
  plan.attribute: advocacy
  plan.when: it rains
  plan.then: stay
"""
STYLES = ("dim", *(color(place) for place in range(8)))
"""The gray of hints, and the colors of attributes."""
COLOR = re.compile(r"\x1b\[(?:\d+;)*38;(?:2;(\d+);(\d+);(\d+)|5;(\d+))m")
FAINT = re.compile(r"\x1b\[(?:2|(?:[0134579];)*2(?:;\d+)*)m")

PALETTES = {
    "xterm": (
        "cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    "Windows": (
        "c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
    "Terminal.app": (
        "c23621 25bc24 adad27 492ee1 d338d3 33bbc8 cbcccd 818383 fc391f 31e722 eaec23 5833ff f935f8 14f0f0 e9ebeb"
    ),
    "VS Code": (
        "cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5"
    ),
}
"""What the ANSI colors 1 to 15 are in common terminals."""


def luminance(hex_color: str) -> float:
    """Return the relative luminance of a color, as WCAG defines it."""
    weights = (0.2126, 0.7152, 0.0722)
    parts = [int(hex_color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip(weights, linear, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst(hex_color: str) -> float:
    return min(contrast(hex_color, BLACK), contrast(hex_color, WHITE))


def in_palette(number: int) -> str:
    """Return one of the colors 16 to 255 of a terminal with 256 colors: a cube, and then grays."""
    if number >= 232:
        level = 8 + 10 * (number - 232)
        return f"#{level:02x}{level:02x}{level:02x}"
    steps = (0, 95, 135, 175, 215, 255)
    place = number - 16
    return "#" + "".join(f"{steps[part]:02x}" for part in (place // 36, place // 6 % 6, place % 6))


_DRAW = """
import sys
from portrait_cli.render.screen import console
for style in sys.argv[1:]:
    console(sys.stdout).print("word", style=style)
"""


@cache
def drawn(terminal: str, colors: str = "") -> Sequence[str]:
    """Draw a word in each of the styles, in a process of its own: rich keeps what it has drawn once."""
    variables = {**os.environ, "TERM": terminal, "COLORTERM": colors, "FORCE_COLOR": "1"}
    command = [sys.executable, "-c", _DRAW, *STYLES, f"bold {color(0)}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=variables)
    return done.stdout.splitlines()


def test_contrast_is_as_the_standard_defines_it() -> None:
    """Black on white has the highest contrast, and the gray of the standard's example has 4.54."""
    assert contrast(BLACK, WHITE) == 21
    assert round(contrast("#767676", WHITE), 2) == 4.54


def test_every_color_can_be_read_on_black_and_on_white() -> None:
    """With 16 million and with 256 colors, what reaches the terminal has a contrast of at least 4.5 on both."""
    for line in drawn("xterm-256color", "truecolor"):
        found = COLOR.search(line)
        assert found
        red, green, blue = (int(part) for part in found.groups()[:3])
        assert worst(f"#{red:02x}{green:02x}{blue:02x}") >= READABLE
    for line in drawn("xterm-256color"):
        found = COLOR.search(line)
        assert found
        assert int(found[4]) >= 16, "a terminal may redefine its first 16 colors"
        assert worst(in_palette(int(found[4]))) >= READABLE


@pytest.mark.parametrize("terminal", ["xterm", "linux", "screen", "vt100", "xterm-16color"])
def test_sixteen_colors_are_not_used(terminal: str) -> None:
    """A terminal with 16 colors gets its own color of text, which can be read on its background; bold stays."""
    *lines, bold = drawn(terminal)
    assert lines == ["word"] * len(STYLES)
    assert bold == "\x1b[1mword\x1b[0m"


def test_none_of_sixteen_colors_can_be_read_everywhere() -> None:
    """Each ANSI color is too light on white, or too dark on black, in one of the common terminals."""
    palettes: list[Sequence[str]] = [[f"#{part}" for part in palette.split()] for palette in PALETTES.values()]
    for shades in zip(*palettes, strict=True):
        assert min(worst(shade) for shade in shades) < READABLE


def test_attributes_beside_each_other_have_colors_of_their_own() -> None:
    """Five attributes have five colors, and the sixth has the first one's again."""
    assert len({color(place) for place in range(5)}) == 5
    assert color(5) == color(0)


@pytest.mark.parametrize(
    "arguments", [(), ("list",), ("growth",), ("growth", "advocacy"), ("show",), ("read", "latest"), ("plans",)]
)
def test_there_is_one_gray(arguments: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen is faint in another way than with the one gray: terminals draw `faint` as dark as they like."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for days in (40, 1):
        assert run("reflect", "--answers", "-", stdin=ANSWERS, at=NOON - timedelta(days=days)).code == 0
    shown = run(*arguments, tty=True).out
    assert "\x1b[" in shown
    assert not FAINT.search(shown)
