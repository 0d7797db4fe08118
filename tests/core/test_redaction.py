"""A name that was replaced is nowhere, and nothing else has changed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import asdict, replace

from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    Part,
    Picture,
    Records,
    Step,
    Table,
    Words,
)
from portrait_cli.core.entry import Entry, Plan, Response
from portrait_cli.core.errors import UsageError
from portrait_cli.core.redaction import (
    Redaction,
    parse_redaction,
    parts_of_names,
    redacted,
    redacted_data,
    redacted_text,
    together,
)

DAY = date(2026, 11, 23)


def _read(written: Iterable[str]) -> tuple[Redaction, ...]:
    return together(map(parse_redaction, written))


MARIA = _read(["Maria Lopez=a teacher"])


def test_a_name_becomes_a_role() -> None:
    """In any case, with any blanks, hyphens or one line end in it, and with the possessive it has."""
    for written, becomes in (
        ("I met Maria Lopez.", "I met a teacher."),
        ("I met MARIA  LOPEZ's class", "I met a teacher's class"),
        ("with maria\nlopez’s mother", "with a teacher’s mother"),
        ("#maria-lopez, maria_lopez, Maria‑Lopez", "#a teacher, a teacher, a teacher"),
        ("**Maria** *Lopez*", "**A teacher*"),
        ("Maria Lopez left. Maria Lopez's plan", "A teacher left. A teacher's plan"),
        ("- Maria Lopez\n- “Maria Lopez”", "- A teacher\n- “A teacher”"),
        ("so did Ms. Maria Lopez", "so did a teacher"),
        ("Write to maria.lopez@example.org.", "Write to a teacher."),
    ):
        assert redacted_text(written, MARIA) == becomes


def test_what_is_not_the_name_stays() -> None:
    """Parts of the name, names within other words, and words in two sentences or paragraphs are not the name."""
    for text in (
        "Maria",
        "Lopez, Maria",
        "Maria. Lopez",
        "Maria\n\nLopez",
        "Marialopez",
        "AnnaMaria Lopez",
        "Maria Lopezi",
    ):
        assert redacted_text(text, MARIA) == text
    assert redacted_text("also Al", _read(["Al=a student"])) == "also a student"


def test_the_longest_name_comes_first() -> None:
    """A name within a longer name is replaced only where it stands alone."""
    both = _read(["Lopez=a family", "Maria Lopez=a teacher", "Maria=a child"])
    assert redacted_text("x Maria Lopez, Lopez and Maria", both) == "x a teacher, a family and a child"


def test_names_that_are_words_too_need_their_capital() -> None:
    """Will is a name; in lower case the word stays, even in capitals of another name it is found."""
    will = _read(["Will=a student"])
    assert redacted_text("I will ask Will. Will WILL?", will) == "I will ask a student. A student a student?"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("given_form", ["NFC", "NFD"])
def test_accents_may_be_typed_in_any_way(form: Literal["NFC", "NFD"], given_form: Literal["NFC", "NFD"]) -> None:
    """A letter and its accent are one or two characters, or the accent is missing."""
    names = _read([unicodedata.normalize(given_form, "José Nguyễn=a parent")])
    text = unicodedata.normalize(form, "x José Nguyễn, JOSE NGUYEN, jose nguyen's Éva")
    end = unicodedata.normalize(form, "Éva")
    assert redacted_text(text, names) == f"x a parent, a parent, a parent's {end}"


def test_possessives_fit_the_role() -> None:
    """A name or a role that ends in s has the possessive of its own."""
    james = _read(["James=a custodian", "Lee=the twins", "Ross=the boys"])
    for written, becomes in (
        ("x James' keys", "x a custodian's keys"),
        ("x James's keys", "x a custodian's keys"),
        ("x Lee's keys", "x the twins' keys"),
        ("x Ross’ keys", "x the boys’ keys"),
        ("x 'James' X", "x 'a custodian' X"),
        ("x Lee'", "x the twins'"),
    ):
        assert redacted_text(written, james) == becomes


def test_names_with_dots_and_apostrophes() -> None:
    """Initials, Irish names and Chinese names are found as they are written."""
    names = _read(["J. Patterson=a nurse", "O'Neil=a guard", "王芳=a parent", "Ms. Okafor=a coach"])
    text = "x J. Patterson, j.patterson; O’Neil; 我和王芳说 and Ms Okafor's"
    assert redacted_text(text, names) == "x a nurse, a nurse; a guard; 我和a parent说 and a coach's"


def test_names_that_only_a_reader_of_markdown_sees() -> None:
    """A name is found with signs written as `&nbsp;` and with backslashes; what has no name in it stays."""
    for written in ("Zo&euml; N&#250;ñez", "Zoë&nbsp;Núñez", "Zoë\\ Núñez", "Zoë \\*Núñez\\*"):
        assert "Zo" not in redacted_text(f"We met {written}.", (Redaction("Zoë Núñez", "a child"),)), written
    aide = (Redaction("O'Brien", "an aide"),)
    assert redacted_text("R&amp;D met O\\'Brien.", aide) == "R&amp;D met an aide."
    assert redacted_text("R&amp;D met.", aide) == "R&amp;D met."


def test_what_cannot_be_read_says_how_it_would_be_right() -> None:
    """Without a name, a role or the equals sign nothing is guessed."""
    for written, problem in (
        ("Maria Lopez", '"Maria Lopez" does not say what to write in place of the name'),
        ("Maria=", '"Maria=" does not say what to write in place of the name'),
        ("=a teacher", '"=a teacher" has no name in it'),
        ("!!=a teacher", '"!!=a teacher" has no name in it'),
    ):
        with pytest.raises(UsageError, match=re.escape(problem)) as caught:
            _read([written])
        assert caught.value.hint == 'write it like this: --redact "Maria Lopez=a teacher"'


def test_a_role_must_not_tell_who_it_is() -> None:
    """A role with a name in it, and two roles for one name, are refused."""
    for written, problem in (
        (["Maria=Maria's class"], 'the role "Maria\'s class" has the name Maria in it'),
        (["Maria=Omar's sister", "Omar=a boy"], 'the role "Omar\'s sister" has the name Omar in it'),
        (["Omar=a boy", "Maria=Omar's sister"], 'the role "Omar\'s sister" has the name Omar in it'),
        (["María=a girl", "maria=a boy"], "maria has two roles: a girl, and a boy"),
    ):
        with pytest.raises(UsageError, match=re.escape(problem)):
            _read(written)
    assert len(_read(["Maria=a girl", "maria=a girl"])) == 2


def test_parts_of_names_are_told() -> None:
    """The words of longer names, but for small ones, can be looked for afterward."""
    names = _read(["José de la Cruz=a parent", "Omar=a boy", "Mrs. Lopez=a teacher"])
    assert parts_of_names(names) == {"jose", "lopez"}


def test_names_in_web_addresses() -> None:
    """Blanks and accents may be written with percent signs; an address without a name stays as it is."""
    text = "x https://example.org/Maria%20Lopez%20plan.pdf and https://example.org/a%20b, 50% of 7%"
    assert (
        redacted_text(text, MARIA)
        == "x https://example.org/a teacher plan.pdf and https://example.org/a%20b, 50% of 7%"
    )
    jose = _read(["José=a parent"])
    assert redacted_text("files/Jos%C3%A9.pdf", jose) == "files/a parent.pdf"


# --- values ---


def _document(name: str) -> Document:
    parts: tuple[Part, ...] = (
        Heading(name),
        Words(f"I met {name}."),
        Facts((("Who", name), (name, "x"))),
        Bullets((f"x {name}",)),
        Table(name, (name, ""), ((name, "x"),)),
        Picture(name, (name,), (Step(DAY, name, 1),), f"x {name}"),
    )
    return Document(
        kind="entry",
        title=f"About {name}",
        parts=iter(parts),
        footer=(name,),
        made_on=DAY,
        subtitle=name,
        author=name,
        records=Records((name,), iter([(name, "x")])),
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, Struct):
        yield from _texts(asdict(value))
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)


def test_no_text_of_a_document_has_the_name() -> None:
    """Every text of a document is the same with the role, also those that come one by one."""
    assert list(_texts(redacted(_document("Maria Lopez"), MARIA))) == [
        text.replace("Maria Lopez", "A teacher" if text.startswith("Maria") else "a teacher")
        for text in _texts(_document("Maria Lopez"))
    ]


def test_parts_of_any_kind_are_replaced() -> None:
    """Parts may come from anything that can be gone through, not from a list or a generator alone."""

    class Parts:
        def __iter__(self) -> Iterator[Part]:
            yield Words("x Maria Lopez")

    document = replace(_document("x"), parts=Parts())
    assert list(redacted(document, MARIA).parts) == [Words("x a teacher")]


def test_codes_of_a_document_stay() -> None:
    """The kind and the language are no words."""
    document = redacted(_document("x"), _read(["En=a boy", "Entry=a girl"]))
    assert (document.kind, document.language) == ("entry", "en")


def test_entries_and_data_are_replaced_too() -> None:
    """An entry's words, and nested data for a template; what is no text stays."""
    made = datetime.fromisoformat("2026-11-23T18:30:00")
    entry = Entry(
        "id", made, "-06:00", "Maria Lopez", blocks=(Response("a.b", "Who?", "Maria Lopez"), Plan("p", "", "", "x"))
    )
    blocks = (replace(entry.responses[0], text="A teacher"), entry.blocks[1])
    assert redacted(entry, MARIA) == replace(entry, title="A teacher", blocks=blocks)
    data = {"Maria Lopez": ["x Maria Lopez", 1, None, b"Maria Lopez", {"y": ("Maria Lopez",)}]}
    assert redacted_data(data, MARIA) == {
        "Maria Lopez": ["x a teacher", 1, None, b"Maria Lopez", {"y": ("A teacher",)}]
    }


