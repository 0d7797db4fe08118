from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import DISTRICT, OPEN, answer, new_session, one_in, sessions
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Evidence, Heading
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.evidence import log
from portrait_cli.core.evidence_from_session import can_be_evidence
from portrait_cli.core.play import apply
from portrait_cli.core.session import Mark, Session

SESSION = answer(
    new_session(DISTRICT, 0, "courage", "care", past=Past(open_plans=(OPEN,))),
    commitment__c1__outcome="partly",
    commitment__c1__note="no time",
    courage__what_did_i_dare="I asked.",
    courage__level="other",
    courage__comment="It depends.",
    care__level="yes",
    sitting__week="The snow.",
)


def _marked(session: Session, *steps: str) -> Session:
    for step in steps:
        session = apply(session, Mark(step))
    return session


def _evidence(session: Session) -> list[tuple[str, str, str]]:
    blocks = entry_from_session(session).blocks
    return [(block.step, block.target, block.heading) for block in blocks if isinstance(block, Evidence)]


def test_a_marked_answer_is_evidence_in_the_same_entry() -> None:
    """The marks come last, below a heading; what is said about a level or an outcome is marked where it is held."""
    steps = ["commitment.c1.note", "courage.what-did-i-dare", "courage.comment", "sitting.week"]
    session = _marked(SESSION, *steps)
    assert _evidence(session) == [
        ("commitment.c1.outcome", "", "Evidence: “Partly no time”"),
        ("courage.what-did-i-dare", "courage", "Evidence of Courage: “I asked.”"),
        ("courage.level", "courage", "Evidence of Courage: “It depends.”"),
        ("sitting.week", "", "Evidence: “The snow.”"),
    ]
    entry = entry_from_session(session)
    assert entry.blocks[-5] == Heading("Evidence")
    assert {piece.words for piece in log([entry])} == {"Partly\n\nno time", "I asked.", "It depends.", "The snow."}


def test_a_mark_can_be_taken_away() -> None:
    """The same mark again takes it away, and an entry without marks has no heading for them."""
    session = _marked(SESSION, "courage.comment", "sitting.week", "courage.comment")
    assert session.evidence == ("sitting.week",)
    assert entry_from_session(_marked(session, "sitting.week")) == entry_from_session(SESSION)


def test_an_outcome_and_its_note_are_one_piece() -> None:
    """Whichever of them is marked, what was done is marked once."""
    for steps in (["commitment.c1.outcome"], ["commitment.c1.outcome", "commitment.c1.note"]):
        assert [step for step, _, _ in _evidence(_marked(SESSION, *steps))] == ["commitment.c1.outcome"]


def test_an_answer_that_was_skipped_later_is_no_evidence() -> None:
    """A mark without an answer leaves nothing in the entry."""
    answers = {name: said for name, said in SESSION.answers.items() if name != "courage.what-did-i-dare"}
    assert _evidence(replace(_marked(SESSION, "courage.what-did-i-dare"), answers=answers)) == []


def test_a_comment_whose_level_is_gone_is_marked_itself() -> None:
    """What stands by itself in the entry is marked by its own name."""
    answers = {name: said for name, said in SESSION.answers.items() if name not in {"courage.level", OUTCOME}}
    session = _marked(replace(SESSION, answers=answers), "courage.comment", "commitment.c1.note")
    assert [step for step, _, _ in _evidence(session)] == ["commitment.c1.note", "courage.comment"]


OUTCOME = "commitment.c1.outcome"


def test_the_id_of_a_mark_stays() -> None:
    """Saving the same session again makes the same evidence; two answers never have the same id."""
    session = _marked(SESSION, "courage.what-did-i-dare", "sitting.week")
    first, again = (entry_from_session(session).blocks for _ in range(2))
    assert first == again
    ids = [block.id for block in first if isinstance(block, Evidence)]
    assert len(set(ids)) == len(ids) == 2


@given(sessions(), st.data())
@one_in(5)
def test_whatever_is_marked_is_in_the_log(session: Session, data: st.DataObject) -> None:
    """In any session, every marked answer is one piece of evidence with its words, and nothing else changes."""
    markable = [step.id for step in session.answered if can_be_evidence(step) and session.answers[step.id].strip()]
    chosen = data.draw(st.lists(st.sampled_from(markable), unique=True) if markable else st.just([]))
    entry = entry_from_session(_marked(session, *chosen))
    plain = entry_from_session(session)
    assert entry.blocks[: len(plain.blocks)] == plain.blocks
    pieces = log([entry])
    assert not [piece for piece in pieces if piece.missing]
    said = "\n".join(piece.words for piece in pieces)
    assert all(session.answers[step] in said for step in chosen if not step.endswith("outcome"))
