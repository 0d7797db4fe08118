"""Portraits as districts and states write them: each file in `portraits/valid` can do all that a portrait can do.

Nothing here knows how many attributes or levels there are, nor their names: a file added later is tested as well.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from conftest import NOON, TESTS, Run, journal_files
from examples import PORTRAIT as SHIPPED
from examples import TODAY, begin
from portrait_cli.core import growth, session_from_guide, step_name
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Entry
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.guide import Guide
from portrait_cli.core.play import apply
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Scale, walk
from portrait_cli.core.session import Answer, Choice, Session, Step
from portrait_cli.formats import entry_file, portrait_file

FOLDER = TESTS / "portraits" / "valid"
FILES = sorted(FOLDER.glob("*.yaml"))
_GAPS = "Watches progress and says it plainly has no statement for Partially proficient, Accomplished"
WARNED = {"state-rubric": [f"{_GAPS}; the general meaning is shown"]}
"""The warnings that are meant; every other file gives none."""
LOWEST, HIGHEST, LAST = 0, 1, 2
"""Which choice a person takes: the lowest or the highest level, or what stands last, off the scale if it can be."""

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def load(file: Path) -> Portrait:
    return portrait_file.load(file.read_bytes(), file.name, name=file.stem)[0]


def guides_of(portrait: Portrait) -> tuple[Guide, ...]:
    """Return the portrait's guides, or those of the portrait that ships if it has none."""
    return portrait.guides or SHIPPED.guides


def parts_of(attribute: Attribute) -> list[Attribute | Indicator]:
    """List what can be placed of an attribute: itself and its indicators."""
    return [attribute, *walk(attribute.indicators)]


def scales_of(portrait: Portrait) -> dict[str, Scale | None]:
    """Return the scale of everything that can be placed."""
    found: dict[str, Scale | None] = {item.id: portrait.scale_of(item) for item in portrait.attributes}
    found.update({item.id: portrait.scale_of(item) for above, item in portrait.indicators()})
    return found


def every_guide() -> Iterator[tuple[Portrait, Guide]]:
    for file in FILES:
        portrait = load(file)
        for guide in guides_of(portrait):
            yield portrait, guide


every_session = pytest.mark.parametrize(
    ("portrait", "guide"),
    [pytest.param(portrait, guide, id=f"{portrait.id}-{guide.id}") for portrait, guide in every_guide()],
)


def lay_out(portrait: Portrait, guide: Guide) -> Session:
    """Begin a session as the program does: the first guide for chosen attributes, other guides for all."""
    chosen = [portrait.attributes[0].id] if guide.per_attribute else []
    return session_from_guide.lay_out(portrait, guide, begin(portrait, *chosen), Past())


def picked(choices: tuple[Choice, ...], pick: int) -> Choice:
    levels = [choice for choice in choices if choice.height is not None] or list(choices)
    return {LOWEST: levels[0], HIGHEST: levels[-1], LAST: choices[-1]}[pick]


def answer_for(step: Step, pick: int) -> str:
    if step.choices:
        return picked(step.choices, pick).id
    if step.purpose == "by":
        return TODAY.isoformat()
    return f"What I say to {step.id}.\n\nIt is “{step.prompt}”, and more."


def answered(session: Session, pick: int) -> Session:
    """Answer every question that is asked, up to the review."""
    while session.step:
        session = apply(session, Answer(answer_for(session.step, pick)))
    return session


# --- the core ---


@every_file
def test_a_real_portrait_loads(file: Path) -> None:
    """A portrait of a district or state is read without a problem, and with the expected warnings only."""
    _, warnings = portrait_file.load(file.read_bytes(), file.name, name=file.stem)
    places = re.compile(rf"{re.escape(file.name)}:\d+:\d+: ")
    assert [places.sub("", warning, count=1) for warning in warnings] == WARNED.get(file.stem, [])


def test_the_portraits_differ_in_shape() -> None:
    """The files differ in their optional parts, so that none of them is taken for granted."""
    portraits = [load(file) for file in FILES]
    assert len({portrait.id for portrait in portraits}) == len(portraits) >= 7
    assert {len(scale.levels) for portrait in portraits for scale in portrait.scales} >= {2, 4, 5, 6, 9}
    assert {len(portrait.attributes) for portrait in portraits} >= {1, 3, 4, 5, 7}
    assert {portrait.language for portrait in portraits} >= {"en", "es", "ar"}
    assert {min(len(portrait.scales), 2) for portrait in portraits} == {0, 1, 2}
    assert {bool(portrait.guides) for portrait in portraits} == {True, False}


