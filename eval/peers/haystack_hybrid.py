"""Haystack's hybrid retrieval in memory: BM25 and nearest vectors, joined by reciprocal rank fusion.

Its store splits text by a regular expression, so it is given the words jieba cuts, set apart by spaces.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from eval.peers.protocol import LIMIT, Passages, Search, main, model_path
from eval.peers.words import words

_FILE = "documents.json"


class HaystackHybrid:
    """The in-memory store, saved to a file and loaded from it, and a pipeline of two retrievers."""

    def __init__(self) -> None:
        # Looked up by name: the packages of peers are no part of smx.
        self._haystack = import_module("haystack")
        self._store = import_module("haystack.document_stores.in_memory").InMemoryDocumentStore
        self._retrievers = import_module("haystack.components.retrievers.in_memory")
        self._joiner = import_module("haystack.components.joiners").DocumentJoiner
        self._embedders = import_module("haystack_integrations.components.embedders.sentence_transformers")
        # Loads the model, which embedders of documents and of questions share, and the dictionary.
        self._embedder().warm_up()
        words("")

    def build(self, store: Path, passages: Passages) -> None:
        """Store the passages in a new folder."""
        documents = [
            self._haystack.Document(id=key, content=text)
            for key, text in zip(passages.ids, passages.texts, strict=True)
        ]
        if passages.vectors is None:
            embedder = self._embedders.SentenceTransformersDocumentEmbedder(model=model_path(), progress_bar=False)
            embedder.warm_up()
            documents = embedder.run(documents=documents)["documents"]
        else:
            documents = [replace(d, embedding=v) for d, v in zip(documents, passages.vectors, strict=True)]
        in_memory = self._store(bm25_tokenization_regex=r"\S+")
        in_memory.write_documents([replace(document, content=_spaced(document.content)) for document in documents])
        store.mkdir(parents=True)
        in_memory.save_to_disk(str(store / _FILE))

    def open(self, store: Path) -> Search:
        """What finds the ids of the best passages, best first, in a store built before."""
        in_memory = self._store.load_from_disk(str(store / _FILE))
        pipeline = self._haystack.Pipeline()
        pipeline.add_component("embedder", self._embedder())
        pipeline.add_component("nearest", self._retrievers.InMemoryEmbeddingRetriever(in_memory, top_k=LIMIT))
        pipeline.add_component("bm25", self._retrievers.InMemoryBM25Retriever(in_memory, top_k=LIMIT))
        pipeline.add_component("joiner", self._joiner(join_mode="reciprocal_rank_fusion", top_k=LIMIT))
        pipeline.connect("embedder.embedding", "nearest.query_embedding")
        pipeline.connect("nearest", "joiner")
        pipeline.connect("bm25", "joiner")

        def search(question: str) -> list[str]:
            given = {"embedder": {"text": question}, "bm25": {"query": _spaced(question)}}
            return [document.id for document in pipeline.run(given)["joiner"]["documents"]]

        return search

    def _embedder(self) -> Any:
        return self._embedders.SentenceTransformersTextEmbedder(model=model_path(), progress_bar=False)


def _spaced(text: str) -> str:
    return " ".join(words(text))


if __name__ == "__main__":
    main(HaystackHybrid)
