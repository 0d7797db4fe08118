"""Sealed replies are found in whatever a mail program makes of them, and always in the same form."""

import html
import quopri
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.formats import incoming, sealed_text
from portrait_cli.formats.sealed_text import Found, find
from portrait_cli.store import seal
from sealed_replies import ITEM, answers_file, binary, key

SEALED = seal.sealed(answers_file("staff", {ITEM: "regularly"}), key().recipient)
OTHER = seal.sealed(answers_file("staff", {ITEM: "sometimes"}), key().recipient)
TEXT = SEALED.decode()

Transport = Callable[[str], str]


def _each_line(change: Callable[[str], str]) -> Transport:
    return lambda text: "\n".join(map(change, text.split("\n")))


def _in_html(between: str) -> Transport:
    return lambda text: f"<html><body><p>Hi!</p>{html.escape(text).replace(chr(10), between)}</body></html>"


TRANSPORTS: dict[str, Transport] = {
    "as it is": lambda text: text,
    "quoted": _each_line(lambda line: f"> {line}"),
    "quoted without a space": _each_line(lambda line: f">{line}"),
    "quoted with a bar": _each_line(lambda line: f"| {line}"),
    "quoted with initials": _each_line(lambda line: f"DR> {line}"),
    "indented": _each_line(lambda line: f"      {line}"),
    "indented by a tab": _each_line(lambda line: f"\t{line}"),
    "indented by hard spaces": _each_line(lambda line: f"\u00a0\u00a0{line}"),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
    "old line ends": lambda text: text.replace("\n", "\r"),
    "spaces at the ends": _each_line(lambda line: f"{line}  "),
    "hard spaces at the ends": _each_line(lambda line: f"{line}\u00a0"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "wrapped": _each_line(lambda line: "\n".join(textwrap.wrap(line, 40)) if " " not in line else line),
    "joined": lambda text: text.replace("\n", " "),
    "joined without spaces": lambda text: text.replace("\n", ""),
    "zero-width spaces": _each_line(lambda line: f"\u200b{line}\ufeff"),
    "words around it": lambda text: f"Dear Dana,\n\nhere you are.\n{text}\n\nBest,\nAlex <alex@example.org> & co.\n",
    "words beside it": lambda text: f"My reply: {text.rstrip()} Thanks!",
    "long dashes": lambda text: text.replace("-----", "\u2014\u2014-"),
    "words of the marks wrapped": lambda text: text.replace("AGE ENCRYPTED", "AGE\n> ENCRYPTED"),
    "as HTML with line breaks": _in_html("<br>\n"),
    "as HTML in blocks": _in_html("</div><div class='x'>"),
    "as HTML with hard spaces": lambda text: _in_html("<br/>")(text).replace(" ", "&nbsp;"),
    "as HTML with entities": lambda text: _in_html("<br>")(text).replace("+", "&#43;").replace("/", "&#x2F;"),
    "as quoted printable": lambda text: quopri.encodestring(text.encode("ascii", "ignore"), quotetabs=True).decode(),
    "as rich text": lambda text: "{\\rtf1\\ansi\\f0 " + text.replace("\n", "\\par\n") + "}",
    "as a text in JSON": lambda text: '{"body": "' + text.replace("\n", "\\n") + '"}',
}
LAST = [
    "as it is",
    "as HTML with line breaks",
    "as HTML in blocks",
    "as HTML with hard spaces",
    "as quoted printable",
]
"""What a mail program does at the end, if it does."""
BEFORE = [name for name in TRANSPORTS if not name.startswith("as ")]


@pytest.mark.parametrize("name", TRANSPORTS)
def test_a_reply_is_the_same_however_it_came(name: str) -> None:
    """What a mail program does to a sealed reply changes nothing of what is found."""
    assert find(TRANSPORTS[name](TEXT)) == Found((SEALED,))


@given(
    st.lists(st.sampled_from(BEFORE), max_size=4),
    st.sampled_from(LAST),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]),
)
def test_a_reply_is_the_same_after_several_transports(plain: list[str], last: str, encoding: str) -> None:
    """So do several of them, one after the other, in any encoding that a program saves it in."""
    text = TEXT
    for name in plain:
        text = TRANSPORTS[name](text)
    data = TRANSPORTS[last](text).encode(encoding, "ignore")
    assert incoming.look_into(data).sealed == (SEALED,)


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_around_a_reply_do_not_matter(before: str, after: str) -> None:
    """Whatever stands in the lines before and after a sealed reply is not a part of it."""
    assert find(f"{before}\n{TEXT}\n{after}").sealed == (SEALED,)


def test_several_replies_in_one_text_are_found_each_once() -> None:
    """A text may hold several sealed replies, also the same one twice, of which one is quoted."""
    twice = f"{TEXT}\n{TRANSPORTS['quoted'](TEXT)}\n{OTHER.decode()}"
    assert find(twice) == Found((SEALED, OTHER))


@pytest.mark.parametrize(
    "text",
    [
        TEXT[: len(TEXT) // 2],
        TEXT.replace("-----END AGE ENCRYPTED FILE-----", "Sent from my phone"),
        TEXT.replace("YWdlLW", "AAAAAA"),
        "-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----",
        TEXT.replace("\n-----END", "\n" + "A" * 7_000_000 + "\n-----END"),
    ],
)
def test_what_is_not_whole_is_noticed(text: str) -> None:
    """The mark of a sealed reply without all of it is damage; what is whole beside it is found all the same."""
    assert find(text) == Found((), is_damaged=True)
    assert find(f"{text}\n{OTHER.decode()}").sealed[-1:] == (OTHER,)


def test_a_text_without_replies_has_none() -> None:
    """An end without a beginning is nothing, and so are other words and tags."""
    assert find("-----END AGE ENCRYPTED FILE-----") == find("<p>Hi & bye</p>") == Found()


def test_a_binary_file_of_age_is_the_same_reply() -> None:
    """The same reply as a file of age that is no text has the same form and the same name."""
    assert incoming.look_into(binary(SEALED)).sealed == (SEALED,)
    assert sealed_text.digest_of(SEALED) != sealed_text.digest_of(OTHER)


@given(st.text(alphabet="-BEGIN AGECRYPTDFL\n> <&;=", max_size=300))
def test_no_text_is_too_much(text: str) -> None:
    """Pieces of the marks in any order are no reply, and no error."""
    assert find(text).sealed == ()


def test_a_number_of_thousands_of_digits_is_no_error() -> None:
    """Python reads no such number, which may stand in HTML, or before a reply; a whole reply is found beside it."""
    number = f"&#{'9' * 5_000};"
    assert find(f"<p>{number}</p>{TEXT}") == Found((SEALED,))
    assert find(f"<p>{number}</p>{TEXT[:600]}") == Found((), is_damaged=True)


def test_initials_before_the_first_line_alone_are_no_quoting() -> None:
    """Initials before one line only take nothing from the others, of which one may end in their letters."""
    text = TRANSPORTS["quoted with initials"](TRANSPORTS["joined without spaces"](TRANSPORTS["quoted"](TEXT)))
    assert find(text) == Found((SEALED,))
