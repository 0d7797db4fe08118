"""Data within a page: JSON in which no word can end the script element that holds it."""

from portrait_cli.core.text import visible_json


def embedded(json: str) -> str:
    """Return JSON that means the same, and in which no markup begins or ends."""
    return visible_json(json.replace("<", "\\u003c").replace("&", "\\u0026"))
