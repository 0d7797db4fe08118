"""A session and its draft: JSON of any size, read back as far as it can be understood.

The words in a draft are nowhere else yet, so no draft is refused for a part that cannot be read. Such a part takes
its default, and words whose question is gone get a question of their own.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

import msgspec
from msgspec import Struct, structs

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.session import Choice, Session, Step
from portrait_cli.core.text import replace_surrogates
from portrait_cli.formats import draft_words
from portrait_cli.formats.draft_words import FoundStep
from portrait_cli.formats.utc_offset import is_utc_offset

_DEFAULTS: Mapping[str, object] = {
    "id": "draft",
    "utc_offset": "+00:00",
    "portrait": "",
    "portrait_version": "",
    "guide": "",
    "title": "Session",
    "minutes": 0,
    "at": draft_words.HALF_TYPED,
}
"""The values of a session whose draft does not give them, in addition to the defaults of `Session`."""

_MOMENT = "%Y%m%d-%H%M%S"
_ID = re.compile("[A-Za-z0-9_-]{1,80}")
_FILE_NAME = re.compile(rf"(?:.*[/\\])?([0-9]{{8}}-[0-9]{{6}})-({_ID.pattern})\.json", re.DOTALL)

_LONG_AGO = datetime.fromisoformat("1970-01-01")
"""A local time, as a session's start is."""
_LARGEST_NUMBER = 10**9
_HALF_A_CHARACTER = re.compile(r"\\u[dD][89A-Fa-f]")


def dump(session: Session) -> str:
    """Write a session as JSON."""
    try:
        written = msgspec.json.encode(session).decode()
    except UnicodeEncodeError:  # there is half a character in it
        written = replace_surrogates(json.dumps(msgspec.to_builtins(session), ensure_ascii=False))
    return f"{written}\n"


def file_name(session: Session) -> str:
    """Return the name of a session's draft."""
    return f"{session.started:{_MOMENT}}-{session.id}.json"


def name_in(file: str) -> str:
    """Return what a draft is called on the command line: the session's id in the name of its file, else that name."""
    named = _FILE_NAME.fullmatch(file)
    return named.group(2) if named else file.removesuffix(".json")


def parse(text: str, file: str, *, changed: datetime = _LONG_AGO) -> Session:
    """Read a session back; unknown fields are ignored, and what is missing or damaged takes its default.

    A session that does not say when it started did so as the file's name says, or else when the file was `changed`.
    Raises InvalidFileError, naming the file, if there is nothing in it to continue with.
    """
    draft = _json_object(text, file)
    session = _without_steps(draft, file, changed)
    session = draft_words.lay_out(session, list(_steps(draft)))

    asks_nothing = draft.get("steps") == []  # as the guide of a portrait may
    if not (session.steps or session.typed.strip() or asks_nothing):
        raise _unreadable(file, "there are no questions and no answers in it")
    return session


def _json_object(text: str, file: str) -> Mapping[str, object]:
    """Read JSON; anything but an object has no fields."""
    try:
        found = json.loads(text)
        if _HALF_A_CHARACTER.search(text):
            found = json.loads(replace_surrogates(json.dumps(found, ensure_ascii=False)))
    except (ValueError, RecursionError):
        raise _unreadable(file, "it is not JSON") from None
    return _object(found)


def _unreadable(file: str, reason: str) -> InvalidFileError:
    return InvalidFileError(f"{file} is not a draft that can be read: {reason}")


def _without_steps(draft: Mapping[str, object], file: str, changed: datetime) -> Session:
    """Read all of a session but its steps."""
    usable = _usable(Session, {**draft, "steps": [], "answers": _answers(draft)})
    if not is_utc_offset(str(usable.get("utc_offset"))):
        usable.pop("utc_offset", None)
    if not _ID.fullmatch(str(usable.get("id"))):
        usable.pop("id", None)

    named = _FILE_NAME.fullmatch(file)
    if named:
        usable.setdefault("id", named.group(2))
        usable.setdefault("started", _moment(named.group(1)) or changed)

    session = msgspec.convert({**_DEFAULTS, "started": changed, **usable}, Session)
    return structs.replace(session, started=session.started.replace(tzinfo=None))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("-", "T"))
    except ValueError:
        return None


def _answers(draft: Mapping[str, object]) -> Mapping[str, str]:
    answers = _object(draft.get("answers"))
    return {name: answer for name, answer in answers.items() if isinstance(answer, str)}


def _steps(draft: Mapping[str, object]) -> Iterator[FoundStep]:
    """Go through the steps that have an id."""
    for item in _items(draft.get("steps")):
        found = dict(_object(item))
        if found.get("purpose") == "room":  # until 0.1
            found["purpose"] = "let-one-rest"

        choices = list(_choices(found))
        usable = _usable(Step, {**found, "choices": []})
        if usable.get("id"):
            step = msgspec.convert({"purpose": "words", "prompt": usable["id"], **usable}, Step)
            yield FoundStep(structs.replace(step, choices=tuple(choices)), has_purpose="purpose" in usable)


def _choices(step: Mapping[str, object]) -> Iterator[Choice]:
    """Go through the choices that have an id; one without a label is known by its id."""
    for item in _items(step.get("choices")):
        usable = _usable(Choice, _object(item))
        if usable.get("id"):
            yield msgspec.convert({"label": usable["id"], **usable}, Choice)


def _usable(shape: type[Struct], found: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that a struct can take as they were found."""
    return {name: found[name] for name, hint in _fields(shape) if name in found and _fits(found[name], hint)}


@cache
def _fields(shape: type[Struct]) -> Sequence[tuple[str, object]]:
    """List a struct's fields, each with its type."""
    return [(field.name, field.type) for field in structs.fields(shape)]


def _fits(found: object, hint: object) -> bool:
    """Return True if a value has a type; a number must also be one that a person could reach."""
    try:
        value: object = msgspec.convert(found, hint)
    except msgspec.ValidationError:
        return False
    return not isinstance(value, int) or abs(value) <= _LARGEST_NUMBER


def _object(found: object) -> Mapping[str, object]:
    """Return the fields of a JSON object; none for any other value."""
    return found if isinstance(found, dict) else {}


def _items(found: object) -> Sequence[object]:
    """Return the items of a JSON list; none for any other value."""
    return found if isinstance(found, list) else []
