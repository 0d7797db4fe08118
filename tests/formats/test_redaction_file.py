"""A file of names and roles, as a person keeps it."""

import pytest

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.redaction import Redaction
from portrait_cli.formats import redaction_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_names_are_read_as_any_editor_saves_them(encoding: str, line_end: str) -> None:
    """One a line, with remarks and blank lines between them."""
    lines = ["# who is who", "Maria Lopez = a teacher", "", "  # mine", "José de la Cruz=a parent", "Omar = a = b"]
    assert redaction_file.parse(line_end.join(lines).encode(encoding), "names.txt") == (
        Redaction("Maria Lopez", "a teacher"),
        Redaction("José de la Cruz", "a parent"),
        Redaction("Omar", "a = b"),
    )
    assert redaction_file.parse(b"", "names.txt") == ()


def test_each_wrong_line_is_named() -> None:
    """All that is wrong is said at once, with the lines."""
    lines = ["Maria", "= a teacher", "Omar = a boy", "omar = a girl", "Zoe = Omar's friend", "Kim ="]
    with pytest.raises(InvalidFileError) as caught:
        redaction_file.parse("\n".join(lines).encode(), "names.txt")
    right = "write it like this: Maria Lopez = a teacher"
    assert str(caught.value).split("\n") == [
        f'names.txt:1:1: "Maria" does not say what to write in place of the name; {right}',
        f'names.txt:2:1: "= a teacher" has no name in it; {right}',
        "names.txt:4:1: omar has two roles: a boy, and a girl",
        'names.txt:5:1: the role "Omar\'s friend" has the name Omar in it',
        f'names.txt:6:1: "Kim =" does not say what to write in place of the name; {right}',
    ]


def test_what_is_no_text_is_refused() -> None:
    """A picture or a very large file is not a list of names."""
    for data, problem in (
        (b"\xff\xd8\xff", "names.txt is not text that we can read"),
        (b"#" * 1_000_001, "names.txt is larger than 1 MB, too large for a list of names"),
    ):
        with pytest.raises(InvalidFileError, match=problem):
            redaction_file.parse(data, "names.txt")
