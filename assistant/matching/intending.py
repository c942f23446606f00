"""Intending: whether a question tells of a plan and asks what fits it, known from its words alone.

It is narrow on purpose: what is not plainly a plan with a question about it is left to the texts and the records.
"""

from __future__ import annotations

import re
from typing import Literal

Asks = Literal["policies", "projects"]

_INTENDS = re.compile(
    r"(我|我们|我司|我方|我公司|我企业|我集团|本公司|本企业|咱们?|客商|客户|一家.{0,8}企业|有家企业"
    r"|某.{0,8}(企业|公司|集团)|(省外|境外|外地|本地|外资)企业)[^。？?！!]{0,14}"
    r"(想要?|打算|计划|准备|拟|考虑|希望|有意向?|要)[^。？?！!]{0,22}"
    r"(投|建|办厂|做|生产|制造|加工|更新|改造|升级|购置|购买|采购|落户|设厂|扩产|花|上一?条)"
    r"|(我|我们|我司|本公司)[^。？?！!]{0,6}(投资|投入|投)[^。？?！!]{0,24}(建|做|生产|制造|更新|改造|升级|购置|加工)"
    r"|^(想|打算|计划|准备|拟)(要|在)?[^。？?！!]{0,22}(投|建|办厂|做|生产|制造|加工|更新|改造|升级|购置)"
    r"|\b(i|we|our (company|firm|group|client)|an? ([\w-]+ ){0,3}(company|firm|investor|enterprise|client))"
    r"( am| are|'m|'re|'d)? "
    r"([\w-]+ ){0,8}?"
    r"(wants?|plans?|planning|intends?|like|going|will|considering|thinking|looking|hope|hoping)"
    r"\b[^.?!]{0,40}\b"
    r"(invest|build|set up|open|spend|upgrad|renovat|make|produc|buy|establish|expand|manufactur|put)\w*"
    r"|\bwe(?: are|'re) (a|an) [\w, -]{0,40}(planning|investing|building|setting up)\b"
    r"|\b(my|our) [^.?!:]{0,40}\b(upgrade|renovation|investment|project|plant|factory|new line)\b[^.?!]{0,6}:",
    re.IGNORECASE,
)
_POLICIES = re.compile(
    r"(哪些|什么|啥|哪个|哪几项|有没有|有无|可以|能|适用)[^。？?！!]{0,10}"
    r"(政策|补助|补贴|奖励|扶持|支持|奖补|优惠|措施|条件|门槛)|(政策|补助|补贴|奖励|扶持|优惠|支持)[^。？?！!]{0,6}"
    r"(有哪些|有什么|吗|适用|够不够|符合|能用)|符合[^。？?！!]{0,8}(政策|条件)"
    r"|\b(what|which|any|is there|are there|do we|can we|does)\b[^.?!]{0,40}"
    r"\b(polic(y|ies)|subsid(y|ies)|support|incentives?|grants?|awards?|schemes?|measures|thresholds?|conditions)\b"
    r"|\b(what|which)\b[^.?!]{0,30}\b(apply|applies|fits?|qualify)\b",
    re.IGNORECASE,
)
_PROJECTS = re.compile(
    r"(哪些|什么|有没有|哪个|有无)[^。？?！!]{0,10}(招商)?项目[^。？?！!]{0,12}(适合|合适|可以投|能投|匹配|对接|可投|合作)?"
    r"|适合[^。？?！!]{0,8}项目|\b(which|what|any)\b[^.?!]{0,20}\bprojects?\b[^.?!]{0,30}"
    r"\b(fits?|suits?|open|offer|match(es)?|invest in|join|available)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(r"多少|几成|\bhow (much|many|long)\b|封顶|最高|上限|\b(ceiling|maximum)\b", re.IGNORECASE)
_LONGEST = 400  # characters; a long letter tells more than is asked


def asked_of_plan(text: str) -> Asks | None:
    """What a question asks of a plan that it tells; nothing when it tells none, or asks how much it would be given.

    The text is in Simplified script or in English.
    """
    if len(text) > _LONGEST or _HOW_MUCH.search(text) or not _INTENDS.search(text):
        return None
    if _PROJECTS.search(text):
        return "projects"
    return "policies" if _POLICIES.search(text) else None
