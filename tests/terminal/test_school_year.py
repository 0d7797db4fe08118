"""A school year of a principal: what she types, what she is asked, and what home shows her, from August to June."""

from pathlib import Path

from conftest import TESTS, journal_files, skip_on_windows
from school_year import Day
from screen import CTRL_C

skip_on_windows("there are no pseudo-terminals")

TRANSCRIPT = TESTS / "transcripts" / "home-school-year.txt"

PLACE = "Where would I place myself today?"
AT_THE_START = "where was I at the start of this year?"
HOW = "How did it go?"
GOAL = "By spring, families who never answered us help plan family night."
NEW_GOAL = "By June, families who never answered us lead one evening."


def test_a_school_year(home: Path) -> None:
    """The goal, its evidence and its plans run from August to June in one thread; home is right on nine days."""
    agenda = home / "agenda.pdf"
    agenda.write_bytes(b"%PDF-1.4\nFamily night: what two families put first.\n")
    homes = [
        start_of_year(),
        first_plan(),
        whole_portrait(),
        partly_and_a_hard_moment(),
        quarter_check_and_evidence(agenda),
        middle_of_the_year(),
        supervisor_conference(),
        end_of_year(),
        summer(),
    ]
    assert "".join(homes) == TRANSCRIPT.read_text(encoding="utf-8")
    (kept,) = (home / "Documents/portrait-journal/files").iterdir()
    assert kept.read_bytes() == agenda.read_bytes()
    assert len(journal_files(home)) > len(homes)


def start_of_year() -> str:
    """Two days before the teachers are back she sets a goal for the year, and makes a first plan for it."""
    monday = Day("2026-08-17 17:30")
    with monday.session("reflect start-of-year --role building-leader") as session:
        session.write("What do I hope", "Every child is known by name by two adults. Home hears good news first.")
        session.write("Which strength of mine", "I notice who goes quiet in a meeting, and I ask them afterward.")
        session.choose("Which one do I want to grow this year?", "Advocacy")
        session.choose("Which part of it, if any?", "4")
        session.write("What is my goal for this year", GOAL)
        session.write("What would people see or hear", "Two of them bring an idea, and we use it.")
        session.choose("Which one will get less of my attention", "Transformation")
        session.write("Whom will I ask to check in with me", "Our counselor, on the first Friday of each month.")
        session.write("What evidence will I be glad to have", "An agenda that a family changed.")
        session.write("What will I stop doing", "Answering email before eight.")
        session.write("When …", "the first buses have left,")
        session.write("then I will …", "call one family who never answers.")
        session.write("by …", "friday")
        session.save()
        session.see("My goal", GOAL, "My plan 1")
    return monday.home()


def first_plan() -> str:
    """On Thursday home says that her plan is due; on Monday she says that she kept it."""
    thursday = Day("2026-08-20 07:05")
    seen = thursday.home()
    told = Day("2026-08-24 16:45").run("plans kept 1 --note 'I called at noon. Nobody can pick up at work.'")
    assert "Kept: When the first buses have left" in told
    return seen


def whole_portrait() -> str:
    """In September she looks at all five attributes, in a narrow window beside her calendar."""
    monday = Day("2026-09-14 17:00", columns=40)
    with monday.session("reflect") as session:
        session.write("really listening to someone?", "Two teachers asked for time. One got it.")
        session.choose(PLACE, "Growing")
        session.write("What did we learn lately", "A shorter bell at lunch made the line calmer.")
        session.choose(PLACE, "Starting")
        session.write("Where did my words and my actions pull apart", "I said my door is open, and it was shut.")
        session.choose(PLACE, "Steady")
        session.write("What did someone else decide", "The third grade team set its own agenda.")
        session.choose(PLACE, "Growing")
        session.write("Who was left out", "The families on the late bus. Nobody asked them about family night.")
        session.choose(PLACE, "Starting")
        session.choose("Where is my attention needed next?", "Advocacy")
        session.write("When …", "the agenda for family night is set,")
        session.write("then I will …", "ask two families from the late bus what is missing.")
        session.write("by …", "2 weeks")
        session.save()
        session.see("My plan 2")
    return monday.home()


