"""A login through a provider, as far as the provider is asked: what it vouches for is believed, or is not."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from assistant.doctor import checks
from assistant.openid.attempts import Answer, Ties
from assistant.openid.failures import FailureKind, OpenIdFailure
from assistant.openid.provider import Provider
from assistant.settings import Settings, StaffSettings
from tests.assistant.openid.issuing import (
    CLIENT_ID,
    SECRET,
    Claims,
    Issuing,
    issuing,
    new_key,
    signed_by_another,
    signed_with_what_is_public,
    unsigned,
)

REDIRECT = "https://smx.test/staff/login/openid/answer"
TIES = Ties("state" * 9, "nonce" * 9, "verifier" * 6)


@pytest.fixture(scope="module")
def running() -> Iterator[Issuing]:
    with issuing() as provider:
        yield provider


@pytest.fixture
def idp(running: Issuing) -> Issuing:
    running.begin_anew()
    return running


def client_of(idp: Issuing, **given: Any) -> Provider:
    secret = SecretStr(given.pop("secret", SECRET))
    values = {"openid_issuer": idp.issuer, "openid_client_id": CLIENT_ID, "openid_client_secret": secret} | given
    return Provider(StaffSettings(**values))


async def vouched(provider: Provider, idp: Issuing, ties: Ties = TIES, **changed: str) -> str:
    """Whom the provider vouches for to somebody who goes there and back."""
    address = await provider.address(REDIRECT, TIES)
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    back = {name: values[0] for name, values in parse_qs(urlsplit(idp.sent_back(query)).query).items()}
    answer = Answer(back.get("code", ""), back.get("error", ""), back.get("iss", ""))
    return await provider.subject(replace(answer, **changed), REDIRECT, ties)


def failure_of(trying: Awaitable[object]) -> OpenIdFailure:
    async def tried() -> None:
        await trying

    with pytest.raises(OpenIdFailure) as raised:
        asyncio.run(tried())
    assert SECRET not in f"{raised.value} {raised.value.remedy}"
    return raised.value


def test_whom_the_provider_vouches_for_is_known_by_the_subject(idp: Issuing):
    assert asyncio.run(vouched(client_of(idp), idp)) == "subject-1"


def test_the_provider_is_asked_for_no_more_than_a_login_needs(idp: Issuing):
    address = asyncio.run(client_of(idp).address(REDIRECT, TIES))
    assert address.startswith(f"{idp.issuer}/authorize?")
    asked = parse_qs(urlsplit(address).query)
    assert asked.pop("code_challenge") != [TIES.verifier]
    assert asked == {
        "response_type": ["code"],
        "client_id": [CLIENT_ID],
        "redirect_uri": [REDIRECT],
        "scope": ["openid"],
        "state": [TIES.state],
        "nonce": [TIES.nonce],
        "code_challenge_method": ["S256"],
    }


def over(**values: object) -> Callable[[Claims], Claims]:
    """The claims with others in place of some; nothing takes one away."""
    return lambda claims: {name: value for name, value in (claims | values).items() if value is not None}


def at(**seconds: int) -> Callable[[Claims], Claims]:
    """The claims with some moments so many seconds from when the token is made."""
    return lambda claims: claims | {name: int(time.time()) + away for name, away in seconds.items()}


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        (over(nonce="another"), FailureKind.REFUSED),
        (over(nonce=None), FailureKind.REFUSED),
        (over(aud="another"), FailureKind.REFUSED),
        (over(aud="another", azp=CLIENT_ID), FailureKind.REFUSED),
        (over(aud=["another"], azp=CLIENT_ID), FailureKind.REFUSED),
        (over(aud=None), FailureKind.REFUSED),
        (over(aud=[CLIENT_ID, "another"]), FailureKind.REFUSED),
        (over(aud=[CLIENT_ID, "another"], azp="another"), FailureKind.REFUSED),
        (over(azp="another"), FailureKind.REFUSED),
        (over(iss="https://another.invalid"), FailureKind.REFUSED),
        (over(iss=None), FailureKind.REFUSED),
        (over(sub=None), FailureKind.REFUSED),
        (over(sub=""), FailureKind.REFUSED),
        (over(sub=7), FailureKind.REFUSED),
        (over(sub="s" * 256), FailureKind.REFUSED),
        (over(exp=None), FailureKind.REFUSED),
        (at(exp=-121), FailureKind.CLOCK),
        (over(exp=float("nan")), FailureKind.CLOCK),
        (at(iat=600), FailureKind.CLOCK),
        (at(nbf=600), FailureKind.CLOCK),
    ],
)
def test_an_id_token_for_somebody_or_some_time_else_is_refused(
    idp: Issuing, claims: Callable[[Claims], Claims], kind: FailureKind
):
    idp.claims = claims
    assert failure_of(vouched(client_of(idp), idp)).kind is kind


@pytest.mark.parametrize(
    "claims",
    [
        at(exp=-60),
        at(iat=60),
        over(aud=[CLIENT_ID]),
        over(aud=[CLIENT_ID, "another"], azp=CLIENT_ID),
        over(azp=CLIENT_ID),
    ],
)
def test_clocks_may_differ_a_little_and_others_may_be_meant_besides(idp: Issuing, claims: Callable[[Claims], Claims]):
    idp.claims = claims
    assert asyncio.run(vouched(client_of(idp), idp)) == "subject-1"


@pytest.mark.parametrize("signed", [unsigned, signed_with_what_is_public, signed_by_another])
def test_an_id_token_that_the_provider_did_not_sign_is_refused(idp: Issuing, signed: Callable[[Issuing, Claims], str]):
    idp.signed = signed
    assert failure_of(vouched(client_of(idp), idp)).kind is FailureKind.REFUSED


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "e30.e30.", "e30.e30.e30.e30.e30", "é.é.é"])
def test_what_is_no_token_is_refused(idp: Issuing, token: str):
    idp.signed = lambda *_: token
    assert failure_of(vouched(client_of(idp), idp)).kind is FailureKind.REFUSED


def test_keys_are_remembered_until_a_signature_fits_none_of_them(idp: Issuing):
    provider = client_of(idp)

    async def three_times() -> list[str]:
        found = [await vouched(provider, idp), await vouched(provider, idp)]
        assert (idp.count("/jwks"), idp.count("/.well-known/openid-configuration")) == (1, 1)
        old, idp.key = idp.key, new_key("second")
        idp.published = [old, idp.key]
        return [*found, await vouched(provider, idp)]

    assert asyncio.run(three_times()) == ["subject-1"] * 3
    assert idp.count("/jwks") == 2
    idp.key = new_key("first")  # as the one before was called, and published by nobody
    assert failure_of(vouched(provider, idp)).kind is FailureKind.REFUSED


def test_a_key_without_a_name_may_be_replaced_too(idp: Issuing):
    provider = client_of(idp)

    async def twice() -> str:
        idp.key = new_key(None)
        await vouched(provider, idp)
        idp.key = new_key(None)
        return await vouched(provider, idp)

    assert asyncio.run(twice()) == "subject-1"


def test_keys_that_are_not_for_signatures_of_key_pairs_are_left_aside(idp: Issuing):
    provider = client_of(idp)
    keys = idp.keys()["keys"]
    idp.keys = lambda: {"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "first"}, {"kty": "odd"}, *keys]}  # type: ignore[method-assign]
    try:
        assert asyncio.run(vouched(provider, idp)) == "subject-1"
    finally:
        del idp.keys


@pytest.mark.parametrize("issuer", ["https://another.invalid", ""])
def test_an_answer_that_another_provider_mixed_in_is_refused_before_the_code_is_told(idp: Issuing, issuer: str):
    assert failure_of(vouched(client_of(idp), idp, issuer=issuer)).kind is FailureKind.REFUSED
    assert idp.count("/token") == 0


def test_a_provider_that_does_not_say_that_it_names_itself_need_not(idp: Issuing):
    idp.metadata = over(authorization_response_iss_parameter_supported=None)
    assert asyncio.run(vouched(client_of(idp), idp, issuer="")) == "subject-1"
    failure = failure_of(vouched(client_of(idp), idp, issuer="https://another.invalid"))
    assert failure.kind is FailureKind.REFUSED


def test_a_code_is_worth_nothing_without_what_the_browser_kept(idp: Issuing):
    stolen = Ties(TIES.state, TIES.nonce, "another verifier" * 3)
    assert failure_of(vouched(client_of(idp), idp, stolen)).kind is FailureKind.REFUSED


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("access_denied", FailureKind.CANCELLED),
        ("temporarily_unavailable", FailureKind.UNREACHABLE),
        ("unauthorized_client", FailureKind.MISCONFIGURED),
        ("<script>", FailureKind.MISCONFIGURED),
    ],
)
def test_an_error_of_the_provider_is_told_from_others_and_never_repeated_unread(
    idp: Issuing, error: str, kind: FailureKind
):
    failure = failure_of(vouched(client_of(idp), idp, code="", error=error))
    assert failure.kind is kind
    assert "<" not in str(failure)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"metadata": over(issuer="https://another.invalid")}, FailureKind.MISCONFIGURED),
        ({"metadata": over(token_endpoint=None)}, FailureKind.MISCONFIGURED),
        ({"metadata": over(jwks_uri="file:///etc/passwd")}, FailureKind.MISCONFIGURED),
        ({"metadata": lambda _: []}, FailureKind.MISCONFIGURED),
        ({"status": {"/.well-known/openid-configuration": 404}}, FailureKind.MISCONFIGURED),
        ({"status": {"/.well-known/openid-configuration": 302}}, FailureKind.MISCONFIGURED),
        ({"status": {"/.well-known/openid-configuration": 503}}, FailureKind.UNREACHABLE),
        ({"status": {"/token": 500}}, FailureKind.UNREACHABLE),
        ({"status": {"/jwks": 500}}, FailureKind.UNREACHABLE),
        ({"metadata": lambda said: said | {"padding": "x" * 1_000_001}}, FailureKind.UNREACHABLE),
        ({"token_error": "invalid_grant"}, FailureKind.REFUSED),
        ({"token_error": "invalid_request"}, FailureKind.MISCONFIGURED),
    ],
)
def test_a_provider_that_is_wrongly_set_up_or_down_is_said_to_be(
    idp: Issuing, change: dict[str, Any], kind: FailureKind
):
    for name, value in change.items():
        setattr(idp, name, value)
    assert failure_of(vouched(client_of(idp), idp)).kind is kind


def test_a_wrong_secret_is_a_matter_of_the_settings(idp: Issuing):
    failure = failure_of(vouched(client_of(idp, secret="wrong"), idp))
    assert failure.kind is FailureKind.MISCONFIGURED
    assert "SMX_STAFF__OPENID_" in failure.remedy


def test_where_to_log_out_is_known_once_the_provider_has_said_so(idp: Issuing):
    provider, silent = client_of(idp), client_of(idp)
    assert provider.logout_address == ""
    asyncio.run(provider.check())
    assert provider.logout_address == f"{idp.issuer}/end?client_id=smx+made+up"
    idp.metadata = over(end_session_endpoint=None)
    asyncio.run(silent.check())
    assert silent.logout_address == ""
    idp.metadata = over(end_session_endpoint="javascript:alert(1)")
    assert failure_of(client_of(idp).check()).kind is FailureKind.MISCONFIGURED


def test_the_secret_is_given_as_the_provider_wants_it(idp: Issuing):
    idp.metadata = over(token_endpoint_auth_methods_supported=["private_key_jwt", "client_secret_post"])
    failure_of(vouched(client_of(idp), idp))  # it is made to take the other way only
    _, form, authorization = idp.asked[-1]
    assert (form["client_id"], form["client_secret"], authorization) == (CLIENT_ID, SECRET, "")


def test_a_provider_that_is_not_there_is_said_not_to_answer():
    with issuing() as gone:
        provider = client_of(gone)
    assert failure_of(provider.check()).kind is FailureKind.UNREACHABLE


def test_a_provider_that_is_slow_is_given_up(idp: Issuing, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.openid.fetching._DEADLINE_SECONDS", 0.2)

    def slow(said: Claims) -> Claims:
        time.sleep(1)
        return said

    idp.metadata = slow
    assert failure_of(client_of(idp).check()).kind is FailureKind.UNREACHABLE


def doctor_says(idp: Issuing, data: Path) -> str | None:
    given = {"openid_issuer": idp.issuer, "openid_client_id": CLIENT_ID, "openid_client_secret": SecretStr(SECRET)}
    settings = Settings(data=data, library=(data,), staff=StaffSettings(**given))
    return dict(checks(settings))["OpenID Connect provider"]


def test_the_doctor_says_whether_the_provider_is_there_and_the_one_that_is_meant(idp: Issuing, tmp_path: Path):
    assert doctor_says(idp, tmp_path) is None
    assert [path for path, _, _ in idp.asked] == ["/.well-known/openid-configuration", "/jwks"]
    idp.metadata = over(issuer="https://another.invalid")
    told = doctor_says(idp, tmp_path)
    assert told
    assert "calls itself 'https://another.invalid'" in told
    assert "SMX_STAFF__OPENID_" in told


def test_nothing_of_it_is_loaded_where_no_provider_is_set():
    script = (
        "import sys, ui.staff.logging_in_by_openid, assistant.commands.serving; "
        "sys.exit(bool({'authlib', 'joserfc'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-W", "ignore", "-c", script]
    assert subprocess.run(command, check=False, timeout=120).returncode == 0
