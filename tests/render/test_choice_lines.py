import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from conftest import NOON
from examples import PORTRAIT
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.session import Reminder
from portrait_cli.core.session_from_guide import SessionStart, lay_out
from portrait_cli.render.choice_lines import Item, Line, ListSize, choice_lines, chosen_line, items
from portrait_cli.render.phrases import first_lines, wrapped
from portrait_cli.render.question import question
from portrait_cli.render.screen import Look, console

LONG = "We look at the work of every learner each week, and change what we teach the week after because of it."
LEVELS = tuple(
    Item(name, "●" * height + "○" * (4 - height), f"{name}: {LONG}")
    for height, name in enumerate(("Starting", "Growing", "Steady", "Multiplying"), start=1)
)

texts = st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12), max_size=15).map(
    " ".join
)
lists = st.lists(st.builds(Item, texts, st.sampled_from(["", "●○"]), texts), min_size=1, max_size=5)


def text(lines: Sequence[Line]) -> list[str]:
    return ["".join(part for _, part in line).rstrip() for line in lines]


def drawn(at: int | None, rows: int, columns: int = 79) -> list[str]:
    return text(choice_lines(LEVELS, at, ListSize(columns, rows), numbered=True))


def test_the_statements_take_the_rows_there_are() -> None:
    """With fewer rows the statements that are not highlighted are cut to fewer lines, and at last left out."""
    assert drawn(None, 12)[:3] == [
        "  1  ●○○○ Starting     Starting: We look at the work of every learner each",
        "                       week, and change what we teach the week after because of",
        "                       it.",
    ]
    assert drawn(2, 6) == [
        "  1  ●○○○ Starting     Starting: We look at the work of every learner each…",
        "  2  ●●○○ Growing      Growing: We look at the work of every learner each…",
        "› 3  ●●●○ Steady       Steady: We look at the work of every learner each week,",
        "                       and change what we teach the week after because of it.",
        "  4  ●●●● Multiplying  Multiplying: We look at the work of every learner each…",
    ]


def test_a_narrow_list_has_its_names_and_one_statement() -> None:
    """On a narrow screen the statement of the highlighted choice is below its name."""
    assert drawn(None, 10, 39) == [
        "  1  ●○○○ Starting",
        "  2  ●●○○ Growing",
        "  3  ●●●○ Steady",
        "  4  ●●●● Multiplying",
    ]
    assert drawn(0, 10, 39)[:5] == [
        "› 1  ●○○○ Starting",
        "     Starting: We look at the work of",
        "     every learner each week, and",
        "     change what we teach the week",
        "     after because of it.",
    ]
    assert len(drawn(0, 40, 39)) == 20


def test_what_is_too_long_for_the_screen_can_be_read_on() -> None:
    """Of a statement that is longer than its room a part is shown, with the key to read on, and then the rest."""
    size = ListSize(39, 5)
    begun = text(choice_lines(LEVELS, 1, size, numbered=True))
    assert begun == [
        "  1  ●○○○ Starting",
        "› 2  ●●○○ Growing",
        "     Growing: We look at the work of",
        "     every learner each week, and",
        "  ⋮ Page Down",
    ]
    assert text(choice_lines(LEVELS, 1, size, numbered=True, passed=100))[-3:] == [
        "     after because of it.",
        "  3  ●●●○ Steady",
        "  4  ●●●● Multiplying",
    ]


def test_a_long_list_shows_what_is_near() -> None:
    """Names that have no room are hidden, with a sign where they are."""
    many = [Item(f"Domain {number}") for number in range(1, 31)]
    assert text(choice_lines(many, None, ListSize(79, 4), numbered=True)) == [
        "   1  Domain 1",
        "   2  Domain 2",
        "   3  Domain 3",
        "  ⋮",
    ]
    assert text(choice_lines(many, 14, ListSize(79, 4), numbered=False)) == [
        "  ⋮",
        "  Domain 14",
        "› Domain 15",
        "  ⋮",
    ]
    assert text(choice_lines(many, 29, ListSize(79, 3), numbered=True)) == [
        "  ⋮",
        "  29  Domain 29",
        "› 30  Domain 30",
    ]


