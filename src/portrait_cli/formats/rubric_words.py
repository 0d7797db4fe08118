"""The words by which rubric tables are understood: data, by language, and how a text is compared with them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from portrait_cli.formats import yaml_tree
from portrait_cli.formats.yaml_tree import Node, Scalar

Meaning: TypeAlias = Literal[
    "attribute", "indicator", "code", "definition", "look for", "level", "statement", "left out", "small"
]
"""What the header of a column can mean; `small` words mean nothing."""

_ENGLISH = "en"
_SCRIPTS = {
    "ja": (re.compile("[\u3041-\u30ff]"), 0.1),
    "zh": (re.compile("[\u4e00-\u9fff]"), 0.5),
    "ko": (re.compile("[\uac00-\ud7a3]"), 0.5),
    "ar": (re.compile("[\u0620-\u06ff]"), 0.5),
    "he": (re.compile("[\u05d0-\u05ea]"), 0.5),
    "ru": (re.compile("[\u0400-\u04ff]"), 0.5),
    "el": (re.compile("[\u0370-\u03ff]"), 0.5),
    "th": (re.compile("[\u0e01-\u0e5b]"), 0.5),
}
"""Scripts, and how many of the letters have to be of them, from 0 to 1, for a text to be in the language."""
_ENDINGS = ("s", "es", "n", "en", "e", "er", "x", "ات", "ون", "ين")
"""What is taken off a word to find its singular, where that is a word that we know."""
_SHORTEST = 3
"""Letters that have to be left of it."""


class LevelWord(Struct, frozen=True):
    """How high a level's name is among those of its language, and which language that is."""

    height: int
    language: str


class RubricWords(Struct, frozen=True):
    """The words of all languages, each written as `plain` writes it."""

    headers: Mapping[str, Mapping[str, frozenset[Meaning]]]
    """For each language, what a header's words mean."""
    levels: Mapping[str, tuple[LevelWord, ...]]
    behind_levels: frozenset[str]
    """What may stand behind a level's own words."""
    off_scale: frozenset[str]
    forms: frozenset[str]
    """How rows begin that are filled in by hand."""
    totals: frozenset[str]
    """Words of rows that sum up a table."""
    also: frozenset[str]
    """The word for "and"."""
    languages: Mapping[str, str]
    """The languages' names, and what each stands for."""

    def language_of(self, headers: Iterable[str]) -> str:
        """Return the language that most headers are in; English if they say nothing of it."""
        found = Counter[str]()
        texts = list(headers)
        for header in texts:
            text = plain(header)
            for language, words in self.headers.items():
                found[language] += bool(_meanings(words, text) - {"small"})
            for level in self._level_words(text):
                found[level.language] += 1
        most = max(found.values(), default=0)
        script = _language_of_script(texts)
        if script == "zh" and found["ja"] > found["zh"]:
            script = "ja"  # headers without kana
        if script and found[script] * 2 >= found[_ENGLISH]:
            return script
        if found[_ENGLISH] == most:
            return _ENGLISH
        return next(language for language, number in found.items() if number == most)

    def meanings(self, text: str, language: str) -> frozenset[Meaning]:
        """Return what a plain text of one or more words means as a header: in this language, else in another one."""
        order = [language, _ENGLISH, *self.headers]
        found = (_meanings(self.headers[known], text) for known in order if known in self.headers)
        return next(filter(None, found), frozenset())

    def in_language(self, text: str, language: str) -> frozenset[Meaning]:
        """Return what a plain text means as a header in one language."""
        return _meanings(self.headers[language], text)

    def level(self, text: str, language: str) -> LevelWord | None:
        """Find the level that a plain text names, by all its words or by the first ones: `meets the standard`."""
        found = self._level_words(text)
        return next((level for level in found if level.language == language), found[0] if found else None)

    def _level_words(self, text: str) -> tuple[LevelWord, ...]:
        parts = text.split()
        while parts:
            found = self.levels.get(" ".join(parts))
            if found or parts.pop() not in self.behind_levels:
                return found or ()
        return ()

    def is_form(self, text: str) -> bool:
        """Return True if a plain text is no part of a table, such as `total score` or `comments`."""
        said = [word for word in text.split() if not word.isdigit()]
        return text in self.forms or (bool(said) and all(_singular(word, self.forms) for word in said))

    def is_total(self, text: str) -> bool:
        """Return True if a plain text says that a row sums up a table."""
        first, *rest = text.split() or [""]
        return bool(self.totals & {first, rest[-1] if rest else first})


