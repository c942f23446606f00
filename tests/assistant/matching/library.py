"""A library of what can be matched: the policies of both shipped libraries, and the demonstration's records."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from corpus.reading import read_library

LIBRARY = Path(__file__).parents[3] / "corpus" / "library"
DAY = date(2026, 11, 25)


def write_matching_library(folder: Path) -> Path:
    """The library in a new folder."""
    real, demo = LIBRARY / "sanmenxia", LIBRARY / "demo"
    folder.mkdir(parents=True)
    named = {id_ for policy in read_library([real]).conditions for id_ in policy.documents}
    for path in (real / "policies").glob("*.md"):
        name, language, _ = path.name.rsplit(".", 2)
        if f"{name}-{language}" in named:
            shutil.copy(path, folder)
    for name in ("policies/conditions.yaml", "glossary.yaml", "profile.yaml"):
        shutil.copy(real / name, folder)
    shutil.copytree(demo / "policies", folder / "demo")
    shutil.copytree(demo / "records", folder / "records")
    return folder
