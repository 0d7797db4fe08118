"""What the page of a request tells people before they answer, in the languages that we have words for."""

from collections.abc import Mapping

from portrait_cli.core.request_words_english import ENGLISH, RequestWords
from portrait_cli.core.request_words_translated import ARABIC, FRENCH, GERMAN, JAPANESE, PORTUGUESE, SPANISH

_KNOWN: Mapping[str, RequestWords] = {
    words.language: words for words in (ENGLISH, SPANISH, FRENCH, GERMAN, PORTUGUESE, ARABIC, JAPANESE)
}


def words_for(language: str) -> RequestWords:
    """Return the words in a language, or in English if it is not one of ours."""
    return _KNOWN.get(language.partition("-")[0].lower(), ENGLISH)
