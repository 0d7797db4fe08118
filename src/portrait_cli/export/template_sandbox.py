"""Where a template of one's own is filled: it shows, repeats and chooses, and can neither call, read nor run on.

What a template may hold is a short list of its own; jinja2's sandbox stands behind it. Only this module and those
that fill templates open jinja2, which belongs to the extra `documents`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.environment import Template
from jinja2.exceptions import TemplateRuntimeError
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from msgspec import Struct

from portrait_cli.core.documents.template_data import TemplateData
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import count, shortened

MOST_ROUNDS = 200_000
"""How often all loops of a template may go round: more than the lines of a long journal, some times over."""
LARGEST_RESULT = 20_000_000
"""Letters that may come out."""
_FILTERS = (
    "capitalize", "default", "first", "join", "last", "length", "list", "lower", "rejectattr", "reverse",
    "selectattr", "sort", "title", "trim", "unique", "upper",
)  # fmt: skip
_TESTS = ("eq", "equalto", "even", "in", "ne", "odd")
_ROUND = "go round"
"""A filter that no template can name: each loop is counted by it."""
_LOOP = frozenset({"first", "index", "index0", "last", "length", "revindex", "revindex0"})
_ALLOWED = (
    nodes.And, nodes.Assign, nodes.Compare, nodes.CondExpr, nodes.Const, nodes.Filter, nodes.For, nodes.Getattr,
    nodes.Getitem, nodes.If, nodes.Keyword, nodes.List, nodes.Name, nodes.Neg, nodes.Not, nodes.Operand, nodes.Or,
    nodes.Output, nodes.Scope, nodes.Slice, nodes.Template, nodes.TemplateData, nodes.Test, nodes.Tuple,
)  # fmt: skip
_NAMES: tuple[str, ...] = TemplateData.__struct_fields__
_HINT = "docs/templates.md lists what a template can have"
FAILURES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What jinja2 and the compiler below it raise for templates that make no sense."""


class TemplateMistakeError(TemplateRuntimeError):
    """What is wrong in a template, in words for its author."""

    def __init__(self, message: str, lineno: int | None = None) -> None:
        super().__init__(message)
        self.lineno = lineno


class Sandbox(ImmutableSandboxedEnvironment):
    """Fills one template; `shown` makes each text safe in what is written."""

    def __init__(self, shown: Callable[[str], str], *, autoescape: bool) -> None:
        super().__init__(
            autoescape=autoescape,
            finalize=self._shown,
            keep_trailing_newline=True,
            lstrip_blocks=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        self.globals = {}
        self.filters = {name: FILTERS[name] for name in _FILTERS} | {"join": self._together, _ROUND: self._counted}
        self.tests = {name: TESTS[name] for name in _TESTS}
        self._safe = shown
        self._rounds = self._letters = 0
        self._source = ""

    def from_string(self, source: object, *_args: object, **_options: object) -> Template:
        """Make a template of a text, once everything in it is known to be harmless."""
        self._source = str(source)
        self._rounds = self._letters = 0
        tree = self.parse(self._source)
        self._check(tree)
        return super().from_string(tree)

    def getattr(self, obj: object, attribute: str) -> object:
        """Return what a template names, which is nothing but a field of ours, or where a loop is."""
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Struct):
            if attribute in obj.__struct_fields__:
                return getattr(obj, attribute)
            raise TemplateMistakeError(
                f'there is no "{shortened(attribute)}" here, but {_listed(obj.__struct_fields__)}'
            )
        if isinstance(obj, Undefined):
            raise TemplateMistakeError(f'there is nothing to take "{shortened(attribute)}" from')
        what = "a list, whose items are gone through with for" if isinstance(obj, tuple | list) else "a text"
        raise TemplateMistakeError(f'there is no "{shortened(attribute)}" in this, which is {what}')

    def getitem(self, obj: object, argument: object) -> object:
        """Return an item of a list, or what has that name."""
        if isinstance(obj, tuple | list) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                message = f"this list has only {count(len(obj), 'item')}; a loop shows as many as there are"
                raise TemplateMistakeError(message) from None
        return self.getattr(obj, str(argument))

    def explained(self, error: BaseException) -> tuple[int, str, str]:
        """Return the line of a mistake, counted from 1 (0 if unknown), what stands there, and what is wrong."""
        line = getattr(error, "lineno", None) or _line_of(error)
        lines = self._source.splitlines()
        there = lines[line - 1] if 0 < line <= len(lines) else ""
        return line, there, _in_words(error)

    def _check(self, tree: nodes.Template) -> None:
        """Refuse what is not on the list; count the rounds of every loop."""
        stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
        line = 0
        for node in tree.find_all(nodes.Node):
            line = node.lineno or line
            refusal = _refusal(node, stored)
            if refusal:
                raise TemplateMistakeError(refusal, line)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _ROUND, [], [], None, None, lineno=loop.lineno, environment=self)

    def _counted(self, values: object) -> Iterator[object]:
        if not isinstance(values, Iterable) or isinstance(values, str):
            raise TemplateMistakeError("for goes through lists, and this is none")
        for value in values:
            self._rounds += 1
            if self._rounds > MOST_ROUNDS:
                raise TemplateMistakeError(f"it goes round more than {MOST_ROUNDS:,} times")
            yield value

    def _together(self, values: object, between: str = "", attribute: str = "") -> str:
        """Join texts, or what each item of a list has under a name."""
        if not isinstance(values, Iterable) or isinstance(values, str):
            raise TemplateMistakeError("join puts the texts of a list together, and this is none")
        found = [self.getattr(value, attribute) if attribute else value for value in values]
        texts = [one for one in found if isinstance(one, str)]
        if len(texts) < len(found):
            raise TemplateMistakeError('join needs to know which text, such as join(", ", attribute="words")')
        self._letters += sum(map(len, texts)) + len(between) * len(texts)
        self._limit()
        return between.join(texts)

    def concat(self, pieces: Iterable[str]) -> str:
        """Put together what comes out, as long as it is not too much."""
        found: list[str] = []
        for piece in pieces:
            self._letters += len(piece)
            self._limit()
            found.append(piece)
        return "".join(found)

    def _limit(self) -> None:
        if self._letters > LARGEST_RESULT:
            raise TemplateMistakeError("it would become larger than 20 MB")

    def _shown(self, value: object) -> object:
        match value:
            case str():
                return self._safe(value)
            case int() | Undefined():
                return value
            case Struct():
                raise TemplateMistakeError(f"say what of it is shown: {_listed(value.__struct_fields__)}")
            case _:
                raise TemplateMistakeError(
                    "this is no text: a list is gone through with for, or put together with join"
                )


