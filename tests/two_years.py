"""A journal to hand over from: two school years of a principal, written with the commands that wrote them.

    python tests/two_years.py FOLDER

makes it in FOLDER/Documents/portrait-journal, always the same.
"""

import io
import itertools
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment

_ZONE = ZoneInfo("America/Chicago")
FIRST, LAST = date(2025, 8, 4), date(2027, 6, 11)
TODAY = datetime(2027, 6, 14, 9, 30, tzinfo=_ZONE)
"""A Monday in June, after the last day with students, when documents are made of it."""
NAME, SCHOOL = "Ana Núñez", "Cottonwood Elementary"

GOAL_MET = "Families who don't use email get our news on the same day as everyone else."
GOAL_OPEN = "Two teams lead their own meetings by spring, and I'm a guest in them."
LINK = "https://example.org/board/2027/february/minutes.html?item=4&page=2#late_bus"
E_MAIL, PHONE = "maria.lopez@example.org", "(555) 010-4477"
HOSTILE = (
    """<script>alert("portrait")</script> <img src="http://127.0.0.1:9/pixel.png"> ![](http://127.0.0.1:9/a.png)"""
)
FORMULA = '=HYPERLINK("http://127.0.0.1:9/","a spreadsheet ran this")'
ARABIC = "سألت العائلات قبل أن أقرر، وقالت أم يوسف: أخيرًا."
HEBREW = "שאלתי את המשפחות לפני שהחלטתי."
CHINESE = "我在做决定之前问了家长，他们说校车总是晚到。"
EMOJI = "We did it 🎉 👩🏽‍🏫 together"
PRIVATE = "Nobody knows that I applied for the job in Wolfsburg."
"""Words of a note with a tag of its own, which no document is to have unless it is named."""

