import re
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from examples import damaged, entries, one_in, one_line, paragraphs, session_entries, texts
from portrait_cli.core.entry import (
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    PlanWords,
    Prose,
    Response,
)
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import decode
from portrait_cli.formats import entry_file, merge_conflict

PLACED = Placement(
    "advocacy",
    "Where would I place myself today?",
    "growing",
    "Growing",
    "I do it on purpose in some places.",
    scale="growth/1",
    levels=("starting", "growing", "steady"),
)
PLANNED = Plan("s1", "advocacy", "I make the list", "call three families", date(2026, 12, 7))
WHOLE = Entry(
    id="20261123-143000-abc",
    written=datetime(2026, 11, 23, 14, 30),  # noqa: DTZ001  # local, as entries are
    utc_offset="-06:00",
    title="Whole portrait, Monday, November 23, 2026",
    time_zone="America/Chicago",
    portrait="portrait-of-a-leader",
    portrait_version="1.0",
    guide="whole-portrait",
    role="building-leader",
    attributes=("advocacy",),
    tags=("portrait/advocacy",),
    minutes=6,
    blocks=(
        Heading("Last time I said"),
        PlanOutcome("c1", "When I plan, then I will ask", "partly", "Partly", "Too little time."),
        Heading("Advocacy", "advocacy"),
        Response("advocacy.left-out", "Who was left out?", "Families without email.\n\nThey heard last."),
        PLACED,
        Heading("Next step"),
        PLANNED,
    ),
)
TEXT = """\
---
id: "20261123-143000-abc"
date: 2026-11-23T14:30:00
utc_offset: "-06:00"
time_zone: America/Chicago
portrait: portrait-of-a-leader
portrait_version: "1.0"
guide: whole-portrait
role: building-leader
attributes:
  - advocacy
tags:
  - portrait/advocacy
minutes: 6
level_advocacy: growing
scale: growth/1
scale_levels: [starting, growing, steady]
format: 1
---

# Whole portrait, Monday, November 23, 2026

## Last time I said <!-- part: -->

### When I plan, then I will ask <!-- outcome: c1 partly -->

**Partly**

Too little time.

## Advocacy <!-- attribute: advocacy -->

### Who was left out? <!-- prompt: advocacy.left-out -->

Families without email.

They heard last.

### Where would I place myself today? <!-- level: advocacy growing -->

**Growing**

> I do it on purpose in some places.

## Next step <!-- part: -->

- [ ] **When** I make the list **then I will** call three families **by** 2026-12-07 <!-- commitment: s1 advocacy -->
"""


COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": False})


def _headings(text: str, parser: MarkdownIt = COMMONMARK) -> list[tuple[int, str]]:
    """List the headings that an independent Markdown parser sees."""
    tokens = parser.parse(text)
    return [
        (int(opening.tag[1:]), inline.content)
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    ]


