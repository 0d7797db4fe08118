"""Read the portrait: what it says, beside what the person said."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from msgspec import Struct

from portrait_cli.app.workspace import Workspace, role_of
from portrait_cli.core import evidence, lookup, portrait_outline
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.goals import about
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Retired
from portrait_cli.core.portrait_outline import Layer
from portrait_cli.export import portrait as markdown
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import portrait as page
from portrait_cli.terminal import command_line
from portrait_cli.terminal.display import Display

Form = Literal["screen", "md", "json"]
FileFormat = Literal["html", "docx", "pdf"]
EVERYTHING: tuple[Layer, ...] = ("meaning", "prompts", "practices", "role")


class PortraitDocument(Document, frozen=True):
    """The portrait in use, with all it holds."""

    command: ClassVar[str] = "portrait show"
    portrait: Portrait
    """The portrait."""


class AttributeDocument(Document, frozen=True):
    """One attribute, with all it holds, no matter which of its layers was named."""

    command: ClassVar[str] = "portrait show ATTRIBUTE"
    attribute: Attribute
    """The attribute."""


class IndicatorDocument(Document, frozen=True):
    """One indicator, with all it holds."""

    command: ClassVar[str] = "portrait show ATTRIBUTE INDICATOR"
    attribute: str
    """The id of the attribute it belongs to."""
    indicator: Indicator
    """The indicator."""
    retired_since: str = ""
    """The version of the portrait that has it no longer; empty if it is offered."""
    instead: str = ""
    """The id of the indicator to look at in its place, if it is retired and there is one."""


class Request(Struct, frozen=True):
    """What the person wants to read; an empty request is for the portrait at a glance."""

    attribute: str = ""
    indicator: str = ""
    role: str = ""
    layers: tuple[Layer, ...] = ()
    """None for the usual ones: what an attribute means on a screen, everything in Markdown and in files."""
    files: Mapping[FileFormat, str] = {}
    """The files to write, by their formats."""
    overwrite: bool = False


def show(workspace: Workspace, request: Request, form: Form) -> None:
    """Show the portrait or a part of it on the screen, as Markdown or as JSON; or write it into files.

    Raises NotFoundError for a name that the portrait does not have, and what `show_file.write` raises.
    """
    attribute, indicator = _find(workspace, request)
    if request.role:
        lookup.find_role(workspace.portrait.roles, request.role)  # report a wrong name no matter what is shown
    if request.layers and indicator:
        names = filter(None, (request.attribute, request.indicator))
        raise UsageError("an indicator has one page", hint=command_line.join(["portrait", "show", *names]))
    if request.files:
        from portrait_cli.app import show_file  # what writes files is not needed for a look

        handout = show_file.Handout(attribute, indicator, request.role, request.layers)
        show_file.write(workspace, handout, request.files, force=request.overwrite)
        return
    if attribute is None:
        _show_portrait(workspace, form)
    elif indicator is None:
        _show_attribute(workspace, attribute, request, form)
    else:
        _show_indicator(workspace, attribute, indicator, form)


def _find(workspace: Workspace, request: Request) -> tuple[Attribute | None, Indicator | None]:
    """Find the attribute and the indicator that are named; an indicator's code needs no attribute before it."""
    if not request.attribute:
        return None, None
    known = workspace.portrait.attributes
    try:
        if not request.indicator:
            return lookup.find_part(workspace.portrait, request.attribute)
        attribute = lookup.find(known, request.attribute, "attribute")
    except NotFoundError as error:
        if not workspace.journal.is_empty:
            from portrait_cli.app.which_entries import open_index, tell_where_it_is  # as below

            tell_where_it_is(workspace, error, request.attribute, open_index(workspace))
        raise
    all_indicators = [*workspace.portrait.indicators(), *workspace.portrait.retired()]
    own = [indicator for of, indicator in all_indicators if of is attribute]
    return attribute, lookup.find(own, request.indicator, "indicator")


def _show_portrait(workspace: Workspace, form: Form) -> None:
    environment, portrait = workspace.environment, workspace.portrait
    match form:
        case "json":
            print_json(environment.write, PortraitDocument(portrait))
        case "md":
            environment.write(markdown.glance(portrait))
        case "screen":
            display = Display(environment, workspace.plain)
            display.show(page.glance(portrait, display.look), paged=True)


def _show_attribute(workspace: Workspace, attribute: Attribute, request: Request, form: Form) -> None:
    environment, portrait = workspace.environment, workspace.portrait
    role = role_of(workspace, request.role)
    match form:
        case "json":
            print_json(environment.write, AttributeDocument(attribute))
        case "md":
            parts = portrait_outline.attribute(portrait, attribute, role, request.layers or EVERYTHING)
            environment.write(markdown.attribute(portrait, attribute, parts))
        case "screen":
            parts = portrait_outline.attribute(portrait, attribute, role, request.layers or ("meaning",), brief=True)
            mine = _mine(workspace, attribute.id)
            display = Display(environment, workspace.plain)
            display.show(page.attribute(portrait, attribute, parts, mine, display.look), paged=True)


def _show_indicator(workspace: Workspace, attribute: Attribute, indicator: Indicator, form: Form) -> None:
    environment, portrait = workspace.environment, workspace.portrait
    match form:
        case "json":
            print_json(environment.write, _indicator_document(attribute, indicator))
        case "md":
            environment.write(markdown.indicator(portrait, attribute, indicator))
        case "screen":
            mine = _mine(workspace, indicator.id)
            display = Display(environment, workspace.plain)
            display.show(page.indicator(portrait, attribute, indicator, mine, display.look), paged=True)


def _indicator_document(attribute: Attribute, indicator: Indicator) -> IndicatorDocument:
    if not isinstance(indicator, Retired):
        return IndicatorDocument(attribute.id, indicator)
    as_it_was = Indicator(**{name: getattr(indicator, name) for name in Indicator.__struct_fields__})
    return IndicatorDocument(attribute.id, as_it_was, retired_since=indicator.since, instead=indicator.instead)


def _mine(workspace: Workspace, target: str) -> page.Mine:
    """Find what the person said last about an attribute or indicator, and the plans, goals and evidence on it."""
    if workspace.journal.is_empty:
        return page.Mine()
    from portrait_cli.app.which_entries import open_index  # 15 ms with sqlite3, which an empty journal does not need

    past = open_index(workspace).past(former_names(workspace.portrait))
    plans = tuple(open_plan for open_plan in past.open_plans if open_plan.plan.attribute == target)
    goals = about(past.goals, target, workspace.portrait)
    pieces = evidence.about(workspace.portrait, past.evidence, target)
    return page.Mine(past.said.get(target), plans, goals, pieces, target)
