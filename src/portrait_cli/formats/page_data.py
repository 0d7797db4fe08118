"""Data within a page: JSON in which no word can end the script element that holds it, and a request read back."""

import re

from portrait_cli.core.text import visible_json

REQUEST_BEGINS = '<script type="application/json" id="request">'
"""What stands before the request in its page ..."""
_REQUEST = re.compile(rf"{re.escape(REQUEST_BEGINS)}(.*?)</script>", re.DOTALL)


def embedded(json: str) -> str:
    """Return JSON that means the same, and in which no markup begins or ends."""
    return visible_json(json.replace("<", "\\u003c").replace("&", "\\u0026"))


def request_in(page: str) -> str | None:
    """Return the request that a page holds, as JSON; None if it holds none."""
    found = _REQUEST.search(page)
    return found[1] if found else None
