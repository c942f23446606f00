"""Made-up statutes in the forms in which real ones are published."""

from __future__ import annotations

from pathlib import PurePath

from corpus.documents import Document
from corpus.markdown import ReadDocument, read_document

OLD = """# 中华人民共和国示例登记法

1999年5月1日 第九届全国人民代表大会常务委员会第九次会议通过

2018年10月26日 第十三届全国人民代表大会常务委员会第六次会议《关于修改〈中华人民共和国示例登记法〉的决定》修正

<!-- INFO END -->

## 第一章 总则

第一条 为了规范示例登记，制定本法。

第二条 登记机关应当在三十日内办结登记。

## 第二章 附则

第三条 本法自2000年1月1日起施行。
"""

NEW = """中华人民共和国示例登记法
（1999年5月1日第九届全国人民代表大会常务委员会第九次会议通过　2018年10月26日第十三届全国人民代表大会常务委员会第六次会议《关于修改〈中华人民共和国示例登记法〉的决定》修正　2024年12月25日第十四届全国人民代表大会常务委员会第十三次会议修订）

目　录
第一章　总　则 …… 1
第二章　登记
第三章　附　则

第一章　总　则
第一条　为了规范示例登记，保护申请人，制定本法。
第二条　登记机关应当在十日内办结登记。
第二条之一　登记机关可以在网上办理登记。

第二章
登记
第三条　申请人应当提交下列材料：
（一）申请书；
（二）身份证明。
前款第二项所称身份证明包括护照。
违反本法第二
条规定的，不予登记。
第四条　第二条规定的期限不包括公告期。

第三章　附　则
第五条　本法自2026年7月1日起施行。《中华人民共和国示例备案条例》同时废止。
附件：示例收费表
每件十元。
"""

REPEALED = """# 中华人民共和国示例备案条例

2005年3月1日 中华人民共和国国务院令第999号公布

第一条 为了规范示例备案，制定本条例。

第二条 备案每件收费五元。

第三条 本条例自公布之日起施行。
"""

ENGLISH = """# Example Registration Law of the People's Republic of China

(Adopted at the 13th Session of the Standing Committee on December 25, 2024)

Contents

Chapter I General Provisions

Chapter II Supplementary Provisions

Chapter I General Provisions

Article 1 This Law is enacted to regulate registration.

Article 2 The authority shall finish a registration within ten days as provided in
Article 9 of another law.

Where it does not, the applicant may complain to:

(1) the authority itself;

(2) its superior.

CHAPTER II
Supplementary Provisions

Article 3 This Law shall come into force as of July 1, 2026.
"""


def document_of(text: str, name: str = "law.md") -> Document:
    """The document of a file."""
    read = read_document(text, PurePath(name), name)
    assert isinstance(read, ReadDocument)
    return read.document
