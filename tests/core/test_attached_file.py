from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.attached_file import attached_to, is_place, name_in_words, place
from portrait_cli.core.entry import Entry, Evidence
from portrait_cli.core.errors import UsageError
from portrait_cli.core.web_address import web_address

DIGEST = "0a1b2c3d4e5f6071"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("agenda.pdf", ".pdf"),
        ("Agenda für alle.DOCX", ".docx"),
        ("notes.tar.gz", ".gz"),
        ("README", ""),
        (".hidden", ".hidden"),
        ("..", ""),
        ("a.p/../x", ""),
        ("a. pdf", ""),
        ("a.pdf\x00", ""),
        ("a.\u202egpj", ""),
        ("a.longerthanten", ""),
        ("con.txt", ".txt"),
        ("nul", ""),
    ],
)
def test_a_file_is_named_by_its_content(name: str, ending: str) -> None:
    """Of its own name only the ending is left, if it is a plain one."""
    assert place(DIGEST, name) == f"files/{DIGEST}{ending}"


@given(st.text())
def test_any_name_gives_a_safe_place(name: str) -> None:
    """Whatever a file is called, its place is known as one, and lies in the folder itself."""
    found = place(DIGEST, name)
    assert is_place(found)
    assert found.count("/") == 1
    assert found.isascii()
    assert len(found) <= 40


@pytest.mark.parametrize(
    "path", ["files/agenda.md", "files/2026-11-23-090000-note.md", "files/x/0a1b2c3d4e5f6071.md",
        "0a1b2c3d4e5f6071.md",
        "old/files/0a1b2c3d4e5f6071.md", "files/0a1b2c3d4e5f607.md", "files/0a1b2c3d4e5f6071.tar.gz", "files/"],
)  # fmt: skip
def test_other_files_in_that_folder_may_be_entries(path: str) -> None:
    """Only a name that is made of the content is that of an attached file: people put their entries anywhere."""
    assert not is_place(path)


@pytest.mark.parametrize("name", ["a\nb", "a\x1b]0;x\x07b", "a\u202eb", "a\u2028b", "a\udc80b"])
def test_a_name_in_words_is_one_safe_line(name: str) -> None:
    """Nothing in it acts on a terminal, and it can be written down."""
    shown = name_in_words(name)
    assert shown.isprintable()
    assert "\n" not in shown
    assert shown.encode()


def test_the_files_of_an_entry() -> None:
    """They are those that its evidence links to, with their names; web addresses are none."""
    blocks = (
        Evidence("e1", "care", "Care", link=f"files/{DIGEST}.pdf", name="Agenda.pdf"),
        Evidence("e2", "care", "Care", link="https://example.org/files/0a1b2c3d4e5f6071.pdf", name="x"),
    )
    written = datetime(2026, 11, 23)  # noqa: DTZ001  # local, as entries are
    assert attached_to(Entry("x", written, "-06:00", "T", blocks=blocks)) == {f"files/{DIGEST}.pdf": "Agenda.pdf"}


@given(st.text())
def test_a_web_address_is_read_or_refused(said: str) -> None:
    """What comes back has only characters that an address may have, and reading it again changes nothing."""
    try:
        read = web_address(f"https://{said}")
    except UsageError as error:
        assert error.hint  # noqa: PT017  # both ends are right
    else:
        assert read.isascii()
        assert read.isprintable()
        assert " " not in read
        assert web_address(read) == read


def test_a_web_address_without_its_beginning_is_refused() -> None:
    """The hint has the address as it would be right."""
    with pytest.raises(UsageError) as error:
        web_address("example.org/a?b")
    assert error.value.hint == "--link https://example.org/a?b"
