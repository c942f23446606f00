"""Targets in words: where they are, what they are wanted for, and how far talks have come."""

from __future__ import annotations

from assistant.chain_wording import contact_in_words, priority_in_words, purpose_in_words, saying
from corpus.schemas import Language
from index.chains.atlas import Target


def target_details(target: Target, language: Language, *, tells_purpose: bool) -> list[str]:
    """What is said of a target beside its name."""
    details = [target.province] if target.province else []
    if target.purpose and tells_purpose:
        details.append(purpose_in_words(target.purpose, language))
    if target.priority:
        details.append(saying("priority", language, priority=priority_in_words(target.priority, language)))
    if target.status:
        details.append(contact_in_words(target.status, language))
    if target.last_contact:
        details.append(saying("last_contact", language, date=target.last_contact))
    return details
