"""The files that documents were read from, kept with the shelf they belong to."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.readers.isolation import ReadingRoom
from eval.faults.samples import web_page
from index.generations import read_manifest
from index.seals import damages
from tests.index.sites import Site

NOTE = "# Orchard\n\nThe orchard sells apples in autumn.\n"


@pytest.fixture
def site(cache: Path, tmp_path: Path) -> Site:
    """A public page, the same as staff have it with a remark, and a text."""
    site = Site.under(tmp_path, cache, {"note.md": NOTE, "secret.html.yaml": "audience: staff\n"})
    (site.library / "page.html").write_bytes(web_page())
    (site.library / "secret.html").write_bytes(web_page() + b"<!-- for staff -->")
    return site


def kept(site: Site, audience: str) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (site.current / audience).glob("originals/*")}


def named(data: bytes) -> dict[str, bytes]:
    return {hashlib.sha256(data).hexdigest() + ".html": data}


def test_originals_stand_with_their_audience_alone_and_are_checksummed(site: Site) -> None:
    site.build()
    assert kept(site, "public") == named(web_page())
    assert kept(site, "staff") == named(web_page() + b"<!-- for staff -->")
    sums = read_manifest(site.current).checksums
    assert {name for name in sums if "originals" in name} == {
        f"{audience}/originals/{name}" for audience in ("public", "staff") for name in kept(site, audience)
    }
    (original,) = (site.current / "public" / "originals").iterdir()
    original.write_bytes(b"other")
    assert damages(site.current) == [f"public/originals/{original.name}: changed since it was built"]


def test_an_original_is_carried_over_and_goes_with_its_document(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    (before,) = (site.current / "public" / "originals").iterdir()
    site.write("note.md", NOTE.replace("apples", "pears"))
    monkeypatch.setattr(ReadingRoom, "read", lambda *_: pytest.fail("a file that has not changed was read"))
    site.build()
    (after,) = (site.current / "public" / "originals").iterdir()
    assert after != before
    assert after.samefile(before)
    assert damages(site.current) == []
    (site.library / "page.html").unlink()
    site.build()
    assert kept(site, "public") == {}
    assert len(kept(site, "staff")) == 1


def test_a_document_that_becomes_one_for_staff_leaves_no_original_with_the_public(site: Site) -> None:
    site.build()
    site.write("page.html.yaml", "audience: staff\n")
    site.build()
    assert kept(site, "public") == {}
    assert len(kept(site, "staff")) == 2
