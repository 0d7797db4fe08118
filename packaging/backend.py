"""Builds the package with setuptools, in a way that two of its habits hurt nobody.

Setuptools leaves a folder `build` behind and puts what it finds there into the next package, deleted modules
included: so the folder goes before a build and after it. And on an old Python there is no setuptools for us, which is
what pip would complain about. So an old Python is told no more than which one is needed, and pip says that in a
sentence. This file therefore runs on any Python 3.
"""

import os
import shutil
import sys

_SETUPTOOLS = "setuptools>=77"
_IS_TOO_OLD = sys.version_info < (3, 11)
_ONLY_THE_PYTHON = (
    "Metadata-Version: 2.1\nName: portrait-cli\nVersion: 0\nRequires-Python: >=3.11\nProvides-Extra: dev\n"
)


def _requirements(*_settings):
    return [] if _IS_TOO_OLD else [_SETUPTOOLS]


def _metadata_of_the_python(folder, *_settings):
    name = "portrait_cli-0.dist-info"
    os.makedirs(os.path.join(folder, name))
    with open(os.path.join(folder, name, "METADATA"), "w") as file:
        file.write(_ONLY_THE_PYTHON)
    return name


def _without_leftovers(name):
    """Make a step of the build: setuptools' step of this name, in a clean folder."""

    def build(*where, **settings):
        from setuptools import build_meta  # which is there once the requirements are installed

        shutil.rmtree("build", ignore_errors=True)
        try:
            return getattr(build_meta, name)(*where, **settings)
        finally:
            shutil.rmtree("build", ignore_errors=True)

    return build


get_requires_for_build_wheel = get_requires_for_build_editable = get_requires_for_build_sdist = _requirements
prepare_metadata_for_build_wheel = _without_leftovers("prepare_metadata_for_build_wheel")
prepare_metadata_for_build_editable = _without_leftovers("prepare_metadata_for_build_editable")
build_wheel = _without_leftovers("build_wheel")
build_editable = _without_leftovers("build_editable")
build_sdist = _without_leftovers("build_sdist")
if _IS_TOO_OLD:
    prepare_metadata_for_build_wheel = prepare_metadata_for_build_editable = _metadata_of_the_python
