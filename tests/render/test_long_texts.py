import io

from hypothesis import given, settings
from hypothesis import strategies as st

from portrait_cli.render.screen import Column, console


def drawn(texts: list[str], width: int) -> str:
    """Draw texts in a column, below each other."""
    column = Column()
    for text in texts:
        column.line(text, "bold", indent=2)
    file = io.StringIO()
    console(file, width=width).print(column)
    return file.getvalue()


@settings(max_examples=5)
@given(st.lists(st.text("ab \t.漢é\u202e-", max_size=60), min_size=1, max_size=9), st.integers(20, 40))
def test_a_long_text_is_drawn_as_its_lines_are(lines: list[str], width: int) -> None:
    """A text that is too long to be drawn as one looks as if each of its lines had been drawn alone."""
    many = lines * (25_000 // len("".join(lines) + "\n" * len(lines)) + 1)
    assert drawn(["\n".join(many)], width) == drawn(many, width)
