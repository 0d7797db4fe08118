"""The result of a request as JSON: what a collector hands over. No reply is in it, only what all of them come to."""

from collections.abc import Iterator, Sequence

import msgspec

from portrait_cli.core.errors import InvalidFileError, NewerFormatError
from portrait_cli.core.feedback import GroupAnswers, ItemAnswers, Result
from portrait_cli.core.request import FEWEST, FEWEST_FOR_COMMENTS
from portrait_cli.core.text import one_line, visible
from portrait_cli.formats.reply_file import LONGEST_WORDS

_MOST_REPLIES = 100_000
"""More than any leader has colleagues."""


class _File(msgspec.Struct, frozen=True):
    result: Result
    format: int = 1


def write(result: Result) -> str:
    """Write a result."""
    return msgspec.json.format(msgspec.json.encode(_File(result)), indent=1).decode() + "\n"


def parse(data: bytes, file: str) -> Result:
    """Read a result, each of its texts on one line.

    Raises InvalidFileError for anything else, and for one that shows what too few people said.
    """
    try:
        read = msgspec.convert(_on_one_line(msgspec.json.decode(data)), _File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidFileError(f"{file} is not a result: {error}") from None
    if read.format != 1:
        raise NewerFormatError(f"{file} is of a newer portrait", hint="update portrait, then try again")
    result = read.result
    if result.fewest < FEWEST or result.fewest_for_comments < max(FEWEST_FOR_COMMENTS, result.fewest):
        raise InvalidFileError(f"{file} shows what fewer people said than keeps them unknown")
    if any(_exposes(result, group) for group in result.groups):
        raise InvalidFileError(f"{file} shows what fewer people said than keeps them unknown")
    if not _is_whole(result) or not all(_goes_with(result, group) for group in result.groups):
        raise InvalidFileError(f"{file} has answers that do not go with what was asked")
    return result


def _on_one_line(value: object) -> object:
    """Put all texts in a document on one line, without what acts on a screen. Raises DecodeError for a long one."""
    match value:
        case str():
            if len(value) > LONGEST_WORDS:
                raise msgspec.DecodeError("a text in it is too long")
            return one_line(visible(value))
        case list():
            return [_on_one_line(one) for one in value]
        case dict():
            return {name: _on_one_line(one) for name, one in value.items()}
        case _:
            return value


def _exposes(result: Result, group: GroupAnswers) -> bool:
    """Return True if a group shows what too few people said."""
    if not group.is_shown:
        return bool(group.items or group.lines)
    counts = (answers.could_say for answers in group.items if answers.chosen)
    if group.replies < result.fewest or any(number < result.fewest for number in counts):
        return True
    return any(_comments(group)) and group.replies < result.fewest_for_comments


def _comments(group: GroupAnswers) -> Iterator[tuple[str, ...]]:
    yield from (answers.comments for answers in group.items)
    yield from (finished.comments for finished in group.lines)


def _is_whole(result: Result) -> bool:
    """Return True if everything that was asked, and everybody who was, is named once."""
    named = (
        [item.id for item in result.items],
        [line.id for line in result.lines],
        [group.group for group in result.groups],
        *([word.id for word in item.words] for item in result.items),
    )
    return bool(result.items) and all(map(_are_told_apart, named)) and all(item.words for item in result.items)


def _goes_with(result: Result, group: GroupAnswers) -> bool:
    """Return True if what a group answered goes with what was asked, and with how many they are."""
    words = {item.id: [word.id for word in item.words] for item in result.items}
    lines = {line.id for line in result.lines}
    asked = [answers.item for answers in group.items]
    finished = [one.line for one in group.lines]
    most = group.replies
    return (
        0 <= group.replies <= _MOST_REPLIES
        and _are_told_apart(asked)
        and _are_told_apart(finished)
        and lines.issuperset(finished)
        and words.keys() >= set(asked)
        and all([one.word for one in answers.chosen] in ([], words[answers.item]) for answers in group.items)
        and all(_counts(answers, group.replies) for answers in group.items)
        and all(len(comments) <= most for comments in _comments(group))
    )


def _are_told_apart(names: Sequence[str]) -> bool:
    return all(names) and len(set(names)) == len(names)


def _counts(answers: ItemAnswers, replies: int) -> bool:
    """Return True for numbers that so many people can come to."""
    numbers = (answers.not_seen, answers.blank, *(one.people for one in answers.chosen))
    return min(numbers) >= 0 and answers.people <= (replies if answers.chosen else 0)
