"""One question on the command line, or a file of them: reading them, and writing what was found."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.saying import UsageError, say

if TYPE_CHECKING:
    from assistant.requests import AskRequest


def question_options() -> argparse.ArgumentParser:
    """The options of commands that take questions."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("question", nargs="?", help="the question, in Chinese or English")
    shared.add_argument("--audience", choices=("public", "staff"), default="public")
    shared.add_argument("--json", action="store_true", help="print JSON")
    shared.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines with id, question, audience, history")
    shared.add_argument("--out", type=Path, metavar="FILE", help="write the results of --batch to a file")
    return shared


def run_questions(options: argparse.Namespace, answer: Callable[[AskRequest], dict[str, Any] | str]) -> None:
    """Give each question to `answer` and write what it gives. Raises `UsageError`, `OSError`."""
    from assistant.requests import AskRequest, read_request

    if options.batch is None:
        if options.question is None:
            raise UsageError('Give a question, as in: smx ask "…", or a file of questions with --batch.')
        found = answer(AskRequest(question=options.question))
        say(found if isinstance(found, str) else json.dumps(found, ensure_ascii=False))
        return
    if options.question is not None:
        raise UsageError("Give a question or --batch, not both.")
    requests = [read_request(line, number, options.batch) for number, line in _lines(options.batch)]
    found_lines = (json.dumps(answer(request), ensure_ascii=False) for request in _shown(requests, options.out))
    if options.out is None:
        for line in found_lines:
            say(line)
    else:
        with options.out.open("w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in found_lines)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text: {error.reason} at byte {error.start}.") from error
    return ((number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def _shown(requests: Sequence[AskRequest], out: Path | None) -> Iterable[AskRequest]:
    """The requests, with a bar when their results go to a file and someone is watching."""
    if out is None or not sys.stderr.isatty():
        return requests
    from rich.console import Console
    from rich.progress import track

    return track(requests, description="answering", console=Console(stderr=True))
