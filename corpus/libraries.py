"""A library: what was read from its folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.conditions import PolicyFile
from corpus.documents import Document
from corpus.problems import Note, Problem
from corpus.schemas import FactsFile, ProfileFile, Term


@dataclass(frozen=True, slots=True)
class Library:
    """The readable part of a library, and what is wrong with the rest.

    `facts` are the files that were also made into documents, kept for questions that need their fields; `tables` are
    files of records, which are read where they are needed. `notes` tell what is not wrong and yet worth knowing.
    """

    documents: tuple[Document, ...]
    facts: tuple[FactsFile, ...] = ()
    terms: tuple[Term, ...] = ()
    profile: ProfileFile | None = None
    conditions: tuple[PolicyFile, ...] = ()
    tables: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
