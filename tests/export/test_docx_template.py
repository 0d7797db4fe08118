import io
import zipfile
from collections.abc import Callable
from functools import partial

import docx
import pytest
from docx.document import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import word_forms
from documents import HOSTILE, full_document
from portrait_cli.core.documents.template_data import AnswerData, GoalData, PlanData, TemplateData
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.export import docx_file, templates
from portrait_cli.export.docx_words import plain
from word_forms import with_words

PLAN = PlanData("When it snows, then I will call home", "it snows", "call home", "", "Advocacy", "Kept", "")
DATA = TemplateData(
    name="Ana & <Ruiz>",
    role="",
    school="Lincoln",
    year="2026–27",
    date="November 26, 2026",
    title="Growth plan",
    subtitle="",
    footer=("For growth.", "Made with portrait."),
    goals=(GoalData("Every family hears first.", "AD2 Ask", "AD2", ("PSEL 3",), "", (PLAN, PLAN), (), ()),),
    plans=(PLAN,),
    evidence=(),
    levels=(),
    answers=(AnswerData("November 2, 2026", "Who?", HOSTILE, "Advocacy"),) * 40,
    attributes=(),
)


def fill(form: bytes, data: TemplateData = DATA) -> WordFile:
    """Fill a form and open what comes out."""
    return docx.Document(io.BytesIO(templates.filled(form, "form.docx", data, full_document())))


def refused(form: bytes) -> str:
    """Return what is said of a form that cannot be filled."""
    with pytest.raises(InvalidFileError) as caught:
        fill(form)
    return str(caught.value)


def changed(form: bytes, part: str, change: Callable[[bytes], bytes], **more: bytes) -> bytes:
    """Change one part of a packed form, and add others."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        for name, data in more.items():
            new.writestr(name.replace("__", "/"), data)
    return result.getvalue()


def test_the_sample_is_filled() -> None:
    """Placeholders in the text, in a table's rows, in the header and in the footer are replaced."""
    form = word_forms.GROWTH_PLAN.read_bytes()
    assert form == docx_file.packed(word_forms.growth_plan())
    filled = fill(form)
    assert [paragraph.text for paragraph in filled.paragraphs] == [
        "Professional growth plan",
        "Name: Ana & <Ruiz>",
        "Year: 2026–27",
        "Goal 1: AD2 Ask",
        "Every family hears first.",
        "Aligned to: PSEL 3",
    ]
    assert filled.paragraphs[3].style is not None
    assert filled.paragraphs[3].style.name == "Heading 1"
    (table,) = filled.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What I will do", "How it went"],
        ["When it snows, then I will call home", "Kept"],
        ["When it snows, then I will call home", "Kept"],
    ]
    assert filled.sections[0].header.paragraphs[0].text == "Lincoln & partners"
    assert filled.sections[0].footer.paragraphs[0].text == "For growth. Made with portrait."


def test_a_filled_form_says_whose_it_is() -> None:
    """Neither the form's author nor a placeholder in its properties is left, and the same form is the same bytes."""
    form = word_forms.GROWTH_PLAN.read_bytes()
    properties = fill(form).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (
        "Growth plan",
        "Ana Ruiz",
        "Ana Ruiz",
    )
    assert b"district office" not in templates.filled(form, "form.docx", DATA, full_document())
    one, other = (templates.filled(form, "form.docx", DATA, full_document()) for _ in range(2))
    assert one == other


def test_hostile_words_stay_words_in_lines() -> None:
    """What looks like a placeholder or like XML in an answer is shown; its lines stay lines."""
    form = with_words("{{ answers[0].words }}", header="{{ answers[0].words }}", footer="{{ answers[0].words }}")
    filled = fill(form)
    for paragraph in (
        filled.paragraphs[0],
        filled.sections[0].header.paragraphs[0],
        filled.sections[0].footer.paragraphs[0],
    ):
        assert paragraph.text == plain(HOSTILE)


