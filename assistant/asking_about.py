"""Asking about: a question that leans on the thing a conversation is about, made one that names it."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.following_up import leans_on_earlier
from assistant.intents import intent_of
from assistant.naming import is_attribute
from assistant.subjects import Subject
from corpus.languages import language_of, to_simplified
from corpus.records.entities import ENTITIES
from corpus.records.fields import Field
from corpus.schemas import Language

_THINGS_ZH = "项目|产业链|链条|环节|政策|办法|企业|公司|活动|会议|文件|资料|文档|通知|报告"
_POINTS_ZH = re.compile(
    rf"(?:这|那|该|本|此|上述)[个项条家份场次]?(?:{_THINGS_ZH})|它们?|[这该此](?=[在是有的属由需位要])"
)
_POINTS_EN = re.compile(
    r"\b(?:this|that|the said) (?:project|chain|link|policy|measure|firm|company|enterprise|event|document|paper|one)\b"
    r"|\b(?:it|this|they|them)\b(?! (?:is|was) (?:true|possible|that))",
    re.IGNORECASE,
)
_ITS_ZH = re.compile(r"^其(?![中他它余实次])|(?<=[，,])其(?![中他它余实次])")
_ITS_EN = re.compile(r"\b(?:its|their)\b\s+(?P<rest>[^?.!,]+)", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"^(?:那么?|还有|另外|此外|以及)[，, ]*|^(?:(?:and|but|so|also|then)\b[, ]*)?(?:what|how) about (?:the )?"
    r"|^(?:and|but|so|also|then)\b[, ]*(?:the )?",
    re.IGNORECASE,
)
_END = re.compile(r"[呢啊呀]?[\s?？。.!！]*$")
_OF_ALL = re.compile(
    r"你们|贵局|所有|全部|全市|一共|总共|各(?:县|区|链)|其他|别的|\b(?:all|every|each|other|in total)\b", re.IGNORECASE
)
_OF_ALL_PROJECTS = re.compile(
    r"哪些(?:招商)?项目|(?:多少|几)个?(?:招商)?项目|\b(?:which|how many|what) projects\b", re.IGNORECASE
)
_COMMON = frozenset(
    "签约 签约项目 招商项目 投资者 外国投资者 龙头企业 核心企业 链主 关键环节 上游 中游 下游 配套 产业链"
    " 发展方向 产业布局 全国分布 总投资 计划投资 签约额 到位资金 产能 产量 产值 投资来源 面积 县区 亩 亿元"
    " 人民币 美元 口径 占比 平均 文号 施行日期 失效 废止 取代 申报条件 申请材料 补助上限 门槛 优惠政策"
    " 政策文件 外资 供应链 工业用地".split()
)
"""Terms that things have or consist of: to ask for them is not to ask about something else."""
_POINTING_AT_DOCUMENT = re.compile(
    r"(?:这|该|本|此)[个项条家份]?(?:政策|办法|文件|资料|文档|通知|报告|规定|表格?|公司|企业|单位)的?|根据它|它的?"
    r"|^(?:请问[,，]?)?(?:公司|企业)的?(?![名类数家])"
    r"|\b(?:(?:in|by|under|according to) )?(?:this|that) (?:policy|measure|document|paper|text|law|report)\b"
    r"|\b(?:in|by|under) it\b",
    re.IGNORECASE,
)
_WHAT_IT_SAYS = re.compile(
    r"(?:主要|大概|核心)?(?:内容|意思)|讲(?:了|的)?(?:是)?(?:什么|啥)|说(?:了|的)?(?:是)?(?:什么|啥)|关于什么|概括|总结|摘要"
    r"|\bwhat (?:is|are) (?:it|this|that|they)(?: \w+)? about\b|\bwhat does (?:it|this|that) say\b"
    r"|\bsummar|\bmain (?:point|content)",
    re.IGNORECASE,
)
_VERBS_ZH = re.compile(
    r"在|位于|现在|签|将|已|还|达|应|是|有|为|由|属于|需要?|要|能|可以?|会|何|什么时候|什么|谁|哪|多少|几|怎么|怎样|如何|多大|多久|做|讲|说|归|用了?多|占多|依据"
)
_IT = r"(?:it|this|that|(?:this|that) \w+)"
_BARE_EN = re.compile(r"^(?:what|who|which|how (?:much|many|big|large|long)) ", re.IGNORECASE)
_QUESTION_EN = re.compile(r"^(?:what|who|which|when|where|how|why|is|are|does|do|can|will)\b", re.IGNORECASE)


def about_its_subject(conversation: Conversation, index: OpenIndex) -> Conversation:
    """The conversation with its question whole, where that leans on what it is about; itself where it does not."""
    subject = conversation.about
    if subject is None or not _is_of(conversation, subject, index):
        return conversation
    return replace(conversation, question=named(conversation))


def named(conversation: Conversation) -> str:
    """The question with the conversation's subject named, as later turns are to understand it."""
    subject, question = conversation.about, conversation.question
    if subject is None or any(name in question for name in subject.names):
        return question
    return whole_question(question, subject)


