"""The shipped demonstration library: what anyone may rely on who reads its files."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from corpus.chunking import passages_of
from corpus.demo.files import files_of_demo, write_demo
from corpus.documents import Document
from corpus.problems import render_problems
from corpus.quantities import unsupported
from corpus.reading import read_library

LIBRARIES = Path(__file__).parents[3] / "corpus" / "library"
SHIPPED = LIBRARIES / "demo"
PROJECT_HEADERS = [
    *"编号 项目名称 项目英文名称 产业链 环节 县区 建设内容及规模 总投资 币种 单位 投资方".split(),
    *"来源 合作方式 用地(亩) 阶段 阶段日期 签约金额 到位资金 签约日期 签约活动 是否发布 联系单位".split(),
    *"牵头领导 牵头部门 工作专班 承诺事项 下次会议 存在问题 数据日期 数据性质".split(),
]
COUNTS = {"projects": 250, "enterprises": 150, "targets": 80, "chains": 12, "events": 12, "policies": 30, "links": 79}
NOUNS = {
    "projects": "项目",
    "enterprises": "企业",
    "targets": "企业",
    "chains": "产业链",
    "links": "环节",
    "events": "活动",
    "policies": "政策",
}


def rows(name: str) -> list[dict[str, str]]:
    with (SHIPPED / "records" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.id: document for document in read_library([SHIPPED]).documents}


def test_the_shipped_folder_is_what_the_generator_writes(tmp_path: Path) -> None:
    count = write_demo(tmp_path)
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    shipped = {path.relative_to(SHIPPED): path.read_bytes() for path in SHIPPED.rglob("*") if path.is_file()}
    assert count == len(written)
    assert sorted(written) == sorted(shipped)
    assert [str(path) for path in shipped if shipped[path] != written[path]] == []


def test_another_seed_gives_another_library() -> None:
    shipped = (SHIPPED / "records" / "projects.csv").read_bytes()
    assert files_of_demo("another")["records/projects.csv"] != shipped


def test_the_library_has_no_problems_and_every_passage_can_be_quoted() -> None:
    library = read_library([SHIPPED])
    assert render_problems(library.problems) == ""
    passages = [passage for document in library.documents for passage in passages_of(document)]
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(passage.sentences for passage in passages)


def test_it_can_be_joined_to_the_real_library() -> None:
    assert render_problems(read_library([LIBRARIES / "sanmenxia", SHIPPED]).problems) == ""


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_tables_have_as_many_rows_as_promised_each_with_an_id_of_its_own(name: str, count: int) -> None:
    ids = [row["编号"] for row in rows(name)]
    assert len(ids) == len(set(ids)) == count


def test_chains_have_five_to_nine_links() -> None:
    links = Counter(row["产业链"] for row in rows("links"))
    assert len(links) == 12
    assert all(5 <= count <= 9 for count in links.values())
    assert {row["位置"] for row in rows("links")} == {"上游", "中游", "下游", "配套"}


def test_projects_have_the_columns_of_the_contract() -> None:
    assert list(rows("projects")[0]) == PROJECT_HEADERS


@pytest.mark.parametrize("name", [*COUNTS, "project_stages"])
def test_every_row_says_that_it_is_a_demonstration(name: str) -> None:
    assert {row["数据性质"] for row in rows(name)} == {"demo"}


def test_every_document_says_that_it_is_a_demonstration(documents: dict[str, Document]) -> None:
    assert {document.provenance for document in documents.values()} == {"demo"}


def test_every_row_has_a_name_in_both_languages_that_no_other_of_its_table_has() -> None:
    for name in COUNTS:
        for header in (f"{NOUNS[name]}名称", f"{NOUNS[name]}英文名称"):
            names = [row[header] for row in rows(name)]
            assert all(names), name
            assert len(set(names)) == len(names), name


def test_every_column_that_comes_in_both_languages_has_both_or_neither() -> None:
    for name in COUNTS:
        for row in rows(name):
            for header in (header for header in row if f"{header}英文" in row):
                assert bool(row[header]) == bool(row[f"{header}英文"]), (row["编号"], header)


def test_every_document_stands_in_both_languages_with_the_same_figures(documents: dict[str, Document]) -> None:
    works = {id_.rpartition("-")[0] for id_ in documents}
    assert {f"{work}-{language}" for work in works for language in ("zh", "en")} == set(documents)
    for work in works:
        chinese, english = documents[f"{work}-zh"], documents[f"{work}-en"]
        assert english.translation_of == chinese.id
        assert unsupported(english.text, [chinese.text]) == (), work
        assert unsupported(chinese.text, [english.text]) == (), work


def test_documents_are_for_the_public_save_the_notes_for_staff(documents: dict[str, Document]) -> None:
    staff = {id_ for id_, document in documents.items() if document.audience == "staff"}
    assert staff == {id_ for id_ in documents if id_.startswith("demo-note-")}
    assert len(staff) == 12


def test_what_is_for_staff_is_in_no_public_document(documents: dict[str, Document]) -> None:
    public = "\n".join(document.text for document in documents.values() if document.audience == "public")
    secret = [row[header] for row in rows("targets") for header in ("企业名称", "企业英文名称")]
    secret += [row["项目名称"] for row in rows("projects")]
    secret += [row["链长"] for row in rows("chains")]
    assert [words for words in secret if words in public] == []


def test_tables_say_which_rows_are_for_the_public() -> None:
    assert "是否发布" not in rows("targets")[0]
    for name in ("enterprises", "chains", "links", "events", "policies"):
        assert {row["是否发布"] for row in rows(name)} == {"是"}


def test_no_real_firm_occurs() -> None:
    real = yaml.safe_load((LIBRARIES / "sanmenxia" / "enterprises.yaml").read_text("utf-8"))["items"]
    names = {name for firm in real for name in (*firm["name"].values(), *firm.get("aliases", ()))}
    text = "\n".join(path.read_text("utf-8") for path in SHIPPED.rglob("*") if path.is_file())
    assert len(names) > 20
    assert [name for name in names if re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text)] == []


def test_made_up_names_are_plainly_made_up() -> None:
    for name in ("enterprises", "targets", "chains", "policies"):
        assert all(row[f"{NOUNS[name]}名称"].startswith("示例") for row in rows(name)), name
        assert all(row[f"{NOUNS[name]}英文名称"].startswith("Example ") for row in rows(name)), name
    for row in rows("projects"):
        named = (row["项目名称"], row["投资方"], row["牵头领导"], row["牵头部门"], row["工作专班"])
        assert all(words.startswith("示例") for words in named if words), row["编号"]
        assert row["项目英文名称"].startswith("Example ")
    assert all("示例" in row["活动名称"] for row in rows("events"))


def test_no_telephone_number_can_be_dialled() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SHIPPED.rglob("*") if path.is_file())
    numbers = re.findall(r"(?<![\d-])0\d{2,3}-\d{3,4}(?:-\d{4}|\d{4})?(?!\d)", text)
    assert numbers
    assert all(number.startswith("000-") for number in numbers)
    assert re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text) == []
