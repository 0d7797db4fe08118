"""A page that anyone can answer in a browser: one HTML file that loads nothing and sends nothing.

Without its script it still shows every question; `page.js` asks them one by one, keeps a draft and saves the answers.
A request is within it as JSON, so that somebody else can receive replies to it.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

import msgspec
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from portrait_cli.core.page import Page
from portrait_cli.core.page_words import words_for
from portrait_cli.core.portrait import Nudge
from portrait_cli.core.session import Choice, Step
from portrait_cli.core.text import visible
from portrait_cli.export.direction import direction
from portrait_cli.formats.page_data import embedded

_FIRST = 3
"""How many paragraphs stand above the first question in any case, on a page for a group."""


class _StepData(Struct, frozen=True):
    """What the script needs to know of a step; the page shows the rest."""

    id: str
    purpose: str
    prompt: str
    question: int
    needs: str
    needs_one_of: tuple[str, ...]
    new_goal: str
    nudged: bool
    prompts_after: Mapping[str, str]


class _Data(Struct, frozen=True):
    """What the script needs to know of the page."""

    key: str
    """Tells its draft from those of other pages."""
    header: tuple[tuple[str, str | tuple[str, ...]], ...]
    file_name: str
    recipient: str
    own: bool
    """Whether it is a session of one's own, and not an answer to a request."""
    until: date | None
    """The last day on which answers are asked for."""
    nudges: tuple[Nudge, ...]
    steps: tuple[_StepData, ...]
    words: Mapping[str, str]


class _Part(Struct, frozen=True):
    """A step as it is shown; `number` counts steps from 0."""

    number: int
    step: Step
    only_after: tuple[str, ...]
    """The answers after which it is asked, if there are only some."""


class _Question(Struct, frozen=True):
    """A question with its parts, such as a level and the comment on it."""

    parts: tuple[_Part, ...]
    repeats_heading: bool

    @property
    def first(self) -> Step:
        return self.parts[0].step


def write(page: Page) -> str:
    """Write a page."""
    words = words_for(page.language)
    questions = tuple(_questions(page.steps))
    data = _Data(
        key=sha256(msgspec.json.encode(page)).hexdigest()[:16],
        header=page.header,
        file_name=page.file_name,
        recipient=page.recipient,
        own=not page.request,
        until=page.until,
        nudges=page.nudges,
        steps=tuple(_step_data(page.steps)),
        words=asdict(words),
    )
    scripts = [
        _resource(name)
        for name in (
            *(["age.js"] if page.recipient else []),
            "page_day.js",
            "page_text.js",
            "page_draft.js",
            "page.js",
        )
    ]
    style = _resource("page.css")
    is_for_group = any(name == "group" for name, _ in page.header)
    first = _FIRST if is_for_group else len(page.intro)
    return _template().render(
        page=page,
        direction=direction(page.language),
        intro=page.intro[:first],
        what_happens=page.intro[first:],
        questions=questions,
        sure=[question for question in questions if question.first.new_goal != "on-request"],
        words=words,
        own_words=_own_words(page.language, words.language),
        mail=_mail(page),
        data=_markup(embedded(msgspec.json.encode(data).decode())),
        request=_markup(embedded(page.request)),
        style=_markup(style),
        scripts=[_markup(script) for script in scripts],  # likewise
        hashes=[_hash(script) for script in scripts],
        style_hash=_hash(style),
    )


def _step_data(steps: tuple[Step, ...]) -> Iterator[_StepData]:
    for question, (_, step) in _with_questions(steps):
        yield _StepData(
            id=step.id,
            purpose=step.purpose,
            prompt=visible(step.prompt),
            question=question,
            needs=step.needs,
            needs_one_of=step.needs_one_of,
            new_goal=step.new_goal,
            nudged=step.nudged,
            prompts_after={answer: visible(prompt) for answer, prompt in step.prompts_after.items()},
        )


def _questions(steps: tuple[Step, ...]) -> Iterator[_Question]:
    """Put the parts of each question together."""
    choices = {step.id: step.choices for step in steps}
    parts: dict[int, list[_Part]] = {}
    for question, (number, step) in _with_questions(steps):
        only_after = tuple(choice.label for choice in choices.get(step.needs, ()) if choice.id in step.needs_one_of)
        parts.setdefault(question, []).append(_Part(number, step, only_after))
    heading = ""
    for together in parts.values():
        first = together[0].step
        yield _Question(tuple(together), repeats_heading=first.heading == heading)
        heading = first.heading


def _with_questions(steps: tuple[Step, ...]) -> Iterator[tuple[int, tuple[int, Step]]]:
    """Go through the steps, each with its number and that of its question, both counted from 0."""
    question = -1
    for number, step in enumerate(steps):
        question += step.begins_question or question < 0
        yield question, (number, step)


def _mail(page: Page) -> str:
    if not page.send_to:
        return ""
    return f"mailto:{quote(page.send_to, safe='@')}?subject={quote(page.title)}"


def _own_words(page: str, own: str) -> Markup:
    """Return the attributes of the page's own words, if they are in another language than the page."""
    if page.partition("-")[0].lower() == own:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(own, direction(own))


def _markup(ours: str) -> Markup:
    """Mark what is not escaped: our own files, and data in which no markup is left."""
    return Markup(ours)  # noqa: S704  # see above


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_visible, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["dots"] = _dots
    environment.filters["filled"] = _filled
    return environment.from_string(_resource("page.html"))


def _resource(name: str) -> str:
    return files("portrait_cli.export").joinpath(name).read_text("utf-8")


# --- what the template asks for ---


def _visible(value: object) -> object:
    """Make every text that is shown safe, but for what is markup of ours."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _dots(choice: Choice, step: Step) -> str:
    """Show how high a level is."""
    height = choice.height or 0
    return "●" * height + "○" * (len(step.levels) - height) if height else ""


def _filled(words: str, **values: object) -> str:
    return words.format(**values)
