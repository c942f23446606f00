from __future__ import annotations

import codecs

import pytest

from corpus.encodings import decoded

SIMPLIFIED = "三门峡市商务局按产业链开展招商，欢迎投资者前来考察。\r\n联系电话见附件。"
TRADITIONAL = "三門峽市商務局按產業鏈開展招商，歡迎投資者前來考察。\r\n聯繫電話見附件。"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_chinese_is_read_from_every_encoding_without_being_told_which(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(("text", "encoding"), [(SIMPLIFIED, "gbk"), (SIMPLIFIED, "gb2312"), (TRADITIONAL, "big5")])
def test_the_older_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_the_encoding_that_is_told_is_believed_where_it_fits() -> None:
    assert decoded("é".encode("latin-1"), "latin-1") == "é"
    assert decoded(SIMPLIFIED.encode(), "ascii") == SIMPLIFIED
    assert decoded(SIMPLIFIED.encode("gbk"), "no-such-encoding") == SIMPLIFIED


@pytest.mark.parametrize(
    "data", ["Résumé d'un café".encode("latin-1"), b"\x89PNG\r\n\x1a\n\xff\xd8", codecs.BOM_UTF16_LE + b"a"]
)
def test_what_is_no_text_in_a_known_encoding_is_none(data: bytes) -> None:
    assert decoded(data) is None
