"""LangChain with Chroma: nearest vectors alone."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from eval.peers.protocol import LIMIT, Passages, Search, main, model_path


class LangChainChroma:
    """A persisted Chroma store behind LangChain's interface."""

    def __init__(self) -> None:
        # Looked up by name: the packages of peers are no part of smx.
        self._chroma = import_module("langchain_chroma").Chroma
        self._embeddings = import_module("langchain_huggingface").HuggingFaceEmbeddings(model_name=model_path())

    def build(self, store: Path, passages: Passages) -> None:
        """Store the passages in a new folder."""
        embeddings = self._embeddings if passages.vectors is None else _GivenVectors(passages)
        self._chroma.from_texts(passages.texts, embeddings, ids=passages.ids, persist_directory=str(store))

    def open(self, store: Path) -> Search:
        """What finds the ids of the best passages, best first, in a store built before."""
        opened = self.opened(store)
        return lambda question: [document.id for document in opened.similarity_search(question, k=LIMIT)]

    def opened(self, store: Path) -> Any:
        """LangChain's vector store in a folder."""
        return self._chroma(persist_directory=str(store), embedding_function=self._embeddings)


class _GivenVectors:
    """LangChain's interface to an embedding model, answered from vectors made before."""

    def __init__(self, passages: Passages) -> None:
        self._vectors = dict(zip(passages.texts, passages.vectors or [], strict=True))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[text] for text in texts]


if __name__ == "__main__":
    main(LangChainChroma)
