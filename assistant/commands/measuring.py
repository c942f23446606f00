"""The commands `smx eval …`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.parsing import add_command, add_group, data_folder, library_folders, positive
from assistant.commands.saying import BROKEN, FINE, WRONG_USAGE, report

if TYPE_CHECKING:
    from assistant.commands.parsing import Commands, Run
    from assistant.settings import Settings


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    measurements = add_group(commands, "eval", "Measure it.")
    _add_bench(measurements)
    _add_run(measurements)
    _add_compare(measurements)
    _add_report(measurements)
    _add_load(measurements)
    _add_trials(measurements)
    _add_faults(measurements)
    _add_scale(measurements)


def _add_bench(measurements: Commands) -> None:
    text = "Measure finding, answering and speed on public data, with other systems beside."
    bench = add_command(measurements, "bench", _measured_by("bench"), text, data_folder())
    bench.add_argument("folder", type=Path, metavar="BENCH_DIR", help="folder of the public data sets")
    bench.add_argument("--only", metavar="NAMES", help="sections, separated by commas")
    bench.add_argument("--out", type=Path, metavar="FILE.md", help="write the report to a file, and the plot beside it")
    bench.add_argument("--full", action="store_true", help="ask every question, not at most 1,000 of a data set")
    bench.add_argument("--sizes", type=_sizes, metavar="N,N", help="numbers of passages to compare systems at")


def _add_run(measurements: Commands) -> None:
    text = "Ask questions and judge the answers."
    run = add_command(measurements, "run", _measured_by("run"), text, data_folder(), library_folders())
    run.add_argument("suite", type=Path, nargs="*", metavar="SUITE", help="cases or a public data set, by path")
    run.add_argument("--out", type=Path, metavar="DIR", help="folder for the results")
    run.add_argument("--limit", type=positive, metavar="N", help="ask at most N questions of each suite")


def _add_compare(measurements: Commands) -> None:
    text = "Compare two runs of the same questions."
    compare = add_command(measurements, "compare", _measured_by("compare"), text)
    compare.add_argument("before", type=Path, metavar="RUN", help="folder of the first run")
    compare.add_argument("after", type=Path, metavar="RUN", help="folder of the second run")


def _add_report(measurements: Commands) -> None:
    page = add_command(measurements, "report", _measured_by("report"), "Write a run as one page.", data_folder())
    page.add_argument("folder", type=Path, nargs="?", metavar="RUN", help="folder of the run; by default the newest")
    page.add_argument("--previous", type=Path, metavar="RUN", help="the run to compare with; by default the one before")
    page.add_argument(
        "--out", type=Path, metavar="FILE.html", help="the page; by default report.html in the run's folder"
    )


def _add_load(measurements: Commands) -> None:
    text = "Serve the index in a process of its own and let many ask at once."
    load = add_command(measurements, "load", _measured_by("load"), text, data_folder())
    _add_askers(load, askers=200, seconds=120, think=10)


def _add_trials(measurements: Commands) -> None:
    text = "Let askers ask while the service is restarted, its index replaced, and what it needs killed."
    _add_askers(add_command(measurements, "trials", _measured_by("trials"), text), askers=20, seconds=60, think=1)


def _add_faults(measurements: Commands) -> None:
    text = "Kill builds, fill the disk, take rights, damage files, and see what is served."
    faults = add_command(measurements, "faults", _measured_by("faults"), text)
    faults.add_argument("--only", metavar="NAMES", help="kills, disk, rights, damage, files; separated by commas")
    faults.add_argument("--kills", type=positive, default=200, metavar="N", help="how many builds are killed; 200")
    faults.add_argument("--files", type=positive, default=500, metavar="N", help="how many damaged files; 500")


def _add_scale(measurements: Commands) -> None:
    text = "Build a made-up library of any size with a tiny model, kill it, go on with it and search it."
    scale = add_command(measurements, "scale", _measured_by("scale"), text, data_folder())
    scale.add_argument("passages", type=positive, metavar="N", help="how many passages")
    scale.add_argument("--bench", type=Path, metavar="BENCH_DIR", help="public data sets to take the sentences from")
    scale.add_argument(
        "--kills", type=int, choices=range(21), default=3, metavar="N", help="how often a second build is killed; 3"
    )
    scale.add_argument(
        "--folder", type=Path, metavar="DIR", help="where it happens; by default scale in the data folder"
    )
    scale.add_argument("--out", type=Path, metavar="FILE.md", help="write the report to a file as it grows")


def _add_askers(command: argparse.ArgumentParser, *, askers: int, seconds: int, think: float) -> None:
    command.add_argument("--askers", type=positive, default=askers, metavar="N", help=f"how many ask; {askers}")
    command.add_argument("--seconds", type=positive, default=seconds, metavar="N", help=f"for how long; {seconds}")
    command.add_argument(
        "--think",
        type=float,
        default=think,
        metavar="N",
        help=f"mean seconds between an answer and the next question; {think}",
    )


def _measured_by(name: str) -> Run:
    """Runs the measurement of this name, and says in one message why it could not be taken."""

    def measure(options: argparse.Namespace, settings: Settings) -> int:
        from eval import commands
        from eval.command_line import CommandFailed
        from eval.errors import EvalError

        try:
            met: bool = getattr(commands, name)(options, settings)
        except EvalError as error:
            return report(WRONG_USAGE, str(error), error.remedy)
        except CommandFailed as error:
            return report(BROKEN, str(error), error.remedy)
        return FINE if met else BROKEN

    return measure


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(positive(number) for number in text.split(","))
