"""Tags from other journals."""

import re
from collections.abc import Iterable, Iterator

from portrait_cli.formats.imports.markdown_text import lines_outside_code

STARRED = "starred"
"""The tag of an entry that has a star in its journal."""
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")
_HASHTAG = re.compile(r"(?<!\S)#(?:([\w/-]+(?: [\w/-]+){1,4})#(?!\w)|([\w/-]+))")
"""Its groups: a tag of several words, which Bear closes with another sign, or one of one word."""


def obsidian_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Write tags in a form that Obsidian accepts, each one once."""
    tags: dict[str, str] = {}
    for text in texts:
        tag = _NOT_IN_TAGS.sub("-", text.lstrip("@#")).strip("-/")
        key = tag.casefold()
        if tag.isdigit():
            tag = f"tag-{tag}"
        if tag:
            tags.setdefault(key, tag)
    return tuple(tags.values())


def hashtags(text: str) -> Iterator[str]:
    """List the tags that a Markdown text mentions as `#tag` or `#several words#`."""
    if "#" not in text:
        return
    for line in lines_outside_code(text):
        for several_words, word in _HASHTAG.findall(line):
            if not word.isdigit():
                yield several_words or word
