"""Adding evidence: a line, a link or a file, or an answer of an entry."""

import re
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.evidence import entry_about
from portrait_cli.app.which_entries import find_entry, open_index
from portrait_cli.app.which_moment import which_moment
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import day_words, evidence, lookup
from portrait_cli.core.answers import tidy
from portrait_cli.core.entry import Entry, Evidence
from portrait_cli.core.entry_answers import EntryAnswer, answers_in
from portrait_cli.core.errors import NotFoundError, PortraitError, UsageError
from portrait_cli.core.evidence import Piece, quoted
from portrait_cli.core.filters import Filters
from portrait_cli.core.former_names import former_names
from portrait_cli.core.portrait import Attribute, Indicator, walk
from portrait_cli.core.web_address import web_address
from portrait_cli.render.evidence import how_many
from portrait_cli.render.phrases import first_lines
from portrait_cli.store import attachments, files
from portrait_cli.store.actions import actions_in
from portrait_cli.store.index import Index
from portrait_cli.store.journal import Stored
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.signals import before_changes

_ID_OR_DAY = r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d|-\S+)?"
_NEWEST = 100
"""How many of the newest entries are looked at for one with answers."""
_MOST_WORDS_OF_A_DAY = 5
_LONGEST_LABEL = 60
_FILE_NAME = re.compile(
    r"\S+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|pages|numbers|key|jpe?g|png|gif|heic|mp[34]|m4a|mov|zip)",
    re.IGNORECASE,
)
"""One word that looks like the name of a file."""
_EXAMPLE = 'portrait evidence add "what shows it" --attribute ATTRIBUTE'


class Given(Struct, frozen=True):
    """What is to be evidence, as it was typed."""

    words: tuple[str, ...] = ()
    """An entry and which of its answers, or the person's own words."""
    text: str = ""
    """The person's own words, even if they look like an entry."""
    attribute: str = ""
    links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    day: str | None = None

    @property
    def own_words(self) -> str:
        """Return the person's own words, if no entry is meant."""
        return " ".join(filter(None, [self.text, *self.words]))

    @property
    def again(self) -> tuple[str, ...]:
        """List the words of the same command, without the attribute."""
        said = ["evidence", "add", *self.words]
        for name, values in (("--text", [self.text]), ("--link", self.links), ("--file", self.files)):
            for value in filter(None, values):
                said += [name, value]
        return (*said, "--date", self.day) if self.day is not None else tuple(said)

    @property
    def again_about(self) -> tuple[str, ...]:
        """List the words of the same command, with the attribute if it was named."""
        return (*self.again, "--attribute", self.attribute) if self.attribute else self.again


class Target(Struct, frozen=True):
    """The attribute or indicator that is shown."""

    attribute: Attribute
    indicator: Indicator | None = None

    @property
    def id(self) -> str:
        """Return the id of the indicator, else that of the attribute."""
        return self.indicator.id if self.indicator else self.attribute.id

    @property
    def label(self) -> str:
        """Return its code and name."""
        return self.indicator.label if self.indicator else self.attribute.label


def add(workspace: Workspace, given: Given, coming: bytearray) -> None:
    """Save a line, a link or a file as evidence, or mark an answer of the entry that is named.

    Words that are kept if this fails are in `coming`: none, once it is clear that they are safe or no person's own.
    Raises UsageError if it is not clear what is meant, NotFoundError for what is not there.
    """
    index = open_index(workspace)
    if _means_entry(workspace, given, index):
        coming.clear()
        _mark(workspace, given, index)
    else:
        _add(workspace, _with_named_files(workspace, given, coming), index, coming)


def _means_entry(workspace: Workspace, given: Given, index: Index) -> bool:
    """Return True if the first word names an entry and at most one other word follows; any other words are a line.

    `latest`, a day, an id, and a Markdown file are the names of entries, whether or not there is such an entry.
    """
    if not given.words or len(given.words) > 2:  # noqa: PLR2004  # the entry, and which answer
        return False
    name = given.words[0].strip()
    if name == "latest" or re.fullmatch(_ID_OR_DAY, name) or re.fullmatch(r"\S+\.md", name):
        return True
    if _is_day(workspace, name):
        return True
    return any(name in {stored.path.stem, stored.entry.id} for stored in index.named(name))


def _is_day(workspace: Workspace, name: str) -> bool:
    """Return True if a name is one day, and not a line in which a day may be."""
    if len(name.split()) > _MOST_WORDS_OF_A_DAY:
        return False
    span = day_words.back(name, workspace.environment.now().date())
    return span is not None and span[0] == span[1]


# --- lines, links and files ---


