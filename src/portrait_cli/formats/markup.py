"""Words without the marks of HTML and Markdown, which a portrait would show as they are."""

import html
import re

_LINE_TAGS = "p|br|div|li|ul|ol|tr|table|h[1-6]|blockquote"
_OTHER_TAGS = "a|abbr|b|code|em|font|i|img|mark|s|small|span|strong|sub|sup|tbody|td|th|thead|u"
_LINE_TAG = re.compile(rf"</?(?:{_LINE_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_OTHER_TAG = re.compile(rf"</?(?:{_OTHER_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#[0-9]{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_BLANK_LINES = re.compile(r"[ \t]*\n\s*")

_STRONG = re.compile(r"(?<![\w*_])(\*\*|__)(?=[^\s*_])([^*_\n]{0,500}[^\s*_])\1(?![\w*_])")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{0,500}[^\s*_])\1(?![\w*_])")


def without_markup(text: str) -> str:
    """Take off tags, entities and signs for bold or italic; a paragraph of HTML becomes a line."""
    plain = text
    if _LINE_TAG.search(plain):
        plain = _BLANK_LINES.sub("\n", _LINE_TAG.sub("\n", plain)).strip()
    plain = _OTHER_TAG.sub("", plain)
    plain = _ENTITY.sub(lambda found: html.unescape(found.group()).replace("\xa0", " "), plain)
    plain = _STRONG.sub(r"\2", plain)
    return _EMPHASIS.sub(r"\2", plain)
