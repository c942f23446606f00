"""The provider: logging in through an OpenID Connect issuer, by the authorization code flow with PKCE."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc.jwk import KeySet

from assistant.openid.attempts import Answer, Ties
from assistant.openid.failures import FailureKind, OpenIdFailure
from assistant.openid.fetching import client_options, fetched, tls_context, within_limits
from assistant.openid.id_tokens import Expected, KeyNotHeld, read_keys, subject_of
from assistant.openid.metadata import Metadata, discovery_address, read_metadata
from assistant.settings import StaffSettings

_KNOWN_SECONDS = 600.0
_ERROR = re.compile(r"[a-z_]{1,60}")
_SAID_NO = {"access_denied", "login_required", "interaction_required", "consent_required"}
_PASSING = {"server_error", "temporarily_unavailable"}
_NOT_BELIEVED = {"invalid_grant"}


@dataclass(slots=True)
class _Known:
    metadata: Metadata
    until: float
    keys: KeySet | None = None


class Provider:
    """The provider of the settings, which name one. What asks it raises `OpenIdFailure`, and runs on one event loop.

    What it says of itself and its keys are remembered for ten minutes. A signature by a key that is not among them
    makes it be asked for its keys again.
    """

    def __init__(self, settings: StaffSettings) -> None:
        self.issuer = settings.openid_issuer
        self.name = settings.openid_name
        self._client_id = settings.openid_client_id
        self._secret = settings.openid_client_secret.get_secret_value()
        self._tls = tls_context()
        self._known: _Known | None = None

    @property
    def logout_address(self) -> str:
        """Where somebody logs out of the provider, as far as it is known to have such an address."""
        endpoint = self._known.metadata.end_session_endpoint if self._known else ""
        return str(add_params_to_uri(endpoint, [("client_id", self._client_id)])) if endpoint else ""

    async def check(self) -> None:
        """Whether the provider answers, and is the one that is meant."""
        async with within_limits(), self._client() as client:
            known = await self._looked_up(client)
            known.keys = read_keys(await fetched(client, known.metadata.jwks_uri))

    async def address(self, redirect_uri: str, ties: Ties) -> str:
        """Where somebody is sent to say who they are."""
        async with within_limits(), self._client() as client:
            known = await self._looked_up(client)
            address, _ = client.create_authorization_url(
                known.metadata.authorization_endpoint,
                redirect_uri=redirect_uri,
                state=ties.state,
                nonce=ties.nonce,
                code_verifier=ties.verifier,
            )
        return str(address)

    async def subject(self, answer: Answer, redirect_uri: str, ties: Ties) -> str:
        """Whom the provider vouches for in an answer, whose state has been found to be the right one."""
        async with within_limits(), self._client() as client:
            known = await self._looked_up(client)
            _is_from(answer, self.issuer, known.metadata)
            if answer.error or not answer.code:
                raise _refusal(answer.error)
            id_token = await self._exchanged(client, known.metadata, answer.code, redirect_uri, ties.verifier)
            expected = Expected(self.issuer, self._client_id, ties.nonce)
            if known.keys:
                try:
                    return subject_of(id_token, known.keys, expected)
                except KeyNotHeld:
                    pass
            known.keys = read_keys(await fetched(client, known.metadata.jwks_uri))
            try:
                return subject_of(id_token, known.keys, expected)
            except KeyNotHeld:
                raise OpenIdFailure(FailureKind.REFUSED, "its signature is of none of the provider's keys") from None

    def _client(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._client_id,
            self._secret or None,
            scope="openid",
            code_challenge_method="S256",
            **client_options(self._tls),
        )

    async def _looked_up(self, client: AsyncOAuth2Client) -> _Known:
        known = self._known
        if known is None or known.until < time.monotonic():
            found = await fetched(client, discovery_address(self.issuer))
            known = self._known = _Known(read_metadata(found, self.issuer), time.monotonic() + _KNOWN_SECONDS)
        if self._secret:
            client.token_endpoint_auth_method = known.metadata.secret_given_by
        return known

    async def _exchanged(
        self, client: AsyncOAuth2Client, metadata: Metadata, code: str, redirect_uri: str, verifier: str
    ) -> str:
        """The ID token that is given for a code."""
        given: Any = None
        try:
            given = await client.fetch_token(
                metadata.token_endpoint,
                grant_type="authorization_code",
                code=code,
                redirect_uri=redirect_uri,
                code_verifier=verifier,
            )
        except OAuthError as error:
            raise _refusal(str(error.error)) from None
        except ValueError:
            raise OpenIdFailure(FailureKind.MISCONFIGURED, "its token endpoint answers without JSON") from None
        id_token = given.get("id_token")
        if not isinstance(id_token, str):
            raise OpenIdFailure(FailureKind.MISCONFIGURED, "it gave no ID token")
        return id_token


def _is_from(answer: Answer, issuer: str, metadata: Metadata) -> None:
    """Not where another provider has mixed itself in (RFC 9207)."""
    if answer.issuer != issuer and (answer.issuer or metadata.names_itself):
        raise OpenIdFailure(FailureKind.REFUSED, "the answer is another issuer's")


def _refusal(error: str) -> OpenIdFailure:
    shown = error if _ERROR.fullmatch(error) else "no code and no error that can be read"
    if error in _SAID_NO:
        kind = FailureKind.CANCELLED
    elif error in _PASSING:
        kind = FailureKind.UNREACHABLE
    else:
        kind = FailureKind.REFUSED if error in _NOT_BELIEVED else FailureKind.MISCONFIGURED
    return OpenIdFailure(kind, shown)
