"""In which direction a language is written."""

from typing import Literal

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction of a language, which is a BCP 47 tag."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
