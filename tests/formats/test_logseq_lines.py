"""The lines that Logseq keeps for itself."""

from hypothesis import given
from hypothesis import strategies as st

from examples import imported, only
from portrait_cli.core.entry import Prose
from portrait_cli.formats.imports.logseq_lines import without_bookkeeping

_ID = "id:: 64f1a2b3-0c4d-4e5f-8a9b-1c2d3e4f5a6b"
_PAGE = f"""type:: walkthrough
collapsed:: true

- Hallway duty
  collapsed:: true
  {_ID}
  owner:: Ms. Ortiz
\t- Two fights
\t  logseq.order-list-type:: number
\t  id:: my own name
- {_ID}
  Calls
- ```
  collapsed:: true
  ```"""


def test_what_logseq_keeps_for_itself_is_left_out() -> None:
    """Whether a bullet is folded, its id and its kind of list are left out; what a person wrote stays, and code."""
    expected = """type:: walkthrough

- Hallway duty
  owner:: Ms. Ortiz
\t- Two fights
\t  id:: my own name
-
  Calls
- ```
  collapsed:: true
  ```"""
    entry = only("markdown", _PAGE, "2025-03-10.md")
    assert entry.blocks == (Prose(expected),)


def test_a_note_is_known_as_it_was_with_these_lines() -> None:
    """The end of its id is made of the lines, too, as it was when they were kept."""
    (entry,) = imported("markdown", _PAGE, "2025-03-10.md").entries
    assert entry.id.endswith("-markdown-9e45c2a4b6f9")


@given(text=st.text())
def test_any_other_words_stay(text: str) -> None:
    """Words without such lines stay as they are, and nothing is left out twice."""
    once = without_bookkeeping(f"- x\n  collapsed:: true\n{text}")
    assert without_bookkeeping(once) == once
    assert without_bookkeeping(text.replace("::", ":")) == text.replace("::", ":")
