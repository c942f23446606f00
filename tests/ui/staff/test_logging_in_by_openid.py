"""Logging in through a provider, over real HTTP on both sides: who gets in, who does not, and what they are told."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import delete
from starlette.testclient import TestClient

from assistant.keeping.audit import Actor, AuditEntry
from assistant.keeping.openid_logins import OpenIdLogins
from assistant.keeping.tables import failures
from assistant.openid.provider import Provider
from assistant.settings import StaffSettings
from tests.assistant.openid.issuing import (
    CLIENT_ID,
    SECRET,
    Issuing,
    issuing,
    new_key,
    signed_by_another,
    signed_with_what_is_public,
    unsigned,
)
from tests.ui.conftest import made_app
from tests.ui.staff.conftest import HTML, PASSWORD, Kept
from ui.staff import openid_attempts
from ui.staff.space import OpenId
from ui.staff.tokens import form_token

BY = Actor("test", "here")
ANSWER = "/staff/login/openid/answer"


@pytest.fixture(scope="module")
def running_idp() -> Iterator[Issuing]:
    with issuing() as provider:
        yield provider


@pytest.fixture(scope="module")
def app(kept: Kept, running_idp: Issuing) -> Iterator[FastAPI]:
    provider = Provider(
        StaffSettings(
            openid_issuer=running_idp.issuer,
            openid_client_id=CLIENT_ID,
            openid_client_secret=SecretStr(SECRET),
            openid_name="Made-up Door",
        )
    )
    space = replace(kept.space, openid=OpenId(provider, OpenIdLogins(kept.staff, provider.issuer)))
    kept.space.accounts.add_of_subject("zhao.known", "editor", running_idp.issuer, "subject-1", BY)
    yield made_app(kept.assistant, kept.browsing, hosts=["smx.test", "second.test"], keeper=kept.keeper, staff=space)
    kept.space.accounts.remove("zhao.known", BY)


@pytest.fixture(scope="module")
def serving(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="https://smx.test", headers=HTML) as client:
        yield client


@pytest.fixture
def idp(running_idp: Issuing, kept: Kept) -> Iterator[Issuing]:
    running_idp.begin_anew()
    yield running_idp
    with kept.staff.writing() as connection:
        connection.execute(delete(failures))


@pytest.fixture
def person(serving: TestClient) -> TestClient:
    """Somebody with a browser in which nothing is kept."""
    serving.cookies.clear()
    return serving


def get(person: TestClient, address: str, **headers: str) -> httpx2.Response:
    return person.get(address, headers=headers, follow_redirects=False)


def sent_to(person: TestClient, wanted: str = "", origin: str = "") -> dict[str, str]:
    """What the provider is asked when somebody presses the button."""
    begun = get(person, f"{origin}/staff/login/openid?next={wanted}")
    assert begun.status_code == 303, begun.text
    return {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["location"]).query).items()}


def back_from(idp: Issuing, query: dict[str, str]) -> str:
    """The address, without the host, that the provider then sends the browser to."""
    address = urlsplit(idp.sent_back(query))
    return f"{address.path}?{address.query}"


def logged_in(person: TestClient, idp: Issuing, wanted: str = "") -> httpx2.Response:
    return get(person, back_from(idp, sent_to(person, wanted)))


def latest(kept: Kept) -> AuditEntry:
    return kept.space.audit.page().entries[0]


def is_inside(person: TestClient) -> bool:
    return get(person, "/staff/account").status_code == 200


def test_the_login_page_has_a_way_to_the_provider_and_still_one_by_password(person, idp):
    page = get(person, "/staff/login?next=/staff/log?q=tea").text
    assert re.search(
        r'<a class="button" href="/staff/login/openid\?next=/staff/log%3Fq%3Dtea">Log in with Made-up Door<', page
    )
    token = form_token(person.cookies["__Host-smx-form"])
    fields = {"name": "reader.li", "password": PASSWORD, "form_token": token}
    done = person.post("/staff/login", data=fields, headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False)
    assert done.status_code == 303
    assert get(person, "/staff/login/openid").headers["location"] == "/staff/"


def test_whom_an_account_was_made_for_gets_in_where_they_wanted(person, idp, kept):
    page = logged_in(person, idp, "/staff/log?q=tea")
    assert page.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/staff/log?q=tea">' in page.text
    assert is_inside(person)
    assert "zhao.known" in get(person, "/staff/account").text
    entry = latest(kept)
    assert (entry.who, entry.what, entry.detail) == ("zhao.known", "login", {"issuer": idp.issuer})


def test_what_is_sent_over_is_for_this_host_and_for_one_login_only(person, idp):
    first, second = sent_to(person), sent_to(person, origin="https://second.test")
    assert first["redirect_uri"] == f"https://smx.test{ANSWER}"
    assert second["redirect_uri"] == f"https://second.test{ANSWER}"
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
    assert get(person, "https://third.test/staff/login/openid").status_code == 400


def test_the_attempt_is_kept_out_of_reach_of_scripts_for_ten_minutes(person, idp):
    begun = get(person, "/staff/login/openid")
    cookie = begun.headers["set-cookie"]
    assert cookie.startswith("__Host-smx-openid=")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Max-Age=600", "Path=/"):
        assert part in cookie
    assert begun.headers["cache-control"] == "no-store"
    done = logged_in(person, idp)
    dropped = [cookie for cookie in done.headers.get_list("set-cookie") if "smx-openid" in cookie]
    assert "Max-Age=0" in dropped[0]


def test_a_login_has_a_token_of_its_own_and_ends_what_the_browser_held(person, idp, kept):
    held = kept.space.logins.begin(kept.space.accounts.named("reader.li"), "elsewhere")
    query = sent_to(person)
    person.cookies.set("__Host-smx-login", held, domain="smx.test", path="/")
    done = get(person, back_from(idp, query))
    given = next(cookie for cookie in done.headers.get_list("set-cookie") if "smx-login" in cookie)
    assert held not in given
    assert "SameSite=strict" in given
    assert kept.space.logins.account(held) is None


@pytest.mark.parametrize(
    "wanted", ["https://evil.invalid/", "//evil.invalid", "/staff/%5Cevil", "/documents", "/staff/login"]
)
def test_a_login_leads_nowhere_but_inside(person, idp, wanted):
    assert 'content="0; url=/staff/"' in logged_in(person, idp, wanted).text


def test_a_cookie_that_was_changed_leads_nowhere_else_either(person, idp):
    query = sent_to(person)
    secret, begun_at, _ = person.cookies["__Host-smx-openid"].split(".")
    evil = base64.urlsafe_b64encode(b"https://evil.invalid/").decode().rstrip("=")
    person.cookies.clear()
    person.cookies.set("__Host-smx-openid", f"{secret}.{begun_at}.{evil}", domain="smx.test", path="/")
    done = get(person, back_from(idp, query))
    assert done.status_code == 200
    assert 'content="0; url=/staff/"' in done.text


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "a.1.é", "..", f"a.{'9' * 30}.", "a.1.2.3"])
def test_a_cookie_that_makes_no_sense_is_none(cookie):
    assert openid_attempts.attempt_in(cookie) is None


def test_an_answer_without_the_state_of_this_browser_is_worth_nothing(person, idp, kept):
    before = latest(kept).number
    query = sent_to(person)
    for state in ("", "another", query["state"][:-1]):
        idp.answer = lambda given, state=state: given | {"state": state}
        refused = get(person, back_from(idp, query))
        assert refused.status_code == 400
        assert "no longer valid" in refused.text
    idp.answer = lambda given: given
    good = back_from(idp, query)
    person.cookies.clear()
    assert get(person, good).status_code == 400
    assert (idp.count("/token"), latest(kept).number) == (0, before)
    assert not is_inside(person)


def test_somebody_elses_answer_logs_nobody_in(person, idp):
    theirs = back_from(idp, sent_to(person))
    person.cookies.clear()
    sent_to(person)
    assert get(person, theirs).status_code == 400
    assert not is_inside(person)


def test_an_answer_is_worth_something_once(person, idp):
    idp.reusable = True
    query = sent_to(person)
    kept_by_thief = dict(person.cookies)
    good = back_from(idp, query)
    assert get(person, good).status_code == 200
    person.cookies.clear()
    person.cookies.update(kept_by_thief)
    assert get(person, good).status_code == 400
    person.cookies.update(kept_by_thief)
    assert get(person, back_from(idp, query)).status_code == 400
    assert idp.count("/token") == 1
    assert not is_inside(person)


def test_an_attempt_ends_after_ten_minutes_whatever_the_browser_does(person, idp, monkeypatch):
    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(minutes=10, seconds=1)

    monkeypatch.setattr(openid_attempts, "datetime", Earlier)
    assert "no longer valid" in logged_in(person, idp).text
    assert idp.count("/token") == 0


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"claims": lambda claims: claims | {"nonce": "another"}}, "refused"),
        ({"claims": lambda claims: claims | {"aud": "another"}}, "refused"),
        ({"claims": lambda claims: claims | {"iss": "https://another.invalid"}}, "refused"),
        ({"claims": lambda claims: claims | {"exp": claims["iat"] - 300}}, "clock"),
        ({"signed": unsigned}, "refused"),
        ({"signed": signed_with_what_is_public}, "refused"),
        ({"signed": signed_by_another}, "refused"),
        ({"answer": lambda given: given | {"iss": "https://another.invalid"}}, "refused"),
        ({"token_error": "invalid_grant"}, "refused"),
    ],
)
def test_what_is_not_to_be_believed_lets_nobody_in_and_is_in_the_audit(person, idp, kept, change, problem):
    for name, value in change.items():
        setattr(idp, name, value)
    page = logged_in(person, idp)
    assert page.status_code == 502
    assert {"refused": "did not pass the checks", "clock": "too far apart"}[problem] in page.text
    assert {"refused": "未通过核验", "clock": "时钟"}[problem] in page.text
    entry = latest(kept)
    assert (entry.who, entry.what, entry.detail["issuer"]) == ("?", "login_failed", idp.issuer)
    assert not is_inside(person)


def test_who_has_no_account_is_shown_by_what_an_administrator_can_add_one(person, idp, kept):
    idp.subject = "nobody <b>yet</b>"
    page = logged_in(person, idp, "/staff/log")
    assert page.status_code == 403
    assert "no account" in page.text
    assert "身份编号" in page.text
    assert "<code>nobody &lt;b&gt;yet&lt;/b&gt;</code>" in page.text
    assert latest(kept).detail == {"issuer": idp.issuer, "why": "no account", "subject": idp.subject}
    assert not is_inside(person)


def test_a_removed_account_gets_in_no_more_and_one_of_another_issuer_never(person, idp, kept):
    idp.subject = "subject-2"
    kept.space.accounts.add_of_subject("qian.other", "admin", "https://another.invalid", "subject-2", BY)
    assert logged_in(person, idp).status_code == 403
    kept.space.accounts.remove("qian.other", BY)
    kept.space.accounts.add_of_subject("qian.gone", "reader", idp.issuer, "subject-2", BY)
    assert logged_in(person, idp).status_code == 200
    assert is_inside(person)
    kept.space.accounts.remove("qian.gone", BY)
    assert not is_inside(person)
    person.cookies.clear()
    assert logged_in(person, idp).status_code == 403


def test_an_address_that_fails_too_often_waits(person, idp, kept):
    idp.subject = "nobody"
    answers = [logged_in(person, idp) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [403] * 20 + [429]
    assert int(answers[-1].headers["retry-after"]) <= 60
    assert idp.count("/token") == 20


def test_pressing_cancel_is_no_failure(person, idp, kept):
    before = latest(kept).number
    idp.answer = lambda given: {"error": "access_denied", "state": given["state"], "iss": given["iss"]}
    page = logged_in(person, idp, "/staff/log")
    assert page.status_code == 401
    assert "was cancelled" in page.text
    assert "登录已取消" in page.text
    assert 'href="/staff/login/openid?next=/staff/log"' in page.text
    assert latest(kept).number == before


def test_the_choice_of_a_language_leads_to_the_login_page_without_the_code(person, idp):
    idp.answer = lambda given: {"error": "access_denied", "state": given["state"], "iss": given["iss"]}
    page = logged_in(person, idp, "/staff/log").text
    assert 'href="/language/en?back=/staff/login%3Fnext%3D%252Fstaff%252Flog"' in page
    assert "state" not in page.split("<main")[0]


def test_another_key_is_taken_up(person, idp):
    assert logged_in(person, idp).status_code == 200
    idp.key = new_key("second")
    person.cookies.clear()
    assert logged_in(person, idp).status_code == 200
    assert is_inside(person)


def test_a_provider_that_breaks_down_is_said_to_and_passwords_still_work(person, idp, caplog):
    idp.status = {"/token": 503}
    query = sent_to(person)
    page = get(person, back_from(idp, query))
    assert page.status_code == 502
    assert "no response from Made-up Door" in page.text
    assert "暂时没有响应" in page.text
    logged = " ".join(record.getMessage() for record in caplog.records)
    assert "does not answer" in logged
    for secret in (SECRET, query["state"], query["nonce"], *idp.codes):
        assert secret not in logged
    assert "password" in get(person, "/staff/login").text


def test_without_a_provider_there_is_no_button_and_nothing_at_its_addresses(stranger):
    assert "openid" not in stranger.get("/staff/login", headers=HTML).text
    for path in ("/staff/login/openid", f"{ANSWER}?code=x&state=y"):
        led = stranger.get(path, headers=HTML, follow_redirects=False)
        assert (led.status_code, led.headers["location"][:18]) == (303, "/staff/login?next=")
