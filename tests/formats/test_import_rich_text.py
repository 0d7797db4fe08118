import json

import pytest

from examples import day_one, only, prose


def _shown(*nodes: dict[str, object], **values: object) -> str:
    """Return the words of an entry that has them as rich text only."""
    return prose(only("dayone", day_one(richText=json.dumps({"contents": nodes}), **values)))


def _line(text: str, **line: object) -> dict[str, object]:
    return {"text": text, "attributes": {"line": line}}


def test_rich_text_alone_is_written_as_markdown() -> None:
    """Lines keep what they are: headings, lists, boxes, quotes and code; so do words."""
    assert _shown(
        _line("Title\n", header=2),
        {"text": "Plain "},
        {"text": "bold ", "attributes": {"bold": True}},
        {"text": "x", "attributes": {"italic": True, "bold": True}},
        {"text": " and (3.5)\n"},
        _line("one\n", listStyle="bulleted", indentLevel=1),
        _line("two\n", listStyle="bulleted", indentLevel=2),
        _line("first\nsecond\n", listStyle="numbered", indentLevel=1),
        _line("seventh\n", listStyle="numbered", indentLevel=1, listIndex=7),
        _line("done\n", listStyle="checkbox", checked=True),
        _line("to do\n", listStyle="checkbox"),
        _line("said\n", quote=True),
        _line("a = \\(\n", codeBlock=True),
        _line("b\n", codeBlock=True),
        {"text": "\nlink", "attributes": {"linkURL": "https://a.b"}},
        {"text": " gone", "attributes": {"strikethrough": True}},
        {"text": " x()", "attributes": {"inlineCode": True}},
    ) == (
        "## Title\nPlain **bold** ***x*** and (3.5)\n- one\n  - two\n1. first\n2. second\n7. seventh\n"
        "- [x] done\n- [ ] to do\n> said\n```\na = \\(\nb\n```\n\n[link](https://a.b) ~~gone~~ `x()`"
    )


def test_what_stands_between_lines_is_named() -> None:
    """Files are named where they stand; tables, songs and links are words; what has no words is named by its type."""
    table = [[{"content": [{"text": "a"}, {"text": "b"}]}, {"content": [{"text": "c"}]}]]
    assert _shown(
        {"text": "Before"},
        {"embeddedObjects": [{"type": "photo", "identifier": "AA"}, {"type": "audio", "identifier": "AA"}]},
        {"embeddedObjects": [{"type": "horizontalRuleLine"}]},
        {"embeddedObjects": [{"type": "table", "rows": table}]},
        {"embeddedObjects": [{"type": "table", "rows": table, "markdown": "| x |"}]},
        {"embeddedObjects": [{"type": "song", "song": "S", "artist": "A"}]},
        {"embeddedObjects": [{"type": "stateOfMind", "kindDisplayName": "Mood", "labelsDisplayNames": ["Calm"]}]},
        {"embeddedObjects": [{"type": "externalVideo", "url": "https://a.b"}]},
        {"embeddedObjects": [{"type": "renderableCodeBlock", "contents": "<b>Hi</b>"}]},
        {"embeddedObjects": [{"type": "workout"}, {}]},
        _line("code", codeBlock=True),
        photos=[{"identifier": "AA", "md5": "a1", "type": "png"}],
        audios=[{"identifier": "AA", "md5": "a2"}],
    ) == (
        "Before\nAttachment, left where it was: photos/a1.png\nAttachment, left where it was: audios/a2.m4a\n---\n"
        "| ab | c |\n| x |\nS, A\nMood, Calm\nhttps://a.b\n<b>Hi</b>\n"
        "(workout from Day One)\n(something from Day One)\n```\ncode\n```"
    )


@pytest.mark.parametrize("name", ["contents", "nodes"])
def test_a_rich_text_may_be_packed_in_a_text_or_not(name: str) -> None:
    """Its JSON stands in a text or as it is, and its parts have either of two names."""
    rich = {name: [{"text": "# Words\nbelow"}]}
    for given in (rich, json.dumps(rich)):
        entry = only("dayone", day_one(text=" ", richText=given))
        assert (entry.title, prose(entry)) == ("Words", "below")


def test_words_count_before_rich_text() -> None:
    """If an entry has both, its words are shown."""
    assert prose(only("dayone", day_one(text="words", richText='{"contents":[{"text":"rich"}]}'))) == "words"
