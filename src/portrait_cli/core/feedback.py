"""The result of a request to colleagues: how many of each group chose each word, and what they wrote.

Nothing is added up over groups, and nothing is turned into a mean, a rank or a share. What too few people said is
left out with the reason. Words stand alone: their order comes from a hash of them, so that their place tells neither
who else's they are nor what their writer chose.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.opening import Opened, missing, settled, waiting
from portrait_cli.core.redaction import Redaction, redacted_text
from portrait_cli.core.request import FEWEST, FEWEST_FOR_COMMENTS, Group, Reply, Request
from portrait_cli.core.request_steps import NOT_SEEN
from portrait_cli.core.session import Step
from portrait_cli.core.text import one_line

_NUMBERS = ("five", "six", "seven", "eight", "nine", "ten")


class Word(Struct, frozen=True):
    """One of the words that were offered."""

    id: str
    """Its id."""
    name: str
    """The word as it was offered."""


class Item(Struct, frozen=True):
    """One thing that colleagues were asked about."""

    id: str
    """Its id within the request."""
    text: str
    """What the leader does, as a colleague would say it."""
    words: tuple[Word, ...]
    """The words to choose from, the most often first, without the answer of someone who could not see it."""
    attribute: str = ""
    """The id of its attribute."""
    heading: str = ""
    """What its attribute is called."""
    target: str = ""
    """The id of the indicator it shows; empty if there is none."""


class Line(Struct, frozen=True):
    """A line that colleagues could finish in their own words."""

    id: str
    """Its id within the request."""
    text: str
    """How it begins."""


class Chosen(Struct, frozen=True):
    """How many chose a word."""

    word: str
    """The id of the word."""
    people: int
    """How many chose it."""


class ItemAnswers(Struct, frozen=True):
    """What a group answered to one thing."""

    item: str
    """The id of what was asked."""
    chosen: tuple[Chosen, ...] = ()
    """How many chose each word, in the order in which the words were offered; empty if it is held back."""
    not_seen: int = 0
    """How many weren't in a position to see it."""
    blank: int = 0
    """How many left it blank."""
    held_back: str = ""
    """Why there are no counts, in words; empty if there are."""
    comments: tuple[str, ...] = ()
    """What people wrote about it, in an order that tells nothing."""
    comments_held_back: str = ""
    """Why there are no comments, in words; empty if they are shown, or if nobody was asked for any."""

    @property
    def could_say(self) -> int:
        """Return how many chose one of the words."""
        return sum(one.people for one in self.chosen)

    @property
    def people(self) -> int:
        """Return how many people these are."""
        return self.could_say + self.not_seen + self.blank


class LineAnswers(Struct, frozen=True):
    """How a group finished one of the lines."""

    line: str
    """The id of the line."""
    comments: tuple[str, ...]
    """What people wrote, in an order that tells nothing."""


class GroupAnswers(Struct, frozen=True):
    """What a group answered."""

    group: str
    """The id of the group."""
    name: str
    """What it is called."""
    replies: int = 0
    """How many replies are counted; 0 if the group is not shown."""
    items: tuple[ItemAnswers, ...] = ()
    """For each thing that was asked, in order, what they answered."""
    lines: tuple[LineAnswers, ...] = ()
    """For each line to finish, what they wrote; empty if their words are held back."""
    held_back: str = ""
    """Why the group is not shown, in words; empty if it is."""
    comments_held_back: str = ""
    """Why none of their words are shown; empty if some may be, or if nobody was asked for any."""
    waiting: str = ""
    """What later replies wait for, in words; empty if none wait."""

    @property
    def is_shown(self) -> bool:
        """Return True if anything of the group is shown."""
        return bool(self.replies)


