"""The question above an answer that is written in an editor: put there as comments, and taken out again."""

from portrait_cli.core.line_wrap import wrap
from portrait_cli.core.text import one_line

_WIDTH = 71
_BEGIN, _END = "<!-- ", " -->"
_LEAVE_VI = "To save and come back: press Esc, type :wq, press Enter."
_BELOW = "Write below. These lines are taken out again."


def with_question(question: str, answer: str, *, leave_vi: bool = False) -> str:
    """Return the text for an editor: the question in lines of comments, an empty line, the answer.

    With `leave_vi`, another comment says how to save and leave in vi.
    """
    *asked, below = _comments(question)
    how = [_commented(_LEAVE_VI)] if leave_vi else []
    return "\n".join([*asked, *how, below, "", answer])


def without_question(question: str, text: str, *, before: str = "") -> str:
    """Return the answer that came back from an editor; `before` is what it was.

    Only lines that are exactly as they were put there are taken out, and no more of them than were. What the person
    wrote before, between or within them is kept, and never becomes one word with what follows.
    """
    for comment in [*_comments(question), _commented(_LEAVE_VI)]:
        if text.count(comment) > before.count(comment):
            text = _without(comment, text)
    return text


def with_plain_question(text: str) -> str:
    """Return what came back from an editor with the question as plain words, for when nobody knows what was asked."""
    above, found, below = f"\n{text}\n".partition(f"\n{_commented(_BELOW)}\n")
    if not found:
        return text
    above = above.replace(f"\n{_commented(_LEAVE_VI)}", "")
    lines = [line.removeprefix(_BEGIN).removesuffix(_END) for line in above.split("\n")]
    return "\n".join([*lines[1:], below]).removesuffix("\n")


def _comments(question: str) -> list[str]:
    rows = wrap(one_line(question), _WIDTH, len)
    lines = [rows.row(number).strip() for number in range(len(rows.starts))]
    return [_commented(line) for line in [*filter(None, lines), _BELOW]]


def _commented(line: str) -> str:
    return f"{_BEGIN}{line}{_END}"


def _without(comment: str, text: str) -> str:
    """Take out a comment, its line if it is alone there, and the empty line below the last one."""
    above, below = text.split(comment, 1)
    if above and not above.endswith("\n"):
        above += "\n"
    below = below.removeprefix("\n")
    if _BELOW in comment:
        below = below.removeprefix("\n")
    return above + below
