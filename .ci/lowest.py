"""Print pip constraints that hold every dependency of the program at its lowest allowed version."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8"))

EXTRAS = PROJECT["project"]["optional-dependencies"]

for requirement in [
    *PROJECT["project"]["dependencies"],
    *EXTRAS["documents"],
    *EXTRAS["colleagues"],
    *EXTRAS["cohort"],
]:
    name, lowest = re.match(r"([\w-]+)(?:\[[\w,]+\])?>=([\w.]+)", requirement).groups()
    print(f"{name}=={lowest}")