class Result(Struct, frozen=True):
    """What came back to a request, with all that is needed to show it when the portrait is gone."""

    request: str
    """The id of the request."""
    asker: str
    """Who asked."""
    asked_on: date
    """The day on which they asked."""
    portrait: str
    """The id of the portrait."""
    portrait_version: str
    """Its version."""
    portrait_title: str
    """What it is called."""
    items: tuple[Item, ...]
    """What was asked, in order."""
    lines: tuple[Line, ...]
    """The lines to finish, in order."""
    groups: tuple[GroupAnswers, ...]
    """What each group answered. There is no total of them."""
    language: str = "en"
    """The language of the request, as a BCP 47 tag."""
    title: str = ""
    """What it is about, such as the names of attributes."""
    after: str = ""
    """The id of the earlier request that asked the same; empty for a first round."""
    collector: str = ""
    """Who received the replies in the asker's place; empty if the asker did."""
    fewest: int = FEWEST
    """The fewest replies of a group that are shown."""
    fewest_for_comments: int = FEWEST_FOR_COMMENTS
    """The fewest people who could have written words that are shown."""
    paraphrased: bool = False
    """Whether a third person put the comments into other words."""

    @property
    def shown(self) -> Iterator[GroupAnswers]:
        """Go through the groups of which something is shown."""
        return (group for group in self.groups if group.is_shown)

    def answers_to(self, item: str) -> Iterator[tuple[GroupAnswers, ItemAnswers]]:
        """Go through what the groups that are shown answered to one thing."""
        for group in self.shown:
            yield from ((group, answers) for answers in group.items if answers.item == item)


# --- from the replies ---


def result_of(request: Request, replies: Mapping[str, Reply], opened: Mapping[str, Opened]) -> Result:
    """Count what may be shown of the replies, by their digests, and of which so much was opened in each group."""
    return Result(
        request=request.id,
        asker=request.asker,
        asked_on=request.asked_on,
        portrait=request.portrait,
        portrait_version=request.portrait_version,
        portrait_title=request.portrait_title,
        items=tuple(map(_item, request.items)),
        lines=tuple(Line(step.id, one_line(step.prompt)) for step in _lines(request)),
        groups=tuple(_group(request, group, replies, opened.get(group.id, Opened())) for group in request.groups),
        language=request.language,
        title=request.title,
        after=request.after,
        collector=request.collector,
        fewest=request.fewest,
        fewest_for_comments=request.fewest_for_comments,
    )


def of_group(replies: Mapping[str, Reply], group: str) -> dict[str, Reply]:
    """Return the replies of one group."""
    return {digest: reply for digest, reply in replies.items() if reply.group == group}


def _item(step: Step) -> Item:
    words = tuple(Word(choice.id, one_line(choice.label)) for choice in step.choices if choice.id != NOT_SEEN)
    return Item(step.id, one_line(step.prompt), words, step.attribute, one_line(step.heading), step.target)


def _lines(request: Request) -> Iterator[Step]:
    return (step for step in request.steps if step.purpose == "words")


def _group(request: Request, group: Group, replies: Mapping[str, Reply], opened: Opened) -> GroupAnswers:
    shown = GroupAnswers(group.id, one_line(group.name))
    own = of_group(replies, group.id)
    fewest = in_word(request.fewest)
    few = f"fewer than {fewest} replies came in; they are not shown, and not added to others"
    if not opened.counted:
        return replace(shown, held_back=few)
    if missing(own, opened):
        gone = "a reply that was counted is not here any more; to show the others would give that person away"
        return replace(shown, held_back=gone)
    shown = replace(
        shown,
        replies=sum(map(len, opened.counted)),
        items=tuple(_answers(request, item, own, opened) for item in request.items),
        waiting=_waiting(len(waiting(own, opened.counted)), request.fewest),
    )
    if not request.has_comments:
        return shown
    quoted = settled(opened.counted, own.__contains__, request.fewest_for_comments)
    if not quoted:
        needed = max(
            request.fewest_for_comments, shown.replies + request.fewest
        )  # later ones are added so many at once
        return replace(shown, comments_held_back=f"what they wrote is shown once {in_word(needed)} have replied")
    said = [own[digest] for digest in chain(*quoted)]
    lines = (LineAnswers(step.id, _comments(request, step.id, said)) for step in _lines(request))
    return replace(shown, lines=tuple(lines))


def _waiting(late: int, fewest: int) -> str:
    if not late:
        return ""
    replies, wait = ("reply", "waits") if late == 1 else ("replies", "wait")
    return f"{late} more {replies} came in and {wait} until {fewest - late} more are there"


