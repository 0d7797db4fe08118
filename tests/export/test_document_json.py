import json
from datetime import date
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import ROOT
from documents import FOOTER, full_document, long_document
from portrait_cli.core.document import Document, Words
from portrait_cli.export import document_json


def _read(document: Document) -> dict[str, object]:
    read = json.loads("".join(document_json.write(document)))
    assert isinstance(read, dict)
    return read


@cache
def _schema() -> Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "output.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": "#/$defs/export-as", "$defs": schema["$defs"]})


def test_a_document_is_one_object_of_the_published_schema() -> None:
    """It says which document it is, and lists its parts in order, with every word."""
    read = _read(full_document())
    _schema().validate(read)
    assert list(read)[:4] == ["schema", "document", "title", "subtitle"]
    assert (read["schema"], read["document"], read["made_on"]) == (1, "growth-plan", "2026-11-26")
    assert read["footer"] == list(FOOTER)
    parts = read["parts"]
    assert isinstance(parts, list)
    assert parts[0] == {"part": "heading", "text": "My goal", "level": 2}
    assert {part["part"] for part in parts} == {
        "heading", "paragraph", "words", "facts", "bullets", "table", "picture", "room", "signatures", "new-page",
    }  # fmt: skip


def test_parts_are_written_one_after_the_other() -> None:
    """A long document is written while its parts are made; one without any has an empty list."""
    written = document_json.write(long_document(10**9))
    assert sum(len(next(written)) for _ in range(100)) < 100_000
    assert _read(Document("journal", "Journal", (), (), date(2026, 11, 26)))["parts"] == []


@given(st.text(st.characters()), st.text())
def test_any_words_come_back_and_act_on_nothing(typed: str, title: str) -> None:
    """A reader finds every character, and none that acts on a terminal is in the file."""
    document = Document("journal", f"[] {title}", (Words(typed),), ("[]",), date(2026, 11, 26))
    written = "".join(document_json.write(document))
    assert not any(character in written for character in "\x00\x07\x1b\x9b\u202e\ud800")
    read = json.loads(written)
    assert (read["title"], read["parts"][0]["text"]) == (f"[] {title}", typed)
