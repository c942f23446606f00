"""Scope: whether a question has to do with what the library is there for, and which documents come near it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.assembly import OpenIndex
from assistant.gathering import Evidence
from assistant.understanding import Question
from corpus.languages import to_simplified
from corpus.schemas import Language
from index.search import Match

# Set on general-knowledge questions and on investors' questions that the shipped library does not answer, with the
# bundled model. A model whose cosines are all higher calls nothing far, so that such questions end as not found.
_NEAR = 0.3  # cosine
_SHARED = 0.5  # of the weight of a question's words

_BUSINESS = re.compile(
    r"\b(we|our|ours|us|compan|firm|business|enterpris|corporat|factor(y|ies)|plant|warehouse|office|workshop|invest|project"
    r"|industr|manufactur|produc|maker|employ|worker|staff|hir(e|ing)|recruit|labou?r|wage|salar|graduate|train|college|tax"
    r"|dut(y|ies)|customs|import|export|trade|fair|permit|licen|regist|law|legal|contract|dispute|land|rent|site|zone|loan"
    r"|bank|fund|financ|cost|price|electric|gas|water|energy|power|emission|environment|airport|port|rail|road|logistic"
    r"|transport|school|hospital|housing|apartment|visa|partner|supplier|market|start-?up|data cent|incentive|subsid"
    r"|support|polic|government|bureau|official|complain|patent|econom|popul|live there)"
    r"|我们|我司|公司|企业|厂|园区|投资|投产|项目|产业|行业|工业|制造|生产|员工|工人|招工|用工|工资|薪|就业|人才|大学生|培训|技校"
    r"|技术|税|海关|进口|出口|外贸|贸易|许可|证照|办证|注册|登记|法律|法规|合法|违法|劳动法|合同|合伙|纠纷|土地|用地|租金|租赁"
    r"|厂房|住房|公寓|买房|仓库|写字楼|贷款|银行|资金|融资|成本|价格|电价|供电|用电|电力|天然气|燃气|供水|用水|能源|排放|环境"
    r"|机场|港口|铁路|公路|高速|物流|运输|学校|上学|医院|签证|供应|市场|创业|外商|招商|商务|经商|补贴|扶持|政策|优惠|政府|部门"
    r"|官员|投诉|专利|经济|社保|备案|审批|受理|办理|办事|材料|申请|承诺|考察|实地|人口",
    re.IGNORECASE,
)
"""Words of business life: who uses one may be an investor, whatever the library holds."""


def is_far(question: Question, evidence: Sequence[Evidence], index: OpenIndex) -> bool:
    """Whether a question is about something else altogether.

    It is when no name or term of the library stands in it, no word of business life either, and nothing that was found
    comes near. A library without a profile does not say what it is for, so nothing is far from it. Questions about the
    business of other places have such words: they are searched, and not found unless the library holds something.
    """
    texts = (question.text, *question.searches)
    if index.profile is None or any(_BUSINESS.search(to_simplified(t)) or index.glossary.matches(t) for t in texts):
        return False
    return not any(_is_near(match, question.language) for item in evidence for match in item.matches)


def near_documents(question: Question, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The ids of the documents in the asker's language that a question comes near to, best first."""
    near = [
        match.passage.document_id
        for item in evidence
        for match in item.matches
        if match.passage.language == question.language and _is_near(match, question.language)
    ]
    return tuple(dict.fromkeys(near))


def _is_near(match: Match, language: Language) -> bool:
    """Whether a sentence of a passage is near in meaning, or shares half of the question's words in its language."""
    if (match.cosines >= _NEAR).any():
        return True
    mass = max(float(match.idf.sum()), 1e-9)
    held = float((match.terms @ match.idf).max(initial=0.0))
    return match.passage.language == language and held / mass >= _SHARED
