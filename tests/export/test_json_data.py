from hypothesis import given
from hypothesis import strategies as st

from examples import entries
from portrait_cli.app.export import ExportDocument
from portrait_cli.core.entry import Entry
from portrait_cli.export import json_data


@given(st.lists(entries, min_size=1, max_size=3))
def test_a_document_in_parts_is_the_same_text(some: list[Entry]) -> None:
    """Entries that are written part by part give the text that the whole document gives."""
    whole = json_data.write(ExportDocument(json_data.entries(some)))
    assert "".join(json_data.write_entries(some)) == whole
