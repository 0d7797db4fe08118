"""The commands: a table from a name to the module that has its signature, imported only when the command runs."""

from collections.abc import Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand
from typer.exceptions import TyperException
from typer.main import get_command, get_group

from portrait_cli import __version__
from portrait_cli.cli import everywhere, misplaced
from portrait_cli.cli.bash_script import give_to_typer
from portrait_cli.cli.options import (
    AnyCommand,
    CommandsOnce,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    Shared,
    command_app,
)
from portrait_cli.core.errors import UsageError
from portrait_cli.terminal.environment import Environment

COMMANDS = {
    "reflect": ("reflect", "Answer a few good questions, and keep what you say."),
    "show": ("show", "Read the portrait, one attribute of it, or one indicator."),
    "guides": ("guides", "List the guides, or read the questions in one before you start it."),
    "list": ("list_entries", "List your entries, newest first."),
    "read": ("read", "Read one entry, the newest unless you name another."),
    "export": ("export", "Hand over exactly what you choose: an entry, a growth plan, your year."),
    "paths": ("paths", "Show where everything is: journal, drafts, settings, portraits."),
    "search": ("search", "Find entries by your own words in them, best matches first."),
    "import": ("import_entries", "Import entries from jrnl, Day One, Journey or a folder of Markdown files."),
    "growth": ("growth", "See your levels over time, in words, with what you said for each."),
    "note": ("note", "Write down whatever you like, without questions."),
    "edit": ("edit", "Change an entry in your own editor, the newest unless you name another."),
    "delete": ("delete", "Move an entry to the journal's trash; portrait undo brings it back."),
    "drafts": ("drafts", "See your unfinished sessions, including those you set aside."),
    "undo": ("undo", "Undo the last thing you did; run it again for the one before."),
    "redo": ("redo", "Redo what undo took back; run it again for the next one."),
    "goal": ("goal", "See your goal for the year, set one, and say where it stands."),
    "plans": ("plans", "See your open plans, make or change one, and say how one went."),
    "evidence": ("evidence", "See the evidence of your growth, and add to it."),
    "ask": ("ask", "Ask colleagues what they see you do, with a page that you send them."),
    "receive": ("receive", "Take in the replies of others, which stay sealed until a group has enough of them."),
    "feedback": ("feedback", "See what colleagues answered, beside where you placed yourself."),
    "cohort": ("cohort", "See many leaders together: how many chose each word, with nobody exposed."),
    "portraits": ("portraits", "Choose the portrait you reflect on, or make your own."),
    "help": ("help", "Show help for a command."),
}
"""For each command its module in this folder, and the first line of its help, which a test compares with it."""
ALIASES = {"commitments": "plans", "goals": "goal"}
"""Names that commands had in earlier versions, or that people may type; they work, and are not in the help."""


class CommandGroup(CommandsOnce):
    """The commands by name. Help and completion know their summaries; a command is imported when it is used."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params += everywhere.options()
        self.commands = {name: TyperCommand(name, help=summary) for name, (_, summary) in COMMANDS.items()}
        self.commands |= {alias: TyperCommand(alias, hidden=True) for alias in ALIASES}

    def resolve_command(self, *context_and_words: Any) -> tuple[str | None, Any, list[str]]:
        """Find the command that is named, and load it in place of its summary."""
        name, command, rest = super().resolve_command(*context_and_words)
        if name is None or command is None:
            return name, command, rest
        return name, load(name), rest


def load(name: str) -> AnyCommand:
    """Import a command's module and make the command."""
    module, _ = COMMANDS[ALIASES.get(name, name)]
    command = get_command(import_module(f"portrait_cli.cli.{module}").app)
    everywhere.add_options(command)
    return command


app = command_app(
    CommandGroup,
    name="portrait",
    help="Structured reflection for education leaders: good questions, a journal you own, growth over time.",
    epilog="Start with: portrait by itself. It shows what to do next.",
    completion=True,
)


def _print_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:  # in which Typer reads an unfinished line, at the Tab key
        typer.echo(f"portrait {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start_here(
    context: typer.Context,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
    json: JsonOption = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Show where you stand and one thing to do next; with a command, run that."""
    given: Shared = context.obj._replace(journal=journal, portrait=portrait, plain=plain, json=json)
    context.obj = given
    if context.invoked_subcommand:
        return
    misplaced.check_value("--journal", journal, COMMANDS)
    misplaced.check_value("--portrait", portrait, COMMANDS)
    from portrait_cli.app import home  # 60 ms with rich and the index, which a command may do without
    from portrait_cli.cli.opening import open_workspace

    home.show(open_workspace(given), as_json=given.json)


def run(argv: Sequence[str], environment: Environment) -> int:
    """Run one command; return its exit code. Raises UsageError for words that no command understands."""
    asking = environment.tab_key
    if asking:
        from portrait_cli.cli import tab_key  # which only the Tab key needs

        if asking in tab_key.SHELLS:
            answer = tab_key.answer(get_group(app), tab_key.SHELLS[asking], environment.variables)
            environment.write(answer.text)
            return answer.code
    with ExitStack() as closing:
        try:
            given = Shared(environment, closing)
            give_to_typer()
            code = get_command(app).main(list(argv), prog_name="portrait", standalone_mode=False, obj=given)
        except TyperException as error:
            raise _usage_error(error, argv) from None
    if isinstance(code, int):
        return code
    return 0


def _usage_error(error: TyperException, argv: Sequence[str]) -> UsageError:
    """Put Typer's message into the form of ours, with the help of the command that refused."""
    named = next((f"portrait {word}" for word in argv if word in COMMANDS), "portrait")
    command = getattr(getattr(error, "ctx", None), "command_path", named)
    option = getattr(error, "option_name", None)
    if option and command == "portrait":
        before = misplaced.option_before_command(option, argv, COMMANDS, load)
        if before:
            return before
    message = error.format_message().rstrip(".")
    message = message[:1].lower() + message[1:]
    return UsageError(message, hint=f"{command} --help shows what it takes")
