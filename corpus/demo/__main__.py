"""`python -m corpus.demo TARGET_FOLDER` writes the demonstration library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.demo.files import write_demo


def main() -> int:
    """Write the library into the folder of the command line."""
    parser = argparse.ArgumentParser(prog="python -m corpus.demo", description="Write the demonstration library.")
    parser.add_argument(
        "folder", type=Path, help="the folder to write it into, corpus/library/demo for the shipped one"
    )
    folder = parser.parse_args().folder
    sys.stdout.write(f"{write_demo(folder)} files written to {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