def test_without_names_nothing_is_touched() -> None:
    """The same value comes back, so that parts that come one by one are not wrapped."""
    document = _document("x")
    assert redacted(document, ()) is document
    data = ["x"]
    assert redacted_data(data, ()) is data
    assert redacted_text("x", ()) == "x"


# --- any name in any text ---

_Form = Literal["NFC", "NFD"]
_FORMS: tuple[_Form, ...] = ("NFC", "NFD")
_CHANGES: tuple[Callable[[str], str], ...] = (str, str.upper, str.title)
_NAME_WORDS = st.sampled_from(
    ["Maria", "Lopez", "José", "O'Neil", "Nguyễn", "Smith-Jones", "Al", "王", "Óscar", "Zoë"]
)
_NAMES = st.lists(_NAME_WORDS, min_size=1, max_size=3).map(" ".join)
_ROLES = st.sampled_from(["a teacher", "a student", "the parents", "someone"])
_FILLER = st.sampled_from(["also", "Mario", "Lopezi", "the", "so", "marias", "é", "--", "1.", "**x**", "Josée"])


@st.composite
def _written(draw: st.DrawFn, name: str) -> str:
    blanks = st.sampled_from([" ", "  ", "\n", "\u00a0", " \n "])
    text = "".join(part if part != " " else draw(blanks) for part in re.split("( )", name))
    return unicodedata.normalize(draw(st.sampled_from(_FORMS)), draw(st.sampled_from(_CHANGES))(text))


