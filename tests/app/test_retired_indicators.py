"""Indicators that a new version of a portrait does not offer any more, and a whole portrait of an earlier version."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, TESTS, Run, answers_file, write_lines
from portrait_cli.core.portrait import Attribute
from portrait_cli.formats import portrait_file

FIRST = TESTS / "forms" / "portrait-1.0.yaml"
"""The portrait as it first shipped."""
BEFORE = """\
id: lakeside
title: Lakeside Leaders
scales:
- {id: growth, levels: [Trying, Doing, Sharing]}
attributes:
- name: Listens
  prompts: [Whom did I hear?]
  indicators: [{code: L1, name: Asks first}, {code: L2, name: Writes it all down}, {code: L3, name: Keeps minutes}]
"""
AFTER = """\
id: lakeside
title: Lakeside Leaders
version: "2"
scales:
- {id: growth, levels: [Trying, Doing, Sharing]}
attributes:
- name: Listens
  prompts: [Whom did I hear?]
  indicators: [{code: L1, name: Asks first}, {code: L4, name: Tells people what came of it}]
  retired:
  - {code: L2, name: Writes it all down, look_for: Keeps a record., since: "2", instead: l4}
  - {code: L3, name: Keeps minutes}
"""


@pytest.fixture
def second(run: Run, tmp_path: Path) -> str:
    """Place an indicator with the first version of a portrait; return the file of the second."""
    first = write_lines(tmp_path / "before.yaml", BEFORE)
    answers = answers_file(tmp_path, "listens.indicator: l2", "listens.l2.level: doing", guide="deep-dive")
    assert run("reflect", "listens", "--answers", answers, "--portrait", first).code == 0
    return write_lines(tmp_path / "after.yaml", AFTER)


def test_a_retired_indicator_keeps_its_name_and_its_line(run: Run, second: str) -> None:
    """Its levels are shown on a line of their own, under its code, its name, and its attribute."""
    for name in ("L2", "l2", "writes it all down"):
        (grown,) = json.loads(run("growth", name, "--portrait", second, "--json").out)["growth"]
        assert (grown["target"], grown["name"]) == ("l2", "L2 Writes it all down")
        assert [point["now"]["level"] for point in grown["lines"][0]["points"]] == ["doing"]
    assert "L2 Writes it all down" in run("growth", "listens", "--portrait", second).out
    assert json.loads(run("list", "--attribute", "L2", "--portrait", second, "--json").out)["entries"]


def test_the_overview_names_a_retired_indicator_with_its_attribute(run: Run, second: str, tmp_path: Path) -> None:
    """Like any indicator it is below its attribute, and not one more attribute at the end."""
    answers = answers_file(tmp_path, "listens.level: doing", guide="check-in")
    later = NOON + timedelta(days=1)
    assert run("reflect", "listens", "--answers", answers, "--portrait", second, at=later).code == 0
    assert "Its indicators too: portrait growth L2" in run("growth", "--portrait", second).out
    growth = json.loads(run("growth", "--portrait", second, "--json").out)["growth"]
    assert [grown["target"] for grown in growth] == ["listens"]


def test_showing_a_retired_indicator_says_what_came_in_its_place(run: Run, second: str) -> None:
    """`show` has the page of a retired indicator, with since when it is retired and what to look at now."""
    for words in (("show", "L2"), ("show", "listens", "L2")):
        for form in ((), ("--md",)):
            shown = " ".join(run(*words, *form, "--portrait", second).out.split())
            assert "Keeps a record." in shown
            assert "Retired with version 2." in shown
            assert "In its place: L4 Tells people what came of it." in shown
    shown = " ".join(run("show", "L3", "--portrait", second).out.split())
    assert "Retired. The levels you chose for it keep their place in your entries and in growth." in shown
    assert "In its place" not in shown
    shown_as_json = json.loads(run("show", "L2", "--portrait", second, "--json").out)
    assert (shown_as_json["retired_since"], shown_as_json["instead"]) == ("2", "l4")
    assert shown_as_json["indicator"]["name"] == "Writes it all down"


def test_a_retired_indicator_is_not_offered(run: Run, second: str) -> None:
    """A session offers only the indicators of today, and growth without a level says what to do instead."""
    offered = run("reflect", "listens", "--template", "--portrait", second).out
    assert "L4" in offered
    assert "L2" not in offered
    done = run("growth", "L3", "--portrait", second)
    assert done.code == 3
    assert "there is no level for L3 Keeps minutes yet" in done.err
    assert "it is retired; `portrait show l3` says what replaced it" in done.err


def test_using_the_next_version_ends_no_line(run: Run, second: str, tmp_path: Path) -> None:
    """What a portrait retires on purpose is not reported as lost when it is used."""
    first = str(tmp_path / "before.yaml")
    assert run("portraits", "use", first, "--yes").code == 0
    done = run("portraits", "use", second, "--yes")
    assert done.code == 0
    assert "No longer in it" not in done.err
    assert "ends" not in done.err


# --- the portrait that shipped first ---

_PORTRAIT, _ = portrait_file.load(FIRST.read_bytes(), FIRST.name)


@pytest.mark.parametrize("attribute", _PORTRAIT.attributes, ids=lambda attribute: attribute.id)
def test_what_was_said_with_the_first_portrait_is_read_as_before(
    run: Run, tmp_path: Path, attribute: Attribute
) -> None:
    """Every level that version 1.0 asked for is listed, found and drawn, with its words, under today's."""
    answers = [f"{attribute.id}.level: growing"]
    answers += [f"{attribute.id}.{prompt.id}: kingfisher {prompt.id}" for prompt in attribute.prompts[:1]]
    own = [indicator for of, indicator in _PORTRAIT.indicators() if of is attribute]
    for day, indicator in enumerate(own):
        lines = [f"{attribute.id}.indicator: {indicator.id}", f"{attribute.id}.{indicator.id}.level: steady"]
        file = answers_file(tmp_path, *answers, *lines, guide="deep-dive")
        done = run(
            "reflect", attribute.id, "--answers", file, "--portrait", str(FIRST), at=NOON + timedelta(days=day)
        )
        assert done.code == 0, done.err

    for indicator in own:
        for name in (indicator.id, indicator.code):
            (grown,) = json.loads(run("growth", name, "--json").out)["growth"]
            assert grown["target"] == indicator.id
            (line,) = grown["lines"]
            assert [point["now"]["level"] for point in line["points"]] == ["steady"]
            assert line["points"][0]["evidence"] == f"kingfisher {attribute.prompts[0].id}"
        assert run("show", indicator.code).code == 0
    grown, *below = json.loads(run("growth", attribute.id, "--json").out)["growth"]
    assert len(grown["lines"][0]["points"]) == len(own)
    assert sorted(one["target"] for one in below) == sorted(indicator.id for indicator in own)
    assert len(json.loads(run("list", "--attribute", attribute.id, "--json").out)["entries"]) == len(own)
    assert len(json.loads(run("search", "kingfisher", "--json").out)["entries"]) == len(own)
    assert attribute.prompts[0].text in run("read", "latest", "--plain").out.replace("\n", " ")
