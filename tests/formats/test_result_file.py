"""A result as JSON, and what has been shown of the replies."""

import re

import pytest
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError, NewerFormatError
from portrait_cli.core.feedback import Chosen, GroupAnswers, ItemAnswers, Result, comments
from portrait_cli.core.opening import Opened
from portrait_cli.formats import opened_file, paraphrase_file, result_file
from portrait_cli.formats.yaml_writer import pair
from rounds import REQUEST, ROUND, digests, look

RESULT, OPENED = look(digests(ROUND))


def test_a_result_reads_back() -> None:
    """What is written is read back as the same result, and has no reply in it."""
    written = result_file.write(RESULT)
    assert result_file.parse(written.encode(), "result.json") == RESULT
    assert not any(digest in written for digest in digests(ROUND))


@pytest.mark.parametrize(
    ("before", "after"),
    [('"k7f32m9q"', "7"), ('"fewest": 5', '"fewest": 4'), ('"fewest_for_comments": 8', '"fewest_for_comments": 7')],
)
def test_a_result_that_is_none_or_has_other_thresholds_is_refused(before: str, after: str) -> None:
    """Wrong values and lower thresholds are refused with the file's name."""
    written = result_file.write(RESULT).replace(before, after)
    with pytest.raises(InvalidFileError, match=re.escape("result.json")):
        result_file.parse(written.encode(), "result.json")


def with_group(group: GroupAnswers) -> Result:
    return replace(RESULT, groups=(group,))


STAFF = RESULT.groups[0]


@pytest.mark.parametrize(
    "group",
    [
        replace(STAFF, replies=4),
        replace(STAFF, replies=0),
        replace(STAFF, items=(replace(STAFF.items[0], chosen=(Chosen("regularly", 4), *STAFF.items[0].chosen[2:])),)),
        replace(STAFF, items=(ItemAnswers("unknown"),)),
        replace(STAFF, items=(replace(STAFF.items[0], chosen=(Chosen("always", 8),)),)),
        replace(STAFF, lines=(replace(STAFF.lines[0], line="unknown"),)),
        replace(STAFF, items=(replace(STAFF.items[0], blank=-1),)),
        replace(STAFF, items=(replace(STAFF.items[0], blank=9),)),
        replace(STAFF, replies=100_001),
        replace(STAFF, replies=-1, items=(), lines=()),
        replace(STAFF, items=(STAFF.items[0], STAFF.items[0])),
        replace(STAFF, items=(ItemAnswers(STAFF.items[0].item, not_seen=1),)),
        replace(STAFF, lines=(STAFF.lines[0], STAFF.lines[0])),
        replace(STAFF, lines=(replace(STAFF.lines[0], comments=("a",) * 9),)),
        replace(STAFF, replies=7, items=(ItemAnswers(STAFF.items[0].item, comments=("a",)),), lines=()),
    ],
)
def test_a_result_that_exposes_people_or_does_not_fit_together_is_refused(group: GroupAnswers) -> None:
    """Groups and answers below the threshold, and answers to what was not asked, are refused."""
    with pytest.raises(InvalidFileError, match=re.escape("result.json")):
        result_file.parse(result_file.write(with_group(group)).encode(), "result.json")


@pytest.mark.parametrize(
    "result",
    [
        replace(RESULT, items=()),
        replace(RESULT, items=(*RESULT.items, RESULT.items[0])),
        replace(RESULT, items=(replace(RESULT.items[0], words=()),), groups=()),
        replace(RESULT, items=(replace(RESULT.items[0], words=RESULT.items[0].words * 2),), groups=()),
        replace(RESULT, lines=(*RESULT.lines, RESULT.lines[0])),
        replace(RESULT, groups=(STAFF, STAFF)),
        replace(RESULT, groups=(replace(STAFF, group=""),)),
        replace(RESULT, title="a" * 20_001),
    ],
)
def test_a_result_that_names_something_twice_or_not_at_all_is_refused(result: Result) -> None:
    """What was asked, its words, the lines and the groups are each named once, and no text is too long."""
    with pytest.raises(InvalidFileError, match=re.escape("result.json")):
        result_file.parse(result_file.write(result).encode(), "result.json")


