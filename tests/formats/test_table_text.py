import pytest

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats.table_text import SAVE_AS, read_text

_PLAIN = "Standard,Emerging,Proficient\nCare,Asks,Acts\n"
_SPANISH = "Categoría,Insatisfactorio,Básico\nAtención,Oye según el día,Oye también a los niños\n"
_JAPANESE = "領域,初級,上級\n学校経営,自分で決める,職員と決める\n"
_ARABIC = "المجال,ضعيف,جيد\nالقيادة,لا يستمع,يستمع إلى الجميع\n"
_RUSSIAN = "Область,Низкий,Высокий\nДоверие,Слушает редко,Слушает всех\n"


@pytest.mark.parametrize("text", [_PLAIN, _SPANISH, _JAPANESE, _ARABIC, _RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_unicode_is_read_as_it_was_written(text: str, encoding: str) -> None:
    """Every script is read from every form of Unicode, UTF-16 without its mark too."""
    assert read_text(text.encode(encoding), "r.csv") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_SPANISH, "cp1252"),
        (_SPANISH, "mac_roman"),
        (_JAPANESE, "cp932"),
        (_JAPANESE, "euc_jp"),
        (_ARABIC, "cp1256"),
        (_RUSSIAN, "cp1251"),
    ],
)
def test_text_of_older_systems_is_read_as_it_was_written(text: str, encoding: str) -> None:
    """The encodings that spreadsheets still save are told apart by what the text looks like in them."""
    assert read_text(text.encode(encoding), "r.csv") == text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_end_alike(line_end: str) -> None:
    """Lines end with a line feed, from any system."""
    assert read_text(_PLAIN.replace("\n", line_end).encode(), "r.csv") == _PLAIN


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "r.csv is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "r.csv is empty"),
        (b"%PDF-1.7", "r.csv is a PDF file, not a table"),
        (b"\xef\xbb\xbf\n<HTML><table>", "r.csv is a web page, not a table"),
        (b"format: portrait/1", "r.csv is already a portrait, not a table"),
        (b'{"url": "https://docs"}', "r.csv is only a link to a Google Sheet, not a table"),
        (b"Standard,\0\n", "r.csv is not a table that we can read"),
        (b"\xff\xfex", "r.csv is not a table that we can read"),
        (bytes(range(128, 256)) * 3, "r.csv is not a table that we can read"),
    ],
)
def test_what_is_no_text_of_a_table_is_refused(data: bytes, message: str) -> None:
    """What the file is instead is said, with what helps."""
    with pytest.raises(InvalidFileError) as caught:
        read_text(data, "r.csv")
    assert str(caught.value) == message
    assert message.endswith("is empty") or caught.value.hint
    assert not message.endswith("that we can read") or caught.value.hint == SAVE_AS
