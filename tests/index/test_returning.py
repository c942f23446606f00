"""A rollback goes to a whole generation, and it is known before what comes back with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import DamagedIndex
from index.generations import Generations
from index.record_urls import FILES
from index.returning import roll_back, what_returns
from tests.index.sites import Site

RAILWAY = "# Rail\n\nThe railway carries coal.\n"
PROJECTS = "编号,项目名称,是否发布\np-1,示例一号项目,是\np-2,示例二号项目,是\n"


@pytest.fixture
def site(cache: Path, tmp_path: Path) -> Site:
    site = Site.under(tmp_path, cache, {"railway.md": RAILWAY, "gone.md": "# Gone\n\nIt is gone.\n"})
    site.write("projects.csv", PROJECTS)
    site.build()
    return site


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 255
    file.write_bytes(content)


def test_removed_documents_and_records_are_named_by_the_shelf_they_come_back_to(site: Site) -> None:
    (site.library / "gone.md").unlink()
    site.write("railway.md", f"---\naudience: staff\n---\n{RAILWAY}")
    site.write("projects.csv", PROJECTS.replace("p-2,示例二号项目,是\n", ""))
    site.build()
    coming = what_returns(Generations(site.data), FILES)
    assert coming.is_known
    assert set(coming.back) == {("public", "gone"), ("public", "railway"), ("public", "p-2"), ("staff", "p-2")}
    assert roll_back(Generations(site.data)) == coming.generation == site.current.name


def test_what_was_only_added_or_changed_brings_nothing_back(site: Site) -> None:
    site.write("railway.md", RAILWAY.replace("coal", "timber"))
    site.write("more.md", "# More\n\nMore coal.\n")
    site.build()
    assert what_returns(Generations(site.data), FILES).back == ()


def test_a_damaged_generation_is_passed_over(site: Site) -> None:
    first = site.current
    site.write("more.md", "# More\n\nMore coal.\n")
    site.build()
    second = site.current
    site.write("again.md", "# Again\n\nCoal again.\n")
    site.build()
    flip(second / "public/en/vectors.npy")
    assert what_returns(Generations(site.data), FILES).generation == first.name
    assert roll_back(Generations(site.data)) == first.name


def test_where_no_generation_before_is_whole_nothing_changes(site: Site) -> None:
    first = site.current
    site.write("more.md", "# More\n\nMore coal.\n")
    site.build()
    (first / "manifest.json").write_text("{", "utf-8")
    served = site.current
    with pytest.raises(DamagedIndex, match=first.name):
        roll_back(Generations(site.data))
    assert site.current == served


def test_a_served_generation_that_cannot_be_read_is_left_all_the_same(site: Site) -> None:
    first = site.current
    site.write("more.md", "# More\n\nMore coal.\n")
    site.build()
    (site.current / "public/catalogue.sqlite").write_bytes(b"")
    coming = what_returns(Generations(site.data), FILES)
    assert (coming.back, coming.is_known) == ((), False)
    assert roll_back(Generations(site.data)) == first.name
