"""The files in which replies come are read; in a folder and in an archive only what looks like a reply is named."""

import io
import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from portrait_cli.core.errors import NotFoundError
from portrait_cli.store import received_files, seal
from portrait_cli.store.received_files import Arrived
from sealed_replies import ITEM, answers_file, key

SEALED = [seal.sealed(answers_file("staff", {ITEM: "regularly"}), key().recipient) for _ in range(4)]


def _zip(members: Sequence[tuple[str, bytes]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def arrived(names: Sequence[str], journal: Path) -> Iterator[Arrived]:
    """Read files, and tell nobody how far that is."""
    return received_files.arrived(names, journal, lambda _done, _total: None)


def _found(names: Sequence[Path], journal: Path = Path("/nowhere")) -> list[tuple[str, tuple[bytes, ...], str]]:
    return [(one.name, one.found.sealed, one.problem) for one in arrived([str(name) for name in names], journal)]


def test_a_file_that_is_not_there_stops_everything(tmp_path: Path) -> None:
    """Nothing is read if one of the files that were named does not exist."""
    (tmp_path / "a.txt").write_bytes(SEALED[0])
    with pytest.raises(NotFoundError, match=r"there is no file or folder .*b\.txt"):
        next(arrived([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], tmp_path / "journal"))


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    """A named file is looked into without regard to its name, and why there is nothing in it is said."""
    photo, pipe, large, none = (tmp_path / name for name in ("a.jpg", "pipe", "large.txt", "none.txt"))
    photo.write_bytes(SEALED[0])
    none.write_bytes(b"Hi!")
    with large.open("wb") as file:
        file.truncate(received_files.LARGEST + 1)
    assert _found([photo, none, large]) == [
        (str(photo), (SEALED[0],), ""),
        (str(none), (), "there is no reply in it"),
        (str(large), (), "it is too large for a reply"),
    ]
    if sys.platform != "win32":
        os.mkfifo(pipe)
        assert _found([pipe]) == [(str(pipe), (), "it is not a file")]


def test_a_folder_of_downloads_is_gone_through(tmp_path: Path) -> None:
    """Of a folder with many other files only what looks like a reply is named, in the order of the names."""
    folder = tmp_path / "Downloads"
    (folder / "b" / "c").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "b" / "c" / "reply.txt").write_bytes(SEALED[0])
    (folder / "mail.eml").write_bytes(b"Subject: reply\n\n" + SEALED[1])
    (folder / ".hidden" / "reply.txt").write_bytes(SEALED[2])
    (folder / ".reply.txt").write_bytes(SEALED[2])
    (folder / "reply-k7f32m9q.txt").write_bytes(b"nothing in it")
    (folder / "photo.jpg").write_bytes(SEALED[2])
    (folder / "notes.txt").write_bytes(b"Buy milk.")
    (folder / "damaged.zip").write_bytes(b"PK\x03\x04 damaged")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(received_files.LARGEST + 1)
    assert _found([folder]) == [
        (str(folder / "mail.eml"), (SEALED[1],), ""),
        (str(folder / "reply-k7f32m9q.txt"), (), "there is no reply in it"),
        (str(folder / "b" / "c" / "reply.txt"), (SEALED[0],), ""),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets only some people make links")
def test_links_in_a_folder_do_no_harm(tmp_path: Path) -> None:
    """A link to a file is followed, one to a folder is not, and one that leads nowhere or round is nothing."""
    folder, other = tmp_path / "in", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "reply.txt").write_bytes(SEALED[0])
    (folder / "linked.txt").symlink_to(other / "reply.txt")
    (folder / "folder").symlink_to(other)
    (folder / "round").symlink_to(folder)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "nowhere.txt").symlink_to(tmp_path / "nowhere")
    assert _found([folder]) == [(str(folder / "linked.txt"), (SEALED[0],), "")]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the system refuses nothing here")
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Why a named file, or one that is called as a reply is, cannot be read is said."""
    path = tmp_path / "reply-k7f32m9q.txt"
    path.write_bytes(SEALED[0])
    path.chmod(0)
    for names in ([path], [tmp_path]):
        ((name, found, problem),) = _found(names)
        assert (name, found) == (str(path), ())
        assert "you do not have permission to use it" in problem


def test_the_journal_is_not_gone_through(tmp_path: Path) -> None:
    """Replies that are stored in the journal do not come again if the folder it is in is named."""
    journal = tmp_path / "portrait-journal"
    (journal / "requests").mkdir(parents=True)
    (journal / "requests" / "reply.txt").write_bytes(SEALED[0])
    (tmp_path / "reply.txt").write_bytes(SEALED[1])
    assert _found([tmp_path], journal) == [(str(tmp_path / "reply.txt"), (SEALED[1],), "")]


# --- archives ---


def test_the_replies_in_an_archive_are_read_in_memory(tmp_path: Path) -> None:
    """An archive of replies is looked into, whatever the names in it are, and nothing is written."""
    path = tmp_path / "replies.zip"
    members = [
        ("a/reply.txt", SEALED[0]),
        ("../../b.txt", SEALED[1]),
        ("/etc/c.txt", SEALED[2]),
        ("d.jpg", SEALED[3]),
    ]
    members += [("__MACOSX/a/._reply.txt", SEALED[3]), ("notes.txt", b"Hi!"), ("inner.zip", _zip(members))]
    path.write_bytes(_zip(members))
    assert _found([path]) == [
        (f"{path}: a/reply.txt", (SEALED[0],), ""),
        (f"{path}: ../../b.txt", (SEALED[1],), ""),
        (f"{path}: /etc/c.txt", (SEALED[2],), ""),
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_a_reply_that_was_pasted_into_a_document_is_found(tmp_path: Path) -> None:
    """The words of a Word document are in an archive, and each line of a reply in markup of its own."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in SEALED[0].decode().splitlines())
    path = tmp_path / "reply.docx"
    path.write_bytes(
        _zip([("word/document.xml", f"<w:body>{lines}</w:body>".encode()), ("[Content_Types].xml", b"")])
    )
    ((_, sealed, _),) = _found([path])
    assert sealed == (SEALED[0],)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 damaged", b"PK\x05\x06" + b"\0" * 3, _zip([("a.txt", SEALED[0])])[:-30]],
)
def test_a_damaged_archive_is_named(tmp_path: Path, content: bytes) -> None:
    """An archive that cannot be read is named with the reason."""
    path = tmp_path / "replies.zip"
    path.write_bytes(content)
    assert _found([path]) == [(str(path), (), "it is a damaged archive, or packed with a password")]


