"""Which gentle question a thin answer calls for."""

from collections.abc import Iterable

from portrait_cli.core.portrait import Nudge

_PUNCTUATION = ".,;:!?…\"'()“”‘’"


def after(text: str, nudges: Iterable[Nudge]) -> str:
    """Choose the nudge that an answer calls for; empty if none does."""
    said = {word.strip(_PUNCTUATION).casefold() for word in text.split()}
    count = len(text.split())
    return next((nudge.text for nudge in nudges if _is_called_for(nudge, said, count)), "")


def _is_called_for(nudge: Nudge, said: set[str], count: int) -> bool:
    """Return True if an answer is short enough for a nudge, and has one of its words if it names any."""
    if nudge.fewer_than and count >= nudge.fewer_than:
        return False
    if nudge.words:
        return not said.isdisjoint(word.casefold() for word in nudge.words)
    return nudge.fewer_than > 0