def questions_within(conversation: Conversation, index: OpenIndex) -> tuple[Set[str], tuple[str, ...]]:
    """The ids of the document that a conversation is about, and what to look for in it alone, the likelier first.

    The question without the words that point at the document, since all of it is about the document; where that asks
    what the document says at all, with its name.
    """
    subject, question = conversation.about, conversation.question
    document = subject.its_document if subject else None
    if subject is None or document is None:
        return frozenset(), ()
    bare = _POINTING_AT_DOCUMENT.sub(" ", question).strip(" ,，的")
    asked = (whole_question(question, subject),) if _WHAT_IT_SAYS.search(to_simplified(question)) else (bare,)
    return index.versions(document), tuple(text for text in asked if text)


def whole_question(question: str, subject: Subject) -> str:
    """A question that leans on a subject, with the subject named; where it asks for a field, that is named too."""
    text = _END.sub("", " ".join(question.split()))
    language = language_of(text)
    name = subject.name(language)
    field = _field_asked(text, subject)
    if field and not (language == "en" and field.kind == "date"):  # "when" asks for a date in any English question
        return _about_field(field, name, language)
    bare = _LEADS_ON.sub("", text)
    return _whole_zh(bare, name, subject) if language == "zh" else _whole_en(bare, name)


def _is_of(conversation: Conversation, subject: Subject, index: OpenIndex) -> bool:
    """Whether the question is about the subject without saying so."""
    text = to_simplified(conversation.question)
    if any(name in text for name in subject.names) or intent_of(text, conversation.audience):
        return False
    if _OF_ALL.search(text) or (subject.kind in ("project", "document") and _OF_ALL_PROJECTS.search(text)):
        return False
    if _POINTS_ZH.search(text) or _ITS_ZH.search(text) or _names_kind(text):
        return True
    last = conversation.turns[-1].question if conversation.turns else None
    goes_on = last is not None and not any(name in last for name in subject.names)
    leans = leans_on_earlier(text)
    if leans and goes_on:
        return False
    return leans or _field_asked(_END.sub("", text), subject) is not None or not _names_another(text, subject, index)


def _names_kind(text: str) -> bool:
    return language_of(text) == "en" and bool(re.search(r"\b(?:this|that) \w+|\b(?:it|its)\b", text, re.IGNORECASE))


def _names_another(text: str, subject: Subject, index: OpenIndex) -> bool:
    """Whether a question names something of its own: a term of the glossary that is not just what things have."""
    own = {word.lower() for field in _fields(subject) for word in (field.zh, field.en, *field.aliases)}
    for match in index.glossary.matches(text):
        written = text[match.span.start : match.span.end].lower()
        names = (match.term.zh, match.term.en.lower())
        is_own = match.term.zh in _COMMON or written in own or bool(own & set(names))
        if not is_own and not any(is_attribute(name) for name in (written, *names)):
            return True
    return False


def _fields(subject: Subject) -> tuple[Field, ...]:
    return () if subject.kind == "document" else ENTITIES[subject.kind].fields


def _field_asked(text: str, subject: Subject) -> Field | None:
    """The field of a record that a question asks for and says nothing else."""
    plain = to_simplified(text).lower()
    plain = _POINTS_ZH.sub("", _LEADS_ON.sub("", plain)) if language_of(plain) == "zh" else plain
    asked = _asked_fields()
    public = (field for field in _fields(subject) if field.public and field.name in asked)
    return next((field for field in public if asked[field.name].fullmatch(plain.strip())), None)


@cache
def _asked_fields() -> dict[str, re.Pattern[str]]:
    patterns: dict[str, list[str]] = yaml.safe_load(files("assistant").joinpath("asked_fields.yaml").read_text("utf-8"))
    return {name: re.compile("|".join(written).replace("{it}", _IT)) for name, written in patterns.items()}


def _about_field(field: Field, name: str, language: Language) -> str:
    if language == "zh":
        return f"{name}的{field.zh}是{'多少' if field.kind in ('money', 'area_mu', 'number') else '什么'}？"
    return f"What is the {field.en} of {name}?"


def _whole_zh(text: str, name: str, subject: Subject) -> str:
    named = _ITS_ZH.sub(f"{name}的", _POINTS_ZH.sub(name, text, count=1), count=1)
    if named != text:
        return f"{named}？"
    starts_with_field = any(text.startswith((field.zh, *field.aliases)) for field in _fields(subject))
    joined = "" if _VERBS_ZH.match(text) and not starts_with_field else "的"
    return f"{name}{joined}{text}？"


def _whole_en(text: str, name: str) -> str:
    if _ITS_EN.search(text):
        return _ITS_EN.sub(lambda found: f"the {found['rest'].strip()} of {name}", text, count=1) + "?"
    if _POINTS_EN.search(text):
        return _POINTS_EN.sub(lambda _: name, text, count=1) + "?"
    if _BARE_EN.match(text):
        return f"{text} of {name}?"
    if _QUESTION_EN.match(text):
        return f"{text} for {name}?"
    return f"What is the {text[0].lower()}{text[1:]} of {name}?"