def partly_and_a_hard_moment() -> str:
    """Move a plan, keep it in part and carry on the rest; then a mistake leaves something to make right."""
    assert "by October 9, 2026" in Day("2026-09-28 16:50").run("plans move 2 'october 9'")

    with Day("2026-10-12 18:00").session("reflect advocacy") as session:
        session.see("When the agenda for family night is set", "by October 9, 2026")
        session.choose(HOW, "Partly")
        session.write("What helped or got in the way?", "One family came. The other works nights.")
        session.write("What's left to do?", "ask the family that works nights")
        session.write("By when?", "october 23")
        session.see("Last time, September 14, 2026: Starting", "“The families on the late bus.")
        session.write("Whose needs never came up this week?", "Whoever works nights. We only meet in the evening.")
        session.choose("Which of these do I want to look at closely?", "4")
        session.choose(f"AD4 Makes room for others' voices: {PLACE}", "Growing")
        session.write("How do students get into", "A parent asks, and we say yes.")
        session.write("What was my own part in it?", "I never wrote to those who don't ask.")
        session.write("When and where do students here", "On the late bus, where no adult of ours has ridden along.")
        session.write("What would a student who finds school hard say", "That we wave, and the bus leaves.")
        session.write("What do I still need to know here?", "Who decides about the routes, and when.")
        session.write("Where do our numbers", "Oct 6: a family from the late bus changed our agenda.")
        session.choose(PLACE, "Growing")
        session.write("When …", "")
        session.mark(8)
        session.save()
        session.see("My plan 3", "ask the family that works nights", "Partly: When the agenda")

    with Day("2026-10-29 17:15", plain=True).session("reflect hard-moment") as session:
        session.write("What happened, step by step", "I moved family night to a day without a late bus.")
        session.write("What do I feel", "")
        session.write("How did what I did differ", "I meant to make room, and I closed the door.")
        session.write("How might it have felt", "As if the invitation had been for show.")
        session.write("Which part of this am I guessing?", "That anyone noticed.")
        session.write("What is mine to make right", "Tell the families that I was wrong, and find a van.")
        session.write("By when?", "november 4")
        session.write("When …", "I am about to change a date,")
        session.write("then I will …", "look at the bus list first.")
        session.write("by …", "")
        session.write("What one kind sentence", "You saw it in time to fix it.")
        session.save()
        session.see("My plan 4", "My plan 5")
    return Day("2026-11-05 17:00").home()


def quarter_check_and_evidence(agenda: Path) -> str:
    """After ten weeks she keeps the goal and collects evidence for it; a check-in is cut short by a phone call."""
    with Day("2026-11-05 17:15").session("reflect quarter-check") as session:
        session.choose(HOW, "Kept")
        session.write("What helped or got in the way?", "I went to them, at shift change.")
        session.choose(HOW, "Kept")
        session.write("What helped or got in the way?", "The van cost less than the flyers.")
        session.skip(HOW)
        session.see("My evidence this school year", "a family from the late bus changed our agenda")
        session.write("What is the newest sign", "A grandmother asked for the microphone.")
        session.write("What is getting in the way?", "I still write the agenda by myself.")
        session.see("What would show it: Two of them bring an idea", GOAL)
        session.choose("Where does this goal stand?", "Keep it")
        session.write("What makes that the right call?", "It is working, slowly.")
        session.see("“Our counselor, on the first Friday of each month.”")
        session.write("Who will ask me about it next?", "Our counselor, December 4.")
        session.write("When …", "")
        session.save()
        session.see("My goal stays:")

    friday = Day("2026-11-20 16:30")
    friday.run("evidence add 'A grandmother opened family night in Spanish.' --date 'nov 19' --attribute AD4")
    friday.run("evidence add 'What families asked for' --link https://example.org/minutes --attribute AD4")
    told = friday.run(f"evidence add 'The agenda that two families changed' --file {agenda} --attribute AD4")
    assert "That makes 3 pieces of evidence" in told
    assert f"{GOAL} about AD4 Makes room for others' voices · since August 17, 2026" in friday.run("goal")

    tuesday = Day("2026-12-01 17:15")
    with tuesday.session("reflect collaboration --guide check-in", code=130) as session:
        session.skip(HOW)
        session.write("Which decision did I make alone", "None. The counselor ran the meeting, and I took notes.")
        session.break_off("What did this show me?", "That I can be in a room with", CTRL_C)
    return tuesday.home()


