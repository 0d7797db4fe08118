"""What can go wrong, as sentences a person can act on, each with its exit code."""


class PortraitError(Exception):
    """Something failed: a message in lower case without a full stop and, where one helps, a hint."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(PortraitError):
    """The command's words do not fit together."""

    exit_code = 2


class NotFoundError(PortraitError):
    """Nothing has that name."""

    exit_code = 3


class InvalidFileError(PortraitError):
    """A portrait, answers, entry or settings file says something it cannot say."""

    exit_code = 4


class LockedError(PortraitError):
    """Another `portrait` is writing just now."""

    exit_code = 5


class StorageError(PortraitError):
    """The disk or its permissions refused."""

    exit_code = 6


class StoppedError(BaseException):
    """The person or the system told the program to end; `typed` is what stood in the line just then.

    Like KeyboardInterrupt it is no fault, and nothing that mends faults may catch it.
    """

    def __init__(self, number: int, typed: str = "") -> None:
        super().__init__("stopped")
        self.exit_code = 128 + number
        self.typed = typed