def _paragraphs(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [inline.content for opening, inline in pairwise(tokens) if opening.type == "paragraph_open"]


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _expected_headings(entry: Entry) -> list[tuple[int, str]]:
    found = [(1, entry.title)]
    for block in entry.blocks:
        match block:
            case Heading(title):
                found.append((2, title))
            case Response(prompt=words) | Placement(prompt=words) | Goal(heading=words) | Evidence(heading=words):
                found.append((3, words))
            case PlanOutcome(sentence=words) | GoalReview(sentence=words) | EvidenceDropped(sentence=words):
                found.append((3, words))
            case _:
                pass
    return found


def _changed(old: str, new: str) -> Entry:
    """Read the full entry after one change by hand."""
    assert TEXT.count(old) == 1
    return entry_file.parse(TEXT.replace(old, new), "entry.md")


def _with_block(number: int, *blocks: Response | Placement | Plan | Prose | Heading | PlanOutcome) -> Entry:
    return replace(WHOLE, blocks=(*WHOLE.blocks[:number], *blocks, *WHOLE.blocks[number + 1 :]))


@given(entries)
def test_an_entry_survives_its_file(entry: Entry) -> None:
    """Whatever a person types is read back character for character."""
    assert entry_file.parse(entry_file.dump(entry), "entry.md") == entry


def test_an_entry_is_a_file_that_reads_well() -> None:
    """The file is plain Markdown: flat properties, a title, a section for each part, a question and its answer."""
    assert entry_file.dump(WHOLE) == TEXT
    assert entry_file.parse(TEXT, "entry.md") == WHOLE


@given(texts)
def test_a_note_is_the_words_themselves(words: str) -> None:
    """A note of any words is written without a mark, exactly as it was typed."""
    note = replace(WHOLE, guide="", blocks=(Prose(words),) if words.strip() else ())
    assert entry_file.parse(entry_file.dump(note), "note.md") == note


@given(session_entries)
@one_in(2)
def test_no_answer_leaks_into_the_headings(entry: Entry) -> None:
    """Independent Markdown parsers see the title, the sections and the prompts as headings, and no others."""
    expected = [level for level, _ in _expected_headings(entry)]
    for parser in (COMMONMARK, GITHUB):
        assert [level for level, _ in _headings(entry_file.body(entry), parser)] == expected


_STRUCTURES = (
    "[", "]: x", "[a]: b", "[^1]: c", "---", "===", "=-", "# d", "```", "~~~ e", "<div>", "</p>", "<!-- f -->",
    "-->", "<!-- g", "<?h", "<![CDATA[", "| i | j |", "|---|---|", "    k", "\tl", "- m", "- [", "> n", "> [",
    "1. o", "r", "", "1) ```", "\\", "\\[", "p  ", "q\\", "<script>", "<pre", "-", "+", "* * *", "- [ ] s",
    "  [t]: u", '"v', 'w"', "(x",
)  # fmt: skip
structures = st.sampled_from(_STRUCTURES)


@given(st.lists(structures, min_size=1, max_size=6).map("\n".join), st.sampled_from(["words", "comment", "note"]))
def test_an_answer_stays_words_in_its_place(said: str, where: str) -> None:
    """Whatever Markdown an answer looks like, it is read back the same, and its letters are shown in its place."""
    blocks: dict[str, Response | Placement | PlanOutcome] = {
        "words": Response("a.b", "1?", said),
        "comment": replace(PLACED, prompt="1?", comment=said),
        "note": PlanOutcome("c1", "1?", "kept", "Kept", said),
    }
    entry = replace(WHOLE, title="0", blocks=(blocks[where], Response("a.c", "2?", "End.")))
    if said or where != "words":
        assert entry_file.parse(entry_file.dump(entry), "entry.md") == entry
    text = re.sub(r"(?m)^(#+ .*) <!-- .* -->$", r"\1", entry_file.body(entry))  # our marks are behind our headings
    for parser in (COMMONMARK, GITHUB):
        assert _headings(text, parser) == [(1, "0"), (3, "1?"), (3, "2?")]

    shown = "".join(
        token.content for token in COMMONMARK.parse(text) if token.type in {"inline", "code_block", "fence"}
    )
    info = "".join(token.info for token in COMMONMARK.parse(text))
    assert sorted(_letters(shown + info)) == sorted(_letters(text))


@given(one_line.filter(lambda text: "#" not in text and "<" not in text and "\\" not in text), paragraphs)
@one_in(4)
def test_a_markdown_viewer_shows_the_answer(prompt: str, said: list[str]) -> None:
    """Prompts are headings in their own words, and answers are paragraphs, letter by letter."""
    entry = replace(WHOLE, blocks=(Response("a.b", prompt, "\n\n".join(said)), *WHOLE.blocks))
    text = entry_file.body(entry)
    assert _letters(_headings(text)[1][1].removesuffix("<!-- prompt: a.b -->")) == _letters(prompt)
    assert _paragraphs(text)[: len(said)] == said


def test_a_link_over_lines_hides_no_heading() -> None:
    """A bracket that is closed lines later leaves none of the lines between them to be read as structure."""
    said = "[\n---\n# No heading\n[link]: http://example.org"
    text = entry_file.body(replace(WHOLE, blocks=(Response("a.b", "Which?", said),)))
    assert [level for level, _ in _headings(text)] == [1, 3]
    again = entry_file.parse(entry_file.dump(replace(WHOLE, blocks=(Response("a.b", "Which?", said),))), "it")
    assert again.responses[0].text == said


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda text: f"---\n{text}\n---\n{text}".encode()))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    """Any bytes are an entry or an error that names the file."""
    _read_or_refuse(data)


