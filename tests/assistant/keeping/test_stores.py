from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from assistant.keeping.errors import NoDatabase, Unfit, Unreachable
from assistant.keeping.questions import QuestionLog
from assistant.keeping.stores import Store
from assistant.keeping.tables import TABLES, metadata
from corpus.schemas import Audience
from index.shelves import AUDIENCES
from tests.assistant.keeping.samples import kept

OPEN_AND_ADD = """
import sys
from pathlib import Path
from assistant.keeping.questions import QuestionLog
from assistant.keeping.stores import Store
from tests.assistant.keeping.samples import kept
address = Path(sys.argv[1]) if sys.argv[1].startswith("/") else sys.argv[1]
input()
with Store(address, "public") as store:
    for _ in range(20):
        QuestionLog(store).add([kept()])
"""


def count(store: Store) -> int:
    with store.reading() as connection:
        return connection.scalar(text("SELECT count(*) FROM questions")) or 0


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_empty_database_comes_to_the_tables_as_they_are_now(open_store, audience: Audience):
    store = open_store(audience)
    with store.reading() as connection:
        names = {table.name for table in TABLES[audience]}
        assert set(inspect(connection).get_table_names()) == {*names, "alembic_version"}
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda thing, name, kind, *_: kind != "table" or name in names},
        )
        assert compare_metadata(context, metadata) == []


def test_several_processes_may_start_at_once_and_write_at_once(address, open_store):
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", OPEN_AND_ADD, str(address)]
    running = [
        subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    with ThreadPoolExecutor(3) as at_once:
        ends = list(at_once.map(lambda process: process.communicate("\n", timeout=120), running))
    assert [process.returncode for process in running] == [0, 0, 0], ends
    assert count(open_store("public")) == 60


def test_a_database_of_a_newer_version_is_left_alone(open_store):
    public = open_store("public")
    with public.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'log_99' WHERE version_num = 'log_1'"))
    with pytest.raises(Unfit) as told:
        open_store("public").open()
    assert "newer version" in str(told.value)


def test_a_file_is_read_and_written_by_its_owner_only(tmp_path: Path):
    file = tmp_path / "keeping" / "public.sqlite"
    with Store(file, "public") as store:
        QuestionLog(store).add([kept()])
        assert file.parent.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}


def test_a_place_that_cannot_be_used_is_told_with_what_to_do(tmp_path: Path):
    (tmp_path / "keeping").write_text("a file, not a folder")
    store = Store(tmp_path / "keeping" / "public.sqlite", "public")
    with pytest.raises(Unreachable) as told:
        store.open()
    assert told.value.remedy
    with pytest.raises(Unreachable):
        Store("postgresql+pg8000://smx@127.0.0.1:1/nothing", "public").open()


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/database", "postgresql+nothing://host/database"])
def test_a_url_of_no_usable_database_is_refused_at_once(url: str):
    with pytest.raises(NoDatabase):
        Store(url, "public")


def test_a_password_is_never_told():
    store = Store("postgresql+pg8000://smx:secret@127.0.0.1:1/nothing", "public")
    with pytest.raises(Unreachable) as told:
        store.open()
    assert "secret" not in str(told.value) + store.shown
