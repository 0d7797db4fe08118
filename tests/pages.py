"""Pages for tests, and what their files say."""

from pathlib import Path

from msgspec.structs import replace

from conftest import NOON, TESTS
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.page import Page
from portrait_cli.core.page_from_session import page_from_session
from portrait_cli.core.session import Session, Step
from portrait_cli.core.session_from_guide import SessionStart, lay_out
from portrait_cli.export import page as export_page
from portrait_cli.formats import answers_file, portrait_file
from portrait_cli.formats.yaml_tree import Scalar

PORTRAIT, _ = portrait_file.load((TESTS / "portraits" / "page.yaml").read_bytes(), "page.yaml")


def session(guide: str = "closely", role: str = "", tags: tuple[str, ...] = ()) -> Session:
    """Lay out a session for someone without a past."""
    wanted = next(one for one in PORTRAIT.guides if one.id == guide)
    attributes = PORTRAIT.attributes[:1] if wanted.per_attribute else PORTRAIT.attributes
    return lay_out(PORTRAIT, wanted, SessionStart("a1", NOON, role, attributes, tags=tags), Past())


def session_page(guide: str = "closely", *, language: str = "en") -> Page:
    """Make a page of a session."""
    return page_from_session(session(guide), replace(PORTRAIT, language=language))


def page_of(*steps: Step) -> Page:
    """Make a page of some steps."""
    header = (("portrait", "page"), ("guide", "closely"))
    return Page("Some questions", steps, header, "answers.txt", 5)


def written(folder: Path, page: Page) -> Path:
    """Write a page into a file."""
    file = folder / "page.html"
    file.write_text(export_page.write(page), encoding="utf-8")
    return file


def answers_in(file: Path) -> dict[str, str]:
    """Read the answers in a saved file, as `portrait reflect --answers` does."""
    parsed = answers_file.parse(file.read_bytes(), file.name)
    answers: dict[str, str] = {}
    for name, (_, node) in parsed.answers.items():
        assert isinstance(node, Scalar)
        answers[name] = node.text.removesuffix("\n")
    return answers
