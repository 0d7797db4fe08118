"""What to say when a library of an extra is not installed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from portrait_cli.core.errors import PortraitError

_HINT = "in the folder you cloned: .venv/bin/pip install '.[{}]'"
HINT = _HINT.format("documents")


def documents_extra(what: str) -> AbstractContextManager[None]:
    """Import a format of documents within this; `what` it makes, such as HTML.

    Raises PortraitError if a library is missing.
    """
    return _extra("documents", what)


def colleagues_extra(what: str) -> AbstractContextManager[None]:
    """Import what asks others, or reads their replies, within this; `what` needs it, as a sentence begins.

    Raises PortraitError if a library is missing.
    """
    return _extra("colleagues", what)


def cohort_extra(what: str) -> AbstractContextManager[None]:
    """Import what counts many leaders together within this; `what` needs it, as a sentence begins.

    Raises PortraitError if a library is missing.
    """
    return _extra("cohort", what)


@contextmanager
def _extra(name: str, what: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("portrait_cli"):
            raise
        raise PortraitError(f"{what} needs the {name} extra", hint=_HINT.format(name)) from None
