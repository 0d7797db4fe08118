"""The rules of a portrait that annotations cannot express: names that must differ, and names that must exist."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct, field

from portrait_cli.core.colleague_set import ClosingLine, ColleagueAnswer, ColleagueItem
from portrait_cli.core.former_names import ids_of
from portrait_cli.core.guide import AskPlan, Choose, EachAttribute, Focus, FollowUp, Guide, Question
from portrait_cli.core.portrait import (
    Attribute,
    Indicator,
    Lens,
    Level,
    OffScale,
    Portrait,
    Practice,
    Prompt,
    Role,
    Scale,
    Source,
    Subset,
)
from portrait_cli.core.step_name import ATTRIBUTES_TAKEN, INDICATORS_TAKEN, PROMPTS_TAKEN
from portrait_cli.core.text import Id, shortened
from portrait_cli.formats import did_you_mean
from portrait_cli.formats.problems import MOST_SHOWN, At, Problem
from portrait_cli.formats.yaml_struct import Path

_T = TypeVar("_T")
_Identified = (
    Source
    | Scale
    | Level
    | OffScale
    | Role
    | Attribute
    | Prompt
    | Indicator
    | Practice
    | Guide
    | Question
    | Choose
    | Subset
    | Lens
    | ColleagueItem
    | ColleagueAnswer
    | ClosingLine
)


class Findings(Struct, frozen=True):
    """What is wrong with a portrait, and what it can do without."""

    places: Mapping[Path, At]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> At:
        """Find the place of a path, or of what is around it if the file does not have the path."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def problem(self, path: Path, message: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.place(path), message))

    def warning(self, path: Path, message: str) -> None:
        """Add a warning."""
        self.warnings.append(Problem(self.place(path), message))

    def must_differ(self, things: Mapping[Path, _Identified], noun: str) -> None:
        """Report each thing with the id of an earlier one."""
        first: dict[Id, Path] = {}
        for path, thing in things.items():
            if thing.id in first:
                line = self.place(first[thing.id]).line
                message = f'the {noun} "{thing.id}" is already on line {line}; names must differ'
                self.problem((*path, "id"), message)
            else:
                first[thing.id] = path

    def must_be_free(self, name: Id, taken: Collection[str], path: Path, noun: str) -> None:
        """Report an id that means something else."""
        if name in taken:
            self.problem((*path, "id"), f'the name "{name}" is taken; choose another one for this {noun}')

    def must_exist(self, name: str, known: Collection[str], path: Path, noun: str) -> None:
        """Report a name that nothing in the file has."""
        if name in known:
            return
        message = f'found the {noun} "{name}", which this file does not define'
        if not known:
            instead = "it does not define any"
        elif len(self.problems) < MOST_SHOWN:
            instead = did_you_mean.instead_of(name, sorted(known))
        else:  # looking for near names takes long, and only the first few problems are shown
            instead = f"expected {did_you_mean.one_of(sorted(known))}"
        self.problem(path, f"{message}; {instead}")

    def must_all_exist(self, names: Iterable[str], known: Collection[str], path: Path, noun: str) -> None:
        """Report each name in a list that nothing in the file has."""
        for number, name in enumerate(names):
            self.must_exist(name, known, (*path, number), noun)


class _Defined(Struct, frozen=True):
    """The names that a portrait file defines."""

    sources: set[Id]
    scales: Mapping[Id, Scale]
    roles: set[Id]
    attributes: set[Id]
    indicators: set[Id]
    questions: set[Id]


def check(portrait: Portrait, places: Mapping[Path, At]) -> Findings:
    """Check a portrait against its rules; every part of it must already have its id and its scale."""
    found = Findings(places)
    defined = _defined(portrait)
    _check_ids(found, portrait)
    for path, scale in _placed(portrait.scales, ("scales",)).items():
        _check_scale(found, path, scale)
    for path, attribute in _placed(portrait.attributes, ("attributes",)).items():
        _check_attribute(found, path, attribute, defined)
    _check_indicators(found, portrait, defined)
    _check_prompts(found, _placed(portrait.prompts, ("prompts",)), defined)
    _check_former_names(found, portrait)
    for path, role in _placed(portrait.roles, ("roles",)).items():
        found.must_all_exist(role.start_with, defined.indicators, (*path, "start_with"), "indicator")
    for path, subset in _placed(portrait.subsets, ("subsets",)).items():
        _check_subset(found, path, subset, defined)
    for path, guide in _placed(portrait.guides, ("guides",)).items():
        _check_guide(found, path, guide, defined)
    return found


def _defined(portrait: Portrait) -> _Defined:
    questions: set[Id] = set()
    for guide in portrait.guides:
        questions.update(step.id for step in guide.steps if isinstance(step, Question | Choose))
    return _Defined(
        sources={source.id for source in portrait.sources},
        scales={scale.id: scale for scale in portrait.scales},
        roles={role.id for role in portrait.roles},
        attributes={attribute.id for attribute in portrait.attributes},
        indicators={indicator.id for _, indicator in portrait.indicators()},
        questions=questions,
    )


