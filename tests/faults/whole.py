"""All attacks, one after the other; two to three hours. Each of them has a module, which says what it does."""

import subprocess
import sys
from pathlib import Path

ATTACKS = (
    ("steps.py",),
    ("damage.py", "2500", "--index"),
    ("damage.py", "200"),
    ("sessions.py", "200"),
    ("controls.py", "20"),
    ("links.py", "400"),
)

if __name__ == "__main__":
    failed = False
    for name, *arguments in ATTACKS:
        sys.stdout.write(f"{name} {' '.join(arguments)}\n")
        sys.stdout.flush()
        done = subprocess.run([sys.executable, str(Path(__file__).with_name(name)), *arguments], check=False)
        failed = failed or done.returncode != 0
    sys.exit(failed)
