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
    assert (done.code, "journal should be text" in done.err) == (4, True)
