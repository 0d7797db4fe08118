from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from portrait_cli.core.entry import Block, Entry, Evidence, EvidenceDropped, Prose, Response
from portrait_cli.formats import entry_file

WRITTEN = datetime(2026, 11, 23, 14, 30)  # noqa: DTZ001  # local, as entries are
AGENDA = Evidence("e1", "care", "Care", "Led by two teachers.", link="files/ab12.pdf", name="Agenda.pdf")
MARK = "### Care <!-- evidence-added: e1 care link -->"
_signs = st.text("[]()<>*_`~!&#|^$\\;:/ .-aé", min_size=1, max_size=12)


def _file(*blocks: Block) -> str:
    return entry_file.dump(Entry("x", WRITTEN, "-06:00", "T", blocks=blocks))


def _read(*lines: str) -> list[Block]:
    text = _file().rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"
    return list(entry_file.parse(text, "x.md").blocks)


def test_evidence_reads_well_as_markdown() -> None:
    """A file and a web address are ordinary links, and an answer is named by the words above its mark."""
    written = _file(
        Evidence("e0", "", "Evidence of Care: “I …”", step="care.moment", entry="2026-11-20-090000-note"),
        AGENDA,
        Evidence("e2", "care", "Care", link="https://example.org/a?b=1&c=2", name="https://example.org/a?b=1&c=2"),
        EvidenceDropped("e9", "I said so."),
    )
    assert written.split("# T\n\n")[1] == (
        "### Evidence of Care: “I …” <!-- evidence-added: e0 - answer care.moment 2026-11-20-090000-note -->\n\n"
        "### Care <!-- evidence-added: e1 care link -->\n\n"
        "[Agenda.pdf](../files/ab12.pdf)\n\n"
        "Led by two teachers.\n\n"
        "### Care <!-- evidence-added: e2 care link -->\n\n"
        "<https://example.org/a?b=1&c=2>\n\n"
        "### I said so. <!-- evidence-dropped: e9 -->\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "[Agenda.pdf](../files/ab12.pdf)",
        "[Agenda.pdf](<../files/ab12.pdf>)",
        "![Agenda.pdf](../../files/ab12.pdf)",
        "[Agenda.pdf](./files/ab12.pdf)",
        "[Agenda.pdf](files/ab12.pdf) ",
        '  [Agenda.pdf](files/ab12.pdf "The agenda")',
        "[Agenda.pdf](files/ab12.pdf 'The agenda')",
        "[Agenda\\.pdf](../files/ab12\\.pdf)",
    ],
)
def test_a_link_is_found_however_it_is_written(line: str) -> None:
    """Formatters, and entries that were moved to other folders, leave the same file linked."""
    assert _read(MARK, "", line, "", "Led by two teachers.") == [AGENDA]
    assert _read(MARK, "", line, "Led by two teachers.") == [AGENDA]


@pytest.mark.parametrize(
    ("line", "name", "link"),
    [
        ("[Notes [two] of &lt;us&gt;](x.html)", "Notes [two] of <us>", "x.html"),
        ("[Notes [a [b]]](x.html)", "Notes [a [b]]", "x.html"),
        ("[R&amp;D &copy; &quot;](x.html)", 'R&D &copy; "', "x.html"),
        ("[A long name\nof a file](files/a.pdf)", "A long name of a file", "files/a.pdf"),
        ("<https://example.org>", "https://example.org", "https://example.org"),
        ("https://example.org", "https://example.org", "https://example.org"),
        ("<mailto:ana@example.org>", "mailto:ana@example.org", "mailto:ana@example.org"),
    ],
)
def test_the_name_of_a_link_as_formatters_write_it(line: str, name: str, link: str) -> None:
    """Brackets without escapes, signs by their names, wrapped lines and bare addresses are the same link."""
    assert _read(MARK, "", *line.split("\n")) == [Evidence("e1", "care", "Care", link=link, name=name)]


