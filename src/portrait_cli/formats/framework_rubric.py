"""From a framework to the rubric that a portrait file starts with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Level
from portrait_cli.core.text import count, shortened, slug
from portrait_cli.formats import framework_levels, framework_tree
from portrait_cli.formats.framework import Association, Criterion, Framework, Item, Node, kind_of
from portrait_cli.formats.framework_levels import Rating
from portrait_cli.formats.framework_tree import Tree, name_of, names_of
from portrait_cli.formats.markup import without_markup
from portrait_cli.formats.problems import MOST_SHOWN
from portrait_cli.formats.rubric import Part, Rubric, clean, one_line

MOST_ITEMS = 3_000
"""A portrait of leaders has tens of parts; the standards of a state for all its students have thousands."""
MOST_TIERS = 8
"""A portrait file with more of them would be nested too deep to be read."""

_LONGEST_ID = 60  # characters
_MOST_WORDS = 20
_LONGEST_NAME = 200  # characters: of a longer text with several lines only the first is a name
_ALIGNMENTS = {"exactmatchof", "isexactmatchof", "isrelatedto", "ispeerof", "istranslationof"}
_HAVE_A_PLACE = {"ischildof", "replacedby", *_ALIGNMENTS}

_Rated = tuple[Criterion, Rating]


class _Making(Struct, frozen=True):
    """What the parts of a rubric are made of."""

    tree: Tree
    rated: Mapping[str, Sequence[_Rated]]
    ids: Mapping[str, str]


def rubric_of(framework: Framework, file: str, remarks: Iterable[str]) -> tuple[Rubric, tuple[str, ...]]:
    """Make a rubric of a framework; return it, and what was left out or decided, after the remarks of its reader.

    Raises InvalidFileError if there is nothing in it, or more than a portrait can hold.
    """
    said = list(remarks)
    try:
        rubric = _rubric(_without_translations(_plain(framework, said), said), said)
    except InvalidFileError as error:
        raise InvalidFileError(f"{file}: {error}") from None
    return rubric, tuple(_shown(file, said))


def counted(names: Mapping[str, int]) -> str:
    """List names with how often each was found, the first of them if there are many."""
    first = list(names.items())[:MOST_SHOWN]
    listed = [f"{shortened(one_line(name))} ({count(number, 'time')})" for name, number in first]
    more = len(names) - len(first)
    return ", ".join([*listed, f"and {more} more"] if more else listed)


def _shown(file: str, said: Sequence[str]) -> list[str]:
    lines = [f"{file}: {message}" for message in said[:MOST_SHOWN]]
    more = len(said) - MOST_SHOWN
    return [*lines, f"and {more} more"] if more > 0 else lines


def _rubric(framework: Framework, remarks: list[str]) -> Rubric:
    framework = _linked(framework, remarks)
    if len(framework.items) > MOST_ITEMS:
        message = f"found {len(framework.items):,} items, and a portrait can have at most {MOST_ITEMS:,}"
        raise InvalidFileError(f"{message}; take the part of it that is about leaders")
    scales = framework_levels.scales_of(framework.criteria, framework.scores, remarks)
    rated: dict[str, list[_Rated]] = defaultdict(list)
    ids = {item.id for item in framework.items}
    alone: list[_Rated] = []
    for criterion, rating in zip(framework.criteria, scales.ratings, strict=True):
        owner = rated[criterion.item] if criterion.item in ids else alone
        owner.append((criterion, rating))

    attributes = _attributes(framework, rated, remarks)
    if attributes and alone:
        remarks.append(f"criteria whose item is not here became attributes at the end: {len(alone)}")
    attributes += _standing_alone(alone)
    if not attributes:
        raise InvalidFileError("found no items, so there is nothing to make attributes of")
    levels = [tuple(map(Level, names)) for names in scales.names]
    return Rubric(
        tuple(attributes),
        levels=levels[0] if levels else (),
        other_scales=tuple(levels[1:]),
        title=framework.title or _title_of_rubrics(framework),
        summary=framework.summary,
        language=framework.language or "en",
        version=framework.version,
        status=framework.status,
        publisher=framework.publisher,
        licence=framework.licence,
    )


def _title_of_rubrics(framework: Framework) -> str:
    """Return the title of the only rubric, where there is nothing but that."""
    titles = {criterion.rubric for criterion in framework.criteria}
    return one_line(titles.pop()) if len(titles) == 1 and not framework.items else ""


def _attributes(framework: Framework, rated: Mapping[str, Sequence[_Rated]], remarks: list[str]) -> list[Part]:
    if not framework.items:
        return []
    tree = framework_tree.build(framework, remarks)
    tiers, lowest = framework_tree.deepest(tree)
    if tiers > MOST_TIERS:
        message = f"{name_of(lowest)} is in tier {tiers}, and a portrait has at most {MOST_TIERS} tiers"
        raise InvalidFileError(f"{message}; put the lowest tiers together")
    making = _Making(tree, rated, _ids(framework.items))
    return [_part(making, item, 0) for item in tree.top]


# --- parts ---


def _part(making: _Making, item: Item, scale_above: int) -> Part:
    """Make a part of an item: rated by its criterion, or by finer parts if it has several."""
    name, definition = _name_and_definition(item)
    part = Part(
        name,
        id=making.ids[item.id],
        code=one_line(item.code),
        definition=definition,
        look_for=clean(item.notes),
        aligned_to=item.aligned_to,
        formerly=item.formerly,
        scale=scale_above,
    )
    rated = making.rated.get(item.id, ())
    finer = []
    if len(rated) == 1:
        part = _with_rating(part, *rated[0], about=f"{item.short}\n{item.statement}")
    else:
        finer = [_criterion(criterion, rating) for criterion, rating in rated]
    below = [_part(making, child, part.scale) for child in making.tree.below.get(item.id, ())]
    return replace(part, parts=(*finer, *below))


def _ids(items: Iterable[Item]) -> dict[str, str]:
    """Make an id for each item of what associations call it; of two that are alike only the first has one."""
    ids: dict[str, str] = {}
    used: set[str] = set()
    for item in items:
        own = _id(item.id)
        ids[item.id] = "" if own in used else own
        used.add(own)
    return ids


def _id(source: str) -> str:
    """Make an id of an identifier: of an address, of its last part."""
    own = source
    if "://" in source:
        own = source.rstrip("/#").rpartition("/")[2]
    return slug(own, words=_MOST_WORDS)[:_LONGEST_ID].rstrip("-")


def _name_and_definition(item: Item) -> tuple[str, str]:
    statement = clean(item.statement)
    name = one_line(item.short)
    if name and name != one_line(statement):
        return name, statement
    if len(statement) > _LONGEST_NAME and "\n" in statement:
        return one_line(statement.split("\n")[0]), statement
    return one_line(statement), ""


def _with_rating(part: Part, criterion: Criterion, rating: Rating, *, about: str) -> Part:
    """Add what a criterion says of the levels, and what it says of itself unless that is said already."""
    own = clean(criterion.description)
    if one_line(own) in one_line(about):
        own = ""
    look_for = "\n".join(filter(None, [part.look_for, own, rating.loose]))
    if not rating.statements:
        return replace(part, look_for=look_for)
    return replace(part, look_for=look_for, scale=rating.scale, statements=rating.statements)


def _criterion(criterion: Criterion, rating: Rating) -> Part:
    """Make a part of a criterion that has no item for itself."""
    name = one_line(criterion.name or criterion.description or criterion.rubric)
    definition = clean(criterion.description)
    if one_line(definition) == name:
        definition = ""
    return _with_rating(Part(name, definition=definition), criterion, rating, about=f"{name}\n{definition}")


def _standing_alone(rated: Sequence[_Rated]) -> list[Part]:
    """Make attributes of criteria that have no item; those of several rubrics are below one attribute for each."""
    by_rubric: dict[str, list[Part]] = defaultdict(list)
    for criterion, rating in rated:
        by_rubric[criterion.rubric].append(_criterion(criterion, rating))
    if len(by_rubric) == 1:
        return [part for parts in by_rubric.values() for part in parts]
    return [Part(one_line(rubric), parts=tuple(parts)) for rubric, parts in by_rubric.items()]


# --- what associations say beside the tree ---


def _linked(framework: Framework, remarks: list[str]) -> Framework:
    """Give items what they were before and what they are aligned to; name the associations that have no place."""
    items = {item.id: item for item in framework.items}
    aligned: dict[str, list[str]] = defaultdict(list)
    formerly: dict[str, list[str]] = defaultdict(list)
    left_out: dict[str, int] = defaultdict(int)
    replaced: list[Item] = []
    for link in framework.associations:
        kind = kind_of(link.type)
        if kind in _ALIGNMENTS:
            aligned[link.origin.id].append(_label(items, link.destination))
            aligned[link.destination.id].append(_label(items, link.origin))
        elif kind == "replacedby" and link.origin.id in items:
            replaced.append(items[link.origin.id])
        elif kind == "replacedby":
            formerly[link.destination.id].append(_id(link.origin.id))
        elif kind not in _HAVE_A_PLACE:
            left_out[link.type] += 1
    if replaced:
        message = f"{count(len(replaced), 'item')} replaced by others became parts, as they are still here"
        remarks.append(f"{message}: {names_of(replaced)}")
    if left_out:
        remarks.append(f"associations left out, as a portrait has no place for them: {counted(left_out)}")

    ids = {"", *map(_id, items)}
    linked = [
        replace(
            item,
            aligned_to=tuple(dict.fromkeys(filter(None, aligned[item.id]))),
            formerly=tuple(dict.fromkeys(former for former in formerly[item.id] if former not in ids)),
        )
        for item in framework.items
    ]
    return replace(framework, items=tuple(linked))


def _label(items: Mapping[str, Item], node: Node) -> str:
    """Return what to call the other end of an association."""
    item = items.get(node.id)
    if item is None:
        return one_line(node.label or node.id)
    return one_line(f"{item.code} {item.short or item.statement}")


def _without_translations(framework: Framework, remarks: list[str]) -> Framework:
    """Leave out the items that say in another language what an item of this framework says."""
    items = {item.id: item for item in framework.items}
    translations: dict[str, Item] = {}
    others: list[Association] = []
    for link in framework.associations:
        ends = {link.origin.id, link.destination.id}
        both_here = len(ends) > 1 and ends <= items.keys()
        if kind_of(link.type) != "istranslationof" or not both_here:
            others.append(link)
        else:
            original = items[link.destination.id]
            translation = items[link.origin.id]
            if framework.language and framework.language == translation.language != original.language:
                original, translation = translation, original
            if original.id not in translations:
                translations[translation.id] = translation
    if not translations:
        return framework
    named = names_of(list(translations.values()))
    remarks.append(f"{count(len(translations), 'translation')} left out; a portrait is in one language: {named}")
    kept = tuple(item for item in framework.items if item.id not in translations)
    return replace(framework, items=kept, associations=tuple(others))


# --- plain words ---


def _plain(framework: Framework, remarks: list[str]) -> Framework:
    """Take HTML and Markdown off what people read, and say so."""
    items = tuple(map(_plain_item, framework.items))
    criteria = tuple(map(_plain_criterion, framework.criteria))
    plain = replace(framework, summary=without_markup(framework.summary), items=items, criteria=criteria)
    if plain != framework:
        remarks.append("formatting, such as bold or HTML tags, is taken off")
    return plain


def _plain_item(item: Item) -> Item:
    return replace(
        item,
        statement=without_markup(item.statement),
        short=without_markup(item.short),
        notes=without_markup(item.notes),
    )


def _plain_criterion(criterion: Criterion) -> Criterion:
    levels = [
        replace(level, name=without_markup(level.name), statement=without_markup(level.statement))
        for level in criterion.levels
    ]
    return replace(
        criterion,
        levels=tuple(levels),
        name=without_markup(criterion.name),
        description=without_markup(criterion.description),
    )
