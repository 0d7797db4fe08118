"""What the signatures of several commands share: options, arguments, and the options before the command."""

import shutil
from contextlib import ExitStack
from typing import Annotated, Any, NamedTuple, TypeAlias

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from portrait_cli.cli import completion
from portrait_cli.core.errors import UsageError
from portrait_cli.terminal import command_line
from portrait_cli.terminal.environment import Environment

AnyCommand: TypeAlias = Any
"""A command or a group of commands, or the context of one: Typer keeps their classes to itself."""

_WIDEST_HELP, _NARROWEST_HELP = 80, 20

MOST_ENTRIES = 1_000_000_000
"""The largest number of entries that can be asked for."""


class Shared(NamedTuple):
    """The options that most commands have, and that work before the command as well as after it."""

    environment: Environment
    closing: ExitStack
    """Closed when the command has ended."""
    journal: str = ""
    portrait: str = ""
    plain: bool = False
    json: bool = False

    def command(self, *words: str) -> str:
        """Write a command about the same journal, for a hint."""
        return command_line.about_journal(self.journal, *words)


def shared(
    context: typer.Context, *, journal: str = "", portrait: str = "", plain: bool = False, json: bool = False
) -> Shared:
    """Put the options after the command over those before it.

    Raises UsageError if JSON was asked for before a command that prints none.
    """
    before: Shared = context.obj
    if before.json and not _can_print_json(context):
        raise UsageError(f"{context.command_path} does not print JSON", hint="leave --json out")
    return before._replace(
        journal=journal or before.journal,
        portrait=portrait or before.portrait,
        plain=plain or before.plain,
        json=json or before.json,
    )


def _can_print_json(context: typer.Context) -> bool:
    """Return True if the command has an option --json, or is a group, whose commands decide that."""
    return context.invoked_subcommand is not None or "json" in context.params


_SAME_OPTIONS = {"--why": "--note", "--note": "--why"}
"""A reason is a note on a plan, and a why on a goal; each is understood for the other."""


class _OnceOnly:
    """A command, or a group of them, that refuses an option given twice: only the last one would count."""

    make_parser: Any
    params: list[Any]

    def parse_args(self, context: AnyCommand, words: list[str]) -> list[str]:
        """Read the words after the command. Raises UsageError for an option given twice."""
        words = self._with_known_names(words)
        if not context.resilient_parsing:  # in which Typer reads an unfinished line, at the Tab key
            _, _, given = self.make_parser(context).parse_args(args=list(words))
            for option in given:
                takes_one = isinstance(option, TyperOption) and not (option.multiple or option.is_flag)
                if takes_one and given.count(option) > 1:
                    raise UsageError(f"{option.opts[-1]} is given twice", hint="give it once")
        read: list[str] = super().parse_args(context, words)  # type: ignore[misc]  # Typer's, with which this is mixed
        return read

    def _with_known_names(self, words: list[str]) -> list[str]:
        """Put the name that this command has for an option in place of the one that another command has for it."""
        known = {name for option in self.params for name in option.opts}
        renamed = {name: other for name, other in _SAME_OPTIONS.items() if name not in known and other in known}
        options = words.index("--") if "--" in words else len(words)
        before = [word.partition("=") for word in words[:options]]
        return ["".join([renamed.get(name, name), *rest]) for name, *rest in before] + words[options:]


class _Command(_OnceOnly, TyperCommand):
    """A command."""


class CommandsOnce(_OnceOnly, TyperGroup):
    """A group of commands."""


class _App(typer.Typer):
    """A Typer application whose commands are of our kind."""

    def command(self, *arguments: Any, **settings: Any) -> AnyCommand:
        """Make the decorator of a command."""
        return super().command(*arguments, **{"cls": _Command, **settings})


def command_app(group: type[TyperGroup] = CommandsOnce, *, completion: bool = False, **settings: Any) -> typer.Typer:
    """Make a Typer application as all our commands are: no boxes, which screen readers read aloud."""
    return _App(
        cls=group,
        add_completion=completion,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _help_width()},
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=False,
        **settings,
    )


def _help_width() -> int:
    """Return how wide help may be; Typer by itself writes over the edge of a narrow terminal."""
    return max(min(shutil.get_terminal_size().columns, _WIDEST_HELP) - 2, _NARROWEST_HELP)


