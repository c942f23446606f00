"""ID tokens: whether what a provider signed was signed by it, for us, for this login, and for now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, ClaimError, InvalidKeyIdError, JoseError, MissingClaimError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from assistant.openid.failures import FailureKind, OpenIdFailure

# Those of key pairs only: with a shared secret, whoever knows our public half could sign.
_ALGORITHMS = tuple(f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512))
_KEY_TYPES = ("RSA", "EC")
_SKEW_SECONDS = 120
_OF_TIME = ("exp", "iat", "nbf")
_LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2


class KeyNotHeld(Exception):
    """The signature is of none of the keys; the provider may have others by now."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an ID token must say to be the answer to a login."""

    issuer: str
    client_id: str
    nonce: str


def read_keys(found: dict[str, Any]) -> KeySet:
    """The keys that a provider signs with. Raises `OpenIdFailure`."""
    try:
        return KeySet.import_key_set({"keys": [key for key in found["keys"] if key.get("kty") in _KEY_TYPES]})
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        raise OpenIdFailure(FailureKind.MISCONFIGURED, "its keys cannot be read") from None


def subject_of(id_token: str, keys: KeySet, expected: Expected) -> str:
    """Whom an ID token vouches for. Raises `OpenIdFailure`, and `KeyNotHeld` where other keys might say otherwise."""
    registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
    try:
        token = jwt.decode(id_token, keys, registry=registry)
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={
                "iss": {"essential": True, "value": expected.issuer},
                "aud": {"essential": True, "value": expected.client_id},
                "sub": {"essential": True},
            },
            params={"nonce": expected.nonce, "client_id": expected.client_id},
        )
        claims.validate(leeway=_SKEW_SECONDS)
    except (InvalidKeyIdError, BadSignatureError) as error:
        raise KeyNotHeld from error
    except ClaimError as error:
        is_of_time = error.claim in _OF_TIME and not isinstance(error, MissingClaimError)
        kind = FailureKind.CLOCK if is_of_time else FailureKind.REFUSED
        raise OpenIdFailure(kind, f"{error.error}: {error.claim}") from None
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise OpenIdFailure(FailureKind.REFUSED, getattr(error, "error", "") or "it is no token") from None
    subject: str = claims["sub"]
    if len(subject) > _LONGEST_SUBJECT:
        raise OpenIdFailure(FailureKind.REFUSED, "the subject is too long")
    return subject
