"""What is in a file that somebody sent is found, whatever kind of file it is."""

import base64
import time
from collections.abc import Sequence
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.formats import incoming, request_file
from portrait_cli.formats.incoming import Incoming, look_into
from portrait_cli.store import seal
from sealed_replies import ITEM, answers_file, key, request

SEALED = seal.sealed(answers_file("staff", {ITEM: "regularly"}), key().recipient)
OTHER = seal.sealed(answers_file("staff", {ITEM: "sometimes"}), key().recipient)
TEXT = SEALED.decode()
TYPED = f"request: k7f32m9q\ngroup: staff\nanswers:\n  {ITEM}: Regularly\n  closing.keep: |\n    Two\n\n    lines.\n"
REQUEST = request_file.write(request())


def _mail(text: str = "Hi!", html: str = "", attached: Sequence[tuple[str, bytes]] = ()) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana Soto <ana@example.org>", "dana@example.org", "My réply"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


# --- e-mails ---


@pytest.mark.parametrize(
    "mail",
    [
        _mail(f"Hi!\n\n{TEXT}\nAna"),
        _mail("See below.", f"<p>Hi!</p><pre>{TEXT}</pre>"),
        _mail(f"Hi!\n{TEXT}", "<p>" + TEXT.replace("\n", "<br>") + "</p>"),
        _mail(attached=[("reply-k7f32m9q.txt", SEALED)]),
        _mail(attached=[("reply.txt", SEALED), ("again.txt", SEALED)]),
        _mail("é" * 500 + "\n" + TEXT),
        _mail(TEXT[:600], f"<pre>{TEXT}</pre>"),
    ],
)
def test_a_reply_in_an_email_is_found(mail: EmailMessage) -> None:
    """A saved e-mail has a reply in its text, as HTML or attached, in any encoding, and it is the same one."""
    data = mail.as_bytes()
    assert look_into(data) == Incoming(sealed=(SEALED,))
    assert look_into(b"1234\n" + data) == Incoming(sealed=(SEALED,))
    assert look_into(data.replace(b"\n", b"\r\n")) == Incoming(sealed=(SEALED,))


def test_every_email_of_a_mailbox_is_looked_into() -> None:
    """A mailbox has one reply after another; a damaged one is noticed beside the others."""
    cut = _mail(TEXT[:600])
    mails = [_mail(attached=[("r.txt", SEALED)]), _mail(OTHER.decode()), cut]
    box = b"".join(b"From - Mon Nov 23 18:30:00 2026\n" + mail.as_bytes() + b"\n" for mail in mails)
    assert look_into(box) == Incoming(sealed=(SEALED, OTHER), is_damaged=True)


def test_an_email_attached_to_another_is_looked_into() -> None:
    """A forwarded e-mail may hold the reply, and so may a packed file, which is left to the store."""
    outer = _mail("Forwarded.")
    outer.add_attachment(_mail(attached=[("reply.txt", SEALED)]))
    assert look_into(outer.as_bytes()).sealed == (SEALED,)
    packed = b"PK\x03\x04 and so on"
    assert look_into(_mail(attached=[("replies.zip", packed)]).as_bytes()) == Incoming(packed=(packed,))


def test_words_that_look_like_an_email_are_read_as_text_too() -> None:
    """A pasted text may begin like an e-mail without being one, and a deep heap of e-mails has an end."""
    assert look_into(f"From: Ana\nSent: Monday\n{TEXT}".encode()).sealed == (SEALED,)
    inner = _mail(TEXT)
    for _ in range(12):
        outer = _mail()
        outer.add_attachment(inner)
        inner = outer
    assert look_into(inner.as_bytes()).sealed == (SEALED,)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "x-unknown", "ascii"])
def test_a_typed_reply_in_an_email_keeps_its_letters(charset: str) -> None:
    """The words of an e-mail are read in the encoding that it names, else as they are."""
    text = TYPED.replace("Two", "Señal")
    encoding = {"x-unknown": "utf-8", "ascii": "utf-8"}.get(charset, charset)
    header = (
        f"From: a@example.org\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    )
    (typed,) = look_into(header.encode() + base64.encodebytes(text.encode(encoding))).typed
    assert "Señal" in typed.decode()


def test_an_encoding_whose_name_is_no_name_is_no_error() -> None:
    """Python's library raises its own error for one with a zero in it, if the words have other letters."""
    assert look_into(b"From: a\nContent-Type: text/plain; charset=\0\n\n\xff\n" + SEALED).sealed == (SEALED,)


# --- other files ---


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le"])
@pytest.mark.parametrize("before", [b"", b"x"])
def test_a_reply_in_an_email_of_outlook_is_found(encoding: str, before: bytes) -> None:
    """Outlook saves e-mails as files that are no text; the reply is in them, in letters of either width."""
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00\x01\xff" * 100 + before + TEXT.encode(encoding) + b"\xff\xd8" * 9
    )
    assert look_into(data).sealed == (SEALED,)


