"""Have formatters tidy the entries in `before/` again, each into a folder of its own: `python again.py NODE_MODULES`.

NODE_MODULES is the folder in which npm has put prettier, remark-cli, remark-frontmatter, remark-gfm and
markdownlint-cli2. `pandoc` and `mdformat` (with mdformat-frontmatter and mdformat-gfm) are taken from the PATH.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
_NODE = Path(sys.argv[1]).resolve() / ".bin"
_PRETTIER = (f"{_NODE}/prettier", "--log-level", "warn", "--write")
_PANDOC = ("pandoc", "--standalone", "--from", "gfm+yaml_metadata_block", "--to")
TOOLS = {
    "prettier": [*_PRETTIER, "."],
    "prettier-always": [*_PRETTIER, "--prose-wrap", "always", "."],
    "prettier-never": [*_PRETTIER, "--prose-wrap", "never", "."],
    "mdformat": ["mdformat", "."],
    "mdformat-80": ["mdformat", "--wrap", "80", "."],
    "remark": [f"{_NODE}/remark", "--quiet", "--use", "remark-frontmatter", "--use", "remark-gfm", ".", "--output"],
    "markdownlint": [f"{_NODE}/markdownlint-cli2", "--fix", "*.md"],
    "pandoc": [*_PANDOC, "gfm+yaml_metadata_block"],
    "pandoc-none": [*_PANDOC, "gfm+yaml_metadata_block", "--wrap", "none"],
    "pandoc-commonmark": [*_PANDOC, "commonmark+yaml_metadata_block"],
    "pandoc-strict": [*_PANDOC, "markdown_strict+yaml_metadata_block"],
}


def tidy(tool: str, command: list[str]) -> None:
    """Let a tool change a copy of the entries."""
    folder = HERE / tool
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "before", folder)
    if command[0] != "pandoc":
        subprocess.run(command, cwd=folder, check=False)
        return
    for path in folder.glob("*.md"):
        done = subprocess.run([*command, path], check=True, capture_output=True)
        path.write_bytes(done.stdout)


for name, arguments in TOOLS.items():
    tidy(name, arguments)
