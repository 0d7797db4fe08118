import zlib
from pathlib import Path

import msgspec
import pytest

from conftest import ROOT, Run, write_lines
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import portrait_file
from portrait_cli.store import portraits

SHIPPED = ROOT / "data" / "attributes.yaml"


@pytest.fixture
def portrait() -> Portrait:
    """Read the shipped portrait from its file, with every check."""
    return portrait_file.load(SHIPPED.read_bytes(), "attributes.yaml")[0]


def change(kept: Path, old: bytes, new: bytes) -> None:
    """Change a portrait in the cache, and its checksum with it."""
    data = kept.read_bytes().partition(b"\n")[2].replace(old, new)
    kept.write_bytes(b"%08x\n%b" % (zlib.crc32(data), data))


def test_the_quick_form_loses_nothing(portrait: Portrait) -> None:
    """What the cache holds makes the same portrait again."""
    assert msgspec.json.decode(msgspec.json.encode(portrait), type=Portrait) == portrait


def test_the_shipped_portrait_is_read_with_and_without_its_cache(portrait: Portrait, tmp_path: Path) -> None:
    """The first reading fills the cache, the second uses it, and both give the file's portrait."""
    assert portraits.shipped_portrait(tmp_path) == portrait
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    change(kept, b"Portrait of a Leader", b"From the cache")
    assert portraits.shipped_portrait(tmp_path).title == "From the cache"


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[]", b"{}", b'{"attributes": 1}', b'{"attributes": [{"id": 3}]}'])
def test_a_damaged_cache_does_no_harm(portrait: Portrait, tmp_path: Path, damage: bytes) -> None:
    """A cache with other contents is ignored and made again."""
    portraits.shipped_portrait(tmp_path)
    (kept,) = tmp_path.iterdir()
    good = kept.read_bytes()
    kept.write_bytes(damage)
    assert portraits.shipped_portrait(tmp_path) == portrait
    assert kept.read_bytes() == good


def test_a_cache_that_cannot_be_written_does_no_harm(portrait: Portrait, tmp_path: Path) -> None:
    """When the cache cannot be written, the portrait is still read."""
    (tmp_path / "file").touch()
    assert portraits.shipped_portrait(tmp_path / "file" / "cache") == portrait
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_unknown_role_in_the_cache_does_no_harm(run: Run, home: Path, tmp_path: Path) -> None:
    """An unknown role in a cached portrait is shown by its id."""
    mine = write_lines(
        tmp_path / "p.yaml",
        "roles: [Coach]",
        "scales: {id: s, levels: [Low, High]}",
        "attributes: [{name: Care, indicators: [{name: Listens, roles: coach}]}]",
    )
    assert "Coach" in run("show", "care", "listens", "--portrait", mine).out
    (cached,) = (home / ".cache" / "portrait").glob("p-*.json")
    assert b'"roles":["coach"]' in cached.read_bytes()
    change(cached, b'"roles":["coach"]', b'"roles":["boss"]')
    done = run("show", "care", "listens", "--portrait", mine)
    assert (done.code, done.err) == (0, "")
    assert "boss" in done.out
