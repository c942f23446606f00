"""The tables of the shipped demonstration library agree with one another and with its documents."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from corpus.reading import read_library
from corpus.records.amounts import Amount
from corpus.records.entities import POLICY
from corpus.records.finding import batches_of, record_files
from corpus.records.rows import Value, public_values
from corpus.validity import statuses

SHIPPED = Path(__file__).parents[3] / "corpus" / "library" / "demo"
COUNTIES = {"湖滨区", "陕州区", "渑池县", "卢氏县", "义马市", "灵宝市"}
STAGES = ["线索", "洽谈", "签约", "注册", "在建", "投产", "达产", "暂停", "终止"]
IN_TEN_THOUSANDS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}


def rows(name: str) -> list[dict[str, str]]:
    with (SHIPPED / "records" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def amount(row: dict[str, str], header: str) -> Decimal | None:
    """An amount of a project in 万 of its currency."""
    return Decimal(row[header]) * IN_TEN_THOUSANDS[row["单位"]] if row[header] else None


def test_every_chain_link_county_event_and_id_that_is_named_exists() -> None:
    links = {(row["产业链"], row["环节名称"]) for row in rows("links")}
    link_chains = {row["编号"]: row["产业链"] for row in rows("links")}
    chains = {row["产业链名称"] for row in rows("chains")}
    projects, policies = {row["编号"] for row in rows("projects")}, {row["编号"] for row in rows("policies")}
    events = {row["活动名称"] for row in rows("events")}
    assert {chain for chain, _ in links} == chains
    for row in (*rows("projects"), *rows("enterprises"), *rows("targets")):
        assert (row["产业链"], row.get("环节") or row["拟补环节"]) in links
        assert row.get("县区", "") in COUNTIES | {""}
        assert row.get("签约活动", "") in events | {""}
    for row in rows("links"):
        supplied = row["供应环节"].split("；") if row["供应环节"] else []
        assert all(link_chains[id_] == row["产业链"] for id_ in supplied)
    assert {row["关联项目"] for row in rows("targets")} <= projects | {""}
    assert {row["编号"] for row in rows("project_stages")} == projects
    for row in rows("policies"):
        assert {row["替代"], row["被替代"]} <= policies | {""}
        assert set(row["适用产业链"].split("；")) <= chains | {""}
        assert set(row["适用县区"].split("；")) <= COUNTIES | {""}


def test_a_target_with_a_project_is_its_investor() -> None:
    projects = {row["编号"]: row for row in rows("projects")}
    linked = [row for row in rows("targets") if row["关联项目"]]
    assert len(linked) >= 10
    assert all(projects[row["关联项目"]]["投资方"] == row["企业名称"] for row in linked)


def test_every_stage_occurs_and_each_history_ends_in_the_present_one() -> None:
    histories: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("project_stages"):
        histories[row["编号"]].append((row["阶段"], row["阶段日期"]))
    for row in rows("projects"):
        history = histories[row["编号"]]
        days = [since for _, since in history]
        order = [STAGES.index(stage) for stage, _ in history]
        assert history[-1] == (row["阶段"], row["阶段日期"])
        assert days == sorted(set(days))
        assert order == sorted(set(order))
        assert days[-1] <= row["数据日期"]
        assert dict(history).get("签约", "") == row["签约日期"]
    assert {row["阶段"] for row in rows("projects")} == set(STAGES)


def test_amounts_are_of_what_has_happened() -> None:
    for row in rows("projects"):
        total, signed, in_place = (amount(row, header) for header in ("总投资", "签约金额", "到位资金"))
        assert row["签约日期"] or (signed is None and in_place is None)
        assert in_place is None or signed is None or in_place <= signed
        assert signed is None or total is None or signed <= total
    assert {row["单位"] for row in rows("projects")} == set(IN_TEN_THOUSANDS)
    assert Counter(row["币种"] for row in rows("projects"))["USD"] >= 5
    assert {row["是否发布"] for row in rows("projects")} == {"是", "否"}
    for header in ("总投资", "签约金额", "到位资金", "用地(亩)", "牵头领导", "投资方", "县区"):
        assert any(not row[header] for row in rows("projects")), header


def test_events_say_what_the_projects_say_was_signed_there() -> None:
    signed: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("projects"):
        signed[row["签约活动"]].append(row)
    for event in rows("events"):
        here = signed[event["活动名称"]]
        assert {row["签约日期"] for row in here} <= {event["举办日期"]}
        yuan = sum((amount(row, "签约金额") or 0) for row in here if row["币种"] == "CNY")
        dollars = sum((amount(row, "签约金额") or 0) for row in here if row["币种"] == "USD")
        assert (int(event["签约项目数"]), Decimal(event["签约金额(亿元)"] or 0) * 10_000) == (len(here), yuan)
        assert Decimal(event["美元签约金额(万美元)"] or 0) == dollars


def test_links_have_the_firms_that_their_status_says() -> None:
    firms = Counter(row["环节"] for row in rows("enterprises"))
    for row in rows("links"):
        count = firms[row["环节名称"]]
        assert (row["本地状况"] == "缺失") == (count == 0)
        assert (row["本地状况"] == "弱") == (count == 1)
        assert row["依据"] == f"本地企业{count}家"
    assert {row["本地状况"] for row in rows("links")} == {"强", "弱", "缺失", "有风险"}


def test_policies_have_dates_in_order_and_a_replacement_begins_where_the_last_ends() -> None:
    policies = {row["编号"]: row for row in rows("policies")}
    for row in policies.values():
        assert row["发布日期"] <= row["生效日期"]
        assert not row["失效日期"] or row["生效日期"] < row["失效日期"]
        if row["被替代"]:
            later = policies[row["被替代"]]
            assert later["替代"] == row["编号"]
            assert row["生效日期"] < later["生效日期"]
            assert not row["失效日期"] or row["失效日期"] < later["生效日期"]
    assert len({row["文号"] for row in policies.values()}) == len(policies)


def test_policies_are_in_every_state_of_validity_and_their_documents_say_the_same_dates() -> None:
    documents = {document.id: document for document in read_library([SHIPPED]).documents}
    status = statuses(list(documents.values()), date(2026, 10, 31))
    counted: Counter[str] = Counter()
    for row in rows("policies"):
        for language in ("zh", "en"):
            document = documents[f"{row['编号']}-{language}"]
            assert (document.number, document.issued, document.effective, document.expires or "") == (
                row["文号"],
                row["发布日期"],
                row["生效日期"],
                row["失效日期"],
            )
            assert document.supersedes == ((f"{row['替代']}-{language}",) if row["替代"] else ())
            assert document.superseded_by == (f"{row['被替代']}-{language}" if row["被替代"] else None)
        counted[status[f"{row['编号']}-zh"]] += 1
        assert status[f"{row['编号']}-zh"] == status[f"{row['编号']}-en"]
    assert counted["superseded"] == 5
    assert counted["expired"] >= 4
    assert counted["undated"] == 1
    assert counted["in_force"] >= 15


def test_policies_can_be_checked() -> None:
    conditions = ("最低投资额(万元)", "最低就业人数", "最低研发投入占比(%)", "最低亩均投资(万元)")
    for header in (*conditions, "支持比例(%)", "支持上限(万元)", "适用产业链", "适用县区", "适用来源"):
        assert any(row[header] for row in rows("policies")), header
    for row in rows("policies"):
        assert bool(row["支持比例(%)"]) == bool(row["支持上限(万元)"]) == (not row["服务措施"])
        assert row["办理流程"]
        assert row["申报条件"]


def test_every_column_of_policies_is_a_field_with_its_unit() -> None:
    batches = list(batches_of(record_files([SHIPPED / "records" / "policies.csv"])))
    read = [public_values(POLICY, row) or {} for batch in batches for row in batch.rows]
    policies: dict[str, dict[str, Value]] = {str(values["id"]): values for values in read}
    assert [batch.notes + batch.problems for batch in batches if batch.notes or batch.problems] == []
    for row in rows("policies"):
        values = policies[row["编号"]]
        for name, header in (("min_investment", "最低投资额(万元)"), ("min_per_mu", "最低亩均投资(万元)")):
            least = values[name]
            expected = (Decimal(row[header]) * 10_000, "CNY") if row[header] else None
            assert ((least.value, least.currency) if isinstance(least, Amount) else None) == expected
        assert values["min_jobs"] == (Decimal(row["最低就业人数"]) if row["最低就业人数"] else None)
        assert values["rate"] == (Decimal(row["支持比例(%)"]) if row["支持比例(%)"] else None)
        assert "；".join(values["for_chains"] or ()) == row["适用产业链"]  # type: ignore[arg-type]


def test_policies_name_their_documents() -> None:
    documents = {document.id: document for document in read_library([SHIPPED]).documents}
    for row in rows("policies"):
        named = [documents[id_] for id_ in row["文件"].split("；")]
        assert [document.language for document in named] == ["zh", "en"]
        assert {document.number for document in named} == {row["文号"]}


def test_overviews_and_notes_say_what_the_tables_say() -> None:
    documents = {document.id: document for document in read_library([SHIPPED]).documents}
    firms = Counter(row["产业链"] for row in rows("enterprises"))
    published = Counter(row["产业链"] for row in rows("projects") if row["是否发布"] == "是")
    missing = [row for row in rows("links") if row["本地状况"] == "缺失"]
    for chain in rows("chains"):
        name = chain["产业链名称"]
        said = f"{name}有本地企业{firms[name]}家，已发布项目{published[name]}个。"
        assert said in documents[f"{chain['编号']}-zh"].text
    assert all(row["环节名称"] in documents["demo-note-weak-links-zh"].text for row in missing)
    led = Counter(row["牵头领导"] for row in rows("projects"))
    assert f"示例领导甲牵头项目{led['示例领导甲']}个。" in documents["demo-note-five-ones-zh"].text
