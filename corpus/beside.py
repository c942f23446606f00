"""Beside: the file of fields that stands beside a document, report.pdf.yaml, and comes before what is said in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath

from corpus.files import DOCUMENT_SUFFIXES, FOREIGN_SUFFIXES, YAML_SUFFIXES, content_of, text_of
from corpus.problems import Problem
from corpus.schemas import FieldsBeside, FrontMatter
from corpus.yaml_fields import Fields, read_fields, validated

_SUFFIXES = tuple(sorted(YAML_SUFFIXES))


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said of a document beside it; `fields` has its lines, where anything is said at all."""

    matter: FieldsBeside = field(default_factory=FieldsBeside)
    fields: Fields | None = None

    def over(self, front: FrontMatter) -> FrontMatter:
        """What is said in all: a field that stands here takes the place of the front matter's, also an empty one."""
        said = self.matter.model_fields_set & FrontMatter.model_fields.keys()
        return front.model_copy(update={name: getattr(self.matter, name) for name in said})


def is_beside(path: PurePath) -> bool:
    """Whether a file is one of fields, of the file whose whole name stands before its ending: report.pdf.yaml."""
    of = PurePath(path.stem).suffix.lower()
    return path.suffix.lower() in YAML_SUFFIXES and of in DOCUMENT_SUFFIXES | FOREIGN_SUFFIXES


def names_beside(file: Path) -> tuple[Path, ...]:
    """Where the file of fields of a document may stand; the first that is there counts."""
    return tuple(file.with_name(file.name + suffix) for suffix in _SUFFIXES)


def file_beside(file: Path) -> Path | None:
    """The file of fields beside a document, where there is one."""
    return next((beside for beside in names_beside(file) if beside.exists()), None)


def fields_beside(file: Path) -> bytes:
    """The bytes of the file of fields beside a document; none where there is none that can be read."""
    beside = file_beside(file)
    content = content_of(beside) if beside else b""
    return content if isinstance(content, bytes) else b""


def said_beside(content: bytes, name: str) -> Beside | tuple[Problem, ...]:
    """What a file of fields says, or what is wrong with it; `name` is how problems name it."""
    if not content.strip():
        return Beside()
    text = text_of(content, name)
    fields = text if isinstance(text, Problem) else read_fields(text, name)
    if isinstance(fields, Problem):
        return (fields,)
    matter = validated(FieldsBeside, fields)
    return matter if isinstance(matter, tuple) else Beside(matter, fields)
