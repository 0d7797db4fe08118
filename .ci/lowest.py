"""Print pip constraints that hold every dependency of the program at its lowest allowed version."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8"))

for requirement in PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["documents"]:
    name, lowest = re.match(r"([\w-]+)>=([\w.]+)", requirement).groups()
    print(f"{name}=={lowest}")
