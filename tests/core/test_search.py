import pytest

from portrait_cli.core import search
from portrait_cli.core.errors import UsageError


def test_a_search_has_a_limit() -> None:
    """A thousand characters are a search, and more are refused."""
    assert search.parse("a " * 500).wanted
    with pytest.raises(UsageError, match="at most 1,000 characters"):
        search.parse("a " * 501)
