"""What the parsers of all commands are made with, and the options that several of them share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from assistant.commands.saying import WRONG_USAGE

if TYPE_CHECKING:
    from assistant.settings import Settings

    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
    Run: TypeAlias = Callable[[argparse.Namespace, Settings], int]


class Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        """End with the usage and the message."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"smx: {message}\n")


def add_command(
    commands: Commands, name: str, run: Run, text: str, *shared: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """Add a command; its parser, for options of its own."""
    added = commands.add_parser(name, help=text, description=text, parents=list(shared))
    added.set_defaults(run=run)
    return added


def add_group(commands: Commands, name: str, text: str) -> Commands:
    """Add a command that only has commands under it; where those are added."""
    return commands.add_parser(name, help=text).add_subparsers(required=True, metavar="command")


def data_folder() -> argparse.ArgumentParser:
    """The option that names the index."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, metavar="DIR", help="folder of the built index")
    return shared


def library_folders() -> argparse.ArgumentParser:
    """The option that names libraries."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--library", type=Path, action="append", metavar="DIR", help="library folder; may be given several times"
    )
    return shared


def positive(text: str) -> int:
    """A number of one or more, as an option gives it."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
