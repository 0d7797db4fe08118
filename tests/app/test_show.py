import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, answers_file


def test_an_attribute_is_shown_with_what_was_said(run: Run, answers: Path) -> None:
    """`show` puts the last placement and the open plan beside the attribute."""
    run("reflect", "--answers", str(answers))
    text = " ".join(run("show", "advocacy").out.split())
    assert "Championing equity, access and opportunities for all." in text
    assert "I chose on November 23, 2026: ●○○○ Starting" in text
    assert "I wrote on November 23, 2026: “Families without email. They heard last.”" in text
    assert "I planned on November 23, 2026 (plan 1): When I make the list for family night" in text


def test_words_and_level_have_a_day_each(run: Run, tmp_path: Path) -> None:
    """What was written on one day and the level chosen on another are shown with their own days."""
    mine = answers_file(tmp_path, "advocacy.left-out: They moved the date.", guide="whole-portrait")
    assert run("reflect", "--answers", mine, at=NOON - timedelta(days=40)).code == 0
    mine = answers_file(tmp_path, "advocacy.level: growing", guide="whole-portrait")
    assert run("reflect", "--answers", mine, at=NOON - timedelta(days=2)).code == 0
    text = " ".join(run("show", "advocacy").out.split())
    assert "I chose on November 21, 2026: ●●○○ Growing" in text
    assert "I wrote on October 14, 2026: “They moved the date.”" in text


@pytest.mark.parametrize("words", [("show",), ("show", "human", "--role", "coach")])
def test_the_portrait_has_three_forms(run: Run, words: tuple[str, ...]) -> None:
    """The portrait and an attribute can be read on the screen, as Markdown and as JSON."""
    assert run(*words).out
    assert run(*words, "--md").out.startswith("# ")
    assert json.loads(run(*words, "--json").out)["schema"] == 1


def test_a_role_is_found_by_its_title(run: Run) -> None:
    """`--role principal` is the building leader."""
    assert "role: building-leader" in run("reflect", "--template", "--role", "principal").out
    assert "In my role" in run("show", "advocacy", env={"PORTRAIT_ROLE": "principal"}).out


def test_a_role_has_a_page_of_each_attribute(run: Run) -> None:
    """`--role` shows what an attribute is in that role, and no other role's part."""
    text = run("show", "advocacy", "--role", "coach").out
    assert "In my role" in text
    assert "Instructional coach" in text
    assert "Building leader" not in text


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("show", "AD1", "AD2"), 3, 'there is no attribute "AD1"'),
        (("show", "advocacy", "AD2", "--prompts"), 2, "hint: portrait show advocacy AD2"),
        (("show", "AD2", "--practices"), 2, "hint: portrait show AD2\n"),
        (("show", "advocacy", "AD2", "--role", "coach"), 2, "an indicator has one page"),
        (("show", "--role", "nobody"), 3, 'there is no role "nobody"'),
        (("show", "advocacy", "--role", "nobody"), 3, 'there is no role "nobody"'),
        (("show", "AD2", "--role", "nobody"), 3, 'there is no role "nobody"'),
    ],
)
def test_what_cannot_be_shown_is_reported(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    """Names and options that do not fit together end with a sentence, and nothing on stdout."""
    done = run(*words)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


def test_an_indicators_code_is_enough(run: Run) -> None:
    """`show AD2` is the indicator's page, as is `show advocacy AD2`."""
    assert run("show", "ad2").out == run("show", "advocacy", "AD2").out != ""


def test_other_frameworks_are_one_line(run: Run, tmp_path: Path) -> None:
    """What a part is aligned to is one line at the end of its page, on the screen and as Markdown."""
    file = tmp_path / "ours.yaml"
    aligned = "aligned_to: [PSEL 3, ISLLC 2]"
    file.write_text(
        f"attributes: [{{name: Care, {aligned}, indicators: [{{name: Listens, code: C1, {aligned}}}]}}]\n"
    )
    for words in (("show", "care"), ("show", "C1")):
        for form in ((), ("--md",)):
            shown = run(*words, *form, "--portrait", str(file)).out
            assert "Aligned to: PSEL 3; ISLLC 2" in map(str.strip, shown.split("\n"))
