"""What to say when a library of the extra `documents` is not installed."""

from collections.abc import Iterator
from contextlib import contextmanager

from portrait_cli.core.errors import PortraitError

HINT = "in the folder you cloned: .venv/bin/pip install '.[documents]'"


@contextmanager
def documents_extra(what: str) -> Iterator[None]:
    """Import a format of documents within this; `what` it makes, such as HTML.

    Raises PortraitError if a library is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("portrait_cli"):
            raise
        raise PortraitError(f"{what} needs the documents extra", hint=HINT) from None
