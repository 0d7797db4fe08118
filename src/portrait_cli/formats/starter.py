"""From a rubric to the text of a portrait file that its owners can go on writing by hand."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import UsageError
from portrait_cli.core.portrait import ATTRIBUTES_TAKEN, INDICATORS_TAKEN, PROMPTS_TAKEN, Level, OffScale, Prompt
from portrait_cli.core.text import slug
from portrait_cli.formats import yaml_writer
from portrait_cli.formats.yaml_writer import YamlTree, plain_or_quoted

FEWEST_LEVELS, MOST_LEVELS = 2, 9
NO_NAME = "No name yet"

_LONGEST_ID = 60  # a name before a colon may have 1,024 characters in YAML, and people should be able to type it


class Part(Struct, frozen=True):
    """An attribute or, below one, an indicator: as a rubric has it, before anything in it has an id.

    `statements` has one item for each of the rubric's levels, in their order: what that level looks like. Only an
    attribute has prompts.
    """

    name: str
    code: str = ""
    definition: str = ""
    look_for: str = ""
    statements: tuple[tuple[str, ...], ...] = ()
    prompts: tuple[Prompt, ...] = ()
    parts: "tuple[Part, ...]" = ()


class Rubric(Struct, frozen=True):
    """What a portrait file is begun with: at least one attribute, and two to nine levels or none."""

    attributes: tuple[Part, ...]
    levels: tuple[Level, ...] = ()
    off_scale: tuple[OffScale, ...] = ()
    title: str = ""
    language: str = "en"


EXAMPLE = Rubric(
    title="Our Portrait of a Leader",
    levels=(
        Level("Starting", meaning="I see why it matters, and I do it now and then."),
        Level("Growing", meaning="I do it on purpose, in some places and with some people."),
        Level("Steady", meaning="It is how I usually work, in hard weeks too."),
        Level("Multiplying", meaning="Others lead it with me, and it would go on without me."),
    ),
    attributes=(
        Part(
            "Puts people first",
            code="A",
            definition="We look at what a decision does to people before we make it.",
            prompts=(
                Prompt("Who had a better week because of something I did?"),
                Prompt("Think of my last big decision. Who felt it most, and when did I ask them?", depth="deep"),
            ),
            parts=(
                Part(
                    "Listens before deciding",
                    code="A1",
                    look_for="Asks the people who will live with a decision while it can still change.",
                    statements=(
                        ("I hear what people think after I have decided.",),
                        ("I ask some people first, mostly those who are easy to reach.",),
                        ("I ask those who feel it most, early enough for the plan to change.",),
                        ("Teams here ask first without me, and can name plans that changed.",),
                    ),
                ),
            ),
        ),
        Part(
            "Keeps learning",
            code="B",
            definition="We try things, look at what happened, and say so when we were wrong.",
            prompts=(Prompt("What did I try lately, and what did it teach me?"),),
        ),
        Part(
            "Shares the lead",
            code="C",
            definition="Others lead with us, and the work does not rest on one person.",
            prompts=(Prompt("What did I hand over this month, and what did I hold on to?"),),
        ),
    ),
)
"""What a portrait is begun with where nothing else is at hand."""

_HOW = """\
# This file says what good leadership looks like here. The program asks its questions from it.
# Change the words, and keep the shape:
# - The spaces at the start of a line show what belongs to what. Use the space bar, never the Tab key.
# - An id is a short name that links things. Once people have used it, keep it, even when you change the words.
# - Put a text with a colon or a # in it between quotation marks: "Listening: who is missing?"
# - After >- the lines below are joined into one paragraph. After |- each line stays a line of its own.
# - A line that begins with # is a note for you, or an idea. To use an idea, take away its #, and nothing else.

# The format of this file. Leave it as it is.
format: 1
"""
_TITLE = """\
# A short name for this portrait that never changes. Then what readers see: its title, the version of this text
# (raise it when you change the words) and its language, such as en, es or ar.
"""
_LEVELS = """
# The levels, lowest first, two to nine of them. Each may have a meaning: one short sentence about it in general.
"""
_NO_LEVELS = """
# There are no levels here, so nobody is asked for one. To have some, lowest first:
#scales:
#  - id: growth
#    levels:
#      - Not yet
#      - Sometimes
#      - Always
"""
_NO_OFF_SCALE = """\
# Honest answers for days when no level fits:
#    off_scale:
#      - Can't say yet
#      - Not part of my role
"""
_ATTRIBUTES = """
# The attributes, in order. Each has an id and a name and, if you like:
# - code: your own number or letter for it
# - definition: what it means, in one line
# - can_do: what a leader can do
# - levels: after each level's id, what that level looks like: one statement or a list of them
# - prompts: questions; the depth is check-in (a minute or two), deep (longer) or next-step (what follows from it)
# - indicators: what a leader can be seen doing; each may have a code, a look_for and levels of its own
"""
_ALWAYS = """
# Questions that fit any attribute. They are asked where an attribute has none of that depth. Without yours, those
# that come with the program are asked.
#prompts:
#  - id: lately
#    depth: check-in
#    text: What did I do lately that shows this, and what came of it?
#  - id: seen-otherwise
#    depth: deep
#    text: Who sees me do this least? What would they say, and what have they seen?

# The sessions to choose from: what is asked, and in which order. Without yours, those that come with the program
# can be chosen; `portrait guides` lists them.
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

