"""A reply that came unsealed, because somebody typed it: from now on it is sealed as those of a page are."""

import json
from collections.abc import Iterator

from portrait_cli.core.request import Reply
from portrait_cli.formats import yaml_writer

_HOW_IT_CAME = "# it was not sealed when it came"
_BLOCK = 16384


def as_page_saves_it(reply: Reply) -> bytes:
    """Write a reply as it is before a page seals it: its size tells nothing. It says how it came."""
    lines = [
        _HOW_IT_CAME,
        yaml_writer.pair("request", reply.request),
        yaml_writer.pair("group", reply.group),
        yaml_writer.pair("by", reply.by),
        *_of_page(reply),
        "answers:",
        *(f"  {name}: {json.dumps(answer, ensure_ascii=False)}" for name, answer in reply.answers.items()),
        "",
    ]
    text = "\n".join(lines).encode()
    return text + b"#" + b"." * (-len(text) % _BLOCK - 1)


def _of_page(reply: Reply) -> Iterator[str]:
    """Write what tells that it was saved from a page, and opened by somebody before it came."""
    if reply.sheet:
        yield yaml_writer.pair("sheet", reply.sheet)
        yield yaml_writer.pair("saved", str(reply.saved))


def was_typed(data: bytes) -> bool:
    """Return True if this was a reply that came unsealed."""
    return data.startswith(_HOW_IT_CAME.encode())