def _with_named_files(workspace: Workspace, given: Given, coming: bytearray) -> Given:
    """Return what is to be added, with the files that the words name if the person wants to copy them.

    Raises UsageError if nobody can be asked, NotFoundError for the name of a file that is not there.
    """
    if not given.words:
        return given
    name = " ".join(given.words)
    words = replace(given, words=(), text=given.own_words)
    named = (
        [name] if _is_file(name) else [word for word in given.words if _FILE_NAME.fullmatch(word) and _is_file(word)]
    )
    as_line = command(workspace.config, *words.again_about)
    if not named and len(given.words) == 1 and _FILE_NAME.fullmatch(name):
        coming.clear()  # they are in the hint
        raise NotFoundError(
            f"there is no file {name} here",
            hint=f"check its name and folder; to add it as a line of words: {as_line}",
        )
    if not named:
        return given
    rest = () if named == [name] else tuple(word for word in given.words if word not in named)
    with_files = replace(
        given, words=rest, files=(*given.files, *(file for file in named if file not in given.files))
    )
    names = " and ".join(named)
    if workspace.environment.can_ask:
        ways = [("file", f"Copy {names} into the journal"), ("text", f'Add only the words "{name}"')]
        return with_files if _offer(workspace, f"Copy {names}?", ways) == "file" else words
    coming.clear()  # they are in the hint
    raise UsageError(
        f"{names} {'is a file' if len(named) == 1 else 'are files'} here, and words alone copy no file",
        hint=f"to copy it: {command(workspace.config, *with_files.again_about)}; to add only the words: {as_line}",
    )


def _is_file(name: str) -> bool:
    try:
        return files.path_of(name).is_file()
    except (OSError, PortraitError, ValueError):  # too long for a name, or none at all: a line
        return False


def _add(workspace: Workspace, given: Given, index: Index, coming: bytearray) -> None:
    words = tidy(given.own_words).strip()
    if not (words or given.links or given.files):
        raise UsageError("there is nothing to add", hint=_EXAMPLE)
    target = _target(workspace, given, "", coming)
    links = [web_address(link) for link in given.links]
    chosen = [attachments.read(name) for name in given.files]
    at = which_moment(workspace.environment, given.day)

    attached: dict[str, bytes] = {}
    new = Evidence("", target.id, target.label)
    pieces = [replace(new, link=link, name=link) for link in links]
    for file in chosen:
        place = attachments.place_for(workspace.journal, file)
        attached[place] = file.data
        pieces.append(replace(new, link=place, name=file.name))
    pieces = [replace(piece, text=words if not number else "") for number, piece in enumerate(pieces or [new])]
    pieces = [replace(piece, id=workspace.environment.token()) for piece in pieces]
    entry = _entry(workspace, target, *pieces, at=at)
    known = _counted(workspace, index)
    _check_new(workspace, known, entry, coming)
    actions_in(workspace.config).add("evidence", entry, workspace.environment.now(), attached)
    said = [quoted(words)] if words else []
    said += [piece.name for piece in pieces if piece.name]
    _say_what_was_done(workspace, target, [*known, *evidence.log([entry])], said)


def _entry(workspace: Workspace, target: Target, *pieces: Evidence, at: datetime | None = None) -> Entry:
    return entry_about(workspace, f"Evidence of {target.label}", target.attribute.id, *pieces, at=at)


def _check_new(workspace: Workspace, known: Sequence[Piece], entry: Entry, coming: bytearray) -> None:
    """Raise UsageError if all of it is there already, for the same attribute and of the same day."""
    by_words = {_said(piece): piece for piece in known if not piece.evidence.step}
    same = [by_words.get(_said(piece)) for piece in evidence.log([entry])]
    if all(same):
        coming.clear()
        raise _known_already(workspace, *filter(None, same))


def _said(piece: Piece) -> tuple[object, ...]:
    return piece.target, piece.day, piece.words.strip(), piece.evidence.link


def _counted(workspace: Workspace, index: Index) -> tuple[Piece, ...]:
    return evidence.counted(index.evidence(former_names(workspace.portrait)))


def _known_already(workspace: Workspace, *pieces: Piece) -> UsageError:
    message = f"this is already in your evidence: {quoted(pieces[0].sentence)}"
    return UsageError(message, hint=f"{command(workspace.config, 'evidence')} lists it; nothing was changed")


# --- an answer ---


def _mark(workspace: Workspace, given: Given, index: Index) -> None:
    if given.links or given.files or given.text or given.day is not None:
        raise UsageError(
            f'"{given.words[0]}" names an entry, and --link, --file, --text and --date go with words of your own',
            hint="mark the answer first, then add the others",
        )
    name, *which = given.words
    try:
        stored = find_entry(workspace, name, index)
    except NotFoundError as error:
        as_line = command(workspace.config, "evidence", "add", "--text", " ".join(given.words))
        error.hint = f"{error.hint}; to add it as a line of your own: {as_line}"
        raise
    if name == "latest" or _is_day(workspace, name):
        stored = _with_answers(index, stored, anywhere=name == "latest")
    entry = former_names(workspace.portrait).renamed(stored.entry)
    answer = _answer(workspace, given, entry, which)
    target = _target(workspace, given, answer.target, bytearray())
    known = _counted(workspace, index)
    for piece in known:
        is_same = (piece.target, piece.evidence.step) == (target.id, answer.step)
        if is_same and (piece.evidence.entry or piece.entry) == entry.id:
            raise _known_already(workspace, piece)
    mark = Evidence(
        workspace.environment.token(),
        target.id,
        evidence.heading(target.label, answer.words),
        step=answer.step,
        entry=entry.id,
    )
    marking = _entry(workspace, target, mark)
    actions_in(workspace.config).add("evidence", marking, workspace.environment.now())
    _say_what_was_done(workspace, target, [*known, *evidence.log([marking], [entry])], [quoted(answer.words)])


