"""The message that goes with a page, in English."""

from msgspec import Struct


class AskingWords(Struct, frozen=True):
    """The sentences; what is in braces is filled in."""

    language: str
    joined_by: str
    """What stands between the last two names of a list."""
    hello: str
    again: str
    about: str
    about_leading: str
    """The same for a request that names no attribute."""
    minutes: str
    minutes_until: str
    page: str
    why: str
    counts: str
    counts_and_comments: str
    seal: str
    collector: str
    free: str
    send: str
    send_to_me: str
    thanks: str
    student_ask: str
    student_ask_until: str
    student_counts: str
    student_counts_and_comments: str
    student_send: str
    student_send_to_me: str
    student_thanks: str


ENGLISH = AskingWords(
    language="en",
    joined_by=" and ",
    hello="Hello,",
    again="I'm asking you this again, to see what has changed since the last time. Thank you to everyone who "
    "answered then.",
    about="I'm working on {title} as a leader, and you see what I can't.",
    about_leading="I'm working to lead better, and you see what I can't.",
    minutes="Would you give me {minutes} minutes?",
    minutes_until="Would you give me {minutes} minutes by {day}?",
    page="The page is attached. Save it and open it in any browser, also on a phone. It needs no account and no "
    "internet.",
    why="Why I ask: {why}",
    counts="Nobody's name is in it. I get to see how many chose each answer once {fewest} of a group have replied.",
    counts_and_comments="Nobody's name is in it. I get to see how many chose each answer once {fewest} of a group "
    "have replied, and what people wrote, each line by itself, once {fewest_for_comments} have.",
    seal="The seal keeps everyone else out, but not me: the key is on my computer, and a single reply could be "
    "opened there. The program never shows one.",
    collector="{collector} receives the replies and has the only key; I get that result, and no reply.",
    free="This is not an evaluation, and you are free to leave it.",
    send="At the end, save your answers and send the file to {who}.",
    send_to_me="At the end, save your answers and send the file to me.",
    thanks="Thank you for helping me learn.",
    student_ask="{asker} would like to know what you see, to do the job better. Please answer a few short "
    "questions. It takes about {minutes} minutes. You don't have to, and it has nothing to do with your grades.",
    student_ask_until="{asker} would like to know what you see, to do the job better. Please answer a few short "
    "questions by {day}. It takes about {minutes} minutes. You don't have to, and it has nothing to do with your "
    "grades.",
    student_counts="Your name is not in it. I open the answers. {asker} gets to see how many of you chose each one "
    "if {fewest} or more answer.",
    student_counts_and_comments="Your name is not in it. I open the answers. {asker} gets to see how many of you "
    "chose each one if {fewest} or more answer, and what you wrote if {fewest_for_comments} or more do. Someone may "
    "still guess that words are yours.",
    student_send="At the end, save your answers and send the file to {who}.",
    student_send_to_me="At the end, save your answers and send the file to me.",
    student_thanks="Thank you.",
)