def _placed(things: Iterable[_T], path: Path) -> dict[Path, _T]:
    """Find the things in a list by their paths."""
    return {(*path, number): thing for number, thing in enumerate(things)}


def _check_ids(found: Findings, portrait: Portrait) -> None:
    """Check that what the file lists at its left edge differs."""
    found.must_differ(_placed(portrait.sources, ("sources",)), "source")
    found.must_differ(_placed(portrait.scales, ("scales",)), "scale")
    found.must_differ(_placed(portrait.roles, ("roles",)), "role")
    found.must_differ(_placed(portrait.attributes, ("attributes",)), "attribute")
    found.must_differ(_placed(portrait.guides, ("guides",)), "guide")
    found.must_differ(_placed(portrait.lenses, ("lenses",)), "lens")
    found.must_differ(_placed(portrait.subsets, ("subsets",)), "subset")
    colleagues, students = portrait.colleagues, portrait.colleagues.students
    for words, path in ((colleagues, ("colleagues",)), (students, ("colleagues", "students"))):
        found.must_differ(_placed(words.answers, (*path, "answers")), "answer")
        found.must_differ(_placed(words.closing, (*path, "closing")), "line")


def _check_scale(found: Findings, path: Path, scale: Scale) -> None:
    levels = _placed(scale.levels, (*path, "levels"))
    off_scale = _placed(scale.off_scale, (*path, "off_scale"))
    found.must_differ({**levels, **off_scale}, "level")


def _check_attribute(found: Findings, path: Path, attribute: Attribute, defined: _Defined) -> None:
    found.must_be_free(attribute.id, ATTRIBUTES_TAKEN, path, "attribute")
    asked = _placed(attribute.prompts, (*path, "prompts"))
    retired_prompts = _placed(attribute.retired_prompts, (*path, "retired_prompts"))
    _check_prompts(found, {**asked, **retired_prompts}, defined)
    found.must_differ(_placed(attribute.practices, (*path, "practices")), "practice")
    _check_definition(found, path, attribute, defined)
    for role in attribute.in_role:
        found.must_exist(role, defined.roles, (*path, "in_role", role), "role")
    _check_colleague_set(found, (*path, "colleague_set"), attribute.colleague_set, defined)
    for place, retired in _placed(attribute.retired, (*path, "retired")).items():
        if retired.instead:
            found.must_exist(retired.instead, defined.indicators, (*place, "instead"), "indicator")
    _check_statements(found, path, attribute, defined)


def _check_colleague_set(found: Findings, path: Path, items: tuple[ColleagueItem, ...], defined: _Defined) -> None:
    placed = _placed(items, path)
    found.must_differ(placed, "item")
    for place, item in placed.items():
        if item.indicator:
            found.must_exist(item.indicator, defined.indicators, (*place, "indicator"), "indicator")


def _check_definition(found: Findings, path: Path, part: Attribute | Indicator, defined: _Defined) -> None:
    """Check that the source of a definition exists."""
    if part.definition and part.definition.source:
        found.must_exist(part.definition.source, defined.sources, (*path, "definition", "source"), "source")


def _check_prompts(found: Findings, prompts: Mapping[Path, Prompt], defined: _Defined) -> None:
    found.must_differ(prompts, "prompt")
    for place, prompt in prompts.items():
        found.must_all_exist(prompt.roles, defined.roles, (*place, "roles"), "role")
        found.must_be_free(prompt.id, PROMPTS_TAKEN, place, "prompt")


def _check_indicators(found: Findings, portrait: Portrait, defined: _Defined) -> None:
    """Check the indicators at every depth, and those that are retired.

    Entries name them without their attribute, so all of them must differ.
    """
    indicators: dict[Path, Indicator] = {}
    for path, attribute in _placed(portrait.attributes, ("attributes",)).items():
        indicators.update(_below(path, attribute))

    found.must_differ(indicators, "indicator")
    taken = INDICATORS_TAKEN | defined.attributes
    for path, indicator in indicators.items():
        found.must_be_free(indicator.id, taken, path, "indicator")
        found.must_all_exist(indicator.roles, defined.roles, (*path, "roles"), "role")
        _check_definition(found, path, indicator, defined)
        _check_statements(found, path, indicator, defined)


def _below(path: Path, part: Attribute | Indicator) -> dict[Path, Indicator]:
    """Find the indicators below a part, at every depth, and those that it has retired, by their paths."""
    indicators: dict[Path, Indicator] = {}
    for place, indicator in _placed(part.indicators, (*path, "indicators")).items():
        indicators[place] = indicator
        indicators.update(_below(place, indicator))
    if isinstance(part, Attribute):
        indicators.update(_placed(part.retired, (*path, "retired")))
    return indicators


# --- former names ---

_Renamed = Attribute | Indicator | Level | OffScale