def middle_of_the_year() -> str:
    """In December she finishes the check-in and notes a joy; in January the goal has become too small."""
    with Day("2026-12-03 17:15").session("reflect") as session:
        session.take_up("Continue where you stopped?", "1")
        session.write("What did this show me?", "out steering it.")
        session.choose(PLACE, "Steady")
        session.write("When …", "")
        session.save()

    with Day("2026-12-17 15:40").session("reflect joy-note") as session:
        session.write("What went well lately", "The late bus families sat in the front row.")
        session.write("Who helped make it happen?", "The driver, who told them.")
        session.write("What will I do this week", "Thank the driver at the curb.")
        session.write("By when?", "friday")
        session.save()

    tuesday = Day("2027-01-19 17:00")
    seen = tuesday.home()
    with tuesday.session("reflect mid-year") as session:
        session.choose(HOW, "Kept")
        session.write("What helped or got in the way?", "")
        session.choose(HOW, "Not this time")
        session.write("What helped or got in the way?", "I looked at the list afterward, twice.")
        session.see("Last time, August 17, 2026", "“Every child is known by name by two adults.")
        session.write("Which of my hopes", "That home hears good news first.")
        session.write("Which of the things I planned", "The email. I answer it at noon now.")
        session.write("What has surprised me so far", "How much the driver knows.")
        session.see("“An agenda that a family changed.”", "November 20, AD4: The agenda that two families changed")
        session.write("What do I still want to have evidence of?", "A family that leads something without me.")
        for level in ("Growing", "Growing", "Steady", "Steady", "Growing"):
            session.choose(PLACE, level)
        session.see("My goal", GOAL)
        session.write("How does my goal read to me now?", "Too small. They help already.")
        session.choose("Where does this goal stand?", "Change it")
        session.write("What makes that the right call?", "They are ahead of me.")
        session.choose("Which attribute is it about now?", "")
        session.write("How would I put it now?", NEW_GOAL)
        session.write("What would show it?", "They set the date.")
        session.write("When …", "the spring evening comes up,")
        session.write("then I will …", "hand the planning to the three families.")
        session.write("by …", "march 1")
        session.save()
        session.see("My goal", NEW_GOAL, "My plan 7", "Not this time:", "What can help next time:")
    return seen


def supervisor_conference() -> str:
    """In March the plan is overdue on the screen, but not in life; she gets ready to meet her supervisor."""
    monday = Day("2027-03-08 17:00")
    seen = monday.home()
    with monday.session("reflect supervisor-conference") as session:
        session.choose(HOW, "Kept")
        session.write("What helped or got in the way?", "They met without me.")
        session.see("My goal", NEW_GOAL, "What would show it: They set the date.")
        session.write("Where do I stand with my goal today?", "Three families are planning the evening.")
        session.see("My evidence this school year", "November 19, AD4: A grandmother opened family night in Spanish.")
        session.write("Which two pieces of evidence will I bring?", "The agenda, and November 19.")
        session.write("What isn't working yet?", "Our forms are still only in English.")
        session.write("What help will I ask for?", "A translator from the district, by April.")
        session.write("What is the one question", "Whose families do we never hear from?")
        session.write("What from all this will I share", "The agenda.")
        session.write("When …", "")
        session.save()
    return seen


def end_of_year() -> str:
    """At the end of May she looks back, with her evidence before her, and the goal is met."""
    thursday = Day("2027-05-27 17:00")
    seen = thursday.home()
    with thursday.session("reflect end-of-year") as session:
        for then, now in (
            ("Starting", "Growing"),
            ("Starting", "Growing"),
            ("Growing", "Steady"),
            ("Growing", "Steady"),
            ("Starting", "Steady"),
        ):
            session.choose(AT_THE_START, then)
            session.choose(PLACE, now)
        session.write("Which story of a student", "A boy from the late bus who ran the sound board.")
        session.see(
            "“An agenda that a family changed.”",
            "My evidence this school year",
            "November 20, AD4: The agenda that two families changed",
            "November 20, AD4: What families asked for",
            "November 19, AD4: A grandmother opened family night in Spanish.",
            "October 12, Advocacy: Oct 6: a family from the late bus changed our agenda.",
        )
        session.write("Which three pieces of evidence", "The agenda; November 19; the boy at the sound board.")
        session.see("My goal", NEW_GOAL)
        session.write("What came of my goal this year?", "They set the date, and led two evenings.")
        session.choose("Where does this goal stand?", "I met it")
        session.write("What does it mean to me now?", "It can go on without me.")
        session.write("What did a promise I kept", "The van brought eleven people.")
        session.write("What did a promise I missed", "")
        session.write("Whom do I want to thank", "The driver, and our counselor.")
        session.write("What is ready for someone else to lead?", "Family night.")
        session.write("Which part of this do I want to share", "")
        session.choose("Which one needs my attention next year?", "Transformation")
        session.write("When …", "")
        session.save()
        session.see("looking back: Starting", f"Goal met: {NEW_GOAL}")
    return seen


def summer() -> str:
    """In June nothing is open, and the year can be read."""
    friday = Day("2027-06-11 12:00")
    assert "Met on May 27, 2027. It can go on without me." in friday.run("goal --all")
    assert "No plan is open." in friday.run("plans")
    return friday.home()
