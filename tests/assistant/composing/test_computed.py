"""What was computed from records, or held against a plan, in a model's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.composing.computed import is_told, keeps_states
from eval.scripted_model import Script, says
from tests.assistant.matching.library import DAY, write_matching_library
from tests.assistant.samples import Asked, asked, built
from tests.assistant.test_counting import PROJECTS

LISTED = "全部79个环节中，有3个没有列出本地企业：薄壁压铸（链A）、蚀刻液回收（链B）、负极材料（链C）。"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    library: Path = tmp_path_factory.mktemp("counted") / "library"
    library.mkdir()
    (library / "projects.csv").write_text(PROJECTS, "utf-8")
    asking = asked(built(library.parent / "data", library), "staff", date(2026, 11, 24))
    yield asking
    asking.index.get().close()


@pytest.fixture(scope="module")
def matching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("matching")
    asking = asked(built(folder / "data", write_matching_library(folder / "library")), today=DAY)
    yield asking
    asking.index.get().close()


@pytest.fixture
def writing_over(through: Callable[..., Asked]) -> Callable[[Asked, Script], Asked]:
    """A library asked on the day of the plans through a model that follows a script."""
    return partial(through, today=DAY)


def shown(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences if not sentence.framing]


def test_records_are_told_in_the_models_words_and_what_it_left_untold_follows(counted, writing_over):
    plain = counted("灵宝市有多少个项目？")
    answer = writing_over(counted, says("灵宝市共有2个项目。[S1]"))("灵宝市有多少个项目？")
    assert answer.composer == "model"
    assert shown(answer)[0] == "灵宝市共有2个项目。"
    assert shown(answer)[1:] == shown(plain)[1:]
    assert {sentence.citations for sentence in answer.sentences} == {(1,)}
    assert answer.records == plain.records


@pytest.mark.parametrize(
    "wrong", ["灵宝市共有3个项目。[S1]", "灵宝市有2个项目，义马市有2个。[S1]", "灵宝市2个项目合计12.8亿元。[S1]"]
)
def test_what_the_model_works_out_by_itself_is_not_shown(counted, writing_over, wrong):
    plain = counted("灵宝市有多少个项目？")
    assert shown(writing_over(counted, says(wrong))("灵宝市有多少个项目？")) == shown(plain)


PLAN = "我想投资5亿元建电池材料厂，适用哪些政策？"


def test_a_condition_cannot_be_turned_from_unknown_to_met(matching, writing_over):
    plain = matching(PLAN)
    assert plain.plan
    state = next(text for text in shown(plain) if "满足" in text or "未知" in text)
    turned = state.replace("不满足", "#").replace("满足", "未知").replace("#", "满足")
    turned = turned if turned != state else state.replace("未知", "满足")
    answer = writing_over(matching, says(f"{turned}[S1]"))(PLAN)
    assert turned not in shown(answer)
    assert set(shown(plain)) <= set(shown(answer))
    framing = [sentence for sentence in plain.sentences if sentence.framing]
    assert framing[-1] in answer.sentences
    assert answer.plan == plain.plan


def test_a_computed_sentence_may_be_repeated_as_it_is(matching, writing_over):
    plain = matching(PLAN)
    said = "".join(f"{text}[S{place}]" for place, text in enumerate(shown(plain), start=1))
    answer = writing_over(matching, says(said))(PLAN)
    assert answer.composer == "model"
    assert sorted(shown(answer)) == sorted(set(shown(plain)))


def test_a_list_is_told_only_when_all_of_it_is():
    assert is_told(LISTED, ["79个环节里有3个没有本地企业，是薄壁压铸、蚀刻液回收和负极材料。"])
    assert not is_told(LISTED, ["79个环节里有3个没有本地企业，例如薄壁压铸。"])
    assert not is_told(LISTED, ["没有本地企业的是薄壁压铸、蚀刻液回收和负极材料。"])


def test_the_state_of_a_condition_is_kept_word_for_word():
    computed = ["补助办法：投资额不低于5000万元，满足；主管部门认定，未知。"]
    assert keeps_states("按补助办法，主管部门的认定另行办理；投资额不低于5000万元，满足。", computed)
    assert not keeps_states("补助办法的认定，满足。", computed)
    assert not keeps_states("The plan qualifies for it.", computed)
