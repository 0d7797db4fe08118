"""Sealed replies: age keys, and what they open. Only this module opens pyrage, of the extra `colleagues`."""

from pathlib import Path

from msgspec import Struct
from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.store import files


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
    """Open what was sealed. Raises InvalidFileError if it is damaged or sealed for another key."""
    try:
        words: bytes = decrypt(data, [x25519.Identity.from_str(key.secret)])
    except DecryptError:
        raise InvalidFileError("it is damaged, or sealed for another request") from None
    return words
