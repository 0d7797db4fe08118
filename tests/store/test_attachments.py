import hashlib
from pathlib import Path

import pytest

from portrait_cli.core.errors import StorageError
from portrait_cli.store.attachments import Attachment, is_ours, is_there, place_for, used_elsewhere
from portrait_cli.store.journal import Journal

AGENDA = Attachment("agenda.pdf", b"An agenda.")
DIGEST = hashlib.sha256(AGENDA.data).hexdigest()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "journal" / "files").mkdir(parents=True)
    return Journal(tmp_path / "journal", tmp_path / "locks")


def test_a_link_in_the_place_of_a_copy_is_another_file(journal: Journal, tmp_path: Path) -> None:
    """What it leads to may change at any time, so the copy gets a longer name beside it."""
    first = place_for(journal, AGENDA)
    assert first == f"files/{DIGEST[:16]}.pdf"
    (tmp_path / "agenda.pdf").write_bytes(AGENDA.data)
    (journal.folder / first).symlink_to(tmp_path / "agenda.pdf")
    assert place_for(journal, AGENDA) == f"files/{DIGEST[:24]}.pdf"
    assert (is_there(journal, first), is_ours(journal, first)) == (True, False)


def test_a_folder_in_which_every_name_is_taken(journal: Journal) -> None:
    """Nothing is overwritten; the sentence says what to move."""
    for length in range(16, 64, 8):
        (journal.folder / f"files/{DIGEST[:length]}.pdf").mkdir()
    with pytest.raises(StorageError, match="is taken"):
        place_for(journal, AGENDA)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no file that nobody can read")
def test_an_entry_that_cannot_be_read_may_use_a_file(journal: Journal) -> None:
    """To be sure, nothing is moved away then."""
    place = place_for(journal, AGENDA)
    (journal.folder / "a.md").write_text("nothing", encoding="utf-8")
    assert used_elsewhere(journal, [place], []) == frozenset()
    (journal.folder / "b.md").symlink_to("/proc/self/mem")
    assert used_elsewhere(journal, [place], []) == {place}
