import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import HOSTILE, full_document
from portrait_cli.core.documents.template_data import AnswerData, GoalData, PlanData, TemplateData
from portrait_cli.core.errors import InvalidFileError, UsageError
from portrait_cli.core.text import visible
from portrait_cli.export import templates

MARKDOWN = Path(__file__).parents[1] / "templates" / "growth-plan.md"
PLAN = PlanData(
    words="When it snows, then I will call home",
    step="When it snows, then I will call home",
    when="it snows",
    then="call home",
    by="",
    about="Advocacy",
    code="",
    outcome="",
    note="",
)
ANSWERS = tuple(AnswerData("November 2, 2026", "Who?", f"Answer {number}.", "Advocacy", "") for number in range(100))
DATA = TemplateData(
    name="Ana & <Ruiz>",
    role="Principal",
    school="",
    year="2026–27",
    date="November 26, 2026",
    title="Growth plan",
    subtitle="",
    footer=("For growth.", "Made with portrait."),
    footer_short="For growth.",
    goals=(GoalData("Every family hears first.", "AD2 Ask", "AD2", ("PSEL 3", "5a"), "", (PLAN,), (), ()),),
    plans=(PLAN,),
    evidence=(),
    levels=(),
    answers=ANSWERS,
    attributes=(),
)


def fill(source: str, file: str = "form.md", data: TemplateData = DATA) -> str:
    """Fill a template that is written here."""
    return templates.filled(source.encode(), file, data, full_document()).decode()


def test_the_sample_in_markdown_is_filled() -> None:
    """A template shows what there is, and leaves out what is blank."""
    assert fill(MARKDOWN.read_text(encoding="utf-8")) == (
        "# Growth plan\n\nAna & &lt;Ruiz>, Principal\n\n## 1. AD2 Ask\n\nEvery family hears first.\n\n"
        "Aligned to PSEL 3, 5a\n\n- When it snows, then I will call home\n\nFor growth. Made with portrait.\n"
    )


def test_words_stay_words_in_every_kind_of_text() -> None:
    """What looks like a placeholder or like HTML in an answer is shown, and does nothing."""
    data = replace(DATA, name=HOSTILE)
    assert fill("{{ name }}", "form.txt", data) == visible(HOSTILE)
    assert "<script>" not in fill("{{ name }}", "form.md", data)
    page = fill('<p title="{{ role }}">{{ name }}</p>', "form.html", data)
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page


def test_the_lines_of_an_answer_stay_lines_on_a_page() -> None:
    """A new line in an answer is one in HTML too."""
    assert fill("<p>{{ name }}</p>", "form.htm", replace(DATA, name="a\nb & c")) == "<p>a<br>\nb &amp; c</p>"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% for goal in goals[:2] %}{{ loop.index }}{{ goal['words'] }}{% endfor %}", "1Every family hears first."),
        ("{% for goal in goals if goal.code == 'AD2' %}{{ loop.length }}{% else %}none{% endfor %}", "1"),
        ("{% for piece in evidence %}x{% else %}none{% endfor %}", "none"),
        ("{{ answers[-1].words }}", "Answer 99."),
        ("{{ (answers|first).words|upper }}", "ANSWER 0."),
        ("{{ goals[0].plans|join('; ', attribute='then') }}", "call home"),
        ("{{ answers|selectattr('about', 'eq', 'Advocacy')|list|length }}", "100"),
        ("{{ role if role in ['Principal', 'Coach'] else 'Other' }}", "Principal"),
        ("{% if not school and (year or role) %}{{ name|default('x')|length }}{% endif %}", "12"),
        ("{% set first = goals[0] %}{{ first.about }}", "AD2 Ask"),
        ("{% raw %}{{ name }}{% endraw %}{# a remark #}", "{{ name }}"),
        ("a\r\n{% if role %}\r\nb\r\n{% endif %}\r\n", "a\nb\n"),
    ],
)
def test_a_template_shows_repeats_and_chooses(source: str, shown: str) -> None:
    """What docs/templates.md says works."""
    assert fill(source) == shown


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("{{ nme }}", 1, 'there is no "nme", but name, role, school, year'),
        ("\n\n{{ goals[0].wrods }}", 3, 'there is no "wrods" here, but words, about, code'),
        ("{% for goal in goals %}\n{{ goal.date }}{% endfor %}", 2, 'there is no "date" here'),
        ("{{ goals }}", 1, "a list is gone through with for"),
        ("{{ goals[0] }}", 1, "say what of it is shown: words, about"),
        ("{{ goals[7].words }}", 1, "this list has only 1 item"),
        ("{{ goals.words }}", 1, "which is a list"),
        ("{{ name.first }}", 1, "which is a text"),
        ("{{ loop.index }}", 1, "nothing to take"),
        ("{{ x }}{% set x = 1 %}", 1, "'x' is undefined"),
        ("{{ answers|join(', ') }}", 1, "join needs to know which text"),
        ("{{ name|join }}", 1, "join puts the texts of a list together"),
        ("{% for letter in name %}{% endfor %}", 1, "for goes through lists"),
        ("{{ name|center(9) }}", 1, 'there is no filter "center", but capitalize'),
        ("{{ answers|selectattr('about', 'eq')|list }}", 1, "this makes no sense here"),
        ("{% if name is callable %}{% endif %}", 1, 'there is no test "callable", but eq'),
        ("\n{% if goals %}", 2, "{% if … %} has no end: write {% endif %} below what it is about"),
        ("{% for goal in goals %}{% endif %}", 1, "{% endif %} stands where {% endfor %} is needed"),
        ("{% endfor %}", 1, "{% endfor %} ends nothing: no {% for … %} stands before it"),
        ("{% foo %}", 1, "encountered unknown tag 'foo'"),
        ("{{ name", 1, "unexpected end of template"),
    ],
)
def test_a_mistake_is_named_with_its_line(source: str, line: int, message: str) -> None:
    """Whoever made the template learns where the mistake is, and what would be right."""
    with pytest.raises(InvalidFileError) as caught:
        fill(source)
    assert str(caught.value).startswith(f"form.md:{line}: ")
    assert message in str(caught.value)
    assert caught.value.hint == "docs/templates.md lists what a template can have"


