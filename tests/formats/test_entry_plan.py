"""Plans in an entry's file, as people and programs for tasks leave them."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import texts
from portrait_cli.core.entry import Block, Heading, Plan, PlanWords, Prose, Response
from portrait_cli.formats import entry_file, entry_plan

FRONT = "---\nid: x\ndate: 2026-11-23\n---\n\n# X\n\n## Next step <!-- part: -->\n\n"
WORDS = "**When** I make the list **then I will** call three families"
MARK = "<!-- commitment: s1 advocacy -->"
PLAN = Plan("s1", "advocacy", "I make the list", "call three families", date(2026, 12, 7))
TICKED = replace(PLAN, ticked=True)
TASKS_FIELDS = (
    " ✅ 2026-12-01",
    " ✅2026-12-01",
    " ❌ 2026-12-01",
    " 📅 2026-12-09 ✅ 2026-12-01",
    " ➕ 2026-11-23 ⏳ 2026-12-01 🛫 2026-12-02 📅 2026-12-09",
    " 🔺",
    " ⏫ 📅 2026-12-09",
    " 🔼",
    " 🔽",
    " ⏬️",
    " 🔁 every week 📅 2026-12-14",
    " 🔁 every 2 weeks on Monday, Friday when done 📅 2026-12-14",
    " 🆔 abc123",
    " ⛔ abc123,def456",
    " 🏁 delete",
    " #task",
    " #done",
    " #school/bus ✅ 2026-12-01",
    " ^9f3c2a",
    " [completion:: 2026-12-01]",
    "  [due:: 2026-12-09]  [completion:: 2026-12-01]",
    " (priority:: high) (cancelled:: 2026-12-01)",
    " \\[completion:: 2026-12-01\\]",
)


def _blocks(*lines: str) -> tuple[Block, ...]:
    heading, *blocks = entry_file.parse(FRONT + "\n".join(lines) + "\n", "entry.md").blocks
    assert heading == Heading("Next step")
    return tuple(blocks)


def _task(before: str = "- [ ] ", day: str = "2026-12-07", between: str = "", behind: str = "") -> str:
    return f"{before}{WORDS} **by** {day}{between} {MARK}{behind}"


@pytest.mark.parametrize("sign", ["-", "*", "+", "1.", "1)", "-  ", "  -", "\t*"])
@pytest.mark.parametrize(
    ("box", "plan"),
    [
        ("[ ]", PLAN),
        ("[]", PLAN),
        ("[x]", TICKED),
        ("[X]", TICKED),
        ("[ x ]", TICKED),
        ("[✓]", TICKED),
        ("[✔️]", TICKED),
        ("[х]", TICKED),  # Cyrillic
        ("[ｘ]", TICKED),  # of full width
        ("[×]", TICKED),
        ("[y]", TICKED),
        ("☒", TICKED),
        ("☑", TICKED),
        ("☑️", TICKED),
        ("☐", PLAN),
        ('<input type="checkbox" checked>', TICKED),
        ('<input type="checkbox" disabled="" checked="" />', TICKED),
        ('<input type="checkbox">', PLAN),
        ("[-]", replace(PLAN, let_go=True)),
        ("[–]", replace(PLAN, let_go=True)),
        ("[/]", PLAN),
        ("[>]", PLAN),
        ("[?]", PLAN),
        ("[✗]", PLAN),
        (r"\[ \]", PLAN),
        (r"\[x\]", TICKED),
        ("[x] #task", TICKED),
        ("[ ] #task #bus", PLAN),
    ],
)
def test_every_box_says_how_the_plan_went(sign: str, box: str, plan: Plan) -> None:
    """A box of any list is read: ticked is kept, cancelled is let go, and any other sign leaves the plan open."""
    assert _blocks(_task(f"{sign} {box} ")) == (plan,)


@pytest.mark.parametrize("fields", TASKS_FIELDS)
def test_what_other_programs_write_behind_a_plan_is_not_in_it(fields: str) -> None:
    """Days, priorities, tags and other fields of Obsidian Tasks and Dataview are nobody's words."""
    assert _blocks(_task("- [x] ", behind=fields)) == (TICKED,)
    assert _blocks(_task("- [x] ", between=fields)) == (TICKED,)


