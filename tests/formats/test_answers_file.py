import contextlib
import json
import re
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import DISTRICT, OPEN, PORTRAIT, TODAY, answer, new_session, one_in, sessions
from portrait_cli.core.answers import answer_to
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.session import Session
from portrait_cli.formats import answers_file, yaml_writer

SHORT = replace(new_session(DISTRICT, 0, "courage", past=Past(open_plans=(OPEN,))), minutes=4, at="")
TEMPLATE = """\
# Short look, about 4 minutes. Type your answers after the colons. Leave anything blank.
# For more than one line write | after the colon, and your lines below it, each indented by four spaces.
guide: short
role:
attributes: [courage]
# To mark answers as evidence, list their names: evidence: [courage.what-did-i-dare]

answers:
  # --- A plan I made ---
  # When I plan, then I will call home, by November 16, 2026
  # How did it go?
  #   kept: Kept
  #   partly: Partly
  #   not: Not this time
  #   changed: Changed my mind
  commitment.c1.outcome:

  # What helped or got in the way?
  commitment.c1.note:

  # What's left to do?
  # Only if commitment.c1.outcome is partly.
  commitment.c1.then:

  # By when?
  commitment.c1.by:

  # --- Courage ---
  # Doing what is right.
  # What did I dare?
  courage.what-did-i-dare:

  # What did I let pass?
  courage.what-did-i-let-pass:

  # Where would I place myself today?
  #   not-yet: Not yet
  #   sometimes: I speak up. I stay.
  #   always: Always
  #   other: Other
  courage.level:

  # What makes that the honest answer?
  courage.comment:

  # --- Short look ---
  # What will I remember of this week?
  sitting.week:

  # --- Next step ---
  # When …
  # One small plan. First the moment: a time or place that is easy to recognize.
  plan.when:

  # … then I will …
  # Something another person could see you do.
  plan.then:

  # … by …
  # A day to look back on it: 2 weeks, friday, dec 7.
  plan.by:

  # --- My goal, if I want to set one ---
  # Which attribute is this goal about?
  #   courage: Doing what is right.
  #   care: Care
  #   القيادة: القيادة
  my-goal.about:

  # What do I want to get better at this year?
  # One or two sentences, in your own words.
  my-goal.text:

  # What would people see or hear if I got there?
  my-goal.shows:
"""


LIKE = "give one such as friday, 2 weeks, dec 7 or 2026-12-07"
NO_WORDS = "found a list or group for sitting.week; expected words"
NO_STEP = "which this session does not have;"


def _fill(text: str, session: Session = SHORT) -> Session:
    return answers_file.fill(session, answers_file.parse(text.encode(), "a.yaml"), TODAY)


def _refusal(text: str) -> list[str]:
    with pytest.raises(InvalidFileError) as caught:
        _fill(text)
    return str(caught.value).split("\n")


def _filled_in(template: str, answers: dict[str, str]) -> str:
    """Write each answer after its step's colon, as a person would with quotation marks."""
    for step, said in answers.items():
        assert template.count(f"  {step}:\n") == 1
        template = template.replace(f"  {step}:\n", f"  {step}: {yaml_writer.json_text(said)}\n")
    return template


def test_the_template_asks_everything() -> None:
    """The template has every question and its choices above an empty answer."""
    assert answers_file.template(SHORT) == TEMPLATE


@pytest.mark.parametrize(
    "session", [SHORT, new_session(), new_session(DISTRICT), new_session(PORTRAIT, 1, role="coach")]
)
def test_the_template_is_an_answers_file(session: Session) -> None:
    """The printed template names its session, and skips everything."""
    given_ = answers_file.parse(answers_file.template(session).encode(), "a.yaml")
    assert (given_.guide, given_.role, given_.attributes) == (session.guide, session.role, session.attributes)
    assert answers_file.fill(session, given_, TODAY) == replace(session, at="")
    assert max(len(line) for line in answers_file.template(session).split("\n")) <= 110


@given(sessions())
@one_in(5)
def test_a_filled_in_template_is_the_session(session: Session) -> None:
    """The same answers make the same session, whether they were given one by one or in a file."""
    said: dict[str, str] = {}
    for step in session.active:
        words = session.answers.get(step.id, "")
        told_above = (
            step.purpose == "let-one-rest" and f"{words}.outcome" in said
        )  # a file says of a plan one thing only
        if words.strip() and (not step.needs or step.needs in said) and not told_above:
            said[step.id] = words
    text = _filled_in(answers_file.template(session), said)
    filled = _fill(text, session)
    steps = {step.id: step for step in session.steps}
    answers = {name: answer_to(steps[name], words.removesuffix("\n"), TODAY) for name, words in said.items()}
    assert filled == replace(session, answers=answers, at="")