def test_an_archive_that_grows_without_end_is_left_alone(tmp_path: Path) -> None:
    """Neither one huge file in an archive nor many large ones are unpacked; what was found before them counts."""
    path = tmp_path / "bomb.zip"
    problem = (str(path), (), "it is a damaged archive, or packed with a password")
    path.write_bytes(_zip([("a.txt", SEALED[0]), ("b.txt", b"\0" * (received_files.LARGEST + 1))]))
    assert _found([path]) == [(f"{path}: a.txt", (SEALED[0],), ""), problem]
    many = [(f"{number}.txt", b"\0" * (24 * 1024 * 1024)) for number in range(3)]
    path.write_bytes(_zip(many))
    assert _found([path]) == [problem]


def test_an_empty_archive_has_no_reply(tmp_path: Path) -> None:
    """An archive without any file for us is told from a damaged one."""
    path = tmp_path / "empty.zip"
    path.write_bytes(_zip([("photo.jpg", b"")]))
    assert list(arrived([str(path)], tmp_path)) == [Arrived(str(path), problem="there is no reply in it")]


def test_it_is_told_how_far_it_is(tmp_path: Path) -> None:
    """While a folder is gone through, how many files were looked into and how many there are is told."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(b"Hi!")
    told: list[tuple[int, int]] = []
    list(
        received_files.arrived([str(tmp_path)], tmp_path / "journal", lambda done, total: told.append((done, total)))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
