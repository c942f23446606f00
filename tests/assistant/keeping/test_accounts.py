"""Who gets into the staff space, and who no longer does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text

from assistant.keeping import passwords
from assistant.keeping.accounts import Accounts
from assistant.keeping.audit import Actor, Audit
from assistant.keeping.errors import AccountRefused, KeepingError
from assistant.keeping.logins import IDLE, LONGEST, Sessions
from assistant.keeping.stores import Store
from assistant.keeping.tables import accounts, failures, staff_sessions

BOSS = Actor("boss", "10.0.0.1")
PASSWORD = "correct horse battery"
HERE = "192.0.2.7"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time_: float) -> None:
        self.now += timedelta(**time_)


@pytest.fixture(autouse=True)
def hasher(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
    """Hashes as cheap as they come: how dear they are is no matter here."""
    cheap = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1)
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", cheap)
    return cheap


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(staff: Store) -> Accounts:
    people = Accounts(staff)
    people.add("Li.Na", "editor", PASSWORD, BOSS)
    return people


@pytest.fixture
def sessions(staff: Store, people: Accounts, clock: Clock) -> Sessions:
    return Sessions(staff, clock)


def acts(staff: Store) -> list[tuple[str, str]]:
    return [(entry.who, entry.what) for entry in Audit(staff).page().entries]


def let_in(sessions: Sessions, name: str = "li.na") -> str:
    account = sessions.attempt(name, PASSWORD, HERE).account
    assert account
    return sessions.begin(account, HERE)


def test_the_right_password_lets_in_and_its_token_is_known_until_it_is_ended(staff: Store, sessions: Sessions):
    token = let_in(sessions, "ＬＩ.na ")
    account = sessions.account(token)
    assert account
    assert (account.name, account.role) == ("li.na", "editor")
    assert account.may("reader")
    assert not account.may("admin")
    assert sessions.account(token[:-1]) is None
    assert [login.address for login in sessions.of_account(account)] == [HERE]
    sessions.end(token, HERE)
    assert sessions.account(token) is None
    assert acts(staff) == [("li.na", "logout"), ("li.na", "login"), ("boss", "account_added")]


def test_neither_password_nor_token_is_in_the_store(staff: Store, sessions: Sessions):
    token = let_in(sessions)
    sessions.attempt(PASSWORD, "typed in the wrong field", HERE)
    with staff.reading() as connection:
        rows = [tuple(row) for name in ("accounts", "staff_sessions", "failures", "audit")
                for row in connection.execute(text(f"SELECT * FROM {name}"))]  # fmt: skip
    assert rows
    assert PASSWORD not in str(rows)
    assert token not in str(rows)


def test_a_login_ends_after_a_pause_and_at_the_latest_after_half_a_day(sessions: Sessions, clock: Clock):
    token = let_in(sessions)
    started = clock.now
    while clock.now - started < LONGEST - timedelta(minutes=20):
        clock.pass_by(minutes=20)
        assert sessions.account(token)
    clock.pass_by(minutes=20)
    assert sessions.account(token) is None
    token = let_in(sessions)
    clock.pass_by(seconds=IDLE.total_seconds())
    assert sessions.account(token) is None


@pytest.mark.parametrize("change", ["remove", "role", "password", "logout"])
def test_a_change_of_an_account_ends_its_logins(people: Accounts, sessions: Sessions, change: str):
    people.add("wang", "reader", PASSWORD, BOSS)
    tokens, other = [let_in(sessions), let_in(sessions)], let_in(sessions, "wang")
    if change == "remove":
        people.remove("li.na", BOSS)
    elif change == "role":
        people.set_role("li.na", "reader", BOSS)
    elif change == "password":
        people.set_password("li.na", "another long password", BOSS)
    else:
        people.log_out_everywhere("li.na", BOSS)
    assert [sessions.account(token) for token in tokens] == [None, None]
    assert sessions.account(other)


def test_a_removed_account_and_an_old_password_let_nobody_in(people: Accounts, sessions: Sessions):
    people.set_password("li.na", "another long password", BOSS)
    assert sessions.attempt("li.na", PASSWORD, HERE).account is None
    assert sessions.attempt("li.na", "another long password", HERE).account
    people.remove("li.na", BOSS)
    assert sessions.attempt("li.na", "another long password", HERE).account is None


def test_failures_lock_an_account_for_longer_each_time(staff, people, sessions: Sessions, clock: Clock):
    waits = []
    for _ in range(4):
        sessions.attempt("li.na", "wrong", HERE)
    for _ in range(8):
        assert sessions.attempt("li.na", "wrong", HERE).locked_until is None
        end = sessions.attempt("li.na", PASSWORD, HERE).locked_until
        assert end
        waits.append((end - clock.now).total_seconds() / 60)
        clock.now = end
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert sessions.attempt("li.na", PASSWORD, HERE).account
    assert ("li.na", "login_locked") in acts(staff)
    assert ("li.na", "login_failed") in acts(staff)


def test_an_administrator_unlocks_an_account(people: Accounts, sessions: Sessions):
    for _ in range(5):
        sessions.attempt("li.na", "wrong", HERE)
    assert sessions.attempt("li.na", PASSWORD, HERE).locked_until
    people.unlock("li.na", BOSS)
    assert sessions.attempt("li.na", PASSWORD, HERE).account


def test_an_address_that_tries_many_names_is_locked_and_others_are_not(sessions: Sessions):
    for number in range(20):
        sessions.attempt(f"guess-{number}", "wrong", f"2001:db8::{number:x}")
    assert sessions.attempt("li.na", PASSWORD, "2001:db8::ffff").locked_until
    assert sessions.attempt("li.na", PASSWORD, "2001:db8:0:1::1").account


def test_those_who_get_in_lock_nobody_who_shares_their_address(sessions: Sessions):
    for _ in range(25):
        assert sessions.attempt("li.na", PASSWORD, HERE).account


def test_many_tries_at_once_are_no_way_around_the_lockout(staff: Store, sessions: Sessions):
    with ThreadPoolExecutor(16) as at_once:
        tried = list(at_once.map(lambda _: sessions.attempt("li.na", "wrong", HERE), range(16)))
    assert sum(attempt.locked_until is None for attempt in tried) == 5


def test_a_name_that_does_not_exist_is_refused_with_as_much_work(sessions: Sessions, monkeypatch):
    compared: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, password: str) -> bool:
        compared.append(kept.rpartition("$")[0].rpartition("$")[0])  # algorithm and cost
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    for name in ("li.na", "nobody"):
        assert sessions.attempt(name, "wrong", HERE).account is None
    assert len(compared) == 2
    assert compared[0] == compared[1]


def test_a_password_is_hashed_with_memory_and_time_to_spare(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    assert passwords.hashed(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("password", ["short", "x" * 20, "li.nali.nali.na", "y" * 1_001])
def test_a_weak_password_is_refused_with_what_to_do(people: Accounts, password: str):
    with pytest.raises(AccountRefused) as told:
        people.set_password("li.na", password, BOSS)
    assert told.value.remedy
    assert password not in str(told.value)


def test_a_name_is_taken_once_however_it_is_written(people: Accounts):
    with pytest.raises(AccountRefused):
        people.add("LI.NA", "reader", PASSWORD, BOSS)
    for senseless in ("x", "a b", "<script>", "a" * 65):
        with pytest.raises(AccountRefused):
            people.add(senseless, "reader", PASSWORD, BOSS)
    with pytest.raises(AccountRefused):
        people.remove("nobody", BOSS)
    assert people.add("李娜", "admin", PASSWORD, BOSS).name == "李娜"


def test_whoever_is_known_to_an_issuer_has_an_account_without_a_password(people: Accounts, sessions: Sessions):
    added = people.add_of_subject("zhao", "reader", "https://id.example", "42", BOSS)
    assert people.of_subject("https://id.example", "42") == added
    assert people.of_subject("https://other.example", "42") is None
    assert sessions.attempt("zhao", "", HERE).account is None
    assert sessions.account(sessions.begin(added, HERE)) == added
    with pytest.raises(AccountRefused):
        people.add_of_subject("zhao2", "reader", "https://id.example", "42", BOSS)
    with pytest.raises(AccountRefused):
        people.set_password("zhao", PASSWORD, BOSS)


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_the_audit_is_neither_changed_nor_removed(staff: Store, people: Accounts, statement: str):
    with pytest.raises(KeepingError, match="append-only"), staff.writing() as connection:
        connection.execute(text(statement))
    assert acts(staff) == [("boss", "account_added")]


def test_an_act_and_its_entry_are_stored_together_or_not_at_all(staff: Store, people: Accounts, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("assistant.keeping.accounts.write_entry", fail)
    with pytest.raises(KeepingError):
        people.remove("li.na", BOSS)
    assert people.named("li.na")


def test_the_audit_is_read_by_who_and_what_a_page_at_a_time(staff: Store, people: Accounts):
    audit = Audit(staff)
    for number in range(5):
        audit.add(Actor("li.na", HERE), "switch_turned", switch="public_chat", number=str(number))
    page = audit.page(who="li.na", what="switch_turned", number=2, size=2)
    assert page.total == 5
    assert [entry.detail["number"] for entry in page.entries] == ["2", "1"]
    assert page.entries[0].address == HERE


def test_nothing_is_left_of_ended_logins_and_old_failures(staff: Store, sessions: Sessions, clock: Clock):
    let_in(sessions)
    sessions.attempt("guess", "wrong", HERE)
    clock.pass_by(days=2)
    let_in(sessions)
    with staff.reading() as connection:
        assert len(connection.execute(select(staff_sessions)).all()) == 1
        subjects = list(connection.scalars(select(failures.c.subject)))
    assert subjects == [f"address:{HERE}"]


def test_a_hash_made_with_older_parameters_is_renewed(staff: Store, sessions: Sessions):
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with staff.writing() as connection:
        connection.execute(accounts.update().values(password_hash=old))
    assert sessions.attempt("li.na", PASSWORD, HERE).account
    with staff.reading() as connection:
        assert connection.scalar(select(accounts.c.password_hash)) != old
    assert sessions.attempt("li.na", PASSWORD, HERE).account