def _with_answers(index: Index, stored: Stored, *, anywhere: bool) -> Stored:
    """Return the newest session or note of the same day with answers, or of all; else the entry itself."""
    others = index.of_day(stored.entry.written.date())[::-1]
    if anywhere:
        others = index.entries(Filters(), _NEWEST).entries
    return next((other for other in others if answers_in(other.entry) and not other.entry.is_record), stored)


def _answer(workspace: Workspace, given: Given, entry: Entry, which: Sequence[str]) -> EntryAnswer:
    """Choose the answer that is meant: by its number or step, the only one, or the one that the person picks."""
    answers = answers_in(entry)
    if not answers:
        raise UsageError(f"there are no answers in {entry.id}", hint="name another entry: portrait list")
    if which:
        for number, answer in enumerate(answers, start=1):
            if which[0] in {str(number), answer.step}:
                return answer
        as_line = command(workspace.config, "evidence", "add", "--text", " ".join(given.words))
        raise NotFoundError(
            f'there is no answer "{which[0]}" in {entry.id}:\n{_listed(answers)}',
            hint=f"name one by its number; to add it as a line of your own: {as_line}",
        )
    if len(answers) == 1:
        return answers[0]
    if not workspace.environment.can_ask:
        message = f"{entry.id} has {len(answers)} answers; which one is evidence?\n{_listed(answers)}"
        raise UsageError(message, hint=command(workspace.config, "evidence", "add", entry.id, "1"))
    choices = [(str(number), _in_short(answer)) for number, answer in enumerate(answers, start=1)]
    return answers[int(_offer(workspace, "Which answer is evidence?", choices)) - 1]


def _listed(answers: Sequence[EntryAnswer]) -> str:
    return "\n".join(f"{number} {_in_short(answer)}" for number, answer in enumerate(answers, start=1))


def _in_short(answer: EntryAnswer) -> str:
    return first_lines(answer.words, _LONGEST_LABEL)


# --- what it shows ---


def _target(workspace: Workspace, given: Given, of_answer: str, coming: bytearray) -> Target:
    """Find what is shown: what the person names, else what the answer is about, else what they choose."""
    portrait = workspace.portrait
    if given.attribute:
        return Target(*lookup.find_part(portrait, given.attribute))
    for attribute, indicator in portrait.indicators():
        if indicator.id == of_answer:
            return Target(attribute, indicator)
    for attribute in portrait.attributes:
        if attribute.id == of_answer:
            return Target(attribute)
    if not workspace.environment.can_ask:
        example = command(workspace.config, *given.again, "--attribute", portrait.attributes[0].id)
        known = ", ".join(attribute.id for attribute in portrait.attributes)
        coming.clear()  # they are in the hint
        raise UsageError("say which attribute or indicator this shows", hint=f"{example}; there are: {known}")
    return _chosen_target(workspace)


def _chosen_target(workspace: Workspace) -> Target:
    attributes = {str(attribute.id): attribute for attribute in workspace.portrait.attributes}
    choices = [(name, attribute.label) for name, attribute in attributes.items()]
    attribute = attributes[_offer(workspace, "What does it show?", choices)]
    indicators = {str(indicator.id): indicator for indicator in walk(attribute.indicators)}
    if not indicators:
        return Target(attribute)
    parts = [("", f"{attribute.name} as a whole"), *((name, part.label) for name, part in indicators.items())]
    return Target(attribute, indicators.get(_offer(workspace, "Which part of it?", parts)))


def _offer(workspace: Workspace, question: str, choices: Sequence[tuple[str, str]]) -> str:
    with before_changes(workspace.environment):
        return asker_for(workspace.environment, workspace.config).offer(question, choices)


def _say_what_was_done(workspace: Workspace, target: Target, pieces: Sequence[Piece], said: Sequence[str]) -> None:
    environment = workspace.environment
    environment.report(f"Added to your evidence of {target.label}: {', '.join(said)}")
    there = evidence.about(workspace.portrait, pieces, target.id)
    undo = command(workspace.config, "undo")
    log = command(workspace.config, "evidence", "--attribute", target.id)
    environment.report(f"That makes {how_many(there)}: {log}. To take it back: {undo}")
