"""The commands `smx log …`: what was asked, for how long it is kept, and who may have it removed."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.parsing import add_command, add_group, data_folder
from assistant.commands.saying import FINE, UsageError, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.commands.parsing import Commands
    from assistant.keeping.stores import Store
    from assistant.settings import Settings


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    log, shared = add_group(commands, "log", "Look after what was asked."), data_folder()
    shared.add_argument("--audience", choices=("public", "staff"), default="public", help="whose questions")
    add_command(log, "purge", purge, "Remove what is older than SMX_KEEPING__DAYS.", shared)
    exporting = add_command(log, "export", export, "Write what was asked, and what was said of it, to a file.", shared)
    exporting.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="a .csv for spreadsheets or a .jsonl for programs"
    )
    forgetting = add_command(log, "forget", forget, "Remove a conversation.", shared)
    forgetting.add_argument("conversation", metavar="ID", help="its id, or that of one of its questions")


def purge(options: argparse.Namespace, settings: Settings) -> int:
    """Remove what has been kept long enough."""
    from datetime import UTC, datetime, timedelta

    from assistant.keeping.questions import QuestionLog

    with _opened(options, settings) as store:
        removed = QuestionLog(store).purge(datetime.now(UTC) - timedelta(days=settings.keeping.days))
    say(f"Removed {removed} questions older than {settings.keeping.days} days.")
    return FINE


def export(options: argparse.Namespace, settings: Settings) -> int:
    """Write the log to a file that only its owner may read."""
    from assistant.keeping.exporting import as_csv, as_json_lines
    from assistant.keeping.log_reading import LogReading

    forms = {".csv": (as_csv, "utf-8-sig"), ".jsonl": (as_json_lines, "utf-8")}
    if options.out.suffix not in forms:
        raise UsageError(f"{options.out}: give a file that ends in .csv or .jsonl.")
    write, encoding = forms[options.out.suffix]
    with _opened(options, settings) as store:
        options.out.touch(mode=0o600)
        with options.out.open("w", encoding=encoding, newline="") as out:
            out.writelines(write(LogReading(store).every()))
    say(f"Wrote {options.out}.")
    return FINE


def forget(options: argparse.Namespace, settings: Settings) -> int:
    """Remove a conversation and what was said of it."""
    from assistant.keeping.questions import QuestionLog

    with _opened(options, settings) as store:
        say(f"Removed {QuestionLog(store).forget(options.conversation)} questions.")
    return FINE


@contextmanager
def _opened(options: argparse.Namespace, settings: Settings) -> Iterator[Store]:
    from assistant.keeping.stores import Store

    with Store(settings.kept_at(options.audience), options.audience) as store:
        store.open()
        yield store
