"""Other people's words can do nothing to a terminal, and are not changed in the files."""

import io
import json
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import pytest

from conftest import NOON, Run, journal_files
from portrait_cli.core import portrait_outline, session_from_guide
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Session
from portrait_cli.formats import entry_file, portrait_file
from portrait_cli.render import portrait as page
from portrait_cli.render import question
from portrait_cli.render.review import review
from portrait_cli.render.screen import Look, console
from screen import CTRL_C, PORTRAIT, Terminal

NASTY = (
    "title \x1b]0;x\x07 clipboard \x1b]52;c;aGk=\x07 clear \x1b[2J\x1b[H c1 \x9b2J \x9d0;x\x9c bell \x07 "
    "back \x08\x08\x08 right \u202eleft\u2066 line\u2028end [/red] [bold] [link=https://x.example]y[/link] :smile: "
    "del \x7f dcs \x1bPq\x1b\\"
)
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
QUIET = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
"""With these the program itself has no reason to write a control character."""


def quoted(text: str) -> str:
    """Write a text as a double-quoted YAML scalar, everything unusual as an escape."""
    return json.dumps(text)


@pytest.fixture
def journal(home: Path, tmp_path: Path) -> Path:
    """Write a journal with nasty words wherever there can be words."""
    folder = home / "Documents" / "portrait-journal"
    path = tmp_path / "answers.yaml"
    path.write_text(
        "guide: whole-portrait\nanswers:\n"
        f"  human-centered.really-listened: {quoted(NASTY)}\n  human-centered.level: growing\n"
        f"  plan.attribute: advocacy\n  plan.when: {quoted(NASTY)}\n  plan.then: {quoted(NASTY)}\n",
        encoding="utf-8",
    )
    done = piped("reflect", "--answers", str(path), "--date", "2 weeks ago")  # so that its plan is asked about today
    assert done.returncode == 0
    harmless(done.stdout + done.stderr)
    (session_file,) = journal_files(home)
    text = session_file.read_text(encoding="utf-8")
    changed = session_file.with_name("2026-01-02-030405-changed-by-hand.md")
    title = next(line for line in text.split("\n") if line.startswith("# "))
    prompt = next(line for line in text.split("\n") if line.startswith("### "))
    changed.write_text(
        text.replace(title, f"# {NASTY}")
        .replace(prompt, prompt.replace("### ", f"### {NASTY} "))
        .replace("id: ", "id: 2026-01-02-030405-changed-by-hand\nold_id: ", 1),
        encoding="utf-8",
    )
    note = session_file.with_name("2026-01-02-030406-note.md")
    front = text[: text.index("\n---\n", 4) + 5].replace("id: ", "id: 2026-01-02-030406-note\nold_id: ", 1)
    note.write_text(f"{front}\n# A note\n\n{NASTY}\n\n```\n{NASTY}\n```\n\n<b>{NASTY}</b>\n", encoding="utf-8")
    (session_file.parent / "bad \x1b]0;x\x07 \x9b2J \u202ename.md").write_text("---\nid: [\n---\n", encoding="utf-8")
    (session_file.parent / "bad words.md").write_text(f"---\n{NASTY}: [\n---\n", encoding="utf-8")
    return folder


