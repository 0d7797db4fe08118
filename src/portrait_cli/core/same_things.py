"""Finding the same things in two lists, by code, by name and by names that are nearly the same."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from msgspec import Struct, field

from portrait_cli.core.text import one_line, slug

_SAME_WITH_CODE = 0.5
"""How alike two names must be, from 0 to 1, if their codes are the same."""
_SAME = 0.75
"""How alike they must be by themselves."""
_LETTERS_BEGIN_OR_END = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_UNSPOKEN = re.compile("[\u0640\u064b-\u0652\u0670]")
"""What Arabic may write or leave out: a longer stroke, and the signs for short vowels."""


class Item(Struct, frozen=True):
    """A thing, as far as it matters for finding it in another list."""

    name: str
    code: str = ""
    above: str = ""
    """The id of what is above it, if that is known."""
    id: str = ""
    """Its id, if it has one."""

    @property
    def label(self) -> str:
        """Return its code and its name."""
        return " ".join(filter(None, [one_line(self.code), one_line(self.name)]))


Key: TypeAlias = Callable[[Item], tuple[str, ...]]
"""What must be the same; if its last part is empty, it says nothing."""


class Pairs(Struct, frozen=True):
    """The items of a new list that are in a known one."""

    new: Sequence[Item]
    known: Sequence[Item]
    found: dict[int, tuple[int, str]] = field(default_factory=dict)
    """For the number of a new item, the number of the known one, and how it was found."""

    @property
    def codes_moved(self) -> bool:
        """Return True if something is the same and has another code: then a code alone says little."""
        pairs = [(self.new[number], self.known[one]) for number, (one, _) in self.found.items()]
        return any(new.code and old.code and same_code(new.code) != same_code(old.code) for new, old in pairs)

    def by_code_and_name(self) -> None:
        """Pair what is the same, the surest first."""
        self.same(lambda item: (item.id,), "its id")
        self.same(lambda item: (same_words(item.name), same_code(item.code)), "its code and name")
        self.same(lambda item: (item.above, same_words(item.name)), "its name")
        self.same(lambda item: (same_words(item.name),), "its name")
        self.near(lambda item: (same_code(item.code),), _SAME_WITH_CODE, "its code and a near name")
        if not self.codes_moved:
            self.same(lambda item: (same_code(item.code),), "its code")
        self.near(lambda item: (item.above,), _SAME, "a near name")
        self.near(lambda _: ("anywhere",), _SAME, "a near name")

    def same(self, key: Key, by: str) -> None:
        """Pair the items for which a key is the same, and no other's, among those that have no pair yet."""
        left = {number: key(self.new[number]) for number in self._left()}
        right = {number: key(self.known[number]) for number in self._right()}
        times, known_times = Counter(left.values()), Counter(right.values())
        by_key = {value: number for number, value in right.items()}
        for number, value in left.items():
            if value[-1] and times[value] == known_times[value] == 1:
                self.found[number] = (by_key[value], by)

    def near(self, key: Key, least: float, by: str) -> None:
        """Pair the items with the same key whose names are the most alike; none if two are equally alike."""
        by_key: dict[tuple[str, ...], list[int]] = {}
        for number in self._right():
            by_key.setdefault(key(self.known[number]), []).append(number)
        pairs: list[tuple[float, int, int]] = []
        for number in self._left():
            value = key(self.new[number])
            near = by_key.get(value, []) if value[-1] else []
            alike = [(_alike(self.new[number].name, self.known[one].name, least), number, one) for one in near]
            pairs += [pair for pair in alike if pair[0] >= least]

        times = Counter((likeness, number) for likeness, number, _ in pairs)
        known_times = Counter((likeness, one) for likeness, _, one in pairs)
        taken: set[int] = set()
        for likeness, number, one in sorted(pairs, key=lambda pair: -pair[0]):
            is_free = number not in self.found and one not in taken
            if is_free and times[likeness, number] == known_times[likeness, one] == 1:
                self.found[number] = (one, by)
                taken.add(one)

    def by_place(self) -> None:
        """Pair what stands at the same place, if the lists are of the same length."""
        if len(self.new) == len(self.known):
            right = set(self._right())
            self.found.update({number: (number, "its place") for number in self._left() if number in right})

    def _left(self) -> list[int]:
        return [number for number in range(len(self.new)) if number not in self.found]

    def _right(self) -> list[int]:
        taken = {one for one, _ in self.found.values()}
        return [number for number in range(len(self.known)) if number not in taken]


def _alike(one: str, other: str, least: float) -> float:
    """Return how alike two names are, from 0 to 1; the order of their words does not matter."""
    matcher = SequenceMatcher(None, same_words(one), same_words(other), autojunk=False)
    if matcher.real_quick_ratio() < least:
        return 0.0
    sorted_words = SequenceMatcher(None, _in_order(one), _in_order(other), autojunk=False)
    return max(matcher.ratio(), sorted_words.ratio())


def _in_order(name: str) -> str:
    return "-".join(sorted(same_words(name).split("-")))


def same_words(text: str) -> str:
    """Return a name in a form in which case, marks, widths and vowel signs make no difference."""
    plain = _UNSPOKEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return slug(plain, words=len(plain))


def same_code(text: str) -> str:
    """Return a code in a form in which `1A`, `1.a` and `1-A.` are the same, and `1.11` and `11.1` are not."""
    return _LETTERS_BEGIN_OR_END.sub("-", same_words(text))
