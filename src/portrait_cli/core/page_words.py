"""What a page says by itself, in the languages that we have words for."""

from collections.abc import Mapping

from portrait_cli.core.page_words_english import ENGLISH, PageWords
from portrait_cli.core.page_words_translated import ARABIC, FRENCH, GERMAN, JAPANESE, PORTUGUESE, SPANISH

_KNOWN: Mapping[str, PageWords] = {
    words.language: words for words in (ENGLISH, SPANISH, FRENCH, GERMAN, PORTUGUESE, ARABIC, JAPANESE)
}


def words_for(language: str) -> PageWords:
    """Return the page's words in a language, or in English if it is not one of ours."""
    return _KNOWN.get(language.partition("-")[0].lower(), ENGLISH)