def test_bytes_that_are_no_text_are_looked_into_all_the_same() -> None:
    """A letter in another encoding, or any other file, may hold a reply."""
    assert look_into(b"Gr\xfc\xdfe\n" + SEALED).sealed == (SEALED,)
    assert look_into(b"\x89PNG\r\n\x1a\n") == Incoming()


def test_the_request_of_a_page_is_found() -> None:
    """A page has its request within it; the marks in its script, and the lines that it shows, are no replies."""
    embedded = REQUEST.replace("<", "\\u003c")
    page = (
        "<!doctype html><script>const begin = '-----BEGIN AGE ENCRYPTED FILE-----'</script>"
        '<script type="application/json">[1]</script><script type="application/json">{"request": 5}</script>'
        f'<script type="application/json" id="request">{embedded}</script><pre>{TYPED}</pre>'
    )
    found = look_into(page.encode())
    assert [request_file.parse(data, "it") for data in found.requests] == [request()]
    assert found == Incoming(requests=found.requests)
    assert look_into(page.encode() + SEALED).sealed == (SEALED,)
    assert look_into(page.encode()[: page.index(embedded) + 20]).requests == ()


def test_a_request_or_a_result_by_itself_is_found() -> None:
    """JSON that has a request is one, and JSON that has a result is that; other JSON is nothing."""
    assert look_into(REQUEST.encode()) == Incoming(requests=(REQUEST.encode(),))
    assert look_into(b' {"result": {}}') == Incoming(results=(b' {"result": {}}',))
    for data in (b'{"result": 5}', b"{}", b"{", b"[" * 100_000, b'{"a":' * 100_000, b'{"request": {"a": }}'):
        assert look_into(data) == Incoming()


# --- replies that somebody typed ---


@pytest.mark.parametrize(
    "text",
    [
        TYPED,
        f"Dear Dana,\nhere it is.\n\n{TYPED}\nBest, Ana\n",
        "".join(f"> {line}\n" for line in TYPED.splitlines()) + "On Monday you wrote:\n",
        "".join(f"  | {line}  \n" for line in TYPED.splitlines()),
        TYPED.replace("\n", "\r\n"),
        TYPED.replace("\n", "\r"),
        TYPED.replace(" ", "\u00a0"),
        "<html><pre>" + TYPED + "</pre>",
        "<div>" + TYPED.replace("\n", "</div><div>").replace("  ", "&nbsp; ") + "</div>",
    ],
)
def test_a_typed_reply_is_found_in_a_letter(text: str) -> None:
    """An answers file that somebody typed is found in a text, without what is around it and before its lines."""
    (typed,) = look_into(text.encode()).typed
    lines = [line for line in typed.decode().splitlines() if line.strip()]
    assert lines == [line for line in TYPED.splitlines() if line.strip()]


def test_a_typed_reply_that_lost_its_spaces_is_found() -> None:
    """Answers are known by their names, for mail programs drop the spaces before a line; the group may come first."""
    text = f"Hi\ngroup: staff\nrequest: 'k7f32m9q'\nanswers:\n{ITEM}: Regularly\n# a comment\nSee you: Monday\n"
    typed = f"group: staff\nrequest: 'k7f32m9q'\nanswers:\n  {ITEM}: Regularly\n# a comment"
    assert look_into(text.encode()).typed == (typed.encode(),)
    other = text.replace("Regularly", "Sometimes")
    assert len(look_into((text + other).encode()).typed) == 2


# --- hostile files ---


@given(st.binary(max_size=400))
def test_any_bytes_can_be_looked_into(data: bytes) -> None:
    """No file is an error, also if it begins like an e-mail."""
    look_into(data)
    look_into(b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + data + b"\n--x--\n")
    look_into(b"Content-Type: text/plain; charset=" + data)


