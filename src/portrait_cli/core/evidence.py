"""The evidence log: what shows an attribute or indicator, and in which words; what was dropped is not in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.attached_file import is_place
from portrait_cli.core.entry import Entry, Evidence, EvidenceDropped
from portrait_cli.core.entry_answers import answer_to
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.find_plan import shortened_ids
from portrait_cli.core.portrait import Attribute, Portrait, walk
from portrait_cli.core.text import first_lines, one_line

_LONGEST_QUOTATION = 70
_LONGEST_LINE = 100
Missing = Literal["", "entry", "answer"]
"""What a marked answer has lost: nothing, the entry that it is in, or the answer within it."""


class Piece(Struct, frozen=True):
    """A piece of evidence, in the words that show it."""

    evidence: Evidence
    day: date
    """The day it is about: that of the answer that is marked, else that of the entry in which it was added."""
    entry: str
    """The id of the entry in which it was added."""
    words: str
    """The answer that is marked, else what the person wrote; empty for a mere link or file."""
    asked: str = ""
    """What was asked, for an answer."""
    missing: Missing = ""
    is_dropped: bool = False

    @property
    def id(self) -> str:
        """Return the id of the evidence."""
        return self.evidence.id

    @property
    def target(self) -> str:
        """Return the id of the attribute or indicator that it shows; empty for none."""
        return self.evidence.target

    @property
    def said(self) -> str:
        """Return the answer that is marked, and what the person wrote about it."""
        return "\n\n".join(dict.fromkeys(filter(None, [self.words, self.evidence.text])))

    @property
    def kept(self) -> str:
        """Return where it is kept: the address of a link, the name of a file; empty for the person's own words."""
        evidence = self.evidence
        return f"{evidence.name} (on request)" if is_place(evidence.link) else evidence.link

    @property
    def sentence(self) -> str:
        """Return it in one line: its words, else its link, else what was written above an answer that is gone."""
        said = self.words or self.evidence.text or self.evidence.name or self.evidence.link
        return one_line(said) or one_line(self.evidence.heading)


class About(Struct, frozen=True):
    """The evidence for one attribute or indicator."""

    target: str
    """The id of the attribute or indicator; empty for evidence without one."""
    label: str
    """What it is called: its code and name, or its id if it is not in the portrait any more."""
    pieces: tuple[Piece, ...]
    """The evidence, newest first."""
    attribute: str = ""
    """The id of the attribute that the target is, or is within; empty for what is not in the portrait."""
    in_portrait: bool = True


def quoted(sentence: str) -> str:
    """Return the beginning of a sentence in quotation marks."""
    return f"“{first_lines(sentence, _LONGEST_QUOTATION)}”"


def heading(label: str, words: str) -> str:
    """Return what stands above an answer that is marked, with the beginning of it: that stays if the answer goes."""
    return f"Evidence of {label}: {quoted(words)}" if label else f"Evidence: {quoted(words)}"


# --- the log ---


