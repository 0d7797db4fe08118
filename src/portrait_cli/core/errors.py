"""What can go wrong, as sentences a person can act on, each with its exit code."""


class PortraitError(Exception):
    """Something failed: a message in lower case without a full stop and, where one helps, a hint."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(PortraitError):
    """The words of the command do not go together."""

    exit_code = 2


class NotFoundError(PortraitError):
    """Nothing has that name."""

    exit_code = 3


class InvalidFileError(PortraitError):
    """A portrait, answers, entry or settings file has mistakes in it."""

    exit_code = 4


class NewerFormatError(InvalidFileError):
    """A file is in the format of a later version, which must not be changed by this one."""


class LockedError(PortraitError):
    """Another `portrait` is writing right now."""

    exit_code = 5


class StorageError(PortraitError):
    """The disk or its permissions refused."""

    exit_code = 6


class UnsettledWarning(UserWarning):
    """What was asked for is done, but something about it may need a look, such as a disk that did not confirm it."""


class StoppedError(BaseException):
    """The person or the system told the program to end; `typed` is what was in the line at that moment.

    Like KeyboardInterrupt it is not an error, and code that handles errors must not catch it.
    """

    def __init__(self, number: int, typed: str = "") -> None:
        super().__init__("stopped")
        self.number = number
        self.exit_code = 128 + number
        self.typed = typed
