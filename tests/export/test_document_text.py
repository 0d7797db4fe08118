from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from documents import ARABIC, CHINESE, EMOJI, FOOTER, HEBREW, HOSTILE, PICTURE, full_document, long_document
from examples import any_script
from markdown_readers import letters
from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    NewPage,
    Part,
    Room,
    Signatures,
    Table,
    Words,
)
from portrait_cli.core.text import visible
from portrait_cli.export import document_text
from portrait_cli.formats.rich_words import rich

_RULE = "-" * 72


def _written(*parts: Part) -> str:
    text = "".join(document_text.write(Document("journal", "Journal", parts, FOOTER, date(2026, 11, 26))))
    before = "Journal\n=======\n"
    assert text.startswith(before)
    return text.removeprefix(before).partition(f"\n{_RULE}\n")[0].strip("\n")


def test_words_are_wrapped_between_words() -> None:
    """A line has 72 columns at most; an item goes on below its first letter, and an address stays whole."""
    sentence = "Families who do not read email heard about family night last, and I knew it."
    address = f"https://example.org/{'a' * 80}"
    assert _written(Words(f"{sentence}\n- {sentence}\n2. two\n\n{address}")) == (
        "Families who do not read email heard about family night last, and I\nknew it.\n\n"
        "- Families who do not read email heard about family night last, and I\n  knew it.\n2. two\n\n"
        f"{address}"
    )
    assert [cell_len(line) for line in _written(Words(CHINESE * 9)).split("\n")][:2] == [72, 72]


def test_a_table_that_fits_has_its_columns_below_one_another() -> None:
    """Wide letters count twice; a row for a pen has lines to write on."""
    scripts = Table("In other scripts", ("Said", ""), (("你好", "one\ntwo"), ("Hello!", "")))
    assert _written(scripts) == ("In other scripts\n\nSaid\n------  ---------\n你好    one \u00b7 two\nHello!")
    pen = _written(Heading("Dates"), Table("Dates", ("Date", "With whom"), (("", ""),)))
    line = "_" * 35
    assert pen.endswith(f"Dates\n-----\n\nDate{' ' * 33}With whom\n{'-' * 35}  {'-' * 35}\n{line}  {line}")


def test_a_table_that_does_not_fit_is_facts() -> None:
    """Each row says what its cells are about; lines within a cell stay, and rows and cells without words go."""
    words = "Three families told me before I asked, and a fourth one wrote."
    table = Table("", ("Date", "What shows it"), (("October 12, 2026", f"{words}\nThanks."), ("", ""), ("May 1", "")))
    assert _written(table) == (
        "Date: October 12, 2026\n"
        "What shows it: Three families told me before I asked, and a fourth one\nwrote.\nThanks.\n\n"
        "Date: May 1"
    )


def test_what_is_for_a_pen_has_lines() -> None:
    """Empty facts, room and signatures are lines; a new page is nothing, and a picture is its words."""
    parts = (Facts((("Name", "Ana"), ("School", ""))), Room("Comments", 1), NewPage(), Signatures(("Leader",)))
    line = "_" * 30
    assert _written(*parts) == (
        f"Name: Ana\nSchool: {line}\n\nComments:\n\n{'_' * 72}\n\nLeader: {line}  Date: {'_' * 14}"
    )
    assert letters(PICTURE.in_words) in letters(_written(PICTURE))
    assert _written(Bullets(("one", "two"))) == "- one\n- two"


def test_a_note_is_shown_without_its_marks() -> None:
    """Quotations and code are set off; of what is struck out the marks stay, or it would say the opposite."""
    note = (
        "# A\n\nIt is **not** ~~good~~.\n\n> said\n> twice\n\n    code\n      more\n\n1. one\n\n   yes, one\n2. two"
    )
    assert _written(Words(note, is_markdown=True)) == (
        "A\n\nIt is not ~~good~~.\n\n> said\n> twice\n\n    code\n      more\n\n1. one\n\n  yes, one\n2. two"
    )


def test_every_part_is_there() -> None:
    """Every part has its words, in every script, and the footer ends the text."""
    text = "".join(document_text.write(full_document()))
    lines = [line for line in HOSTILE.splitlines() if line]
    for words in (ARABIC, HEBREW, CHINESE, EMOJI, *lines, "Ana Ruiz, building leader, 2026\u201327", *FOOTER):
        assert letters(words) in letters(text)
    assert letters(text).endswith(letters(FOOTER[-1]))


def test_parts_are_written_one_after_the_other() -> None:
    """A long document is written while its parts are made."""
    written = document_text.write(long_document(10**9))
    assert sum(len(next(written)) for _ in range(100)) < 100_000


@given(st.one_of(any_script, st.text()), st.booleans())
def test_any_words_are_shown(text: str, is_markdown: bool) -> None:
    """Whatever was written, its letters are there, none of them acts, and no line is wider than 72 columns."""
    blocks = rich(Words(text, is_markdown=is_markdown))
    shown = _written(Words(text, is_markdown=is_markdown))
    assert shown == visible(shown)
    if all(block.kind in {"paragraph", "heading"} for block in blocks):
        assert letters(shown).replace("~~", "") == letters("".join(block.text for block in blocks)).replace("~~", "")
    if "://" not in text and all(block.kind != "code" for block in blocks):
        assert max(map(cell_len, shown.split("\n"))) <= 72
