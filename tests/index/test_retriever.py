from __future__ import annotations

import asyncio

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from langchain_core.vectorstores import InMemoryVectorStore
from pydantic import ValidationError

from index.embedding import Embedder
from index.gloss import Gloss, compiled_dictionary
from index.retriever import CompiledEmbeddings, SearchRetriever
from index.search import Searcher
from tests.index.sites import Site, search


@pytest.fixture
def embeddings(site: Site, embedder: Embedder) -> CompiledEmbeddings:
    return CompiledEmbeddings(embedder, Gloss(compiled_dictionary(site.cache), site.current / "glossary.marisa"))


def test_a_question_gets_the_passages_of_the_search_with_where_they_stand(searcher: Searcher) -> None:
    found = SearchRetriever(searcher=searcher).invoke("铜箔年产多少吨？")
    matches = search(searcher, "铜箔年产多少吨？")
    assert [document.id for document in found] == [match.passage.id for match in matches]
    first, match = found[0], matches[0]
    assert first.page_content == match.passage.text
    assert first.metadata["document_id"] == "foil"
    assert first.metadata["passage_id"] == match.passage.id
    assert first.metadata["locator"] == match.passage.locator
    assert first.metadata["language"] == "zh"
    assert first.metadata["audience"] == "public"
    assert first.metadata["score"] == match.score


def test_several_questions_are_answered_in_their_order(searcher: Searcher) -> None:
    retriever = SearchRetriever(searcher=searcher, limit=1)
    railway, orchard = retriever.batch(["What does the eastern railway carry?", "果园有多少苹果树？"])
    assert [document.metadata["document_id"] for document in railway + orchard] == ["railway", "orchard"]


def test_the_retriever_is_a_link_of_a_chain_and_runs_asynchronously(searcher: Searcher) -> None:
    def titles(found: list[Document]) -> list[str]:
        return [document.metadata["document_id"] for document in found]

    chain = SearchRetriever(searcher=searcher, limit=1) | RunnableLambda(titles)
    assert chain.invoke("Who visits villages by boat?") == ["hospital"]
    assert asyncio.run(chain.ainvoke("Who visits villages by boat?")) == ["hospital"]


@pytest.mark.parametrize("options", [{"limit": 0}, {"limits": 3}])
def test_an_option_that_cannot_be_is_refused(options: dict[str, int], searcher: Searcher) -> None:
    with pytest.raises(ValidationError):
        SearchRetriever(searcher=searcher, **options)


def test_english_texts_are_embedded_as_they_are_and_chinese_ones_as_their_gloss(
    embeddings: CompiledEmbeddings, embedder: Embedder
) -> None:
    foil, fair = embeddings.embed_documents(["Copper foil", "采摘节"])
    assert np.allclose(foil, embedder.embed(["Copper foil"])[0], atol=1e-2)
    assert np.dot(fair, embedder.embed(["harvest fair"])[0]) > 0.99
    assert np.allclose(embeddings.embed_query("Copper foil"), foil, atol=1e-2)
    assert embeddings.embed_documents([]) == []


def test_the_embeddings_fill_a_vector_store_of_langchain(embeddings: CompiledEmbeddings) -> None:
    texts = ["The railway carries coal.", "果园每年举办采摘节。", "The hospital has beds."]
    store = InMemoryVectorStore.from_texts(texts, embeddings)
    assert store.similarity_search("铁路运煤", k=1)[0].page_content == texts[0]
    assert store.similarity_search("When is the harvest fair?", k=1)[0].page_content == texts[1]
    assert store.as_retriever(search_kwargs={"k": 1}).invoke("医院有床吗")[0].page_content == texts[2]
