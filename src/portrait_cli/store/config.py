"""Settings: options before the environment before config.toml before defaults."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import platformdirs
from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.store.files import path_of, replace, storage_errors

APP = "portrait"


class Settings(Struct, frozen=True):
    """What config.toml may say."""

    journal: str = ""
    portrait: str = ""
    role: str = ""
    editor: str = ""
    plain: bool = False


class Config(Struct, frozen=True):
    """Where everything is, and how the person likes it."""

    journal: Path
    drafts: Path
    locks: Path
    reports: Path
    settings: Path
    cache: Path
    portraits: Path
    portrait: str
    """The name or file of the portrait in use; empty for the one that ships."""
    role: str
    editor: str
    plain: bool


def load(env: Mapping[str, str], *, journal: str = "", portrait: str = "", plain: bool = False) -> Config:
    """Find every place and setting. Raises InvalidFileError when config.toml cannot be read as settings."""
    folders = platformdirs.PlatformDirs(APP, appauthor=False)
    said = _settings(folders.user_config_path / "config.toml")
    place = journal or env.get("PORTRAIT_JOURNAL") or said.journal
    state = folders.user_state_path
    return Config(
        journal=path_of(place) if place else folders.user_documents_path / "portrait-journal",
        drafts=state / "drafts",
        locks=state / "locks",
        reports=state / "reports",
        settings=folders.user_config_path / "config.toml",
        cache=folders.user_cache_path,
        portraits=folders.user_config_path / "portraits",
        portrait=portrait or env.get("PORTRAIT_PORTRAIT") or said.portrait,
        role=env.get("PORTRAIT_ROLE") or said.role,
        editor=env.get("PORTRAIT_EDITOR") or said.editor or env.get("VISUAL") or env.get("EDITOR") or "",
        plain=plain
        or said.plain
        or _is_on(env.get("PORTRAIT_PLAIN", ""))
        or _is_on(env.get("ACCESSIBLE", ""))
        or env.get("TERM") == "dumb",
    )


def _settings(path: Path) -> Settings:
    with storage_errors(path):
        if not path.is_file():
            return Settings()
    import tomllib  # most people have no such file

    try:
        with storage_errors(path):
            said = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, or more than the parser can bear
        raise InvalidFileError(f"{path} cannot be read as settings: {error}") from None
    kinds = Settings.__struct_fields__
    for name, value in said.items():
        if name not in kinds:
            near = get_close_matches(name, kinds, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(kinds)}"
            raise InvalidFileError(f'{path}: "{name}" is no setting', hint=hint)
        if not isinstance(value, bool if name == "plain" else str):
            wanted = "true or false" if name == "plain" else "text between quotation marks"
            raise InvalidFileError(f"{path}: {name} should be {wanted}")
    return Settings(**said)


def remember(config: Config, name: str, value: str) -> None:
    """Write one setting into config.toml and leave everything else in it as it stands.

    Raises StorageError when the system refuses.
    """
    import tomlkit  # the one writer of TOML that keeps comments and order

    with storage_errors(config.settings):
        text = config.settings.read_bytes().decode("utf-8-sig") if config.settings.is_file() else ""
    document = tomlkit.parse(text)
    document[name] = value
    replace(config.settings.resolve(), tomlkit.dumps(document))  # a link to it stays a link


def _is_on(value: str) -> bool:
    return value.casefold() not in {"", "0", "no", "false", "off"}


def places(config: Config) -> list[tuple[str, Path]]:
    """List every place that is used, by name."""
    return [
        ("journal", config.journal),
        ("drafts", config.drafts),
        ("settings", config.settings),
        ("portraits", config.portraits),
        ("reports", config.reports),
        ("locks", config.locks),
        ("cache", config.cache),
    ]
