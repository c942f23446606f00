"""LlamaIndex with Chroma: nearest vectors alone."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from eval.peers.protocol import LIMIT, Passages, Search, main, model_path


class LlamaIndexChroma:
    """A persisted Chroma collection behind LlamaIndex's index."""

    def __init__(self) -> None:
        # Looked up by name: the packages of peers are no part of smx.
        self._core = import_module("llama_index.core")
        self._node = import_module("llama_index.core.schema").TextNode
        self._chroma = import_module("chromadb").PersistentClient
        self._vector_store = import_module("llama_index.vector_stores.chroma").ChromaVectorStore
        self._model = import_module("llama_index.embeddings.huggingface").HuggingFaceEmbedding(model_name=model_path())

    def build(self, store: Path, passages: Passages) -> None:
        """Store the passages in a new folder."""
        vectors: Sequence[list[float] | None] = passages.vectors or [None] * len(passages.ids)
        nodes = [
            self._node(id_=key, text=text, embedding=vector)
            for key, text, vector in zip(passages.ids, passages.texts, vectors, strict=True)
        ]
        context = self._core.StorageContext.from_defaults(vector_store=self._collection(store))
        self._core.VectorStoreIndex(nodes, storage_context=context, embed_model=self._model)

    def open(self, store: Path) -> Search:
        """What finds the ids of the best passages, best first, in a store built before."""
        index = self._core.VectorStoreIndex.from_vector_store(self._collection(store), embed_model=self._model)
        retriever = index.as_retriever(similarity_top_k=LIMIT)
        return lambda question: [found.node.node_id for found in retriever.retrieve(question)]

    def _collection(self, store: Path) -> Any:
        collection = self._chroma(path=str(store)).get_or_create_collection("passages")
        return self._vector_store(chroma_collection=collection)


if __name__ == "__main__":
    main(LlamaIndexChroma)
