"""The commands `smx staff …`: who may work in the staff space."""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.commands.parsing import add_command, add_group, data_folder
from assistant.commands.saying import FINE, UsageError, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.commands.parsing import Commands
    from assistant.keeping.accounts import Accounts
    from assistant.keeping.audit import Actor
    from assistant.settings import Settings

_ROLES = ("reader", "editor", "admin")


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    staff, data = add_group(commands, "staff", "Look after the accounts of the staff."), data_folder()
    named, secret = argparse.ArgumentParser(add_help=False), argparse.ArgumentParser(add_help=False)
    named.add_argument("name", metavar="NAME", help="the name of the account")
    secret.add_argument("--stdin", action="store_true", help="read the password from standard input, its first line")
    adding = add_command(staff, "add", add, "Add an account.", data, named, secret)
    adding.add_argument("--role", choices=_ROLES, required=True, help="what the account may do")
    adding.add_argument(
        "--openid", metavar="SUBJECT", help="log in through the provider of the settings, which knows the person so"
    )
    add_command(staff, "list", show, "Show the accounts.", data)
    add_command(staff, "password", change_password, "Give an account another password.", data, named, secret)
    changing = add_command(staff, "role", change_role, "Give an account another role.", data, named)
    changing.add_argument("role", choices=_ROLES, help="what the account may do")
    add_command(staff, "unlock", unlock, "Let a locked account try again at once.", data, named)
    add_command(staff, "logout", log_out, "End every login of an account.", data, named)
    add_command(staff, "remove", remove, "Remove an account.", data, named)


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Add an account."""
    if options.openid is None:
        password = _password(options)
        with _opened(settings) as accounts:
            account = accounts.add(options.name, options.role, password, _whoever_runs_this())
    else:
        issuer = settings.staff.openid_issuer
        if not issuer:
            raise UsageError("SMX_STAFF__OPENID_ISSUER names no provider that somebody could log in through.")
        if options.stdin:
            raise UsageError("An account with --openid has no password, so --stdin has nothing to read.")
        with _opened(settings) as accounts:
            by = _whoever_runs_this()
            account = accounts.add_of_subject(options.name, options.role, issuer, options.openid, by)
    say(f"Added {account.name} ({account.role}).")
    return FINE


def show(_: argparse.Namespace, settings: Settings) -> int:
    """Say who has an account."""
    with _opened(settings) as accounts:
        found = accounts.all()
    for account in found:
        through = f"{account.issuer} {account.subject}" if account.issuer else "password"
        say(f"{account.name:<24} {account.role:<8} {through}")
    if not found:
        say("There are no accounts.")
    return FINE


def change_password(options: argparse.Namespace, settings: Settings) -> int:
    """Give an account another password."""
    password = _password(options)
    with _opened(settings) as accounts:
        accounts.set_password(options.name, password, _whoever_runs_this())
    say(f"Changed the password of {options.name}, whose logins have ended.")
    return FINE


def change_role(options: argparse.Namespace, settings: Settings) -> int:
    """Give an account another role."""
    with _opened(settings) as accounts:
        accounts.set_role(options.name, options.role, _whoever_runs_this())
    say(f"Made {options.name} {options.role}, whose logins have ended.")
    return FINE


def unlock(options: argparse.Namespace, settings: Settings) -> int:
    """Let an account try again."""
    with _opened(settings) as accounts:
        accounts.unlock(options.name, _whoever_runs_this())
    say(f"Unlocked {options.name}.")
    return FINE


def log_out(options: argparse.Namespace, settings: Settings) -> int:
    """End the logins of an account."""
    with _opened(settings) as accounts:
        accounts.log_out_everywhere(options.name, _whoever_runs_this())
    say(f"Ended the logins of {options.name}.")
    return FINE


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Remove an account."""
    with _opened(settings) as accounts:
        accounts.remove(options.name, _whoever_runs_this())
    say(f"Removed {options.name}.")
    return FINE


@contextmanager
def _opened(settings: Settings) -> Iterator[Accounts]:
    from assistant.keeping.accounts import Accounts
    from assistant.keeping.stores import Store

    with Store(settings.kept_at("staff"), "staff") as store:
        store.open()
        yield Accounts(store)


def _whoever_runs_this() -> Actor:
    from assistant.keeping.audit import Actor

    return Actor(f"smx ({getpass.getuser()})", "this machine")


def _password(options: argparse.Namespace) -> str:
    if options.stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("There is no terminal to ask for the password; give it with --stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise UsageError("The two passwords differ.")
    return password