@pytest.mark.parametrize("fields", TASKS_FIELDS)
def test_fields_behind_a_plan_without_a_day_are_not_in_it(fields: str) -> None:
    """A plan without a day is read as well, with the fields behind its mark."""
    assert _blocks(f"- [x] {WORDS} {MARK}{fields}") == (replace(TICKED, by=None),)


@pytest.mark.parametrize(
    "day",
    [
        "[[2026-12-07]]",
        "[[Daily/2026-12-07]]",
        "[[2026-12-07|that Monday]]",
        "[2026-12-07](2026-12-07.md)",
        r"\[\[2026-12-07\]\]",
        "2026-12-07.",
    ],
)
def test_a_day_may_be_a_link(day: str) -> None:
    """The day of a plan may link to the note of that day."""
    assert _blocks(_task(day=day)) == (PLAN,)


@pytest.mark.parametrize(
    "day",
    [
        "dec 7",
        "Dec. 7th",
        "Dec 7.",
        "December 7, 2026",
        "December 7, 2026.",
        "Monday, December 7",
        "7 December 2026",
        "12/07/2026",
        "12/7/26",
        "12/7",
        "2026-12-7",
        "2026/12/07",
        "2026.12.07",
        "*Dec 7*",
        "**December 7, 2026**",
        "[[December 7, 2026]]",
        "[[Daily/2026-12-7|that Monday]]",
        "[Dec 7](2026-12-07.md)",
        "December\n  7, 2026",
        "dec 7 #task ✅ 2026-12-01",
    ],
)
def test_a_day_may_be_written_by_hand(day: str) -> None:
    """A day by its month is the day of the plan, in whatever form a person writes it; it is written as a number."""
    assert _blocks(_task(day=day)) == (PLAN,)
    assert _blocks(_task("- [x] ", day=day), "  - ask the office") == (TICKED, Prose("- ask the office"))


def test_a_day_without_a_year_is_the_first_from_the_day_of_the_entry() -> None:
    """A day in January, written in November, is in the next year; one with a year may be gone by."""
    assert _blocks(_task(day="jan 15")) == (replace(PLAN, by=date(2027, 1, 15)),)
    assert _blocks(_task(day="11/23")) == (replace(PLAN, by=date(2026, 11, 23)),)
    assert _blocks(_task(day="Jan 15, 2026")) == (replace(PLAN, by=date(2026, 1, 15)),)


@pytest.mark.parametrize(
    "day",
    [
        "someday",
        "next friday",
        "tomorrow",
        "in 2 weeks",
        "2026-02-30",
        "2026-13-01.",
        "feb 30",
        "Tuesday, December 7, 2026",
        "7.12.",
        "december",
        "dec 7 or so",
        "12/7 5pm",
        "the 3rd",
    ],
)
def test_a_day_that_is_not_understood_stays_in_the_plan(day: str) -> None:
    """What is not surely one day is among the plan's words, and nothing of it is lost; it can be pointed out."""
    (plan,) = _blocks(_task(day=day))
    assert plan == replace(PLAN, then=f"call three families **by** {day}", by=None)
    assert isinstance(plan, Plan)
    assert entry_plan.day_not_understood(plan) == day
    text = entry_file.dump(entry_file.parse(f"{FRONT}{_task(day=day)}\n", "entry.md"))
    assert entry_file.parse(text, "entry.md").blocks == (Heading("Next step"), plan)


def test_a_plan_with_a_day_or_without_one_has_no_other_words_in_its_place() -> None:
    """A plan as it was written has nothing to point out."""
    assert [entry_plan.day_not_understood(plan) for plan in (PLAN, replace(PLAN, by=None))] == ["", ""]


def test_words_in_bold_are_no_day() -> None:
    """A person may make words of a plan bold; its day is behind the last ones."""
    then = "call **all** families"
    for day in ("2026-12-07", "dec 7"):
        assert _blocks(_task(day=day).replace("three", "**all**")) == (replace(PLAN, then=then),)


@pytest.mark.parametrize("task", [_task(behind=" Ask Ana first."), _task(between=" Ask Ana first. ✅ 2026-12-01")])
def test_words_behind_a_plan_are_kept(task: str) -> None:
    """Words behind the day or the mark stay in the entry, below the plan."""
    assert _blocks(task) == (PLAN, Prose("Ask Ana first."))


