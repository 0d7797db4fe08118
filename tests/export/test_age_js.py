"""What a page seals with: made from the packages it says, and opened by another program of the same format."""

import shutil
import subprocess
from pathlib import Path

import pytest

from chromium import started
from conftest import ROOT
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.store import seal

EXPORT = ROOT / "src" / "portrait_cli" / "export"
SCRIPT = EXPORT / "age.js"
PACKAGES = ROOT / "packaging" / "age"
WORDS = 'answers:\n  keep.going: "Niños, \\u0000 and أطفال 🙂"\n'


@pytest.mark.parametrize(("step", "made"), [("bundle", SCRIPT), ("licenses", EXPORT / "age.LICENSES.txt")])
def test_it_is_what_the_packages_make(step: str, made: Path) -> None:
    """Made again from the packages, the script and the licenses have the same bytes."""
    if shutil.which("npm") is None or not (PACKAGES / "node_modules" / "esbuild").is_dir():
        pytest.skip("`npm ci --ignore-scripts --prefix packaging/age` brings what it is made from")
    again = subprocess.run(["npm", "run", "--silent", step], cwd=PACKAGES, capture_output=True, check=True)
    assert again.stdout == made.read_bytes()


def test_it_can_stand_in_a_page() -> None:
    """It has nothing that would end a script in a page, no address, and no character that a coding could change."""
    script = SCRIPT.read_text(encoding="ascii")
    assert not any(mark in script.casefold() for mark in ("</script", "<!--", "http:", "https:"))


def test_what_a_browser_seals_is_opened_here(tmp_path: Path) -> None:
    """What a page in Chromium seals is opened with the key, and with no other; damaged, it is not opened at all."""
    key, other = seal.new_key(), seal.new_key()
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><script>{SCRIPT.read_text('ascii')}</script>", "utf-8")
    with started(tmp_path / "browser") as browser:
        armored = str(browser.open(page).run(f"seal({WORDS!r}, '{key.recipient}')"))
    assert armored.startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert seal.opened(armored.encode(), key).decode() == WORDS
    _check_only_whole(armored.encode(), key, other)


def test_what_is_sealed_here_is_opened_here() -> None:
    """What is sealed here is opened with the key, and with no other; damaged, it is not opened at all."""
    key, other = seal.new_key(), seal.new_key()
    armored = seal.sealed(WORDS.encode(), key.recipient)
    assert seal.opened(armored, key).decode() == WORDS
    _check_only_whole(armored, key, other)


def _check_only_whole(armored: bytes, key: seal.Key, other: seal.Key) -> None:
    middle = len(armored) // 2
    changed = armored[:middle] + bytes([armored[middle] ^ 1]) + armored[middle + 1 :]
    for data, with_key in ((armored, other), (changed, key), (armored[:middle], key), (b"", key)):
        with pytest.raises(InvalidFileError):
            seal.opened(data, with_key)
