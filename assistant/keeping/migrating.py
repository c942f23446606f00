"""Migrating: a database is brought to its present form when it is opened, by one process at a time."""

from __future__ import annotations

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from assistant.keeping.databases import LOCK_FOR_MIGRATION, Database
from assistant.keeping.errors import Unfit
from corpus.schemas import Audience

_FOLDER = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Database, audience: Audience) -> None:
    """Give the database of an audience its present form, from whatever earlier one. Raises `KeepingError`.

    All steps are one transaction: a process that is killed leaves the form there was. Others that start at the same
    time wait, and find nothing left to do.
    """
    config = _config(audience)
    with database.reading() as connection:
        if _is_up_to_date(connection, config):
            return
    with database.writing() as connection:
        if not database.is_file:
            connection.execute(LOCK_FOR_MIGRATION)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "heads")
        except CommandError as error:
            raise Unfit(f"{database.shown} was written by a newer version of the program ({error}).") from error


def _is_up_to_date(connection: Connection, config: Config) -> bool:
    heads = ScriptDirectory.from_config(config).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _config(audience: Audience) -> Config:
    parts = [str(_FOLDER / part).replace("%", "%%") for part in ("log", audience)]
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", os.pathsep.join(parts))
    return config