def test_words_behind_a_plan_without_a_day_are_kept() -> None:
    """Words behind the mark of a plan without a day do not become part of it."""
    assert _blocks(f"- [ ] {WORDS} {MARK} Ask Ana.") == (replace(PLAN, by=None), Prose("Ask Ana."))


def test_a_plan_that_recurs_is_one_plan() -> None:
    """The line that Obsidian Tasks adds for the next time has the same id, and the ticked one closes the plan."""
    again = _task("- [ ] ", behind=" 🔁 every week 📅 2026-12-14")
    done = _task("- [x] ", behind=" 🔁 every week 📅 2026-12-07 ✅ 2026-12-01")
    assert _blocks(again, done) == (PLAN, TICKED)


def test_tasks_below_a_plan_are_not_in_it() -> None:
    """Notes that a person indents below a plan with a day are kept as words."""
    assert _blocks(_task(), "  - [ ] find their numbers", "\t- ask the office") == (
        PLAN,
        Prose("- [ ] find their numbers\n\t- ask the office"),
    )


@pytest.mark.parametrize("indent", ["  ", "      ", "    ", "\t"])
@pytest.mark.parametrize("sign", ["- [ ] ", "* [ ] ", "-   [ ] "])
def test_a_plan_may_be_wrapped_anywhere(indent: str, sign: str) -> None:
    """Wherever a formatter breaks the lines of a plan, even before its mark, it is the same plan."""
    words = _task("").split(" ")
    for at in range(1, len(words)):
        if words[at] in {"commitment:", "s1", "advocacy", "-->"}:  # formatters leave a comment on one line
            continue
        wrapped = f"{sign}{' '.join(words[:at])}\n{indent}{' '.join(words[at:])}"
        assert _blocks(wrapped) == (PLAN,)
        assert _blocks("- [x] not mine", wrapped, "", _task("- [x] ")) == (Prose("- [x] not mine"), PLAN, TICKED)


def test_the_words_behind_a_mark_may_be_wrapped() -> None:
    """A day that Obsidian Tasks wrote and a formatter moved into the next line is still nobody's word."""
    assert _blocks(_task("- [x] ", behind=" ✅"), "      2026-12-01") == (TICKED,)
    assert _blocks(f"- [x] {WORDS} {MARK} ✅", "      2026-12-01") == (replace(TICKED, by=None),)


def test_words_in_chinese_are_joined_without_a_space() -> None:
    """A script without spaces has none where a formatter broke the line."""
    (plan,) = _blocks("- [ ] **When** 会议开始 **then I will** 给三个家", f"  庭打电话 **by** 2026-12-07 {MARK}")
    assert plan == replace(PLAN, when="会议开始", then="给三个家庭打电话")


def test_bold_words_may_have_another_sign() -> None:
    """A formatter that writes bold with underscores leaves the plan a plan."""
    assert _blocks(_task().replace("**", "__")) == (PLAN,)


@pytest.mark.parametrize("mark_first", [True, False])
def test_a_plan_without_its_box_is_wrapped_too(*, mark_first: bool) -> None:
    """A plan whose list was taken away begins with its paragraph."""
    words = f"**When** I make\nthe list **then I will** call three families **by** 2026-12-07 {MARK}"
    if mark_first:
        words = words.replace("\n", " ")
    assert _blocks("A line.", "", words) == (Prose("A line."), PLAN)


@pytest.mark.parametrize("before", ["⏫ ", "[priority:: high] ", "🔼 [due:: 2026-12-09] ", "➕ 2026-11-23 #bus "])
def test_what_other_programs_write_before_a_plan_is_not_in_it(before: str) -> None:
    """Fields and tags before the words of a plan are nobody's words, as they are behind it."""
    assert _blocks(_task(f"- [x] {before}")) == (TICKED,)


@pytest.mark.parametrize("before", ["DONE", "[[2026-12-01]]", "09:00 - 10:00", "Ana & I:", "**Done!**"])
@pytest.mark.parametrize("sign", ["- [x] ", "  * [x] ", "> - [x] "])
def test_words_before_a_plan_stay_in_the_entry(sign: str, before: str) -> None:
    """Words that a person puts before a plan are kept as words, and are no part of it."""
    assert _blocks(_task(f"{sign}{before} ")) == (TICKED, Prose(before))
    assert _blocks("- mine", _task(f"{sign}{before} ")) == (Prose("- mine"), TICKED, Prose(before))