@every_session
def test_every_step_has_a_name_of_its_own(portrait: Portrait, guide: Guide) -> None:
    """No two steps of a session share an id."""
    for chosen in ([portrait.attributes[0].id], []):
        names = [
            step.id for step in session_from_guide.lay_out(portrait, guide, begin(portrait, *chosen), Past()).steps
        ]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("pick", [LOWEST, HIGHEST, LAST])
@every_session
def test_a_session_becomes_an_entry_that_is_read_back(portrait: Portrait, guide: Guide, pick: int) -> None:
    """The entry of a session with every answer is read back from its file unchanged."""
    session = answered(lay_out(portrait, guide), pick)
    assert {step.id for step in session.active} <= set(session.answers)
    entry = entry_from_session(session)
    assert entry_file.parse(entry_file.dump(entry), "a.md") == entry
    assert (entry.portrait, entry.portrait_version) == (portrait.id, portrait.version)


@every_session
def test_a_placement_has_its_own_scale(portrait: Portrait, guide: Guide) -> None:
    """Each placement has the reference and the level ids of its own scale, counted from 1 in order."""
    scales = scales_of(portrait)
    session = lay_out(portrait, guide)
    for pick, height in ((LOWEST, 1), (HIGHEST, None)):
        entry = entry_from_session(answered(session, pick))
        asked = [step for step in answered(session, pick).active if step.purpose == "level"]
        assert len(entry.placements) == len(asked)
        for step, placement in zip(asked, entry.placements, strict=True):
            scale = scales[placement.target]
            assert scale is not None
            assert (placement.scale, placement.levels) == (scale.reference, tuple(item.id for item in scale.levels))
            assert [choice.height for choice in step.choices if choice.height] == [
                number for number, _ in enumerate(scale.levels, start=1)
            ]
            assert placement.height == (height or len(scale.levels))
            assert placement.label in {item.name for item in scale.levels}


@every_session
def test_no_scale_asks_for_no_level(portrait: Portrait, guide: Guide) -> None:
    """Without a scale, a guide asks for no level and keeps its other steps."""
    session = lay_out(portrait, guide)
    assert bool(portrait.scales) or "level" not in {step.purpose for step in session.steps}
    assert session.steps


# --- through the program ---


def flat(text: str) -> str:
    """Join what the screen's edge has broken."""
    return " ".join(text.split())


def filled(template: str, pick: int = 0) -> str:
    """Fill in every line of an answers file as a person does: a choice listed above it, a day, or words."""
    lines: list[str] = []
    choices: list[str] = []
    for line in template.splitlines():
        asked = re.fullmatch(r"  (\S+):", line)
        choice = re.match(r"  #   (\S+?): ", line)
        if choice:
            choices.append(choice[1])
        if asked and re.fullmatch(r"plan\.room|my-goal\.[^.]+\.(?:text|shows)", asked[1]):
            lines.append(line)  # open plans stay open, and no goal is changed: each makes room for a new one
        elif asked and asked[1].endswith(".review"):
            lines.append(f"{line} let-go")
        elif asked:
            words = "2027-06-30" if asked[1].endswith(".by") else f"My words: one, two # three ({asked[1]})"
            said = choices[min(pick, len(choices) - 1)] if choices else words
            lines.append(f"{line} {json.dumps(said, ensure_ascii=False)}")
        else:
            lines.append(line)
        if asked or not line:
            choices = []
    return "\n".join(lines)