def test_words_of_many_lines_are_written_below_the_name() -> None:
    """A block of lines is one answer, with its empty lines; a quoted text is what is between the quotes."""
    text = """\
answers:
  courage.what-did-i-dare: |
    First line: with a colon.

    Last line. # no comment
  sitting.week: "a \\"quoted\\" text: yes"
  courage.what-did-i-let-pass: no
  courage.level: Some
"""
    assert _fill(text).answers == {
        "courage.what-did-i-dare": "First line: with a colon.\n\nLast line. # no comment",
        "courage.what-did-i-let-pass": "no",
        "courage.level": "sometimes",
        "sitting.week": 'a "quoted" text: yes',
    }


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=30))
@example("We tried #3, and it worked # really")
@example("one: two")
@example("*really* good")
@example("[sic] {x}")
@example("> quoted")
@example("- a list?")
@example("'tis the season")
@example('"We cannot," she said.')
@example('"a" # b')
@example('"unclosed')
def test_every_character_after_the_colon_counts(words: str) -> None:
    """What is written after a colon is taken as it is, but for spaces around it and a quotation."""
    assume(words.strip() and not re.match(r"""[|>][+-]?[0-9]?$|(~|[Nn]ull|NULL)$""", words.strip()))
    assume(words.strip()[0] != words.strip()[-1] or words.strip()[0] not in "\"'")
    text = (
        f"answers:\n  # a comment\n  sitting.week: {words}\n\n  # another\n  plan.when: it rains\n  plan.then: go\n"
    )
    assert _fill(text).answers["sitting.week"] == words.strip()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" first\n    second # two", "first second # two"),
        (" first # one\n    second: x", "first # one second: x"),
        (" first\n    # last", "first # last"),
        ("\n    only # x\n\n    and more", "only # x\n\nand more"),
        ("\ttabbed # x", "tabbed # x"),
    ],
)
def test_words_in_several_lines_are_joined_and_count(typed: str, said: str) -> None:
    """Lines that go on below a step are its words, with every # and colon in them."""
    text = f"answers:\n  sitting.week:{typed}\n\n  plan.when: it rains\n  plan.then: go\n"
    assert _fill(text).answers["sitting.week"] == said


def test_words_after_a_sign_for_lines_below_are_left_to_yaml() -> None:
    """Lines below a step belong to it, and nothing in them is taken for a step."""
    text = "answers:\n  sitting.week: |\n    plan.when: # not a step\n    - x\n  plan.when: it\n    rains\n"
    text += "  plan.then: go\n"
    answers = _fill(text).answers
    assert answers["sitting.week"] == "plan.when: # not a step\n- x"
    assert answers["plan.when"] == "it rains"


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_answers_file_may_be_json(indent: str | int | None, encoding: str) -> None:
    """What a script writes is read as JSON: its pairs of escapes, its tabs, its numbers, and null for nothing."""
    said = {"courage.what-did-i-dare": "I stayed 😍\n\t#1: yes", "courage.level": "always", "sitting.week": 7}
    content = {"guide": "short", "role": None, "attributes": ["courage"], "answers": {**said, "plan.when": None}}
    data = json.dumps(content, indent=indent).encode(encoding)
    given_ = answers_file.parse(data, "a.json")
    assert (given_.guide, given_.role, given_.attributes) == ("short", "", ("courage",))
    assert answers_file.fill(SHORT, given_, TODAY).answers == {**said, "sitting.week": "7"}


