"""Where requests and replies are in a journal."""

import pytest

from portrait_cli.core.request_place import is_place, place, reply_place


def test_the_places_of_a_request_are_known_again() -> None:
    """A request, what was opened of it, and its replies have places of their own."""
    places = [place("k7f32m9q"), place("k7f32m9q", "opened.json"), reply_place("k7f32m9q", "0a" * 32)]
    assert [path for path in places if is_place(path)] == places


@pytest.mark.parametrize(
    "path", ["requests/../request.json", "requests/k7f32m9q/words.md", "requests/K7F32M9Q/request.json", "2026/a.md"]
)
def test_nothing_else_is_a_place_of_a_request(path: str) -> None:
    """A path that leads elsewhere, or to something that is no part of a request, is none."""
    assert not is_place(path)
