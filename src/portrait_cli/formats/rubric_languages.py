"""Rubric tables that say everything in two languages: which columns are kept."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from portrait_cli.core.level_limits import FEWEST_LEVELS
from portrait_cli.formats.rubric_columns import Column
from portrait_cli.formats.rubric_words import RubricWords, plain

_BILINGUAL = 2
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")


def in_one_language(columns: list[Column], words: RubricWords, wanted: str) -> tuple[list[Column], str]:
    """Where columns say the same in two languages, keep one of them: the wanted one, else the first.

    Return the columns, and the language that was kept; "" if there is only one.
    """
    spoken = {column.index: _language(column.header, words) for column in columns}
    if len(set(filter(None, spoken.values()))) < _BILINGUAL:
        spoken = _languages_of_pairs(columns, words)
    languages = list(dict.fromkeys(filter(None, spoken.values())))
    if not languages[1:]:
        return columns, ""
    kept = wanted if wanted in languages else languages[0]
    chosen = [
        replace(column, kind="left out") if spoken.get(column.index, "") not in ("", kept) else column
        for column in columns
    ]
    return chosen, kept


def _languages_of_pairs(columns: Sequence[Column], words: RubricWords) -> dict[int, str]:
    """Return the languages of columns that do not name them, if as many levels are in one as in the other."""
    levels = [column for column in columns if column.kind == "level" and column.level and column.level.language]
    languages = [column.level.language for column in levels if column.level]
    first, *others = dict.fromkeys(languages) or [""]
    numbers = {language: languages.count(language) for language in (first, *others)}
    names = {column.index: _languages_of_name(column, words) for column in columns if column.kind == "name"}
    in_two = [pair for pair in zip(names.values(), list(names.values())[1:], strict=False) if not pair[0] & pair[1]]
    if others and len(set(numbers.values())) == 1 and numbers[first] >= FEWEST_LEVELS:
        spoken = {column.index: column.level.language for column in levels if column.level}
    elif in_two and all(all(pair) for pair in in_two) and len(names) == _BILINGUAL:
        first, *others = (min(found) for found in names.values())
        spoken = {}
    else:
        return {}
    for index, known in names.items():
        spoken[index] = first if first in known else next((other for other in others if other in known), "")
    return spoken


def _languages_of_name(column: Column, words: RubricWords) -> set[str]:
    noun = plain(column.header)
    return {language for language in words.headers if words.in_language(noun, language) & {"attribute", "indicator"}}


def _language(header: str, words: RubricWords) -> str:
    """Return the language that a header names in brackets, behind a dash, or by its code; "" if it names none."""
    found = (
        _IN_BRACKETS.search(header) or re.search(r"[-–—/:]\s*(\w+)$", header) or re.search(r"\b([A-Z]{2})$", header)
    )
    return words.languages.get(plain(found.group(found.lastindex or 0)), "") if found else ""


def without_language(header: str, words: RubricWords) -> str:
    """Take the name of its language off a header: `Emerging (English)`, `Emerging EN`."""
    if not _language(header, words):
        return header
    return re.sub(r"\s*(?:[(（][^()（）]+[)）]|[-–—/:]\s*\w+|\b[A-Z]{2})$", "", header)
