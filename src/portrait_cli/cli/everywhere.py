"""The options that every command has: what they change is the environment that the command works in."""

from dataclasses import replace

import typer
from typer.core import TyperOption

from portrait_cli.cli.options import AnyCommand, Shared


def _without_color(context: typer.Context, _option: object, wanted: bool) -> None:
    given: Shared | None = context.obj
    if wanted and given:  # nothing is given while the shell completes a line
        environment = given.environment
        variables = {**environment.variables, "NO_COLOR": "1"}
        context.obj = given._replace(environment=replace(environment, variables=variables))


def _quiet(context: typer.Context, _option: object, wanted: bool) -> None:
    given: Shared | None = context.obj
    if wanted and given:
        context.obj = given._replace(environment=replace(given.environment, quiet=True))


def options() -> list[TyperOption]:
    """Make the options that every command has."""
    quiet = TyperOption(
        param_decls=["--quiet", "-q"],
        is_flag=True,
        expose_value=False,
        callback=_quiet,
        help="Say only what went wrong.",
    )
    no_color = TyperOption(
        param_decls=["--no-color"],
        is_flag=True,
        expose_value=False,
        callback=_without_color,
        help="No colors; so does NO_COLOR.",
    )
    return [quiet, no_color]


def add_options(command: AnyCommand) -> None:
    """Add the options to a command and to the commands in it."""
    command.params += options()
    for inner in getattr(command, "commands", {}).values():
        add_options(inner)
