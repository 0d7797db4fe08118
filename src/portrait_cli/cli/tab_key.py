"""What a shell is told when the Tab key is pressed: the words that may come next, or that a file may.

A shell asks with a script that was installed once, perhaps long ago. It passes the line in variables that have
Typer's names, and puts what we print into the command line, or evaluates it.
"""

import shlex
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from typer.core import TyperGroup, TyperOption

from portrait_cli.cli.completion import A_FILE, Offered
from portrait_cli.cli.options import AnyCommand

Shell: TypeAlias = Literal["bash", "zsh", "fish", "powershell"]
SHELLS: dict[str, Shell] = {
    "complete_bash": "bash",
    "complete_zsh": "zsh",
    "complete_fish": "fish",
    "complete_powershell": "powershell",
    "complete_pwsh": "powershell",
}
"""The shells by the word with which each asks."""


class Line(NamedTuple):
    """The command line up to the cursor."""

    words: list[str]
    """The words after the program's name that are complete."""
    typed: str
    """The word at the cursor, as far as it is typed."""
    is_quoted: bool = False
    """Whether a quote is open at the cursor."""


class Answer(NamedTuple):
    """What a shell is told."""

    text: str
    code: int
    """1 if a file may come at the cursor, and the shell should list files."""


def answer(group: TyperGroup, shell: Shell, variables: Mapping[str, str]) -> Answer:
    """Tell a shell what may come at the cursor."""
    try:
        line = _read(shell, variables)
        offered = _offered(group, line)
    except Exception:  # noqa: BLE001  # the Tab key is no place for a message, about whatever it may be
        return Answer("", 0)
    words = [one for one in offered if one[1] != A_FILE]
    if words or not offered:
        return Answer(_written(shell, line, words), 0)
    return Answer("_files" if shell == "zsh" else "", 1)


# --- reading the line ---


def _read(shell: Shell, variables: Mapping[str, str]) -> Line:
    if shell == "bash":
        words, is_quoted = _split(variables.get("COMP_WORDS", ""))
        cursor = int(variables.get("COMP_CWORD", "0"))
        typed = words[cursor] if cursor < len(words) else ""
        return _without_equals_signs(Line(words[1:cursor], typed, is_quoted))
    text = variables.get("_TYPER_COMPLETE_ARGS", "")
    words, is_quoted = _split(text)
    if shell == "powershell" and not variables.get("_TYPER_COMPLETE_WORD_TO_COMPLETE"):
        return Line(words[1:], "", is_quoted)
    if not words[1:] or (text[-1:].isspace() and not is_quoted):
        return Line(words[1:], "", is_quoted)
    return Line(words[1:-1], words[-1], is_quoted)


def _split(text: str) -> tuple[list[str], bool]:
    """Split a line into words as a shell does. Return with them whether a quote is open at its end."""
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:  # a quote is open, or a backslash stands at the end
        state: object = getattr(lexer, "state", None)  # not in the types
        return [*words, lexer.token], state in {"'", '"'}
    return words, False


def _without_equals_signs(line: Line) -> Line:
    """Join what bash takes apart: `--tag=bus` are three words for it."""
    words = [
        word for before, word in zip(["", *line.words], line.words, strict=False) if word != "=" or before[:2] != "--"
    ]
    if line.typed == "=" and line.words and line.words[-1].startswith("--"):
        return Line(words, "", line.is_quoted)
    return Line(words, line.typed, line.is_quoted)


# --- what may come ---


def _offered(group: TyperGroup, line: Line) -> list[Offered]:
    """List what may come at the cursor, as it is typed or, if nothing begins like that, in lower case."""
    words, typed, before = line.words, line.typed, ""
    takes_options = "--" not in words
    if takes_options and typed.startswith("--") and "=" in typed:
        option, _, typed = typed.partition("=")
        words, before = [*words, option], f"{option}="
    context = _context(group, words)
    parameter = _parameter(context, words)
    if before and (parameter is None or words[-1] not in parameter.opts):
        return []  # an option that there is not, whose name may hold anything

    if parameter is None or (takes_options and typed.startswith("-") and not before):
        found = context.command.shell_complete(context, typed)
    else:
        found = parameter.shell_complete(context, typed)
        if not found and typed != typed.lower():
            found = parameter.shell_complete(context, typed.lower())
    return [(f"{before}{item.value}", item.help or "") for item in found]


def _context(group: TyperGroup, words: Sequence[str]) -> AnyCommand:
    """Find the command that the words name, with the values that they give it."""
    context: AnyCommand = group.make_context("portrait", list(words), resilient_parsing=True)
    rest = _rest(context)
    while rest and isinstance(context.command, TyperGroup):
        name, command, rest = context.command.resolve_command(context, rest)
        if command is None:
            break
        context = command.make_context(name, rest, parent=context, resilient_parsing=True)
        rest = _rest(context)
    return context


def _rest(context: AnyCommand) -> list[str]:
    """List the words that a group leaves to its commands."""
    return [*context._protected_args, *context.args]  # noqa: SLF001  # Typer has no other name for the command's name


def _parameter(context: AnyCommand, words: Sequence[str]) -> AnyCommand:
    """Find the option or the argument whose value comes next; None if a command's name comes, or nothing."""
    parameters = context.command.get_params(context)
    for parameter in parameters:
        if isinstance(parameter, TyperOption) and words and words[-1] in parameter.opts and not parameter.is_flag:
            return parameter
    for parameter in parameters:
        if not isinstance(parameter, TyperOption) and _is_open(context, parameter):
            return parameter
    return None


def _is_open(context: AnyCommand, argument: AnyCommand) -> bool:
    """Return True if an argument has no value yet, or takes any number of them."""
    source = context.get_parameter_source(argument.name or "")
    return argument.nargs == -1 or source is None or source.name != "COMMANDLINE"


# --- writing the answer ---


def _written(shell: Shell, line: Line, words: Sequence[Offered]) -> str:
    match shell:
        case "bash":
            return "\n".join(_for_bash(word, is_quoted=line.is_quoted) for word, _ in words)
        case "zsh":
            items = "\n".join(_for_zsh(word, meaning) for word, meaning in words)
            return f"_arguments '*: :(({items}))'" if words else ""
        case "fish":
            return "\n".join(f"{word}\t{meaning}".rstrip() for word, meaning in words)
        case "powershell":
            return "\n".join(f"{word}:::{meaning or ' '}" for word, meaning in words)


def _for_bash(word: str, *, is_quoted: bool) -> str:
    if is_quoted:
        return word
    return word.replace(" ", "\\ ")  # the only sign in our words that bash would act on


_LOOKS_LIKE = str.maketrans({"'": "’", '"': "”", "`": "’", "\\": "∕", "$": "＄"})
"""For signs that a shell acts on, signs that look like them and on which none does."""


def _for_zsh(word: str, meaning: str) -> str:
    """Quote a word and what it means. They are evaluated twice, first in single quotes and then in double ones."""
    if not meaning:
        return f'"{word}"'
    return f'"{word}":"{meaning.translate(_LOOKS_LIKE)}"'
