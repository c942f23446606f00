"""To which embed a request belongs."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from ui.embedding.embeds import Embed, Embeds

HOST = "https://www.host.test"
QUEUE = "/embed/gradio_api/queue/join"


def asked(path: str, **query: str) -> dict[str, object]:
    return {"path": path, "query_string": urlencode(query).encode()}


@pytest.mark.parametrize("path", ["/embed", QUEUE])
def test_a_request_of_the_frame_belongs_to_the_site_around_it(path: str):
    assert Embeds([HOST]).of(asked(path, host=HOST, site="news-page", lang="en")) == Embed(HOST, "news-page")


@pytest.mark.parametrize("path", ["/", "/gradio_api/queue/join", "/embedded", "/documents/embed"])
def test_a_request_of_another_page_belongs_to_none(path: str):
    assert Embeds([HOST]).of(asked(path, host=HOST)) is None


@pytest.mark.parametrize("host", ["https://stranger.test", "", "https://www.host.test/"])
def test_a_site_that_is_not_listed_counts_as_one_that_is_not_named(host: str):
    assert Embeds([HOST]).of(asked(QUEUE, host=host, site="made-up")) == Embed()


@pytest.mark.parametrize("site", ["", "with space", "x" * 41, "页"])
def test_a_name_that_is_none_is_left_aside(site: str):
    assert Embeds([HOST]).of(asked(QUEUE, host=HOST, site=site)) == Embed(HOST)