def test_words_in_footnotes_and_typographic_quotes_are_filled() -> None:
    """Word makes quotation marks typographic; they count as plain ones."""
    assert fill(with_words("{{ footer|join(“ + ”) }}")).paragraphs[0].text == "For growth. + Made with portrait."


ATTACKS = {
    "{{ ''.__class__ }}": 'no "__class__"',
    "{{ cycler }}": 'no "cycler"',
    "{{ lipsum.__globals__ }}": 'no "lipsum"',
    "{{ range(10**9) }}": "cannot call",
    "{% include '/etc/passwd' %}": "cannot open other files",
    "{%p include '/etc/passwd' %}": "cannot open other files",
    "{%p import '/etc/passwd' as x %}": "cannot open other files",
    "{{p subdoc }}": "without a letter behind the braces",
    "{{r name }}": "without a letter behind the braces",
    "{{ InlineImage('/etc/passwd') }}": "cannot call",
    "{{ new_subdoc('/etc/passwd') }}": "cannot call",
    "{{ name|safe }}": "no filter",
    "{% autoescape false %}{{ name }}{% endautoescape %}": "cannot have this",
    "{% for a in answers %}" * 4 + "{% endfor %}" * 4: "goes round more than",
    "{{ nme }}": 'no "nme", but name, role',
    "{{ goals[0].foo }}": 'no "foo" here, but words',
    "{% for goal in goals %}": "unexpected end of template",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_mistake_or_attack_is_named_with_the_words_there(attack: str) -> None:
    """Body, header and footer are filled in the same sandbox, and what is wrong is shown with its placeholder."""
    for form in (
        with_words("First.", f"A few words: {attack}"),
        with_words("First.", header=attack),
        with_words("First.", footer=attack),
    ):
        said = refused(form)
        assert said.startswith(f'form.docx near "{attack[:2]}')
        assert ATTACKS[attack] in said


def test_of_several_placeholders_the_wrong_one_is_named() -> None:
    """A line of a form has many; the one with the unknown name is shown."""
    said = refused(with_words("Name: {{ name }}   Year: {{ yaer }}   Date: {{ date }}"))
    assert said.startswith('form.docx near "{{ yaer }}": there is no "yaer"')


def test_a_form_does_not_grow_without_end() -> None:
    """Loops that show little, very often, stop before they fill the memory."""
    loops = "{% for a in answers %}" * 2 + "x" * 20_000 + "{% endfor %}" * 2
    assert refused(with_words(loops)) == "form.docx: it would become larger than 20 MB"


def test_placeholders_in_properties_are_not_filled() -> None:
    """The title of a form is not looked at: the document has its own."""
    assert fill(with_words("x", title="{{ ''.__class__ }}")).core_properties.title == "Growth plan"


def test_tags_that_begin_here_and_end_elsewhere_are_refused() -> None:
    """Words that docxtpl would drop in silence are an error."""
    said = refused(with_words("a {%p for a in answers %}", "b", "c {% endfor %} d"))
    assert "must be whole rows or whole paragraphs" in said


def _with_relation(relation: bytes, part: bytes) -> bytes:
    return part.replace(b"</Relationships>", relation)


RELATION = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    b' Target="https://example.org/x" TargetMode="External"/></Relationships>'
)


def test_what_is_no_word_document_is_refused_in_words() -> None:
    """Each kind of file that cannot be a form has its sentence."""
    form = with_words("{{ name }}")
    assert refused(b"hello") == "form.docx is no Word document, or a damaged one"
    assert refused(b"PK\x03\x04hello") == "form.docx is no Word document, or a damaged one"
    assert refused(form[:-200]) == "form.docx is no Word document, or a damaged one"
    assert refused(b"\xd0\xcf\x11\xe0" * 10) == "form.docx is an old Word file, or locked with a password"
    with io.BytesIO() as packed:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("xl/workbook.xml", "")
        assert refused(packed.getvalue()) == "form.docx is no Word document"
    macros = changed(form, "", bytes, word__vbaProject__bin=b"x")
    assert refused(changed(macros, "", bytes, **{"word__vbaProject.bin": b"x"})).startswith("form.docx has macros")
    kind = changed(form, "[Content_Types].xml", lambda part: part.replace(b"document.main", b"template.main"))
    assert "no Word document" in refused(kind)
    cut = changed(form, "word/document.xml", lambda part: part[:-20])
    assert "damaged" in refused(cut)