@given(st.data())
def test_a_damaged_entry_is_read_or_refused(data: st.DataObject) -> None:
    """An entry after accidents and merges is an entry, or an error that names the file."""
    _read_or_refuse(data.draw(damaged(TEXT)))


def _read_or_refuse(data: bytes) -> None:
    try:
        entry = entry_file.parse(decode(data, "entry.md"), "entry.md")
    except InvalidFileError as error:
        assert all(line.startswith("entry.md") for line in str(error).split("\n"))  # noqa: PT017  # both ends are right
    else:
        again = entry_file.parse(entry_file.dump(entry), "entry.md")
        assert replace(again, blocks=()) == replace(entry, blocks=())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read(end: str) -> None:
    """An entry saved with Windows line endings and a byte order mark is the same entry."""
    assert entry_file.parse("\ufeff" + TEXT.replace("\n", end), "entry.md") == WHOLE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no front matter; expected the lines between --- and --- that every entry begins with"),
        ("# Notes\n", "no front matter; expected the lines between --- and --- that every entry begins with"),
        ("---\nid: x\n", "no front matter; expected the lines between --- and --- that every entry begins with"),
    ],
)
def test_a_file_without_front_matter_is_no_entry(text: str, message: str) -> None:
    """A Markdown file that is not ours is refused with what is missing."""
    with pytest.raises(InvalidFileError) as caught:
        entry_file.parse(text, "notes.md")
    assert str(caught.value) == f"notes.md:1: {message}"


def test_a_changed_answer_is_the_answer() -> None:
    """The file counts, not what was typed once."""
    changed = _changed("Families without email.\n\nThey heard last.", "Families who moved.")
    assert changed == _with_block(3, Response("advocacy.left-out", "Who was left out?", "Families who moved."))


@pytest.mark.parametrize("empty", ["\n", ""])
def test_a_deleted_answer_disappears(empty: str) -> None:
    """An answer deleted by hand is not an error, and not an answer."""
    assert _changed("\nFamilies without email.\n\nThey heard last.\n", empty).responses == ()


def test_a_question_without_any_line_is_no_answer() -> None:
    """A prompt's heading at the very end of the file has no answer."""
    text = TEXT.split("\n\nFamilies", maxsplit=1)[0] + "\n"
    assert entry_file.parse(text, "entry.md").responses == ()


def test_an_emptied_answer_keeps_the_rest() -> None:
    """What follows a deleted answer is still read."""
    changed = _changed("Families without email.\n\nThey heard last.\n\n", "")
    assert changed.placements == (PLACED,)
    assert changed.plans == (PLANNED,)


def test_empty_lines_before_headings_may_be_gone() -> None:
    """An entry whose headings stand right below what is before them is read as the same entry."""
    assert entry_file.parse(TEXT.replace("\n\n#", "\n#"), "entry.md") == WHOLE


@pytest.mark.parametrize("typed", ["Who was left out?", "Who", "#Who was left out?"])
def test_a_question_without_its_signs_is_the_question(typed: str) -> None:
    """A prompt whose heading signs are gone, or no longer make a heading, is read in the words that are left."""
    asked = Response("advocacy.left-out", typed, "Families without email.\n\nThey heard last.")
    assert _changed("### Who was left out?", typed) == _with_block(3, asked)


