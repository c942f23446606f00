from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from eval.command_line import CommandFailed
from eval.processes import TookTooLong, run_within, watch

ENVIRONMENT = dict(os.environ)


def python(script: str) -> list[str]:
    return [sys.executable, "-c", script]


def test_each_line_is_timed_from_the_one_before(tmp_path: Path):
    watched = watch(python("import time; print('a'); time.sleep(.2); print('b')"), tmp_path, ENVIRONMENT)
    assert watched.lines == ("a\n", "b\n")
    assert watched.milliseconds[1] >= 190


def test_the_peak_is_the_most_that_was_held_not_what_is_held_at_the_end(tmp_path: Path):
    held = 200 * 2**20
    script = f"import time; a = bytearray({held}); del a; print('a'); time.sleep(.1)"
    assert held < watch(python(script), tmp_path, ENVIRONMENT).peak_bytes < 2 * held


@pytest.mark.parametrize("run", [watch, lambda *command: run_within(60, *command)], ids=["watch", "run_within"])
def test_a_command_that_fails_says_why(tmp_path: Path, run):
    with pytest.raises(CommandFailed, match=r"(?s)ended with 3:\nno such thing"):
        run(python("import sys; print('no such thing', file=sys.stderr); sys.exit(3)"), tmp_path, ENVIRONMENT)


def test_a_process_is_stopped_when_its_time_is_up(tmp_path: Path):
    with pytest.raises(TookTooLong, match=r"stopped after 0.5 s"):
        run_within(0.5, python("import time; time.sleep(60)"), tmp_path, ENVIRONMENT)


def test_what_was_printed_comes_with_the_seconds(tmp_path: Path):
    seconds, printed = run_within(60, python("print('a')"), tmp_path, ENVIRONMENT)
    assert printed == "a\n"
    assert 0 < seconds < 60