def names_of(data: TemplateData) -> dict[str, object]:
    """Return the names that a template may use, with what they stand for."""
    return {name: getattr(data, name) for name in _NAMES}


def _refusal(node: nodes.Node, stored: Collection[str]) -> str:
    """Explain why a template may not have something; an empty text for what it may."""
    match node:
        case nodes.Extends() | nodes.FromImport() | nodes.Import() | nodes.Include():
            return "a template cannot open other files"
        case nodes.Call():
            return "a template cannot call anything"
        case nodes.BinExpr() | nodes.Concat() if not isinstance(node, nodes.And | nodes.Or):
            return "a template cannot calculate"
        case nodes.List(items=items) | nodes.Tuple(items=items, ctx="load") if not all(map(_is_fixed, items)):
            return "a list that is written down has only texts and numbers"
        case nodes.Filter() if node.name not in _FILTERS:
            return f'there is no filter "{shortened(node.name)}", but {_listed(_FILTERS)}'
        case nodes.Test() if node.name not in _TESTS:
            return f'there is no test "{shortened(node.name)}", but {_listed(_TESTS)}'
        case nodes.Name() if node.name not in {*_NAMES, *stored, "loop"}:
            return f'there is no "{shortened(node.name)}", but {_listed(_NAMES)}'
        case _:
            return "" if isinstance(node, _ALLOWED) else "a template cannot have this"


def _is_fixed(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const)


def invalid(file: str, place: str, message: str) -> InvalidFileError:
    """Make an error of what is wrong in a template."""
    return InvalidFileError(f"{file}{place}: {message}", hint=_HINT)


def _line_of(error: BaseException) -> int:
    """Find the line of a template in which an error was raised; 0 if none is known."""
    line = 0
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _in_words(error: BaseException) -> str:
    match error:
        case TemplateMistakeError():
            return str(error)
        case TemplateError():
            message = (error.message or "this makes no sense").strip().rstrip(".")
            return _of_blocks(message) or message[:1].lower() + message[1:]
        case _:
            return "this makes no sense here, or is nested too deeply"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


_NOT_ENDED = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_UNKNOWN = re.compile(r"Encountered unknown tag '(\w+)'")


def _of_blocks(message: str) -> str:
    """Explain plainly which block has no end, or which end has no block; an empty text for any other mistake."""
    opened = _NOT_ENDED.search(message)
    if opened and message.startswith("Unexpected end"):
        block = opened[1]
        return f"{{% {block} … %}} has no end: write {{% end{block} %}} below what it is about"
    unknown = _UNKNOWN.search(message)
    if unknown and unknown[1].startswith("end"):
        begun = unknown[1].removeprefix("end")
        if opened:
            return f"{{% {unknown[1]} %}} stands where {{% end{opened[1]} %}} is needed"
        return f"{{% {unknown[1]} %}} ends nothing: no {{% {begun} … %}} stands before it"
    return ""