# --- options ---


def _not_empty(context: typer.Context, value: str) -> str:
    """Raise UsageError for a journal without a name, which may be a variable of the shell that was never set."""
    source = context.get_parameter_source("journal")
    if source and source.name == "COMMANDLINE" and not value and not context.resilient_parsing:
        raise UsageError("--journal names no folder", hint="leave it out for your usual journal")
    return value


JournalOption = Annotated[
    str,
    typer.Option(
        "--journal",
        metavar="DIR",
        autocompletion=completion.files,
        callback=_not_empty,
        help="The folder of entries, in place of PORTRAIT_JOURNAL.",
    ),
]
PortraitOption = Annotated[
    str,
    typer.Option(
        "--portrait",
        metavar="NAME-or-FILE",
        autocompletion=completion.portraits_or_files,
        help="Another portrait, by name or file, in place of PORTRAIT_PORTRAIT.",
    ),
]
RoleOption = Annotated[
    str,
    typer.Option(
        "--role", metavar="ROLE", autocompletion=completion.roles, help="Your role, such as building-leader."
    ),
]
PlainOption = Annotated[bool, typer.Option("--plain", help="Line by line, for screen readers and simple terminals.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
GuideOption = Annotated[
    str,
    typer.Option(
        "--guide",
        metavar="GUIDE",
        autocompletion=completion.guides,
        help="The guide to follow: portrait guides.",
    ),
]
OutputOption = Annotated[
    str,
    typer.Option("-o", "--output", metavar="FILE", autocompletion=completion.files, help="Write to a file."),
]
ForceOption = Annotated[bool, typer.Option("--force", "-f", help="Overwrite FILE if it exists.")]

TagsOption = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", autocompletion=completion.tags, help="A tag; repeat it for more."),
]

# --- filters of entries ---

SinceOption = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="DATE",
        autocompletion=completion.days_or_spans,
        help="From this day on: 2026-09, last week, sep 1.",
    ),
]
UntilOption = Annotated[
    str,
    typer.Option("--until", metavar="DATE", autocompletion=completion.days_or_spans, help="Up to this day."),
]
AboutOption = Annotated[
    str,
    typer.Option(
        "--attribute",
        metavar="ATTRIBUTE",
        autocompletion=completion.attributes_in_entries,
        help="Only entries about this attribute or indicator.",
    ),
]
GuideFilter = Annotated[
    str,
    typer.Option(
        "--guide",
        metavar="GUIDE",
        autocompletion=completion.guides_of_entries,
        help="Only entries made with this guide.",
    ),
]
RoleFilter = Annotated[
    str,
    typer.Option(
        "--role", metavar="ROLE", autocompletion=completion.roles, help="Only entries written in this role."
    ),
]
TagOption = Annotated[
    str,
    typer.Option("--tag", metavar="TAG", autocompletion=completion.tags, help="Only entries with this tag."),
]

# --- arguments ---

HOW_ENTRIES_ARE_NAMED = (
    'latest (session or note), a day such as yesterday, "2026-11-23 18:30", an id or its beginning, or a file.'
)
EntryArgument = Annotated[
    str, typer.Argument(metavar="[ENTRY]", autocompletion=completion.entries_or_files, help=HOW_ENTRIES_ARE_NAMED)
]
TopicsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ATTRIBUTE|GUIDE]...",
        autocompletion=completion.attributes_or_guides,
        help="Leave it out for the whole portrait. An indicator such as AD2 works too.",
    ),
]
AttributeArgument = Annotated[
    str,
    typer.Argument(
        metavar="[ATTRIBUTE]",
        autocompletion=completion.attributes_or_indicators,
        help="Leave it out for the portrait at a glance.",
    ),
]
ReadingArgument = Annotated[
    str,
    typer.Argument(
        metavar="[ATTRIBUTE]",
        autocompletion=completion.attributes_in_entries,
        help="Leave it out for the portrait at a glance.",
    ),
]
IndicatorArgument = Annotated[
    str,
    typer.Argument(
        metavar="[INDICATOR]", autocompletion=completion.indicators, help="One of its indicators, such as AD2."
    ),
]