def test_what_would_take_all_memory_is_refused() -> None:
    """A form that unpacks to very much, or has very many placeholders, is refused before it is read."""
    form = with_words("{{ name }}")
    assert "unpacks to more" in refused(changed(form, "word/styles.xml", lambda part: part + b" " * 10_000_001))
    many = {f"word__media__{number}.png": b"" for number in range(2_001)}
    assert "unpacks to more" in refused(changed(form, "", bytes, **many))
    large = {f"word__media__{number}.png": b" " * 10_000_000 for number in range(7)}
    assert "unpacks to more" in refused(changed(form, "", bytes, **large))
    assert "more placeholders" in refused(with_words("{" * 20_001))


@pytest.mark.parametrize("beginning", ["{{ name", "{% if name", "{# a remark", "{{ {{ name }} }}"])
def test_a_placeholder_that_does_not_end_is_named(beginning: str) -> None:
    """Thousands of them in a form take no time either."""
    said = refused(with_words("First.", beginning))
    assert said.startswith(f'form.docx near "{beginning}": this does not end with ')
    assert "does not end" in refused(with_words(f"{beginning} " * 4_000 + "x" * 1_000_000))


def test_a_form_that_fetches_something_is_refused() -> None:
    """A picture or a template from the web would tell someone that it was opened; a link to click does not."""
    form = with_words("{{ name }}")
    for kind, is_refused in ((b"image", True), (b"attachedTemplate", True), (b"hyperlink", False)):
        fetching = changed(
            form,
            "word/_rels/document.xml.rels",
            partial(_with_relation, RELATION % kind),
        )
        if is_refused:
            assert "fetches something from https://example.org/x" in refused(fetching)
        else:
            assert fill(fetching).paragraphs[0].text == DATA.name


@pytest.mark.parametrize(
    ("target", "is_refused"),
    [
        ("smb://server/x.png", True),
        ("file://server/x.png", True),
        ("file:////server/x.png", True),
        (r"\\server\x.png", True),
        (r"file:///C:\Users\me\Normal.dotm", False),
        ("file:///home/me/Normal.dotm", False),
        ("Normal.dotm", False),
    ],
)
def test_what_is_on_another_machine_is_fetched(target: str, *, is_refused: bool) -> None:
    """Only what lies on the same machine may be named by a form."""
    relation = (RELATION % b"attachedTemplate").replace(b"https://example.org/x", target.encode())
    form = changed(with_words("{{ name }}"), "word/_rels/document.xml.rels", partial(_with_relation, relation))
    if is_refused:
        assert f"fetches something from {target}" in refused(form)
    else:
        assert fill(form).paragraphs[0].text == DATA.name


def test_an_entity_is_not_read_from_a_file() -> None:
    """A form cannot reach a file through XML."""
    form = changed(
        with_words("{{ name }} HERE"),
        "word/document.xml",
        lambda part: part.replace(
            b"<w:document ", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document '
        ).replace(b"HERE", b"&e;"),
    )
    assert refused(form).startswith("form.docx")


ONE_NAME = with_words("[{{ name }}]")


@given(st.text().filter(lambda words: "_" not in words and "\t" not in words))
def test_any_words_come_out_as_they_are(words: str) -> None:
    """Whatever was answered is in the form, with signs for what XML cannot hold."""
    filled = fill(ONE_NAME, replace(DATA, name=words))
    assert filled.paragraphs[0].text == f"[{plain(words)}]"
