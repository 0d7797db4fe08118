from typing import get_args

from conftest import TESTS
from portrait_cli.core.document_words import DocumentName
from portrait_cli.core.documents.evidence_log import EVIDENCE_LOG
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import portrait_file

CAREER = TESTS / "portraits" / "valid" / "career-stages.yaml"
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
