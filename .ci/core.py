"""Print the files of the core, as the import contract names them, for coverage to hold at 100 %."""

import tomllib
from pathlib import Path

contracts = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
core = next(contract for contract in contracts if contract["name"].startswith("The core"))["source_modules"]
files = [f"src/{module.replace('.', '/')}" for module in core]
print(",".join(f"{file}/*" if Path(file).is_dir() else f"{file}.py" for file in files))