def test_a_level_changed_in_the_front_matter_is_the_level() -> None:
    """The property counts; the statement of the old level no longer does."""
    changed = _changed("level_advocacy: growing", "level_advocacy: steady")
    assert changed == _with_block(4, replace(PLACED, level="steady", label="Steady", statement=""))


@pytest.mark.parametrize("said", ["Steady", "STEADY", '"Steady "', "'[[Steady]]'", "steady"])
def test_a_level_may_be_chosen_by_its_name(said: str) -> None:
    """The name of a level in the front matter is as good as its id."""
    changed = _changed("level_advocacy: growing", f"level_advocacy: {said}")
    placed = changed.placements[0]
    assert (placed.level, placed.height, placed.statement) == ("steady", 3, "")
    assert placed.label.strip(" []").lower() == "steady"


@pytest.mark.parametrize("said", ["Growing", '"growing"', "", "GROWING"])
def test_the_same_level_by_its_name_changes_nothing(said: str) -> None:
    """The name of the level that was chosen, or no name at all, leaves everything as it was."""
    assert _changed("level_advocacy: growing", f"level_advocacy: {said}") == WHOLE


def test_an_off_scale_answer_may_be_chosen_by_its_name() -> None:
    """An answer that is not a level of the scale is kept in the words a person wrote, and stands on no height."""
    placed = _changed("level_advocacy: growing", "level_advocacy: Can't say yet").placements[0]
    assert (placed.level, placed.label, placed.height) == ("cant-say-yet", "Can't say yet", None)
    unsure = TEXT.replace("advocacy growing", "advocacy unsure =can-t-say-yet").replace(
        "**Growing**", "**Can't say yet**"
    )
    read = entry_file.parse(unsure.replace("level_advocacy: growing", "level_advocacy: can’t say yet"), "entry.md")
    assert (read.placements[0].level, read.placements[0].label) == ("unsure", "Can't say yet")
    signs = _changed("level_advocacy: growing", 'level_advocacy: "?"').placements[0]
    assert (signs.level, signs.label, signs.height) == ("?", "?", None)


def test_a_statement_right_below_its_level_is_read() -> None:
    """Version 0.1 wrote the statement right below its level; a quotation apart from it is the person's own."""
    old = TEXT.replace("**Growing**\n\n>", "**Growing**\n>")
    assert entry_file.parse(old, "entry.md") == WHOLE
    quoted = old.replace(
        "places.\n", "places.\n\n### Which? <!-- level: hope steady -->\n\n**Steady**\n\n> They said so.\n"
    )
    placed = entry_file.parse(quoted, "entry.md").placements
    assert placed[0] == PLACED
    assert (placed[1].statement, placed[1].comment) == ("", "> They said so.")


def test_a_comment_that_is_a_quotation_is_not_the_statement() -> None:
    """Where a level has no statement, a sign stands for it before a comment that begins with a quotation."""
    entry = _with_block(4, replace(PLACED, statement="", comment="> They said so."))
    assert "**Growing**\n\n> …\n\n> They said so." in entry_file.dump(entry)
    assert entry_file.parse(entry_file.dump(entry), "entry.md") == entry


@pytest.mark.parametrize(
    "said", ["…", "\\…", "- one\n+ two", "\\- one", "a\\\nb", "  a\n  b\n", "\n", "a\n\\", "a\n\n\nb"]
)
def test_a_statement_of_any_form_comes_back(said: str) -> None:
    """Statements with lists, backslashes, empty lines and spaces before them are read as they were."""
    entry = _with_block(4, replace(PLACED, statement=said))
    assert entry_file.parse(entry_file.dump(entry), "entry.md") == entry


