from __future__ import annotations

import pytest

from assistant.statutes.naming import StatuteNames
from corpus.documents import Document
from corpus.glossaries import Glossary


def statute(id_: str, title: str) -> Document:
    return Document(id_, title, "zh", "第一条 甲。", (), f"{id_}.md", articles=3)


NAMES = StatuteNames.of(
    [
        statute("fil", "中华人民共和国外商投资法"),
        statute("fil-rules", "中华人民共和国外商投资法实施条例"),
        statute("nation", "优化营商环境条例"),
        statute("henan", "河南省优化营商环境条例"),
        statute("henan-bidding", "河南省实施《中华人民共和国招标投标法》办法"),
        statute("bidding", "中华人民共和国招标投标法"),
    ],
    Glossary(()),
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("外商投资法第四条", ["fil"]),
        ("《中华人民共和国外商投资法》和优化营商环境条例", ["fil", "nation"]),
        ("外商投资法实施条例第四条", ["fil-rules"]),
        ("河南优化营商环境条例", ["henan"]),
        ("外商投資法", ["fil"]),
        ("浙江省优化营商环境条例第四条", []),
        ("河南省实施招标投标法办法", ["henan-bidding"]),
        ("Article 4 of the Foreign Investment Law of the People's Republic of China", ["fil"]),
        ("the Regulations for the Implementation of the Foreign Investment Law", ["fil-rules"]),
        ("the Henan Regulations on Optimizing the Business Environment", ["henan"]),
        ("the law on foreign trade", []),
    ],
)
def test_a_statute_is_known_by_any_of_its_names(text: str, named: list[str]):
    assert [one.documents[0].id for one in NAMES.named(text)] == named
