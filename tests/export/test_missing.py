"""A library of the extra `documents` that is not installed."""

import importlib

import pytest

from portrait_cli.core.errors import PortraitError
from portrait_cli.export.missing import documents_extra


def test_a_missing_library_is_named_by_what_it_makes() -> None:
    """The error says what cannot be made, and the hint what to install."""
    with pytest.raises(PortraitError, match=r"^HTML needs the documents extra$") as caught, documents_extra("HTML"):
        importlib.import_module("a_library_that_is_not_here")
    assert caught.value.hint == "in the folder you cloned: .venv/bin/pip install '.[documents]'"


def test_a_missing_module_of_ours_is_a_bug() -> None:
    """What is missing of the program itself is not hidden behind a hint."""
    with pytest.raises(ModuleNotFoundError), documents_extra("HTML"):
        importlib.import_module("portrait_cli.not_here")
