from typing import get_args

import pytest
from msgspec import to_builtins

from chosen_lines import ENTRIES, all_lines, known_of, made, situation_of, words_in
from conftest import TESTS
from portrait_cli.core.document_words import DocumentName
from portrait_cli.core.documents.evidence_log import EVIDENCE_LOG
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection_lines import Line
from portrait_cli.formats import portrait_file

CAREER = TESTS / "portraits" / "valid" / "career-stages.yaml"
_DECIDED = {"Change it": "Changed the goal", "I met it": "Met the goal"}
YEAR = TESTS / "portraits" / "year.yaml"


def _portrait(text: bytes) -> Portrait:
    return portrait_file.load(text, "p.yaml")[0]


def test_a_document_has_the_title_of_the_portrait() -> None:
    """A portrait may name its own titles for documents; others keep ours."""
    ours = _portrait(YEAR.read_bytes() + b"documents: {titles: {evidence: Artifacts, year: My year}}\n")
    assert EVIDENCE_LOG.title_in(ours) == "Artifacts"
    assert EVIDENCE_LOG.title_in(_portrait(YEAR.read_bytes())) == "Evidence log"


def test_a_portrait_forbids_documents_to_judge_by() -> None:
    """With `not_for_evaluation` no evaluative document may be made, and any other one may."""
    career, year = _portrait(CAREER.read_bytes()), _portrait(YEAR.read_bytes())
    assert career.documents.titles == {"growth-plan": "IPDP", "conversation": "Coffee with my coach"}
    for kind in KINDS.values():
        assert kind.is_forbidden_by(career) == kind.is_evaluative
        assert not kind.is_forbidden_by(year)


def test_a_portrait_can_name_every_document() -> None:
    """Each kind has a name that a portrait file may use for its title."""
    assert set(KINDS) <= set(get_args(DocumentName))


@pytest.mark.parametrize("name", ["growth-plan", "portfolio", "progress"])
def test_nothing_that_was_chosen_is_lost(name: str) -> None:
    """Whatever a document offers is on its pages once it is chosen."""
    open_goal = ENTRIES[:-1] if name == "growth-plan" else ENTRIES
    lines = all_lines(open_goal, known_of(open_goal))
    offered = KINDS[name].offer(lines, situation_of(open_goal))
    assert offered
    document = made(KINDS[name], {one.line.name for one in offered})
    said = "\n".join(words_in(to_builtins(tuple(document.parts))))
    for one in offered:
        assert all(paragraph in said for paragraph in _paragraphs(one.line)), one.line.words


def _paragraphs(line: Line) -> list[str]:
    """Split words as a document may: a plan stands beside its day, and the name of a file is in its link."""
    if line.kind == "decision":
        return [_DECIDED[line.words]]
    if line.kind == "plan":
        return [line.words.rpartition(", by ")[0]]
    paragraphs = line.words.split("\n\n")
    return paragraphs[:1] if line.kind == "evidence" else paragraphs
