"""Feedback in words: what a group answered, where I placed myself, what is not shown and why."""

from collections.abc import Iterator

from portrait_cli.core.dates import MONTHS, in_words
from portrait_cli.core.feedback import GroupAnswers, Item, ItemAnswers, Result, in_word
from portrait_cli.core.feedback_sections import Before, Own

TITLE = "What others see"
BETWEEN = " · "
NOT_PLACED = "You have not placed yourself on these"
NOTE = "People in the same building see different things. Where you and they differ is a place to ask, not a verdict."


def about(result: Result) -> str:
    """Describe what was asked, of whom and when, and which groups are not shown."""
    asked = f"{result.title}, asked" if result.title else "Asked"
    groups = (f"{one.name}: {counted(one.replies) if one.is_shown else 'not shown yet'}" for one in result.groups)
    return BETWEEN.join([f"{asked} {in_words(result.asked_on)}", *groups])


def counted(replies: int) -> str:
    """Count replies."""
    return "1 reply" if replies == 1 else f"{replies} replies"


def chosen(item: Item, answers: ItemAnswers, language: str = "en", *, pad: str = "", digits: int = 0) -> str:
    """Write how many chose each word: `6 regularly · 2 sometimes · 0 not yet · 1 could not see`.

    A number shorter than `digits` has `pad` before it, so that the words of several groups stand below each other.
    """
    if not answers.chosen:
        return sentence(answers.held_back)
    names = {word.id: _within(word.name, language) for word in item.words}
    said = [(one.people, names[one.word]) for one in answers.chosen]
    said += [(people, name) for people, name in _others(answers) if people]
    return BETWEEN.join(f"{pad * (digits - len(str(people)))}{people} {name}" for people, name in said)


def digits_of(result: Result) -> int:
    """Return how many digits the largest number of a result has."""
    return len(str(max((group.replies for group in result.shown), default=0)))


def _others(answers: ItemAnswers) -> Iterator[tuple[int, str]]:
    yield answers.not_seen, "could not see"
    yield answers.blank, "left it blank"


def _within(word: str, language: str) -> str:
    """Write a word as within an English sentence; words of other languages stay as they were offered."""
    is_english = language.split("-", maxsplit=1)[0] == "en" and not word.startswith(("I ", "I'", "I’"))
    return word[:1].lower() + word[1:] if is_english and word[1:2].islower() else word


def few_could_say(result: Result) -> str:
    """Explain why nothing is shown of what few could see."""
    return f"Fewer than {in_word(result.fewest)} people of any group could say, so no answers are shown."


def own(mine: Own) -> str:
    """Write where I placed myself, and when."""
    of = f", for {mine.of}" if mine.of else ""
    return f"{mine.label}{of}, {in_words(mine.on)}"


def month_of(earlier: Before) -> str:
    """Write when the same group was asked in an earlier round."""
    return f"{MONTHS[earlier.asked_on.month - 1]} {earlier.asked_on.year}"


def sentence(words: str) -> str:
    """Write words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def not_shown(result: Result) -> list[str]:
    """List in sentences what is not shown, and why: no group without its reason."""
    said: list[str] = []
    for group in result.groups:
        said += [f"{group.name}: {reason}." for reason in _reasons(group) if reason]
    return said


def _reasons(group: GroupAnswers) -> Iterator[str]:
    yield group.held_back
    yield group.comments_held_back
    held_back = [answers.comments_held_back for answers in group.items if answers.comments_held_back]
    if held_back:
        yield f"what they wrote about {_of_items(len(held_back), len(group.items))} is not shown: {held_back[0]}"
    yield group.waiting


def _of_items(some: int, items: int) -> str:
    return "each thing asked" if some == items else f"{some} of the {items} things asked"


def in_short(result: Result) -> str:
    """Write of which groups something is shown."""
    return ", ".join(f"{group.name} ({counted(group.replies)})" for group in result.shown)


def written(result: Result, group: GroupAnswers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through what a group wrote: what each is about, with the comments."""
    items = {item.id: item.text for item in result.items}
    lines = {line.id: line.text for line in result.lines}
    yield from ((items[one.item], one.comments) for one in group.items if one.comments)
    yield from ((lines[one.line], one.comments) for one in group.lines if one.comments)