def test_an_answer_between_quotation_marks_may_have_the_escapes_of_json() -> None:
    """A script that writes YAML often quotes as JSON does."""
    assert _fill('answers:\n  sitting.week: "\\ud83d\\ude0d \\\\ud83d\\\\ude0d \\t"\n').answers == {
        "sitting.week": "😍 \\ud83d\\ude0d \t"
    }
    half = 'answers:\n  sitting.week: "\\ud83d"\n'
    assert _refusal(half) == ["a.yaml:2:20: found half of a character, such as \\ud83d; write the character itself"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{\n\t"answers": {\n\t\t"sitting.week": NaN\n\t}\n}',
         "a.yaml:3:19: found NaN, which JSON does not have; expected words between quotation marks, or null"),
        ('{"answers": {"sitting.week": "a",\n"sitting.week": "b"}}',
         'a.yaml:2:1: "sitting.week" is here twice (first on line 1); keep one'),
        ('{"answers": {"courage.level": "superb"}}',
         'a.yaml:1:31: "superb" is not one of the choices; choose one of not-yet, sometimes, always, other'),
        ('{"answers": {"sitting.week": {"text": "a"}}}', f"a.yaml:1:30: {NO_WORDS}"),
        ('{"answers": {"sitting.week": "C:\\Users"}}',
         "a.yaml:1:33: found \\ before a letter that cannot follow it; write two, as in C:\\\\Users"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_json_has_its_line(text: str, message: str) -> None:
    """A problem in an answers file of JSON is named by line and column, as in one of YAML."""
    assert _refusal(text) == [message]


def test_a_day_in_words_is_a_date() -> None:
    """The file takes the same words for days as the questions."""
    filled = _fill("answers: {plan.when: it rains, plan.then: stay, plan.by: 2 weeks}")
    assert filled.answers["plan.by"] == "2026-12-07"


@pytest.mark.parametrize("text", ["guide: short\n", "answers:\n", "answers: ~\n", "answers: {sitting.week: '  '}\n"])
def test_empty_or_missing_is_skipped(text: str) -> None:
    """A step without words is skipped."""
    assert _fill(text) == SHORT


def test_one_attribute_needs_no_list() -> None:
    """The lines above the answers name the session; a single name is a list of one."""
    given_ = answers_file.parse(b"guide: short\nrole: coach\nattributes: courage\n", "a.yaml")
    assert (given_.guide, given_.role, given_.attributes) == ("short", "coach", ("courage",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.yaml:1:1: expected the lines of an answers file; `portrait reflect --template` prints one"),
        ("- x\n", "a.yaml:1:1: expected the lines of an answers file; `portrait reflect --template` prints one"),
        ("answers: x\n", "a.yaml:1:10: expected a line for each step below `answers`"),
        ("answers: [x]\n", "a.yaml:1:10: expected a line for each step below `answers`"),
        ("gide: x\n", 'a.yaml:1:1: found the unknown name "gide"; did you mean guide?'),
        ('answers:\n  sitting.week: "a\n    b" c\n',
         "a.yaml:3:8: this line does not line up with those above it; check the spaces before it"),
        ("answers:\n  courage.levl: always\n",
         f'a.yaml:2:3: found the step "courage.levl", {NO_STEP} did you mean courage.level?'),
        ("answers:\n  zzz: always\n",
         f'a.yaml:2:3: found the step "zzz", {NO_STEP} `portrait reflect --template` prints the steps there are'),
        ("answers:\n  courage.level: superb\n",
         'a.yaml:2:18: "superb" is not one of the choices; choose one of not-yet, sometimes, always, other'),
        ("answers:\n  plan.when: a\n  plan.then: b\n  plan.by: 2020-01-01\n",
         f'a.yaml:4:12: "2020-01-01" is not today or a later day; {LIKE}'),
        ("answers:\n  sitting.week:\n    - a\n", f"a.yaml:3:5: {NO_WORDS}"),
        ("answers:\n  sitting.week:\n    a: b\n", f"a.yaml:3:5: {NO_WORDS}"),
        ("answers:\n  courage.level: always # now\n",
         'a.yaml:2:18: "always # now" is not one of the choices; choose one of not-yet, sometimes, always, other'),
        ("answers:\n  plan.then: b\n", "a.yaml:2:3: plan.then goes with plan.when, which is empty"),
        (
            "answers:\n  commitment.c1.outcome: kept\n  commitment.c1.then: b\n",
            "a.yaml:3:3: commitment.c1.then is for when commitment.c1.outcome is partly; leave it empty",
        ),
        ('answers:\n  sitting.week: "a\\0b"\n',
         "a.yaml:2:17: there is a NUL character in these words; paste them again as plain text"),
    ],
)  # fmt: skip
def test_what_the_session_cannot_take_is_refused(text: str, message: str) -> None:
    """An unknown step, level or day is refused with its line, and nothing is answered."""
    assert _refusal(text) == [message]


def test_all_problems_are_reported_at_once() -> None:
    """Every wrong line is named, in order."""
    assert _refusal("gide: x\nanswers: y\n") == [
        'a.yaml:1:1: found the unknown name "gide"; did you mean guide?',
        "a.yaml:2:10: expected a line for each step below `answers`",
    ]
    lines = _refusal("answers:\n  plan.by: never\n  courage.level: x\n  nothing: y\n  plan.then: z\n")
    assert [line.split(":")[1] for line in lines] == ["2", "3", "4", "5"]


def test_a_huge_file_is_refused() -> None:
    """A file over 1 MB is not an answers file."""
    with pytest.raises(InvalidFileError) as caught:
        answers_file.parse(b"#" * 1_000_001, "a.yaml")
    assert str(caught.value) == "a.yaml is larger than 1 MB, too large for an answers file"


@given(
    st.binary()
    | st.text().map(lambda text: f"answers:\n  sitting.week: {text}".encode())
    | st.text().map(lambda text: f'{{"answers": {{"sitting.week": {text}}}}}'.encode())
    | st.builds(bytes.__add__, st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b'{"']), st.binary())
)
def test_any_file_is_answers_or_refused(data: bytes) -> None:
    """Any bytes are answers, or an error that names the file."""
    try:
        answers_file.fill(SHORT, answers_file.parse(data, "a.yaml"), TODAY)
    except InvalidFileError as error:
        assert all(line.startswith(("a.yaml", "and ")) for line in str(error).split("\n"))  # noqa: PT017  # both ends are right


