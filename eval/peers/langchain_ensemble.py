"""LangChain's ensemble of BM25, on words cut by jieba, and nearest vectors in Chroma: reciprocal rank fusion."""

from __future__ import annotations

import pickle
from importlib import import_module
from pathlib import Path

from eval.peers.langchain_chroma import LangChainChroma
from eval.peers.protocol import LIMIT, Passages, Search, main
from eval.peers.words import words


class LangChainEnsemble:
    """LangChain has no store of its own for BM25, so the retriever is pickled beside Chroma's store."""

    def __init__(self) -> None:
        self._dense = LangChainChroma()
        self._bm25 = import_module("langchain_community.retrievers").BM25Retriever
        self._ensemble = import_module("langchain_classic.retrievers").EnsembleRetriever
        words("")  # loads the dictionary

    def build(self, store: Path, passages: Passages) -> None:
        """Store the passages in a new folder."""
        self._dense.build(store, passages)
        lexical = self._bm25.from_texts(passages.texts, ids=passages.ids, preprocess_func=words, k=LIMIT)
        (store / "bm25.pickle").write_bytes(pickle.dumps(lexical))

    def open(self, store: Path) -> Search:
        """What finds the ids of the best passages, best first, in a store built before."""
        lexical = pickle.loads((store / "bm25.pickle").read_bytes())  # noqa: S301 - written by `build`
        dense = self._dense.opened(store).as_retriever(search_kwargs={"k": LIMIT})
        both = self._ensemble(retrievers=[lexical, dense], weights=[0.5, 0.5])
        return lambda question: [document.id for document in both.invoke(question)]


if __name__ == "__main__":
    main(LangChainEnsemble)