_MOMENTS = {
    "human-centered": (
        "really-listened",
        (
            "A bus driver told me which two stops are never ready. I'd never asked him before.",
            "I ask the people I see.",
        ),
        (
            "Our newest teacher said she eats lunch in her car. I'd thought she liked the quiet.",
            "I take quiet for calm.",
        ),
        (
            "The office clerk knows who picks up whom, and nobody had ever asked her.",
            "I ask up, and seldom sideways.",
        ),
        (
            "A fifth grader said the hallway is louder since we added the rule about it.",
            "Rules are louder than I think.",
        ),
        ("The night custodian told me which rooms are empty at seven, and which aren't.", "He sees what I don't."),
        (
            "Ms. Okafor said no to a committee, and I said thank you before I said anything else.",
            "A no is information.",
        ),
        ("A father waited forty minutes, and I walked him through the building afterward.", "An apology takes time."),
        ("Three aides asked for a chair. One chair. It took me four weeks to hear it.", "Small asks tell me most."),
    ),
    "transformation": (
        "learned-from-trying",
        ("The advisory pilot has no date to decide, so nobody decided.", "A trial needs an end."),
        ("We dropped the Sunday newsletter, and not one family asked where it was.", "I can stop more than I start."),
        (
            "Second grade tried reading groups by interest. Two boys who never read asked for more.",
            "Choice did that.",
        ),
        (
            "The new schedule cost us recess on Thursdays, and we changed it back in a week.",
            "Undoing is also leading.",
        ),
        ("A teacher showed me a lesson that failed, on purpose, in front of everyone.", "Someone has to go first."),
        (
            "We gave the robot budget to the students. They bought two robots and a garden hose.",
            "They knew what we need.",
        ),
        ("Conferences led by students took longer, and nobody looked at a phone.", "Longer was the point."),
        ("I asked what we'd miss if we stopped the spelling bee. It was quiet for a while.", "Quiet was the answer."),
    ),
    "authenticity": (
        "words-and-actions",
        (
            "I said the schedule was open, and it wasn't. I told the team so on Thursday.",
            "Saying it late beats never.",
        ),
        (
            "I told the board we'd lost eleven families, and said why before they asked.",
            "Bad news keeps when it's mine.",
        ),
        ("I cut a speech about balance, because I'd written it at eleven at night.", "They read my calendar."),
        (
            "I asked the staff what I do when I'm tired. They knew within a minute.",
            "I'm easier to read than I think.",
        ),
        ("I kept the promise about the copier, eight months late, with a cake.", "Late promises need a cake."),
        (
            "I said in front of parents that I don't know how to fix the drop-off line.",
            "Not knowing got us four ideas.",
        ),
        ("A coach watched me interrupt three people, and counted for me.", "Counting stopped me."),
        (
            "I told a class why I say sorry in the hallway, and they asked when I'd said it first.",
            "They keep the record.",
        ),
    ),
    "collaboration": (
        "others-made-better",
        ("Two aides rewrote the lunch line, and it's faster by four minutes.", "The plan was better without me."),
        ("The leadership team set its own agenda. I was item four, and that was right.", "Item four suits me."),
        (
            "Fourth grade lent its best hour to third grade, and didn't tell me until it worked.",
            "They don't need my yes.",
        ),
        (
            "Family council ran the meeting in two languages, and I spoke in neither for an hour.",
            "I listened an hour.",
        ),
        ("The coaches swapped buildings for a week and came back with the same list.", "One list makes it true."),
        (
            "A student panel chose between two math books. They chose the one we hadn't planned on.",
            "I lost the vote, gladly.",
        ),
        (
            "The custodian and the art teacher built a drying rack out of the old blinds.",
            "I'd have filled in a form.",
        ),
        ("Three teams read one another's plans and took out four meetings.", "Reading is cheaper than meeting."),
    ),
    "advocacy": (
        "left-out",
        (
            "The families on the east side never got the flyer, because it went out by email only.",
            "Email leaves some out.",
        ),
        (
            "Eleven families have no email on file. We'd written no answer next to nine of them.",
            "We stopped too soon.",
        ),
        ("The late bus was cut without a word to the four students who ride it.", "Four is enough to ask."),
        (
            "A grandmother couldn't sign the form online, and so her grandson stayed home from the trip.",
            "A form kept him home.",
        ),
        ("Two boys in the hallway class have missed science since October.", "I can see that from my door."),
        ("The district's survey came in one language. I called, and then it came in three.", "One call did it."),
        (
            "Our field day had no plan for the two students who use wheelchairs until May.",
            "I plan for them first now.",
        ),
        (
            "A mother who works nights got a conference at seven in the morning, and brought donuts.",
            "The hour was the door.",
        ),
    ),
}
"""For each attribute the question, and what she saw with what it showed her."""
_LEVELS = {
    "human-centered": "growing growing steady steady growing steady steady steady",
    "transformation": "cant-say-yet starting growing growing starting growing growing steady",
    "authenticity": "steady steady growing steady steady steady steady multiplying",
    "collaboration": "starting growing growing steady growing steady steady multiplying",
    "advocacy": "starting growing growing growing steady steady growing steady",
}
_PLANS = (
    ("I unlock my office on Monday", "call one family we haven't reached since June"),
    ("the agenda for the leadership team is set", "ask who is missing from it, and invite one of them"),
    ("a form goes home", "have two families read it first"),
    ("I walk past the staff room at noon", "sit down for ten minutes with whoever is there"),
    ("someone at the counter says they have been waiting", "step out for two minutes, whatever I'm doing"),
    ("a meeting ends early", "leave the room first, and leave the door open"),
)
_OUTCOMES = (
    ("kept", "She cried a little. So did I."),
    ("partly", "I asked, but it was too late to invite anyone."),
    ("kept", "They crossed out half of it, and were right."),
    ("changed", "Someone else does this better than I would."),
    ("not", "The week got away from me, and I let it."),
)
_WHO = (
    "Room 12",
    "The second-grade team",
    "Our bus driver on route 9",
    "A substitute",
    "The counselor",
    "Kitchen staff",
)
_DID = (
    "asked for ten quiet minutes and got them",
    "told me what the new form really asks",
    "knew what to do in the fire drill without me",
    "changed how the line starts, and it moves",
    "had a better question than mine",
    "said the thing that everyone in the meeting was thinking",
    "stayed late so that a child wouldn't wait alone",
)
_AFTER = (
    "I wrote it on the board.",
    "I want to remember it in May.",
    "Nobody asked them to.",
    "I said thank you, badly.",
)
MARKDOWN = f"""\
# What we heard in the family meeting

**Three things** came up *twice*, and ~~one~~ two of them are ours to fix:

1. The late bus
2. Forms in one language
   - also the lunch form
3. The phone tree (`call-tree.txt`)

> "You asked us before you decided."

See [the minutes](https://example.org/minutes_of_may) and ask Ms. Lopez, {E_MAIL} or {PHONE}.

<b onclick="alert(1)">Bold by hand</b>, and ![a picture](http://127.0.0.1:9/wall.png)
"""