@pytest.mark.parametrize("day", [" **by** 2026-12-07", ""])
@pytest.mark.parametrize(
    "around",
    [
        ("- [x] ~~", "~~ " + MARK),
        ("- [x] ~~", f" {MARK}~~"),
        ("- [x] ==", "== " + MARK),
        ("> - [x] ", " " + MARK),
        (">> - [x] ~~", "~~ " + MARK),
        ("[x] ", " " + MARK),
        ("☒ ", " " + MARK),
        ("- [x] <del>", f"</del> {MARK}"),
    ],
)
def test_a_plan_that_was_struck_out_or_quoted_is_a_plan(around: tuple[str, str], day: str) -> None:
    """Signs that a person puts around a plan do not change it."""
    plan = TICKED if day else replace(TICKED, by=None)
    task = f"{WORDS}{day}".join(around)
    if "<del>" in task:
        task = task.replace("**When**", "<strong>When</strong>").replace("**then I will**", "<b>then I will</b>")
        task = task.replace("**by**", "__by__")
    assert _blocks("Mine.", "", task) == (Prose("Mine."), plan)


def test_a_plan_in_a_callout_may_be_wrapped() -> None:
    """The signs of a quotation are at the beginning of each of its lines."""
    task = _task("> - [x] ").replace(" call", "\n>   call")
    assert _blocks("> [!todo] Plans", task, "> and more") == (
        Prose("> [!todo] Plans"),
        TICKED,
        Prose("> and more"),
    )


@pytest.mark.parametrize(
    "task",
    [
        _task("- [x] ").replace("**", ""),
        _task("- [x] ").replace("**", "*"),
        _task("- [x] ").replace("**", "***"),
        _task("- [x] ").replace("**When**", "When"),
        _task("- [x] ").replace("**then I will**", "then I will").replace("**by**", "by"),
        f"When I make the list then I will call three families by 2026-12-07 {MARK}",
    ],
)
def test_a_plan_whose_bold_was_taken_away_is_a_plan(task: str) -> None:
    """The words between the parts of a plan are found without their bold."""
    assert [replace(plan, ticked=False) for plan in _blocks(task) if isinstance(plan, Plan)] == [PLAN]


@pytest.mark.parametrize("between", [", then I will", " I will", ", I'll", ", I’ll"])
def test_a_plan_that_was_written_as_a_sentence_has_both_parts(between: str) -> None:
    """A person who writes a plan anew says it in nearly the same words."""
    (plan,) = _blocks(f"- [ ] When I make the list{between} call three families, by 2026-12-07 {MARK}")
    assert plan == replace(PLAN, words=PlanWords(then=between.lstrip(", ")))


@pytest.mark.parametrize(
    "day", ["dec 7", "12/7/26", "Monday, December 7, 2026", "[[December 7, 2026]]", "2026-12-07"]
)
@pytest.mark.parametrize(
    ("line", "plan"),
    [
        ("- [x] ~~{words} **by** {day}~~ {mark}", TICKED),
        ("- [x] =={words} **by** {day} {mark}==", TICKED),
        ("> ☒ {words} **by** {day} {mark}", TICKED),
        ("- [x] {words} <b>by</b> {day} {mark}", TICKED),
        ("- [x] When I make the list, then I will call three families, by {day} {mark}", TICKED),
        ("- [x] When I make the list then I will call three families *by* {day} {mark}", TICKED),
        ("- [x] call three families by {day} {mark}", replace(TICKED, when="")),
        ("- [x] **When** I make the list **by** {day} {mark}", replace(TICKED, then="")),
        ("- [x] {words}\n  **by** {day} {mark}", TICKED),
    ],
)
def test_a_day_by_hand_is_read_in_every_form_of_a_plan(line: str, plan: Plan, day: str) -> None:
    """Whatever was put around a plan or taken away, its day may be written in any form."""
    words = WORDS.replace("**When**", "<b>When</b>").replace("**then I will**", "<b>then I will</b>")
    line = line.format(words=words if "<b>" in line else WORDS, day=day, mark=MARK)
    assert _blocks(line) == (plan,)