STATEMENT = "I do it on purpose in some places, and I can say which of the others need it most of all."


@pytest.mark.parametrize("old", [True, False])
def test_a_wrapped_statement_shows_that_answers_were_wrapped(*, old: bool) -> None:
    """Where the lines of a statement were broken, so were those of the answers, and nobody typed these newlines."""
    text = TEXT.replace("I do it on purpose in some places.", STATEMENT.replace("the others", "the\n> others"))
    text = text.replace("Families without email.", "Families without\nemail.").split("## Next")[0]
    if old:  # a line that is longer than any formatter leaves was not wrapped, nor were the others
        text = text.replace("They heard last.", "They heard last. " * 10)
    read = entry_file.parse(text, "entry.md")
    wrapped = "\n" if old else " "
    assert read.placements[0].statement == STATEMENT.replace("the others", f"the{wrapped}others")
    assert read.responses[0].text.startswith(f"Families without{wrapped}email.")


def test_short_lines_of_a_statement_were_not_wrapped() -> None:
    """Statements on a line each, which a formatter has left there, stay on a line each."""
    text = TEXT.replace("I do it on purpose in some places.", "I do it.\n> I show it.")
    assert entry_file.parse(text, "entry.md").placements[0].statement == "I do it.\nI show it."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Growing**", "__Growing__"),
        ("**Growing**", "**Growing**  "),
        ("**Growing**", "**Growing**\\"),
        ("# Whole portrait, Monday, November 23, 2026\n", "Whole portrait, Monday, November 23, 2026\n=====\n"),
        ("# Whole portrait, Monday, November 23, 2026\n\n", "Whole portrait, Monday, November 23, 2026\n===\n"),
        ("## Advocacy <!-- attribute: advocacy -->", "Advocacy <!-- attribute: advocacy -->\n------"),
        ("<!-- prompt: advocacy.left-out -->", "<!-- prompt: advocacy.left-out --> ###"),
        ("- [ ] **When**", "*   [ ] **When**"),
    ],
)
def test_other_ways_to_write_the_same_are_read(old: str, new: str) -> None:
    """Markdown has several ways to write a heading, bold words and a list, and formatters choose their own."""
    assert _changed(old, new) == WHOLE


def test_what_is_written_behind_a_heading_is_kept() -> None:
    """A tag or a link's end behind the mark of a heading belongs to its words."""
    changed = _changed("<!-- attribute: advocacy -->", "<!-- attribute: advocacy --> #care ^9f3")
    assert changed.blocks[2] == Heading("Advocacy #care ^9f3", "advocacy")


@pytest.mark.parametrize("fence", ["```", "~~~~", "``` python"])
def test_code_in_an_answer_stays_code(fence: str) -> None:
    """Code between fences is written as it is, whatever is in it; our own marks in it get their escapes."""
    mark = "### Which? <!-- prompt: a.b -->"
    said = f"See:\n{fence}\n# a\nif x:\n    <!-- b -->\n{mark}\n<<<<<<< HEAD\n{fence.removesuffix(' python')}\n# End"
    entry = _with_block(3, replace(WHOLE.responses[0], text=said))
    text = entry_file.dump(entry)
    assert f"{fence}\n# a\nif x:\n    <!-- b -->\n" in text
    assert entry_file.parse(text, "entry.md") == entry
    assert [level for level, _ in _headings(entry_file.body(entry))] == [1, 2, 3, 2, 3, 3, 2]


def test_code_that_was_added_by_hand_is_not_cut() -> None:
    """A line with a number sign in code is no heading, unless the code never ends."""
    code = "```\n# a\n```\nAnd."
    assert _changed("They heard last.", code).responses[0].text == f"Families without email.\n\n{code}"
    assert _changed("They heard last.", "```x`\n# a").blocks[4] == Prose("# a")


CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> phone"