def seconds(data: bytes) -> float:
    """Return how long it takes to look into a file, at best."""
    best = 60.0
    for _ in range(3):
        started = time.process_time()
        look_into(data)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("", "-----BEGIN AGE ENCRYPTED FILE-----", ""),
        ("", "-----BEGIN AGE ENCRYPTED FILE", ""),
        ("", "-" * 10, ""),
        ("", "- ", ""),
        ("", "-----BEGIN AGE " + " " * 39, ""),
        ("", "ENCRYPTED ", ""),
        ("", "-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n", ""),
        ("", "request: k7f32m9q\n", ""),
        ("", "request: k7f32m9q\nanswers:\n", ""),
        ("request: k7f32m9q\nanswers:\n", "a.", ""),
        ("request: k7f32m9q\nanswers:\n", "a.:", ""),
        ("request: k7f32m9q\nanswers:\n  a.b: x", " ", "x"),
        ("", ">" * 50, ""),
        ("", "<script json", ""),
        ("", "<script json>", ""),
        ("", "<script json>", "</script>"),
        ("", "<script>", "</script>"),
        ("", "<script ", ""),
        ("", "<", ""),
        ("", "&amp;", ""),
        ("<p>&#", "9", ";"),
        ("", "=\n", ""),
        ("", "=" + " " * 60, ""),
        ("", "=3D", ""),
        ("", "{", ""),
        ("", '{"request":', ""),
        ("", "From a\n", ""),
        ("", "From: a\n\n", ""),
        ("", "Content-Type: multipart/mixed; boundary=x\n\n--x\n", ""),
        ("Content-Type: multipart/mixed; boundary=x\n\n", "--x\n\na\n", ""),
        ("Content-Type: text/plain", ";", "\n\n"),
        ('Content-Type: text/plain; a="', '\\";', "\n\n"),
        ("Content-Type: text/plain; charset=punycode\n\na-", "b", ""),
    ],
)
def test_twice_as_much_takes_twice_as_long(before: str, piece: str, after: str) -> None:
    """Looking into a file of anything that looks like the beginning of something takes time as it grows, not more."""
    once, twice = ((before + piece * (size // len(piece)) + after).encode() for size in (150_000, 300_000))
    assert seconds(twice) < 3 * seconds(once) + 0.1
    assert seconds(b"From: a\n\n" + twice) < 3 * seconds(b"From: a\n\n" + once) + 0.1


@pytest.mark.parametrize(
    "header", ["Content-Type: multipart/mixed; boundary=x{0}\n\n--x{0}\n", "Content-Type: message/rfc822\n\n"]
)
def test_emails_within_emails_without_end_are_read_as_text(header: str) -> None:
    """An e-mail that is deeper than any program reads is no error, and what is in its text is found."""
    data = "".join(header.format(number) for number in range(5_000))
    assert look_into(f"{data}\n{TEXT}".encode()).sealed == (SEALED,)


@pytest.mark.parametrize("piece", ["--x\n", "\n"])
def test_emails_of_more_parts_or_lines_than_any_are_read_as_text(piece: str) -> None:
    """An e-mail that would take minutes is read as text only: its parts are not, what is in its text is."""
    whole = "From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n"
    encoded = "--x\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(OTHER).decode()
    assert look_into(f"{whole}{encoded}\n--x\n\n{TEXT}".encode()).sealed == (OTHER, SEALED)
    assert look_into(f"{whole}{piece * 1_000_001}{encoded}\n--x\n\n{TEXT}".encode()).sealed == (SEALED,)


def test_a_large_text_is_left_alone_unless_it_is_mail() -> None:
    """A text that is larger than any page is not looked into; e-mails, also of Outlook, are."""
    large = b"\n" * incoming.LARGEST_TEXT + SEALED
    assert look_into(large) == Incoming(is_too_large=True)
    assert Incoming(is_too_large=True).is_empty
    assert look_into(b"From: a\n\n" + large).sealed == (SEALED,)
    assert look_into(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + large).sealed == (SEALED,)


def test_a_thousand_scripts_are_looked_into() -> None:
    """A page has one or two scripts; what is in the thousandth is found, and those after it are left alone."""
    embedded = f'<script type="application/json">{REQUEST.replace("<", chr(92) + "u003c")}</script>'
    assert len(look_into(("<script></script>" * 999 + embedded).encode()).requests) == 1
    assert not look_into(("<script></script>" * 1_000 + embedded).encode()).requests


def test_what_is_found_together_is_there_once() -> None:
    """What several parts have is there once, in their order."""
    one = Incoming(sealed=(SEALED,), typed=(b"t",), requests=(b"r",), results=(b"s",), is_damaged=True)
    assert incoming.Incoming.together([one, one, Incoming()]) == one
