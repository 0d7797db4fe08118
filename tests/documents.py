"""Documents with every part, for any format to write."""

from collections.abc import Iterator
from datetime import date

from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    NewPage,
    Paragraph,
    Part,
    Picture,
    Records,
    Room,
    Signatures,
    Step,
    Table,
    Words,
)

MADE_ON = date(2026, 11, 26)
LEVELS = ("Starting", "Growing", "Steady", "Multiplying")
TITLE = "Growth plan"
FOOTER = (
    "Self-reported, for growth, not for evaluation.",
    "Portrait of a Leader, version 1. Made with portrait on November 26, 2026.",
    "portrait is independent of KnowledgeWorks.",
)

ANSWER = """\
Families who do not read email heard about family night last.
I knew, and I sent the email anyway.

What I tried:
- called three families
- asked the bus drivers
  1. the first one knew everyone
"""
NOTE = """\
## After the meeting

It went **better** than I *feared*, ~~but~~ and `AD2` came up. See [the agenda](https://example.org/agenda).

1. Families first
2. The budget last

> She said: "You asked before you decided."

    a block
      of code
"""
HOSTILE = """\
<script>document.title = "gone"; fetch("http://127.0.0.1:9/x")</script>
<img src="http://127.0.0.1:9/pixel.png" onerror="alert(1)"> [press](javascript:alert(1)) ![](http://127.0.0.1:9/a.png)
</style></title></svg>--><!-- {{ 7*7 }} {% raw %} {# gone #} &lt;b&gt; & " ' \\ $x$ #let x = 1
"""
"""What must stay words, as an answer and as a note."""
ARABIC = "سألت العائلات قبل أن أقرر. (AD2)"
HEBREW = "שאלתי את המשפחות לפני שהחלטתי."
CHINESE = "我在做决定之前问了家长。"
EMOJI = "We did it 🎉 👩🏽‍🏫 together"

PICTURE = Picture(
    "Advocacy",
    LEVELS,
    (
        Step(date(2025, 9, 15), "Starting", 1),
        Step(date(2025, 12, 1), "Growing", 2),
        Step(date(2026, 2, 9), "Can't say yet", None),
        Step(date(2026, 5, 18), "Steady", 3),
        Step(date(2026, 10, 12), "Growing", 2),
        Step(date(2026, 11, 23), "Steady", 3),
    ),
    "Starting on September 15, 2025; Growing on December 1, 2025; Can't say yet on February 9, 2026; "
    "Steady on May 18, 2026; Growing on October 12, 2026; Steady on November 23, 2026.",
)
ONE_STEP = Picture("Collaboration", LEVELS, PICTURE.steps[:1], "Starting on September 15, 2025.")


def every_part() -> tuple[Part, ...]:
    """Return each part, and each of the words above, at least once."""
    return (
        Heading("My goal"),
        Paragraph("What do you want to grow, and why does it matter for learners?"),
        Words(ANSWER),
        Heading("In my own words", 3),
        Words(NOTE, is_markdown=True),
        Heading("More of it", 4),
        Paragraph("A note beside what matters.", is_quiet=True),
        Facts((("Name", "Ana Ruiz"), ("Role", "Building leader"), ("School", ""), ("School year", "2026\u201327"))),
        Bullets(("Call three families by December 4.", "Ask first.")),
        Table(
            "Evidence for Advocacy",
            ("Date", "What shows it", "Where it is kept"),
            (
                (
                    "October 12, 2026",
                    "Three families told me before I asked.",
                    "https://example.org/a/very/long/" + "x" * 80,
                ),
                ("November 23, 2026", "Our new agenda\nwith families first", ""),
            ),
            widths=(2, 6, 3),
        ),
        Table("Dates discussed", ("Date", "With whom", ""), (("", "", ""), ("", "", ""))),
        PICTURE,
        ONE_STEP,
        NewPage(),
        Heading("Words of any kind"),
        Words(HOSTILE),
        Words(HOSTILE, is_markdown=True),
        Words(ARABIC),
        Words(HEBREW),
        Words(CHINESE),
        Words(EMOJI),
        Words(f"- {ARABIC}\n- {HEBREW}"),
        Table("In other scripts", ("Arabic", "Chinese"), ((ARABIC, CHINESE),)),
        Heading("For a pen"),
        Room("Comments of the supervisor", 3),
        Signatures(("Leader", "Supervisor")),
    )


def full_document() -> Document:
    """Return a document with every part, of two pages or more."""
    return Document(
        kind="growth-plan",
        title=TITLE,
        parts=every_part(),
        footer=FOOTER,
        made_on=MADE_ON,
        subtitle="Ana Ruiz, building leader, 2026\u201327",
        author="Ana Ruiz",
        records=Records(("date", "words"), (("2026-10-12", "=1+1"),)),
    )


def one_page() -> Document:
    """Return a document that is meant for one sheet, and fits on it."""
    return Document(
        kind="conversation",
        title="Conversation sheet",
        parts=(
            Facts((("Name", "Ana Ruiz"), ("With", ""))),
            Heading("A strength"),
            Words("Families tell me first."),
            Heading("A question I want help with"),
            Words("How do I hear from the families who never come?"),
            Heading("What I would like you to ask me next time"),
            Room("Notes", 3),
        ),
        footer=FOOTER,
        made_on=MADE_ON,
        author="Ana Ruiz",
        is_one_page=True,
    )


def long_document(sections: int) -> Document:
    """Return a document whose parts come one after the other, once."""
    return Document("journal", "Journal", _sections(sections), FOOTER, MADE_ON)


def _sections(number: int) -> Iterator[Part]:
    for one in range(number):
        yield Heading(f"Entry {one}")
        yield Paragraph("What happened?")
        yield Words(f"{ANSWER} Entry {one}.")
