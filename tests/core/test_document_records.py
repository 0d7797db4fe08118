from chosen_lines import AUTUMN, ENTRIES, NOTE, SITUATION, START, all_lines
from portrait_cli.core.documents.records import HEADER, of_chosen
from portrait_cli.core.selection import chosen


def _rows(*names: str) -> list[dict[str, str]]:
    """Return the rows of the named lines, without their empty columns."""
    records = of_chosen(chosen(ENTRIES, names, SITUATION.known), SITUATION)
    assert records.header == HEADER
    rows = [dict(zip(HEADER, row, strict=True)) for row in records.rows]
    return [
        {name: said for name, said in row.items() if said and name not in {"portrait", "version"}} for row in rows
    ]


def test_a_level_has_its_words_apart_from_its_comment() -> None:
    """The row of a level has its name, what it looks like and the scale; a comment has these and its words."""
    level, comment = _rows(f"{START.id}#3", f"{START.id}#4")
    assert comment == {**level, "kind": "comment", "words": "I can name two families."}
    assert [level] == [
        {
            "date": "2026-08-12",
            "kind": "level",
            "attribute": "Advocacy",
            "asked": "Where would I place myself today?",
            "level": "Starting",
            "statement": "I see why it matters. I do it now and then, mostly when asked or when it's easy.",
            "scale": "growth/1",
            "as_of": "now",
        }
    ]


def test_a_plan_says_how_it_went_if_that_was_chosen() -> None:
    """The row of a plan has its outcome beside it only if the outcome is among the chosen lines."""
    plan = {
        "date": "2026-08-12",
        "kind": "plan",
        "attribute": "Advocacy",
        "words": "When I unlock my office on Monday, then I will call one family we haven't reached",
        "by": "2026-08-31",
        "id": "p1",
    }
    told = {
        "date": "2026-10-20",
        "kind": "outcome",
        "attribute": "Advocacy",
        "asked": START.plans[0].sentence,
        "outcome": "Kept",
        "outcome_date": "2026-10-20",
        "id": "p1",
    }
    assert _rows(f"{START.id}#8") == [plan]
    assert _rows(f"{START.id}#8", f"{AUTUMN.id}#1") == [
        {**plan, "outcome": "Kept", "outcome_date": "2026-10-20"},
        told,
    ]
    comment = {**told, "kind": "comment", "words": "She told me about the night shift."}
    assert _rows(f"{START.id}#8", f"{AUTUMN.id}#1", f"{AUTUMN.id}#2")[1:] == [told, comment]


def test_evidence_says_where_it_is_kept() -> None:
    """The row of evidence has its words or its name, where it is kept, and the indicator that it shows."""
    rows = _rows(f"{NOTE.id}#2", f"{NOTE.id}#3")
    assert [(row["words"], row["link"], row["attribute"], row.get("indicator", "")) for row in rows] == [
        ("Call log for August", "call log.pdf (on request)", "Advocacy", "AD2 Removes the barrier"),
        ("Board minutes", "https://example.org/board", "Collaboration", ""),
    ]


def test_every_kind_of_line_has_a_row() -> None:
    """There is a row for each chosen line, and its kind is that of the line."""
    lines = all_lines()
    assert [row["kind"] for row in _rows(*(line.name for line in lines))] == [line.kind for line in lines]
