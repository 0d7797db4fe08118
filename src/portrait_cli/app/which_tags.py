"""Tags as people write them, on the command line or in an answers file."""

import re
from collections.abc import Iterable

from portrait_cli.core.errors import UsageError
from portrait_cli.core.filters import ENDS_A_TAG
from portrait_cli.core.text import replace_surrogates


def which_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Read tags as Obsidian would. Raises UsageError for one that Obsidian would not take."""
    return tuple(map(_tag, texts))


def _tag(text: str) -> str:
    words = replace_surrogates(text).removeprefix("#").split()
    tag = "-".join(words).strip("/")
    is_number = not tag.strip("0123456789/")
    if is_number or re.search(ENDS_A_TAG, tag):
        hint = "a tag has letters, digits, - and _, and is more than a number"
        raise UsageError(f'"{text}" cannot be a tag', hint=hint)
    return tag
