"""The process that files are read in: it takes paths, gives readings, and can be ended at any moment."""

from __future__ import annotations

import json
import logging
import os
import resource
import select
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from corpus.readers import kinds
from corpus.readers.limits import MEMORY_BYTES, SILENCE_SECONDS
from corpus.readers.readings import Advance, Reading, Unreadable, as_json

ADVANCED = b"."
_IDLE_SECONDS = 60.0
_LONGEST_SILENCE = int(SILENCE_SECONDS) + 10
"""Seconds after which nobody can be waiting any more, who would have ended this process before."""
_Reader = Callable[[bytes, Advance], Reading]


def serve(connection: Connection) -> None:
    """Read the files whose paths come, until none has come for a while or whoever asks is gone."""
    _shut_in(connection)

    def advance() -> None:
        signal.alarm(_LONGEST_SILENCE)
        connection.send_bytes(ADVANCED)

    try:
        while connection.poll(_IDLE_SECONDS):
            path = connection.recv_bytes().decode("utf-8", "surrogateescape")
            signal.alarm(_LONGEST_SILENCE)
            reading, is_whole = read_file(Path(path), advance)
            signal.alarm(0)
            connection.send_bytes(as_json(reading))
            if not is_whole:
                return
    except (EOFError, OSError):
        return


def draw(connection: Connection) -> None:
    """Draw the pages that are asked for as `serve` reads files; no bytes are sent where there is no picture."""
    _shut_in(connection)
    from corpus.readers.page_pictures import picture_of_page

    try:
        while connection.poll(_IDLE_SECONDS):
            path, number = json.loads(connection.recv_bytes())
            signal.alarm(_LONGEST_SILENCE)
            try:
                picture = picture_of_page(Path(path), number)
            except Exception:
                # Whatever a damaged file makes the library fail with, there is no picture of it.
                picture = b""
            signal.alarm(0)
            connection.send_bytes(picture)
    except (EOFError, OSError):
        return


def _shut_in(connection: Connection) -> None:
    """Give up what a damaged or harmful file could use, and end with whoever asks."""
    os.setsid()  # so that what a reader starts ends with it
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_network)
    logging.disable(logging.CRITICAL)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - libraries in C write there, past Python
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)


def read_file(path: Path, advance: Advance) -> tuple[Reading, bool]:
    """The reading of a file, and whether this process is fit to read another."""
    try:
        data = path.read_bytes()
        reading = _reader(kinds.kind_of(data, path.suffix.lower()))(data, advance)
    except Unreadable as error:
        return Reading(faults=(error.fault,), is_lasting=error.is_lasting), True
    except MemoryError:
        fault = Unreadable("a file that can be read in 2 GB of memory", "one that needs more").fault
        return Reading(faults=(fault,)), False
    except RecursionError:
        return Reading(faults=(Unreadable("parts less deep in each other", "too deep ones").fault,)), True
    except Exception as error:
        # Whatever a damaged file makes a library fail with is one thing to whoever has the file.
        found = f"a damaged one ({type(error).__name__}: {error})"
        return Reading(faults=(Unreadable("a file that is whole", found).fault,)), True
    return reading, True


def _reader(kind: str) -> _Reader:
    """The reader of a kind; its library is loaded when the first such file comes."""
    match kind:
        case kinds.PDF:
            from corpus.readers.pdf_files import read_pdf

            return read_pdf
        case kinds.WORD:
            from corpus.readers.word_files import read_word_file

            return read_word_file
        case kinds.WORKBOOK:
            from corpus.readers.workbooks import read_workbook

            return read_workbook
        case kinds.SLIDES:
            from corpus.readers.slides import read_slides

            return read_slides
        case kinds.WEB_PAGE:
            from corpus.readers.web_pages import read_web_page

            return read_web_page
        case kinds.MAIL:
            from corpus.readers.mails import read_mail

            return read_mail
        case _:
            from corpus.readers.scans import read_picture

            return read_picture


def _end_with(connection: Connection) -> None:
    """End this process and what it started when whoever asks is gone, also in the middle of a file.

    A reader that lets no other thread run is ended by the alarm.
    """
    hangup = select.poll()
    hangup.register(connection.fileno(), select.POLLRDHUP)
    hangup.poll()
    os.killpg(0, signal.SIGKILL)


def _refuse_network(event: str, _: Any) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"):
        raise PermissionError("files are read without the network")
