"""What the commands say of vectors in a Chroma server, which is here, gone or misnamed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import SettingsError, load_settings
from index.chroma_server import VectorServer
from index.collections import Collection
from index.vector_urls import VectorDatabase
from tests.assistant.samples import Ran
from tests.index.chroma_servers import ChromaServer

Smx = Callable[..., Ran]
_QUESTION = "How many objects does the salt museum hold?"


def name(monkeypatch: pytest.MonkeyPatch, public: str = "", staff: str = "") -> None:
    monkeypatch.setenv("SMX_VECTORS__PUBLIC_URL", public)
    monkeypatch.setenv("SMX_VECTORS__STAFF_URL", staff)


def test_the_commands_know_vectors_in_a_server(
    smx: Smx, copied_data: Path, small_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ChromaServer(tmp_path / "chroma")
    monkeypatch.setenv("SMX_LIBRARY", str(small_library))
    name(monkeypatch, f"{server.address}/bureau/public", f"{server.address}/bureau/staff")
    ran = smx("index", "build", "--data", copied_data)
    assert (ran.code, "Start the Chroma server" in ran.err) == (1, True), ran.err
    server.start()
    try:
        assert smx("index", "build", "--data", copied_data).code == 0
        assert "collections in a Chroma server" in smx("index", "status", "--data", copied_data).out
        assert smx("index", "verify", "--data", copied_data).code == 0
        ran = smx("library", "status", "--data", copied_data)
        assert (ran.code, "holds no document, record or chain that no file has" in ran.out) == (0, True), ran.out
        with closing(VectorServer(VectorDatabase(f"{server.address}/bureau/public"))) as database:
            database.write(Collection("smx-public-en-old", "old"), np.eye(3, dtype=np.float32))
        ran = smx("library", "status", "--data", copied_data)
        assert ran.code == 1
        assert "public vectors: smx-public-en-old is of no generation" in ran.out
        name(monkeypatch, f"{server.address}/bureau/public")
        assert "412 objects" in smx("ask", _QUESTION, "--data", copied_data).out
        ran = smx("doctor", "--data", copied_data)
        assert (ran.code, "vector server" in ran.out) == (0, True), ran.out
    finally:
        server.kill()
    for command in ("verify", "status"):
        ran = smx("index", command, "--data", copied_data)
        assert ran.code == (1 if command == "verify" else 0)
    ran = smx("library", "status", "--data", copied_data)
    assert (ran.code, "Start the Chroma server" in ran.err) == (1, True), ran.err
    assert "served   " in ran.out
    assert "holds no document" not in ran.out
    assert "FAIL  vector server" in smx("doctor", "--data", copied_data).out
    name(monkeypatch)
    ran = smx("index", "verify", "--data", copied_data)
    assert (ran.code, "SMX_VECTORS__PUBLIC_URL" in ran.err) == (1, True), ran.err


@pytest.mark.parametrize("staff", ["http://chroma:8000/default_tenant/default_database", "http://chroma"])
def test_one_database_for_both_shelves_is_refused(staff: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    name(monkeypatch, "http://chroma:8000", staff)
    with pytest.raises(SettingsError, match="must name two databases"):
        load_settings()


def test_an_address_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    name(monkeypatch, "http://chroma.internal", "chroma.internal:8000")
    with pytest.raises(SettingsError, match=r"SMX_VECTORS: .*staff_url: expected http"):
        load_settings()


def test_tokens_are_sent_and_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    name(monkeypatch, "http://chroma:8000")
    monkeypatch.setenv("SMX_VECTORS__PUBLIC_TOKEN", "open-sesame")
    settings = load_settings()
    assert settings.vector_urls.public
    assert settings.vector_urls.public.token == "open-sesame"
    assert "open-sesame" not in repr(settings) + repr(settings.vector_urls)
    assert "open-sesame" in settings.secrets()
