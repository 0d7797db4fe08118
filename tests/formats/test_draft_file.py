import json
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import TESTS
from examples import DISTRICT, OPEN, SAID, answer, damaged, large_session, new_session, one_in, sessions, texts
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Entry
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.play import apply
from portrait_cli.core.session import Answer, Purpose, Save, Session, Step
from portrait_cli.formats import draft_file, entry_file

DRAFT = draft_file.dump(new_session(DISTRICT))


def _answered() -> Session:
    """Answer a session with a step of nearly every purpose, and stop in the review."""
    return answer(
        new_session(past=Past(open_plans=(OPEN,))),
        commitment__c1__outcome="kept",
        commitment__c1__note="It helped to ask.",
        advocacy__left_out="Families without email.",
        advocacy__level="growing",
        plan__attribute="advocacy",
        plan__when="it rains",
        plan__then="call home",
        plan__by="2026-12-07",
    )


def _reread(session: Session) -> Session:
    return draft_file.parse(draft_file.dump(session), "draft.json")


def _changed(session: Session, **fields: object) -> Session:
    """Read a session's draft after these fields of it were changed; None takes a field out."""
    values = {**json.loads(draft_file.dump(session)), **fields}
    left = {name: value for name, value in values.items() if value is not None}
    return draft_file.parse(json.dumps(left), "draft.json")


def _saved(session: Session) -> Entry:
    """Make the entry that a session leaves, which can be written."""
    entry = entry_from_session(session)
    assert entry_file.dump(entry)
    return entry


def _some_answer(step: Step) -> str:
    """Answer a step when the session is played on."""
    if step.choices:
        return step.choices[0].id
    return "2026-12-07" if step.purpose == "by" else "played on"


@given(sessions(), texts)
@one_in(4)
def test_a_session_survives_its_draft(session: Session, typed: str) -> None:
    """Any session, with any words answered and half typed, is read back as it was."""
    session = replace(session, typed=typed)
    assert _reread(session) == session


@given(sessions())
@one_in(10)
def test_a_draft_is_json(session: Session) -> None:
    """Other programs can read a draft as JSON, with the same answers."""
    assert json.loads(draft_file.dump(session))["answers"] == session.answers


def test_what_was_said_before_survives() -> None:
    """What was beside a question is beside it again after a stop."""
    session = new_session(past=Past(said={"advocacy": SAID}))
    assert _reread(session) == session


def test_a_draft_can_be_continued() -> None:
    """A session continues from its draft as if it had not stopped."""
    session = new_session(DISTRICT)
    again = _reread(session)
    assert apply(again, Answer("words")) == apply(session, Answer("words"))


def test_words_whose_question_is_gone_are_kept() -> None:
    """Answers to steps that a draft no longer has become answers to questions of their own, at the end."""
    session = new_session(DISTRICT)
    found = draft_file.parse(draft_file.dump(replace(session, answers={"gone.step": "x"}, at="gone.step")), "d.json")
    kept = Step("gone.step.kept", "words", "gone.step")
    assert found == replace(session, steps=(*session.steps, kept), answers={kept.id: "x"}, at=kept.id)


def test_nothing_is_kept_of_an_answer_without_words() -> None:
    """An empty answer to a step that is gone leaves no question."""
    session = new_session(DISTRICT)
    assert _reread(replace(session, answers={"gone.step": " "})) == session


def test_a_place_that_is_gone_is_the_first_open_question() -> None:
    """A draft whose step is gone, or that names none, goes on at the first question that is not dealt with."""
    session = replace(new_session(DISTRICT), skipped=("a.b",))
    first, second, *_ = session.steps
    said = replace(session, answers={first.id: "words"})
    for at in ("gone.step", None, 5):
        assert _changed(said, at=at) == replace(said, at=second.id)
    assert _changed(said, at="") == replace(said, at="")


def test_words_in_the_review_are_kept() -> None:
    """Words typed below the review are all that a draft needs."""
    assert draft_file.parse('{"typed": "2", "at": ""}', "draft.json").typed == "2"


def test_half_typed_words_without_a_place_are_kept() -> None:
    """Words in the line of a step that is gone stand in the line of a question made for them."""
    session = replace(new_session(DISTRICT), typed="half a thought")
    for at, name in (("gone.step", "gone.step"), (None, "half-typed")):
        found = _changed(session, at=at)
        assert found.step == Step(f"{name}.kept", "words", name)
        assert found.typed == "half a thought"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("~", "it is not JSON"),
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("9" * 5_000, "it is not JSON"),
        ("[]", "there are no questions and no answers in it"),
        ('{"typed": " ", "at": ""}', "there are no questions and no answers in it"),
        ("{}", "there are no questions and no answers in it"),
        ('{"steps": [5, {"id": 5}, {"id": "a", "purpose": "dance"}]}', "there are no questions and no answers in it"),
    ],
)
def test_what_is_no_draft_is_refused(text: str, reason: str) -> None:
    """A file with nothing to go on with is named, with what is wrong."""
    with pytest.raises(InvalidFileError) as caught:
        draft_file.parse(text, "draft.json")
    assert str(caught.value) == f"draft.json is not a draft that can be read: {reason}"


