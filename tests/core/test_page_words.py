import re
from string import Formatter

import pytest
from msgspec.structs import asdict

from portrait_cli.core.page_words import words_for

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar", "ja")


def _blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same(language: str) -> None:
    """Each text has words, and the blanks of the English one."""
    english, words = asdict(words_for("en")), asdict(words_for(language))
    assert words["language"] == language
    for name, text in words.items():
        assert text.strip()
        assert _blanks(text) == _blanks(english[name]), name


def test_a_language_is_found_by_its_first_part() -> None:
    """Regions and scripts make no difference, and a language that is not known is English."""
    assert words_for("ES-419").language == "es"
    assert words_for("pt-BR").language == "pt"
    assert words_for("sw").language == "en"
    assert words_for("").language == "en"


def test_quotation_and_typing_signs_are_those_of_the_language() -> None:
    """French has a space before its colon, and Arabic none of the comma of English."""
    assert re.search(r"[^ \u00a0][:?!]", " ".join(asdict(words_for("fr")).values()).replace("\n", " ")) is None
    assert "," not in "".join(asdict(words_for("ar")).values())
