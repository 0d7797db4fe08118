import json
from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("reflect", "--template", "--answers", "x"), "--template prints a file"),
        (("reflect", "--guide", "nonsense", "--template"), 'there is no guide "nonsense"'),
        (("reflect", "--role", "king", "--template"), 'there is no role "king"'),
        (("reflect", "a", "--template"), "could be several attributes"),
        (("reflect", "--answers", "no-such-file"), "there is no file"),
        (("reflect", "--answers", "/"), "could not use"),
        (("show", "--md", "--json"), "choose --md or --json, not both"),
        (("export", "--md", "--json"), "choose --md or --json, not both"),
        (("export", "latest", "--all"), "one entry"),
        (("export",), "there are no entries"),
        (("export", "--all"), "there are no entries yet"),
        (("list",), "there are no entries yet"),
        (("list", "--since", "last spring"), "is not a date that we can read"),
        (("list", "-n", "0"), "0 is not in the range"),
        (("read", "2026-11-23"), "there are no entries"),
        (("nonsense",), "no such command"),
    ],
)
def test_every_error_is_a_sentence(run: Run, words: tuple[str, ...], says: str) -> None:
    """An error is one sentence on stderr, never a traceback, and stdout stays empty."""
    done = run(*words)
    assert done.code in {2, 3, 6}
    assert says in done.err
    assert done.err.startswith("portrait: ")
    assert done.out == ""


def test_paths_name_every_place(run: Run, home: Path) -> None:
    """`paths` shows where everything is, and what does not exist yet."""
    places = json.loads(run("paths", "--json").out)["paths"]
    assert places["journal"] == str(home / "Documents/portrait-journal")
    assert set(places) == {
        "journal", "drafts", "settings", "portraits", "keys", "reports", "locks", "undo", "contributions", "roll_ups",
        "cache", "portrait"
    }  # fmt: skip
    assert "(not there yet)" in run("paths").out


def test_plain_screens_have_no_signs(run: Run, answers: Path) -> None:
    """In plain mode a level is its word, and nothing is drawn."""
    run("reflect", "--answers", str(answers))
    for words in ((), ("list",), ("read",), ("show", "advocacy"), ("show",)):
        text = run(*words, "--plain").out
        assert not set(text) & set("●○╭│╰─")
        assert run("--plain", *words).out == text


def test_help_is_everywhere(run: Run) -> None:
    """-h and --help work on every command."""
    for command in ((), ("reflect",), ("show",), ("list",), ("read",), ("export",), ("paths",)):
        assert run(*command, "-h").code == 0


def test_an_option_given_twice_is_refused(run: Run, answers: Path) -> None:
    """An option that takes one value is refused when it is given twice: the first one would count for nothing."""
    for command in (
        ["portraits", "new", "a.yaml", "--from", "a.csv", "--from", "b.csv"],
        ["export", "--attribute", "advocacy", "--attribute", "coherence"],
        ["list", "-n", "1", "--number", "2"],
        ["plans", "--journal", "a", "--journal", "b"],
        ["--journal", "a", "--journal", "b", "list"],
        ["reflect", "--answers", str(answers), "--answers", str(answers)],
    ):
        done = run(*command)
        assert (done.code, "is given twice\nhint: give it once\n" in done.err) == (2, True), command
    assert run("note", "Words.", "--tag", "a", "--tag", "b").code == 0
