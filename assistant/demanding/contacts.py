"""Contacts: whether a question asks whom to turn to, and whether a sentence names an office for the same matter."""

from __future__ import annotations

import re

from assistant.content import content_units
from assistant.naming import written_as
from corpus.glossaries import Glossary
from corpus.languages import language_of, to_simplified
from index.lexical import chinese_tokens

_OFFICE_KINDS_ZH = "部门|单位|机构|科室|窗口|局|委|政府|机关"
_WHO_ZH = rf"(?:谁|哪[个家位些]?(?:{_OFFICE_KINDS_ZH}|人)|什么(?:{_OFFICE_KINDS_ZH}|人))"
_ASKS_ZH = re.compile(
    rf"(?:找|打(?:电话)?给|联系|联络|咨询|请教|询问|问|对接|求助|投靠|反映给|汇报给)(?:一下)?{_WHO_ZH}"
    rf"|[向跟和与]{_WHO_ZH}(?:联系|咨询|申请|申报|反映|投诉|对接|沟通|打听|了解|求助|举报|报告)"
    rf"|[归由是]?{_WHO_ZH}来?(?:负责|管|受理|办理|审批|主管|对接|牵头|审核|经办|批)"
    r"|(?:联系人|对接人|联系方式|联系电话|联系单位)(?:是|有)?(?:谁|什么|多少|哪些?)?[\s？?。！]*$"
)
_ASKS_EN = re.compile(
    r"\bwhom?(?: exactly)? (?:should|can|could|do|does|must|may|shall|would|might|will)"
    r" (?:i|we|you|one|an? [\w-]+|investors?|firms?|companies)(?: [\w-]+){0,2} "
    r"(?:contact|ask|talk|speak|call|turn|approach|write|see|reach|consult|go|apply|complain|report|deal)\b"
    r"|\bwhom? to (?:contact|ask|talk|speak|call|turn|approach|write|see|consult)\b"
    r"|\bwho (?:handles|deals with|is responsible for|is in charge of|takes care of|looks after|processes|accepts)\b"
    r"|\b(?:which|what) (?:office|bureau|department|authority|agency|body|desk|window)s? "
    r"(?:should|can|do|does|must|is|are|handles?|deals?|approves?|accepts?|takes?|issues?|processes|decides?)\b"
    r"|\bcontact (?:person|details?|number|information|point)\b|\bpoint of contact\b",
    re.IGNORECASE,
)
_ONLY_ASKS_ZH = re.compile(
    rf"{_ASKS_ZH.pattern}|应该|应当|该|要|想|需要|可以|我们?|你们|您|去|请问|问题|的话|有关|关于|方面|事情|事宜|如果|办理?|什么|那么?|呢|[是的]"
)
_ONLY_ASKS_EN = re.compile(
    rf"{_ASKS_EN.pattern}|\b(?:about|regarding|concerning|questions?|problems?|matters?|issues?|want|need|to|if|please|for|with|help)\b",
    re.IGNORECASE,
)
_OFFICE_ZH = (
    r"(?:(?<!有关)部门|主管[机部]|机关|机构|委员会|[商财税公农林水文人发工信业监管政务源障境建游运]局|厅|管委会|办公室|办事处|服务中心"
    r"|政务中心|窗口|专班|人民政府|市政府|法院|商务部|工作机制|在线平台|税务)"
)
_ISSUES_ZH = r"(?![^。；]{0,24}(?:印发|制定|发布|公布|颁布))"
_NAMES_ZH = re.compile(
    rf"(?:由|(?<![方意定导走])向|找|联系|报送?(?!告)|提交|经(?![济营验过])|咨询|通过|归|请(?!示))[^。；]{{0,24}}?{_OFFICE_ZH}{_ISSUES_ZH}"
    rf"|{_OFFICE_ZH}[^。；]{{0,10}}?(?:负责|办理|受理|审批|审核|决定|处理|答复|管理|核准|备案|登记|审查|协调|牵头)"
    r"|由[^。；，]{1,12}(?:办理|负责|受理|审批|决定)|电话[是为：:]|\d{3,4}-\d{7,8}"
)
_OFFICE_EN = (
    r"(?:bureau|offices?|authorit(?:y|ies)|departments?|ministry|agency|agencies|commission|committee|regulators?|courts?|administrations?"
    r"|government|council|cent(?:er|re)|desk|window|platform|mechanism)"
)
_NAMES_EN = re.compile(
    rf"\b(?:by|to|with|contact|contacting|ask|asks?|from|at|through|see|is for)\b[^.;]{{0,60}}?\b{_OFFICE_EN}\b"
    rf"|\b{_OFFICE_EN}\b[^.;]{{0,30}}?\b(?:handles?|decides?|approves?|accepts?|administers?|registers?|issues?|reviews?|deals|coordinates?)\b"
    r"|\bmay (?:ask|complain)\b|\btelephone:? \+?\d",
    re.IGNORECASE,
)
_LACKED = re.compile(r"谁|哪[个位]|电话|联系|\b(?:who|telephone|contact)\b", re.IGNORECASE)


def asks_whom(question: str) -> bool:
    """Whether a question, in Simplified script, asks whom to turn to."""
    return bool(_ASKS_ZH.search(question) or _ASKS_EN.search(question))


def names_office(sentence: str, question: str, glossary: Glossary) -> bool:
    """Whether a sentence names somebody to turn to, for half of what the question speaks of at least."""
    plain = to_simplified(sentence)
    named = (_NAMES_ZH if language_of(plain) == "zh" else _NAMES_EN).search(plain)
    return named is not None and _is_of_the_matter(plain, question, glossary)


def lacks_office(sentence: str, question: str, glossary: Glossary) -> bool:
    """Whether what a sentence says is missing is somebody to turn to for the same matter."""
    plain = to_simplified(sentence)
    return bool(_LACKED.search(plain)) and _is_of_the_matter(plain, question, glossary)


def _is_of_the_matter(plain: str, question: str, glossary: Glossary) -> bool:
    """Whether a sentence holds half of the terms or words of a question, apart from those that ask whom."""
    terms = {match.term.zh: match.term for match in glossary.matches(question)}
    held = sum(written_as(term).search(plain) is not None for term in terms.values())
    if terms and held >= len(terms) / 2:
        return True
    language = language_of(question)
    matter = (_ONLY_ASKS_ZH if language == "zh" else _ONLY_ASKS_EN).sub(" ", question)
    wanted = set(chinese_tokens(matter)) if language == "zh" else content_units(matter, language)
    words = set(chinese_tokens(plain)) if language == "zh" else content_units(plain, language)
    return len(wanted & words) >= len(wanted) / 2
