"""The command line `smx`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.environment import prepare_environment

if TYPE_CHECKING:
    from assistant.answers import Answer, Piece
    from assistant.assembly import CurrentIndex
    from assistant.settings import Settings
    from corpus.schemas import Audience

FINE, BROKEN, WRONG_USAGE = 0, 1, 2


class UsageError(Exception):
    """The command was given something it cannot take."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; errors become one message with what to do, never a traceback."""
    prepare_environment()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets its escape, which in JSON stands for the same.
            stream.reconfigure(errors="backslashreplace")
    # Imported after the environment is set, which some of what they import reads once.
    from assistant.settings import SettingsError, load_settings
    from corpus.errors import CorpusError
    from index.errors import SearchIndexError

    options = _parser().parse_args(arguments)
    try:
        settings = load_settings().with_folders(getattr(options, "data", None), getattr(options, "library", None))
        result: int = options.run(options, settings)
    except (UsageError, SettingsError) as error:
        return _report(WRONG_USAGE, str(error), getattr(error, "remedy", ""))
    except (SearchIndexError, CorpusError) as error:
        return _report(BROKEN, str(error), error.remedy)
    except BrokenPipeError:
        # Whoever was reading has closed the pipe, as `head` does; what is left must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        return _report(
            BROKEN,
            f"{error.strerror or error}: {error.filename or ''}",
            "Check the path, its rights and the free space.",
        )
    except KeyboardInterrupt:
        return _report(BROKEN, "Stopped.", "")
    return result


def _report(code: int, message: str, remedy: str) -> int:
    print(f"smx: {message.strip()}" + (f"\n     {remedy}" if remedy else ""), file=sys.stderr)
    return code


def _say(text: str) -> None:
    print(text)


# --- asking and searching ---------------------------------------------------------------------------------------------


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.answers import Outcome
    from assistant.assembly import composer_of
    from assistant.flow import Assistant
    from assistant.rendering import answer_as_json, answer_as_text
    from assistant.requests import AskRequest

    is_watched = not options.json and not options.batch and sys.stdout.isatty()
    assistants: dict[str, Assistant] = {}
    broken = False

    def answer(request: AskRequest) -> dict[str, Any] | str:
        nonlocal broken
        audience = request.audience or options.audience
        if audience not in assistants:
            assistants[audience] = Assistant(_opened(settings, audience), composer=composer)
        conversation = request.conversation(options.audience)
        if is_watched:
            found, text = _as_it_comes(assistants[audience].stream(conversation))
        else:
            found = assistants[audience].answer(conversation)
            text = answer_as_text(found)
        broken = broken or found.outcome is Outcome.UNAVAILABLE
        return answer_as_json(found, request.id) if options.json or options.batch else text

    with composer_of(settings) as composer:
        _run(options, answer)
    return BROKEN if broken else FINE


def _as_it_comes(pieces: Iterator[Piece]) -> tuple[Answer, str]:
    """Print sentences as they come; the whole answer, and its text as far as it is not yet printed."""
    from assistant.rendering import answer_as_text, sentences_as_text

    printed = ""
    for piece in pieces:
        said = sentences_as_text(piece.answer)
        if not piece.is_whole and said.startswith(printed):
            print(said[len(printed) :], end="", flush=True)
            printed = said
    text = answer_as_text(piece.answer)
    return piece.answer, text[len(printed) :] if text.startswith(printed) else f"\n\n{text}"


