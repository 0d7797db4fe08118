"""A note before there are words in it: its moment, what it is about, its tags and its role."""

from collections.abc import Sequence

from msgspec.structs import replace

from portrait_cli.app.which_moment import which_moment
from portrait_cli.app.which_tags import which_tags
from portrait_cli.app.workspace import Workspace, role_of, role_taken_lately
from portrait_cli.core import lookup, new_entry
from portrait_cli.core.entry import Entry
from portrait_cli.core.titles import dated


def blank_note(
    workspace: Workspace, *, attributes: Sequence[str], tags: Sequence[str], day: str | None, role: str
) -> Entry:
    """Make a note without words from names as people write them; without a day, of now.

    Raises UsageError for a day or a tag that cannot be one, NotFoundError for an attribute or a role that is not in
    the portrait.
    """
    at = which_moment(workspace.environment, day)
    about = _attribute_ids(workspace, attributes)
    begun = new_entry.begin(kind="note", title=dated("Note", at), at=at, attributes=about, tags=which_tags(tags))
    return replace(
        begun,
        time_zone=workspace.environment.zone(),
        portrait=workspace.portrait.id,
        portrait_version=workspace.portrait.version,
        role=role_of(workspace, role) or role_taken_lately(workspace),
    )


def _attribute_ids(workspace: Workspace, names: Sequence[str]) -> tuple[str, ...]:
    """Find the attributes that are named, each once."""
    known = workspace.portrait.attributes
    ids = [lookup.find(known, name, "attribute").id for name in names]
    return tuple(dict.fromkeys(ids))