def _answers(request: Request, item: Step, replies: Mapping[str, Reply], opened: Opened) -> ItemAnswers:
    words = [choice.id for choice in item.choices if choice.id != NOT_SEEN]

    def could_say(digest: str) -> bool:
        return replies[digest].answers.get(item.id) in words

    answers = ItemAnswers(item.id)
    counted = settled(opened.counted, could_say, request.fewest)
    if counted:
        chosen = [replies[digest].answers.get(item.id, "") for digest in chain(*counted)]
        answers = replace(
            answers,
            chosen=tuple(Chosen(word, chosen.count(word)) for word in words),
            not_seen=chosen.count(NOT_SEEN),
            blank=chosen.count(""),
        )
    else:
        few = f"fewer than {in_word(request.fewest)} could say, so it is not shown"
        answers = replace(answers, held_back=few)

    example = next((step for step in request.steps if step.purpose == "comment" and step.needs == item.id), None)
    if example is None or sum(map(len, opened.counted)) < request.fewest_for_comments:
        return answers
    quoted = settled(counted, could_say, request.fewest_for_comments)
    if not quoted:
        few = f"fewer than {in_word(request.fewest_for_comments)} people could have written about this"
        return replace(answers, comments_held_back=few)
    return replace(answers, comments=_comments(request, example.id, [replies[digest] for digest in chain(*quoted)]))


def in_word(number: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[number - FEWEST] if number < FEWEST + len(_NUMBERS) else str(number)


def _comments(request: Request, step: str, replies: Iterable[Reply]) -> tuple[str, ...]:
    """List what was written, each on one line: how someone uses spaces and line ends would tell of them."""
    written = (one_line(reply.answers.get(step, "")) for reply in replies)
    return tuple(sorted(filter(None, written), key=lambda words: (_hash(request.id, words), words)))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


# --- in a third person's words ---


class Comment(Struct, frozen=True):
    """A comment on the sheet of the person who paraphrases."""

    name: str
    """What it is called on the sheet: the same for the same words in the same place."""
    group: str
    """What its group is called."""
    about: str
    """What it is about: what was asked, or the line that it finishes."""
    words: str


def comments(result: Result) -> Iterator[Comment]:
    """Go through the comments of a result, each once: first those on what was asked, then the lines."""
    items = {item.id: item.text for item in result.items}
    lines = {line.id: line.text for line in result.lines}
    for group in result.shown:
        for answers in group.items:
            for words in dict.fromkeys(answers.comments):
                yield Comment(_name(group.group, answers.item, words), group.name, items[answers.item], words)
        for finished in group.lines:
            for words in dict.fromkeys(finished.comments):
                yield Comment(_name(group.group, finished.line, words), group.name, lines[finished.line], words)


def _name(group: str, about: str, words: str) -> str:
    return f"c{_hash(group, about, words)[:8]}"


def paraphrased(result: Result, given: Mapping[str, str]) -> Result:
    """Put other words in the place of each comment, by its name on the sheet; one without any is left out."""
    other = _with_words(result, lambda group, about, words: given.get(_name(group, about, words), ""))
    return replace(other, paraphrased=True)


def without_names(result: Result, redactions: tuple[Redaction, ...]) -> Result:
    """Put roles in the place of names in the comments."""
    return _with_words(result, lambda _group, _about, words: redacted_text(words, redactions))


def _with_words(result: Result, other: Callable[[str, str, str], str]) -> Result:
    """Put other words in the place of comments, again in an order that tells nothing."""

    def changed(group: str, about: str, said: Iterable[str]) -> tuple[str, ...]:
        words = (one_line(other(group, about, one)) for one in said)
        return tuple(sorted(filter(None, words), key=lambda one: (_hash(result.request, one), one)))

    groups = []
    for group in result.groups:
        items = (replace(one, comments=changed(group.group, one.item, one.comments)) for one in group.items)
        lines = (replace(one, comments=changed(group.group, one.line, one.comments)) for one in group.lines)
        groups.append(replace(group, items=tuple(items), lines=tuple(lines)))
    return replace(result, groups=tuple(groups))
