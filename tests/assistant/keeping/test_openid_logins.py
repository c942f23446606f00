"""Logins through a provider, as the staff store knows them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from assistant.keeping.audit import Audit
from assistant.keeping.openid_logins import LONGEST, OpenIdLogins
from assistant.keeping.stores import Store
from assistant.keeping.tables import spent_states
from tests.assistant.keeping.test_accounts import Clock

ISSUER = "https://login.example"
HERE = "192.0.2.7"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def logins(staff: Store, clock: Clock) -> OpenIdLogins:
    return OpenIdLogins(staff, ISSUER, clock)


def test_a_state_is_spent_once_in_whatever_process(staff: Store, clock: Clock, logins: OpenIdLogins):
    others = [logins, *(OpenIdLogins(staff, ISSUER, clock) for _ in range(3))]
    with ThreadPoolExecutor(4) as at_once:
        spent = list(at_once.map(lambda one: one.spend("state", clock()), others))
    assert sorted(spent) == [False, False, False, True]
    assert logins.spend("another", clock())


def test_a_login_has_ten_minutes(clock: Clock, logins: OpenIdLogins):
    begun_at = clock()
    clock.pass_by(minutes=9, seconds=59)
    assert logins.spend("in time", begun_at)
    clock.pass_by(seconds=1)
    assert not logins.spend("late", begun_at)
    assert not logins.spend("early", clock() + LONGEST + timedelta(seconds=1))


def test_what_was_spent_is_forgotten_only_when_its_time_is_over(staff: Store, clock: Clock, logins: OpenIdLogins):
    ahead = clock() + LONGEST  # by the clock of another process
    assert logins.spend("state", ahead)
    for _ in range(30):
        clock.pass_by(minutes=1)
        assert not logins.spend("state", ahead)
    clock.pass_by(minutes=1)
    assert logins.spend("another", clock())
    with staff.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(spent_states)) == 1


def test_what_was_refused_is_written_down_and_counted_by_address(staff: Store, clock: Clock, logins: OpenIdLogins):
    for _ in range(19):
        logins.refuse("no account", HERE, subject="subject-1")
    assert logins.locked_until(HERE) is None
    logins.refuse("no account", HERE, subject="subject-1")
    assert logins.locked_until(HERE) == clock() + timedelta(minutes=1)
    assert logins.locked_until("192.0.2.8") is None
    entry = Audit(staff).page().entries[0]
    assert (entry.who, entry.what, entry.address) == ("?", "login_failed", HERE)
    assert entry.detail == {"issuer": ISSUER, "why": "no account", "subject": "subject-1"}
    assert entry.at <= datetime.now(UTC)
