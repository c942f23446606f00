"""The command line `smx`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from assistant.commands import accounts, asking, indexing, library, log, measuring, serving
from assistant.commands.parsing import Parser
from assistant.commands.saying import BROKEN, FINE, WRONG_USAGE, UsageError, report
from assistant.environment import prepare_environment


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; errors become one message with what to do, never a traceback."""
    prepare_environment()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets its escape, which in JSON stands for the same.
            stream.reconfigure(errors="backslashreplace")
    # Imported after the environment is set, which some of what they import reads once.
    from assistant.keeping.errors import KeepingError
    from assistant.settings import SettingsError, load_settings
    from corpus.errors import CorpusError
    from index.errors import SearchIndexError

    options = parser().parse_args(arguments)
    try:
        settings = load_settings().with_folders(getattr(options, "data", None), getattr(options, "library", None))
        result: int = options.run(options, settings)
    except (UsageError, SettingsError) as error:
        return report(WRONG_USAGE, str(error), getattr(error, "remedy", ""))
    except (SearchIndexError, CorpusError, KeepingError) as error:
        return report(BROKEN, str(error), error.remedy)
    except BrokenPipeError:
        # Whoever was reading has closed the pipe, as `head` does; what is left must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        message = f"{error.strerror or error}: {error.filename or ''}"
        return report(BROKEN, message, "Check the path, its rights and the free space.")
    except KeyboardInterrupt:
        return report(BROKEN, "Stopped.", "")
    return result


def parser() -> Parser:
    """The parser of all commands."""
    whole = Parser(prog="smx", description="Ask the library of the Sanmenxia Bureau of Commerce, with citations.")
    commands = whole.add_subparsers(required=True, metavar="command")
    for room in (asking, indexing, library, serving, log, accounts, measuring):
        room.add_to(commands)
    return whole


if __name__ == "__main__":
    sys.exit(main())
