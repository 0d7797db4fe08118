"""The likely names of people in a text, each with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from portrait_cli.core.everyday_words import EVERYDAY
from portrait_cli.core.first_names import ALSO_PLACES, ALSO_TIMES, ALSO_WORDS, FIRST_NAMES
from portrait_cli.core.name_words import Word, name_words
from portrait_cli.core.not_names import (
    ABBREVIATED_TITLES,
    ALSO_SURNAMES,
    BEFORE_PLACES,
    BEFORE_TITLES,
    KIN,
    NOT_NAMES,
    OF_A_PERSON,
    ORGANIZATIONS,
    PARTICLES,
    PUBLIC,
    SAYS,
    TITLES,
    TO_A_PERSON,
    WITH_A_PERSON,
)

Span = tuple[int, int]

_ALL_TITLES = TITLES | ABBREVIATED_TITLES
_GAP = re.compile(r"[ \u00a0]{1,3}")
_GAP_AFTER_DOT = re.compile(r"\.?[ \u00a0]{0,3}")
_INNER_CAPITAL = re.compile(r"[a-zß-ÿ][A-Z]")
_PREFIXED = re.compile(r"(?:[OD]['’]|Mc)[A-Z]")
_CAMEL_NAME = re.compile(r"(?:Mc|Mac|De|La|Le|Da|Di|Du|Van|Fitz)[A-Z]")
_ENDING_OF_NO_NAME = re.compile(
    r".{3,}(?:tion|sion|ments?|ness|ships?|ity|ities|isms?|ics|ology|ings?|ally|able|ible|ful|ives?|ists?|ed)"
    r"|.+['’](?:d|ll|m|re|t|ve)"
)
_LEAST_IN_LOWER_CASE = 4
"""Letters of a first name that is seen without its capital."""
_SECOND = 2
_WHERE = frozenset({"in", "to", "from", "near", "at", "around", "through", "of", "downtown"})

_ZH = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蔡潘田董袁于余叶葉"
    "蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧钟鐘谭譚"
)
_KO = "김이박최정강조윤장임한오서신권황안송류홍"
_OTHER_SCRIPTS = re.compile(
    rf"[{_ZH}][\u4e00-\u9fff]{{0,2}}?(?:老师|老師|校长|校長|主任|教授|女士|先生|同学|同學)"
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:さん|先生|くん|ちゃん)"
    rf"|(?<![가-힣])[{_KO}][가-힣]{{0,2}}\s(?:선생님|교장|교감|학생)"
    r"|(?:الأستاذة?|السيدة?|الدكتورة?|المعلمة?|المديرة?|الآنسة)\s(?!ال)[\u0620-\u064a]+"
    r"|(?:מר|גב['׳’]|ד[\"״”]ר)\s[\u05d0-\u05ea]+"
)


def names_in(text: str, known: frozenset[str], watched: frozenset[str]) -> Iterator[Span]:
    """Go through the likely names; `known` are words that are none, `watched` are looked for wherever they are."""
    words = name_words(text)
    lower = frozenset(word.plain for word in words if not word.is_capital)
    seen = _Seen(text, words, lower, known, watched)
    found = [*seen.in_runs(), *seen.in_lower_case()]
    if not text.isascii():
        found += (other.span() for other in _OTHER_SCRIPTS.finditer(text))
    found += seen.again(found)
    outermost = _outermost(found)
    yield from (span for span in found if span in outermost)


def _outermost(spans: Iterable[Span]) -> frozenset[Span]:
    """Leave out the spans that lie within another one."""
    kept: set[Span] = set()
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reached:
            kept.add((start, end))
            reached = end
    return frozenset(kept)


class _Seen(Struct, frozen=True):
    """A text and its words, with what is known of them."""

    text: str
    words: Sequence[Word]
    lower: frozenset[str]
    """The words that are in it in lower case as well."""
    known: frozenset[str]
    watched: frozenset[str]

    # --- words beside each other ---

    def in_runs(self) -> Iterator[Span]:
        """Go through the names in words with a capital beside each other."""
        at = 0
        while at < len(self.words):
            end = self._run_end(at)
            if end > at:
                yield from self._in_run(at, end)
            at = max(end, at + 1)

    def _run_end(self, at: int) -> int:
        """Return where words with a capital end that begin at a place; the same place if there is none."""
        end = at
        if not self.words[at].is_capital and self.words[at].plain not in _ALL_TITLES:
            return at
        for place in range(at, len(self.words)):
            word = self.words[place]
            if place > at and not self._is_beside(place):
                break
            if word.is_capital:
                end = place + 1
            elif place > at and not (word.plain in PARTICLES and end > at):
                break
        return end

    def _is_beside(self, place: int) -> bool:
        """Return True if a word continues the name that the word before it may be a part of."""
        before, word = self.words[place - 1], self.words[place]
        has_dot = before.is_letter or before.plain in ABBREVIATED_TITLES or before.plain == "jr"
        gap = _GAP_AFTER_DOT if has_dot else _GAP
        return not before.is_possessive and bool(gap.fullmatch(self.text, before.end, word.start))

    def _in_run(self, at: int, end: int) -> Iterator[Span]:
        """Go through the names in a run: what a title is before, and what stands between words that are no names."""
        if " ".join(word.plain for word in self.words[at:end]) in PUBLIC:
            return
        for place in range(end - 1, at, -1):
            if self.words[place].plain in ORGANIZATIONS and not self._is_surname(place):
                at = place + 1  # the words before it are a part of the organization's name
                break
        part = at
        while at < end:
            after = self._end_after_title(at, end) if at == part else at
            if after > at:
                if not self.words[at + 1].is_letter:
                    yield self._span(self._start_of_titles(at), after)
                at = part = after
            elif self._is_no_name(at):
                yield from self._in_part(part, at)
                at += 1
                part = at
            else:
                at += 1
        yield from self._in_part(part, end)

    def _end_after_title(self, at: int, end: int) -> int:
        """Return where a name ends that begins with a title; the same place if none does."""
        title = self.words[at]
        is_short = title.plain in ABBREVIATED_TITLES and not title.is_acronym
        if (not is_short and title.plain not in TITLES) or at + 1 == end:
            return at
        first = self.words[at + 1]
        if first.is_acronym or first.plain in TITLES or first.text in self.known:
            return at
        if not is_short and self._is_no_name(at + 1) and not self._is_surname(at + 1):
            return at
        after = at + 2
        while after < end and not self._is_no_name(after):
            after += 1
        return after

    def _is_surname(self, at: int) -> bool:
        """Return True for a word that is a name because it stands right after a title, such as Hall or Park."""
        return self.words[at].plain in ALSO_SURNAMES and self._plain(at - 1) in _ALL_TITLES and self._is_beside(at)

    def _start_of_titles(self, at: int) -> int:
        while at and self._is_beside(at) and self.words[at - 1].plain in BEFORE_TITLES:
            at -= 1
        return at

    def _in_part(self, at: int, end: int) -> Iterator[Span]:
        """Go through the name that is made of words which may all be names."""
        while end > at and not self.words[end - 1].is_capital:
            end -= 1
        while at < end and not self.words[at].is_capital:
            at += 1
        if end - at == 1:
            if self._is_name_alone(at):
                yield self._span(at, self._end_of_reversed(at))
            return
        if all(word.is_letter for word in self.words[at:end]):
            return
        first, second = self.words[at], self.words[at + 1]
        if first.begins and first.plain in EVERYDAY and second.is_first_name:
            yield from self._in_part(at + 1, end)
        elif first.is_first_name or self._is_initial(at) or not first.is_in_heading:
            yield self._span(at, end)

    def _span(self, at: int, end: int) -> Span:
        return self.words[at].start, self.words[end - 1].end

    def _is_initial(self, at: int) -> bool:
        word = self.words[at]
        return word.is_letter and self.text[word.end : word.end + 1] == "."

    def _is_no_name(self, at: int) -> bool:
        """Return True if a word with a capital is no name."""
        word = self.words[at]
        if word.plain in self.watched or not word.is_capital:
            return False
        if word.text in self.known:
            return True
        if word.is_letter:
            return not self._is_initial(at) and not self._is_after_first_name(at)
        if word.is_acronym and (len(word.text) < _LEAST_IN_LOWER_CASE or word.plain in EVERYDAY):
            return True
        if word.is_first_name:
            return self._is_place(at)
        if word.is_acronym:
            return not (self._is_after_first_name(at) and self.words[at - 1].is_acronym)
        if word.plain in self.lower or word.plain in self.known or _is_listed(word.plain):
            return True
        if _INNER_CAPITAL.search(word.text) and not _CAMEL_NAME.match(word.text):
            return True
        return not self._is_after_first_name(at) and bool(_ENDING_OF_NO_NAME.fullmatch(word.plain))

    def _is_after_first_name(self, at: int) -> bool:
        return at > 0 and self._is_beside(at) and (self.words[at - 1].is_first_name or self._is_initial(at - 1))

    def _is_place(self, at: int) -> bool:
        """Return True for a first name that is (a part of) the name of a place here."""
        word, before = self.words[at], self._plain(at - 1)
        if before in BEFORE_PLACES and self._is_beside(at):
            return True
        return word.plain in ALSO_PLACES and before in _WHERE

    def _plain(self, at: int) -> str:
        """Return a word without accents and in lower case; an empty text if there is none at that place."""
        return self.words[at].plain if 0 <= at < len(self.words) else ""

    # --- one word alone ---

    def _is_name_alone(self, at: int) -> bool:
        word = self.words[at]
        if word.is_letter:
            return False
        if word.plain in self.watched or _PREFIXED.match(word.text):
            return True
        if word.is_first_name:
            return self._is_first_name_alone(at)
        if self._end_of_reversed(at) > at + 1:
            return True
        return not word.begins and not word.is_in_heading and self._is_beside_a_person(at)

    def _is_first_name_alone(self, at: int) -> bool:
        word = self.words[at]
        is_doubtful = word.plain in EVERYDAY or word.plain in ALSO_WORDS
        if word.plain in ALSO_TIMES or (is_doubtful and (word.begins or word.is_in_heading)):
            return self._is_beside_a_person(at)
        return True

    def _is_beside_a_person(self, at: int) -> bool:
        """Return True if the words beside it are those that are beside people."""
        word, before, after = self.words[at], self._plain(at - 1), self._plain(at + 1)
        if word.is_possessive:
            return bool({after, self._plain(at + 2)} & OF_A_PERSON)
        if not word.begins and (before in TO_A_PERSON or self._is_after_first_name(at) or self._is_after_another(at)):
            return True
        if not word.begins and before in {"with", "to"} and self._plain(at - 2) in WITH_A_PERSON:
            return True
        return after in SAYS | KIN and bool(_GAP.fullmatch(self.text, word.end, self.words[at + 1].start))

    def _is_after_another(self, at: int) -> bool:
        """Return True for the second of `Mia and Tyrell`."""
        if at < _SECOND or self._plain(at - 1) not in {"and", "y"} or not self._is_beside(at):
            return False
        other = self.words[at - 2]
        return (
            other.is_capital
            and other.is_first_name
            and self.text[other.end : self.words[at - 1].start] in {" ", ", "}
        )

    def _end_of_reversed(self, at: int) -> int:
        """Return where `Lopez, Maria` ends if the first of these words is there; else where the word ends."""
        if at + 1 < len(self.words):
            last, first = self.words[at], self.words[at + 1]
            is_so = last.begins and not last.is_first_name and first.is_capital and first.is_first_name
            if is_so and self.text[last.end : first.start] == ", " and self.text[first.end : first.end + 1] != ",":
                return at + 2
        return at + 1

    # --- without a capital, and once more ---

    def in_lower_case(self) -> Iterator[Span]:
        """Go through names that were typed without a capital."""
        for at, word in enumerate(self.words):
            if word.is_capital or word.text in self.known:
                continue
            if word.plain in self.watched or (_is_surely_a_name(word) and not self._is_place(at)):
                yield self._span(at, at + 1)
            elif self._plain(at - 1) in {"mr", "mrs"} and self._is_beside(at) and not _is_listed(word.plain):
                yield self._span(at - 1, at + 1)

    def again(self, found: Sequence[Span]) -> Iterator[Span]:
        """Go through the words of the names that were found wherever else they are, with a capital."""
        if not found:
            return
        starts = {start for start, _ in found}
        spans = sorted(found)
        parts = {
            word.plain
            for start, end in spans
            for word in name_words(self.text[start:end])
            if not _is_listed(word.plain) and word.plain not in _ALL_TITLES | EVERYDAY
        }
        for at, word in enumerate(self.words):
            if word.is_capital and not word.is_letter and word.plain in parts and word.start not in starts:
                yield self._span(at, at + 1)


def _is_listed(plain: str) -> bool:
    """Return True for a word that is no name, also in the plural, or with a hyphen between two of them."""
    return all(part in NOT_NAMES or part.removesuffix("s") in NOT_NAMES for part in plain.split("-"))


def _is_surely_a_name(word: Word) -> bool:
    """Return True for a first name that is nothing else."""
    is_long = len(word.plain) >= _LEAST_IN_LOWER_CASE
    return (
        is_long and word.plain in FIRST_NAMES and word.plain not in EVERYDAY | ALSO_WORDS | ALSO_PLACES | ALSO_TIMES
    )