@given(st.data())
@one_in(10)
def test_a_damaged_draft_is_read_or_refused(data: st.DataObject) -> None:
    """A damaged draft is a session, or an error that names the file."""
    text = data.draw(damaged(json.dumps(json.loads(DRAFT), indent=0))).decode("utf-8", "replace")
    try:
        session = draft_file.parse(text, "draft.json")
    except InvalidFileError as error:
        assert str(error).startswith("draft.json is not a draft that can be read: ")  # noqa: PT017  # both ends are right
    else:
        assert session.at == "" or session.step


@pytest.mark.parametrize("name", Session.__struct_fields__)
@pytest.mark.parametrize("value", [None, {"a": [1.5]}, 10**400], ids=["nothing", "a group", "a number"])
def test_a_field_that_cannot_be_read_takes_its_default(name: str, value: object) -> None:
    """Whatever field of a session is missing or has the wrong type, the others stay, and all answers with them."""
    session = _answered()
    found = _changed(session, **{name: value}, more="ignored")
    rest = [field for field in Session.__struct_fields__ if field not in {name, "steps", "answers", "at"}]
    assert [getattr(found, field) for field in rest] == [getattr(session, field) for field in rest]
    assert name == "answers" or list(found.answers.values()) == list(session.answers.values())
    assert found.step or found.at == ""
    _saved(found)


def test_the_defaults_of_a_session() -> None:
    """A draft that has only its steps is a session in UTC, from the moment and with the id in its file's name."""
    steps = {"steps": json.loads(DRAFT)["steps"]}
    found = draft_file.parse(json.dumps(steps), "drafts/20261020-170000-f4d4daed.json")
    assert (found.id, found.started, found.utc_offset) == ("f4d4daed", datetime(2026, 10, 20, 17), "+00:00")  # noqa: DTZ001  # local
    assert (found.title, found.at) == ("Session", found.steps[0].id)
    assert draft_file.file_name(found) == "20261020-170000-f4d4daed.json"


@pytest.mark.parametrize("name", ["draft.json", "99999999-000000-x.json"])
def test_a_file_whose_name_says_nothing_started_when_it_was_changed(name: str) -> None:
    """A draft that does not say when it was started was started when its file was changed, whatever its name."""
    changed = datetime(2026, 1, 2, 3)  # noqa: DTZ001  # local
    values = {name: value for name, value in json.loads(DRAFT).items() if name != "started"}
    assert draft_file.parse(json.dumps(values), name, changed=changed).started == changed


@pytest.mark.parametrize("said", ["six", "+99:00", ""])
def test_a_time_zone_that_cannot_be_is_none(said: str) -> None:
    """A draft whose offset was damaged is read as in UTC, so that an entry can come of it."""
    assert _changed(new_session(), utc_offset=said).utc_offset == "+00:00"


@pytest.mark.parametrize("said", ["../../x", "a/b", "", "x" * 81])
def test_an_id_is_fit_for_a_file(said: str) -> None:
    """An id that would lead out of the drafts' folder is not taken."""
    assert _changed(new_session(), id=said).id == "draft"


def test_a_start_with_a_time_zone_is_local() -> None:
    """A start that has an offset, as another program may write it, is compared with those that have none."""
    assert _changed(new_session(), started="2026-11-23T12:00:00-06:00") == new_session()


def _step_changed(name: str, **fields: object) -> Session:
    """Read the draft of an answered session after these fields of one step were changed."""
    values = json.loads(draft_file.dump(_answered()))
    for step in values["steps"]:
        if step["id"] == name:
            step.update(fields)
    return draft_file.parse(json.dumps(values), "draft.json")


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("advocacy.left-out", {"purpose": "dance"}),
        ("advocacy.left-out", {"purpose": None}),
        ("advocacy.left-out", {"choices": [{"id": "yes"}]}),
        ("advocacy.level", {"choices": []}),
        ("advocacy.level", {"choices": [{"label": "Growing"}, {"id": "other"}]}),
        ("advocacy.level", {"target": ""}),
        ("commitment.c1.outcome", {"choices": [{"id": "kept"}, {"id": "other"}]}),
        ("plan.by", {"purpose": "words"}),
    ],
)
def test_words_that_their_step_cannot_take_are_kept(step: str, fields: dict[str, object]) -> None:
    """An answer whose step cannot be asked, or could not have it, is kept as words beside that step."""
    before = _answered()
    found = _step_changed(step, **fields)
    (kept,) = [one for one in found.steps if one.id == f"{step}.kept"]
    (asked,) = [one for one in before.steps if one.id == step]
    assert (kept.purpose, kept.prompt, kept.heading, kept.choices) == ("words", asked.prompt, asked.heading, ())
    assert list(found.answers.values()) == list(before.answers.values())
    assert found.answers[kept.id] == before.answers[step]
    assert before.answers[step] in entry_file.dump(_saved(found))


