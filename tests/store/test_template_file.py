from pathlib import Path

import pytest

from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.store import template_file


def test_a_template_is_read_as_it_is(tmp_path: Path) -> None:
    """A template's bytes come back unchanged."""
    (tmp_path / "form.md").write_bytes(b"{{ name }}\r\n")
    assert template_file.contents(tmp_path / "form.md", "form.md") == b"{{ name }}\r\n"


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing file and a folder each have their sentence."""
    with pytest.raises(NotFoundError, match=r"there is no file form\.md"):
        template_file.contents(tmp_path / "form.md", "form.md")
    with pytest.raises(InvalidFileError, match="is not a file"):
        template_file.contents(tmp_path, "forms")


def test_a_file_of_200_mb_is_not_read(tmp_path: Path) -> None:
    """A file that is far too large is refused after its first bytes."""
    with (tmp_path / "form.docx").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(InvalidFileError, match="larger than 20 MB"):
        template_file.contents(tmp_path / "form.docx", "form.docx")