@given(st.integers(0, 200), st.integers(0, 20), st.binary(max_size=5), st.sampled_from(["utf-8", "utf-16"]))
def test_a_damaged_file_is_answers_or_refused(start: int, length: int, damage: bytes, encoding: str) -> None:
    """Whatever befalls some bytes of an answers file in JSON, there are answers or an error that names the file."""
    said = {"courage.what-did-i-dare": "I stayed 😍", "courage.level": "always", "plan.by": None}
    data = json.dumps({"guide": "short", "attributes": ["courage"], "answers": said}, indent="\t").encode(encoding)
    damaged = data[:start] + damage + data[start + length :]
    try:
        answers_file.fill(SHORT, answers_file.parse(damaged, "a.json"), TODAY)
    except InvalidFileError as error:
        assert str(error).startswith("a.json")  # noqa: PT017  # both ends are right


def test_a_whole_session_in_a_file() -> None:
    """The answers of a session with everything in it come in the order of its steps."""
    said = {"plan__by": "2026-12-07", "plan__then": "stay", "plan__when": "it rains", "courage__level": "other"}
    expected = answer(SHORT, courage__comment="It depends.", **said)
    assert _fill(_filled_in(TEMPLATE, dict(expected.answers))) == expected


def test_the_template_says_who_and_how_long() -> None:
    """A template names the role that its questions were chosen for, and one minute is one."""
    lines = answers_file.template(replace(SHORT, role="no", minutes=1)).split("\n")
    assert lines[0].startswith("# Short look, about 1 minute. ")
    assert lines[2:5] == ["guide: short", 'role: "no"', "attributes: [courage]"]


def test_answers_can_be_marked_as_evidence() -> None:
    """A list names the steps whose answers are evidence."""
    text = TEMPLATE.replace("  courage.what-did-i-dare:", "  courage.what-did-i-dare: I asked.")
    text = text.replace("\nanswers:", "evidence: [courage.what-did-i-dare]\nanswers:")
    assert _fill(text).evidence == ("courage.what-did-i-dare",)


@pytest.mark.parametrize(
    ("listed", "problem"),
    [
        ("courage.what-did-i-dare", "evidence lists courage.what-did-i-dare, which has no answer in this file"),
        ("nothing", "evidence lists nothing, which has no answer in this file"),
        ("courage.level", "evidence lists courage.level, which is a choice; evidence is what you said or did"),
    ],
)
def test_evidence_without_words_is_refused(listed: str, problem: str) -> None:
    """What is listed must be words that are in the file."""
    text = TEMPLATE.replace("  courage.level:", "  courage.level: always")
    text = text.replace("\nanswers:", f"evidence: [{listed}]\nanswers:")
    assert _refusal(text) == [f"a.yaml:7:11: {problem}"]


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("x", " ", "x"),
        ("x", "\t", '"'),
        ("", " ", "\u00a0"),
        ('"', "\\u", '"'),
        ("'", "''", ""),
        ('"', "\\", ""),
        ("|\n", "    x\n", ""),
        ("x\n", "    x\n", ""),
        ("x\n", "\n", ""),
        ("", "a: ", ""),
    ],
)
def test_twice_as_long_an_answer_takes_twice_as_long(before: str, piece: str, after: str) -> None:
    """Reading what somebody typed takes time as it grows, not more, also if it is spaces."""

    def seconds(size: int) -> float:
        data = f"guide: short\nanswers:\n  a: {before}{piece * (size // len(piece))}{after}\n".encode()
        best = 60.0
        for _ in range(3):
            started = time.process_time()
            with contextlib.suppress(InvalidFileError):
                answers_file.parse(data, "a.yaml")
            best = min(best, time.process_time() - started)
        return best

    assert seconds(60_000) < 3 * seconds(30_000) + 0.1
