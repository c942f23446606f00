"""The field tables: the columns a bureau keeps, and who may see them."""

from __future__ import annotations

import pytest

from corpus.records.cells import choice_spellings, spelling
from corpus.records.choices import CURRENCY_CODES, STAGES
from corpus.records.entities import ENTITIES, PROJECT, TARGET
from corpus.records.fields import Entity

COLUMNS = """
id 编号, name_zh 项目名称, name_en, chain 产业链, link 环节, county 县区, content 建设内容及规模,
total_investment 总投资, currency 币种, unit 单位, investor 投资方, origin 来源, cooperation 合作方式, land_mu 用地,
stage 阶段, stage_since 阶段日期, signed_amount 签约金额, in_place_amount 到位资金, signed_on 签约日期, event 签约活动,
published 是否发布, contact_office 联系单位, leading_official 牵头领导, leading_department 牵头部门, work_team 工作专班,
promise 承诺事项, next_meeting 下次会议, issues 存在问题, as_of 数据日期, provenance 数据性质
"""
PUBLIC = (
    "id name_zh name_en chain link county content total_investment currency unit investor origin cooperation land_mu "
    "event contact_office as_of provenance"
)


@pytest.fixture(params=ENTITIES.values(), ids=list(ENTITIES))
def entity(request: pytest.FixtureRequest) -> Entity:
    found: Entity = request.param
    return found


def test_projects_have_exactly_the_columns_bureaus_keep():
    written = [column.split() for column in COLUMNS.replace("\n", " ").split(",")]
    assert [column[0] for column in written] == [field.name for field in PROJECT.fields]
    for column in written:
        field = PROJECT.known_field(column[0])
        assert column[1:] in ([], [field.zh])


def test_stage_money_and_people_of_a_project_are_for_staff():
    assert [field.name for field in PROJECT.fields if field.public] == PUBLIC.split()


def test_targets_have_nothing_public():
    assert TARGET.columns(public_only=True) == ()


def test_no_header_stands_for_two_fields(entity: Entity):
    first = [spelling(written) for f in entity.fields for written in {spelling(w) for w in (f.name, f.zh, f.en)}]
    assert len(first) == len(set(first))
    for field in entity.fields:
        assert not {spelling(alias) for alias in field.aliases} & set(first) - {
            spelling(written) for written in (field.name, field.zh, field.en)
        }


def test_every_choice_can_be_written_in_both_languages(entity: Entity):
    for field in entity.fields:
        spellings = choice_spellings(field)
        for choice in field.choices:
            assert {spellings[spelling(written)] for written in (choice.code, choice.zh, choice.en)} == {choice.code}


def test_every_entity_has_an_id_a_date_and_a_provenance(entity: Entity):
    assert {"id", "as_of", "provenance"} <= {field.name for field in entity.fields}


def test_stages_follow_one_another_and_two_stand_aside():
    assert [stage.order for stage in STAGES] == [1, 2, 3, 4, 5, 6, 7, None, None]


def test_currencies_are_three_letters():
    assert {code for code in CURRENCY_CODES if len(code) != 3 or not code.isupper()} == set()
    assert {"CNY", "USD", "EUR", "HKD", "JPY"} <= CURRENCY_CODES