LOOPS = "{% for a in answers %}" * 4 + "{% endfor %}" * 4
LONG = "{% for a in answers %}{% for b in answers %}" + "x" * 9_000 + "{% endfor %}" * 2
ATTACKS = {
    "{{ ''.__class__.__mro__ }}": 'no "__class__"',
    "{{ goals[0].__class__ }}": 'no "__class__"',
    "{{ goals[0]['__class__'] }}": 'no "__class__"',
    "{{ goals|sort(attribute='__class__') }}": 'no "__class__"',
    "{{ answers|join(attribute='__doc__') }}": 'no "__doc__"',
    "{{ name|attr('__class__') }}": "no filter",
    "{{ cycler }}": 'no "cycler"',
    "{{ lipsum.__globals__ }}": 'no "lipsum"',
    "{{ self }}": 'no "self"',
    "{{ range(10**9) }}": "cannot call",
    "{{ '{}'.format(name) }}": "cannot call",
    "{{ name.upper() }}": "cannot call",
    "{{ 'a' * 1000000000 }}": "cannot calculate",
    "{{ 9 ** 99999999 }}": "cannot calculate",
    "{{ name ~ name }}": "cannot calculate",
    "{% include '/etc/passwd' %}": "cannot open other files",
    "{% import '/etc/passwd' as x %}": "cannot open other files",
    "{% from '/etc/passwd' import x %}": "cannot open other files",
    "{% extends '/etc/passwd' %}": "cannot open other files",
    "{% macro x() %}{% endmacro %}": "cannot have this",
    "{% autoescape false %}{{ name }}{% endautoescape %}": "cannot have this",
    "{{ name|safe }}": "no filter",
    "{% set a = [name, name] %}": "only texts and numbers",
    "{{ (name, name) }}": "only texts and numbers",
    LOOPS: "goes round more than 200,000 times",
    LONG: "larger than 20 MB",
    "{{ answers|join('" + "x" * 900_000 + "', attribute='words') }}": "larger than 20 MB",
    "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}": "nested too deeply",
    "{% for a in answers %}" * 30 + "{% endfor %}" * 30: "nested too deeply",
}


@pytest.mark.parametrize("file", ["form.md", "form.html", "form.txt"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_can_neither_read_nor_run_nor_go_on_forever(attack: str, file: str) -> None:
    """What would leave the sandbox is refused, in words."""
    with pytest.raises(InvalidFileError, match=ATTACKS[attack]):
        fill(attack, file)


@given(st.text())
def test_any_words_come_out_as_they_are(words: str) -> None:
    """Whatever was answered is in a plain text, with signs for what would act."""
    assert fill("[{{ name }}]", "form.txt", replace(DATA, name=words)) == f"[{visible(words)}]"


@given(st.text())
def test_any_template_is_filled_or_refused_in_words(source: str) -> None:
    """No template gives anything but a text or an error of ours."""
    for form in (source, f"{{{{ {source} }}}}", f"{{% {source} %}}"):
        with contextlib.suppress(InvalidFileError):
            templates.filled(form.encode("utf-8", "replace"), "form.html", DATA, full_document())


def test_other_files_are_no_templates() -> None:
    """The kind of a file is said by its ending; what Word can save as a document has a hint."""
    assert [templates.format_of(name) for name in ("a.MD", "b.htm", "c.docx", "d.txt")] == [
        "md",
        "html",
        "docx",
        "txt",
    ]
    with pytest.raises(UsageError) as caught:
        templates.format_of("form.docm")
    assert caught.value.hint == "in Word choose Save as, Word document (.docx)"
    with pytest.raises(UsageError) as caught:
        templates.format_of("form")
    assert caught.value.hint == "a template ends in .docx, .html, .md or .txt"


def test_what_is_no_text_or_too_long_is_refused() -> None:
    """A template of text is text, and not a whole book."""
    with pytest.raises(InvalidFileError, match="is not text"):
        templates.filled(b"\xff\x00\xfe", "form.md", DATA, full_document())
    with pytest.raises(InvalidFileError, match="larger than 1 MB"):
        fill("x" * 1_000_001)
