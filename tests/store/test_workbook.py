import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import one_in
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import portrait_file, starter
from rubric_tables import data_of, read

BOOK = data_of("two-languages-sheets.sheets")


def _packed(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04\x14\x00", "r.xlsx is damaged: it is compressed, and does not open"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "r.xlsx is in an old format of Excel or Word, which we cannot read"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "r.xlsx is locked with a password",
        ),
        (_packed("word/document.xml"), "r.xlsx is a Word document, not a table"),
        (_packed("content.xml"), "r.xlsx is an OpenDocument file, not a table"),
        (_packed("photo"), "r.xlsx is a compressed folder, not a table"),
        (_packed("xl/workbook.xml"), "r.xlsx is a damaged workbook, which we cannot read"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, message: str) -> None:
    """What the file is instead is said, with what helps."""
    with pytest.raises(InvalidFileError) as caught:
        read(data, "r.xlsx")
    assert str(caught.value) == message
    assert caught.value.hint


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    """Draw a copy of the workbook in which one of its parts had an accident, or the whole file."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from([*parts, ""]))
    data = bytearray(parts.get(name, BOOK))
    for _ in range(draw(st.integers(1, 3))):
        start, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        data[start : start + length] = draw(st.one_of(st.binary(max_size=20), st.just(data[start:] * 2)))
    if not name:
        return bytes(data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, held in (parts | {name: bytes(data)}).items():
            archive.writestr(part, held)
    return stream.getvalue()


@given(_damaged())
@one_in(2)
def test_a_damaged_workbook_is_read_or_refused(data: bytes) -> None:
    """Whatever happened to a workbook, the result is a portrait that loads, or an error that names the file."""
    try:
        rubric = read(data, "r.xlsx").rubric
    except InvalidFileError as error:
        assert str(error).startswith("r.xlsx")  # noqa: PT017  # both ends are right
    else:
        portrait_file.load(starter.write(rubric).encode(), "p.yaml")