class Journal:
    """A home folder in which the commands run, each at a moment of its own."""

    def __init__(self, home: Path) -> None:
        """Use an empty folder."""
        self.home = home
        self._tokens = (f"{number:06x}" for number in itertools.count(1))

    def run(self, at: datetime, *words: str, stdin: str = "") -> str:
        """Run a command, which must succeed; return what it printed."""
        assert os.environ["HOME"] == str(self.home), "this is not the home folder to write to"
        out, err = io.StringIO(), io.StringIO()
        world = Environment(
            stdin=io.StringIO(stdin),
            stdout=out,
            stderr=err,
            now=lambda: at,
            zone=lambda: "America/Chicago",
            token=lambda: next(self._tokens),
        )
        code = main(list(words), world)
        assert code == 0, (words, err.getvalue())
        return out.getvalue()

    def reflect(self, day: date, guide: str, answers: dict[str, str], *attributes: str) -> None:
        """Save a session."""
        about = f"attributes: [{', '.join(attributes)}]\n" if attributes else ""
        said = "".join(f"  {step}: |-\n{_indented(words)}" for step, words in answers.items() if words)
        text = f"guide: {guide}\nrole: building-leader\n{about}answers:\n{said}"
        self.run(_at(day), "reflect", "--answers", "-", stdin=text)


def _indented(words: str) -> str:
    return "".join(f"    {line}\n" for line in words.split("\n"))


def _at(day: date, hour: int = 17) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=_ZONE)


