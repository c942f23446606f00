"""The search and the embedding as LangChain's interfaces, for those who build on smx with it."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from corpus.languages import language_of
from index.embedding import Embedder
from index.gloss import Gloss
from index.search import Match, Searcher


class SearchRetriever(BaseRetriever):
    """The whole search as a retriever: the `limit` best passages for a question, with their locators and scores."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True, extra="forbid")

    searcher: Searcher
    limit: int = Field(10, ge=1)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        found = self.searcher.search(self.searcher.query(query), self.limit)
        return [_document(match) for match in found]


class CompiledEmbeddings(Embeddings):
    """The compiled model as LangChain embeddings: texts in a language it does not read reach it as their gloss."""

    def __init__(self, embedder: Embedder, gloss: Gloss) -> None:
        self._embedder = embedder
        self._gloss = gloss

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length one for each text, in order."""
        vectors: list[list[float]] = self._embedder.embed([self._readable(text) for text in texts]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text; questions and documents are embedded alike."""
        return self.embed_documents([text])[0]

    def _readable(self, text: str) -> str:
        return text if self._embedder.card.reads(language_of(text)) else self._gloss.english(text)


def _document(match: Match) -> Document:
    """A match as LangChain knows documents; `score` is the log-odds that the passage answers."""
    passage = match.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "passage_id": passage.id,
            "locator": passage.locator,
            "headings": list(passage.headings),
            "language": passage.language,
            "audience": match.audience,
            "start": passage.span.start,
            "end": passage.span.end,
            "as_of": passage.as_of,
            "score": match.score,
        },
    )
