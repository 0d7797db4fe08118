"""Finishing a rubric: its parts with their codes, its levels in order, and what each level adds to those below it."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from portrait_cli.formats.rubric import Part, one_line
from portrait_cli.formats.rubric_codes import split
from portrait_cli.formats.rubric_tree import GrowingPart, statements_in, title_and_sentence
from portrait_cli.formats.rubric_words import RubricWords

_LONGEST_NAME = 60
"""Characters of a name; one that is longer may have a sentence behind it that explains it."""


class Finish(Struct, frozen=True):
    """How parts are finished: the order of the levels, and whether each includes those below it."""

    words: RubricWords
    language: str
    order: tuple[int, ...]
    """For each level of the scale, lowest first, its place among the columns."""
    also: re.Pattern[str] | None = None
    """What to take off the head of a statement where each level includes those below."""

    def parts(self, growing: Iterable[GrowingPart]) -> tuple[Part, ...]:
        """Finish parts that stand beside each other, and all below them."""
        siblings = list(growing)
        uncoded = [part for part in siblings if not part.code and not part.details.get("code")]
        numbers = len(uncoded) > 1 and all(
            split(part.name, self.words, self.language, numbers=True).code for part in uncoded
        )
        return tuple(self._part(part, numbers=numbers) for part in siblings)

    def _part(self, part: GrowingPart, *, numbers: bool) -> Part:
        code = part.code or ", ".join(part.details.get("code", []))
        coded = split(part.name, self.words, self.language, numbers=numbers)
        name = part.name
        if coded.code and (not code or coded.code.casefold() == code.casefold()):
            name, code = coded.name, coded.code
        definitions = part.details.get("definition", [])
        if len(name) > _LONGEST_NAME and not definitions:
            name, sentence = title_and_sentence(name)
            definitions = [sentence] if sentence else []
        return Part(
            one_line(name),
            code=code,
            definition="\n".join(definitions),
            look_for="\n".join(line for text in part.details.get("look for", []) for line in statements_in(text)),
            statements=tuple(self._statements(part.statements[place]) for place in self.order),
            parts=self.parts(part.parts.values()),
        )

    def _statements(self, statements: Sequence[str]) -> tuple[str, ...]:
        also = self.also
        if also is None:
            return tuple(statements)
        bare = (also.sub("", statement) for statement in statements)
        return tuple(statement for statement in bare if statement)


def sign_of_adding(words: RubricWords, parts: Iterable[GrowingPart], order: Sequence[int]) -> re.Pattern[str] | None:
    """Find out if each level adds to those below it, as `. . . and` at the head of most texts says; None if not."""
    pattern = re.compile(rf"[\s.…]*[.…][\s.…]*(?:{'|'.join(sorted(words.also))})\b[\s:,]*", re.IGNORECASE)
    texts = [statements[0] for part in _walk(parts) for statements in _above_lowest(part, order) if statements]
    adding = [text for text in texts if pattern.match(text)]
    return pattern if texts and len(adding) * 2 >= len(texts) else None


def _above_lowest(part: GrowingPart, order: Sequence[int]) -> list[list[str]]:
    return [part.statements[place] for place in order[1:]]


def _walk(parts: Iterable[GrowingPart]) -> Iterable[GrowingPart]:
    for part in parts:
        yield part
        yield from _walk(part.parts.values())
