"""What is sealed opens with its key alone, and only if no other key opens it, too."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import encrypt, passphrase, x25519

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.store import seal
from sealed_replies import binary, key, other_key

WORDS = b"answers: {}\n"
FIRST = b"age-encryption.org/v1\n"
LAST = b"--- " + b"A" * 43 + b"\n"


def sealed_for(*recipients: str, armored: bool) -> bytes:
    """Seal words for several keys."""
    data: bytes = encrypt(WORDS, [x25519.Recipient.from_str(one) for one in recipients], armored=armored)
    return data


def test_what_is_sealed_for_one_key_opens() -> None:
    """What was sealed opens as text and as bytes, whatever grease pyrage puts into it."""
    for _ in range(30):
        text = seal.sealed(WORDS, key().recipient)
        assert seal.opened(text, key()) == seal.opened(binary(text), key()) == WORDS
        assert seal.opened(text.replace(b"\n", b"\r\n"), key()) == WORDS


@pytest.mark.parametrize("armored", [True, False])
def test_what_somebody_else_reads_too_is_refused(armored: bool) -> None:
    """What opens with another key, too, is refused, whichever of them comes first; what is not for us is damaged."""
    ours, theirs = key().recipient, other_key().recipient
    for recipients in ((ours, theirs), (theirs, ours), (ours, ours)):
        with pytest.raises(seal.OtherReaderError, match="its page was changed on the way"):
            seal.opened(sealed_for(*recipients, armored=armored), key())
    for others in ([theirs], [theirs] * 2, [ours, *[theirs] * 30]):
        with pytest.raises(InvalidFileError, match="it is damaged, or sealed for another request"):
            seal.opened(sealed_for(*others, armored=armored), key())


def test_what_is_no_file_of_age_is_damaged() -> None:
    """Other bytes are damaged: no beginning, no end of it, no base64, a password."""
    whole = sealed_for(key().recipient, armored=False)
    for data in (b"", b"---", FIRST, FIRST + LAST, whole[:100], b"x" + whole, whole.replace(b"-> X25519", b"-> ")):
        with pytest.raises(InvalidFileError, match="it is damaged"):
            seal.opened(data, key())
    for letters in (b"", b"A", b"=AAA", b"A" * 9_000, b"\xff" * 80):
        with pytest.raises(InvalidFileError, match="it is damaged"):
            seal.opened(b"-----BEGIN AGE ENCRYPTED FILE-----\n" + letters, key())
    with pytest.raises(InvalidFileError, match="it is damaged"):
        seal.opened(passphrase.encrypt(WORDS, "password"), key())


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", FIRST, FIRST + b"-> X25519 a\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n"]),
)
def test_any_bytes_are_opened_or_refused(data: bytes, before: bytes) -> None:
    """No bytes give another error."""
    with pytest.raises(InvalidFileError):
        seal.opened(before + data, key())


@pytest.mark.parametrize("stanza", [b"-> a\n\n", b"-> a\n", b"-> a-grease\n\n", b"A" * 64 + b"\n"])
def test_a_heap_of_stanzas_takes_no_time(stanza: bytes) -> None:
    """What takes pyrage time that grows with the square of its size does not come to it."""
    started = time.process_time()
    for number in (20_000, 40_000):
        with pytest.raises(InvalidFileError, match="it is damaged"):
            seal.opened(FIRST + b"-> a\n" + stanza * number + LAST, key())
    assert time.process_time() - started < 1
