"""Attempts to log in through a provider: what ties its answer to the browser that began, and the answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties an answer to an attempt: `state` comes back by the browser, `nonce` and `verifier` past it."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider sends back by way of the browser: a code, or an error. Nothing of it is to be trusted."""

    code: str
    error: str
    issuer: str
