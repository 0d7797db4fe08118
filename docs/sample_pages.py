"""Make the sample pages: each document from a journal of two years as a PDF, and its first page as a picture.

    PYTHONPATH=tests python docs/sample_pages.py [FOLDER]

It writes docs/samples/DOCUMENT.png for each; `pdftoppm` draws the pages. The PDFs are in FOLDER, if one is named.
"""

import os
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from portrait_cli.core.documents.kinds import KINDS
from two_years import NAME, SCHOOL, TODAY, Journal, write_two_years

SAMPLES = Path(__file__).parent / "samples"
_WIDTH = 1020
"""How wide a picture is, in dots: letters can be read, and the file is small."""


def sample(journal: Journal, kind: str, pdf: Path) -> None:
    """Make one document, and a picture of its first page."""
    who = "--name", NAME, "--school", SCHOOL
    which = ("--all",) if kind == "journal" else ()
    journal.run(TODAY, "export", "--as", kind, *which, *who, "-o", str(pdf), "--force", "--yes")
    page = ["-f", "1", "-singlefile", "-gray", "-scale-to-x", str(_WIDTH), "-scale-to-y", "-1"]
    drawn = subprocess.run(["pdftoppm", *page, str(pdf)], check=True, capture_output=True).stdout
    _, size, _, dots = drawn.split(b"\n", 3)
    width, height = map(int, size.split())
    (SAMPLES / f"{kind}.png").write_bytes(_png(width, height, dots))


def _png(width: int, height: int, dots: bytes) -> bytes:
    """Write gray dots, a byte each, as a picture of sixteen grays, which is a third as large."""
    lines = []
    for start in range(0, width * height, width):
        line = dots[start : start + width]
        pairs = zip(line[::2], line[1::2], strict=True)
        lines.append(b"\0" + bytes((one + 8) * 15 // 263 << 4 | (other + 8) * 15 // 263 for one, other in pairs))
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def main(pdfs: Path) -> None:
    """Make all of them."""
    SAMPLES.mkdir(exist_ok=True)
    pdfs.mkdir(exist_ok=True)
    for name in [name for name in os.environ if name.startswith(("XDG_", "PORTRAIT_"))]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        write_two_years(Path(folder))
        for kind in KINDS:
            sample(Journal(Path(folder)), kind, pdfs.absolute() / f"{kind}.pdf")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as elsewhere:
            main(Path(elsewhere))
