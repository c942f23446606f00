from __future__ import annotations

from corpus.proposals import proposals_in

NOTICE = """\
示例市人民政府文件

示政〔2026〕8号

# 示例市人民政府关于支持示例产业的意见

根据《示例省办法》（示例政〔2020〕99号）和示例办〔2019〕3号，制定本意见。

本意见自2026年3月1日起施行，有效期至2028年12月31日。

示例市人民政府

二〇二六年二月十五日
"""


def values(text: str) -> dict[str, str]:
    return {proposal.field: proposal.value for proposal in proposals_in(text)}


def test_what_a_document_says_of_itself_is_proposed_with_its_place() -> None:
    assert values(NOTICE) == {
        "issuer": "示例市人民政府",
        "level": "city",
        "number": "示政〔2026〕8号",
        "issued": "2026-02-15",
        "effective": "2026-03-01",
        "expires": "2028-12-31",
    }
    for proposal in proposals_in(NOTICE):
        if proposal.field in ("issuer", "number"):
            assert proposal.span
            assert NOTICE[proposal.span.start : proposal.span.end] == proposal.value


def test_what_is_said_of_other_documents_is_not_proposed() -> None:
    text = "# 说明\n\n根据示政〔2026〕8号文件，示例市人民政府于2026年2月15日发文，请遵照执行。\n"
    assert values(text) == {}


def test_a_date_without_an_issuer_over_it_is_nobodys() -> None:
    assert values("会议纪要。\n\n2026年2月15日\n") == {}
    assert values("会议纪要。\n\n示例市商务局\n\n2026年13月15日\n") == {"issuer": "示例市商务局", "level": "city"}


def test_a_day_of_publication_is_read_where_it_is_named() -> None:
    assert values("发布日期：2026-01-20\n\n正文。")["issued"] == "2026-01-20"


def test_the_texts_that_one_puts_out_of_force_are_proposed_by_name() -> None:
    text = "正文。\n\n本办法自即日起施行，《示例市甲办法》、《示例市\n乙办法》同时废止。《示例市丙办法》另行修订。\n"
    named = [proposal for proposal in proposals_in(text) if proposal.field == "supersedes"]
    assert [proposal.value for proposal in named] == ["示例市甲办法", "示例市乙办法"]
    assert named[0].span
    assert text[named[0].span.start : named[0].span.end] == "示例市甲办法"
    amending = "《关于修改〈示例市甲办法〉的决定》同时废止。《示例市丁办法》第三条同时废止。\n"
    assert [one.field for one in proposals_in(amending)] == []


def test_an_issuer_and_a_date_that_a_reader_has_put_on_one_line_are_told_apart() -> None:
    found = values("# 通知\n\n正文。\n\n示例市商务局2026年2月15日\n")
    assert (found["issuer"], found["issued"]) == ("示例市商务局", "2026-02-15")
    assert "issued" not in values("# 通知\n\n示例市商务局2026年2月15日召开会议。\n")
