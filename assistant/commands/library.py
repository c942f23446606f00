"""The commands `smx library …`: what stands in library folders, and what goes into them and out of them."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from assistant.commands.fields import fields
from assistant.commands.parsing import add_command, add_group, data_folder, library_folders
from assistant.commands.saying import BROKEN, FINE, UsageError, say, warn
from assistant.commands.watching import watch

if TYPE_CHECKING:
    from assistant.commands.parsing import Commands
    from assistant.settings import Settings
    from corpus.intake import Added
    from index.standing import Standing

_PARTS = "catalogue, vectors, lexical indexes, records and chains"
_ENDS = "It stops answering with the next build. After that, `smx library status` shows whether anything of it is left."


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    library = add_group(commands, "library", "Look after library folders.")
    folders, data = library_folders(), data_folder()
    checking = add_command(library, "check", check, "Report everything that is wrong with a library's files.")
    checking.add_argument("folder", type=Path, nargs="+", metavar="DIR")
    add_command(library, "status", status, "Compare the files with what is served.", folders, data)
    adding = add_command(library, "add", add, "Put files into a library.", folders)
    adding.add_argument("file", type=Path, nargs="+", metavar="FILE")
    adding.add_argument("--audience", choices=("public", "staff"), help="who may read the files")
    adding.add_argument("--folder", type=PurePath, default=PurePath(), metavar="FOLDER", help="folder in the library")
    removing = add_command(library, "remove", remove, "Take a file out of a library.", folders, data)
    removing.add_argument("document", metavar="DOCUMENT_ID|FILE", help="the id of a document, or its file")
    telling = add_command(library, "fields", fields, "Say what is said of a document, and where.", folders, data)
    telling.add_argument("file", metavar="FILE", help="a document's file in a library")
    watching = add_command(library, "watch", watch, "Rebuild whenever files have changed.", folders, data)
    watching.add_argument(
        "--quiet", type=float, default=5.0, metavar="SECONDS", help="how long files must stay as they are"
    )


def status(_: argparse.Namespace, settings: Settings) -> int:
    """Say how each file stands to what is served, and what is served that no file has."""
    from index.generations import Generations
    from index.remains import remains_in
    from index.standing import standing_of, survey_for

    generations = Generations(settings.data)
    survey = survey_for(settings.library, settings.data)
    with closing(survey.room):
        found = standing_of(survey, generations, {})
        _say_standing(found)
        if not found.generation:
            say("Nothing has been built yet.")
            return FINE
        # Told last, since what a server keeps cannot be told while it is down.
        remains = remains_in(generations, survey, settings.record_urls, settings.vector_urls)
    for left in remains:
        say(f"Left in generation {found.generation}: {left.audience} {left.part}: {left.found}")
    if not remains:
        say(f"Generation {found.generation} holds no document, record or chain that no file has ({_PARTS}).")
    return BROKEN if remains else FINE


def _say_standing(found: Standing) -> None:
    for file in found.files:
        wrong = f"  problems: {len(file.problems)}" if file.problems else ""
        documents = ", ".join(card.id for card in file.documents)
        say(f"{file.state:<8} {file.file}  {documents}{wrong}".rstrip())
    for files in found.same:
        say(f"The same content: {', '.join(files)}")
    for pair in found.alike:
        say(f"Nearly the same ({pair.share:.0%}): {pair.first}, {pair.second}")
    if found.gone:
        say(f"Served until the next build, and in no file any more: {', '.join(found.gone)}")
    if found.earlier:
        say(f"Earlier generations hold removed documents, which a rollback would serve: {', '.join(found.earlier)}")


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Put files into a library, and say what was found in each."""
    from corpus.intake import Refused, add_file
    from corpus.problems import render_problems

    library, refused = _only_library(settings), 0
    _check_folder(options.folder)
    for file in options.file:
        result = add_file(file, library, options.folder, options.audience)
        if isinstance(result, Refused):
            refused += 1
            warn(render_problems(result.problems))
            say(f"Refused {file}.")
        else:
            _say_added(result)
    return BROKEN if refused else FINE


def _say_added(added: Added) -> None:
    from corpus.chunking import passages_of
    from corpus.problems import render_problems

    say(f"{'Added' if added.put.is_new else 'Already there:'} {added.put.file}")
    if added.put.earlier:
        say(f"  the earlier version is kept as {added.put.earlier}")
    for document in added.documents:
        passages = len(passages_of(document))
        say(f"  {document.id}: {document.title} ({document.language}, {document.audience}, {passages} passages)")
    if added.is_table:
        say("  a table of records; `smx library check` reads its rows")
    for note in added.notes:
        say(f"  {note.line}: {note.text}")
    if added.problems:
        warn(render_problems(added.problems))


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Take a file out of its library, by itself or by a document of it."""
    from corpus.intake import files_of, remove_file
    from index.standing import survey_for

    survey = survey_for(settings.library, settings.data)
    survey.room.close()
    files = files_of(options.document, settings.library, survey.cards)
    if len(files) != 1:
        found = f"several files: {', '.join(sorted(map(str, files)))}" if files else "no file of the library"
        raise UsageError(f"{options.document} is {found}.")
    (file,) = files
    library = next(folder for folder in settings.library if file.is_relative_to(folder))
    kept = remove_file(library, file.relative_to(library))
    ids = [card.id for card in survey.cards if card.file == str(file)]
    say(f"Moved {file} to {kept}" + (f" ({', '.join(ids)})." if ids else "."))
    say(_ENDS)
    return FINE


def _only_library(settings: Settings) -> Path:
    if len(settings.library) != 1:
        raise UsageError("There are several libraries; name the one that is meant with --library.")
    return settings.library[0]


def _check_folder(folder: PurePath) -> None:
    from corpus.files import is_indexed

    if not is_indexed(folder):
        raise UsageError(f"{folder} is no folder that a library reads.")


def check(options: argparse.Namespace, _: Settings) -> int:
    """Say what is wrong with the files of libraries, without building anything."""
    from corpus.chain_references import chain_problems
    from corpus.problems import render_problems
    from corpus.reading import read_library
    from corpus.records.finding import batches_of, record_files

    library = read_library(options.folder)
    batches = list(batches_of(record_files(library.tables)))
    in_rows = (problem.as_problem() for batch in batches for problem in batch.problems)
    problems = (*library.problems, *in_rows, *chain_problems(batches, library.facts))
    rows = sum(len(batch.rows) for batch in batches)
    records = f", {rows} records" if library.tables else ""
    for told in library.notes:
        say(f"{told.file}:{told.line}: {told.text}")
    for note in (note for batch in batches for note in batch.notes):
        say(f"{note.file}:{note.row}: {note.text}")
    if problems:
        warn(render_problems(problems))
        say(f"{len(problems)} problems; {len(library.documents)} documents{records} can be read.")
        return BROKEN
    say(f"No problems: {len(library.documents)} documents, {len(library.terms)} terms{records}.")
    return FINE
