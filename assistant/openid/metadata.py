"""Metadata: what a provider says of itself (OpenID Connect Discovery 1.0), as far as a login needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from assistant.openid.failures import FailureKind, OpenIdFailure

_END = "end_session_endpoint"
_SECRET_GIVEN_BY = ("client_secret_basic", "client_secret_post")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a provider is asked for what, and how it knows us."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    secret_given_by: str
    """One of the methods of authentication at the token endpoint, for a client that has a secret."""
    names_itself: bool
    """Whether an answer that comes by way of the browser says whose it is (RFC 9207)."""
    end_session_endpoint: str
    """Where somebody logs out of the provider (RP-Initiated Logout 1.0); empty where it says nothing of that."""


def discovery_address(issuer: str) -> str:
    """Where an issuer keeps its metadata."""
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def read_metadata(found: dict[str, Any], issuer: str) -> Metadata:
    """The metadata of the issuer. Raises `OpenIdFailure` where they are another's, or nothing to log in with."""
    if found.get("issuer") != issuer:
        raise OpenIdFailure(FailureKind.MISCONFIGURED, f"it calls itself {str(found.get('issuer'))[:200]!r}")
    is_over_tls = urlsplit(issuer).scheme == "https"
    methods = found.get("token_endpoint_auth_methods_supported") or [_SECRET_GIVEN_BY[0]]
    return Metadata(
        authorization_endpoint=_endpoint(found, "authorization_endpoint", is_over_tls),
        token_endpoint=_endpoint(found, "token_endpoint", is_over_tls),
        jwks_uri=_endpoint(found, "jwks_uri", is_over_tls),
        secret_given_by=next((method for method in _SECRET_GIVEN_BY if method in methods), _SECRET_GIVEN_BY[0]),
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
        end_session_endpoint=_endpoint(found, _END, is_over_tls) if found.get(_END) else "",
    )


def _endpoint(found: dict[str, Any], name: str, is_over_tls: bool) -> str:
    address = found.get(name)
    schemes = ("https://",) if is_over_tls else ("https://", "http://")
    if not isinstance(address, str) or not address.startswith(schemes):
        raise OpenIdFailure(FailureKind.MISCONFIGURED, f"its {name} is no address to be trusted")
    return address
