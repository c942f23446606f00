"""Questions over the demonstration's chains, their answers worked out by hand from the tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.record_answers import RecordAnswer
from index.chains.atlas import Chain, ChainAtlas, Link, Name, Stated
from tests.assistant.chain_questions.tables import Asking, Hand

By = Callable[[Hand], set[str]]

SUPPLY: list[tuple[str, By]] = [
    ("轻合金熔铸的上游有哪些环节？", lambda hand: hand.along("轻合金熔铸", "up")),
    ("輕合金熔鑄的上游環節有哪些？", lambda hand: hand.along("轻合金熔铸", "up")),
    ("What is upstream of storage system integration?", lambda hand: hand.along("storage system integration", "up")),
    ("储能系统集成的所有上游环节", lambda hand: hand.along("储能系统集成", "up")),
    ("储能系统集成的直接上游是什么", lambda hand: hand.along("储能系统集成", "up", 1)),
    ("What is directly upstream of storage cells?", lambda hand: hand.along("storage cells", "up", 1)),
    ("谁供应轻合金熔铸", lambda hand: hand.along("轻合金熔铸", "up", 1)),
    ("哪些环节供应薄壁压铸？", lambda hand: hand.along("薄壁压铸", "up", 1)),
    ("薄壁压铸由哪些环节供应", lambda hand: hand.along("薄壁压铸", "up", 1)),
    ("给型材挤压供应的环节有哪些", lambda hand: hand.along("型材挤压", "up", 1)),
    ("给芯片封装材料供货的是谁", lambda hand: hand.along("芯片封装材料", "up", 1)),
    ("Who supplies profile extrusion?", lambda hand: hand.along("profile extrusion", "up", 1)),
    ("What feeds hydrogen trucks?", lambda hand: hand.along("hydrogen trucks", "up", 1)),
    ("hydrogen trucks are supplied by which links", lambda hand: hand.along("hydrogen trucks", "up", 1)),
    ("电池级盐类的下游有哪些", lambda hand: hand.along("电池级盐类", "down")),
    ("What is downstream of battery-grade salts?", lambda hand: hand.along("battery-grade salts", "down")),
    ("Which links is chemical intermediates upstream of?", lambda hand: hand.along("chemical intermediates", "down")),
    ("化工中间体供应哪些环节", lambda hand: hand.along("化工中间体", "down", 1)),
    ("溅射靶材供应给谁", lambda hand: hand.along("溅射靶材", "down", 1)),
    ("What does mine sensing feed?", lambda hand: hand.along("mine sensing", "down", 1)),
    ("Which links are supplied by mine sensing?", lambda hand: hand.along("mine sensing", "down", 1)),
    ("储能电芯两步以内的环节有哪些", lambda hand: hand.along("储能电芯", "both", 2)),
    ("Which links are within three steps of storage cells?", lambda hand: hand.along("storage cells", "both", 3)),
    ("轻合金熔铸的相邻环节", lambda hand: hand.along("轻合金熔铸", "both", 1)),
    ("轻合金熔铸的上下游环节有哪些", lambda hand: hand.along("轻合金熔铸", "both", 1)),
    ("neighbours of transit cold stores", lambda hand: hand.along("transit cold stores", "both", 1)),
]
OTHERS: list[tuple[str, str, By]] = [
    ("示例产业链A的上游环节有哪些", "link", lambda hand: hand.links_of("A", position="上游")),
    ("轻金属产业链有哪些下游环节", "link", lambda hand: hand.links_of("A", position="下游")),
    ("示例產業鏈C的中游有哪些環節", "link", lambda hand: hand.links_of("C", position="中游")),
    ("Example Chain C midstream links", "link", lambda hand: hand.links_of("C", position="中游")),
    ("示例产业链A有哪些环节", "link", lambda hand: hand.links_of("A")),
    ("What are the links of Example Chain L?", "link", lambda hand: hand.links_of("L")),
    ("型材挤压环节有哪些企业", "enterprise", lambda hand: hand.firms_of("型材挤压")),
    ("谁做功能薄膜", "enterprise", lambda hand: hand.firms_of("功能薄膜")),
    ("Which firms are in profile extrusion?", "enterprise", lambda hand: hand.firms_of("profile extrusion")),
    ("Who makes hydrogen trucks?", "enterprise", lambda hand: hand.firms_of("hydrogen trucks")),
    ("Which links have no local enterprise?", "link", lambda hand: hand.unlisted()),
    ("哪些环节没有本地企业？", "link", lambda hand: hand.unlisted()),
    ("示例产业链C哪些环节缺企业", "link", lambda hand: hand.unlisted("C")),
    ("Which links of Example Chain I lack firms?", "link", lambda hand: hand.unlisted("I")),
]
FOR_STAFF: list[tuple[str, str, By]] = [
    ("示例产业链A的薄弱环节有哪些", "link", lambda hand: hand.links_of("A", status="弱")),
    ("示例產業鏈A的薄弱環節有哪些", "link", lambda hand: hand.links_of("A", status="弱")),
    ("weak links of Example Chain C", "link", lambda hand: hand.links_of("C", status="弱")),
    ("示例产业链C缺失的环节", "link", lambda hand: hand.links_of("C", status="缺失")),
    ("Which links of Example Chain B are at risk?", "link", lambda hand: hand.links_of("B", status="有风险")),
    ("薄弱环节有哪些", "link", lambda hand: hand.links_of("", status="弱")),
    ("哪些目标企业可以补薄壁压铸环节", "target", lambda hand: hand.targets_of(name="薄壁压铸")),
    ("Which targets would fill anode materials?", "target", lambda hand: hand.targets_of(name="负极材料")),
    ("示例产业链A有哪些目标企业", "target", lambda hand: hand.targets_of(letter="A")),
    ("示例产业链C的补链目标企业有哪些", "target", lambda hand: hand.targets_of(letter="C", purpose="补链")),
    ("target firms of Example Chain H", "target", lambda hand: hand.targets_of(letter="H")),
]
GAPS = [
    ("示例产业链A延链补链强链分析", ("延链", "补链", "强链")),
    ("Gap analysis of Example Chain A", ("延链", "补链", "强链")),
    ("示例产业链A的缺口", ("延链", "补链", "强链")),
    ("示例产业链A怎么补链？", ("补链",)),
    ("How should Example Chain A be strengthened?", ("强链",)),
]


def reached(answer: RecordAnswer) -> set[str]:
    return set(answer.ids[1:])


@pytest.mark.parametrize(("question", "expected"), SUPPLY, ids=[question for question, _ in SUPPLY])
def test_follows_supply(public: Asking, hand: Hand, question: str, expected: By) -> None:
    answer = public(question)
    assert answer.entity == "link"
    assert expected(hand)
    assert reached(answer) == expected(hand)
    assert (answer.matched, answer.total) == (len(expected(hand)), len(hand.links))


@pytest.mark.parametrize(("question", "entity", "expected"), OTHERS, ids=[row[0] for row in OTHERS])
def test_tells_who_does_what(public: Asking, hand: Hand, question: str, entity: str, expected: By) -> None:
    answer = public(question)
    assert answer.entity == entity
    assert set(answer.ids) == expected(hand) != set()
    assert answer.matched == len(answer.ids)


@pytest.mark.parametrize(("question", "entity", "expected"), FOR_STAFF, ids=[row[0] for row in FOR_STAFF])
def test_tells_staff_what_is_missing(staff: Asking, hand: Hand, question: str, entity: str, expected: By) -> None:
    answer = staff(question)
    assert answer.entity == entity
    assert set(answer.ids) == expected(hand) != set()


@pytest.mark.parametrize(("question", "purposes"), GAPS, ids=[row[0] for row in GAPS])
def test_sets_gaps_beside_the_targets_that_would_fill_them(
    staff: Asking, hand: Hand, question: str, purposes: tuple[str, ...]
) -> None:
    answer = staff(question)
    gaps = [hand.links_of("A", status=status) for status in ("弱", "缺失", "有风险")]
    assert set(answer.ids) == set().union(*gaps)
    [targets] = answer.beside
    wanted = [hand.targets_of(letter="A", purpose=purpose) for purpose in purposes]
    assert (targets.entity, set(targets.ids)) == ("target", set().union(*wanted))
    assert any("2026" in text for text in (*answer.sentences, *targets.sentences))


@pytest.mark.parametrize("question", [row[0] for row in (*FOR_STAFF, *GAPS)])
def test_the_public_shelf_has_no_answer_for_staff(public: Asking, question: str) -> None:
    from assistant.chain_answers import chain_answer

    asked = public.understood(question)
    assert asked is None or chain_answer(asked, public.atlas, "hans") is None


def test_says_what_it_found_in_whole_sentences(public: Asking, staff: Asking) -> None:
    assert public("轻合金熔铸的上游有哪些环节？").sentences == (
        "直接供应轻合金熔铸（示例产业链A·轻金属）的有2个环节：金属氧化物焙制、边角料再生。",
        "再往上游有1个环节：低品位矿选配（2步）。",
        "数据日期2026-10-31。",
    )
    assert public("What does light alloy casting feed?").sentences == (
        "Directly downstream of light alloy casting (Example Chain A (light metals)) there are 2 links: "
        "thin-wall die casting, profile extrusion.",
        "The data are as of 2026-10-31.",
    )
    assert staff("示例產業鏈A的薄弱環節有哪些").sentences[0] == (
        "示例產業鏈A·輕金屬的薄弱環節有2個：低品位礦選配（本地配套率7%）、金屬氧化物焙制（本地配套率15%）。"
    )


def test_names_the_firms_where_who_supplies_is_asked(public: Asking, hand: Hand) -> None:
    answer = public("谁供应轻合金熔铸")
    [firms] = answer.beside
    assert set(firms.ids) == hand.firms_of("金属氧化物焙制") | hand.firms_of("边角料再生")
    assert "不代表企业之间有合同" in "".join(firms.sentences)
    assert public("哪些环节供应轻合金熔铸").beside == ()


def test_no_firm_is_told_as_what_the_records_know(public: Asking) -> None:
    answer = public("谁做薄壁压铸")
    assert answer.sentences[:2] == (
        "记录中没有列出薄壁压铸（示例产业链A·轻金属）环节的企业。",
        "这只说明记录里没有列出，不等于本地没有。",
    )
    assert (answer.matched, answer.ids) == (0, ("demo-link-a-die-casting",))


def test_a_link_that_is_called_as_another_is_told_by_its_chain() -> None:
    stated = Stated("records", "demo")
    chains = tuple(
        Chain(
            letter, Name(f"甲{letter}产业链"), stated, (Link(f"{letter}-1", letter, "support", Name("包装"), stated),)
        )
        for letter in "xy"
    )
    asking = Asking.of(ChainAtlas(chains, {}))
    assert asking.understood("包装的上游") is None
    asked = asking.understood("甲y产业链包装的上游")
    assert asked
    assert asked.link == "y-1"


def test_nothing_upstream_is_told(public: Asking) -> None:
    answer = public("低品位矿选配由谁供应")
    assert answer.sentences[0] == "记录中没有写明供应低品位矿选配（示例产业链A·轻金属）的环节。"
