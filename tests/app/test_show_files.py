"""The portrait, an attribute or an indicator as a file to hand out."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from conftest import Run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Human-Centered Approaches"),
        (("advocacy",), "Advocacy"),
        (("advocacy", "--prompts"), "Who was left out"),
        (("advocacy", "AD2"), "Removes the barrier"),
    ],
)
def test_a_part_of_the_portrait_is_written_into_files(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """The whole, an attribute and an indicator are a page, a Word file and a PDF, several of them at once."""
    files = {name: tmp_path / f"handout.{name}" for name in ("html", "docx", "pdf")}
    options = [word for name, path in files.items() for word in (f"--{name}", str(path))]
    done = run("show", *words, *options)
    assert (done.code, done.out) == (0, "")
    assert [line.partition(" ")[0] for line in done.err.splitlines() if line.startswith("Wrote")] == ["Wrote"] * 3
    assert said in files["html"].read_text(encoding="utf-8")
    assert said in " ".join("\n".join(page.extract_text() for page in PdfReader(files["pdf"]).pages).split())
    assert files["docx"].read_bytes().startswith(b"PK")
    assert run("show", *words, *options).code == 6
    assert run("show", *words, *options, "--force").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--html", "page.pdf"), 2, "HTML goes into a file that ends in .html, not"),
        (("--html", "page.html", "--json"), 2, "choose a file to write, or what to print, not both"),
        (("--pdf", "missing/page.pdf"), 6, "there is no folder"),
        (("nonsense", "--pdf", "page.pdf"), 3, 'there is no attribute "nonsense"'),
    ],
)
def test_a_file_that_cannot_be_written_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """One sentence says why, and nothing is written."""
    done = run("show", *(str(tmp_path / word) if "." in word else word for word in words))
    assert (done.code, said in " ".join(done.err.split())) == (code, True), done.err
    assert list(tmp_path.iterdir()) == []
