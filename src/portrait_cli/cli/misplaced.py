"""What is said of words that are mixed up: a command's option before the command, a command for an option's value."""

from collections.abc import Callable, Container, Sequence

from typer.core import TyperOption

from portrait_cli.cli.options import AnyCommand
from portrait_cli.core.errors import UsageError
from portrait_cli.terminal import command_line


def option_before_command(
    option: str, words: Sequence[str], commands: Container[str], load: Callable[[str], AnyCommand]
) -> UsageError | None:
    """Name the command that an option before it belongs to, and write the line as it would be right.

    `words` is the line after `portrait`. Return None if no command in it has such an option.
    """
    path, command = _named(words, commands, load)
    known = [one for one in getattr(command, "params", []) if isinstance(one, TyperOption) and option in one.opts]
    if not known:
        return None
    for number, word in enumerate(words):
        if word == option or word.startswith(f"{option}="):
            with_value = word == option and not known[0].is_flag
            end = number + 1 + with_value
            rest = [*words[:number], *words[end:]]
            after = rest.index(path[-1]) + 1
            right = [*rest[:after], *words[number:end], *rest[after:]]
            message = f"{option} is an option of {' '.join(['portrait', *path])}, and goes after it"
            return UsageError(message, hint=command_line.join(["portrait", *right]))
    return None


def _named(
    words: Sequence[str], commands: Container[str], load: Callable[[str], AnyCommand]
) -> tuple[list[str], AnyCommand]:
    """Find the command that is named, with the words that name it; None for no command."""
    path: list[str] = []
    command: AnyCommand = None
    for word in words:
        if command is None and word in commands:
            command = load(word)
            path.append(word)
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]
            path.append(word)
    return path, command


def check_value(option: str, value: str, commands: Container[str]) -> None:
    """Raise UsageError if a command was taken for the value of the option before it, and so none was left."""
    if value in commands:
        message = f'{option} needs a value, and "{value}" after it is a command'
        right = f"portrait {option} NAME {value}"
        raise UsageError(message, hint=f"{right}; for a folder or a file of that name, {option} ./{value}")
