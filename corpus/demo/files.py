"""The files of the demonstration library, made anew and written to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from corpus.demo.chain_documents import chain_pages
from corpus.demo.pages import files_of_page
from corpus.demo.policy_documents import policy_pages
from corpus.demo.project_notes import project_note_pages
from corpus.demo.project_tables import project_table, stage_table
from corpus.demo.readme import readme_of
from corpus.demo.record_tables import (
    chain_table,
    enterprise_table,
    event_table,
    link_table,
    policy_table,
    target_table,
)
from corpus.demo.staff_notes import chain_note_pages
from corpus.demo.world import SEED, world_of

_TABLES = (
    project_table,
    stage_table,
    enterprise_table,
    target_table,
    chain_table,
    link_table,
    event_table,
    policy_table,
)
_PAGES = (chain_pages, policy_pages, chain_note_pages, project_note_pages)


def files_of_demo(seed: str = SEED) -> Mapping[str, bytes]:
    """Every file of the library by its path in it, the same bytes for the same seed."""
    world = world_of(seed)
    tables = [table(world) for table in _TABLES]
    texts = {"README.md": readme_of(tables)}
    texts |= {f"records/{table.name}.csv": table.text for table in tables}
    for page in chain.from_iterable(pages(world) for pages in _PAGES):
        texts |= files_of_page(page)
    return {path: text.encode() for path, text in sorted(texts.items())}


def write_demo(folder: Path) -> int:
    """Write the library into a folder, which need not exist, and say how many files it has."""
    files = files_of_demo()
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return len(files)
