"""Asking about one thing: which it is, where its page is, and what to ask of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from assistant.browsing import Browsing
from assistant.subjects import Subject
from corpus.languages import in_script
from index.errors import SearchIndexError
from ui.about_texts import QUESTIONS
from ui.asking import ABOUT
from ui.chains import chain_address
from ui.citing import document_address
from ui.languages import InterfaceLanguage, script_of_interface
from ui.records import opportunity_address, records_address

logger = logging.getLogger(__name__)

_LONGEST = 500  # characters


def subject_in(library: Browsing, query: Mapping[str, str]) -> Subject | None:
    """The thing that an address names, where the library shows it to everybody; nothing for any other address."""
    kind, _, id_ = query.get(ABOUT, "")[:_LONGEST].partition(":")
    if not kind or not id_:
        return None
    try:
        return library.subject(kind, id_)
    except SearchIndexError:
        logger.exception("what is asked about cannot be looked up")
        return None


def subject_address(subject: Subject) -> str:
    """The path of the page of a thing."""
    if subject.kind == "document":
        return document_address(subject.id)
    if subject.kind == "project":
        return opportunity_address(subject.id)
    if subject.kind == "chain":
        return chain_address(subject.id)
    if subject.kind == "link" and subject.chain:
        return chain_address(subject.chain, subject.id)
    if subject.document:
        return document_address(subject.document)
    return records_address(subject.kind, [subject.id])


def questions_about(subject: Subject, language: InterfaceLanguage) -> tuple[str, ...]:
    """What may be asked of a thing, as far as the library states it."""
    of_kind = QUESTIONS[subject.kind]
    asked = [words for field, words in of_kind if field is None or field in subject.stated]
    if language == "en":
        return tuple(english for _, english in asked)
    return tuple(in_script(chinese, script_of_interface(language)) for chinese, _ in asked)