def _check_former_names(found: Findings, portrait: Portrait) -> None:
    """Check that each former name belongs to one part: entries could not tell two apart."""
    parts: dict[Path, _Renamed] = {}
    for path, attribute in _placed(portrait.attributes, ("attributes",)).items():
        parts[path] = attribute
        parts.update(_below(path, attribute))
    _check_former_of(found, parts)
    for path, scale in _placed(portrait.scales, ("scales",)).items():
        levels: dict[Path, _Renamed] = {}
        levels.update(_placed(scale.levels, (*path, "levels")))
        levels.update(_placed(scale.off_scale, (*path, "off_scale")))
        _check_former_of(found, levels)


def _check_former_of(found: Findings, parts: Mapping[Path, _Renamed]) -> None:
    present: dict[str, Path] = {}
    for path, part in parts.items():
        present.setdefault(part.id, path)
    claimed: dict[str, Path] = {}
    for path, part in parts.items():
        for number, formerly in enumerate(part.formerly):
            place = (*path, "formerly", number)
            ids = set(ids_of(formerly)) - {part.id}
            taken = next((former for former in sorted(ids) if former in present), "")
            twice = next((former for former in sorted(ids) if claimed.get(former, path) != path), "")
            if taken:
                other = parts[present[taken]]
                line = found.place(present[taken]).line
                found.problem(place, _TAKEN_NOW.format(formerly, shortened(other.name), line, taken))
            elif twice:
                line = found.place(claimed[twice]).line
                found.problem(place, _CLAIMED.format(formerly, shortened(parts[claimed[twice]].name), line))
            claimed.update((former, path) for former in ids if former not in claimed)


_TAKEN_NOW = (
    'the former name "{0}" is what {1} is called now (line {2}), and entries could not tell the two apart; '
    "to go on with that line here, write `id: {3}` for this one, and give {1} another id"
)
_CLAIMED = (
    'the former name "{0}" already belongs to {1} (line {2}); a line of growth goes on in one place, so keep it '
    "where it fits best, and let the other start a new one"
)


def _check_statements(found: Findings, path: Path, part: Attribute | Indicator, defined: _Defined) -> None:
    """Check that a part's scale exists, and that what the part says of levels belongs to levels of that scale."""
    scale = defined.scales.get(part.scale)
    if scale:
        levels = {level.id for level in scale.levels}
        for level in part.levels:
            found.must_exist(level, levels, (*path, "levels", level), "level")
        _warn_of_missing_statements(found, path, part, scale)
    elif not part.scale and part.levels:
        found.problem((*path, "levels"), "found level statements, but the file has no scale; add `scales`")
    elif (*path, "scale") in found.places:  # not where a part takes its scale from above, as it is reported there
        found.must_exist(part.scale, defined.scales, (*path, "scale"), "scale")


def _warn_of_missing_statements(found: Findings, path: Path, part: Attribute | Indicator, scale: Scale) -> None:
    missing = [level.name for level in scale.levels if level.id not in part.levels]
    if not part.levels or not missing:
        return
    general = all(level.meaning for level in scale.levels)
    instead = "the general meaning" if general else "the level's name alone"
    found.warning((*path, "levels"), f"{part.name} has no statement for {', '.join(missing)}; {instead} is shown")


def _check_subset(found: Findings, path: Path, subset: Subset, defined: _Defined) -> None:
    found.must_be_free(subset.id, defined.attributes, path, "subset")
    found.must_all_exist(subset.attributes, defined.attributes, (*path, "attributes"), "attribute")
    found.must_all_exist(subset.indicators, defined.indicators, (*path, "indicators"), "indicator")


def _check_guide(found: Findings, path: Path, guide: Guide, defined: _Defined) -> None:
    """Check the questions that belong to a guide itself, and that it has each of its other steps once."""
    steps = _placed(guide.steps, (*path, "steps"))
    questions = {place: step for place, step in steps.items() if isinstance(step, Question | Choose)}
    found.must_differ(questions, "question")
    _check_single_steps(found, guide, path)
    within = _questions_within(guide, path)
    found.must_differ(within, "question")
    for place, question in {**questions, **within}.items():
        if isinstance(question, Question) and question.recalls:
            found.must_exist(question.recalls, defined.questions, (*place, "recalls"), "question")


def _questions_within(guide: Guide, path: Path) -> dict[Path, Question]:
    """Find the questions that a guide asks of each attribute."""
    within: dict[Path, Question] = {}
    for place, step in _placed(guide.steps, (*path, "steps")).items():
        if isinstance(step, EachAttribute):
            asked = _placed(step.steps, (*place, "steps"))
            within.update({inner: question for inner, question in asked.items() if isinstance(question, Question)})
    return within


def _check_single_steps(found: Findings, guide: Guide, path: Path) -> None:
    """Check that a guide follows up, asks for a focus, and asks for a plan at most once."""
    first: dict[tuple[type, bool], Path] = {}
    for place, step in _placed(guide.steps, (*path, "steps")).items():
        if not isinstance(step, FollowUp | Focus | AskPlan):
            continue
        kind = type(step), isinstance(step, AskPlan) and bool(step.ask)  # one question may be asked besides
        if kind in first:
            line = found.place(first[kind]).line
            word = step.__struct_config__.tag
            found.problem(place, f"found {word} a second time in this guide (first on line {line}); keep one")
        else:
            first[kind] = place
