"""Home: where the person stands, and one thing to do next."""

from portrait_cli.desk import Desk
from portrait_cli.drafts import Drafts
from portrait_cli.export import data
from portrait_cli.model.entry import Past
from portrait_cli.model.portrait import Portrait
from portrait_cli.render import asking
from portrait_cli.render import journal as shown


def show(desk: Desk, *, as_data: bool) -> None:
    """Show where the person stands, or greet who comes for the first time; or print it as JSON."""
    environment, portrait = desk.environment, desk.portrait
    entries = desk.entries()
    past = desk.past(entries)
    draft, problems = Drafts(desk.config.drafts).newest()
    for problem in problems:
        environment.say(f"portrait: {problem}")
    then = _suggestion(portrait, past, draft_waits=draft is not None)
    if as_data:
        standing = {
            "said": past.said,
            "commitments": past.commitments,
            "draft_waits": draft is not None,
            "next": then,
        }
        environment.write(data.write(standing))
        return
    look = environment.look(plain=desk.config.plain)
    if not entries and draft is None:
        environment.show(shown.welcome(portrait, look), plain=desk.config.plain)
        return
    home = shown.Standing(
        portrait=portrait,
        today=environment.now().date(),
        said=past.said,
        commitments=past.commitments,
        draft=asking.draft_line(draft) if draft else "",
        then=then,
    )
    environment.show(shown.home(home, look), plain=desk.config.plain)


def _suggestion(portrait: Portrait, past: Past, *, draft_waits: bool) -> str:
    """Choose one thing to do next: the draft, else the attribute not spoken of for longest."""
    if draft_waits:
        return "portrait reflect, to go on where you stopped"
    names = [attribute.id for attribute in portrait.attributes]
    unsaid = [name for name in names if name not in past.said]
    if unsaid == names:
        return "portrait reflect"
    oldest = unsaid or sorted(names, key=lambda name: past.said[name].on)
    return f"portrait reflect {oldest[0]}"