@given(name=_NAMES, role=_ROLES, data=st.data())
def test_the_name_is_nowhere_and_nothing_else_has_changed(name: str, role: str, data: st.DataObject) -> None:
    """Between other words, any way of writing the name becomes the role, and every other word stays."""
    redactions = (Redaction(name, role),)
    pieces = data.draw(st.lists(_FILLER | st.just(name), max_size=8))
    texts = [data.draw(_written(name)) if piece == name else piece for piece in pieces]
    written = redacted_text(", ".join(["x", *texts]), redactions)
    assert written == ", ".join(["x", *(role if piece == name else piece for piece in pieces)])


@given(name=_NAMES, role=_ROLES, text=st.text())
def test_any_text_is_without_the_name(name: str, role: str, text: str) -> None:
    """Wherever the name is put, a search that folds case and accents does not find it afterward."""
    written = redacted_text(f"{text} {name} {text} {name.upper()}, {text}", (Redaction(name, role),))
    assert not re.search(rf"(?<!\w){re.escape(_folded(name))}(?!\w)", _folded(written))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("mlopez3@school.example.org, twice", "a parent, twice"),
        ("[mail](mailto:Maria.Lopez@example.org)", "[mail](mailto:a parent)"),
        ("omar@example.org and m.lopez@example.org", "a student and a parent"),
        ("office@example.org", "office@example.org"),
        ("we met @ Lopez hall", "we met @ a parent hall"),
    ],
)
def test_an_address_with_a_name_in_it_goes_as_a_whole(written: str, becomes: str) -> None:
    """What stands beside the name in an email address tells who it is, too."""
    roles = (Redaction("Ms. Maria Lopez", "a parent"), Redaction("Lopez", "a parent"), Redaction("Omar", "a student"))
    assert redacted_text(written, roles) == becomes
