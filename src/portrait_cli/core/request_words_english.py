"""What the page of a request tells people before they answer, in English."""

from datetime import date

from msgspec import Struct

from portrait_cli.core import dates


class RequestWords(Struct, frozen=True):
    """The words; what is in braces is filled in."""

    language: str
    title: str
    again: str
    why: str
    until: str
    who: str
    free: str
    small_place: str
    group: str
    comments: str
    seal: str
    """That the asker could break it ..."""
    collector: str
    """... or that somebody else receives the replies."""
    student_who: str
    student_free: str
    student_opens: str
    student_guess: str
    student_counts: str
    student_comments: str
    send: str
    hand_over: str
    mail: str
    student_mail: str
    keep_both: str
    open_mail: str
    """Where the page's script does not run."""
    late: str
    thanks: str
    day: str
    months: tuple[str, ...]

    def in_words(self, when: date) -> str:
        """Write a day."""
        weekday = dates.WEEKDAYS[when.weekday()]  # only the English form has it
        month = self.months[when.month - 1]
        return self.day.format(weekday=weekday, month=month, day=when.day, year=when.year)


ENGLISH = RequestWords(
    language="en",
    title="Feedback for {asker}",
    again="{asker} asks this again, to see what has changed. Thank you to everyone who answered before.",
    why="Why, in {asker}'s words: “{why}”",
    until="Please answer by {day}.",
    who="{asker} wants to grow as a leader, and asks what you see. It is not an evaluation of {asker}, or of you.",
    free="Skip what you like. If you weren't in a position to see something, say so: that is a good "
    "answer. Before you choose, think of two or three things that you saw or heard yourself. All of "
    "us see some leaders in a kinder light than others, often without knowing it.",
    small_place="In a small place, people know each other's words. Write only what you would be content to have "
    "guessed.",
    group="You answer as one of this group: {group}. What you save is sealed, and has no name and no time in "
    "it: only a number that your browser makes by chance, so that you count once. How many chose each "
    "answer is shown only once {fewest} people of the group have replied. A group with fewer is left out.",
    comments="What people write is shown only from {fewest_for_comments} replies of a group on, each line by "
    "itself, shuffled.",
    seal="To be plain: the seal keeps others out. It does not keep {asker} out, whose computer has the key "
    "and could open replies one by one. The program itself never shows them that way.",
    collector="{collector} receives the replies, and has the only key. {asker} does not see them: {collector} "
    "hands over only the result that is described here.",
    student_who="{asker} works for your school and wants to do it better. You can help: say what you see. This is "
    "not a test, and it has nothing to do with your grades.",
    student_free="You don't have to do it. You can skip any question, and stop when you want.",
    student_opens="{collector} opens the answers, not {asker}. Your name is not in them.",
    student_guess="Someone may still guess that words are yours. So write only what is okay for them to guess, and "
    "leave out names.",
    student_counts="{asker} gets to see how many students chose each answer, but only if {fewest} or more have "
    "answered.",
    student_comments="What students write is shown only if {fewest_for_comments} or more have answered, in mixed "
    "order.",
    send="Send the saved file to {who}, {address}. Or copy the text below and paste it into an e-mail.",
    hand_over="Give the saved file to {who}. Or copy the text below and paste it into an e-mail to them.",
    mail="An e-mail shows {who} that you replied, and which sealed file is yours. If you would rather not "
    "show that, hand the file over with no name on it, such as in a shared folder.",
    student_mail="If you send an e-mail, {who} can see that it is from you. You can also hand in the file in a way "
    "that does not show your name.",
    keep_both="Every reply has the same name. If you put it where others put theirs and are asked to replace a "
    "file, keep both.",
    open_mail="You can also answer in an e-mail to {to}, but then your answers are neither sealed nor without your "
    "name.",
    late="The day to answer by has passed. Please ask {who} whether replies still count.",
    thanks="Thank you. When your file is in and {fewest} of you have replied, {asker} sees what your group says "
    "together.",
    day="{weekday}, {month} {day}, {year}",
    months=dates.MONTHS,
)
