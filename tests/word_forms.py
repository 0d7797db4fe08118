"""Word forms as a district has them: `python tests/word_forms.py` writes the one in `tests/templates`."""

import io
from pathlib import Path

import docx
from docx.document import Document as WordFile

from portrait_cli.export import docx_blank, docx_file

GROWTH_PLAN = Path(__file__).parent / "templates" / "growth-plan.docx"


def growth_plan() -> WordFile:
    """Return a district's growth plan, with a table of plans for each goal."""
    form = docx.Document()
    form.core_properties.author = "The district office"
    form.core_properties.title = "Form 7b, {{ name }}"
    form.sections[0].header.paragraphs[0].text = "{{ school }} & partners"
    form.sections[0].footer.paragraphs[0].text = '{{ footer|join(" ") }}'
    form.add_heading("Professional growth plan", 0)
    form.add_paragraph("Name: {{ name }}")
    form.add_paragraph("Year: {{ year }}")
    form.add_paragraph("{%p for goal in goals %}")
    form.add_heading("Goal {{ loop.index }}: {{ goal.about }}", 1)
    form.add_paragraph("{{ goal.words }}")
    form.add_paragraph('Aligned to: {{ goal.aligned_to|join(", ") }}')
    table = form.add_table(rows=4, cols=2, style="Table Grid")
    rows = (
        ("What I will do", "How it went"),
        ("{%tr for plan in goal.plans %}", ""),
        ("{{ plan.words }}", "{{ plan.outcome }}"),
        ("{%tr endfor %}", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    form.add_paragraph("{%p endfor %}")
    return form


def with_words(*paragraphs: str, header: str = "", footer: str = "", title: str = "") -> bytes:
    """Return a form of a few paragraphs."""
    form = docx_file.opened(docx_blank.parts("en-US", from_right=False))
    for text in paragraphs:
        form.add_paragraph(text)
    form.sections[0].header.paragraphs[0].text = header
    form.sections[0].footer.paragraphs[0].text = footer
    form.core_properties.title = title
    return saved(form)


def saved(form: WordFile) -> bytes:
    """Return a form as a file."""
    file = io.BytesIO()
    form.save(file)
    return file.getvalue()


if __name__ == "__main__":
    GROWTH_PLAN.write_bytes(docx_file.packed(growth_plan()))
