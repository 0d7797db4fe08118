"""Sealed replies: age keys, and what they open. Only this module opens pyrage, of the extra `colleagues`.

How a file of age begins is in https://age-encryption.org/v1 (C2SP, age): a line with the version; for each key that
opens it a stanza, whose first line is `-> `, what kind of key it is, and more; and a line that begins with `---`. A
program may add stanzas that open nothing, whose kind ends in `-grease`, so that no reader relies on there being none.
"""

import base64
from pathlib import Path

from msgspec import Struct
from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.store import files

_FIRST_LINE = b"age-encryption.org/v1"
_MARK = b"-----BEGIN AGE ENCRYPTED FILE-----"
_LONGEST_HEADER = 2_048
"""The most bytes before what is sealed: one key and its grease take 300."""

_DAMAGED = "it is damaged, or sealed for another request"


class OtherReaderError(InvalidFileError):
    """What opens here opens elsewhere, too."""


class Key(Struct, frozen=True):
    """A key: `recipient` is the half that may be known, `secret` the half that opens."""

    recipient: str
    secret: str


def new_key() -> Key:
    """Make a key."""
    identity = x25519.Identity.generate()
    return Key(str(identity.to_public()), str(identity))


def write_key(path: Path, key: Key, what: str) -> None:
    """Write a key into a new file that only its owner reads, as the program age writes them; `what` it is for.

    Raises StorageError when the system refuses.
    """
    files.write_new(path, f"# {what}\n# public key: {key.recipient}\n{key.secret}\n")


def read_key(path: Path) -> Key:
    """Read a key. Raises NotFoundError without the file, InvalidFileError for anything but a key."""
    if not files.exists(path):
        raise NotFoundError(f"the key {path} is not there", hint="replies open only where the page was made")
    with files.storage_errors(path):
        lines = path.read_text("utf-8", "replace").splitlines()
    secret = next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
    try:
        return Key(str(x25519.Identity.from_str(secret).to_public()), secret)
    except IdentityError:
        raise InvalidFileError(f"{path} holds no key") from None


def check_recipient(recipient: str) -> None:
    """Raise InvalidFileError for a text that is not the public half of a key."""
    try:
        x25519.Recipient.from_str(recipient)
    except RecipientError:
        raise InvalidFileError(f"{recipient} is not a key", hint="a key begins with age1") from None


def sealed(words: bytes, recipient: str) -> bytes:
    """Seal words for a key, as text."""
    text: bytes = encrypt(words, [x25519.Recipient.from_str(recipient)], armored=True)
    return text


def opened(data: bytes, key: Key) -> bytes:
    """Open what was sealed, as text or as bytes.

    Raises InvalidFileError if it is damaged or sealed for another key, OtherReaderError if also for another key: a
    page seals for one. This notices a page to which somebody added a key, not one whose secrets they chose.
    """
    kinds = _kinds_of_keys(data)
    try:
        words: bytes = decrypt(data, [x25519.Identity.from_str(key.secret)])
    except DecryptError:
        raise InvalidFileError(_DAMAGED) from None
    if kinds != [b"X25519"]:
        raise OtherReaderError(
            "it is sealed for somebody else, too: its page was changed on the way; "
            "send the page again, and do not use replies from the changed one"
        )
    return words


def _kinds_of_keys(data: bytes) -> list[bytes]:
    """List the kinds of keys that open a file of age. Raises InvalidFileError if it does not begin as one."""
    lines = _beginning(data).split(b"\n")
    end = next((number for number, line in enumerate(lines) if line.startswith(b"---")), 0)
    if not end or lines[0] != _FIRST_LINE:
        raise InvalidFileError(_DAMAGED)
    kinds = (line.split(b" ")[1] for line in lines[:end] if line.startswith(b"-> "))
    return [kind for kind in kinds if not kind.endswith(b"-grease")]


def _beginning(data: bytes) -> bytes:
    """Return the bytes that a file of age begins with; of one that is text they are in base64 below its mark."""
    if not data.startswith(_MARK):
        return data[:_LONGEST_HEADER]
    letters = b"".join(data[len(_MARK) : 2 * _LONGEST_HEADER].split()).partition(b"-")[0]
    try:
        return base64.b64decode(letters[: len(letters) // 4 * 4])[:_LONGEST_HEADER]
    except ValueError:
        raise InvalidFileError(_DAMAGED) from None