def test_a_step_without_its_id_loses_no_words() -> None:
    """An answer whose step lost its id is kept under the name it had; a question without a prompt is asked by it."""
    found = _step_changed("advocacy.left-out", id=None)
    assert found.steps[-1] == Step("advocacy.left-out.kept", "words", "advocacy.left-out")
    (asked,) = [one for one in _step_changed("advocacy.left-out", prompt=None).steps if one.id == "advocacy.left-out"]
    assert asked.prompt == "advocacy.left-out"


def test_a_day_that_is_none_is_kept_as_words() -> None:
    """A plan's day that no calendar has is asked for again, and the words are kept."""
    session = replace(_answered(), answers={"plan.then": "call home", "plan.by": "soon"})
    found = _reread(session)
    assert found.answers == {"plan.then": "call home", "plan.by.kept": "soon"}
    (plan,) = _saved(found).plans
    assert plan.by is None


def test_of_two_steps_with_one_id_the_first_is_asked() -> None:
    """A step that stands twice in a draft is asked once, and a name that is taken gets a longer one."""
    session = new_session(DISTRICT)
    first = session.steps[0]
    twice = replace(session, steps=(first, Step("x.kept", "words", "?"), *session.steps), answers={"x": "words"})
    found = draft_file.parse(draft_file.dump(twice), "draft.json")
    assert [step.id for step in found.steps] == [
        first.id,
        "x.kept",
        *[step.id for step in session.steps[1:]],
        "x.kept.kept",
    ]


def test_any_character_is_kept() -> None:
    """Half a character, which no file can hold, becomes a sign for it; all others stay as they are."""
    session = replace(new_session(), typed="\u2028\x85\x7f\ufeff\uffff \U0001f3eb \0")
    assert _reread(session) == session
    for half in ("\ud800", "\udcff"):
        (sign,) = {found.typed for found in (_changed(session, typed=half), _reread(replace(session, typed=half)))}
        assert sign in {"?", "\ufffd"}


def test_a_draft_may_be_of_any_size() -> None:
    """A session of a thousand steps with a megabyte of words comes back as it was."""
    session = large_session()
    text = draft_file.dump(session)
    assert len(text) > 1_000_000
    assert draft_file.parse(text, "draft.json") == session


@pytest.mark.parametrize(
    "path", sorted((TESTS / "forms" / "0.1" / "drafts").glob("*.json")), ids=lambda path: path.stem
)
def test_drafts_of_the_first_version_are_read(path: Path) -> None:
    """An unfinished session of 0.1 goes on with every answer, at its step, with the words half typed, to an entry."""
    values = json.loads(path.read_text(encoding="utf-8"))
    session = draft_file.parse(path.read_text(encoding="utf-8"), str(path))
    assert (session.answers, session.at, session.typed) == (values["answers"], values["at"], values["typed"])
    assert [step.id for step in session.steps] == [step["id"] for step in values["steps"]]
    purposes = {"room" if step.purpose == "let-one-rest" else step.purpose for step in session.steps}
    assert purposes == {step["purpose"] for step in values["steps"]}
    assert draft_file.file_name(session) == path.name

    while session.step:
        session = apply(session, Answer(_some_answer(session.step)))
    entry = _saved(apply(session, Save()))
    assert entry_file.parse(entry_file.dump(entry), "e.md") == entry
    assert {step.id for step in session.active} <= {*session.answers, *session.skipped}
    for words in (*(text for text in values["answers"].values() if " " in text), "played on"):
        assert any(words in said for said in entry.own_words)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(get_args(Purpose)),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=5), values, max_size=3),
    max_leaves=5,
)
_fields = sorted({*Session.__struct_fields__, *Step.__struct_fields__})


@given(_json | st.dictionaries(st.sampled_from(_fields), _json))
def test_any_json_is_a_session_or_refused(value: object) -> None:
    """No JSON at all breaks the reader; what it makes of it can be saved."""
    try:
        session = draft_file.parse(json.dumps(value), "draft.json")
    except InvalidFileError as error:
        assert str(error).startswith("draft.json is not a draft that can be read: ")  # noqa: PT017  # both ends are right
    else:
        _saved(session)


@given(st.data())
@one_in(4)
def test_changes_in_a_draft_lose_no_words(data: st.DataObject) -> None:
    """However the values in a draft are changed, every answer that is a text stays, and can be saved."""
    values = json.loads(draft_file.dump(_answered()))
    places = [values, *values["steps"], *(choice for step in values["steps"] for choice in step["choices"])]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places))
        place[data.draw(st.sampled_from(sorted(place)))] = data.draw(_json)
    said = _texts(values["answers"])
    try:
        session = draft_file.parse(json.dumps(values), "draft.json")
    except InvalidFileError:
        assert not said
    else:
        assert _texts(session.answers) == said
        assert _reread(session) == session
        _saved(session)


def _texts(answers: object) -> list[str]:
    """List the answers that hold words."""
    found = answers.values() if isinstance(answers, dict) else ()
    return sorted(text for text in found if isinstance(text, str) and text.strip())


def test_blanks_around_words_are_kept() -> None:
    """In a draft every character counts, blanks around the words too."""
    session = answer(new_session(DISTRICT), courage__what_did_i_dare="  Tom ")
    assert draft_file.parse(draft_file.dump(session), "draft.json").answers["courage.what-did-i-dare"] == "  Tom "
