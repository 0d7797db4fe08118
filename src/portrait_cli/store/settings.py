"""Settings: options win over the environment, which wins over config.toml, which wins over the defaults."""

from collections.abc import Mapping
from pathlib import Path

import platformdirs
from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError, UsageError
from portrait_cli.core.path_name import control_in, from_home, is_file_name, variable_in
from portrait_cli.core.plain_mode import is_plain
from portrait_cli.core.settings import Settings
from portrait_cli.store.files import followed, path_of, replace, storage_errors

APP = "portrait"


class Config(Struct, frozen=True):
    """Where everything is, and what the person prefers."""

    journal: Path
    drafts: Path
    locks: Path
    undo: Path
    roll_ups: Path
    """The record of what was shown of many leaders together."""
    reports: Path
    settings: Path
    cache: Path
    portraits: Path
    keys: Path
    """The keys that open the replies of others."""
    contributions: Path
    """The ids of what the person contributed to which round, so that a newer contribution replaces an older one."""
    portrait: str
    """The name or file of the portrait in use; empty for the one that comes with the program."""
    role: str
    editor: str
    """The editor for `portrait` alone; empty for the one that other programs use."""
    plain: bool
    name: str
    """The person's name, for what they hand over; empty if they did not say."""
    school: str
    """Their school or district; likewise."""
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
        roll_ups=state / "roll-ups",
        reports=state / "reports",
        settings=_settings_file(),
        cache=folders.user_cache_path,
        portraits=folders.user_config_path / "portraits",
        keys=folders.user_config_path / "keys",
        contributions=state / "contributions",
        portrait=portrait or env.get("PORTRAIT_PORTRAIT") or _portrait_in(settings),
        role=env.get("PORTRAIT_ROLE") or settings.role,
        editor=env.get("PORTRAIT_EDITOR") or settings.editor,
        plain=is_plain(option=plain, setting=settings.plain, variables=env),
        name=settings.name,
        school=settings.school,
        journal_option=journal,
    )


def drafts_folder() -> Path:
    """Return where drafts are, which no setting changes."""
    return platformdirs.PlatformDirs(APP, appauthor=False).user_state_path / "drafts"


def _journal_folder(option: str, env: Mapping[str, str], settings: Settings, documents: Path) -> Path:
    """Find the journal: the folder that an option or a variable names begins where the person is, as in any command.

    A folder in the settings is a full path: otherwise there would be a journal wherever the person happened to be
    (jrnl-org/jrnl#860).
    """
    for source, name in (("--journal", option), ("PORTRAIT_JOURNAL", env.get("PORTRAIT_JOURNAL"))):
        if name:
            _check_folder(source, name)
            return path_of(name)
    if settings.journal:
        _check_full_path("journal", settings.journal)
        return path_of(settings.journal)
    return documents / "portrait-journal"


def _portrait_in(settings: Settings) -> str:
    if is_file_name(settings.portrait):
        _check_full_path("portrait", settings.portrait)
    return settings.portrait


def _check_folder(source: str, name: str) -> None:
    """Raise UsageError for a folder that nobody means."""
    if control_in(name):
        raise UsageError(f"{source} has {control_in(name)} in it", hint="name the folder again without it")
    if name[0] in "\"'" and name[0] == name[-1]:  # `set` of Windows keeps those around a value
        raise UsageError(f"{source} has quotation marks in it", hint=f"name the folder without them: {name[1:-1]}")
    if variable_in(name):
        better = from_home(name)
        hint = f'write "{better}"' if better else "write the folder that it stands for"
        raise UsageError(f"{source} names {name}, where nothing replaces {variable_in(name)}", hint=hint)


def _check_full_path(name: str, value: str) -> None:
    """Raise InvalidFileError if a path in the settings would depend on the folder the person is in."""
    if value.startswith("~") or Path(value).is_absolute():
        return
    better = from_home(value)
    hint = f"write it like this: {name} = '{better}'" if better and "'" not in better else "write all of its folders"
    message = f"{_settings_file()}: {name} should be a full path, and {value} is not one"
    raise InvalidFileError(message, hint=hint)


def _read_settings(path: Path) -> Settings:
    with storage_errors(path):
        if not path.is_file():
            return Settings()
        data = path.read_bytes()

    from portrait_cli.formats import settings_file  # most people have no such file

    return settings_file.parse(data, str(path))


def saved_setting(config: Config, name: str) -> str:
    """Return what config.toml itself says for a setting that is a text; empty if it says nothing."""
    return str(getattr(_read_settings(config.settings), name))


def save_setting(config: Config, name: str, value: str) -> None:
    """Write one setting into config.toml, or take it out if it is empty, and leave everything else in it as it is.

    Raises StorageError when the system refuses.
    """
    import tomlkit  # keeps comments and order; only one command writes settings

    from portrait_cli.formats import settings_file

    text = ""
    with storage_errors(config.settings):
        if config.settings.is_file():
            text = settings_file.text_of(config.settings.read_bytes(), str(config.settings))

    try:
        document = tomlkit.parse(text)
    except tomlkit.exceptions.TOMLKitError as error:  # it is stricter than what reads the settings
        raise InvalidFileError(f"{config.settings} cannot be changed: {error}") from None
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
        ("keys", config.keys),
        ("reports", config.reports),
        ("locks", config.locks),
        ("undo", config.undo),
        ("contributions", config.contributions),
        ("roll_ups", config.roll_ups),
        ("cache", config.cache),
    ]