class Workspace:
    """A person working with one portrait."""

    def __init__(self, run: Run, file: Path, home: Path) -> None:
        self.run, self.file, self.home = run, file, home
        self.portrait = load(file)

    def __call__(self, *words: str, stdin: str = "", days: int = 0, columns: int = 100) -> str:
        """Run a command with the portrait in use; it must succeed without a message."""
        done = self.run(
            *words,
            "--portrait",
            str(self.file),
            stdin=stdin,
            at=NOON + timedelta(days=days),
            env={"COLUMNS": str(columns)},
        )
        assert (done.code, done.err) == (0, ""), words
        return done.out

    def finish_session(self, *words: str, days: int = 0, pick: int = 0) -> Entry:
        """Answer a whole session in a file, and read the entry that it writes."""
        before = set(journal_files(self.home))
        template = self("reflect", *words, "--template", days=days)
        self("reflect", *words, "--answers", "-", stdin=filled(template, pick), days=days)
        (path,) = set(journal_files(self.home)) - before
        return entry_file.parse(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture
def workspace(run: Run, file: Path, home: Path) -> Workspace:
    """Begin to work with one of the portraits."""
    return Workspace(run, file, home)


def names(things: Iterable[Attribute]) -> list[str]:
    return [flat(thing.name) for thing in things]


@every_file
def test_the_portrait_is_shown_in_its_own_words(workspace: Workspace) -> None:
    """`show` names every attribute, level and off-scale answer as the file does."""
    shown = flat(workspace("show"))
    assert [name for name in names(workspace.portrait.attributes) if name not in shown] == []
    said = [level.name for scale in workspace.portrait.scales for level in scale.levels]
    said += [other.name for scale in workspace.portrait.scales for other in scale.off_scale]
    assert [name for name in said if name not in shown] == []


@every_file
def test_each_attribute_is_shown_with_its_levels(workspace: Workspace) -> None:
    """`show ATTRIBUTE` gives its name, its meaning, and every level of its own scale."""
    for attribute in workspace.portrait.attributes:
        shown = flat(workspace("show", attribute.id))
        assert flat(attribute.name) in shown
        assert flat(attribute.meaning) in shown
        scale = workspace.portrait.scale_of(attribute)
        assert [level.name for level in (scale.levels if scale else ()) if level.name not in shown] == []


@every_file
def test_each_indicator_is_shown_with_its_levels(workspace: Workspace) -> None:
    """`show ATTRIBUTE INDICATOR` gives its code and name, and every level of its own or inherited scale."""
    for above, indicator in workspace.portrait.indicators():
        shown = flat(workspace("show", above.id, indicator.id))
        assert flat(indicator.label) in shown
        scale = workspace.portrait.scale_of(indicator)
        assert [level.name for level in (scale.levels if scale else ()) if level.name not in shown] == []


@every_file
def test_markdown_keeps_every_statement(workspace: Workspace) -> None:
    """`show ATTRIBUTE --md` holds every statement, prompt and practice of the attribute that is for everyone."""
    for attribute in workspace.portrait.attributes:
        page = flat(workspace("show", attribute.id, "--md"))
        said = [text for texts in attribute.levels.values() for text in texts]
        said += [prompt.text for prompt in attribute.prompts if not prompt.roles]
        said += [practice.text for practice in attribute.practices]
        assert [text for text in said if flat(text) not in page] == []


@every_file
def test_the_environment_names_the_portrait_too(run: Run, workspace: Workspace) -> None:
    """PORTRAIT_PORTRAIT does what --portrait does."""
    done = run("show", env={"COLUMNS": "100", "PORTRAIT_PORTRAIT": str(workspace.file)})
    assert (done.code, done.err, done.out) == (0, "", workspace("show"))


@every_file
def test_the_guides_are_listed(workspace: Workspace) -> None:
    """`guides` lists every guide of the portrait, or those of the portrait that ships, with their purpose."""
    shown = flat(workspace("guides"))
    said = [words for guide in guides_of(workspace.portrait) for words in (guide.id, guide.summary)]
    assert [words for words in said if words not in shown] == []


@every_file
def test_a_part_of_the_portrait_has_its_own_session(workspace: Workspace) -> None:
    """`reflect NAME` with the name or id of a subset asks about the attributes of that subset."""
    for subset in workspace.portrait.subsets:
        for said in (subset.id, subset.name):
            template = workspace("reflect", said, "--template")
            assert f"attributes: [{', '.join(subset.attributes)}]" in template


@every_file
def test_a_role_is_asked_what_is_for_it(workspace: Workspace) -> None:
    """In each role a session asks for no indicator that is for other roles only."""
    portrait = workspace.portrait
    for role in portrait.roles:
        template = workspace("reflect", "--role", role.name, "--template")
        assert re.search(f'^role: "?{role.id}"?$', template, re.MULTILINE)
        for above, indicator in portrait.indicators():
            if indicator.roles and role.id not in indicator.roles:
                assert f"  {above.id}.{indicator.id}.level:" not in template


@every_file
def test_a_portrait_can_be_put_into_use(run: Run, workspace: Workspace) -> None:
    """`portraits check` accepts it, and after `portraits use` every command uses it."""
    checked = run("portraits", "check", str(workspace.file))
    assert checked.code == 0
    assert workspace.portrait.title in checked.out
    assert run("portraits", "use", str(workspace.file)).code == 0
    assert run("show", env={"COLUMNS": "100"}).out == workspace("show")


@every_file
def test_a_filled_in_file_leaves_one_entry(workspace: Workspace) -> None:
    """Every guide's answers file, completely filled in, writes one entry of this portrait and guide."""
    portrait = workspace.portrait
    for day, guide in enumerate(guides_of(portrait)):
        chosen = [portrait.attributes[0].id] if guide.per_attribute else []
        entry = workspace.finish_session(*chosen, "--guide", guide.id, days=day)
        assert (entry.portrait, entry.portrait_version, entry.guide) == (portrait.id, portrait.version, guide.id)


def _shown(text: str) -> str:
    """Return what a reader of Markdown shows: without the backslashes that keep signs from acting."""
    return flat(text).replace("\\", "")


@every_file
def test_an_entry_outlives_its_portrait(run: Run, workspace: Workspace) -> None:
    """With or without the portrait, `read` and `export` show attributes and levels in the entry's own words."""
    entry = workspace.finish_session(pick=1)
    words = {*names(workspace.portrait.attributes), *(placement.label for placement in entry.placements)}
    for command in (("read",), ("export", "--md")):
        with_it = _shown(workspace(*command))
        without = run(*command, env={"COLUMNS": "100"})
        assert (without.code, "portrait: " in without.err) == (0, False)
        assert [word for word in words if word not in with_it] == []
        assert [word for word in words if word not in _shown(without.out)] == []


@every_file
def test_an_entry_is_listed(run: Run, workspace: Workspace) -> None:
    """`list` names the session's guide, with or without the portrait."""
    entry = workspace.finish_session()
    title = entry.short_title
    assert len(title) < len(entry.title)
    assert title in flat(workspace("list"))
    assert title in flat(run("list", env={"COLUMNS": "100"}).out)


@every_file
def test_two_sessions_are_compared_on_the_same_scale(workspace: Workspace) -> None:
    """A level that is one higher than the last compares as up, and only with its own scale."""
    first, second = workspace.finish_session(), workspace.finish_session(pick=1, days=30)
    assert [placed.target for placed in first.placements] == [placed.target for placed in second.placements]
    changes = [growth.change(before, now) for before, now in zip(first.placements, second.placements, strict=True)]
    assert changes == ["up"] * len(changes)
    assert changes or not workspace.portrait.scales


@every_file
def test_two_portraits_in_one_journal_do_not_mix(run: Run, workspace: Workspace) -> None:
    """A session with another portrait changes nothing about this one, at home or in a session."""
    workspace.finish_session()
    before = json.loads(workspace("--json", days=7))["said"]
    other = Workspace(run, next(file for file in FILES if file != workspace.file), workspace.home)
    other.finish_session(days=3)
    assert json.loads(workspace("--json", days=7))["said"] == before
    assert set(before) - {step_name.GUIDE} <= {
        part.id for attribute in workspace.portrait.attributes for part in parts_of(attribute)
    }


def too_wide(text: str, columns: int) -> list[str]:
    return [line for line in text.splitlines() if cell_len(line) > columns]


@every_file
def test_forty_columns_hold_every_portrait(workspace: Workspace) -> None:
    """In 40 columns no line is wider than the screen, and no name is lost."""
    portrait = workspace.portrait
    glance = workspace("show", columns=40)
    assert too_wide(glance, 40) == []
    assert [name for name in names(portrait.attributes) if name not in flat(glance)] == []
    for attribute in portrait.attributes:
        shown = workspace("show", attribute.id, columns=40)
        assert too_wide(shown, 40) == []
        scale = portrait.scale_of(attribute)
        assert [level.name for level in (scale.levels if scale else ()) if level.name not in flat(shown)] == []
    workspace.finish_session()
    for commands in (["guides"], ["read"], ["list"], []):
        assert too_wide(workspace(*commands, columns=40), 40) == []
    template = workspace("reflect", "--template", days=1)
    answers = filled(template, 1).replace("My words", "Other words")
    summary = workspace("reflect", "--answers", "-", stdin=answers, days=1, columns=40)
    assert [line for line in too_wide(summary, 40) if not line.startswith("~/")] == []  # a path can be copied