def test_words_of_those_who_wait_to_be_counted_are_refused() -> None:
    """Words are those of people who are counted: five counted and three who wait are no eight."""
    early = replace(
        STAFF, replies=5, items=(), lines=(replace(STAFF.lines[0], comments=("a",) * 8),), waiting="3 more wait"
    )
    with pytest.raises(InvalidFileError, match="fewer people said"):
        result_file.parse(result_file.write(with_group(early)).encode(), "result.json")


def test_the_texts_of_a_result_are_each_on_one_line() -> None:
    """No text of a result acts on a screen or takes more than one line."""
    odd = replace(RESULT, title="Advocacy\n\x1b[2J  and more\u202e", collector=" Pat\tKim\n")
    read = result_file.parse(result_file.write(odd).encode(), "result.json")
    assert (read.title, read.collector) == ("Advocacy \u241b[2J and more\ufffd", "Pat Kim")


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"result": ' + b'{"a":' * 100_000, b"\xff", b"", b"5", b'"\xff"'])
def test_what_is_no_result_is_refused(data: bytes) -> None:
    """Nothing else is an error of another kind, however deep it is."""
    with pytest.raises(InvalidFileError, match=re.escape("result.json is not a result")):
        result_file.parse(data, "result.json")


def test_newer_files_are_left_to_newer_versions() -> None:
    """A file in a later form says to update."""
    later = result_file.write(RESULT).replace('"format": 1', '"format": 2')
    with pytest.raises(NewerFormatError, match="newer"):
        result_file.parse(later.encode(), "result.json")
    later = opened_file.write(REQUEST.id, OPENED).replace('"format": 1', '"format": 2')
    with pytest.raises(NewerFormatError, match="newer"):
        opened_file.parse(later.encode(), "opened.json", REQUEST.id)


def test_what_has_been_shown_reads_back() -> None:
    """What has been shown is read back, for its own request only."""
    written = opened_file.write(REQUEST.id, OPENED).encode()
    assert opened_file.parse(written, "opened.json", REQUEST.id) == OPENED
    assert OPENED["students"] == Opened()
    with pytest.raises(InvalidFileError, match="another request"):
        opened_file.parse(written, "opened.json", "other123")
    with pytest.raises(InvalidFileError, match=re.escape("opened.json")):
        opened_file.parse(b"[]", "opened.json", REQUEST.id)


# --- the sheet of a third person ---

COMMENTS = list(comments(RESULT))
SHEET = paraphrase_file.write(RESULT.request, COMMENTS)


def filled(words: str, sheet: str = SHEET) -> bytes:
    """Fill in the first comment of the sheet."""
    return sheet.replace(f"{COMMENTS[0].name}:", f"{COMMENTS[0].name}: {words}").encode()


def read(data: bytes) -> dict[str, str]:
    return paraphrase_file.parse(data, "sheet.yaml", RESULT.request, COMMENTS)


def test_the_sheet_reads_back_what_was_written_on_it() -> None:
    """What is written after a comment's colon comes back character for character; what is blank does not."""
    assert read(filled("Who: is #missing? Asks it")) == {COMMENTS[0].name: "Who: is #missing? Asks it"}
    assert read(SHEET.encode()) == {}
    assert all(f"“{one.words}”" in SHEET for one in COMMENTS)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (filled("Yes.").replace(COMMENTS[0].name.encode(), b"c0"), "c0"),
        (filled("\n    - Yes."), "list"),
        (SHEET.replace(pair("request", REQUEST.id), "request: other123").encode(), "not the sheet"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(data: bytes, wrong: str) -> None:
    """Unknown comments, lists and the sheet of another request are refused with what is wrong."""
    with pytest.raises(InvalidFileError, match=wrong):
        read(data)
