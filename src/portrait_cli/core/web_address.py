"""A web address as people paste it, and as it is written down."""

import re

from portrait_cli.core.errors import UsageError

_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?")
_ELSEWHERE = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
"""What a web address cannot have as it is: RFC 3986, section 2."""


def web_address(said: str) -> str:
    """Return a web address with the characters that it may have; the others become their codes, as in a browser.

    Raises UsageError for anything but an address that begins with http:// or https://.
    """
    text = said.strip()
    if _WEB.fullmatch(text):
        return _ELSEWHERE.sub(_code, text)
    if _WITHOUT_SCHEME.fullmatch(text):
        raise UsageError(f'"{text}" is not a full web address', hint=f"--link https://{text}")
    hint = "paste it whole, such as https://example.org/minutes; a place that is not a web page can be a line"
    raise UsageError(f'"{text}" is not a web address', hint=hint)


def _code(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
