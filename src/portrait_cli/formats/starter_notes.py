"""The notes in a new portrait file, for someone who has never seen YAML."""

from portrait_cli.core.level_limits import LIMITS_IN_WORDS

HOW_TO_WRITE = """\
# This file says what good leadership looks like here. The program takes its questions from it.
# Change the words, and keep the shape:
# - The spaces at the start of a line show what belongs to what. Use the space bar, never the Tab key.
# - An id is a short name that links things. Once people have used it, keep it, even when you change the words.
# - If an id has to change, put the old one on a line below it: formerly: [old-id]. Growth then continues.
# - Put quotation marks around text with a colon or a # in it: "Listening: who is missing?"
# - After >- the lines below are joined into one paragraph. After |- each line stays a line of its own.
# - A line that begins with # is a note for you, or an idea. To use an idea, take away its #, and nothing else.

# The format of this file. Leave it as it is.
format: 1
"""
TITLE = """\
# A short name for this portrait that never changes. Then what readers see: its title, the version of this text
# (raise it when you change the words) and its language, such as en, es or ar.
"""
LEVELS = f"""
# The levels, lowest first, {LIMITS_IN_WORDS} of them. \
Each may have a meaning: one short sentence about it in general.
"""
NO_LEVELS = """
# There are no levels here, so nobody is asked for one. To add some, lowest first:
#scales:
#  - id: growth
#    levels:
#      - Not yet
#      - Sometimes
#      - Always
"""
NO_OFF_SCALE = """\
# Honest answers for days when no level fits:
#    off_scale:
#      - Can't say yet
#      - Not part of my role
"""
ATTRIBUTES = """
# The attributes, in order. Each has an id and a name and, if you like:
# - code: your own number or letter for it
# - definition: what it means, in one line
# - aligned_to: what it matches in other frameworks
# - can_do: what a leader can do
# - levels: after each level's id, what that level looks like: one statement or a list of them
# - prompts: questions; the depth is check-in (a minute or two), deep (longer) or next-step (what follows from it)
# - indicators: what a leader can be seen doing; each may have a code, definition, look_for and levels of its own
# - retired: indicators that you took out; levels that people chose for them keep their name
"""
KEPT = """
# Kept from the portrait that this one continues.
"""
IDEAS = """
# Questions that fit any attribute. They are asked when an attribute has none of that depth. If you add none, the
# program asks the ones it comes with.
#prompts:
#  - id: lately
#    depth: check-in
#    text: What did I do lately that shows this?
#  - id: seen-otherwise
#    depth: deep
#    text: What would the people who see me do this least say about it?

# The sessions to choose from: what is asked, and in what order. If you add none, people choose from the ones that
# come with the program; `portrait guides` lists them.
#guides:
#  - id: check-in
#    name: Check-in
#    summary: One question and one look at each attribute.
#    minutes: 6
#    steps:
#      - follow-up
#      - do: each-attribute
#        steps:
#          - ask
#          - place
#      - focus
#      - plan

# The kinds of leaders this portrait is for. A prompt or an indicator is for all of them unless it has a line
# such as `roles: [coach]`.
#roles:
#  - Principal
#  - Coach

# What documents are called here, such as growth plans. If they must not be used for evaluation, none by which a
# supervisor may judge is made.
#documents:
#  not_for_evaluation: true
#  titles:
#    conversation: Coaching sheet

# Named parts of the portrait, such as what comes first for someone new:
#subsets:
#  - name: The first ninety days
#    attributes:
"""
