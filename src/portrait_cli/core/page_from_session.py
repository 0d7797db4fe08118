"""From a session to a page on which anyone can answer it."""

from portrait_cli.core.page import Page
from portrait_cli.core.page_words import words_for
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Session
from portrait_cli.core.text import slug


def page_from_session(session: Session, portrait: Portrait, about: tuple[str, ...] = ()) -> Page:
    """Return the page of a session that was laid out with an empty past.

    `about` are the attributes and indicators to name in the answers file, if they are not those of the session.
    """
    words = words_for(portrait.language)
    file_name = f"answers-{name_of(session)}.txt"
    return Page(
        title=session.title,
        steps=session.steps,
        header=tuple(
            (name, said)
            for name, said in (
                ("portrait", session.portrait),
                ("guide", session.guide),
                ("role", session.role),
                ("attributes", about or session.attributes),
                ("tags", session.tags),
            )
            if said
        ),
        file_name=file_name,
        minutes=session.minutes,
        language=portrait.language,
        intro=(words.session,),
        how_to_return=(f"{words.keep}\nportrait reflect --answers {file_name}",),
        nudges=session.nudges,
        footer=tuple(filter(None, [portrait.attribution, portrait.disclaimer])),
    )


def name_of(session: Session) -> str:
    """Name the files of a session after the only attribute it is about, else after its guide."""
    only = session.attributes[0] if len(session.attributes) == 1 else ""
    return slug(only or session.guide)