@pytest.mark.parametrize("day", ["2026-02-30", "someday", "phone"])
def test_words_where_a_changed_plan_has_its_day_are_kept(day: str) -> None:
    """What is not a day stays in the plan; it is pointed out where it is sure that a day was meant."""
    (struck,) = _blocks(f"- [x] ~~{WORDS} **by** {day}~~ {MARK}")
    assert struck == replace(TICKED, then=f"call three families **by** {day}", by=None)
    assert isinstance(struck, Plan)
    assert entry_plan.day_not_understood(struck) == day
    for line in (WORDS.replace("**", ""), "call three families"):
        (plain,) = _blocks(f"- [ ] {line} by {day} {MARK}")
        assert isinstance(plain, Plan)
        assert (plain.then, plain.by) == (f"call three families by {day}", None)
        assert entry_plan.day_not_understood(plain) == ""


def test_other_words_in_bold_are_not_pointed_out_as_a_day() -> None:
    """Only what follows the plan's own word for its day was meant as one."""
    (plan,) = _blocks(f"- [ ] {WORDS.replace('three', '**all**')} {MARK}")
    assert isinstance(plan, Plan)
    assert entry_plan.day_not_understood(plan) == ""
    for line in (f"{WORDS} **By:** domingo", "**Cuando** nieve **entonces** voy a llamar **antes del** domingo"):
        (plan,) = _blocks(f"- [ ] {line} {MARK}")
        assert isinstance(plan, Plan)
        assert entry_plan.day_not_understood(plan) == "domingo"


def test_a_plan_with_one_part_is_said_without_the_other() -> None:
    """The line that says a plan leaves out the part that is gone."""
    assert replace(PLAN, then="", by=None).sentence == "When I make the list"
    assert replace(PLAN, when="", by=None).sentence == "then I will call three families"


def test_a_marked_line_keeps_what_can_be_read_of_its_plan() -> None:
    """Words in no part of a plan any more are what the person will do, and its day and box are still read."""
    line = f"- [x] **When** the list is there, call **by** 2026-12-07 {MARK}"
    assert _blocks(line) == (replace(TICKED, when="the list is there, call", then=""),)
    plan = replace(PLAN, when="", by=None)
    assert _blocks(f"- [x] ~~call now~~ {MARK}") == (replace(plan, then="call now", ticked=True),)
    assert _blocks("My words.", f"and more {MARK}") == (Prose("My words."), replace(plan, then="and more"))
    assert _blocks(f"- [ ] call {MARK}", "  and write") == (replace(plan, then="call"), Prose("and write"))


def test_a_mark_without_words_is_kept() -> None:
    """A mark that is alone on its line is no plan."""
    assert _blocks(f"- [x] {MARK}") == (Prose(f"- [x] {MARK}"),)
    assert _blocks(MARK) == (Prose(MARK),)


def test_words_that_a_formatter_made_bold_are_in_the_plan() -> None:
    """Earlier versions wrote `__yes__` as it was typed, and formatters have made it bold."""
    task = "- [ ] **When** **init** fails **then I will** say **yes** twice **by** 2026-12-07"
    assert _blocks(f"{task} {MARK}") == (replace(PLAN, when="**init** fails", then="say **yes** twice"),)
    underlined = task.replace("**", "__")
    assert _blocks(f"{underlined} {MARK}") == (replace(PLAN, when="**init** fails", then="say **yes** twice"),)


def test_a_plan_may_have_a_backslash_where_its_lines_were_broken() -> None:
    """A backslash that was typed at the end of a part is no line break of it."""
    task = "- [ ] **When** it ends **then I will** write \\\\"
    assert _blocks(task, f"  **by** 2026-12-07 {MARK}") == (replace(PLAN, when="it ends", then="write \\"),)


def test_a_plan_of_several_lines_of_an_earlier_version_is_read() -> None:
    """Version 0.1 wrote the mark into the first line of a plan of several lines."""
    rest = ("  or pours **then I will** stay", "", "  in **by** 2026-12-07")
    plan = replace(PLAN, when="it rains\nor pours", then="stay\n\nin")
    assert _blocks(f"- [ ] **When** it rains {MARK}", *rest) == (plan,)
    assert _blocks(f"- [ ] **When** it rains {MARK} or pours", "  **then I will** stay") == (
        replace(plan, then="stay", by=None),
    )
    assert _blocks(f"- [ ] {WORDS} {MARK}", "  and write") == (
        replace(PLAN, then="call three families\nand write", by=None),
    )