def _meanings(words: Mapping[str, frozenset[Meaning]], text: str) -> frozenset[Meaning]:
    """Return what a text means as it stands, or in the singular."""
    found = words.get(text)
    if found:
        return found
    *others, last = text.split() or [""]
    return words.get(" ".join([*others, _singular(last, words)]), frozenset())


def _language_of_script(texts: Iterable[str]) -> str:
    """Return the language that most letters belong to, where a script is one language's; "" otherwise."""
    letters = [letter for text in texts for letter in text if letter.isalpha()]
    for language, (script, share) in _SCRIPTS.items():
        if sum(1 for letter in letters if script.match(letter)) > share * len(letters):
            return language
    return ""


def _singular(word: str, known: Iterable[str]) -> str:
    """Find a known word by its singular or plural; return "" if there is none."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS]
    stems = [stem for stem in stems if len(stem) >= _SHORTEST]
    candidates = (word, *stems, re.sub("ies$", "y", word), re.sub("aux$", "al", word))
    return next((candidate for candidate in candidates if candidate in known), "")


def plain(text: str) -> str:
    """Write a text in lowercase without accents, brackets or signs, as the words are compared."""
    text = re.sub(r"[(（][^()（）]*[)）]", " ", text.casefold())
    text = re.sub(r"\bno\.|\bn[º°]|№|#", " number ", text)
    return " ".join(re.findall(r"[^\W_]+", unaccented(text)))


def unaccented(text: str) -> str:
    """Take the accents off a text, and the marks of other scripts."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


# --- from the file ---


def parse(text: str) -> RubricWords:
    """Read the file of the words. Raises YamlError if it is not YAML, TypeError if it has another shape."""
    file = _names(yaml_tree.parse(text))
    columns = {language: _columns(node) for language, node in _names(file["columns"]).items()}
    return RubricWords(
        headers=columns,
        levels=_levels(_names(file["levels"])),
        behind_levels=frozenset(map(plain, _texts(file["behind levels"]))),
        off_scale=frozenset(_all_texts(file["off scale"])),
        forms=frozenset(_all_texts(file["forms"])),
        totals=frozenset(map(plain, _texts(file["totals"]))),
        also=frozenset(map(plain, _texts(file["and"]))),
        languages={
            plain(name): language for language, names in _names(file["languages"]).items() for name in _texts(names)
        },
    )


def _columns(node: Node) -> dict[str, frozenset[Meaning]]:
    found: dict[str, frozenset[Meaning]] = {}
    by_meaning = _names(node)
    for meaning in _MEANINGS:
        for text in _texts(by_meaning[meaning]):
            found[plain(text)] = found.get(plain(text), frozenset()) | {meaning}
    return found


_MEANINGS: tuple[Meaning, ...] = (
    "attribute", "indicator", "code", "definition", "look for", "level", "statement", "left out", "small",
)  # fmt: skip


def _levels(by_language: Mapping[str, Node]) -> dict[str, tuple[LevelWord, ...]]:
    found: dict[str, tuple[LevelWord, ...]] = {}
    for language, steps in by_language.items():
        for height, step in enumerate(_items(steps)):
            for text in _texts(step):
                found[plain(text)] = (*found.get(plain(text), ()), LevelWord(height, language))
    return found


def _all_texts(node: Node) -> Iterator[str]:
    for texts in _names(node).values():
        yield from map(plain, _texts(texts))


def _names(node: Node) -> dict[str, Node]:
    if not isinstance(node, yaml_tree.Mapping):
        raise TypeError(f"line {node.at.line}: expected names")
    return {name.text: value for name, value in node.pairs}


def _items(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, yaml_tree.Sequence):
        raise TypeError(f"line {node.at.line}: expected a list")
    return node.items


def _texts(node: Node) -> Iterator[str]:
    for item in _items(node):
        if not isinstance(item, Scalar):
            raise TypeError(f"line {item.at.line}: expected a text")
        yield item.text
