"""What fits a plan: the same in both languages, each condition with its clause, nothing that is not in force."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from assistant.assembly import OpenIndex
from assistant.matching.links import links_of, matched_links
from assistant.matching.matches import Matches, PolicyMatch, matched
from assistant.matching.profile import read_profile
from assistant.matching.wording import condition_in_words, reason_in_words, state_in_words, subject_in_words
from corpus.schemas import Language
from index.records.queries import RecordQuery
from tests.assistant.matching.library import DAY, LIBRARY
from tests.assistant.samples import built, opened

PROMISES = re.compile(
    r"保证|承诺给|可以?享受|一定能|将获得|符合条件"
    r"|\b(guarantee|entitled|eligible|you will (get|receive)|qualif(y|ies))",
    re.I,
)
_FACTS_CHAIN = """kind: chain
id: chain-kites
title: {zh: 风筝产业链图, en: Map of the kite chain}
name: {zh: 风筝产业链, en: kite chain}
provenance: demo
links:
  - id: link-frames
    position: upstream
    name: {zh: 风筝骨架, en: kite frames}
    statement: {zh: 风筝骨架由竹子制成。, en: Kite frames are made of bamboo.}
"""
FOIL = {
    "product": "储能电芯",
    "investment": "2.5亿元",
    "land": "100亩",
    "origin": "foreign",
    "activity": "manufacturing",
}
FOIL_EN = {**FOIL, "product": "storage cells", "investment": "250 million yuan", "land": "100 mu"}


def match(index: OpenIndex, told: dict[str, str], language: Language = "zh") -> Matches:
    read = read_profile(told)
    assert read.errors == ()
    return matched(read.profile, index, DAY, language)


def states(found: Matches) -> dict[str, list[tuple[str, str]]]:
    return {
        policy.policy.id: [(check.condition.subject, check.verdict.state) for check in policy.checks]
        for policy in found.policies
    }


def policy(found: Matches, id_: str) -> PolicyMatch:
    return next(one for one in found.policies if one.policy.id == id_)


def test_the_technical_renovation_subsidy_is_held_against_its_threshold(public: OpenIndex) -> None:
    for investment, state in (
        ("6000万元", "met"),
        ("5000万元", "met"),
        ("4999万元", "unmet"),
        ("800万美元", "unknown"),
    ):
        subsidy = policy(match(public, {"investment": investment}), "henan-technical-renovation-subsidy")
        found = {check.condition.subject: check.verdict.state for check in subsidy.checks}
        assert found == {"investment": state, "activity": "unknown", "recognition": "unknown"}
        [clause] = [check.citation for check in subsidy.checks if check.condition.subject == "investment"]
        assert clause
        assert "5000万元以上" in clause.quote


def test_both_languages_give_the_same_matches(public: OpenIndex) -> None:
    chinese, english = match(public, FOIL), match(public, FOIL_EN, "en")
    assert states(chinese) == states(english)
    assert [project.id for project in chinese.projects] == [project.id for project in english.projects]
    assert [link.link.id for link in chinese.links] == [link.link.id for link in english.links]
    assert all(
        check.citation.language == language
        for found, language in ((chinese, "zh"), (english, "en"))
        for one in found.policies
        for check in one.checks
        if check.citation
    )


def test_every_link_is_found_by_its_names_in_both_languages(public: OpenIndex) -> None:
    links = links_of(public)
    assert len(links) >= 70
    for link in links:
        for name in (link.name.zh, link.name.en):
            found = matched_links(name, links, public.glossary)
            assert link.id in {one.link.id for one in found if one.likeness == "same"}, name


def test_a_link_of_a_facts_file_is_found_like_one_of_a_table(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "chain.yaml").write_text(_FACTS_CHAIN, "utf-8")
    index = opened(built(tmp_path / "data", library)).get()
    for product in ("风筝骨架", "kite frames"):
        [found] = match(index, {"product": product}).links
        assert (found.link.id, found.link.chain_id, found.likeness) == ("link-frames", "chain-kites", "same")
    index.close()


def test_a_product_with_a_link_of_its_own_is_not_like_the_rest_of_its_chain(public: OpenIndex) -> None:
    links = links_of(public)
    of_chain = matched_links("储能电池", links, public.glossary)
    assert {one.link.chain for one in of_chain} == {"示例产业链C·储能电池"}
    assert len(of_chain) > 5
    [own] = matched_links("示例储能电芯", links, public.glossary)[:1]
    assert (own.link.id, own.likeness, own.is_by_chain) == ("demo-link-c-cells", "similar", False)
    assert [one.link.id for one in matched_links("储能电芯", links, public.glossary)] == ["demo-link-c-cells"]


def test_a_product_that_nothing_is_called_matches_nothing(public: OpenIndex) -> None:
    for product in ("纳米毛绒玩具", "plush toys", "项目", "factory"):
        found = match(public, {"product": product})
        assert found.links == ()
        assert found.projects == ()
        assert "met" not in {state for checks in states(found).values() for what, state in checks if what == "chain"}


def test_every_condition_of_a_policy_with_documents_is_quoted_from_one(public: OpenIndex) -> None:
    for language in ("zh", "en"):
        for one in match(public, FOIL, language).policies:
            assert all(check.citation for check in one.checks), one.policy.id
            for citation in (*(check.citation for check in one.checks), *one.gives):
                assert citation is not None
                document = public.document(citation.document_id)
                assert document
                assert document.text[citation.span.start : citation.span.end] == citation.quote
                assert citation.status in ("in_force", "undated")


def test_policies_that_are_not_in_force_are_left_out_and_counted(public: OpenIndex) -> None:
    found = match(public, FOIL)
    assert found.left_out == 10
    assert "demo-policy-equipment-renewal-2023" not in states(found)
    assert "demo-policy-equipment-renewal-2026" in states(found)


def test_policies_come_in_the_order_of_how_they_stand_and_what_is_needed_first(public: OpenIndex) -> None:
    read = read_profile(FOIL, ("land",))
    found = matched(read.profile, public, DAY, "zh")
    order = ["met", "unknown", "unmet"]
    places = [order.index(one.standing) for one in found.policies]
    assert places == sorted(places)
    assert found.policies[0].policy.id == "demo-policy-standard-land-2024"
    assert found.policies[0].is_needed


def test_what_to_tell_next_is_what_is_waited_for(public: OpenIndex) -> None:
    found = match(public, FOIL)
    assert set(found.wanted) == {"jobs", "county", "research_share"}
    more = match(public, FOIL | {"jobs": "80", "county": "411282", "research_share": "4"})
    assert more.wanted == ()


def test_projects_on_offer_are_held_against_the_plan(public: OpenIndex) -> None:
    told = {"product": "电解液", "investment": "10.5亿元", "land": "500亩", "county": "411224", "cooperation": "joint"}
    [project] = match(public, told).projects
    assert project.id == "demo-project-217"
    assert project.is_demo
    assert {check.subject: check.verdict.state for check in project.checks} == {
        "product": "met", "investment": "met", "land": "unmet", "county": "met", "cooperation": "met",
    }  # fmt: skip
    [other] = match(public, told | {"investment": "1亿美元", "land": "456"}).projects
    assert {c.subject: c.verdict.reason for c in other.checks if c.verdict.state == "unknown"} == {
        "investment": "other_currency"
    }


def test_only_published_projects_without_an_investor_are_offered_to_either_audience(
    public: OpenIndex, staff: OpenIndex
) -> None:
    with (LIBRARY / "demo" / "records" / "projects.csv").open(encoding="utf-8", newline="") as file:
        offered = {row["编号"] for row in csv.DictReader(file) if row["是否发布"] == "是" and not row["投资方"]}
    for index in (public, staff):
        found = {project.id for link in links_of(index) for project in match(index, {"product": link.name.zh}).projects}
        assert found == offered


def test_no_staff_data_is_in_what_the_public_is_shown(public: OpenIndex) -> None:
    assert public.records is not None
    with (LIBRARY / "demo" / "records" / "projects.csv").open(encoding="utf-8", newline="") as file:
        secrets = {
            row[name] for row in csv.DictReader(file) for name in ("牵头领导", "承诺事项", "存在问题") if row[name]
        }
    told = "".join(repr(match(public, {"product": link.name.zh})) for link in links_of(public)[:20])
    assert [secret for secret in secrets if secret in told] == []
    assert public.records.answer(RecordQuery(entity="policy")).matched == 30


def test_our_own_words_promise_nothing(public: OpenIndex) -> None:
    for language in ("zh", "en"):
        for told in (FOIL, {"investment": "800万美元"}, {"product": "电池"}):
            for one in match(public, told, language).policies:
                for check in one.checks:
                    words = (
                        condition_in_words(check.condition, language, {}),
                        reason_in_words(check.verdict, language),
                        state_in_words(check.verdict.state, language),
                        subject_in_words(check.condition.subject, language),
                    )
                    assert not PROMISES.search(" ".join(words))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_library_without_records_is_matched_by_its_conditions_alone(ask_shipped: object, language: Language) -> None:
    index = ask_shipped.index.get()  # type: ignore[attr-defined]
    found = match(index, {"product": "铝轮毂", "investment": "6000万元", "origin": "foreign"}, language)
    assert index.records is None
    assert not found.projects
    assert states(found)["negative-list-2024"] == [("origin", "met"), ("activity", "unknown")]
    assert policy(found, "western-region-tax-rate").standing == "unmet"