def marked_entries(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of the entries with answers that other entries mark: `history` needs them as well."""
    return frozenset(
        block.entry
        for entry in entries
        for block in entry.blocks
        if isinstance(block, Evidence) and block.step and block.entry
    )


def history(entries: Iterable[Entry], marked: Iterable[Entry] = ()) -> tuple[Piece, ...]:
    """List all evidence, newest day first, dropped pieces too; `marked` are the entries that `marked_entries` names.

    An id is one piece, in the oldest entry that has it, and is dropped if any entry says so.
    """
    ordered = sorted(entries, key=lambda entry: (entry.seconds, entry.id))
    by_id = {entry.id: entry for entry in marked}
    dropped = {block.evidence for entry in ordered for block in entry.blocks if isinstance(block, EvidenceDropped)}
    found: dict[str, Piece] = {}
    for entry in ordered:
        for block in entry.blocks:
            if isinstance(block, Evidence) and block.id not in found:
                piece = _piece(entry, block, by_id)
                found[block.id] = replace(piece, is_dropped=block.id in dropped)
    added = {entry.id: place for place, entry in enumerate(ordered)}
    return tuple(sorted(found.values(), key=lambda piece: (piece.day, added[piece.entry]), reverse=True))


def counted(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Leave out what was dropped."""
    return tuple(piece for piece in pieces if not piece.is_dropped)


def log(entries: Iterable[Entry], marked: Iterable[Entry] = ()) -> tuple[Piece, ...]:
    """List the evidence that counts, newest day first."""
    return counted(history(entries, marked))


def _piece(entry: Entry, evidence: Evidence, by_id: dict[str, Entry]) -> Piece:
    day = entry.written.date()
    if not evidence.step:
        return Piece(evidence, day, entry.id, evidence.text)
    answering = by_id.get(evidence.entry) if evidence.entry else entry
    if answering is None:
        return Piece(evidence, day, entry.id, "", missing="entry")
    answer = answer_to(answering, evidence.step)
    day = answering.written.date()
    if answer is None:
        return Piece(evidence, day, entry.id, "", missing="answer")
    return Piece(evidence, day, entry.id, answer.words, answer.prompt)


# --- a part of it ---


def about(portrait: Portrait, pieces: Iterable[Piece], target: str) -> tuple[Piece, ...]:
    """List the evidence for an attribute, with that for its indicators; or for an indicator alone."""
    wanted = {target}
    for attribute in portrait.attributes:
        if attribute.id == target:
            wanted.update(indicator.id for indicator in walk(attribute.indicators))
    return tuple(piece for piece in pieces if piece.target in wanted)


def by_target(portrait: Portrait, pieces: Sequence[Piece]) -> tuple[About, ...]:
    """Put evidence below what it shows, in the portrait's order; last comes what is not in the portrait any more."""
    of_each: dict[str, list[Piece]] = {}
    for piece in pieces:
        of_each.setdefault(piece.target, []).append(piece)
    found: list[About] = []
    for attribute in portrait.attributes:
        labels = {attribute.id: attribute.label}
        labels.update((indicator.id, indicator.label) for indicator in walk(attribute.indicators))
        found += (
            About(target, label, tuple(of_each.pop(target)), attribute.id)
            for target, label in labels.items()
            if target in of_each
        )
    without = of_each.pop("", ())
    found += (About(target, target, tuple(of_each[target]), in_portrait=False) for target in sorted(of_each))
    if without:
        found.append(About("", "", tuple(without)))
    return tuple(found)


def in_lines(
    portrait: Portrait, attributes: Sequence[Attribute], pieces: Iterable[Piece], *, since: date
) -> tuple[str, ...]:
    """Write the evidence since a day in a line each; of some attributes only, unless they are all of the portrait's.

    A line has the day, what is shown and the words.
    """
    names: dict[str, str] = {part.id: part.code or part.name for part in portrait.parts()}
    chosen = [piece for piece in pieces if piece.day >= since]
    if len(attributes) < len(portrait.attributes):
        found = {piece.id for attribute in attributes for piece in about(portrait, chosen, attribute.id)}
        chosen = [piece for piece in chosen if piece.id in found]
    return tuple(_line(piece, names) for piece in chosen)


def _line(piece: Piece, names: Mapping[str, str]) -> str:
    name = names.get(piece.target, piece.target)
    day = dates.in_words(piece.day, year=False)
    words = first_lines(piece.sentence, _LONGEST_LINE)
    return f"{day}, {name}: {words}" if name else f"{day}: {words}"


# --- one of it ---


def find(pieces: Sequence[Piece], said: str) -> Piece:
    """Find a piece by its id or the beginning of it, also one that was dropped.

    Raises NotFoundError if no piece fits, or more than one.
    """
    wanted = said.strip()
    near = [piece for piece in pieces if wanted and piece.id.startswith(wanted)]
    exact = [piece for piece in near if piece.id == wanted]
    if len(exact or near) == 1:
        return (exact or near)[0]
    if near:
        known = ", ".join(piece.id for piece in near)
        raise NotFoundError(f'"{said}" could be several pieces of evidence', hint=f"type more of the id: {known}")
    hint = "portrait evidence --all lists them with their ids" if pieces else 'portrait evidence add "what shows it"'
    raise NotFoundError(f'there is no evidence "{said}"', hint=hint)


def short_ids(pieces: Iterable[Piece]) -> dict[str, str]:
    """Shorten the id of each piece to a beginning that no other one has; the dropped ones keep theirs, if given."""
    return shortened_ids(piece.id for piece in pieces)
