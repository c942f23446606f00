"""Vectors in a real Chroma server instead of files."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from chromadb.api.models.Collection import Collection as Opened

from assistant.answers import Outcome
from assistant.assembly import IndexLocation
from assistant.conversations import Conversation
from assistant.current_index import CurrentIndex
from assistant.flow import Assistant
from corpus.schemas import Audience
from index import chroma_server, store_planning
from index.building import BuildReport, Making, build
from index.chroma import fill
from index.chroma_server import VectorServer
from index.collections import Collection, collection_of, collections_in
from index.embedding import BUNDLED
from index.errors import BuildFailed, DamagedIndex, NoVectorServer
from index.generations import Generations
from index.record_urls import FILES
from index.remains import Remains, remains_in
from index.returning import roll_back
from index.server_writing import try_in_server
from index.shelves import AUDIENCES
from index.standing import survey_for
from index.vector_urls import IN_FILES, VectorDatabase, VectorUrls
from index.vectors import Stored, VectorStore
from tests.index.chroma_servers import ChromaServer
from tests.index.sites import Site, Unwatched, documents, search
from tests.index.test_store_building import note

Opening = Callable[..., CurrentIndex]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def site(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(store_planning, "STORE_SIZE", 8)
    monkeypatch.setattr("index.comparing.LARGE", 0)
    monkeypatch.setattr("index.shelves.LARGE", 0)
    notes = {f"n{number:02}.md": note(number) for number in range(20)}
    staff = {"talk.md": "---\naudience: staff\n---\n# Talk\n\nThe visitors asked for a warehouse.\n"}
    return Site.under(tmp_path, cache, notes | staff)


def build_in(site: Site, urls: VectorUrls) -> BuildReport:
    return build(site.data, [site.library], Making(site.cache, BUNDLED, FILES, urls), Unwatched())


def public_of(server: ChromaServer) -> VectorDatabase:
    assert server.urls.public
    return server.urls.public


def staff_of(server: ChromaServer) -> VectorDatabase:
    assert server.urls.staff
    return server.urls.staff


def remains(site: Site, urls: VectorUrls) -> tuple[Remains, ...]:
    survey = survey_for([site.library], site.data)
    with closing(survey.room):
        return remains_in(Generations(site.data), survey, FILES, urls)


def names(database: VectorDatabase | None) -> set[str]:
    assert database
    with closing(VectorServer(database)) as server:
        return set(server.collections())


def held(site: Site, audience: Audience) -> set[str]:
    return {name for folder in Generations(site.data).published() for name in collections_in(folder / audience)}


@pytest.fixture
def opened() -> Iterator[Opening]:
    """Opens a published index, and closes it after the test."""
    indexes: list[CurrentIndex] = []

    def open_(site: Site, urls: VectorUrls, *audiences: Audience) -> CurrentIndex:
        indexes.append(CurrentIndex(IndexLocation(site.data, site.cache, audiences or ("public",), FILES, urls)))
        return indexes[-1]

    yield open_
    for index in indexes:
        if index._open:
            index._open.close()


def units(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def written(database: VectorServer, vectors: np.ndarray) -> Collection:
    collection = collection_of("public", "zh", vectors.tobytes())
    database.write(collection, vectors)
    return collection


def test_collections_find_what_comparing_with_all_would(server: ChromaServer, tmp_path: Path) -> None:
    vectors = units(2_101, 3)
    database = VectorServer(VectorDatabase(f"{server.address}/bureau/apart"))
    database.make_database()
    stores = [np.arange(2_050, dtype=np.int32), np.arange(2_050, 2_100, dtype=np.int32)]
    collections = tuple(written(database, vectors[rows]) for rows in stores)
    store = VectorStore(tmp_path, {"zh": Stored(vectors, tuple(stores), collections)}, database)
    for vector in (*units(5, 4), vectors[2_099], vectors[2_100]):
        assert store.nearest("zh", vector, 20) == np.argsort(-(vectors @ vector))[:20].tolist()
    store.close()
    with pytest.raises(NoVectorServer, match="no address"):
        VectorStore(tmp_path, {"zh": Stored(vectors, tuple(stores), collections)}).nearest("zh", vectors[0], 1)


def test_a_collection_that_holds_something_else_is_damage(server: ChromaServer) -> None:
    database = VectorServer(VectorDatabase(f"{server.address}/bureau/other"))
    database.make_database()
    whole, other = written(database, units(10, 1)), written(database, units(10, 2))
    database.opened(whole, 10).close()
    wrong = [(whole, 9), (Collection(whole.name, other.digest), 10), (Collection("smx-b-2", whole.digest), 10)]
    for collection, count in wrong:
        with pytest.raises(DamagedIndex, match=collection.name):
            database.opened(collection, count)
    store = database.opened(whole, 10)
    found = store._collection
    found.delete([str(number) for number in range(10)])
    found.add(["10", "made elsewhere"], embeddings=units(2, 1))
    with pytest.raises(DamagedIndex, match="other vectors"):
        store.nearest(units(1, 1)[0], 2)
    database.close()


def test_a_generation_in_a_server_answers_as_one_in_files(
    server: ChromaServer, site: Site, monkeypatch: pytest.MonkeyPatch, opened: Opening
) -> None:
    site.build()
    questions = ["coal at market 0", "Who sells tea?", "apples"]
    expected = [documents(search(site.searcher(), question)) for question in questions]
    report = build_in(site, server.urls)
    assert (report.built, report.embedded) == (True, 0)
    assert not (site.current / "public/chroma").exists()
    for audience in AUDIENCES:
        assert len(collections_in(site.current / audience)) == {"public": 3, "staff": 1}[audience]
        assert names(server.urls.of(audience)) == held(site, audience)
    assert not build_in(site, server.urls).built
    public = VectorUrls(public=server.urls.public)
    searcher = opened(site, public).get().searcher
    assert [documents(search(searcher, question)) for question in questions] == expected
    with pytest.raises(NoVectorServer, match="no address"):
        opened(site, IN_FILES).get()
    with pytest.raises(NoVectorServer, match="no address"):
        opened(site, public, "public", "staff").get()
    for audience in ("public", "staff"):
        try_in_server(site.current / audience, server.urls)


def test_a_removed_document_costs_one_collection_and_old_ones_are_removed(
    server: ChromaServer, site: Site, opened: Opening
) -> None:
    build_in(site, server.urls)
    first = collections_in(site.current / "public")
    (site.library / "n09.md").unlink()
    build_in(site, server.urls)
    second = collections_in(site.current / "public")
    assert len(first & second) == 2
    roll_back(Generations(site.data))
    assert collections_in(site.current / "public") == first
    assert documents(search(opened(site, server.urls).get().searcher, "The fish at market 9"))
    with closing(VectorServer(public_of(server))) as database:
        old = written(database, units(3, 1)).name
    for number in range(3):
        site.write("n01.md", note(1, f"costs {number}"))
        build_in(site, server.urls)
    assert names(server.urls.public) == held(site, "public")
    assert old not in names(server.urls.public)


def test_what_a_server_keeps_of_removed_documents_is_found(
    server: ChromaServer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_in(site, server.urls)
    assert remains(site, server.urls) == ()
    held_before = collections_in(site.current / "public")
    (site.library / "n09.md").unlink()
    assert {left.part for left in remains(site, server.urls)} == {"catalogue", "vectors", "lexical"}
    with monkeypatch.context() as patched:
        # As where the server cannot remove anything just then, and the generations before are pruned.
        patched.setattr(VectorServer, "forget", lambda *_: None)
        for number in range(3):
            site.write("n01.md", note(1, f"costs {number}"))
            build_in(site, server.urls)
        old = {f"{name} is of no generation" for name in held_before - held(site, "public")}
        assert old
        found = remains(site, server.urls)
        assert {(left.audience, left.part) for left in found} >= {("public", "vectors")}
        assert {left.found for left in found} >= old
    with closing(VectorServer(public_of(server))) as database:
        database.write(Collection("smx-public-en-ended", "of a build that was ended"), units(3, 1))
    ended = "smx-public-en-ended is of no generation"
    with Generations(site.data).building():
        assert f"{ended}, unless the build that is running is writing it" in {
            left.found for left in remains(site, server.urls)
        }
    assert ended in {left.found for left in remains(site, server.urls)}
    build_in(site, server.urls)
    assert remains(site, server.urls) == ()


def test_vectors_that_are_not_those_of_the_shelf_are_found_in_a_server(server: ChromaServer, site: Site) -> None:
    build_in(site, server.urls)
    collection = sorted(collections_in(site.current / "staff"))[0]
    with closing(VectorServer(staff_of(server))) as database:
        opened = database._api().get_collection(collection, **database._names())
        Opened(database._api(), opened, embedding_function=None).add(["another"], embeddings=units(1, 5).repeat(24, 1))
    assert [(left.audience, left.part, left.found) for left in remains(site, server.urls)] == [
        ("staff", "vectors", f"{collection} has other vectors than those of its passages")
    ]
    with pytest.raises(NoVectorServer, match="no address"):
        remains(site, IN_FILES)


def test_a_server_that_was_never_written_to_keeps_nothing(server: ChromaServer, site: Site) -> None:
    site.build()
    nowhere = VectorUrls(
        VectorDatabase(f"{server.address}/nobody/public"), VectorDatabase(f"{server.address}/bureau/nothing")
    )
    assert remains(site, nowhere) == ()


def test_a_lost_collection_is_written_again_though_nothing_changed(
    server: ChromaServer, site: Site, opened: Opening
) -> None:
    build_in(site, server.urls)
    lost = sorted(collections_in(site.current / "public"))[0]
    with closing(VectorServer(public_of(server))) as database:
        database.forget(lost)
    with pytest.raises(DamagedIndex, match="0 of"):
        opened(site, server.urls).get()
    with pytest.raises(DamagedIndex):
        try_in_server(site.current / "public", server.urls)
    report = build_in(site, server.urls)
    assert (report.built, report.embedded) == (True, 0)
    assert documents(search(opened(site, server.urls).get().searcher, "coal at market 0"))[0] == "n00"


def test_a_build_that_is_begun_again_goes_on_with_the_collections_it_finished(
    server: ChromaServer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[int] = []

    def filling(collection: Any, vectors: np.ndarray) -> None:
        filled.append(len(vectors))
        if len(filled) == 2:
            fill(collection, vectors[:1])
            raise RuntimeError("the server is gone")
        fill(collection, vectors)

    site.write("own.md", "# Own\n\nThe almonds of this test are sold at no other market.\n")
    with closing(VectorServer(public_of(server))) as database:
        for name in database.collections():
            database.forget(name)
    monkeypatch.setattr(chroma_server, "fill", filling)
    with pytest.raises(NoVectorServer, match="the server is gone"):
        build_in(site, server.urls)
    assert filled == [8, 8]
    assert build_in(site, server.urls).built
    assert filled[2:4] == [8, 5]
    assert names(server.urls.public) == held(site, "public")


def test_a_damaged_collection_is_not_published_nor_taken_for_finished(
    server: ChromaServer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("own.md", "# Own\n\nThe walnuts of this test are sold at no other market.\n")
    with monkeypatch.context() as patched:
        patched.setattr(chroma_server, "fill", lambda collection, vectors: fill(collection, vectors[::-1]))
        with pytest.raises(BuildFailed, match="another vector"):
            build_in(site, server.urls)
    assert build_in(site, server.urls).built
    try_in_server(site.current / "public", server.urls)


def test_a_server_that_is_down_is_said_and_one_that_is_back_answers(
    site: Site, tmp_path: Path, opened: Opening
) -> None:
    own = ChromaServer(tmp_path / "chroma")
    with pytest.raises(NoVectorServer, match="does not answer"):
        build_in(site, own.urls)
    assert not (site.data / "current").exists()
    own.start()
    try:
        build_in(site, own.urls)
        question = Conversation("What is sold at market 0?")
        assistant = Assistant(opened(site, own.urls))
        assert assistant.answer(question).outcome is Outcome.ANSWERED
        own.kill()
        refused = assistant.answer(question)
        assert refused.outcome is Outcome.UNAVAILABLE
        assert "Chroma" in refused.sentences[0].text
        assert Assistant(opened(site, own.urls)).answer(question).outcome is Outcome.UNAVAILABLE
        own.start()
        assert assistant.answer(question).outcome is Outcome.ANSWERED
    finally:
        own.kill()


def test_one_shelf_alone_cannot_be_built_into_a_server(server: ChromaServer, site: Site) -> None:
    with pytest.raises(NoVectorServer, match="both"):
        build_in(site, VectorUrls(public=server.urls.public))


def test_what_is_no_chroma_server_is_said_and_a_token_sent() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    asked: list[bytes] = []

    def answer() -> None:
        connection, _ = listening.accept()
        asked.append(connection.recv(1_000))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
        connection.close()

    answering = threading.Thread(target=answer)
    answering.start()
    database = VectorServer(VectorDatabase(f"http://127.0.0.1:{listening.getsockname()[1]}", "open-sesame"))
    with pytest.raises(NoVectorServer, match="does not answer as it should"):
        database.opened(Collection("smx-a", ""), 1)
    database.close()
    answering.join()
    assert b"uthorization: Bearer open-sesame\r\n" in asked[0]
    listening.close()


@pytest.mark.parametrize(
    "url",
    [
        "chroma.internal",
        "ftp://chroma:8000",
        "http://",
        "http://host/one",
        "http://host/a/b/c",
        "http://me:word@host",
        "http://h?q=1",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        VectorDatabase(url).place  # noqa: B018


def test_addresses_tell_databases_apart() -> None:
    assert VectorDatabase("http://h").place == VectorDatabase("http://h:8000/default_tenant/default_database").place
    assert VectorDatabase("https://h").place[1:3] == (443, True)
    here = VectorUrls(VectorDatabase("http://h/t/a"), VectorDatabase("http://h/t/b"))
    assert here.digest == VectorUrls(VectorDatabase("http://h/t/a", "secret"), here.staff).digest
    assert here.digest != VectorUrls(VectorDatabase("http://h/t/c"), here.staff).digest
    assert IN_FILES.digest == ""
