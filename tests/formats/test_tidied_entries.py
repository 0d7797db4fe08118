"""Entries after formatters have tidied them; see `tests/tidied`."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from msgspec.structs import replace

from examples import one_in, paragraphs
from portrait_cli.core.entry import Block, Entry, Placement, Plan, Prose, Response
from portrait_cli.formats import entry_file

_WITHOUT_BLANKS = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BLANK_WITHIN = f"{_WITHOUT_BLANKS} {_WITHOUT_BLANKS}"
TIDIED = Path(__file__).parent.parent / "tidied"
TOOLS = sorted(path.name for path in TIDIED.iterdir() if path.is_dir() and path.name not in {"before", "__pycache__"})
FILES = sorted(path.name for path in (TIDIED / "before").iterdir())
TIDIED_FILES = [
    (tool, file)
    for tool in TOOLS
    for file in FILES
    if file != "markup.md" or tool not in {"pandoc-commonmark", "pandoc-strict"}  # it has tables, which they have not
]


def _entry(folder: str, file: str) -> Entry:
    return entry_file.parse((TIDIED / folder / file).read_text(encoding="utf-8"), file)


def _letters(text: str) -> str:
    without_tags = re.sub("</?s>", "", text)  # where Markdown cannot strike words out
    return "".join(filter(str.isalpha, without_tags))


def _with_letters_only(block: Block) -> Block:
    """Leave only the letters of a person's words, the Markdown in which formatters write in their own way."""
    match block:
        case Response() | Prose():
            return replace(block, text=_letters(block.text))
        case Placement():
            return replace(block, comment=_letters(block.comment))
        case Plan():
            return replace(block, when=_letters(block.when), then=_letters(block.then))
        case _:
            return block


@pytest.mark.parametrize(("tool", "file"), TIDIED_FILES)
def test_a_tidied_entry_is_the_same_entry(tool: str, file: str) -> None:
    """What a formatter has done to an entry costs no value and no word, whichever version wrote it."""
    entry, tidied = _entry("before", file), _entry(tool, file)
    if file in {"markup.md", "note.md", "plans.md"}:  # a note has nothing that shows whether its lines were broken
        entry = replace(entry, blocks=tuple(map(_with_letters_only, entry.blocks)))
        tidied = replace(tidied, blocks=tuple(map(_with_letters_only, tidied.blocks)))
    assert replace(tidied, extra=()) == replace(entry, extra=())
    assert list(map(_letters, tidied.extra)) == list(map(_letters, entry.extra))


@pytest.mark.parametrize("file", FILES)
def test_every_formatter_has_tidied_every_entry(file: str) -> None:
    """No formatter is left out, and each of them changes something."""
    assert len(TOOLS) == 11
    before = (TIDIED / "before" / file).read_bytes()
    assert any((TIDIED / tool / file).read_bytes() != before for tool in TOOLS)


@pytest.mark.parametrize("file", [file for file in FILES if "0.1" not in file])
def test_a_second_edit_keeps_the_formatting_of_the_first(file: str) -> None:
    """What the program writes is what it has written: an entry that was read is written the same way."""
    text = (TIDIED / "before" / file).read_text(encoding="utf-8")
    assert entry_file.dump(entry_file.parse(text, file)) == text


@given(paragraphs, paragraphs, paragraphs)
@one_in(4)
def test_mdformat_leaves_the_same_entry(answer: list[str], moment: list[str], statement: list[str]) -> None:
    """Plain words survive mdformat, as they are and with their lines wrapped."""
    mdformat = pytest.importorskip("mdformat")
    # Formatters also break a line where no blank is between two such characters: one that was there is not known.
    assume(not any(re.search(_BLANK_WITHIN, " ".join(said)) for said in (answer, moment, statement)))
    session = _entry("before", "session.md")
    entry = replace(
        session,
        blocks=(
            Response("a.b", "Which?", " ".join(answer)),
            replace(session.placements[0], statement="\n".join(statement), comment=""),
            replace(session.plans[0], when=" ".join(moment), then="\n".join(moment)),
        ),
    )
    for width in ("keep", "no", 60):
        text = mdformat.text(entry_file.dump(entry), options={"wrap": width}, extensions={"frontmatter", "gfm"})
        assert _without_line_breaks(entry_file.parse(text, "it")) == _without_line_breaks(entry)


def _without_line_breaks(entry: Entry) -> Entry:
    """Put the answers on one line each: whether lines were wrapped is known only if something of ours was."""
    return replace(entry, blocks=tuple(map(_on_one_line, entry.blocks)))


def _on_one_line(block: Block) -> Block:
    return replace(block, text=" ".join(block.text.split())) if isinstance(block, Response) else block