def _search(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.rendering import matches_as_json, matches_as_text
    from assistant.requests import AskRequest
    from assistant.understanding import cleaned

    indexes: dict[str, CurrentIndex] = {}

    def search(request: AskRequest) -> dict[str, Any] | str:
        audience = request.audience or options.audience
        if audience not in indexes:
            indexes[audience] = _opened(settings, audience)
        index = indexes[audience].get()
        text = cleaned(request.question)
        if not text:
            raise UsageError("The question is empty.")
        query = index.searcher.query(text)
        matches = index.searcher.search(query, options.limit)
        titles = index.titles(matches)
        if options.json or options.batch:
            return matches_as_json(request.question, query.language, request.id, matches, titles)
        return matches_as_text(matches, titles)

    _run(options, search)
    return FINE


def _run(options: argparse.Namespace, answer: Callable[[Any], dict[str, Any] | str]) -> None:
    from assistant.requests import AskRequest, read_request

    if options.batch is None:
        if options.question is None:
            raise UsageError('Give a question, as in: smx ask "…", or a file of questions with --batch.')
        found = answer(AskRequest(question=options.question))
        _say(found if isinstance(found, str) else json.dumps(found, ensure_ascii=False))
        return
    if options.question is not None:
        raise UsageError("Give a question or --batch, not both.")
    requests = [read_request(line, number, options.batch) for number, line in _lines(options.batch)]
    found_lines = (json.dumps(answer(request), ensure_ascii=False) for request in _shown(requests, options.out))
    if options.out is None:
        for line in found_lines:
            _say(line)
    else:
        with options.out.open("w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in found_lines)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text: {error.reason} at byte {error.start}.") from error
    return ((number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def _shown(requests: Sequence[Any], out: Path | None) -> Iterable[Any]:
    """The requests, with a bar when their results go to a file and someone is watching."""
    if out is None or not sys.stderr.isatty():
        return requests
    from rich.progress import track

    return track(requests, description="answering", console=_errors_console())


def _errors_console() -> Any:
    from rich.console import Console

    return Console(stderr=True)


def _opened(settings: Settings, audience: str) -> CurrentIndex:
    from assistant.assembly import CurrentIndex, IndexLocation

    audiences: tuple[Audience, ...] = ("public", "staff") if audience == "staff" else ("public",)
    index = CurrentIndex(IndexLocation(settings.data, settings.cache, audiences, settings.record_urls))
    index.get()
    return index


# --- the index and the library ----------------------------------------------------------------------------------------


def _index_build(_: argparse.Namespace, settings: Settings) -> int:
    from assistant.progress import Bars, bars
    from corpus.problems import render_problems
    from index.building import Making, build

    making = Making(settings.cache, settings.embedding.model, settings.record_urls)
    with bars() as shown:
        report = build(settings.data, settings.library, making, Bars(shown))
    if report.problems:
        print(render_problems(report.problems), file=sys.stderr)
    counts = f"{sum(report.documents.values())} documents, {sum(report.passages.values())} passages"
    if not report.built:
        _say(f"The index is up to date: {counts} (generation {report.generation}).")
        return FINE
    _say(f"Built generation {report.generation}: {counts}.")
    for name, keys in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        if keys:
            _say(f"  {name}: {len(keys)} ({', '.join(keys[:5])}{', …' if len(keys) > 5 else ''})")
    _say(f"  passages embedded: {report.embedded}, carried over: {report.carried_over}")
    if report.problems:
        _say(f"  problems: {len(report.problems)} (listed above; `smx library check` shows them again)")
    return FINE


def _index_status(_: argparse.Namespace, settings: Settings) -> int:
    from index.generations import Generations, read_manifest

    generations = Generations(settings.data)
    manifest = read_manifest(generations.current())
    _say(f"generation  {manifest.id}, built {manifest.built_at}")
    _say(f"libraries   {', '.join(manifest.libraries)}")
    for audience, count in manifest.passages.items():
        _say(f"{audience:<11} {manifest.documents[audience]} documents, {count} passages")
        if records := manifest.record_counts.get(audience):
            _say(f"{'':<11} records: {', '.join(f'{number} {name}' for name, number in records.items())}")
    _say(f"earlier     {', '.join(path.name for path in generations.published() if path.name < manifest.id) or 'none'}")
    return FINE


def _index_verify(_: argparse.Namespace, settings: Settings) -> int:
    from index.checking import check_shelves
    from index.errors import DamagedIndex
    from index.generations import Generations, damages

    folder = Generations(settings.data).current()
    if found := damages(folder):
        raise DamagedIndex(f"The generation {folder.name} is damaged:\n" + "\n".join(f"  {line}" for line in found))
    check_shelves([file.parent for file in sorted(folder.glob("*/shelf.json"))])
    _say(f"The generation {folder.name} is as it was built.")
    return FINE


def _index_rollback(_: argparse.Namespace, settings: Settings) -> int:
    from index.generations import Generations

    _say(f"Generation {Generations(settings.data).roll_back().name} is being served again.")
    return FINE


def _library_check(options: argparse.Namespace, _: Settings) -> int:
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
    for note in (note for batch in batches for note in batch.notes):
        _say(f"{note.file}:{note.row}: {note.text}")
    if problems:
        print(render_problems(problems), file=sys.stderr)
        _say(f"{len(problems)} problems; {len(library.documents)} documents{records} can be read.")
        return BROKEN
    _say(f"No problems: {len(library.documents)} documents, {len(library.terms)} terms{records}.")
    return FINE


# --- serving and looking after itself ---------------------------------------------------------------------------------


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.assembly import composer_of
    from assistant.browsing import Browsing
    from assistant.flow import Assistant
    from ui.app import create_app
    from ui.serving import serve

    host, port = options.host or settings.server.host, settings.server.port if options.port is None else options.port
    index = _opened(settings, "public")
    with composer_of(settings) as composer:
        assistant = Assistant(index, composer=composer)
        app = create_app(
            assistant,
            Browsing(index),
            hosts=[*settings.server.allowed_hosts, host],
            embed_origins=settings.server.embed_origins,
        )
        _say(f"Serving http://{host}:{port} (Ctrl+C stops)")
        serve(app, host, port)
    return FINE


def _doctor(_: argparse.Namespace, settings: Settings) -> int:
    from assistant.doctor import checks

    failed = False
    for name, problem in checks(settings):
        _say(f"{'ok  ' if problem is None else 'FAIL'}  {name}" + (f": {problem}" if problem else ""))
        failed = failed or problem is not None
    return BROKEN if failed else FINE


# --- measuring --------------------------------------------------------------------------------------------------------


def _measuring(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    def measure(options: argparse.Namespace, settings: Settings) -> int:
        from eval import commands
        from eval.command_line import CommandFailed
        from eval.errors import EvalError

        try:
            met: bool = getattr(commands, name)(options, settings)
        except EvalError as error:
            return _report(WRONG_USAGE, str(error), error.remedy)
        except CommandFailed as error:
            return _report(BROKEN, str(error), error.remedy)
        return FINE if met else BROKEN

    return measure


# --- the parser -------------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"smx: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="smx", description="Ask the library of the Sanmenxia Bureau of Commerce, with citations.")
    commands = parser.add_subparsers(required=True, metavar="command")
    folders = argparse.ArgumentParser(add_help=False)
    folders.add_argument("--data", type=Path, metavar="DIR", help="folder of the built index")
    libraries = argparse.ArgumentParser(add_help=False)
    libraries.add_argument(
        "--library", type=Path, action="append", metavar="DIR", help="library folder; may be given several times"
    )
    questions = argparse.ArgumentParser(add_help=False)
    questions.add_argument("question", nargs="?", help="the question, in Chinese or English")
    questions.add_argument("--audience", choices=("public", "staff"), default="public")
    questions.add_argument("--json", action="store_true", help="print JSON")
    questions.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines with id, question, audience, history")
    questions.add_argument("--out", type=Path, metavar="FILE", help="write the results of --batch to a file")

    def command(
        name: str, run: Callable[..., int], text: str, *parents: argparse.ArgumentParser, under: Any = commands
    ) -> Any:
        added = under.add_parser(name, help=text, description=text, parents=list(parents))
        added.set_defaults(run=run)
        return added

    command("ask", _ask, "Answer a question.", folders, questions)
    search = command("search", _search, "Show the passages that match a question.", folders, questions)
    search.add_argument("--limit", type=_positive, default=10, metavar="N", help="how many passages")
    index = commands.add_parser("index", help="Build and look after the index.").add_subparsers(
        required=True, metavar="command"
    )
    command(
        "build",
        _index_build,
        "Build the index of the libraries, or bring it up to date.",
        folders,
        libraries,
        under=index,
    )
    command("status", _index_status, "Say what is being served.", folders, under=index)
    command("verify", _index_verify, "Compare the served index with its checksums.", folders, under=index)
    command("rollback", _index_rollback, "Serve the generation before this one again.", folders, under=index)
    library = commands.add_parser("library", help="Look after library folders.").add_subparsers(
        required=True, metavar="command"
    )
    check = command("check", _library_check, "Report everything that is wrong with a library's files.", under=library)
    check.add_argument("folder", type=Path, nargs="+", metavar="DIR")
    server = command("serve", _serve, "Serve the page.", folders)
    server.add_argument("--host", help="address to listen on")
    server.add_argument("--port", type=int, help="port to listen on")
    measurements = commands.add_parser("eval", help="Measure it.").add_subparsers(required=True, metavar="command")
    bench = command(
        "bench",
        _measuring("bench"),
        "Measure finding, answering and speed on public data, with other systems beside.",
        folders,
        under=measurements,
    )
    bench.add_argument("folder", type=Path, metavar="BENCH_DIR", help="folder of the public data sets")
    bench.add_argument("--only", metavar="NAMES", help="sections, separated by commas")
    bench.add_argument("--out", type=Path, metavar="FILE.md", help="write the report to a file, and the plot beside it")
    bench.add_argument("--full", action="store_true", help="ask every question, not at most 1,000 of a data set")
    bench.add_argument("--sizes", type=_sizes, metavar="N,N", help="numbers of passages to compare systems at")
    run = command(
        "run", _measuring("run"), "Ask questions and judge the answers.", folders, libraries, under=measurements
    )
    run.add_argument("suite", type=Path, nargs="*", metavar="SUITE", help="cases or a public data set, by path")
    run.add_argument("--out", type=Path, metavar="DIR", help="folder for the results")
    run.add_argument("--limit", type=_positive, metavar="N", help="ask at most N questions of each suite")
    compare = command("compare", _measuring("compare"), "Compare two runs of the same questions.", under=measurements)
    compare.add_argument("before", type=Path, metavar="RUN", help="folder of the first run")
    compare.add_argument("after", type=Path, metavar="RUN", help="folder of the second run")
    report = command("report", _measuring("report"), "Write a run as one page.", folders, under=measurements)
    report.add_argument("folder", type=Path, nargs="?", metavar="RUN", help="folder of the run; by default the newest")
    report.add_argument(
        "--previous", type=Path, metavar="RUN", help="the run to compare with; by default the one before"
    )
    report.add_argument(
        "--out", type=Path, metavar="FILE.html", help="the page; by default report.html in the run's folder"
    )
    command("doctor", _doctor, "Check that everything the assistant needs is there.", folders)
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(_positive(number) for number in text.split(","))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
