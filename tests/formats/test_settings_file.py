import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.settings import Settings
from portrait_cli.formats import settings_file

BACKSLASHES = "between double quotation marks a backslash begins a special character, such as \\t for a tab"
UNREADABLE = "cannot be read as settings:"


def refusal(text: str) -> tuple[str, str]:
    """Return what is wrong with settings, and the hint."""
    with pytest.raises(InvalidFileError) as caught:
        settings_file.parse(text.encode(), "config.toml")
    return str(caught.value), caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_settings_are_read_as_any_editor_saves_them(encoding: str, line_end: str) -> None:
    """Notepad and PowerShell write marks, UTF-16 and their own line ends; a mark inside of the file is nothing."""
    lines = ["# mine", "\ufeffjournal = '/home/zoë/journal'", "plain = true", ""]
    assert settings_file.parse(line_end.join(lines).encode(encoding), "config.toml") == Settings(
        journal="/home/zoë/journal", plain=True
    )


@pytest.mark.parametrize(
    ("line", "why", "better"),
    [
        ('journal = "C:\\Users\\me\\journal"', f"1:16: {UNREADABLE} {BACKSLASHES}",
         "journal = 'C:\\Users\\me\\journal'"),
        ('journal = "C:\\temp\\notes"', f"1: journal should be text without a tab in it; {BACKSLASHES}",
         "journal = 'C:\\temp\\notes'"),
        ('editor="C:\\bin\\nano" # mine',
         f"1: editor should be text without a control character (U+0008) in it; {BACKSLASHES}",
         "editor = 'C:\\bin\\nano'"),
        ('journal = "C:\\\\Users\\me"', f"1:23: {UNREADABLE} {BACKSLASHES}", "journal = 'C:\\Users\\me'"),
        ('journal = "\\\\server\\share"', f"1:22: {UNREADABLE} {BACKSLASHES}", "journal = '\\\\server\\share'"),
        ('journal = "C:\\Users\\O\'Neil"', f"1:16: {UNREADABLE} {BACKSLASHES}", 'journal = "C:/Users/O\'Neil"'),
        ('journal = "D:\\"', f"1: {UNREADABLE} {BACKSLASHES}", "journal = 'D:\\'"),
        ("journal = C:\\j # mine", f"1:11: {UNREADABLE} put quotation marks around text", "journal = 'C:\\j'"),
        ("journal = “/j”", f"1:11: {UNREADABLE} curly quotation marks do not work here; use straight ones",
         "journal = '/j'"),
        ("journal: /j", f"1:8: {UNREADABLE} put an equals sign between a name and its value", "journal = '/j'"),
        ("plain = True", f"1:9: {UNREADABLE} write true and false in lowercase", "plain = true"),
        ('plain = "False"', "1: plain should be true or false", "plain = false"),
        ("role = 3", "1: role should be text between quotation marks", "role = '3'"),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_shown_as_it_would_be_right(line: str, why: str, better: str) -> None:
    """The message names the place and the reason, and the hint is a line that can be copied."""
    assert refusal(line) == (f"config.toml:{why}", f"write it like this: {better}")
    assert set(tomllib.loads(better)) < set(Settings.__struct_fields__)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("journal = 'a'\njournal = 'b'", f":2: {UNREADABLE} this name is here twice; keep one", ""),
        ("journal = ", f":1: {UNREADABLE} invalid value", ""),
        ("colour 'x'", f":1:8: {UNREADABLE} expected '=' after a key in a key/value pair", ""),
        ("colour = x", f":1:10: {UNREADABLE} invalid value", ""),
        ("n = " + "9" * 5000, None, ""),
        ("a = " + "[" * 5000, " cannot be read as settings: it is nested too deep", ""),
        ("#" * 1_000_001, " is larger than 1 MB, too large for settings", ""),
        ("[settings]\njournal = 'a'", ': "settings" is not a setting',
         "the settings are not in groups; leave the line [settings] out"),
        ("\nJurnal = 'a'", ':2: "Jurnal" is not a setting', "did you mean journal?"),
        ("color = 'a'", ':1: "color" is not a setting',
         "the settings are journal, portrait, role, editor, plain, name, school"),
        ("role = 'a\tb'", ":1: role should be text without a tab in it", ""),
        ('role = """\nC:\\temp"""', ":1: role should be text without a tab in it", ""),
        ("plain = 1", ":1: plain should be true or false", ""),
        ('"role" = 3', ": role should be text between quotation marks", ""),
    ],
)  # fmt: skip
def test_what_has_no_better_line_is_named(text: str, message: str | None, hint: str) -> None:
    """Everything else is refused with its place, and with what is known to help."""
    said, given_hint = refusal(text)
    assert given_hint == hint
    if message:  # the parser's own words are another system's to choose
        assert said == f"config.toml{message}"
    assert said.startswith("config.toml")


_lines = st.builds(
    "{} {} {}{}{}".format,
    st.sampled_from(["journal", "portrait", "role", "plain", "color", '"role"', "[journal]"]),
    st.sampled_from(["=", ":", ""]),
    st.sampled_from(['"', "'", "“", '"""', ""]),
    st.text() | st.text(alphabet="C:\\tUn'\"u0 #é"),
    st.sampled_from(['"', "'", "”", '"""', ""]),
)


@given(
    st.binary()
    | st.lists(_lines).map("\n".join).map(str.encode)
    | st.builds(bytes.__add__, st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]), st.binary())
)
@example(b"journal = '\\u0000'")
def test_any_bytes_are_settings_or_refused(data: bytes) -> None:
    """Whatever the bytes, there are values or a problem by name, and a line that is shown as right is settings."""
    try:
        settings_file.parse(data, "config.toml")
    except InvalidFileError as error:
        assert str(error).startswith("config.toml")  # noqa: PT017  # both ends are right
        better = error.hint.removeprefix("write it like this: ")
        if better != error.hint:
            settings_file.parse(better.encode(), "config.toml")