# The kinds of leaders this speaks to. A prompt or an indicator is for some of them only when it has a line
# such as `roles: [coach]`.
#roles:
#  - Principal
#  - Coach

# Parts with a name of their own, such as what comes first for someone new:
#subsets:
#  - name: The first ninety days
#    attributes:
"""


def rubric(title: str = "", attributes: Sequence[str] = (), levels: Sequence[str] = ()) -> Rubric:
    """Make a rubric of names alone; the example's attributes and levels stand in for those not given.

    Raises UsageError when one level is given, or more than nine.
    """
    if levels and not FEWEST_LEVELS <= len(levels) <= MOST_LEVELS:
        raise UsageError(f"found {len(levels)} {'level' if len(levels) == 1 else 'levels'}; expected two to nine")
    return Rubric(
        tuple(Part(name) for name in attributes) or tuple(_example(with_statements=not levels)),
        tuple(Level(name) for name in levels) or EXAMPLE.levels,
        title=title or EXAMPLE.title,
    )


def _example(*, with_statements: bool) -> Iterator[Part]:
    """Go through the example's attributes; what they say of its levels says nothing of others."""
    for part in EXAMPLE.attributes:
        finer = part.parts if with_statements else tuple(replace(each, statements=()) for each in part.parts)
        yield replace(part, parts=finer)


def write(rubric: Rubric = EXAMPLE, *, schema: str = "") -> str:
    """Write a portrait file with notes for someone who never saw YAML; `schema` says where an editor finds ours.

    Every text stays as it is, but for blanks around it and characters that no text should hold.
    """
    used: set[str] = set()
    levels = [
        {"id": _new_id(used, "level", level.name), "name": _name(level.name), "meaning": clean(level.meaning)}
        for level in rubric.levels
    ]
    off_scale = [
        {
            "id": _new_id(used, "answer", answer.name),
            "name": _name(answer.name),
            "meaning": clean(answer.meaning),
            "needs_comment": "true" if answer.needs_comment else "",
        }
        for answer in rubric.off_scale
    ]
    level_ids = [level["id"] for level in levels]
    used = set(ATTRIBUTES_TAKEN)
    ids = [_new_id(used, "attribute", part.name) for part in rubric.attributes]
    used = {*INDICATORS_TAKEN, *ids}
    attributes = [_attribute(part, own, level_ids, used) for part, own in zip(rubric.attributes, ids, strict=True)]
    title = {
        "id": _new_id(set(), "portrait", rubric.title),
        "title": clean(rubric.title) or EXAMPLE.title,
        "version": "1",
        "language": clean(rubric.language) or "en",
    }
    scale: YamlTree = {"id": "growth", "levels": levels, "off_scale": off_scale}
    return "".join(
        [
            f"# yaml-language-server: $schema={one_line(schema)}\n" if schema else "",
            _HOW,
            _TITLE + yaml_writer.dump(title),
            _LEVELS + yaml_writer.dump({"scales": [scale]}) if levels else _NO_LEVELS,
            _NO_OFF_SCALE if levels and not off_scale else "",
            _ATTRIBUTES + yaml_writer.dump({"attributes": attributes}),
            _ALWAYS + f"#      - {plain_or_quoted(ids[0])}\n",
        ]
    )


def clean(text: str) -> str:
    """Drop what no text should hold: control characters, line ends of other systems, blanks around it."""
    return _CONTROL.sub(" ", _LINE_END.sub("\n", text)).strip()


_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def one_line(text: str) -> str:
    """Clean a text and put it on one line."""
    return " ".join(clean(text).split())


def _name(text: str) -> str:
    return clean(text) or NO_NAME


def _new_id(used: set[str], noun: str, *texts: str) -> str:
    """Make an id of the first text that gives a new one; number it when all are taken."""
    stems = [stem for text in texts if (stem := slug(text)[:_LONGEST_ID].rstrip("-"))] or [noun]
    numbered = (f"{stems[0]}-{number}" for number in count(2))
    new = next(stem for stem in chain(stems, numbered) if stem not in used)
    used.add(new)
    return new


def _attribute(part: Part, own: str, level_ids: list[str], used: set[str]) -> YamlTree:
    prompt_ids = set(PROMPTS_TAKEN)
    return {
        "id": own,
        "code": clean(part.code),
        "name": _name(part.name),
        "definition": clean(part.definition),
        "can_do": clean(part.look_for),
        "levels": _statements(part, level_ids),
        "prompts": [
            {"id": _new_id(prompt_ids, "prompt", prompt.text), "depth": prompt.depth, "text": clean(prompt.text)}
            for prompt in part.prompts
            if clean(prompt.text)
        ],
        "indicators": [_indicator(finer, level_ids, used) for finer in part.parts],
    }


def _indicator(part: Part, level_ids: list[str], used: set[str]) -> YamlTree:
    return {
        "id": _new_id(used, "indicator", part.code, part.name),
        "code": clean(part.code),
        "name": _name(part.name),
        "look_for": clean(f"{part.definition}\n{part.look_for}"),
        "levels": _statements(part, level_ids),
        "indicators": [_indicator(finer, level_ids, used) for finer in part.parts],
    }


def _statements(part: Part, level_ids: list[str]) -> YamlTree:
    """List what each level looks like; one statement needs no list."""
    said = ([text for each in statements if (text := clean(each))] for statements in part.statements)
    by_level = zip(level_ids, said, strict=False)
    return {level: texts[0] if len(texts) == 1 else texts for level, texts in by_level if texts}
