"""Feedback: what colleagues answered, beside where the leader placed themselves."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app import coach, feedback_debrief, feedback_file
from portrait_cli.app.export_privacy import read_redactions
from portrait_cli.app.feedback_round import Round, find_request, nothing_yet, read_round
from portrait_cli.app.feedback_sheet import SheetFiles, with_other_words, write_sheet
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import request as core_request
from portrait_cli.core.errors import InvalidFileError, NotFoundError, StorageError, UsageError
from portrait_cli.core.feedback import Result, without_names
from portrait_cli.core.feedback_sections import (
    Before,
    Own,
    Section,
    View,
    own_placements,
    rounds_side_by_side,
    sections,
)
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.export import json_data
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.feedback import FeedbackPage, feedback, hints
from portrait_cli.store.requests import Requests
from portrait_cli.terminal.display import Display


class PlacedData(Struct, frozen=True):
    """One thing that was asked, with where the leader placed themselves."""

    item: str
    """The id of what was asked."""
    own: Own | None
    """The newest level they chose; null if there is none."""


class SectionData(Struct, frozen=True):
    """Some of what was asked, sorted by how the views go together."""

    view: View
    """What the section is about."""
    title: str
    """The same in words."""
    items: tuple[PlacedData, ...]
    """What was asked, in the order of the request."""


class FeedbackDocument(Document, frozen=True):
    """What colleagues answered."""

    command: ClassVar[str] = "portrait feedback"
    result: Result | None
    """What may be shown of the replies, group by group, without a total; null if nobody was asked."""
    sections: tuple[SectionData, ...]
    """What was asked, beside where the leader placed themselves."""
    earlier: tuple[Before, ...]
    """What the same groups answered to the same things in the round before; an empty list for a first round."""


class Request(Struct, frozen=True):
    """What is to be shown, and how."""

    name: str = ""
    """The request; the newest one to colleagues unless it is named."""
    as_json: bool = False
    sheet: SheetFiles = SheetFiles()
    files: feedback_file.Files = feedback_file.Files()
    redact: tuple[str, ...] = ()
    """The names in people's words that are replaced by roles."""


def show(workspace: Workspace, asked: Request) -> None:
    """Show what may be shown of the replies to a request, or write it into files.

    Raises NotFoundError if there is no such request or nothing may be shown yet, UsageError for what does not go
    together, and the errors of reading and writing.
    """
    request = _found(workspace, asked)
    if request.kind != "feedback":
        _show_coach(workspace, request, asked)
        return
    asked.files.check()
    of = read_round(workspace, request)
    if asked.sheet.is_asked and not of.is_empty:
        of.keep_as_shown(workspace)
        write_sheet(workspace, of.result, asked.sheet)
        return
    result = without_names(with_other_words(of.result, asked.sheet), read_redactions(asked.redact))
    own = None if of.is_for_others else _own(workspace, result)
    sorted_out = sections(result, own)
    to_place = _to_place(workspace, sorted_out)
    shown = FeedbackPage(result, sorted_out, _earlier(workspace, of), to_place, hints=_hints(workspace, of, asked))
    missing = nothing_yet(workspace, of) if of.is_empty else None
    predicts = not (missing or asked.as_json or asked.files.are_asked) and _predicts(workspace, of, shown)
    of.keep_as_shown(workspace)
    if asked.as_json:
        print_json(workspace.environment.write, _document(shown), missing=missing)
        return
    if missing:
        raise missing
    if asked.files.are_asked:
        feedback_file.write(workspace, shown, asked.files)
        return
    if predicts:
        feedback_debrief.play(workspace, shown)
        return
    display = Display(workspace.environment, workspace.plain)
    display.show(feedback(shown, display.look), paged=True)
    if shown.hints:
        display.show(hints(shown, display.look))  # not in the pager: it is still there when that is left


def _document(shown: FeedbackPage) -> FeedbackDocument:
    data = (
        SectionData(one.view, one.title, tuple(PlacedData(beside.item.id, beside.own) for beside in one.items))
        for one in shown.sections
    )
    return FeedbackDocument(shown.result, tuple(data), tuple(shown.earlier))


def _found(workspace: Workspace, asked: Request) -> core_request.Request:
    """Find the request; as JSON, print an empty document if nobody was asked."""
    try:
        return find_request(workspace, asked.name)
    except NotFoundError:
        if asked.as_json and not asked.name:
            workspace.environment.write(json_data.write(FeedbackDocument(None, (), ())))
        raise


def _show_coach(workspace: Workspace, request: core_request.Request, asked: Request) -> None:
    """Show what a coach sent back. Raises UsageError for what only colleagues' answers have."""
    if asked.sheet != SheetFiles(overwrite=asked.sheet.overwrite) or asked.files.result:
        raise UsageError(
            f"{request.by} answers by name", hint="--sheet, --paraphrased and --result are for colleagues"
        )
    coach.show(workspace, request, asked.files, as_json=asked.as_json)


def _predicts(workspace: Workspace, of: Round, shown: FeedbackPage) -> bool:
    """Offer to predict before reading, the first time there is something to read; return True if that is chosen."""
    return of.is_new and not of.is_for_others and feedback_debrief.is_wanted(workspace, shown)


def _own(workspace: Workspace, result: Result) -> Mapping[str, Own]:
    """Find where the leader placed themselves; the portrait in use may be another one than was asked about."""
    names = former_names(workspace.portrait)
    if not names.means(result.portrait):
        names = FormerNames(result.portrait)
    return own_placements(result, open_index(workspace).past(names).said)


def _to_place(workspace: Workspace, sorted_out: Sequence[Section]) -> str:
    """Return the command that asks for the levels that are not there yet."""
    here = {attribute.id for attribute in workspace.portrait.attributes}
    unplaced = (beside.item.attribute for one in sorted_out if one.view == "unplaced" for beside in one.items)
    names = [name for name in dict.fromkeys(unplaced) if name in here]
    return command(workspace.config, "reflect", *names) if names else ""


def _earlier(workspace: Workspace, of: Round) -> Sequence[Before]:
    """Find what was answered in the round before, as far as it has been shown."""
    if not of.request.after:
        return ()
    try:
        before = read_round(workspace, Requests(workspace.journal).find(of.request.after))
    except (NotFoundError, InvalidFileError, StorageError) as problem:
        workspace.environment.say(f"portrait: the round before is left out: {problem}")
        return ()
    before.keep_as_shown(workspace)
    return tuple(rounds_side_by_side(of.result, before.result))


def _hints(workspace: Workspace, of: Round, asked: Request) -> Sequence[tuple[str, str]]:
    config, name = workspace.config, of.request.id
    if of.is_for_others:
        whole = ("feedback", name, *asked.sheet.words, "--result", f"result-{name}.json")
        return (("To hand over the result, and nothing else:", command(config, *whole)),)
    if feedback_debrief.guide_of(workspace) is None:
        return ()
    return (("To think it over and make one plan:", command(config, "reflect", feedback_debrief.GUIDE)),)
