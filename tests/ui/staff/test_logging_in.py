from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from assistant.keeping.audit import Actor
from assistant.keeping.tables import staff_sessions
from tests.ui.staff.conftest import HERE, HTML, PASSWORD, Staff
from ui.staff.tokens import form_token

BY = Actor("test", "here")


def try_to_log_in(client: TestClient, name: str, password: str, **fields: str) -> httpx2.Response:
    client.get("/staff/login", headers=HTML)
    token = form_token(client.cookies["smx-form"])
    given = {"name": name, "password": password, "form_token": token} | fields
    return client.post("/staff/login", data=given, headers=HTML | HERE, follow_redirects=False)


def test_a_reader_of_a_page_is_led_to_the_login_and_back(stranger):
    led = stranger.get("/staff/documents?q=tea", headers=HTML, follow_redirects=False)
    assert led.status_code == 303
    assert led.headers["location"] == "/staff/login?next=%2Fstaff%2Fdocuments%3Fq%3Dtea"
    done = try_to_log_in(stranger, "Reader.Li", PASSWORD, next="/staff/documents?q=tea")
    assert (done.status_code, done.headers["location"]) == (303, "/staff/documents?q=tea")
    assert stranger.get("/staff/documents?q=tea", headers=HTML).status_code == 200


@pytest.mark.parametrize(
    "next_", ["https://example.invalid/", "//example.invalid", "/documents", "/staff/\\x", "/staff/login"]
)
def test_a_login_leads_nowhere_else(stranger, next_):
    assert try_to_log_in(stranger, "reader.li", PASSWORD, next=next_).headers["location"] == "/staff/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_bound_to_the_host_over_tls(stranger, running):
    cookie = try_to_log_in(stranger, "reader.li", PASSWORD).headers.get_list("set-cookie")[0]
    assert cookie.startswith("smx-login=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    page = stranger.get("https://smx.test/staff/login", headers=HTML)
    assert page.headers["set-cookie"].startswith("__Host-smx-form=")
    assert "Secure" in page.headers["set-cookie"]
    stranger.cookies.clear()


def test_a_wrong_password_and_a_name_without_an_account_are_told_the_same(stranger, kept):
    pages = [try_to_log_in(stranger, name, "not this one, no").text for name in ("editor.li", "nobody.li")]
    assert "not right" in pages[0]
    assert pages[0].replace("editor.li", "") == pages[1].replace("nobody.li", "")
    kept.space.accounts.unlock("editor.li", BY)


def test_who_fails_too_often_is_told_to_wait_and_it_is_in_the_audit(stranger, kept):
    kept.space.accounts.add("often.li", "reader", PASSWORD, BY)
    answers = [try_to_log_in(stranger, "often.li", "not this one, no") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert "too many tries" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) <= 60
    assert try_to_log_in(stranger, "often.li", PASSWORD).status_code == 429
    assert {entry.what for entry in kept.space.audit.page(who="often.li").entries} == {"login_failed", "login_locked"}
    kept.space.accounts.remove("often.li", BY)


def test_a_login_that_was_ended_or_has_run_out_is_worth_nothing(running, kept):
    staff = Staff(running, "reader.li")
    assert staff.get("account").status_code == 200
    held = dict(running.cookies)
    assert staff.post("logout").headers["location"] == "/staff/login"
    running.cookies.update(held)
    assert staff.get("account").status_code == 303
    staff = Staff(running, "reader.li")
    with kept.staff.writing() as connection:
        connection.execute(update(staff_sessions).values(seen_at=datetime.now(UTC) - timedelta(minutes=31)))
    assert staff.get("account").status_code == 303


def test_logging_out_everywhere_ends_the_other_logins_too(running, kept):
    other = kept.space.logins.begin(kept.space.accounts.named("reader.li"), "elsewhere")
    staff = Staff(running, "reader.li")
    assert "elsewhere" in staff.get("account").text
    assert staff.post("logout-everywhere").status_code == 303
    assert kept.space.logins.account(other) is None


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, None),
        ({"Sec-Fetch-Site": "same-site"}, None),
        ({"Origin": "http://evil.test"}, None),
        ({}, None),
        (HERE, ""),
        (HERE, form_token("somebody else's")),
    ],
)
def test_what_changes_something_must_come_from_our_own_form(reader, headers, token):
    fields = {"form_token": reader.token if token is None else token}
    refused = reader.client.post("/staff/logout", data=fields, headers=HTML | headers, follow_redirects=False)
    assert refused.status_code == 403
    assert reader.get("account").status_code == 200


def test_nothing_of_the_staff_space_is_kept_by_a_browser(reader):
    for path in ("account", "documents", "chat/", "nowhere"):
        assert reader.get(path).headers["cache-control"] == "no-store"