def write_two_years(home: Path) -> None:
    """Write the journal; the folder is empty, and is what the system takes for the home folder."""
    settings = home / ".config" / "portrait" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('role = "building-leader"\n', encoding="utf-8")
    journal = Journal(home)
    journal.run(_at(FIRST, 8), "note", "Keys, coffee, and an empty building. I like it more than I should.")
    _begin(journal)
    outcomes = itertools.cycle(_OUTCOMES)
    for number, day in enumerate(_school_weeks()):
        _week(journal, number, day)
        if number % 5 == 4:
            outcome, note = next(outcomes)
            plan = str(number // 5 + 1)
            journal.run(_at(day + timedelta(days=1)), "plans", outcome, plan, "--note", note)
    _evidence(journal)
    _in_between(journal)
    _ends(journal)


def _school_weeks() -> Iterator[date]:
    """Go through the Fridays on which there was school."""
    day = date(2025, 8, 22)
    while day <= LAST:
        is_vacation = day.month == 7 or (day.month, day.day // 16) in {(6, 1), (8, 0), (12, 1)}
        if not is_vacation:
            yield day
        day += timedelta(weeks=1)


def _begin(journal: Journal) -> None:
    """Begin the first year, with a goal that is met in it."""
    journal.reflect(
        date(2025, 8, 18),
        "start-of-year",
        {
            "sitting.hopes": "I hope every child here has one adult who notices when they're quiet.",
            "sitting.strength-i-bring": "I stay calm when a hallway isn't.",
            "my-goal.about": "advocacy",
            "my-goal.advocacy.indicator": "ad2",
            "my-goal.text": GOAL_MET,
            "my-goal.shows": "Three families tell me so without being asked.\nThe office gets fewer calls.",
            "sitting.who-will-ask": "The head of our family council, on the first Friday of each month.",
        },
    )


def _week(journal: Journal, number: int, day: date) -> None:
    """Write what there is in each week: a check-in on one attribute, or a note."""
    if number % 2:
        text = f"{_WHO[number % 6]} {_DID[number % 7]}. {_AFTER[number % 4]}"
        journal.run(_at(day), "note", text, "--tag", "hallway")
        return
    turn = number // 2
    attribute = list(_MOMENTS)[turn % 5]
    question, *moments = _MOMENTS[attribute]
    saw, showed = moments[turn // 5 % 8]
    answers = {
        f"{attribute}.{question}": saw,
        f"{attribute}.sitting.showed-me": showed,
        f"{attribute}.level": _LEVELS[attribute].split()[turn // 5 % 8],
    }
    if number % 10 in {0, 4}:
        made = number // 10 * 2 + number % 10 // 4
        when, then = _PLANS[made % len(_PLANS)]
        by = (day + timedelta(days=10)).isoformat()
        answers |= {"plan.when": when, "plan.then": then, "plan.by": by}
    journal.reflect(day, "check-in", answers, attribute)


def _evidence(journal: Journal) -> None:
    """Add evidence of every sort: lines, a link, files, and answers that are marked."""
    add = "evidence", "add"
    agenda, photo = journal.home / "family council agenda.txt", journal.home / "lunch line \u2013 before & after.txt"
    agenda.write_text("1. What we heard\n2. What we'll do\n", encoding="utf-8")
    photo.write_text("Before: 11 minutes. After: 7.\n", encoding="utf-8")
    told = "The clerk's call log: 14 calls on Monday, from 31."
    journal.run(_at(date(2025, 10, 20)), *add, told, "--attribute", "ad2")
    council = "Two mothers wrote half of this agenda.", "--file", str(agenda)
    journal.run(_at(date(2025, 11, 3)), *add, *council, "--attribute", "advocacy")
    line = "The aides timed the lunch line.", "--file", str(photo)
    journal.run(_at(date(2026, 9, 21)), *add, *line, "--attribute", "co1")
    board = "Minutes of the meeting where the late bus came up", "--link", LINK
    journal.run(_at(date(2027, 2, 15)), *add, *board, "--attribute", "ad3")
    journal.run(_at(date(2027, 4, 12)), *add, FORMULA, "--attribute", "tr1")
    for day, *about in (
        (date(2025, 10, 3),),
        (date(2026, 10, 16), "--attribute", "hc1"),
        (date(2027, 3, 5), "--attribute", "co2"),
    ):
        journal.run(_at(day + timedelta(days=2)), *add, day.isoformat(), "1", *about)


def _in_between(journal: Journal) -> None:
    """Write what there is once or twice a year: the whole portrait, a hard moment, and words of any kind."""
    for day, turn in ((date(2025, 9, 15), 0), (date(2026, 1, 12), 3), (date(2026, 9, 14), 5), (date(2027, 1, 11), 6)):
        answers = {}
        for attribute, (question, *moments) in _MOMENTS.items():
            saw, _ = moments[(turn + 3) % 8]
            answers[f"{attribute}.{question}"] = saw
            answers[f"{attribute}.level"] = _LEVELS[attribute].split()[turn]
        answers["human-centered.comment"] = "I ask more people than in August, and mostly the same ones."
        journal.reflect(day, "whole-portrait", answers, *_MOMENTS)
    hard = {
        "sitting.facts": "A father waited forty minutes while I was in a meeting that could have waited.\nHe left.",
        "sitting.feelings": "Ashamed, mostly.",
        "sitting.meant-and-did": "I meant to be the one who is easy to reach.",
        "plan.asked.then": "call the father back, and say that I should have come out",
        "plan.asked.by": "2026-12-11",
    }
    journal.reflect(date(2026, 12, 7), "hard-moment", hard)
    notes = ((MARKDOWN, "advocacy"), (HOSTILE, "authenticity"), (ARABIC, "advocacy"), (HEBREW, "advocacy"))
    others = ((CHINESE, "human-centered"), (EMOJI, "collaboration"))
    for number, (words, attribute) in enumerate((*notes, *others)):
        day = date(2027, 3, 8) + timedelta(days=number)
        journal.run(_at(day, 20), "note", "--attribute", attribute, "-", stdin=words)
    journal.run(_at(date(2027, 5, 3), 21), "note", PRIVATE, "--tag", "private")


def _ends(journal: Journal) -> None:
    """End the first year and begin the second; its goal is open when the journal is looked at."""
    journal.run(_at(date(2025, 11, 10)), "goal", "keep", "1", "--why", "Fewer calls, but not in every language.")
    journal.reflect(date(2026, 6, 8), "end-of-year", _end("kept", 1, 4), *_MOMENTS)
    met = "Every family on the east side got a call or a text in August."
    journal.run(_at(date(2026, 6, 9)), "goal", "met", "1", "--why", met)
    shows = "An agenda that I haven't seen before the meeting."
    journal.run(_at(date(2026, 8, 17)), "goal", "set", GOAL_OPEN, "--about", "co1", "--shows", shows)
    journal.run(_at(date(2027, 1, 18)), "goal", "keep", "--why", "One team does. The other waits for me.")
    journal.reflect(LAST, "end-of-year", _end("missed", 5, 7), *_MOMENTS)


def _end(promise: str, then: int, now: int) -> dict[str, str]:
    """Return the answers at the end of a year; `then` and `now` say which of her levels those are."""
    levels = {f"{attribute}.then.level": _LEVELS[attribute].split()[then] for attribute in _MOMENTS}
    levels |= {f"{attribute}.level": _LEVELS[attribute].split()[now] for attribute in _MOMENTS}
    return {
        **levels,
        "human-centered.comment": "I hear bad news on the day it happens now.",
        "sitting.learner-story": "A third grader who hid under tables in fall read to kindergartners in spring.",
        f"sitting.promise-{promise}": "It made the next one easier to say out loud.",
        "sitting.who-helped": "The office clerk. She corrected me eleven times, and never in front of anyone.",
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True)
    for name in [name for name in os.environ if name.startswith(("XDG_", "PORTRAIT_"))]:
        del os.environ[name]
    os.environ["HOME"] = str(folder)
    write_two_years(folder)