plans = st.builds(
    Plan,
    id=st.just("s1"),
    attribute=st.just("advocacy"),
    when=texts,
    then=texts,
    by=st.none() | st.just(PLAN.by),
    ticked=st.booleans(),
)


FREE_WORDS = (
    "call",
    "**by**",
    "by",
    "2026-12-07",
    "friday",
    "When",
    "I will",
    "#bus",
    "##",
    "[x]",
    "- [ ]",
    "__by__",
    "\\#a",
)
free_plans = st.builds(
    Plan,
    id=st.just("x1"),
    attribute=st.sampled_from(["", "care"]),
    when=st.just(""),
    then=(texts | st.lists(st.sampled_from(FREE_WORDS)).map(" ".join)).map(str.strip).filter(bool),
    by=st.none() | st.just(PLAN.by),
    words=st.just(PlanWords(then="")),
)


BACKSLASH = Plan("x1", "", "", "", None, PlanWords(then=""))


@given(plans | free_plans, st.sampled_from(TASKS_FIELDS), st.sampled_from(["x", "X", "-", "/", ">"]))
@example(replace(BACKSLASH, then="\\ 0"), "", "x")
@example(replace(BACKSLASH, then="\\\\\t0"), "", "x")
@example(replace(BACKSLASH, then="\\\n---"), "", "x")
@example(replace(BACKSLASH, then="\\\\#bus"), "", "x")
def test_any_plan_keeps_its_words_when_it_is_ticked(plan: Plan, fields: str, sign: str) -> None:
    """Whatever a plan says, a tick and the fields behind it change nothing but its box."""
    heading = Response("a.b", "What?", "Words.\n- [ ] **not** a *plan*")
    entry = replace(entry_file.parse(FRONT, "entry.md"), blocks=(heading, replace(plan, ticked=False)))
    text = entry_file.dump(entry)
    at = text.rindex("\n- [ ] ") + 1
    ticked = f"{text[:at]}- [{sign}]{text[at + 5 :]}".removesuffix("\n") + fields
    after = replace(plan, ticked=sign in "xX", let_go=sign == "-")
    assert entry_file.parse(ticked, "entry.md").blocks == (heading, after)


@pytest.mark.parametrize(
    ("line", "said", "by"),
    [
        ("call three families", "call three families", None),
        ("call three families by friday", "call three families by friday", None),
        ("I will call **by** 2026-12-07", "I will call", date(2026, 12, 7)),
        ("#task I will call **by** dec 7 ✅ 2026-12-01", "I will call", date(2026, 12, 7)),
        ("call __by__ 2026-12-07", "call", date(2026, 12, 7)),
    ],
)
def test_a_plan_in_free_words_is_read_as_it_stands(line: str, said: str, by: date | None) -> None:
    """Of a plan in a person's words alone, only a day behind a bold word is not among its words."""
    plan = Plan("s1", "advocacy", "", said, by, PlanWords(then=""))
    assert _blocks(f"- [ ] {line} <!-- commitment: s1 advocacy words=free -->") == (plan,)
    assert _blocks(f"- [x] {line} <!-- commitment: s1 words=free -->") == (replace(plan, attribute="", ticked=True),)


def test_a_plan_in_free_words_may_get_more_words() -> None:
    """Words behind the day, or behind the mark, stay in the entry."""
    mark = "<!-- commitment: s1 words=free -->"
    plan = Plan("s1", "", "", "call", date(2026, 12, 7), PlanWords(then=""))
    assert _blocks(f"- [ ] call **by** 2026-12-07 if I can {mark} or write") == (plan, Prose("if I can\nor write"))
    assert _blocks(f"- [ ] {mark}") == (Prose(f"- [ ] {mark}"),)


@given(
    st.text("ab *_~=>|()-.\\…") | st.lists(st.sampled_from(["**When**", "When", "then I will", "a", "**by**", "~~"]))
)
def test_no_letter_of_a_marked_line_is_lost(said: str | list[str]) -> None:
    """Whatever a person makes of a plan's words, all of them are in the entry, and in what is written of it."""
    words = said if isinstance(said, str) else " ".join(said)
    entry = entry_file.parse(f"{FRONT}- [ ] {words} {MARK}\n", "entry.md")
    body = entry_file.body(entry)
    assert all(body.count(letter) >= words.count(letter) for letter in "ab…")
    assert entry_file.parse(entry_file.dump(entry), "entry.md") == entry
