"""Settings: options win over the environment, which wins over config.toml, which wins over the defaults."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import platformdirs
from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.plain_mode import is_plain
from portrait_cli.store.files import followed, path_of, replace, storage_errors

APP = "portrait"


class Settings(Struct, frozen=True):
    """What config.toml can hold, in its own names."""

    journal: str = ""
    portrait: str = ""
    role: str = ""
    editor: str = ""
    plain: bool = False


class Config(Struct, frozen=True):
    """Where everything is, and what the person prefers."""

    journal: Path
    drafts: Path
    locks: Path
    undo: Path
    reports: Path
    settings: Path
    cache: Path
    portraits: Path
    portrait: str
    """The name or file of the portrait in use; empty for the one that comes with the program."""
    role: str
    editor: str
    """The editor for `portrait` alone; empty for the one that other programs use."""
    plain: bool
    journal_option: str
    """The journal's folder as it was named with this command; empty if it was not."""


def load(env: Mapping[str, str], *, journal: str = "", portrait: str = "", plain: bool = False) -> Config:
    """Find every place and setting.

    Raises InvalidFileError when config.toml cannot be read as settings, StorageError when it cannot be read at all.
    """
    settings = _read_settings(_settings_file())
    return _config(settings, env, journal=journal, portrait=portrait, plain=plain)


def without_settings(env: Mapping[str, str], *, journal: str = "") -> Config:
    """Find every place as if there were no config.toml."""
    return _config(Settings(), env, journal=journal, portrait="", plain=False)


def _settings_file() -> Path:
    return platformdirs.PlatformDirs(APP, appauthor=False).user_config_path / "config.toml"


def _config(settings: Settings, env: Mapping[str, str], *, journal: str, portrait: str, plain: bool) -> Config:
    folders = platformdirs.PlatformDirs(APP, appauthor=False)
    state = folders.user_state_path

    return Config(
        journal=_journal_folder(journal, env, settings, folders.user_documents_path),
        drafts=drafts_folder(),
        locks=state / "locks",
        undo=state / "undo",
        reports=state / "reports",
        settings=_settings_file(),
        cache=folders.user_cache_path,
        portraits=folders.user_config_path / "portraits",
        portrait=portrait or env.get("PORTRAIT_PORTRAIT") or settings.portrait,
        role=env.get("PORTRAIT_ROLE") or settings.role,
        editor=env.get("PORTRAIT_EDITOR") or settings.editor,
        plain=is_plain(option=plain, setting=settings.plain, variables=env),
        journal_option=journal,
    )


def drafts_folder() -> Path:
    """Return where drafts are, which no setting changes."""
    return platformdirs.PlatformDirs(APP, appauthor=False).user_state_path / "drafts"


def _journal_folder(option: str, env: Mapping[str, str], settings: Settings, documents: Path) -> Path:
    name = option or env.get("PORTRAIT_JOURNAL") or settings.journal
    if name:
        return path_of(name)
    return documents / "portrait-journal"


def _read_settings(path: Path) -> Settings:
    with storage_errors(path):
        if not path.is_file():
            return Settings()

    import tomllib  # most people have no such file

    try:
        with storage_errors(path):
            values = tomllib.loads(_text(path))
    except (ValueError, RecursionError) as error:  # not TOML, not UTF-8, or nested too deep for the parser
        raise InvalidFileError(f"{path} cannot be read as settings: {error}") from None

    for name, value in values.items():
        _check(path, name, value)
    return Settings(**values)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _check(path: Path, name: str, value: object) -> None:
    """Raise InvalidFileError when config.toml has a name that is not a setting, or a value of the wrong kind."""
    known = Settings.__struct_fields__
    if name not in known:
        hint = f"the settings are {', '.join(known)}"
        for near in get_close_matches(name, known, n=1):
            hint = f"did you mean {near}?"
        raise InvalidFileError(f'{path}: "{name}" is not a setting', hint=hint)
    if name == "plain":
        fits = isinstance(value, bool)
        wanted = "true or false"
    else:
        fits = isinstance(value, str) and "\0" not in value
        wanted = "text between quotation marks, without a NUL"
    if not fits:
        raise InvalidFileError(f"{path}: {name} should be {wanted}")


def saved_setting(config: Config, name: str) -> str:
    """Return what config.toml itself says for a setting that is a text; empty if it says nothing."""
    return str(getattr(_read_settings(config.settings), name))


def save_setting(config: Config, name: str, value: str) -> None:
    """Write one setting into config.toml, or take it out if it is empty, and leave everything else in it as it is.

    Raises StorageError when the system refuses.
    """
    import tomlkit  # keeps comments and order; only one command writes settings

    text = ""
    with storage_errors(config.settings):
        if config.settings.is_file():
            text = _text(config.settings)

    document = tomlkit.parse(text)
    if value:
        document[name] = value
    else:
        document.pop(name, None)
    replace(followed(config.settings), tomlkit.dumps(document))  # if config.toml is a link, it stays one


def places(config: Config) -> list[tuple[str, Path]]:
    """List the name and path of every place that is used."""
    return [
        ("journal", config.journal),
        ("drafts", config.drafts),
        ("settings", config.settings),
        ("portraits", config.portraits),
        ("reports", config.reports),
        ("locks", config.locks),
        ("undo", config.undo),
        ("cache", config.cache),
    ]
