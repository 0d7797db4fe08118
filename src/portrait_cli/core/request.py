"""A request: who asks what of whom, why and until when; and a reply, what one of them sends back.

A request holds all that its page shows, so that replies can be read when the portrait has changed or is gone.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from portrait_cli.core.session import Step

RequestKind = Literal["feedback", "coach", "entry"]
"""Colleagues, of whom nobody can be told from another; a coach who places the same; a coach who answers an entry."""
RequestState = Literal["read", "result", "ready", "waiting", "elsewhere", "unclear"]
"""It was shown; a result is here, or enough replies are, to be shown; replies are waited for; somebody else receives
them; or something of it cannot be read."""

FEWEST = 5
"""The fewest replies of a group whose answers are shown; a request may ask for more, never for fewer."""
FEWEST_FOR_COMMENTS = 8
"""The fewest replies of a group whose words are shown."""


class Group(Struct, frozen=True):
    """Some of the people who are asked, such as the staff."""

    id: str
    name: str


class Request(Struct, frozen=True):
    """What others are asked about a leader."""

    id: str
    """Eight letters and digits."""
    kind: RequestKind
    asker: str
    """Who asks, in the words that the page shows."""
    asked_on: date
    steps: tuple[Step, ...]
    """What is asked, in order; the items that colleagues answer have the purpose `choice`."""
    portrait: str
    portrait_version: str
    portrait_title: str
    recipient: str
    """The age key for replies; only who has the other half reads them."""
    language: str = "en"
    title: str = ""
    """What it is about, such as the names of the attributes."""
    until: date | None = None
    why: str = ""
    """Why they ask, in their own words."""
    groups: tuple[Group, ...] = ()
    """For feedback, the groups that are asked; each has a page of its own."""
    by: str = ""
    """For a coach, who answers: such a reply is not anonymous."""
    collector: str = ""
    """Who receives the replies in the asker's place, and has the key; empty if the asker does."""
    send_to: str = ""
    """An e-mail address for replies; empty if they are handed over in another way."""
    fewest: int = FEWEST
    fewest_for_comments: int = FEWEST_FOR_COMMENTS
    has_comments: bool = True
    """False if nobody is asked for words."""
    after: str = ""
    """The id of the earlier request that asked the same; empty for a first round."""
    entry: str = ""
    """The id of the entry that a coach answers."""
    of_students: bool = False
    """Whether those who are asked are students although the name of their group leaves it open."""
    asked_at: Annotated[datetime, Meta(tz=True)] | None = None
    """The moment of asking, by which requests of one day are in order; earlier versions did not keep it."""

    @property
    def order(self) -> tuple[date, datetime, str]:
        """Return what requests are sorted by, to have the oldest first."""
        return (self.asked_on, self.asked_at or datetime.min.replace(tzinfo=UTC), self.id)

    @property
    def items(self) -> Iterator[Step]:
        """Go through what colleagues answer with a word."""
        return (step for step in self.steps if step.purpose == "choice")


class Reply(Struct, frozen=True):
    """What one person sends back. It has no name unless the request is to a coach, and no time.

    Its `sheet` is no token per person: nobody gives it out. A browser makes it by chance when a form is begun, keeps
    it until the answers are saved and the page is left, and never shows it. It stands within the seal, and the
    program only compares it, so that someone who changes an answer and saves again still counts once.
    """

    request: str
    """The id of the request."""
    answers: Mapping[str, str]
    """What was answered, by the step's id: a choice's id, or words."""
    group: str = ""
    by: str = ""
    sheet: str = ""
    """The form that it was saved from; empty for a reply that was typed."""
    saved: int = 0
    """How many times other answers were saved from that form, this one included: the highest counts."""
