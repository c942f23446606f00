"""Damage: each kind of file of an index spoilt in each way, before it is verified and opened, and as it is served."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from eval.command_line import CommandFailed
from eval.faults.libraries import PROBES, put
from eval.faults.notes import Tell, none, some
from eval.faults.processes import Ended, Smx
from eval.faults.serving import asked_once
from eval.faults.spoiling import IN_PLACE, WAYS
from eval.faults.wholeness import References
from eval.loading.serving import UNLIMITED, Serving
from eval.reports import Row
from index.generations import Generations

_REMEDIES = ("smx index build", "smx index rollback")
_UNSEALED = {"current", "ledger.json"}
"""What lies beside the generations, so that no checksum is kept of it."""

_REFUSAL = "status 503"
"""By which a service says that its index cannot be used."""
_PATIENCE_SECONDS = 60.0


class Damaging:
    """An index with two generations, of which copies are spoilt."""

    def __init__(self, references: References, folder: Path, tell: Tell) -> None:
        self._folder, self._tell, self._references = folder, tell, references
        self._library, self._sound, self._data = references.library, folder / "sound", folder / "data"
        self._smx = Smx(folder / "commands")
        for state in ("before", "after"):
            put(self._library, state)
            built = self._smx.run("index", "build", "--library", self._library, "--data", self._sound)
            if built.code:
                raise CommandFailed(f"The first build failed:\n{built.err}")
        self._references.note(self._sound)

    def run(self, most: int) -> list[Row]:
        """Spoil a file of each kind in each way, or so many of these cases. Raises `CommandFailed`."""
        kinds = self._kinds()
        cases = list(self._cases(kinds))
        cases = cases[:: -(-len(cases) // most)]
        unnamed, wrong, unmended = (list[str]() for _ in range(3))
        ends: Counter[str] = Counter()
        for tried, (name, way) in enumerate(cases, start=1):
            case = f"{name} {way}"
            self._spoil(name, way)
            if (text := self._unnamed(name)) is not None:
                unnamed.append(f"{case}: {text}")
            end, text = self._opened()
            ends[end] += 1
            wrong += [f"{case}: {text}"] * (end == "wrong")
            built = self._smx.run("index", "build", "--library", self._library, "--data", self._data)
            faults = [built.err] if built.code else self._references.faults(self._data, ("after",))
            unmended += [f"{case}: {'; '.join(faults)}"] * bool(faults)
            self._tell(f"damage {tried}: {case}: {end}")
        return [
            some("damaged files", len(cases), f"{len(kinds)} kinds; each {', '.join(WAYS)}"),
            none("damaged files: not named by smx index verify", unnamed),
            some("damaged files: opening refused with what to do", ends["refused"]),
            Row("damaged files: opened, and answered rightly", ends["right"]),
            none("damaged files: opening crashed or hung, or a wrong answer", wrong),
            none("damaged files: the next build did not mend it", unmended),
            *self._while_served([(name, way) for name, way in cases if name not in _UNSEALED]),
        ]

    def _kinds(self) -> list[str]:
        """A file of each kind, of the public shelf, from its languages and stores by turns."""
        folder = Generations(self._sound).current()
        files = (path for path in folder.rglob("*") if path.is_file())
        names = sorted(
            path.relative_to(folder).as_posix() for path in files if path.relative_to(folder).parts[0] != "staff"
        )
        kinds: dict[str, list[str]] = {}
        for name in names:
            kind = re.sub(r"(public|staff)/|(zh|en)/|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}", "", name)
            kinds.setdefault(kind, []).append(name)
        return [of_kind[turn % len(of_kind)] for turn, of_kind in enumerate(kinds.values())] + sorted(_UNSEALED)

    def _cases(self, kinds: list[str]) -> Iterator[tuple[str, str]]:
        for name, way in product(kinds, WAYS):
            if way != "replaced by that of another generation" or self._counterpart(name):
                yield name, way

    def _file(self, data: Path, name: str) -> Path:
        return data / name if name in _UNSEALED else Generations(data).current() / name

    def _counterpart(self, name: str) -> Path | None:
        """The file of the same place in the generation before, where it says something else."""
        if name in _UNSEALED:
            return None
        [before] = Generations(self._sound).earlier()
        here = self._file(self._sound, name)
        place = Path(name)
        likely = before / place.parent / place.name
        if not likely.is_file():  # of a vector store, or an original: what it lies in or is called is another there
            above = before / place.parts[0] / place.parts[1]
            likely = next(iter(sorted(above.rglob(place.name if "chroma" in name else f"*{place.suffix}"))), likely)
        return likely if likely.is_file() and likely.read_bytes() != here.read_bytes() else None

    def _spoil(self, name: str, way: str) -> None:
        shutil.rmtree(self._data, ignore_errors=True)
        shutil.copytree(self._sound, self._data)
        WAYS[way](self._file(self._data, name), self._counterpart(name) or Path())

    def _unnamed(self, name: str) -> str | None:
        """What `smx index verify` says where it does not name a file as it should."""
        if name == "ledger.json":
            return None
        verified = self._smx.run("index", "verify", "--data", self._data)
        is_named = name in verified.err and any(remedy in verified.err for remedy in _REMEDIES)
        return None if verified.code == 1 and is_named and verified.is_honest else verified.out + verified.err

    def _opened(self) -> tuple[str, str]:
        """How asking ends: `refused` with what to do, `right`, or `wrong` with what was said."""
        questions = self._folder / "questions.jsonl"
        questions.write_text("".join(json.dumps({"question": text}) + "\n" for text in PROBES), "utf-8")
        asked = self._smx.run("ask", "--data", self._data, "--batch", questions)
        if asked.code == 1 and asked.is_honest and any(remedy in asked.err for remedy in _REMEDIES):
            return "refused", ""
        answers = [json.loads(line) for line in asked.out.splitlines()] if asked.code == 0 else []
        right = self._references.all["after"].answers
        for line in answers:
            if line["text"] != right[line["question"]]:
                return "wrong", f"{line['question']} -> {line['text']}"
        return ("right", "") if len(answers) == len(PROBES) else ("wrong", _end_of(asked))

    def _while_served(self, cases: list[tuple[str, str]]) -> list[Row]:
        """Spoil files under a service, and put them back."""
        ends: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        noted = {True: list[str](), False: list[str]()}
        shutil.rmtree(self._data, ignore_errors=True)
        shutil.copytree(self._sound, self._data)
        served = Serving(self._folder, {**UNLIMITED, "SMX_DATA": str(self._data)})
        with served:
            for name, way in cases:
                is_in_place = way in IN_PLACE
                file = self._file(self._data, name)
                content = file.read_bytes()
                WAYS[way](file, self._counterpart(name) or Path())
                wrong = asked_once(served.door, PROBES, self._references.is_right)
                end = _how_it_ended(served, wrong)
                with file.open("r+b" if is_in_place else "wb") as opened:
                    opened.write(content)
                if end == "refused" and not self._answers_again(served):
                    end = "refused even when put back"
                ends[is_in_place][end] += 1
                if end not in ("right", "refused"):
                    noted[is_in_place].append(f"{name} {way}: {end}: {wrong[0]}")
                    served.stop()
                    served.start()
                    served.wait_until_ready()
        told = ", ".join(f"{end} {number}" for end, number in ends[True].most_common())
        return [
            some("damaged while served, by another file in its place", ends[False].total()),
            none("damaged while served, by another file in its place: ended, failed or wrong", noted[False]),
            Row("damaged while served, in place", ends[True].total(), note=told),
            Row(
                "damaged while served, in place: ended, failed or wrong",
                len(noted[True]),
                note="; ".join(noted[True])[:600],
            ),
        ]

    def _answers_again(self, served: Serving) -> bool:
        """Whether a service answers rightly soon after what was damaged under it is put back."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            if not asked_once(served.door, PROBES, self._references.is_right):
                return True
            time.sleep(1)
        return False


def _how_it_ended(served: Serving, wrong: list[str]) -> str:
    """How a service that was asked bore damage, given what was wrong with its answers."""
    if not served.state():
        return "ended"
    if wrong and all(_REFUSAL in text for text in wrong):
        return "refused"
    return "wrong or failed" if wrong else "right"


def _end_of(ended: Ended) -> str:
    return f"exit {ended.code}: {ended.err[-250:]}"