def test_only_the_highlighted_name_is_bold() -> None:
    """The highlight is a sign and bold letters, and no color."""
    styles = {style for line in choice_lines(LEVELS, 1, ListSize(79, 20), numbered=True) for style, _ in line}
    assert styles == {"", "bold"}
    bold = [
        part for line in choice_lines(LEVELS, 1, ListSize(79, 20), numbered=True) for style, part in line if style
    ]
    assert bold[0].strip() == "› 2  ●●○○ Growing"


@given(lists, st.integers(20, 100), st.integers(3, 30), st.data())
def test_any_list_fits_its_room(items: list[Item], columns: int, rows: int, data: st.DataObject) -> None:
    """No line is wider and no list higher than its room, and the highlighted name is always in sight."""
    at = data.draw(st.none() | st.integers(0, len(items) - 1))
    lines = text(choice_lines(items, at, ListSize(columns, rows), numbered=True))
    assert len(lines) <= rows
    assert max(map(cell_len, lines)) <= columns
    assert at is None or any(line.startswith("›") for line in lines)


@given(lists, st.integers(40, 100), st.data())
def test_a_highlighted_choice_is_there_in_full(items: list[Item], columns: int, data: st.DataObject) -> None:
    """With enough rows every word of every choice is shown, and none is broken."""
    at = data.draw(st.integers(0, len(items) - 1))
    lines = text(choice_lines(items, at, ListSize(columns, 1_000), numbered=True))
    shown = " ".join(lines).split()
    for item in items:
        for word in (item.name + " " + item.statement).split():
            assert word in shown


@given(texts, st.integers(13, 60))
def test_lines_are_broken_between_words(said: str, columns: int) -> None:
    """Lines that are put together again are the text, none is too wide, and no word that fits in one is broken."""
    lines = list(wrapped(said, columns))
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")
    assert all(cell_len(line) <= columns for line in lines)
    for word in said.split():
        assert cell_len(word) > columns or word in " ".join(lines).split()


def test_a_word_longer_than_a_line_is_broken() -> None:
    """Only a word that has no room in any line is broken, by the columns its letters take."""
    assert list(wrapped("一二三四 five", 5)) == ["一二", "三四", "five"]
    assert list(wrapped("a\nb c", 9)) == ["a", "b c"]


def test_a_shortened_text_ends_with_a_whole_word() -> None:
    """A text that is too long is cut after a word, without the sign behind it."""
    assert first_lines("We met, and we talked.", 22) == "We met, and we talked."
    assert first_lines("We met, and we talked.", 21) == "We met, and we…"
    assert first_lines("We met, and we talked.", 8) == "We met…"
    assert chosen_line(LEVELS[0], 80) == "●○○○ Starting"


@pytest.mark.parametrize(("columns", "hints"), [(80, 1), (40, 2)])
def test_every_choice_of_the_portrait_has_room(columns: int, hints: int) -> None:
    """In 24 rows the question, every name and any one statement are there, with last words and level above them.

    The blank row above the question may leave the screen.
    """
    look = Look(columns)
    for guide in PORTRAIT.guides:
        begin = SessionStart("c0ffee", NOON, "building-leader", PORTRAIT.attributes)
        session = lay_out(PORTRAIT, guide, begin, Past())
        for step in session.steps:
            if not step.choices or step.purpose == "let-one-rest":
                continue
            words = "some words " * 20 if step.target == step.attribute else ""
            said = Reminder(NOON.date(), words, "Growing", NOON.date())
            asked = replace(step, earlier=said if step.purpose == "level" else step.earlier)
            above = console(io.StringIO(), width=columns).render_lines(question(session, asked, look), pad=False)
            size = ListSize(columns - 1, 24 - (len(above) - 1) - hints)
            shown = items(step, look)
            for at in range(len(shown)):
                lines = text(choice_lines(shown, at, size, numbered=step.numbered))
                assert not any("⋮" in line for line in lines), (guide.id, step.id, lines)