def piped(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PORTRAIT, *arguments],
        env={**os.environ, **QUIET, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def harmless(output: str) -> None:
    """Fail if the output would act on a terminal, or if the program crashed."""
    found = ACTING.search(output)
    assert found is None, f"{found.group()!r} in {output[max(found.start() - 60, 0) : found.end() + 60]!r}"
    assert "Traceback" not in output
    assert "fault of the program" not in output


COMMANDS: Sequence[Sequence[str]] = (
    (),
    ("list",),
    ("list", "--json"),
    ("read", "2026-01-02-030405"),
    ("read", "2026-01-02-030406"),
    ("read", "latest"),
    ("read", "2026-01-02-030405", "--raw"),
    ("read", "2026-01-02-030406", "--json"),
    ("export", "--all"),
    ("export", "--all", "--json"),
    ("show", "advocacy"),
    ("paths",),
    ("reflect", "--template"),
    ("show", NASTY),
    ("list", "--attribute", NASTY),
    ("list", "--since", NASTY),
    ("list", "--tag", NASTY),
    ("list", "--" + NASTY),
    ("read", NASTY),
    ("export", "2026-01-02-030405", "-o", "/dev/null/" + NASTY),
    ("reflect", "--answers", "/dev/null/" + NASTY),
    ("reflect", "--template", "--guide", NASTY),
    ("reflect", "--template", "--role", NASTY),
    ("paths", "--journal", "/dev/null/" + NASTY),
    (NASTY,),
)
REAL: Sequence[Sequence[str]] = (
    (),
    ("list",),
    ("list", "--json"),
    ("read", "2026-01-02-030405"),
    ("read", "2026-01-02-030406"),
    ("read", "2026-01-02-030405", "--raw"),
    ("export", "--all"),
    ("reflect", "--template"),
    ("show", NASTY),
    ("paths", "--journal", "/dev/null/" + NASTY),
    (NASTY,),
)
"""Those that are tried in a real terminal as well."""

DATA = {"--raw", "export", "paths"}
"""Where a pipe gets words and paths as they are."""


def test_no_words_act_on_a_terminal(journal: Path, run: Run) -> None:
    """No entry, file name or argument can send a control character to a terminal."""
    for arguments in COMMANDS:
        done = run(*arguments, env=QUIET, tty=True)
        assert done.code in {0, 2, 3, 6}, arguments
        harmless(done.out + done.err)
    for arguments in REAL:
        with Terminal(*arguments, variables=QUIET, columns=80) as terminal:
            assert terminal.finish() in {0, 2, 3}, arguments
            harmless(terminal.raw.replace("\r\n", "\n"))
            words = terminal.words
        if arguments[:1] == ("read",) and "--raw" not in arguments:
            for kept in ("[/red]", "[bold]", "[link=https://x.example]y[/link]", ":smile:"):
                assert kept in words
    assert journal.is_dir()


def test_no_words_act_on_the_terminal_behind_a_pipe(journal: Path, run: Run) -> None:
    """Output and messages are harmless in a pipe too: `portrait list | less` ends in a terminal."""
    for arguments in COMMANDS:
        done = run(*arguments, env=QUIET)
        assert done.code in {0, 2, 3, 6}, arguments
        harmless(done.err)
        if not DATA.intersection(arguments):
            harmless(done.out)
    for arguments in ((), ("list",), ("read", "2026-01-02-030405"), ("show", NASTY)):
        real = piped(*arguments)
        harmless(real.stdout + real.stderr)
    assert journal.is_dir()


def test_words_in_settings_and_answers_files_do_not_act(tmp_path: Path, home: Path) -> None:
    """A nasty journal path, answers file or settings file is reported without harm."""
    answers = tmp_path / "nasty.yaml"
    answers.write_text(
        f"guide: whole-portrait\nanswers:\n  {quoted(NASTY)}: x\n  advocacy.level: {quoted(NASTY)}\n"
        f"  plan.by: {quoted(NASTY)}\n",
        encoding="utf-8",
    )
    raw = tmp_path / "raw \x1b]0;x\x07 \u202e.yaml"
    raw.write_text(f"answers:\n  {NASTY}: [\n", encoding="utf-8")
    for name, code in ((answers, 4), (raw, 4)):
        with Terminal("reflect", "--answers", str(name), variables=QUIET) as terminal:
            assert terminal.finish() == code
            harmless(terminal.raw.replace("\r\n", "\n"))
        harmless(piped("reflect", "--answers", str(name)).stderr)
    for folder, codes in (("a \x9b \u202e journal", {0, 3}), ("a \x1b]0;x\x07 journal", {2})):
        for arguments in ((), ("paths",), ("list",), ("read",), ("paths", "--json")):
            place = str(tmp_path / folder)
            with Terminal(*arguments, variables={**QUIET, "PORTRAIT_JOURNAL": place}) as terminal:
                assert terminal.finish() in codes
                harmless(terminal.raw.replace("\r\n", "\n"))
    settings = home / ".config" / "portrait" / "config.toml"
    settings.parent.mkdir(parents=True)
    for text in (
        f"{quoted(NASTY)} = 1\n",
        f"# {NASTY}\nx = [\n",
        "plain = 3\n",
    ):
        settings.write_text(text, encoding="utf-8")
        with Terminal("paths", variables=QUIET) as terminal:
            assert terminal.finish() == 4
            harmless(terminal.raw.replace("\r\n", "\n"))


def test_the_files_keep_the_words_unchanged(journal: Path, home: Path, run: Run) -> None:
    """What is made harmless on the screen is unchanged in the files and in exports."""
    assert journal.is_dir()
    paths = [path for path in journal_files(home) if not path.name.startswith("bad ")]
    texts = {path.name: path.read_bytes().decode() for path in paths}
    for arguments in COMMANDS:
        run(*arguments)
    assert {path.name: path.read_bytes().decode() for path in paths} == texts
    entries: dict[str, Entry] = {name: entry_file.parse(text, name) for name, text in texts.items()}
    changed = entries["2026-01-02-030405-changed-by-hand.md"]
    assert changed.title == NASTY
    assert changed.responses[0].text == NASTY
    assert changed.responses[0].prompt.startswith(NASTY)
    assert (changed.plans[0].when, changed.plans[0].then) == (NASTY, NASTY)
    note = entries["2026-01-02-030406-note.md"]
    assert any(isinstance(block, Prose) and NASTY in block.text for block in note.blocks)
    raw = subprocess.run(
        [*PORTRAIT, "read", "--raw", "2026-01-02-030406"],
        capture_output=True,
        check=True,
        env={**os.environ, **QUIET},
    )
    assert raw.stdout.decode() == texts["2026-01-02-030406-note.md"]
    handed_over = piped("export", "2026-01-02-030406", "--md").stdout  # to be read by others, so nothing acts in it
    assert "clear \u241b[2J" in handed_over
    assert "\x1b" not in handed_over
    exported = json.loads(piped("export", "2026-01-02-030406", "--json").stdout)
    assert NASTY in "".join(texts_in(exported))


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str(text):
            yield text
        case list(values):
            for inner in values:
                yield from texts_in(inner)
        case dict(pairs):
            yield from texts_in(list(pairs.values()))


def test_a_template_that_quotes_nasty_words_can_be_filled_in(journal: Path, home: Path, tmp_path: Path) -> None:
    """A template with nasty open plans in its comments is still a valid answers file."""
    before = journal_files(home)
    template = piped("reflect", "--template").stdout
    assert "[link=https://x.example]y[/link]" in template
    filled = tmp_path / "filled.yaml"
    filled.write_text(template.replace("  advocacy.level:", "  advocacy.level: steady"), encoding="utf-8")
    done = piped("reflect", "--answers", str(filled))
    assert done.returncode == 0, done.stderr
    harmless(done.stdout + done.stderr)
    assert len(journal_files(home)) == len(before) + 1
    assert journal.is_dir()


@pytest.mark.parametrize("width", [40, 80])
def test_a_portrait_file_cannot_act_on_a_terminal(width: int) -> None:
    """Control characters in any field of a portrait file are shown as signs, and kept in the file."""
    said = quoted(NASTY)
    text = f"""\
title: {said}
summary: {said}
attribution: {said}
roles: [{{id: lead, name: {said}, examples: {said}}}]
scales: [{{id: s, question: {said}, hint: {said}, levels: [{{id: low, name: {said}, meaning: {said}}}, High]}}]
attributes:
  - id: a
    name: {said}
    definition: {said}
    plain: {said}
    know: [{said}]
    watch_out: {said}
    prompts: [{{id: p, text: {said}}}]
    indicators: [{{id: i, code: {said}, name: {said}, look_for: {said}}}]
    practices: [{{id: t, name: {said}, text: {said}}}]
    vignette: {said}
    in_role: {{lead: {{looks_like: {said}, evidence: [{said}]}}}}
guides:
  - {{id: g, name: {said}, summary: {said}, steps: [{{do: each-attribute, steps: [{{do: ask}}, {{do: place}}]}}]}}
"""
    portrait, _ = portrait_file.load(text.encode(), "nasty.yaml")
    assert portrait.attributes[0].plain == NASTY.strip()
    look, first = Look(width), portrait.attributes[0]
    session = begin_with(portrait)
    pages = [
        page.glance(portrait, look),
        page.attribute(
            portrait,
            first,
            portrait_outline.attribute(portrait, first, "lead", get_args(portrait_outline.Layer)),
            page.Mine(),
            look,
        ),
    ]
    pages += [question.opening(session, session.started.date(), look), review(session, look)]
    pages += [question.question(session, step, look) for step in session.steps]
    out = io.StringIO()
    for shown in pages:
        console(out, plain=True, width=width).print(shown)
    assert ACTING.findall(out.getvalue()) == []


def begin_with(portrait: Portrait) -> Session:
    """Begin a session on all of a portrait's attributes."""
    begin = session_from_guide.SessionStart("s", NOON, "lead", portrait.attributes)
    return session_from_guide.lay_out(portrait, portrait.guides[0], begin, Past())


def test_escapes_in_a_deleted_entry_do_not_act(run: Run, home: Path) -> None:
    """Escape sequences in an entry's words are shown as signs when it is deleted."""
    run("note", "\x1b]52;c;aGk=\x07" + "long " * 40)
    with Terminal("delete", "latest") as terminal:
        terminal.wait_for("to the trash?", "›")
        assert "\x1b]52" not in terminal.raw
        assert "“␛]52;c;aGk=␇long long" in terminal.words
        assert "long…”" in terminal.words
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert len(journal_files(home)) == 1
