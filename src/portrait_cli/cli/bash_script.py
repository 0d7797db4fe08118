"""The script with which bash asks what may come next; the other shells have Typer's."""

from typer._completion_shared import _completion_scripts

_SCRIPT = """
%(complete_func)s() {
    local IFS=$'\\n' words
    words=$( env COMP_WORDS="${COMP_WORDS[*]:0:COMP_CWORD+1}" COMP_CWORD=$COMP_CWORD \\
                 %(autocomplete_var)s=complete_bash "$1" 2>/dev/null ) &&
        compopt +o default -o nosort 2>/dev/null
    COMPREPLY=( $words )
    return 0
}

complete -o default -F %(complete_func)s %(prog_name)s
"""
"""Typer's lists files wherever there is nothing to offer; this one only where `tab_key` says that a file may come."""


def give_to_typer() -> None:
    """Let `--show-completion` and `--install-completion` use it. Typer has no other way to change a script."""
    _completion_scripts["bash"] = _SCRIPT
