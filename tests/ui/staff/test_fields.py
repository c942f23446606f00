"""What is said of documents: proposed with its sentence, taken over, corrected, kept, and served after a build."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePath
from types import SimpleNamespace

import httpx2
import pytest
from starlette.testclient import TestClient

from corpus.intake import Added, add_file
from tests.assistant.samples import built
from tests.ui.staff.conftest import HTML, Kept, Staff, opening
from tests.ui.staff.papers import NOTICE, paper_library, policy


@pytest.fixture(scope="module")
def running_side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kept, TestClient]]:
    """A staff space over made-up papers, as it runs."""
    with (
        opening(tmp_path_factory.mktemp("papers"), paper_library) as (kept, app),
        TestClient(app, base_url="http://smx.test") as client,
    ):
        yield kept, client


@pytest.fixture
def side(running_side: tuple[Kept, TestClient]) -> Iterator[tuple[Kept, TestClient]]:
    """The same, with the papers as they were and built as they are before each test."""
    kept, _ = running_side
    first = kept.space.rebuilding.served.library
    yield running_side
    shutil.rmtree(kept.library)
    paper_library(kept.library)
    if kept.space.rebuilding.served.library != first:
        build(kept)


@pytest.fixture
def kept(side: tuple[Kept, TestClient]) -> Kept:
    return side[0]


@pytest.fixture
def editor(side: tuple[Kept, TestClient]) -> Staff:
    return Staff(side[1], "editor.li")


def inputs(page: str) -> dict[str, str]:
    """What a browser would send of the form on a page as it stands."""
    form = page[page.index('action="/staff/fields"') :]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r' name="([^"]*)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        if name and ('type="radio"' not in tag or " checked" in tag):
            sent[unescape(name[1])] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else re.findall(r'<option value="([^"]*)"', options)[0]
    return sent


def opened(staff: Staff, document: str) -> dict[str, str]:
    page = staff.get(f"fields?document={document}")
    assert page.status_code == 200
    return inputs(page.text)


def saved(staff: Staff, document: str, **fields: str) -> SimpleNamespace:
    """What was told before saving, and the answer to saving."""
    review = staff.post("fields", **(opened(staff, document) | fields))
    assert review.status_code == 200, review.text
    answer = staff.post("fields", **(inputs(review.text) | {"step": "save"}))
    assert answer.status_code == 303, answer.text
    return SimpleNamespace(review=unescape(review.text), answer=answer)


def build(kept: Kept) -> None:
    """Build, and wait until both sides serve what was built: the next to ask begins to open it, and others go on."""
    built(kept.data, kept.library)
    wanted, patience = kept.space.rebuilding.served.id, time.monotonic() + 30
    while {kept.browsing.edition.generation, kept.space.library.edition.generation} != {wanted}:
        assert time.monotonic() < patience, "the new generation is not served"
        time.sleep(0.05)


TAKEN = {f"said-{name}": "take" for name in ("issuer", "number", "level", "issued", "effective", "supersedes")}


def ask(client: httpx2.Client, question: str) -> dict[str, str]:
    """What the answer of the public side quotes, by document."""
    answer = client.post("/api/v1/ask", json={"question": question}, headers={"Accept": "application/json"}).json()
    return {one["document_id"]: one["quote"] for one in answer["citations"]}


def test_what_a_pdf_says_of_itself_is_taken_over_served_and_kept_with_a_new_version(
    kept: Kept, editor: Staff, tmp_path: Path
) -> None:
    listed = editor.get("fields").text
    assert "/staff/fields?document=bamboo" in listed
    assert "示政〔2025〕8号" in listed
    page = editor.get("fields?document=bamboo").text
    assert "<mark>示政〔2025〕8号</mark>" in page
    assert "本办法自<mark>2025年7月1日</mark>起施行。" in page
    marked = re.search(r'href="(/staff/documents/bamboo\?[^"]*#quote)"', page)
    assert marked
    there = editor.client.get(unescape(marked[1]), headers=HTML).text
    assert 'id="quote"' in there
    told = saved(editor, "bamboo", **TAKEN)
    assert "From 2025-07-01 on, “示例市竹艺企业补贴办法” is no longer quoted" in told.review
    page = editor.get("fields?document=bamboo&saved=1").text
    assert "It counts with the next build" in page
    assert str(kept.library) not in page
    assert 'document=bamboo"' not in editor.get("fields").text
    assert "bamboo-old" in ask(editor.client, "竹艺企业每家可以申请补贴多少？")

    build(kept)
    document = editor.client.get("/api/v1/documents/bamboo").json()
    assert (document["number"], document["issuer"], document["issued"]) == (
        "示政〔2025〕8号",
        "示例市人民政府",
        "2025-06-15",
    )
    assert "bamboo-old" not in ask(editor.client, "竹艺企业每家可以申请补贴多少？")
    assert ask(editor.client, "竹艺企业每家可以申请多少扶持资金？").keys() == {"bamboo"}

    newer = tmp_path / "bamboo.pdf"
    newer.write_bytes(policy("60万元"))
    assert isinstance(add_file(newer, kept.library, PurePath(), None), Added)
    build(kept)
    assert "60万元" in ask(editor.client, "竹艺企业每家可以申请多少扶持资金？")["bamboo"]
    assert editor.client.get("/api/v1/documents/bamboo").json()["number"] == "示政〔2025〕8号"


def test_a_new_version_that_says_something_else_is_shown_again(kept: Kept, editor: Staff, tmp_path: Path) -> None:
    saved(editor, "bamboo", **TAKEN)
    (kept.library / "bamboo.pdf").write_bytes(policy(number="9"))
    page = editor.get("fields?document=bamboo").text
    assert "<mark>示政〔2025〕9号</mark>" in page
    assert 'name="said-number"' in page
    assert 'name="said-issuer"' not in page


def test_a_correction_of_a_text_comes_before_front_matter_that_is_delivered_again(kept: Kept, editor: Staff) -> None:
    saved(editor, "kiln-notice", issuer="示例市商务局", **{"said-number": "reject"})
    entry = kept.space.audit.page(what="document_corrected").entries[0]
    assert (entry.who, dict(entry.detail)) == (
        "editor.li",
        {"document": "kiln-notice", "issuer": "别的局 → 示例市商务局", "rejected number": "示商〔2026〕3号"},
    )
    (kept.library / "kiln-notice.md").write_text(
        NOTICE.replace("20万元", "25万元").replace("别的局", "又一局"), "utf-8"
    )
    page = editor.get("fields?document=kiln-notice").text
    assert 'value="示例市商务局"' in page
    assert 'name="said-number"' not in page
    assert "Found not to be so: 示商〔2026〕3号" in page
    build(kept)
    document = editor.client.get("/api/v1/documents/kiln-notice").json()
    assert (document["issuer"], document["number"]) == ("示例市商务局", None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"issued": "2026-13-01"}, "“2026-13-01” is no date; expected 2025, 2025-07 or 2025-07-01."),
        ({"effective": "2026-02", "expires": "2025"}, "It cannot expire before it is in force."),
        ({"supersedes-1": "竹艺企业补贴"}, "Was one of these meant?"),
        ({"superseded_by": "kiln-notice"}, "A document does not replace itself."),
        ({"number": "另一号", "said-number": "take"}, "taking over the text’s words was chosen too"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(
    editor: Staff, kept: Kept, fields: dict[str, str], said: str
) -> None:
    sent = opened(editor, "kiln-notice") | {"title": "改过的标题"} | fields
    answer = editor.post("fields", **sent)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert said in page
    assert 'aria-invalid="true"' in page
    assert (inputs(answer.text) | {"form_token": ""}).items() >= (sent | {"form_token": ""}).items()
    assert not (kept.library / "kiln-notice.md.yaml").exists()
    chinese = editor.client.post(
        "/staff/fields",
        data=sent | {"form_token": editor.token},
        headers=HTML | {"Sec-Fetch-Site": "same-origin", "Accept-Language": "zh-CN"},
    )
    assert "没有保存" in chinese.text


def test_a_document_can_be_named_by_its_title_and_is_offered_while_it_is_typed(editor: Staff) -> None:
    found = editor.client.get("/staff/fields/documents?q=竹艺企业补贴", headers=HTML).json()
    assert [one["id"] for one in found] == ["bamboo-old"]
    told = saved(editor, "bamboo", **{"supersedes-1": "示例市竹艺企业补贴办法"})
    assert "no longer quoted" in told.review
    assert opened(editor, "bamboo")["supersedes-1"] == "bamboo-old"


def test_of_two_editors_the_second_is_told_that_it_changed_meanwhile(editor: Staff, kept: Kept) -> None:
    seen = opened(editor, "kiln-notice")
    saved(editor, "kiln-notice", title="先改的标题")
    answer = editor.post("fields", **(seen | {"title": "后改的标题", "step": "save"}))
    assert answer.status_code == 409
    assert "changed this meanwhile" in answer.text
    assert 'value="后改的标题"' in answer.text
    assert "先改的标题" in answer.text
    assert "后改的标题" not in (kept.library / "kiln-notice.md.yaml").read_text("utf-8")


def test_a_document_of_the_staff_becomes_public_only_with_its_id_typed(editor: Staff, kept: Kept) -> None:
    review = editor.post("fields", **(opened(editor, "inner-note") | {"audience": "public"}))
    assert "anybody may read and download it" in review.text
    sent = inputs(review.text) | {"step": "save"}
    for typed in ("", "inner"):
        refused = editor.post("fields", **(sent | {"confirm": typed}))
        assert (refused.status_code, "not the id" in refused.text) == (422, True)
    assert not (kept.library / "inner-note.md.yaml").exists()
    assert editor.post("fields", **(sent | {"confirm": "inner-note"})).status_code == 303
    assert editor.client.get("/api/v1/documents/inner-note").status_code == 404
    build(kept)
    assert editor.client.get("/api/v1/documents/inner-note").status_code == 200


def test_a_public_document_that_is_taken_back_is_said_to_stay_until_the_build_and_in_which_generations(
    editor: Staff, kept: Kept
) -> None:
    earlier = kept.space.rebuilding.served.id
    (kept.library / "more.md").write_text("# 更多\n\n更多说明。\n", "utf-8")
    build(kept)
    told = saved(editor, "bamboo-old", audience="staff")
    assert "goes on being public until the next build" in told.review
    assert earlier in told.review
    build(kept)
    assert editor.client.get("/api/v1/documents/bamboo-old").status_code == 404


def test_readers_see_and_only_editors_and_administrators_change(side: tuple[Kept, TestClient], editor: Staff) -> None:
    kept, client = side
    sent = opened(editor, "kiln-notice") | {"title": "别人的标题", "step": "save"}
    without = {name: value for name, value in sent.items() if name != "form_token"}
    forged = client.post("/staff/fields", data=without, headers=HTML | {"Sec-Fetch-Site": "same-origin"})
    elsewhere = client.post("/staff/fields", data=sent, headers=HTML | {"Sec-Fetch-Site": "cross-site"})
    assert (forged.status_code, elsewhere.status_code) == (403, 403)
    reader = Staff(client, "reader.li")
    page = reader.get("fields?document=kiln-notice").text
    assert "<mark>示商〔2026〕3号</mark>" in page
    assert 'action="/staff/fields"' not in page
    assert reader.post("fields", **without).status_code == 403
    assert not (kept.library / "kiln-notice.md.yaml").exists()
    client.cookies.clear()
    assert client.get("/staff/fields/documents?q=a", headers={"Accept": "application/json"}).status_code == 401


def test_pages_say_what_has_no_fields_what_is_new_and_what_cannot_be_read(kept: Kept, editor: Staff) -> None:
    assert "Files of facts" in editor.get("fields?document=bamboo-figures-zh").text
    assert editor.get("fields?document=none").status_code == 404
    (kept.library / "news").mkdir()
    (kept.library / "news" / "fresh.md").write_text(NOTICE.replace("kiln-notice", "fresh.zh"), "utf-8")
    page = editor.get("fields?document=fresh.zh").text
    assert "not in the index yet" in page
    assert "<mark>示商〔2026〕3号</mark>" in page
    saved(editor, "fresh.zh", **{"said-number": "take"})
    assert (kept.library / "news" / "fresh.md.yaml").exists()
    (kept.library / "kiln-notice.md.yaml").write_text("issued: someday\n", "utf-8")
    page = editor.get("fields?document=kiln-notice").text
    assert '<bdi>kiln-notice.md.yaml</bdi> <span class="soft">line or page 1: </span>issued: expected a date' in page
    assert str(kept.library) not in page
    assert "has a mistake" in editor.get("fields").text
    (kept.library / "bamboo.pdf").unlink()
    assert "no longer in the library" in editor.get("fields?document=bamboo").text


def test_the_list_shows_what_its_address_asks_for(editor: Staff) -> None:
    def ids(query: str) -> set[str]:
        page = editor.get(f"fields?{query}").text
        return set(re.findall(r'href="/staff/fields\?document=([^"]*)"', page))

    assert ids("") == {"bamboo", "kiln-notice"}
    assert ids("show=differs") == {"kiln-notice"}
    assert ids("show=proposed&q=扶持") == {"bamboo"}
    assert ids("audience=staff&show=all") >= {"inner-note"}
    assert "bamboo-old" in ids("show=missing")
    assert "inner-note" not in ids("show=missing")
    assert "bamboo-figures-zh" not in ids("show=all&q=bamboo")
