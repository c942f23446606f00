from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest


@pytest.fixture(scope="module")
def api(real_address):
    with httpx2.Client(base_url=f"{real_address}/api/v1/", headers={"Accept-Language": "en"}, timeout=30) as speaking:
        yield speaking


def pages_of(api: httpx2.Client, path: str) -> Iterator[dict[str, Any]]:
    address: str | None = path
    while address:
        page = api.get(address).json()
        yield page
        address = page["next"]


def test_finds_passages_in_the_other_language_and_where_they_open(api):
    found = api.get("search", params={"question": "negative list manufacturing", "limit": 3}).json()
    assert [match["rank"] for match in found["matches"]] == [1, 2, 3]
    first = found["matches"][0]
    assert "negative-list-2024" in first["document_id"]
    page, _, anchor = first["address"].partition("#")
    assert f'id="{unquote(anchor)}"' in api.get(page).text


def test_a_search_by_body_is_the_same_as_one_by_address(api):
    asked = {"question": "外商投资", "limit": 5}
    assert api.post("search", json=asked).json() == api.get("search", params=asked).json()


def test_the_pages_of_a_list_hold_each_document_once(api):
    pages = list(pages_of(api, "documents"))
    works = [work["id"] for page in pages for work in page["items"]]
    assert len(works) == len(set(works)) == pages[0]["matched"]
    assert all(work["language"] == "en" for work in pages[0]["items"])


def test_documents_are_filtered_as_on_their_page(api):
    found = api.get("documents", params={"provenance": "public", "q": "negative list"}).json()
    assert [work["id"] for work in found["items"]] == ["negative-list-2024-en"]
    assert found["items"][0]["versions"][0]["id"] == "negative-list-2024-zh"


def test_the_passages_of_a_document_are_parts_of_its_text_that_open(api):
    document = api.get("documents/negative-list-2024-zh").json()
    page = api.get(document["address"]).text
    for passage in document["passages"]:
        assert document["text"][passage["start"] : passage["end"]] == passage["text"]
        assert f'id="{passage["anchor"]}"' in page


def test_the_pages_of_projects_hold_each_once_in_the_order_asked_for(api):
    items = [item for page in pages_of(api, "projects?sort=investment-desc&min=1000000000") for item in page["items"]]
    sums = [item["values"]["total_investment"]["value"] for item in items]
    assert len({item["id"] for item in items}) == len(items) > 20
    assert sums == sorted(sums, reverse=True)
    assert min(sums) >= 1_000_000_000


def test_a_bound_may_be_given_in_another_unit(api):
    matched = [
        api.get("projects", params=asked).json()["matched"]
        for asked in ({"min": "1000000000"}, {"min": "10", "unit": "yi"}, {"min": "1", "unit": "billion"})
    ]
    assert matched[0] == matched[1] == matched[2] > 0


@pytest.mark.parametrize("asked", ["county=999999", "min=2&max=1", "chain=No%20such%20chain", "page=900"])
def test_a_condition_that_nothing_meets_gives_nothing_rather_than_everything(api, asked):
    assert api.get(f"projects?{asked}").json()["items"] == []


def test_one_project_is_told_in_the_readers_words_and_as_its_record_states_it(api):
    first = api.get("projects").json()["items"][0]
    project = api.get(f"projects/{first['id']}").json()
    assert project["values"] == first["values"]
    assert project["name"]["language"] == "en"
    assert "leading_official" not in project["values"]
    assert api.get(project["address"]).status_code == 200


def test_a_chain_is_told_with_its_links_and_nothing_that_is_for_staff(api):
    chains = api.get("chains").json()
    chain = api.get(f"chains/{chains['items'][0]['id']}").json()
    assert chain["counts"]["links"] == len(chain["links"]) > 0
    assert not {"assessment", "targets", "match_rate"} & set(chain["links"][0])
    assert api.get(chain["links"][0]["address"].partition("#")[0]).status_code == 200


def test_a_plan_is_held_against_policies_with_the_clause_of_each_condition(api):
    plan = {"product": "电解铝", "investment": "6000万元", "needs": ["equipment"]}
    found = api.post("match", json=plan).json()
    assert {policy["standing"] for policy in found["policies"]} <= {"met", "unknown", "unmet", "unasked"}
    clauses = [check["clause"] for policy in found["policies"] for check in policy["checks"] if check["clause"]]
    assert "<mark" in api.get(clauses[0]["address"].partition("#")[0]).text
    assert "no commitment" in found["notice"]


def test_a_bare_number_is_a_figure_and_what_is_none_is_named(api):
    told = {"investment": 60_000_000.0, "jobs": "plenty"}
    found = api.post("match", json=told).json()
    written = api.post("match", json={"investment": "60 million yuan"}).json()
    assert found["not_understood"] == ["jobs"]
    assert found["policies"] == written["policies"]


def test_an_empty_plan_matches_nothing(api):
    found = api.post("match", json={}).json()
    assert (found["policies"], found["projects"], found["links"]) == ([], [], [])


def test_says_that_it_lives_and_what_it_serves(api):
    assert api.get("health").json() == {"status": "ok"}
    assert api.get("ready").json()["status"] == "ready"
