"""Numbers as spreadsheets and programs of many countries write them."""

import re

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,9})?")


def number_in(text: str) -> float | None:
    """Return a text as a number, with a point or a comma before the decimals; none for anything else."""
    plain = text.strip()
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None
