"""What a page says by itself, in English."""

from msgspec import Struct


class PageWords(Struct, frozen=True):
    """The page's own words; what is in braces is filled in."""

    language: str
    question: str
    questions: str
    minute: str
    minutes: str
    at_once: str
    one_by_one: str
    what_happens: str
    """Above what happens to the answers."""
    progress: str
    for_example: str
    only_if: str
    """Before the answers after which something is asked."""
    next: str
    begin: str
    skip: str
    back: str
    clear: str
    pick_day: str
    day_understood: str
    day_unknown: str
    plan_half: str
    review: str
    review_hint: str
    change: str
    skipped: str
    evidence: str
    set_goal: str
    nothing: str
    save: str
    saved: str
    saved_again: str
    where_it_is: str
    copy_label: str
    sealed_label: str
    copy: str
    copied: str
    mail: str
    to_answers: str
    start_over: str
    start_over_sure: str
    still_here: str
    not_yours: str
    no_drafts: str
    cannot_seal: str
    no_script: str
    no_script_print: str
    session: str
    """What a person should know before a session of their own ..."""
    keep: str
    """... and what to do with the file that they saved."""


ENGLISH = PageWords(
    language="en",
    question="1 question",
    questions="{number} questions",
    minute="about 1 minute",
    minutes="about {number} minutes",
    at_once="All questions at once",
    one_by_one="One question at a time",
    what_happens="What happens to my answers",
    progress="{number} of {total}",
    for_example="For example: {example}",
    only_if="Only after: {answers}",
    next="Next",
    begin="Begin",
    skip="Skip",
    back="Back",
    clear="Clear my choice",
    pick_day="Or pick a day",
    day_understood="That is {day}.",
    day_unknown="That isn't a day to come that this page knows. Pick one, or write: 2 weeks, friday, dec 7.",
    plan_half="A plan needs both parts. If you leave this one blank, your words are kept, but not as a plan.",
    review="Looking back",
    review_hint="Change what you like, then save.",
    change="Change",
    skipped="skipped",
    evidence="Mark as evidence",
    set_goal="Set a goal for the year",
    nothing="Nothing is answered yet, so there is nothing to save.",
    save="Save my answers",
    saved="Saved as {file}",
    saved_again="Send this one. It replaces the one you saved before.",
    where_it_is="The file is where your browser puts downloads. Once you have it, you can close this page.",
    copy_label="No file? Copy this text and paste it into an e-mail or a note.",
    sealed_label="No file? Copy this text and paste it into an e-mail. These are your answers, sealed.",
    copy="Copy",
    copied="Copied",
    mail="Write to {address}",
    to_answers="Back to my answers",
    start_over="Start over",
    start_over_sure="Start over? Your answers on this page will be gone.",
    still_here="Your answers are still here.",
    not_yours="If they are not yours:",
    no_drafts="This browser keeps no drafts: save before you close the page.",
    cannot_seal="This browser cannot seal your answers, so nothing was saved. They are still here: try another one.",
    no_script="To answer, save this page and open it in a browser such as Chrome, Safari or Edge. A preview, as in "
    "a mail program, can show it, but cannot save what you answer.",
    no_script_print="It shows every question here, so you can also print it and write on paper.",
    session="Only for you. Skip anything. Use roles, not names.",
    keep="Keep the file, print this page, or give the file to whoever sent you this page. To bring it into a "
    "journal of your own, run this in its folder:",
)
