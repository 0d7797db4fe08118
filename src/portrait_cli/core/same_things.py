"""Finding the same things in two lists, by code, by name, by what is written about them, or nearly so."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, pairwise
from typing import TypeAlias

from msgspec import Struct, field

from portrait_cli.core.text import one_line, slug

_SAME_WITH_CODE = 0.5
"""How alike two names must be, from 0 to 1, if their codes are the same."""
_SAME = 0.75
"""How alike they must be by themselves."""
_SAME_WITH_OTHER_TEXT = 0.9
"""How alike they must be if what is written about them is not: a letter or an ending."""
_SAME_TEXT = 0.85
"""How alike what is written about two things must be if nothing else says that they are the same."""
_OTHER_TEXT = 0.3
"""How alike it is at least if it is about one thing."""
_FEW = range(1, 9)
"""How many have a word, or two in a row, that says much about them."""
_CLOSEST = 4
_NO_SPACES = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""
_WORD = re.compile(rf"{_NO_SPACES}|(?:(?!{_NO_SPACES})[^\W_])+")
_LETTERS_BEGIN_OR_END = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_UNSPOKEN = re.compile("[\u0640\u064b-\u0652\u0670]")
"""What Arabic may write or leave out: a longer stroke, and the signs for short vowels."""


class Words(Struct, frozen=True):
    """What is written about a thing, each in the form of `text_of`."""

    statements: str = ""
    definition: str = ""
    look_for: str = ""
    below: str = ""
    """The names and words of what is below it."""

    @property
    def own(self) -> tuple[str, ...]:
        """Return what is written about the thing itself."""
        return (self.statements, self.definition, self.look_for)


class Item(Struct, frozen=True):
    """A thing, as far as it matters for finding it in another list."""

    name: str
    code: str = ""
    above: str = ""
    """The id of what is above it, if that is known."""
    id: str = ""
    """Its id, if it has one."""
    words: Words = Words()

    @property
    def label(self) -> str:
        """Return its code and its name."""
        return " ".join(filter(None, [one_line(self.code), one_line(self.name)]))


Key: TypeAlias = Callable[[Item], tuple[str, ...]]
"""What must be the same; if its last part is empty, it says nothing."""
Fits: TypeAlias = Callable[[Item, Item], bool]
"""Whether a new item may be the same as a known one."""


def _fits(_: Item, __: Item) -> bool:
    return True


def _not_about_another_thing(new: Item, known: Item) -> bool:
    """Return False if what is written about two things has next to nothing in common."""
    alike = _words_alike(new.words, known.words)
    return alike is None or alike >= _OTHER_TEXT


_WORD_KEYS: tuple[tuple[Key, str], ...] = (
    (lambda item: ("\n".join(item.words.own).strip(),), "its words"),
    (lambda item: (item.words.statements,), "its words"),
    (lambda item: (item.words.definition,), "its words"),
    (lambda item: (item.words.look_for,), "its words"),
    (lambda item: (item.words.below,), "the words below it"),
)


class Pairs(Struct, frozen=True):
    """The items of a new list that are in a known one."""

    new: Sequence[Item]
    known: Sequence[Item]
    found: dict[int, tuple[int, str]] = field(default_factory=dict)
    """For the number of a new item, the number of the known one, and how it was found."""
    same_language: bool = False
    """Whether both lists are known to be in the same language."""

    @property
    def codes_moved(self) -> bool:
        """Return True if something is the same and has another code: then a code alone says little."""
        pairs = [(self.new[number], self.known[one]) for number, (one, _) in self.found.items()]
        return any(new.code and old.code and same_code(new.code) != same_code(old.code) for new, old in pairs)

    @property
    def words_count(self) -> bool:
        """Return True if other words are a sign of another thing; in a translation they are not."""
        return self.same_language or 5 * len(self.found) > len(self.new)

    def by_code_and_name(self) -> None:
        """Pair what is the same, the surest first."""
        self.same(lambda item: (item.id,), "its id")
        self.same(lambda item: (same_words(item.name), same_code(item.code)), "its code and name")
        self.same(lambda item: (item.above, same_words(item.name)), "its name")
        self.same(lambda item: (same_words(item.name),), "its name")
        self.by_words()
        fits = _not_about_another_thing if self.words_count else _fits
        self.near(lambda item: (same_code(item.code),), _SAME_WITH_CODE, "its code and a near name", fits)
        if not self.codes_moved:
            self.same(lambda item: (same_code(item.code),), "its code", fits)
        self.near(lambda item: (item.above,), _SAME, "a near name", fits)
        self.near(lambda _: ("anywhere",), _SAME, "a near name", fits)
        self.near(lambda _: ("anywhere",), _SAME_WITH_OTHER_TEXT, "a near name")

    def by_words(self, where: str = "") -> None:
        """Pair what is described in the same words, and nothing else is, also nothing that has a pair already."""
        for key, by in _WORD_KEYS:
            once, known_once = _unique(key, self.new), _unique(key, self.known)
            pairs = [(once[words], known_once[words]) for words in once if words in known_once]
            left, right = set(self._left()), set(self._right())
            for number, one in pairs:
                if number in left and one in right:
                    self.found[number] = (one, by + where)
        near, known_near = _near_words(self.new, self.known), _near_words(self.known, self.new)
        right = set(self._right())
        for number in self._left():
            pair = near[number]
            if len(pair) == 1 and pair[0] in right and known_near[pair[0]] == [number]:
                self.found[number] = (pair[0], "nearly its words" + where)

    def same(self, key: Key, by: str, fits: Fits = _fits) -> None:
        """Pair the items for which a key is the same, and no other's, among those that have no pair yet."""
        left = {number: key(self.new[number]) for number in self._left()}
        right = {number: key(self.known[number]) for number in self._right()}
        times, known_times = Counter(left.values()), Counter(right.values())
        by_key = {value: number for number, value in right.items()}
        for number, value in left.items():
            is_only = value[-1] and times[value] == known_times[value] == 1
            if is_only and fits(self.new[number], self.known[by_key[value]]):
                self.found[number] = (by_key[value], by)

    def near(self, key: Key, least: float, by: str, fits: Fits = _fits) -> None:
        """Pair the items with the same key whose names are the most alike; none if two are equally alike."""
        by_key: dict[tuple[str, ...], list[int]] = {}
        for number in self._right():
            by_key.setdefault(key(self.known[number]), []).append(number)
        pairs: list[tuple[float, int, int]] = []
        for number in self._left():
            value = key(self.new[number])
            same_key = by_key.get(value, []) if value[-1] else []
            near = [one for one in same_key if fits(self.new[number], self.known[one])]
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