def test_of_two_versions_that_git_left_the_first_is_read() -> None:
    """Git's marks are nobody's words, and nothing of the second version is mixed into the first."""
    merged = CONFLICT.format("They heard last.", "They never heard.")
    assert _changed("They heard last.", merged) == WHOLE
    plan = TEXT.split("## Next step <!-- part: -->\n\n")[1].removesuffix("\n")
    assert _changed(plan, CONFLICT.format(plan, plan.replace("[ ]", "[x]"))) == WHOLE
    level = TEXT[TEXT.index("**Growing**") : TEXT.index("\n\n## Next")]
    assert _changed(level, CONFLICT.format(level, "**Steady**")) == WHOLE
    with_base = merged.replace("=======", "||||||| 1f2e\nThey heard.\n=======").replace("\n", "\r\n")
    assert _changed("They heard last.", with_base) == WHOLE
    assert merge_conflict.is_in(with_base)


@pytest.mark.parametrize("said", ["<<<<<<< HEAD\nx", "<<<<<<<\n=======\ny", "<<<<<<< a\n<<<<<<< b\nx\n||||||| c"])
def test_marks_that_are_not_gits_are_words(said: str) -> None:
    """Words with only some of git's marks are words."""
    assert _changed("They heard last.", said).responses[0].text == f"Families without email.\n\n{said}"
    assert not merge_conflict.is_in(said)


def test_a_conflict_that_was_typed_comes_back() -> None:
    """A note about a conflict is no conflict."""
    note = replace(WHOLE, guide="", blocks=(Prose(CONFLICT.format("x", "y")),))
    assert entry_file.parse(entry_file.dump(note), "note.md") == note
    said = replace(WHOLE.responses[0], text=CONFLICT.format("x", "y"))
    assert entry_file.parse(entry_file.dump(_with_block(3, said)), "note.md") == _with_block(3, said)


def test_a_ticked_box_counts() -> None:
    """A task box ticked in any editor means that the plan was kept."""
    assert _changed("- [ ]", "- [x]").plans == (replace(PLANNED, ticked=True),)
    assert _changed("- [ ]", "- [X]").plans == (replace(PLANNED, ticked=True),)


def test_a_box_taken_away_is_not_ticked() -> None:
    """A plan is read without its task box as well."""
    assert _changed("- [ ] **When**", "**When**").plans == (PLANNED,)


def test_unknown_front_matter_is_kept() -> None:
    """Properties of other programs are kept, in order and unchanged."""
    changed = _changed("minutes: 6\n", "mood:   'fine'  # today\nminutes: 6\naliases:\n  - one\n\n")
    assert changed.extra == ("mood:   'fine'  # today", "aliases:\n  - one\n")
    assert entry_file.parse(entry_file.dump(changed), "entry.md") == changed


def test_added_text_and_headings_are_kept() -> None:
    """Words between our parts stay in place, and do not become part of an answer."""
    changed = _changed("## Next step", "## My own heading\n\nMy own words.\n\n## Next step")
    added = Prose("## My own heading\n\nMy own words.")
    assert changed.blocks == (*WHOLE.blocks[:5], added, *WHOLE.blocks[5:])
    assert entry_file.parse(entry_file.dump(changed), "entry.md") == changed


def test_words_below_a_section_are_kept() -> None:
    """Words typed right below a section's heading are kept as words."""
    changed = _changed(
        "## Advocacy <!-- attribute: advocacy -->\n", "## Advocacy <!-- attribute: advocacy -->\nHi.\n"
    )
    assert changed.blocks[2:4] == (Heading("Advocacy", "advocacy"), Prose("Hi."))


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_words_below_a_plan_are_kept(between: str) -> None:
    """Words added below a plan do not become part of it, and the plan stays complete."""
    changed = entry_file.parse(f"{TEXT}{between}And then I went home.\n", "entry.md")
    assert changed.blocks[-2:] == (PLANNED, Prose("And then I went home."))


