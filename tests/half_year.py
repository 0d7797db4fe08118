"""A journal to look at: a principal's months from August to January, written with the commands that wrote them."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from conftest import Run

_SUMMER, _WINTER = timezone(timedelta(hours=-5)), timezone(timedelta(hours=-6))
TODAY = datetime(2027, 1, 19, 16, 45, tzinfo=_WINTER)
"""A Tuesday in January after school, when the screens are looked at."""


def _at(year: int, month: int, day: int) -> datetime:
    """Half past five on a day."""
    summer = (3, 14) <= (month, day) < (11, 1)
    return datetime(year, month, day, 17, 30, tzinfo=_SUMMER if summer else _WINTER)


_LONG_ADDRESS = "example.org/board/2026/november/minutes-of-the-regular-meeting-of-the-board.html"
_YEAR_BEFORE = """\
guide: joy-note
answers:
  sitting.went-well: The custodian taught four fifth graders to fix a fountain, and they taught the next class.
  sitting.made-it-so: Our night custodian, and the teacher who let them miss spelling for it.
"""
_START = """\
guide: start-of-year
role: building-leader
answers:
  sitting.hopes: >-
    I hope every child here has one adult who notices when they're quiet, and that families hear from us before they
    have to ask.
  sitting.strength-i-bring: I stay calm when a hallway isn't.
  my-goal.about: advocacy
  my-goal.advocacy.indicator: ad2
  my-goal.text: Families who don't use email get our news on the same day as everyone else.
  my-goal.shows: Three families tell me so without being asked, and the front office gets fewer calls on Mondays.
  sitting.rest: transformation
  sitting.who-will-ask: The head of our family council, on the first Friday of each month.
  sitting.glad-to-have: Call logs, the texts we sent, and what families said at the door.
  sitting.will-stop: The Sunday newsletter that nobody opens.
  plan.when: I unlock my office on Monday
  plan.then: call one family we haven't reached since June
  plan.by: 2 weeks
"""
_SEPTEMBER = """\
guide: whole-portrait
role: building-leader
answers:
  human-centered.really-listened: A bus driver told me which two stops are never ready. I had never asked him before.
  human-centered.level: growing
  transformation.level: cant-say-yet
  authenticity.words-and-actions: I said the schedule was open, and it wasn't. I told the team so on Thursday.
  authenticity.level: steady
  collaboration.others-made-better: Two aides rewrote the lunch line, and it's faster by four minutes.
  collaboration.level: growing
  advocacy.left-out: The families on the east side never got the flyer, because it went out by email only.
  advocacy.level: growing
  plan.attribute: collaboration
  plan.when: the agenda for the leadership team is set
  plan.then: ask who is missing from it, and invite one of them
  plan.by: 2026-10-05
"""
_OCTOBER = """\
guide: deep-dive
role: building-leader
attributes: [advocacy]
evidence: [advocacy.left-out]
answers:
  advocacy.left-out: Eleven families have no email on file. We had written "no answer" next to nine of them.
  advocacy.indicator: ad2
  advocacy.ad2.level: steady
  advocacy.bl-most-wanted: By a form that goes home in one language, three days before it is due.
  advocacy.numbers-and-people: "Oct 2: the office clerk counted 14 calls on Monday, down from 31 in August."
  advocacy.level: steady
  plan.when: a form goes home
  plan.then: have two families read it first
  plan.by: 2026-11-20
"""
_DECEMBER = """\
guide: hard-moment
answers:
  sitting.facts: >-
    A father waited forty minutes in the office while I was in a meeting that could have waited. He left before I
    came out.
  sitting.feelings: Ashamed, mostly.
  sitting.meant-and-did: I meant to be the one who is easy to reach.
  plan.asked.then: call the father back, and say that I should have come out
  plan.asked.by: 2026-12-09
  plan.when: someone at the counter says they have been waiting
  plan.then: step out for two minutes, whatever I'm doing
"""
_CHECK_IN = """\
guide: check-in
role: building-leader
attributes: [human-centered]
answers:
  human-centered.really-listened: Our newest teacher said she eats lunch in her car. I'd thought she liked the quiet.
  human-centered.sitting.showed-me: I take quiet for contentment.
  human-centered.level: growing
  plan.when: I walk past the staff room at noon
  plan.then: >-
    sit down for ten minutes with whoever is there, beginning with the people who joined us in August and have not
    had a real conversation with me since then
  plan.by: 2027-01-22
"""


def write_half_year(run: Run, folder: Path) -> None:
    """Write the journal; a file for the evidence is made in the folder."""
    agenda = folder / "family council agenda.txt"
    agenda.write_text("1. What we heard\n2. What we'll do\n", encoding="utf-8")

    def do(at: datetime, *words: str, stdin: str = "") -> None:
        done = run(*words, at=at, stdin=stdin)
        assert done.code == 0, done.err

    def reflect(at: datetime, answers: str) -> None:
        do(at, "reflect", "--answers", "-", stdin=answers)

    reflect(_at(2026, 1, 20), _YEAR_BEFORE)
    reflect(_at(2026, 8, 17), _START)
    do(_at(2026, 8, 31), "plans", "kept", "1", "--note", "She cried a little. So did I.")
    reflect(_at(2026, 9, 14), _SEPTEMBER)
    do(_at(2026, 9, 21), "note", "--tag", "safety", "Fire drill at 9:40. Room 12 knew what to do without me.")
    reflect(_at(2026, 10, 5), _OCTOBER)
    do(_at(2026, 10, 12), "plans", "partly", "2", "--note", "I asked, but it was too late to invite anyone.")
    add = "evidence", "add"
    do(_at(2026, 10, 19), *add, "The clerk's call log: 14 calls on Monday, from 31.", "--attribute", "ad2")
    council = "Two mothers wrote half of this agenda.", "--file", str(agenda)
    do(_at(2026, 11, 2), *add, *council, "--attribute", "advocacy")
    board = "Minutes of the meeting where the late bus came up", "--link", f"https://{_LONG_ADDRESS}"
    do(_at(2026, 11, 9), *add, *board, "--attribute", "ad3")
    do(_at(2026, 11, 10), "goal", "keep", "1", "--why", "The calls are fewer, but not yet in every language.")
    reflect(_at(2026, 12, 7), _DECEMBER)
    reflect(_at(2026, 12, 14), _CHECK_IN)
    do(_at(2026, 12, 15), "plans", "add", "ask the bus company for the winter stops")
