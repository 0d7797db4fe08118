from datetime import date

import pytest
from msgspec.structs import replace

from conftest import TESTS
from examples import PORTRAIT
from portrait_cli.core.document import Bullets, Document, Heading, NewPage, Paragraph, Table
from portrait_cli.core.documents import portrait_page
from portrait_cli.core.lookup import find_part
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import portrait_file

DAY = date(2027, 5, 14)
VALID = sorted((TESTS / "portraits" / "valid").glob("*.yaml"))
ADVOCACY = next(one for one in PORTRAIT.attributes if one.id == "advocacy")

DISTRICT, COACH = PORTRAIT.roles[0].id, PORTRAIT.roles[2].id


def _load(name: str) -> Portrait:
    file = TESTS / "portraits" / "valid" / f"{name}.yaml"
    return portrait_file.load(file.read_bytes(), file.name, name=name)[0]


def _headings(document: Document) -> list[tuple[int, str]]:
    return [(part.level, part.text) for part in document.parts if isinstance(part, Heading)]


def _tables(document: Document) -> dict[str, Table]:
    return {part.caption: part for part in document.parts if isinstance(part, Table)}


def test_an_attribute_begins_with_its_definition_and_source() -> None:
    """The handout of an attribute quotes its definition with the source, and says whose words they are."""
    page = portrait_page.of_attribute(PORTRAIT, ADVOCACY, DAY)
    assert (page.title, page.subtitle, page.kind) == ("Advocacy", "Portrait of a Leader, version 1.1", "portrait")
    assert list(page.parts)[:2] == [
        Paragraph("“Championing equity, access and opportunities for all.”"),
        Paragraph("KnowledgeWorks, Lead for Learners, Portrait of a Leader, 2025", is_quiet=True),
    ]
    assert page.footer[0] == PORTRAIT.attribution
    assert page.footer[-1] == "Portrait of a Leader, version 1.1. Made with portrait on May 14, 2027."


def test_an_attribute_has_its_indicators_questions_and_practices() -> None:
    """Each indicator has what it looks like at each level in a table; questions and practices are lists."""
    page = portrait_page.of_attribute(PORTRAIT, ADVOCACY, DAY)
    assert [text for level, text in _headings(page) if level == 2] == [
        "Know",
        "Can do",
        "Believe",
        "Watch out",
        "Levels",
        "What it looks like when you see it",
        "For a check-in",
        "To go deeper",
        "Evidence and next step",
        "Things to try",
        "Plans to start from",
        "What it can look like",
        "In each role",
    ]
    assert [text for level, text in _headings(page) if level == 3] == [one.label for one in ADVOCACY.indicators]
    second = ADVOCACY.indicators[1]
    table = _tables(page)[second.label]
    assert table.header == ("Level", "What it looks like")
    assert table.rows == tuple((level.name, second.levels[level.id][0]) for level in PORTRAIT.scales[0].levels)
    assert any(isinstance(part, Bullets) and ADVOCACY.prompts[0].text in part.items for part in page.parts)


def test_a_page_can_be_for_a_role_and_have_some_layers() -> None:
    """With a role, what is for other roles is left out; with layers, only those are on the page."""
    page = portrait_page.of_attribute(PORTRAIT, ADVOCACY, DAY, COACH, ("role",))
    assert "In my role" in [text for _, text in _headings(page)]
    for_all, listens = ADVOCACY.indicators[:2]
    own = replace(ADVOCACY, indicators=(for_all, replace(listens, roles=(DISTRICT,))))
    shown = _headings(portrait_page.of_attribute(PORTRAIT, own, DAY, COACH))
    assert (3, for_all.label) in shown
    assert (3, listens.label) not in shown


def test_the_whole_portrait_has_each_attribute_on_its_page() -> None:
    """The handout of all begins with the attributes and the levels; each attribute then begins a page."""
    page = portrait_page.of_portrait(PORTRAIT, DAY)
    assert (page.title, page.subtitle) == ("Portrait of a Leader", "Version 1.1")
    names = [one.label for one in PORTRAIT.attributes]
    assert [text for level, text in _headings(page) if level == 2] == ["The attributes", "Levels", *names]
    assert [row[0] for row in _tables(page)["The attributes"].rows] == names
    parts = list(page.parts)
    assert [parts[place + 1] for place, part in enumerate(parts) if isinstance(part, NewPage)] == [
        Heading(name) for name in names
    ]


def test_an_indicator_has_a_page() -> None:
    """The handout of an indicator says what it is part of, what to look for, and what each level looks like."""
    attribute, indicator = find_part(PORTRAIT, "AD2")
    assert indicator
    page = portrait_page.of_indicator(PORTRAIT, attribute, indicator, DAY)
    assert page.title == "AD2 Removes the barrier"
    first, second, *_ = page.parts
    assert (first, second) == (Paragraph("Advocacy", is_quiet=True), Paragraph(indicator.look_for))
    assert _tables(page)["Levels"].rows[-1][0] == "Not part of my role"


def test_standards_that_match_are_named() -> None:
    """What a part is aligned to is at the end of its page."""
    portrait = _load("crosswalk")
    attribute = next(one for one in portrait.attributes if one.aligned_to)
    *_, last = portrait_page.of_attribute(portrait, attribute, DAY).parts
    assert last == Paragraph(f"Aligned to: {'; '.join(attribute.aligned_to)}", is_quiet=True)
    indicator = next(one for _, one in portrait.indicators() if one.aligned_to)
    *_, last = portrait_page.of_indicator(portrait, attribute, indicator, DAY).parts
    assert last == Paragraph(f"Aligned to: {'; '.join(indicator.aligned_to)}", is_quiet=True)


@pytest.mark.parametrize("name", [file.stem for file in VALID])
def test_every_portrait_has_a_handout(name: str) -> None:
    """Any portrait, with levels or without, is a handout with every attribute, indicator and statement in it."""
    portrait = _load(name)
    page = portrait_page.of_portrait(portrait, DAY)
    words: list[str] = []
    for part in page.parts:
        match part:
            case Heading(text=text) | Paragraph(text=text):
                words.append(text)
            case Bullets(items=items):
                words += items
            case Table(rows=rows):
                words += [cell for row in rows for cell in row]
            case _:
                pass
    said = "\n".join(words)
    for attribute in portrait.attributes:
        assert attribute.name in said
    for _, indicator in portrait.indicators():
        assert indicator.name in said
        for statements in indicator.levels.values():
            assert all(statement in said for statement in statements)
