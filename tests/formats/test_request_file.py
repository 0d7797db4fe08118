"""A request as JSON."""

import re

import pytest

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import request_file
from requests_for_tests import ITEM, REQUEST


def test_a_request_reads_back() -> None:
    """What is written is read back as the same request, and its items are what is answered with a word."""
    read = request_file.parse(request_file.write(REQUEST).encode(), "request.json")
    assert read == REQUEST
    assert list(read.items) == [ITEM]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"k7f32m9q"', "7"),
        ('"format": 1', '"format": 2'),
        ('"fewest": 5', '"fewest": 4'),
        ('"fewest_for_comments": 8', '"fewest_for_comments": 7'),
    ],
)
def test_a_request_that_is_none_or_exposes_people_is_refused(before: str, after: str) -> None:
    """Wrong values, a newer form and lower thresholds are refused with the file's name."""
    written = request_file.write(REQUEST).replace(before, after)
    with pytest.raises(InvalidFileError, match=re.escape("request.json")):
        request_file.parse(written.encode(), "request.json")
