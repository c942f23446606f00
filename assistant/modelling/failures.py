"""How a chat model can fail, each way with what to do about it."""

from __future__ import annotations

from enum import StrEnum


class FailureKind(StrEnum):
    """The closed set of failures."""

    REFUSED = "refused"  # nothing could be reached at the address
    UNAUTHORISED = "unauthorised"  # the key was not accepted
    BUSY = "busy"  # the server asked for fewer requests
    BROKEN = "broken"  # the server answered with an error, or broke off
    TIMED_OUT = "timed_out"  # the time for the whole answer, or for connecting, was over
    MALFORMED = "malformed"  # what came does not follow the protocol
    EMPTY = "empty"  # an answer without text
    ENDLESS = "endless"  # more text than was asked for
    STOPPED_SHORT = "stopped_short"  # the text ended before the model had finished
    OPEN_CIRCUIT = "open_circuit"  # not asked, after failures in a row
    TOO_MANY = "too_many"  # not asked, as others are being answered


_SAYS = {
    FailureKind.REFUSED: "The chat model cannot be reached",
    FailureKind.UNAUTHORISED: "The chat model does not accept the key",
    FailureKind.BUSY: "The chat model is busy",
    FailureKind.BROKEN: "The chat model answered with an error",
    FailureKind.TIMED_OUT: "The chat model took too long",
    FailureKind.MALFORMED: "The chat model's answer cannot be read",
    FailureKind.EMPTY: "The chat model said nothing",
    FailureKind.ENDLESS: "The chat model did not come to an end",
    FailureKind.STOPPED_SHORT: "The chat model broke off before it had finished",
    FailureKind.OPEN_CIRCUIT: "The chat model is left alone for a while, after failures in a row",
    FailureKind.TOO_MANY: "The chat model is answering as many questions as it may",
}
_REMEDIES = {
    FailureKind.REFUSED: "Check that the model's server runs at SMX_MODEL__ADDRESS and can be reached from here.",
    FailureKind.UNAUTHORISED: "Check SMX_MODEL__KEY, and that the key may use the model.",
    FailureKind.BUSY: "Wait, lower SMX_MODEL__AT_ONCE, or ask the provider for more.",
    FailureKind.BROKEN: "Look into the log of the model's server.",
    FailureKind.TIMED_OUT: "Use a smaller model or a faster machine, or raise SMX_MODEL__DEADLINE_SECONDS.",
    FailureKind.MALFORMED: "Check SMX_MODEL__ADDRESS (it often ends in /v1) and SMX_MODEL__PROVIDER.",
    FailureKind.EMPTY: "Check SMX_MODEL__ADDRESS (it often ends in /v1), and the model's chat template.",
    FailureKind.ENDLESS: "Check the model's chat template, and that the server keeps to max_tokens.",
    FailureKind.STOPPED_SHORT: "Raise SMX_MODEL__MOST_TOKENS, or turn the model's thinking off.",
    FailureKind.OPEN_CIRCUIT: "Run `smx doctor`; the model is tried again by itself.",
    FailureKind.TOO_MANY: "Raise SMX_MODEL__AT_ONCE if the model's server can bear it.",
}


class ModelFailure(Exception):
    """The chat model could not answer; `remedy` says what to do, and neither holds the key or what the server wrote."""

    def __init__(
        self,
        kind: FailureKind,
        detail: str = "",
        *,
        remedy: str = "",
        passing: bool = False,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(f"{_SAYS[kind]} ({detail})." if detail else f"{_SAYS[kind]}.")
        self.kind = kind
        self.remedy = remedy or _REMEDIES[kind]
        self.passing = passing
        """Whether the same request may succeed when it is sent again."""
        self.retry_after_seconds = retry_after_seconds
        """How long the server asked to wait."""
