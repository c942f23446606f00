"""A Chroma server: a database of it keeps the vectors of one shelf, a collection for each store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection as Several
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from index.chroma import Vectors, configuration_of, fill, held_in
from index.collections import PREFIX, Collection
from index.errors import DamagedIndex, NoVectorServer
from index.vector_urls import VectorDatabase

if TYPE_CHECKING:
    # Imported where it is used, as in `index.chroma`.
    from chromadb.api.fastapi import FastAPI
    from chromadb.api.models.Collection import Collection as Opened

logger = logging.getLogger(__name__)

ASKING_SECONDS = 10.0
WRITING_SECONDS = 600.0
"""Longest waits for an answer, while questions are asked and while an index is built."""
_PAGE = 100


class ServerStore:
    """A collection that is there and whole."""

    def __init__(self, server: VectorServer, collection: Opened, count: int) -> None:
        self._server = server
        self._collection = collection
        self._count = count

    def nearest(self, vector: Vectors, limit: int) -> list[int]:
        """The places of the nearest vectors, in the order in which they were written, nearest first.

        Raises `NoVectorServer`, and `DamagedIndex` when the collection is another one by now.
        """
        with self._server.asked():
            found = self._collection.query(query_embeddings=vector[None], n_results=limit, include=[])["ids"][0]
        places = [int(place) if place.isdecimal() else -1 for place in found]
        if any(not 0 <= place < self._count for place in places):
            raise DamagedIndex(f"The collection {self._collection.name} has other vectors than were written.")
        return places

    def held(self, places: Sequence[int]) -> dict[int, Vectors]:
        """The vectors at these places, as far as there are any. Raises `NoVectorServer`."""
        with self._server.asked():
            return held_in(self._collection, places)

    def close(self) -> None:
        """Nothing: the connection is the server's."""


class VectorServer:
    """A database of a server, asked when it is needed; safe to use from several threads. `seconds` bound each wait."""

    def __init__(self, database: VectorDatabase, seconds: float = ASKING_SECONDS) -> None:
        self._database = database
        self._seconds = seconds
        self._made: FastAPI | None = None
        self._making = threading.Lock()

    def opened(self, collection: Collection, count: int) -> ServerStore:
        """A collection of so many vectors. Raises `NoVectorServer`, and `DamagedIndex` when it is not as written."""
        from chromadb.api.models.Collection import Collection as Opened
        from chromadb.errors import NotFoundError

        with self.asked():
            try:
                model = self._api().get_collection(collection.name, **self._names())
                found = Opened(self._api(), model, embedding_function=None)
                held, digest = found.count(), (found.metadata or {}).get("digest")
            except NotFoundError:
                found, held, digest = None, 0, None
        if found is None or held != count or digest != collection.digest:
            raise DamagedIndex(f"The collection {collection.name} has {held} of {count} vectors, or other ones.")
        return ServerStore(self, found, count)

    def write(self, collection: Collection, vectors: Vectors) -> None:
        """Write a collection, unless it is there as it should be. Raises `NoVectorServer`."""
        from chromadb.api.models.Collection import Collection as Opened
        from chromadb.errors import NotFoundError

        with suppress(DamagedIndex):
            self.opened(collection, len(vectors))
            return
        names = self._names()
        with self.asked():
            with suppress(NotFoundError):
                self._api().delete_collection(collection.name, **names)
            model = self._api().create_collection(
                collection.name,
                configuration=configuration_of(len(vectors)),
                metadata={"digest": collection.digest},
                tenant=names["tenant"],
                database=names["database"],
            )
            fill(Opened(self._api(), model, embedding_function=None), vectors)

    def make_database(self) -> None:
        """Make the tenant and the database unless they are there. Raises `NoVectorServer`."""
        from chromadb.errors import ChromaError, NotFoundError

        names = self._names()
        with self.asked():
            try:
                self._api().get_database(names["database"], names["tenant"])
            except NotFoundError:
                with suppress(ChromaError):
                    self._api().create_tenant(names["tenant"])
                self._api().create_database(names["database"], names["tenant"])

    def collections(self) -> list[str]:
        """The names of all collections of the database. Raises `NoVectorServer`."""
        found: list[str] = []
        with self.asked():
            while page := self._api().list_collections(_PAGE, len(found), **self._names()):
                found += [model.name for model in page]
        return found

    def forget(self, name: str) -> None:
        """Remove a collection. Raises `NoVectorServer`."""
        with self.asked():
            self._api().delete_collection(name, **self._names())

    def forget_all_but(self, kept: Several[str]) -> None:
        """Remove our other collections; what cannot be removed now is left to the next build."""
        try:
            for name in self.collections():
                if name.startswith(PREFIX) and name not in kept:
                    self.forget(name)
        except NoVectorServer:
            logger.warning("old vectors could not be removed from the Chroma server", exc_info=True)

    def close(self) -> None:
        """Let go of the connections."""
        with self._making:
            if self._made:
                self._made._session.close()
            self._made = None

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Say in words what goes wrong with the server, whatever Chroma or the connection says of it."""
        try:
            yield
        except Exception as error:  # Chroma raises the errors of its HTTP library and bare ones, too
            host, port, *_ = self._database.place
            raise NoVectorServer(f"The Chroma server {host}:{port} does not answer as it should: {error}") from error

    def _names(self) -> dict[str, str]:
        *_, tenant, database = self._database.place
        return {"tenant": tenant, "database": database}

    def _api(self) -> FastAPI:
        """Chroma's client without what it does on the side: other connections, and requests that wait for ever."""
        from chromadb.api.fastapi import FastAPI
        from chromadb.config import Settings, System

        with self._making:
            if self._made is None:
                host, port, encrypted, *_ = self._database.place
                token = self._database.token
                settings = Settings(
                    anonymized_telemetry=False,
                    chroma_server_host=host,
                    chroma_server_http_port=port,
                    chroma_server_ssl_enabled=encrypted,
                    chroma_server_headers={"Authorization": f"Bearer {token}"} if token else {},
                )
                self._made = System(settings).instance(FastAPI)
                self._made._session.timeout = self._seconds
            return self._made