def test_a_plan_that_was_rewritten_is_kept() -> None:
    """A plan that was rewritten freely is still a plan, with all of its words and its day."""
    changed = _changed("**When** I make the list **then I will** call", "I will just call")
    assert changed.plans == (
        replace(PLANNED, when="", then="just call three families", words=PlanWords(then="I will")),
    )


def test_a_date_that_cannot_be_is_no_date() -> None:
    """A plan with an impossible day is a plan without a date."""
    assert _changed("**by** 2026-12-07", "**by** 2026-02-31").plans[0].by is None


def test_an_outcome_we_do_not_know_is_kept_as_words() -> None:
    """A mark that cannot be recognized stays in the file unchanged."""
    changed = _changed("outcome: c1 partly", "outcome: c1 maybe")
    assert changed.outcomes == ()
    assert changed.blocks[1] == Prose(
        "### When I plan, then I will ask <!-- outcome: c1 maybe -->\n\n**Partly**\n\nToo little time."
    )


def test_a_deleted_label_leaves_the_level() -> None:
    """The level is known from its mark even if its words are gone."""
    changed = _changed("**Growing**\n\n> I do it on purpose in some places.\n\n", "")
    assert changed.placements == (replace(PLACED, label="", statement=""),)


def test_an_entry_may_lose_its_body() -> None:
    """Front matter alone is an entry without title and words, with the levels that it names."""
    front = TEXT.split("\n\n", maxsplit=1)[0]
    placed = replace(WHOLE.placements[0], prompt="Advocacy", statement="", comment="")
    assert entry_file.parse(front, "entry.md") == replace(WHOLE, title="", blocks=(placed,))


def test_a_level_whose_mark_was_taken_away_is_still_chosen() -> None:
    """Programs that remove comments leave the level in the front matter, and every word in the body."""
    text = re.sub(" <!-- level: [^>]*>", "", TEXT)
    changed = entry_file.parse(text, "entry.md")
    assert [placed.level for placed in changed.placements] == ["growing"]
    assert WHOLE.placements[0].statement in entry_file.body(changed)
    assert entry_file.parse(entry_file.dump(changed), "entry.md") == changed


def test_an_earlier_level_whose_mark_was_taken_away_is_of_then() -> None:
    """The name of the property says whether a level is about the day or about an earlier time."""
    front = "id: x\ndate: 2026-11-23\nlevel_then_shared-voice: steady\nlevel_empty:\n"
    (placed,) = entry_file.parse(f"---\n{front}---\n", "entry.md").placements
    assert placed == Placement("shared-voice", "Shared voice", "steady", "Steady", as_of="then")


def test_a_title_may_be_gone() -> None:
    """A body that begins with words has no title, and keeps the words."""
    read = entry_file.parse("---\nid: x\ndate: 2026-11-23\n---\nJust words.\n", "entry.md")
    assert (read.title, read.blocks) == ("", (Prose("Just words."),))


def test_the_words_of_another_language_hold_the_plan() -> None:
    """A plan in a portrait's own words comes back in them."""
    planned = replace(PLANNED, words=PlanWords("Cuando", "entonces", "antes del"))
    spanish = replace(WHOLE, blocks=(planned,))
    assert entry_file.parse(entry_file.dump(spanish), "entry.md") == spanish


def test_a_level_changed_by_hand_in_the_words_is_the_level() -> None:
    """Another level's name in place of the chosen one counts, and the old statement is dropped."""
    placed = Placement("a", "Where?", "growing", "Growing", "I grow.", "", "growth/1", ("growing", "steady"))
    entry = Entry("e", datetime(2026, 11, 23), "-06:00", "E", blocks=(placed,))  # noqa: DTZ001  # local
    text = entry_file.dump(entry).replace("**Growing**", "**Steady**")
    assert entry_file.parse(text, "e.md").placements == (
        replace(placed, level="steady", label="Steady", statement=""),
    )
