"""The commands `smx index …`."""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from assistant.commands.parsing import add_command, add_group, data_folder, library_folders
from assistant.commands.saying import FINE, say, warn

if TYPE_CHECKING:
    from assistant.commands.parsing import Commands
    from assistant.settings import Settings
    from index.row_making import RowMaker


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    index, data = add_group(commands, "index", "Build and look after the index."), data_folder()
    text = "Build the index of the libraries, or bring it up to date."
    add_command(index, "build", build, text, data, library_folders())
    add_command(index, "status", status, "Say what is being served.", data)
    add_command(index, "verify", verify, "Compare the served index with its checksums.", data)
    add_command(index, "rollback", roll_back, "Serve the generation before this one again.", data)


def build(_: argparse.Namespace, settings: Settings) -> int:
    """Build the index, and say what was new in it."""
    from assistant.progress import Bars, Lines, bars
    from corpus.problems import render_problems
    from index import building

    with _row_maker(settings) as rows:
        urls = settings.record_urls, settings.vector_urls
        making = building.Making(settings.cache, settings.embedding.model, *urls, rows)
        if sys.stderr.isatty():
            with bars() as shown:
                report = building.build(settings.data, settings.library, making, Bars(shown))
        else:
            report = building.build(settings.data, settings.library, making, Lines(warn))
    if report.problems:
        warn(render_problems(report.problems))
    counts = f"{sum(report.documents.values())} documents, {sum(report.passages.values())} passages"
    if not report.built:
        say(f"The index is up to date: {counts} (generation {report.generation}).")
        return FINE
    say(f"Built generation {report.generation}: {counts}.")
    for name, keys in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        if keys:
            say(f"  {name}: {len(keys)} ({', '.join(keys[:5])}{', …' if len(keys) > 5 else ''})")
    say(f"  passages embedded: {report.embedded}, carried over: {report.carried_over}")
    if report.problems:
        say(f"  problems: {len(report.problems)} (listed above; `smx library check` shows them again)")
    return FINE


def _row_maker(settings: Settings) -> AbstractContextManager[RowMaker]:
    """What makes rows: this process, or Ray where it is set. Raises `BuildFailed`."""
    if settings.embedding.ray:
        from index.ray_rows import RayRows

        return RayRows(settings.embedding.ray, settings.embedding.ray_cpus)
    from index.rows_here import RowsHere

    return nullcontext(RowsHere())


def status(_: argparse.Namespace, settings: Settings) -> int:
    """Say which generation is served, and what it holds."""
    from index.collections import collections_in
    from index.generations import Generations, read_manifest

    generations = Generations(settings.data)
    manifest = read_manifest(generations.current())
    say(f"generation  {manifest.id}, built {manifest.built_at}")
    say(f"libraries   {', '.join(manifest.libraries)}")
    for audience, count in manifest.passages.items():
        say(f"{audience:<11} {manifest.documents[audience]} documents, {count} passages")
        if records := manifest.record_counts.get(audience):
            say(f"{'':<11} records: {', '.join(f'{number} {name}' for name, number in records.items())}")
        if collections := collections_in(generations.current() / audience):
            say(f"{'':<11} vectors: {len(collections)} collections in a Chroma server")
    say(f"earlier     {', '.join(path.name for path in generations.published() if path.name < manifest.id) or 'none'}")
    return FINE


def verify(_: argparse.Namespace, settings: Settings) -> int:
    """Say whether the served generation is as it was built. Raises `SearchIndexError` where it is not."""
    from index.checking import check_shelves
    from index.errors import DamagedIndex
    from index.generations import Generations
    from index.seals import damages
    from index.server_writing import try_in_server

    folder = Generations(settings.data).current()
    if found := damages(folder):
        raise DamagedIndex(f"The generation {folder.name} is damaged:\n" + "\n".join(f"  {line}" for line in found))
    shelves = [file.parent for file in sorted(folder.glob("*/shelf.json"))]
    check_shelves(shelves)
    for shelf in shelves:
        try_in_server(shelf, settings.vector_urls)
    say(f"The generation {folder.name} is as it was built.")
    return FINE


def roll_back(_: argparse.Namespace, settings: Settings) -> int:
    """Publish the generation before, and say what comes back with it."""
    from index import returning
    from index.generations import Generations

    generations = Generations(settings.data)
    coming = returning.what_returns(generations, settings.record_urls)
    if coming.back:
        warn(f"Generation {coming.generation} brings back what is not served any more:")
        for audience, id_ in coming.back:
            warn(f"  {audience}: {id_}")
        warn("If any of it may not be seen, run `smx index build`: it serves what the library has now.")
    if not coming.is_known:
        warn(f"What generation {coming.generation} brings back is not known: the served one cannot be read.")
    say(f"Generation {returning.roll_back(generations)} is being served again.")
    return FINE
