"""The commands `smx log …` and `smx staff …`."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.keeping.accounts import Accounts
from assistant.keeping.audit import Audit
from assistant.keeping.logins import Sessions
from assistant.keeping.questions import QuestionLog
from assistant.keeping.stores import Store
from tests.assistant.keeping.samples import kept

Smx = Callable[..., tuple[int, str, str]]


@pytest.fixture
def smx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Smx:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMX_DATA", str(tmp_path))

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def keep(tmp_path: Path, *questions) -> None:
    with Store(tmp_path / "keeping" / "public.sqlite", "public") as store:
        QuestionLog(store).add(questions)


def test_the_log_is_purged_exported_and_forgotten(smx: Smx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    today = datetime.now(UTC)
    old, new = kept(asked_at=today - timedelta(days=8)), kept("补贴是多少？", asked_at=today - timedelta(days=6))
    keep(tmp_path, old, new)
    monkeypatch.setenv("SMX_KEEPING__DAYS", "7")
    assert smx("log", "purge")[:2] == (0, "Removed 1 questions older than 7 days.\n")
    assert smx("log", "export", "--out", "log.jsonl")[0] == 0
    file = tmp_path / "log.jsonl"
    assert json.loads(file.read_text("utf-8"))["question"] == "补贴是多少？"
    assert file.stat().st_mode & 0o777 == 0o600
    assert smx("log", "export", "--out", "log.csv")[0] == 0
    assert (tmp_path / "log.csv").read_bytes().startswith(b"\xef\xbb\xbfid,session,")
    assert smx("log", "export", "--out", "log.doc")[0] == 2
    assert smx("log", "forget", new.id)[:2] == (0, "Removed 1 questions.\n")
    assert smx("log", "forget", "--audience", "staff", new.id)[:2] == (0, "Removed 0 questions.\n")


def test_accounts_are_added_changed_and_removed(smx: Smx, tmp_path: Path):
    assert smx("staff", "list")[:2] == (0, "There are no accounts.\n")
    added = smx("staff", "add", "Li.Na", "--role", "editor", "--stdin", typed="correct horse battery\n")
    assert added[:2] == (0, "Added li.na (editor).\n")
    assert smx("staff", "list")[1].split() == ["li.na", "editor", "password"]
    with Store(tmp_path / "keeping" / "staff.sqlite", "staff") as store:
        sessions = Sessions(store)
        account = sessions.attempt("li.na", "correct horse battery", "192.0.2.1").account
        assert account
        token = sessions.begin(account, "192.0.2.1")
        assert smx("staff", "logout", "li.na")[0] == 0
        assert sessions.account(token) is None
        assert smx("staff", "password", "li.na", "--stdin", typed="another long password\n")[0] == 0
        assert sessions.attempt("li.na", "another long password", "192.0.2.1").account
        assert smx("staff", "unlock", "li.na")[0] == 0
        assert smx("staff", "role", "li.na", "admin")[0] == 0
        assert Accounts(store).all()[0].role == "admin"
        assert smx("staff", "remove", "li.na")[0] == 0
        assert Accounts(store).all() == ()
        assert {entry.who.partition(" ")[0] for entry in Audit(store).page(what="account_removed").entries} == {"smx"}
    assert not (tmp_path / "keeping" / "public.sqlite").exists()


def test_an_account_can_be_made_for_whom_a_provider_knows(smx: Smx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked = ("staff", "add", "Zhao", "--role", "reader", "--openid", "subject-1")
    code, _, told = smx(*asked)
    assert code == 2
    assert "SMX_STAFF__OPENID_ISSUER" in told
    monkeypatch.setenv("SMX_STAFF__OPENID_ISSUER", "https://login.example")
    monkeypatch.setenv("SMX_STAFF__OPENID_CLIENT_ID", "smx")
    assert smx(*asked, "--stdin", typed="correct horse battery\n")[0] == 2
    assert smx(*asked)[:2] == (0, "Added zhao (reader).\n")
    assert smx("staff", "list")[1].split() == ["zhao", "reader", "https://login.example", "subject-1"]
    code, _, told = smx("staff", "add", "Zhao.Two", "--role", "admin", "--openid", "subject-1")
    assert (code, "has the account zhao already" in told) == (1, True)
    assert smx("staff", "add", "qian", "--role", "admin", "--openid", "")[0] == 1
    assert smx("staff", "password", "zhao", "--stdin", typed="another long password\n")[0] == 1
    with Store(tmp_path / "keeping" / "staff.sqlite", "staff") as store:
        assert Accounts(store).of_subject("https://login.example", "subject-1")


def test_what_cannot_be_done_is_told_with_what_to_do(smx: Smx):
    code, _, told = smx("staff", "add", "li", "--role", "admin", "--stdin", typed="short\n")
    assert code == 1
    assert "at least 12 characters" in told
    assert "short" not in told
    assert smx("staff", "add", "li", "--role", "admin")[0] == 2
    assert "smx staff list" in smx("staff", "remove", "nobody")[2]


def test_one_database_for_both_is_refused(smx: Smx, monkeypatch: pytest.MonkeyPatch):
    for side in ("PUBLIC", "STAFF"):
        monkeypatch.setenv(f"SMX_KEEPING__{side}_URL", "postgresql+pg8000://smx:secret@127.0.0.1:1/one")
    code, _, told = smx("log", "purge")
    assert code == 2
    assert "two databases" in told
    assert "secret" not in told
