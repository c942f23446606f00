from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest
from mcp.client import Client

from tests.ui.conftest import running
from tests.ui.fakes import FakeAssistant, FakeLibrary

_SECONDS = 30


def calling(address: str, *calls: tuple[str, dict[str, Any]], mode: str = "auto") -> list[Any]:
    """What the tools give to a client that calls them one after the other."""

    async def call() -> list[Any]:
        async with Client(f"{address}/mcp", mode=mode) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(asyncio.wait_for(call(), _SECONDS))


def test_four_tools_are_offered_that_change_nothing(real_address):
    async def listed() -> list[Any]:
        async with Client(f"{real_address}/mcp") as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(asyncio.wait_for(listed(), _SECONDS))
    assert [tool.name for tool in tools] == ["ask", "search", "projects", "chains"]
    assert all(tool.annotations.read_only_hint and tool.output_schema and tool.description for tool in tools)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_answer_is_told_as_text_and_as_an_object_whose_citations_open(real_address, mode):
    question = "May foreign investors own all of a factory?"
    [told] = calling(real_address, ("ask", {"question": question}), mode=mode)
    answer = told.structured_content
    assert answer["outcome"] == "answered"
    [text] = told.content
    assert answer["sentences"][0]["text"] in text.text
    for citation in answer["citations"]:
        assert citation["address"] in text.text
        assert "<mark" in httpx2.get(citation["address"].partition("#")[0]).text


def test_the_library_is_searched_and_listed(real_address):
    found, projects, chains = calling(
        real_address,
        ("search", {"question": "外商投资", "limit": 2}),
        ("projects", {"min": "10", "unit": "yi", "language": "en"}),
        ("chains", {}),
    )
    assert len(found.structured_content["matches"]) == 2
    assert projects.structured_content["items"][0]["name"]["language"] == "en"
    assert projects.structured_content["items"][0]["address"] in projects.content[0].text
    first = chains.structured_content["items"][0]["id"]
    [chain] = calling(real_address, ("chains", {"chain": first}))
    assert chain.structured_content["chain"]["id"] == first


def test_arguments_that_make_no_sense_are_refused_by_name(real_address):
    [refused] = calling(real_address, ("search", {"question": "a", "limit": 0}))
    assert refused.is_error
    assert "limit" in refused.content[0].text


def test_a_tool_that_fails_tells_a_reference_and_no_more(caplog):
    with running(FakeAssistant(), FakeLibrary()) as address:
        [failed] = calling(address, ("ask", {"question": "crash"}))
    assert failed.is_error
    assert "secret" not in failed.content[0].text


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "example.invalid"}, 400), ({"Origin": "https://example.invalid"}, 403)],
    ids=["host", "origin"],
)
def test_a_page_of_another_site_cannot_call_it(real_address, headers, status):
    called = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepted = {"Accept": "application/json, text/event-stream", **headers}
    assert httpx2.post(f"{real_address}/mcp", json=called, headers=accepted).status_code == status
