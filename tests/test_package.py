"""What is built from the project: the wheel, the sdist, and what an old Python hears."""

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

FOLDERS = ("src", "tests", "docs", "data", "benchmarks", "packaging", ".ci")
"""What is copied is named: beside it other tests come and go with files of their own."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the project."""
    copy = tmp_path / "project"
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for path in ROOT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, copy)
    return copy


def build(project: Path, step: str) -> Path:
    """Do a step of the build, as pip does, and return the file it made."""
    code = f"import sys; sys.path.insert(0, 'packaging'); import backend; print('\\n' + backend.{step}('out'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return project / "out" / done.stdout.splitlines()[-1]


def test_a_module_that_was_deleted_is_in_no_wheel(project: Path) -> None:
    """What an earlier build left behind gets into no later one, and nothing is left behind."""
    leftover = project / "build" / "lib" / "portrait_cli" / "deleted.py"
    leftover.parent.mkdir(parents=True)
    leftover.touch()
    names = zipfile.ZipFile(build(project, "build_wheel")).namelist()
    files = (path for path in (ROOT / "src" / "portrait_cli").rglob("*") if path.is_file() and path.suffix != ".pyc")
    ours = {path.relative_to(ROOT / "src").as_posix() for path in files}
    data = {f"portrait_cli/data/{name}" for name in ("attributes.yaml", "rubric_words.yaml", "__init__.py")}
    assert {name for name in names if name.startswith("portrait_cli/")} == ours | data
    assert not (project / "build").exists()


def test_the_sdist_has_what_its_tests_need(project: Path) -> None:
    """The sdist has every file of the project, so its tests and documents stand on their own."""
    with tarfile.open(build(project, "build_sdist")) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    ours = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    needed = {
        name for name in ours
        if re.match(r"(src/portrait_cli|tests|docs|data|benchmarks|packaging|\.ci)/|[A-Z]+(\.md)?$|pyproject", name)
        and not re.search("__pycache__|node_modules", name)
    }  # fmt: skip
    assert needed <= names
    assert {"tests/conftest.py", "CHANGELOG.md", ".ci/run"} <= needed


def test_an_old_python_is_told_which_one_is_needed(tmp_path: Path) -> None:
    """On an old Python pip has nothing to install first, and hears which Python is needed."""
    code = (
        "import sys; sys.version_info = (3, 9); sys.path.insert(0, 'packaging'); import backend\n"
        f"print(backend.get_requires_for_build_wheel(), backend.prepare_metadata_for_build_wheel({str(tmp_path)!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] portrait_cli-0.dist-info"
    told = (tmp_path / "portrait_cli-0.dist-info" / "METADATA").read_text(encoding="utf-8")
    wanted = re.search(
        r'^requires-python = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert wanted
    assert f"\nRequires-Python: {wanted[1]}\n" in told
