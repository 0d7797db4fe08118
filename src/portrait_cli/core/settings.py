"""What a person prefers, as config.toml holds it."""

from msgspec import Struct


class Settings(Struct, frozen=True):
    """What config.toml can hold, in its own names."""

    journal: str = ""
    portrait: str = ""
    role: str = ""
    editor: str = ""
    plain: bool = False
    name: str = ""
    school: str = ""
