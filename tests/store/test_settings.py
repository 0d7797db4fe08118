import tomllib
from pathlib import Path

import pytest

from conftest import SHORT, TESTS, Run

VALID = TESTS / "portraits" / "valid"


CHECKLIST = VALID / "checklist.yaml"


def test_other_settings_stay(run: Run, settings_file: Path) -> None:
    """Choosing a portrait leaves the rest of the settings file unchanged, including comments."""
    settings_file.write_text('# mine\nrole = "instructional-coach"  # for now\n', encoding="utf-8")
    run("portraits", "use", str(CHECKLIST))
    text = settings_file.read_text(encoding="utf-8")
    assert text.startswith('# mine\nrole = "instructional-coach"  # for now\n')
    assert "portrait" in tomllib.loads(text)


def test_a_missing_portrait_in_the_settings_is_reported(run: Run, settings_file: Path) -> None:
    """When the portrait in use is gone, reading says so, `paths` still works, and `use` fixes it."""
    settings_file.write_text('portrait = "lost"\n', encoding="utf-8")
    assert run("show").code == 3
    assert run("paths").code == 0
    assert run("portraits", "use", "portrait-of-a-leader").code == 0
    assert run("show").code == 0


def test_the_journal_can_be_anywhere(run: Run, answers: Path, tmp_path: Path, settings_file: Path) -> None:
    """An option comes before the environment, and that before the settings."""
    settings_file.write_text(f'journal = "{tmp_path}/settings"\n', encoding="utf-8")
    wanted = [((), {}, "settings"), ((), {"PORTRAIT_JOURNAL": f"{tmp_path}/env"}, "env"),
              (("--journal", f"{tmp_path}/option"), {"PORTRAIT_JOURNAL": f"{tmp_path}/env"}, "option")]  # fmt: skip
    for option, env, place in wanted:
        assert run("reflect", "--answers", str(answers), *option, env=env).code == 0
        assert len(list((tmp_path / place).rglob("*.md"))) == 1
        assert run(*option, "list", env=env).code == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("journal = ", "cannot be read as settings"),
        ("jurnal = 'x'", "did you mean journal?"),
        ("color = 'x'", "the settings are journal, portrait, role, editor, plain"),
        ("plain = 'yes'", "plain should be true or false"),
        ("role = 3", "role should be text between quotation marks"),
    ],
)
def test_wrong_settings_are_named(run: Run, settings_file: Path, text: str, says: str) -> None:
    """A settings file that cannot be understood is refused by name."""
    settings_file.write_text(text, encoding="utf-8")
    done = run("list")
    assert done.code == 4
    assert says in done.err


@pytest.mark.parametrize(("value", "plain"), [("1", True), ("0", False), ("no", False), ("", False)])
def test_plain_is_on_only_when_it_is_meant(run: Run, answers: Path, value: str, plain: bool) -> None:
    """PORTRAIT_PLAIN=0 is off, and 1 is on."""
    run("reflect", "--answers", str(answers))
    assert ("●" not in run("read", env={"PORTRAIT_PLAIN": value}).out) == plain


def test_settings_that_no_parser_can_read_are_refused(run: Run, settings_file: Path) -> None:
    """A settings file that is nested too deep is refused by name."""
    settings_file.write_text("a=" + "[" * 5000, encoding="utf-8")
    assert run("list").code == 4


def test_a_role_of_another_portrait_is_ignored(run: Run, settings_file: Path) -> None:
    """A role in the settings that this portrait lacks is ignored; as an option it is an error."""
    settings_file.write_text('role = "instructional-coach"\n', encoding="utf-8")
    for words in (("reflect", "--template"), ("show", "advocacy"), ()):
        assert run(*words).code == 0
        assert run(*words, "--portrait", SHORT).code == 0
    assert "role: instructional-coach" in run("reflect", "--template").out
    assert "role: instructional-coach" not in run("reflect", "--template", "--portrait", SHORT).out
    for words in (("reflect", "--template"), ("show", "advocacy")):
        done = run(*words, "--portrait", SHORT, "--role", "instructional-coach")
        assert (done.code, done.out) == (3, "")
        assert 'there is no role "instructional-coach"' in done.err


def test_settings_that_are_a_link_stay_one(run: Run, settings_file: Path, tmp_path: Path) -> None:
    """When config.toml is a link, the choice is written behind it, and the link is kept."""
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text('# mine\nrole = "coach"\n', encoding="utf-8")
    settings_file.symlink_to(elsewhere)
    assert run("portraits", "use", "portrait-of-a-leader").code == 0
    assert settings_file.is_symlink()
    text = elsewhere.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"role": "coach", "portrait": "portrait-of-a-leader"}
    assert text.startswith("# mine\n")


def test_settings_that_are_a_link_to_themselves_are_replaced(run: Run, settings_file: Path) -> None:
    """A config.toml that is a link in a circle holds nothing, and the choice is written in its place."""
    settings_file.symlink_to(settings_file)
    assert run("portraits", "use", "portrait-of-a-leader").code == 0
    assert tomllib.loads(settings_file.read_text(encoding="utf-8")) == {"portrait": "portrait-of-a-leader"}


