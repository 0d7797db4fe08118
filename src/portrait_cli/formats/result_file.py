"""The result of a request as JSON: what a collector hands over. No reply is in it, only what all of them come to."""

import msgspec

from portrait_cli.core.errors import InvalidFileError, NewerFormatError
from portrait_cli.core.feedback import GroupAnswers, Result
from portrait_cli.core.request import FEWEST, FEWEST_FOR_COMMENTS


class _File(msgspec.Struct, frozen=True):
    result: Result
    format: int = 1


def write(result: Result) -> str:
    """Write a result."""
    return msgspec.json.format(msgspec.json.encode(_File(result)), indent=1).decode() + "\n"


def parse(data: bytes, file: str) -> Result:
    """Read a result. Raises InvalidFileError for anything else, and for one that shows what too few people said."""
    try:
        read = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidFileError(f"{file} is not a result: {error}") from None
    if read.format != 1:
        raise NewerFormatError(f"{file} is of a newer portrait", hint="update portrait, then try again")
    result = read.result
    if result.fewest < FEWEST or result.fewest_for_comments < max(FEWEST_FOR_COMMENTS, result.fewest):
        raise InvalidFileError(f"{file} shows what fewer people said than keeps them unknown")
    if any(_exposes(result, group) for group in result.groups):
        raise InvalidFileError(f"{file} shows what fewer people said than keeps them unknown")
    if not all(_is_whole(result, group) for group in result.groups) or any(map(_has_odd_counts, result.groups)):
        raise InvalidFileError(f"{file} has answers that do not go with what was asked")
    return result


def _exposes(result: Result, group: GroupAnswers) -> bool:
    if not group.is_shown:
        return bool(group.items or group.lines)
    counts = (answers.could_say for answers in group.items if answers.chosen)
    return group.replies < result.fewest or any(number < result.fewest for number in counts)


def _has_odd_counts(group: GroupAnswers) -> bool:
    return any(
        min(answers.not_seen, answers.blank, *(one.people for one in answers.chosen)) < 0 for answers in group.items
    )


def _is_whole(result: Result, group: GroupAnswers) -> bool:
    words = {item.id: [word.id for word in item.words] for item in result.items}
    lines = {line.id for line in result.lines}
    return all(
        answers.item in words and [one.word for one in answers.chosen] in ([], words[answers.item])
        for answers in group.items
    ) and all(one.line in lines for one in group.lines)