def _unique(key: Key, items: Sequence[Item]) -> dict[str, int]:
    """Return, for each text that only one item has, the number of that item."""
    texts = [key(item)[-1] for item in items]
    times = Counter(texts)
    return {text: number for number, text in enumerate(texts) if text and times[text] == 1}


def _near_words(items: Sequence[Item], others: Sequence[Item]) -> list[list[int]]:
    """List for each item the numbers of the others that are described in nearly the same words.

    Only those with the most in common of what few others have are looked at, which is enough to see if it is one.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, other in enumerate(others):
        for piece in _all_pieces(other.words):
            holders[piece].append(number)
    near: list[list[int]] = []
    for item in items:
        rare = [holders[piece] for piece in _all_pieces(item.words) if len(holders.get(piece, ())) in _FEW]
        closest = Counter(chain.from_iterable(rare)).most_common(_CLOSEST)
        alike = [(one, _words_alike(item.words, others[one].words)) for one, _ in closest]
        near.append([one for one, likeness in alike if likeness is not None and likeness >= _SAME_TEXT])
    return near


def _all_pieces(words: Words) -> frozenset[str]:
    return frozenset[str]().union(*map(_pieces, [*words.own, words.below]))


def _words_alike(one: Words, other: Words) -> float | None:
    """Return how alike what is written about two things is, from 0 to 1; None if there is nothing to compare.

    Only what both have is compared: a table may leave definitions out.
    """
    both = [(text, also) for text, also in zip(one.own, other.own, strict=True) if text and also]
    if not both and one.below and other.below:
        both = [(one.below, other.below)]
    if not both:
        return None
    mine = frozenset[str]().union(*(_pieces(text) for text, _ in both))
    theirs = frozenset[str]().union(*(_pieces(text) for _, text in both))
    if not (mine and theirs):  # names below may be signs alone, such as a dash
        return None
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[str]:
    """Return the words of a text, and each two in a row; in a script without spaces, its characters."""
    words = _WORD.findall(text)
    return frozenset([*words, *map(" ".join, pairwise(words))])


def text_of(texts: Iterable[str]) -> str:
    """Return some texts in a form in which case, punctuation and their order make no difference."""
    return "\n".join(sorted(filter(None, map(same_words, texts))))


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
