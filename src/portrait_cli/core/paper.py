"""Which paper people print on: US Letter where it is sold, A4 elsewhere."""

import re
from collections.abc import Mapping

from portrait_cli.core.document import Paper

_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""The countries that print on US Letter, as the Unicode CLDR lists them."""
_COUNTRY = re.compile(r"[a-z]{2,3}_([A-Z]{2})\b")


def paper_of(variables: Mapping[str, str]) -> Paper:
    """Return the paper of the country that the locale names: by `LC_ALL`, `LC_PAPER` or `LANG`; else US Letter."""
    named = next(filter(None, (variables.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))), "")
    country = _COUNTRY.match(named)
    return "a4" if country and country.group(1) not in _LETTER else "letter"