def test_the_places_are_shown_when_the_settings_cannot_be_read(run: Run, home: Path) -> None:
    """With settings that are damaged, `paths` still names every place, and then what is wrong."""
    file = home / ".config" / "portrait" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("journal = ", encoding="utf-8")
    done = run("paths")
    assert (done.code, str(file) in done.out) == (4, True)
    assert "cannot be read as settings" in done.err


def test_a_nul_in_the_settings_is_refused_by_name(run: Run, home: Path) -> None:
    """No place and no program can have a NUL in its name."""
    file = home / ".config" / "portrait" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('journal = "a\\u0000b"\n', encoding="utf-8")
    done = run("list")
    assert (done.code, "journal should be text without a NUL in it" in done.err) == (4, True)


def test_a_path_of_windows_between_double_quotation_marks_is_explained(run: Run, settings_file: Path) -> None:
    """The hint is the line as it would be right, and the folder with a tab in its name is never made."""
    settings_file.write_text('journal = "C:\\temp\\notes"\n', encoding="utf-8")
    done = run("list")
    assert done.code == 4
    assert "journal should be text without a tab in it" in done.err
    assert "hint: write it like this: journal = 'C:\\temp\\notes'\n" in done.err


def test_settings_may_be_in_utf_16(run: Run, settings_file: Path) -> None:
    """What PowerShell writes is read, and what it said stays when a setting is changed."""
    settings_file.write_text("# été\r\nrole = 'coach'\r\n", encoding="utf-16")
    assert run("portraits", "use", "portrait-of-a-leader").code == 0
    assert tomllib.loads(settings_file.read_text(encoding="utf-8"))["role"] == "coach"
    assert settings_file.read_bytes().startswith("# été\r\n".encode())


@pytest.mark.parametrize("name", ["journal", "portrait"])
@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("things/mine.yaml", "write it like this: {} = '~/things/mine.yaml'"),
        ("$HOME/mine", "write it like this: {} = '~/mine'"),
        ("C:\\mine", "write all of its folders"),
        ("it's/mine", "write all of its folders"),
    ],
)
def test_a_path_in_the_settings_is_a_full_one(
    run: Run, settings_file: Path, name: str, value: str, hint: str
) -> None:
    """A path that depends on the folder the person is in would be another one in every folder."""
    settings_file.write_text(f'{name} = """{value}"""\n'.replace("\\", "\\\\"), encoding="utf-8")
    done = run("list")
    assert done.code == 4
    assert f"{settings_file}: {name} should be a full path, and {value} is not one\n" in done.err
    assert f"hint: {hint.format(name)}\n" in done.err


def test_a_path_in_the_settings_may_begin_at_home(run: Run, settings_file: Path, home: Path) -> None:
    """The sign ~ is the home folder, wherever the person is."""
    settings_file.write_text("journal = '~/mine'\n", encoding="utf-8")
    assert run("note", "A thought.").code == 0
    assert len(list((home / "mine").rglob("*.md"))) == 1


@pytest.mark.parametrize(
    ("name", "says", "hint"),
    [
        ("a\tb", "has a tab in it", "name the folder again without it"),
        ("journal\r", "has a carriage return in it", "name the folder again without it"),
        ('"/home/me/j"', "has quotation marks in it", "name the folder without them: /home/me/j"),
        ("$HOME/j", "names $HOME/j, where nothing replaces $HOME", 'write "~/j"'),
        ("%OneDrive%\\j", "names %OneDrive%\\j, where nothing replaces %OneDrive%",
         "write the folder that it stands for"),
    ],
)  # fmt: skip
def test_a_folder_that_nobody_means_is_refused(run: Run, name: str, says: str, hint: str) -> None:
    """The option and the variable name a folder that can be meant, or nothing is done."""
    by_option, by_variable = run("list", "--journal", name), run("list", env={"PORTRAIT_JOURNAL": name})
    assert (by_option.code, by_variable.code) == (2, 2)
    assert by_option.err.startswith(f"portrait: --journal {says}\nhint: {hint}\n")
    assert by_variable.err.startswith(f"portrait: PORTRAIT_JOURNAL {says}\nhint: {hint}\n")


def test_a_folder_on_the_command_line_begins_where_the_person_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option and a variable are relative to the folder the person is in, as in every program."""
    monkeypatch.chdir(tmp_path)
    run("note", "x", "--journal", "one")
    run("note", "x", env={"PORTRAIT_JOURNAL": "two"})
    assert [len(list((tmp_path / name).rglob("*.md"))) for name in ("one", "two")] == [1, 1]


def test_settings_that_only_one_parser_reads_stay_as_they_are(run: Run, settings_file: Path) -> None:
    """If the settings can be read and not be changed, that is said, and they are left alone."""
    text = "role.x = 1\n"
    settings_file.write_text(text, encoding="utf-8")
    assert run("portraits", "use", "portrait-of-a-leader").code == 4
    assert settings_file.read_text(encoding="utf-8") == text
