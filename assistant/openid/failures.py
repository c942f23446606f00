"""How a login through a provider can fail, each way with what to do about it."""

from __future__ import annotations

from enum import StrEnum


class FailureKind(StrEnum):
    """The closed set of failures."""

    CANCELLED = "cancelled"  # the person, or the provider for them, said no
    UNREACHABLE = "unreachable"  # the provider does not answer, or says that it cannot just now
    MISCONFIGURED = "misconfigured"  # provider and settings do not fit together
    REFUSED = "refused"  # what the provider said is not to be believed
    CLOCK = "clock"  # it would be, at another time


_SAYS = {
    FailureKind.CANCELLED: "The login was cancelled at the provider",
    FailureKind.UNREACHABLE: "The provider does not answer",
    FailureKind.MISCONFIGURED: "The provider and the settings do not fit together",
    FailureKind.REFUSED: "What the provider said is not accepted",
    FailureKind.CLOCK: "What the provider said is of another time",
}
_REMEDIES = {
    FailureKind.CANCELLED: "Nothing needs to be done.",
    FailureKind.UNREACHABLE: "Check that SMX_STAFF__OPENID_ISSUER can be reached from this machine.",
    FailureKind.MISCONFIGURED: "Compare SMX_STAFF__OPENID_… and the redirect address with what is registered there.",
    FailureKind.REFUSED: "Check SMX_STAFF__OPENID_ISSUER and SMX_STAFF__OPENID_CLIENT_ID; ask who runs the provider.",
    FailureKind.CLOCK: "Set the clocks of this machine and of the provider.",
}


class OpenIdFailure(Exception):
    """Nobody was vouched for; `remedy` says what to do, and neither holds a secret, a code or a token."""

    def __init__(self, kind: FailureKind, detail: str = "") -> None:
        super().__init__(f"{_SAYS[kind]} ({detail})." if detail else f"{_SAYS[kind]}.")
        self.kind = kind
        self.remedy = _REMEDIES[kind]
