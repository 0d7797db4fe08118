"""A page: questions that anyone can answer in a browser, and what is saved from it.

It comes from a guide (`page_from_session`) or a request (`page_from_request`). It has no words of the journal.
"""

from datetime import date

from msgspec import Struct

from portrait_cli.core.portrait import Nudge
from portrait_cli.core.session import Step


class Page(Struct, frozen=True):
    """What a page shows, asks and saves."""

    title: str
    steps: tuple[Step, ...]
    """What is asked, in order; `needs` and `needs_one_of` decide which of them, as in a session."""
    header: tuple[tuple[str, str | tuple[str, ...]], ...]
    """What the answers file begins with: `guide`, `role`, `attributes`, or `request` and `group`."""
    file_name: str
    """What the saved file is called: the same for everyone who answers the page."""
    minutes: int
    """About how long it takes."""
    language: str = "en"
    """A BCP 47 tag. What we say on the page, in `intro` and `how_to_return` too, is in it, or else in English."""
    intro: tuple[str, ...] = ()
    """Paragraphs before the questions: who asks, why, until when, what happens to the answers.

    On a page for a group, those after the third are about that; a small screen shows them when they are wanted, and
    the review shows them before anything is saved.
    """
    how_to_return: tuple[str, ...] = ()
    """Paragraphs beside saving: what to do with the file."""
    without_script: tuple[str, ...] = ()
    """Paragraphs for a browser in which the page's script does not run, after how to open it in another one."""
    thanks: str = ""
    """What is said first once the answers are saved, to whoever answers for somebody else."""
    until: date | None = None
    """The day until which answers are asked for ..."""
    late: str = ""
    """... and what is said once it has passed."""
    send_to: str = ""
    """An e-mail address for the answers."""
    recipient: str = ""
    """The age key that the answers are sealed for; empty if they are saved as they are."""
    request: str = ""
    """The request as JSON, from which somebody else can receive replies; empty for a guide."""
    nudges: tuple[Nudge, ...] = ()
    footer: tuple[str, ...] = ()