@pytest.mark.parametrize(
    "below", [["My words."], ["", "My words."], ["[Agenda.pdf][1]"], ["[one](a) and [two](b)"], ["https://a b"]]
)
def test_without_its_link_evidence_is_the_words_that_are_left(below: list[str]) -> None:
    """A link that was deleted or changed into words by hand costs no word."""
    assert _read(MARK, "", *below) == [Evidence("e1", "care", "Care", "\n".join(below))]


@pytest.mark.parametrize("mark", ["e1 care link", "e1 care"])
def test_evidence_that_was_deleted_by_hand_is_none(mark: str) -> None:
    """A heading without anything below it shows nothing; the next part is read."""
    assert _read(f"### Care <!-- evidence-added: {mark} -->") == []
    assert _read(f"### Care <!-- evidence-added: {mark} -->", "", "### Q? <!-- prompt: a.b -->", "", "Yes.") == [
        Response("a.b", "Q?", "Yes.")
    ]


def test_a_marked_answer_may_have_words_of_its_own() -> None:
    """What a person writes below a mark by hand is kept with it."""
    marked = Evidence("e1", "care", "Care", "Twice!", step="care.moment")
    assert _read("### Care <!-- evidence-added: e1 care answer care.moment -->", "", "Twice!") == [marked]
    assert list(entry_file.parse(_file(marked), "x.md").blocks) == [marked]


@pytest.mark.parametrize("mark", ["evidence-added: e1", "evidence-added: e1 a b", "evidence-added: e1 a answer",
    "evidence-added: e1 a answer s e f", "evidence-dropped: ", "evidence-dropped: a b"])  # fmt: skip
def test_a_mark_that_says_something_else_is_words(mark: str) -> None:
    """A mark that we did not write, or that was damaged, is kept as it is."""
    found = _read(f"### Care <!-- {mark} -->", "", "Words.")
    if mark == "evidence-dropped: ":
        assert found == [EvidenceDropped("", "Care"), Prose("Words.")]
    else:
        assert found == [Prose(f"### Care <!-- {mark} -->\n\nWords.")]


def test_words_below_evidence_that_was_dropped_stay() -> None:
    """Whatever a person adds there is theirs."""
    assert _read("### I said so. <!-- evidence-dropped: e9 -->", "", "Why?") == [
        EvidenceDropped("e9", "I said so."),
        Prose("Why?"),
    ]


@pytest.mark.parametrize("entry", ["my entry", "a--b", "a-->", "50%", "%41;", "x<y>", "a\u2003b", "\t", "%d800;"])
def test_an_entry_with_any_id_can_be_marked(entry: str) -> None:
    """People give their files and entries any name."""
    evidence = Evidence("e1", "care", "Care", step="care.moment", entry=entry)
    assert list(entry_file.parse(_file(evidence), "x.md").blocks) == [evidence]


def test_a_mark_that_was_written_by_hand_is_taken_as_it_is() -> None:
    """What looks like one of our codes, and is none that we write, stays."""
    assert _read("### Care <!-- evidence-added: e1 care answer care.%41;%d800; x%20;y -->") == [
        Evidence("e1", "care", "Care", step="care.%41;%d800;", entry="x y")
    ]


@given(_signs.filter(str.strip), _signs.map(lambda signs: f"https://example.org/{signs}".rstrip()))
def test_other_programs_see_the_same_link(name: str, link: str) -> None:
    """An independent Markdown parser reads the name and the address as we do."""
    name = " ".join(name.split())
    evidence = Evidence("e1", "care", "Care", link=link, name=name)
    written = _file(evidence)
    assert list(entry_file.parse(written, "x.md").blocks) == [evidence]
    (line,) = [line for line in written.split("\n") if "example.org" in line]
    (inline,) = MarkdownIt("commonmark").parseInline(line)
    opening, *inner, closing = inline.children or []
    assert (opening.type, closing.type) == ("link_open", "link_close")
    assert opening.attrGet("href") == MarkdownIt("commonmark").normalizeLink(link)
    assert "".join(token.content for token in inner) == name
