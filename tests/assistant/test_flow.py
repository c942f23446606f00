from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Outcome
from assistant.conversations import Conversation
from assistant.subjects import subject_of
from corpus.quantities import unsupported
from corpus.spreadsheets import Sheet, xlsx_file
from tests.assistant.samples import Asked, asked, built, write_library


def test_answers_in_both_languages_and_both_scripts(ask: Asked) -> None:
    assert ask("茶叶企业每家可以申请多少补贴？").text == "茶叶企业每家可以申请补贴30万元。"
    assert ask("茶葉企業每家可以申請多少補貼？").text == "茶叶企业每家可以申请补贴30万元。"
    assert (
        ask("What subsidy may each tea firm apply for?").text
        == "Each tea firm may apply for a subsidy of 300,000 yuan."
    )


def test_carries_language_script_generation_and_time(ask: Asked) -> None:
    answer = ask("第12屆風箏節簽了多少項目？")
    assert (answer.outcome, answer.language, answer.script) == (Outcome.ANSWERED, "zh", "hant")
    assert answer.generation == ask.index.get().generation
    assert answer.composer == "quoting"
    assert answer.timings_ms["total"] > 0


def test_uses_a_policy_only_while_it_is_in_force(small_data: Path) -> None:
    fee = "What is the harbour fee of the river port?"
    assert "85 yuan" not in asked(small_data, today=date(2025, 1, 1))(fee).text
    answer = asked(small_data, today=date(2024, 12, 31))(fee)
    assert "85 yuan" in answer.text
    assert answer.citations[0].status == "in_force"
    assert not [sentence for sentence in answer.sentences if sentence.framing]


def test_uses_what_a_policy_replaces_until_it_takes_effect(small_data: Path) -> None:
    question = "茶叶企业每家补贴多少？"
    assert "30万元" in asked(small_data, today=date(2025, 1, 1))(question).text
    before = asked(small_data, today=date(2024, 12, 31))(question)
    assert "tea-2020-zh" in {citation.document_id for citation in before.citations}


def test_shows_staff_data_to_staff_alone(ask: Asked, ask_as_staff: Asked) -> None:
    for question, secret in (
        ("风筝产业有哪家集团正在洽谈？", "青鸢"),
        ("What does the kite chain lack?", "bamboo frames"),
        ("风筝产业意向投资多少？", "7.7"),
    ):
        assert secret not in ask(question).text
        staff = ask_as_staff(question)
        assert secret in staff.text
        assert {citation.audience for citation in staff.citations} == {"staff"}


def test_staff_find_what_is_public_too(ask_as_staff: Asked) -> None:
    answer = ask_as_staff("第12届风筝节签了多少项目？")
    assert answer.citations[0].audience == "public"


def test_goes_on_from_what_was_asked_before(ask: Asked) -> None:
    assert "东岸镇" in ask("它在哪里举办？", "第12届风筝节签了多少项目？").text
    assert "Dong'an" in ask("Where was it held?", "How many projects were signed at the 12th Kite Festival?").text


def test_an_empty_library_answers_nothing_and_says_so(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library", without=_EVERY_DOCUMENT)
    empty = asked(built(tmp_path / "data", library))
    for question in ("茶叶企业每家可以申请多少补贴？", "What subsidy may each tea firm apply for?"):
        answer = empty(question)
        assert answer.outcome is Outcome.NOT_FOUND
        assert not answer.citations
    assert "茶叶补贴" in empty("茶叶企业每家可以申请多少补贴？").text  # a topic of the profile, for want of a document


def test_a_library_without_a_profile_answers_and_refuses(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for name, text in (
        ("museum", "The salt museum opened in 1998 and holds 412 objects."),
        ("bridge", "The long bridge over the river was opened in 1931."),
        ("school", "The school of paper makers has 60 pupils and four teachers."),
    ):
        (library / f"{name}.txt").write_text(text, "utf-8")
    plain = asked(built(tmp_path / "data", library))
    assert "412" in plain("How many objects does the salt museum hold?").text
    refused = plain("火星上有几座茶馆？")
    assert refused.outcome is Outcome.NOT_FOUND
    assert refused.suggestions == ()
    assert plain.assistant.profile is None


def test_a_question_about_an_open_table_is_answered_by_its_row(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    rows = (
        ("项目", "期初余额", "本期增加"),
        ("风筝骨架研究", "2,005.86", "2,930.00"),
        ("竹纸工艺研究", "110.00", "75.20"),
    )
    (library / "balances.xlsx").write_bytes(xlsx_file([Sheet("余额", rows)]))
    assistant = asked(built(tmp_path / "data", library))
    subject = subject_of(assistant.index.get(), "document", "balances")
    answer = assistant.assistant.answer(Conversation("请问该公司竹纸工艺研究的本期增加额是多少？", about=subject))
    assert answer.outcome is Outcome.ANSWERED
    assert "| 项目：竹纸工艺研究 | 期初余额：110.00 | 本期增加：75.20 |" in answer.text
    assert answer.citations[0].locator.startswith("工作表“余额”")
    other = assistant.assistant.answer(Conversation("竹纸工艺研究期末余额是多少？", about=subject))
    assert other.outcome is Outcome.NOT_FOUND


def test_says_why_nothing_can_be_answered_without_an_index(tmp_path: Path) -> None:
    nothing = asked(tmp_path / "nothing")
    chinese, english = nothing("茶叶补贴是多少？"), nothing("What is the tea subsidy?")
    assert {chinese.outcome, english.outcome} == {Outcome.UNAVAILABLE}
    assert "smx index build" in chinese.text
    assert "无法回答" in chinese.text
    assert "smx index build" in english.text


@pytest.mark.parametrize(
    "question",
    [
        "茶叶 subsidy 30万 tea firms 是多少 yuan？",
        "'; DROP TABLE passages; --",
        "{question} %s {0} \\n",
        "a" * 2_000,
        "第" * 1_999,
        "1 2 3 4 5 6 7 8 9",
        "<script>alert(1)</script> 茶叶补贴",
        "茶叶补贴😀🎉🏮？",
        "\ud83d 茶叶补贴",
        "ﷺ" * 10,
        "𠀀𠀁𠀂",
    ],
)
def test_any_text_ends_with_an_outcome(ask: Asked, question: str) -> None:
    answer = ask(question)
    assert answer.outcome in set(Outcome) - {Outcome.UNAVAILABLE}
    assert answer.text
    answer.text.encode("utf-8")
    for sentence in answer.sentences:
        cited = [citation.quote for citation in answer.citations if citation.n in sentence.citations]
        assert sentence.framing or not unsupported(sentence.text, cited)


_EVERY_DOCUMENT = (
    "tea-zh", "tea-en", "tea-2020-zh", "tea-2020-en", "port-en", "lantern-zh",
    "paper-zh", "salt-en", "fair-zh", "fair-en", "staff-targets-zh", "staff-weak-links-en",
)  # fmt: skip
