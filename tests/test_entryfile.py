from hypothesis import given

from portrait_cli import entryfile
from portrait_cli.model.entry import Entry

from examples import entries


@given(entries)
def test_an_entry_survives_its_file(entry: Entry) -> None:
    """Whatever a person types comes back character for character."""
    assert entryfile.parse(entryfile.dump(entry), "entry.md") == entry
