"""Chains of facts files on their way to the shelves of a generation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.settings import load_settings
from index.chains.facts import CHAINS_FILE, read_facts
from index.errors import DamagedIndex
from index.seals import damages
from tests.index.chains.samples import FILES, MARKER
from tests.index.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    files = {name: text for name, text in FILES.items() if name.endswith(".yaml")}
    site = Site.under(tmp_path, load_settings().cache, files)
    site.build()
    return site


def test_each_shelf_has_the_chains_of_its_audience_under_the_checksums(site: Site) -> None:
    public, staff = (read_facts(site.current / audience) for audience in ("public", "staff"))
    assert [chain.id for chain in public.chains] == ["chain-example-aluminium"]
    assert [file.id for file in public.enterprises] == ["example-firms"]
    assert [file.id for file in staff.enterprises] == ["staff-firms"]
    assert damages(site.current) == []
    file = site.current / "public" / CHAINS_FILE
    file.write_text(file.read_text("utf-8") + " ", "utf-8")
    assert damages(site.current) == [f"public/{CHAINS_FILE}: changed since it was built"]


def test_the_public_shelf_does_not_even_name_what_is_for_staff(site: Site) -> None:
    written = (site.current / "public" / CHAINS_FILE).read_text("utf-8")
    assert MARKER not in written
    assert "secret-aluminium" not in written


def test_a_supply_that_changes_makes_a_new_generation_and_nothing_else_does(site: Site) -> None:
    assert not site.build().built
    before = site.current
    site.write("aluminium.yaml", FILES["aluminium.yaml"].replace("aliases: [示例铝业]", "aliases: [示例铝业, 铝工业]"))
    assert site.build().built
    assert site.current != before
    assert read_facts(site.current / "public").chains[0].aliases == ("示例铝业", "铝工业")


def test_chains_that_are_gone_are_not_carried_over(site: Site) -> None:
    for name in ("aluminium.yaml", "firms.yaml", "staff-firms.yaml"):
        (site.library / name).unlink()
    site.write("note.md", "# A note\n\nNothing else.")
    assert site.build().built
    assert not list(site.current.rglob(CHAINS_FILE))
    assert read_facts(site.current / "public").chains == ()


@pytest.mark.parametrize("text", ["", "{}", json.dumps({"chains": [{"kind": "chain"}], "enterprises": []})])
def test_a_damaged_file_is_told_of(tmp_path: Path, text: str) -> None:
    (tmp_path / CHAINS_FILE).write_text(text, "utf-8")
    with pytest.raises(DamagedIndex):
        read_facts(tmp_path)
