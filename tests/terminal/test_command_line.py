import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Editor
from portrait_cli.terminal import command_line

NANO = r"C:\Program Files\x\nano.exe"
CODE = r"C:\Users\Ana O'Neil\bin\code.cmd"
INSTALLED = {NANO: NANO, CODE: CODE, "code": CODE, "notepad": r"C:\Windows\notepad.EXE"}
"""The programs of a computer with Windows: names that find one, and its file."""

arguments = st.text(st.characters(exclude_characters='\0"', exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (NANO, [NANO]),
        (f'"{NANO}"', [NANO]),
        (f"'{NANO}'", [NANO]),
        (f"{NANO} -w --rcfile C:\\my.rc", [NANO, "-w", "--rcfile", r"C:\my.rc"]),
        (f'"{NANO}" --rcfile "C:\\my files\\my.rc"', [NANO, "--rcfile", r"C:\my files\my.rc"]),
        (f'"{NANO}" --rcfile="C:\\my files\\"', [NANO, "--rcfile=C:\\my files\\"]),
        (CODE, [CODE]),
        ("code --wait # now", [CODE, "--wait", "#", "now"]),
        ("notepad", [r"C:\Windows\notepad.EXE"]),
        (r"C:\no such\editor.exe -w", [r"C:\no", r"such\editor.exe", "-w"]),
        ("", []),
    ],
)
def test_windows_paths_name_a_program(command: str, words: list[str]) -> None:
    """On Windows a backslash is a part of a path, and a path with spaces works with and without quotation marks."""
    assert command_line.split(command, windows=True, find=INSTALLED.get) == words


def test_a_program_is_found_where_the_system_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program's name is looked up as the system does it, with the folders of PATH."""
    for name in ("code", "my editor"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command_line.split("code --wait", windows=True) == [str(tmp_path / "code"), "--wait"]
    assert command_line.split("my editor -x", windows=True) == [str(tmp_path / "my editor"), "-x"]


@pytest.mark.parametrize("windows", [True, False])
def test_an_open_quotation_is_refused(windows: bool) -> None:
    """A quotation mark that is not closed is no command."""
    with pytest.raises(ValueError, match="No closing quotation"):
        command_line.split('"nano', windows=windows)


@pytest.mark.skipif(sys.platform == "win32", reason="the rules of sh")
@given(st.lists(arguments, min_size=1))
def test_elsewhere_the_rules_of_sh_hold(words: list[str]) -> None:
    """A command is written and read as sh does it."""
    command = command_line.join(words)
    assert command == shlex.join(words)
    assert command_line.split(command) == words


@given(arguments, arguments)
def test_what_is_pasted_on_windows_is_read_as_it_was(first: str, second: str) -> None:
    """Words that are written for cmd and PowerShell are what the program gets; every sign of theirs is quoted."""
    command = command_line.join(["portrait", first, second], windows=True)
    assert _as_windows_reads(command) == ["portrait", first, second]
    outside = "".join(command.split('"')[::2])
    assert not set(outside) & set("&|<>^()%!;,'`$#{}*?~@")


def _as_windows_reads(command: str) -> list[str]:
    r"""Split a command as programs on Windows do: `\` is a sign before `"` only, and `""` is an empty word."""
    words: list[str] = []
    word, quoted, inside = "", False, False
    position = 0
    while position < len(command):
        rest = command[position:]
        slashes = len(rest) - len(rest.lstrip("\\"))
        if slashes and rest[slashes : slashes + 1] == '"':
            word += "\\" * (slashes // 2)
            position += slashes
            if slashes % 2:
                word += '"'
                position += 1
            continue
        position += 1
        if rest[0] == '"':
            inside, quoted = not inside, True
        elif rest[0] == " " and not inside:
            if word or quoted:
                words.append(word)
            word, quoted = "", False
        else:
            word += rest[0]
    if word or quoted:
        words.append(word)
    return words


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("plan", "plan"),
        (r"C:\me\x.md", r"C:\me\x.md"),
        ("my file.md", '"my file.md"'),
        ("a&b", '"a&b"'),
        ("C:\\my files\\", '"C:\\my files\\\\"'),
        ('say "no"', r'"say \"no\""'),
        ("", '""'),
    ],
)
def test_windows_gets_double_quotation_marks(word: str, written: str) -> None:
    """On Windows a word is put between double quotation marks, if it needs any."""
    assert command_line.quote(word, windows=True) == written


def test_the_words_of_a_windows_command_start_its_program(
    tmp_path: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command with backslashes and spaces, split as on Windows, starts the program that it names."""
    script = editor('sed -i "s/bus/train/" "$1"')
    (tmp_path / NANO).symlink_to(shlex.split(script)[0])
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "x.md").write_text("The bus came.\n", encoding="utf-8")
    words = command_line.split(f"{NANO} x.md", windows=True)
    subprocess.run(words, cwd=tmp_path, check=True)
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "The train came.\n"
