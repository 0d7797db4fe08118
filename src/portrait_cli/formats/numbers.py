"""Numbers as spreadsheets and programs of many countries write them."""

import re

_NUMBER = re.compile(r"\s*(-?[0-9]{1,9}(?:[.,][0-9]{1,9})?)(?![0-9])")


def number_in(text: str) -> float | None:
    """Return the number that a text begins with, such as 10 in `10 - 8 pts`; decimals may follow a comma."""
    found = _NUMBER.match(text)
    return float(found.group(1).replace(",", ".")) if found else None
