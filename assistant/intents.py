"""Questions that are not for the library: recognised by what they ask for, before anything is searched.

The patterns are narrow on purpose: each needs the asking and the thing asked for together, since the subjects
themselves (subsidies, shares, promises) are also what the library's documents speak about.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.languages import to_simplified
from corpus.schemas import Audience


class Intent(StrEnum):
    """Why a question is not searched for."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    FOREIGN = "foreign"
    GREETING = "greeting"
    THANKS = "thanks"
    IDENTITY = "identity"
    INSTRUCTION = "instruction"
    PERSONAL_DATA = "personal_data"
    STAFF_DATA = "staff_data"
    PROMISE = "promise"
    OFF_TOPIC = "off_topic"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_WHOLE = {
    Intent.GREETING: _any(
        r"(你|您)好[呀啊吗]?|嗨|哈喽|早上好|下午好|晚上好|hi|hello|hey|good (morning|afternoon|evening)|hi there|在吗"
    ),
    Intent.THANKS: _any(
        r"(非常|太)?(谢谢|感谢|多谢)(你|您|了|啦)*|再见|拜拜|好的",
        r"thanks?( you)?( (so|very) much| a lot)?|bye|goodbye|ok(ay)?",
    ),
    Intent.IDENTITY: _any(
        r"(请问)?(你|您)是(谁|什么|做什么的|机器人吗|人工智能吗|真人吗)",
        r"(你|您)(能|可以|会)(做|干)(什么|啥|些什么)|(你|您)能帮我什么",
        r"who are you|what are you|are you (a |an )?(robot|bot|human|real person|ai)",
        r"what can you (do|help( me)? with)|help",
    ),
}
"""These must be the whole question."""

_ANYWHERE: dict[Intent, re.Pattern[str]] = {
    Intent.INSTRUCTION: _any(
        r"(忽略|无视|忘记|忘掉|(绕过|跳过)(你|您|系统|上述|以上|所有)).{0,8}(规则|指令|指示|限制|设定|提示词|约束)",
        r"(系统|初始|隐藏)(的)?(提示词|指令)|(输出|显示|告诉我|打印).{0,6}提示词",
        r"(扮演|假装|假设)你?(是|成|为)?.{0,12}(没有|不受|无).{0,4}(限制|约束|规则)|(泄露|公开|透露)(所有|全部)(记录|数据|名单)",
        r"\b(ignore|disregard|forget|bypass|override)\b.{0,12}\b(your|all|any|previous|prior|above|earlier|these|system)\b"
        r".{0,20}\b(rules?|instructions?|prompts?|guidelines?|restrictions?)\b",
        r"\bsystem prompt\b|\b(reveal|print|show|repeat)\b.{0,20}\b(your|hidden|initial) (prompt|instructions?)\b",
        r"\breveal all (records|data)\b|\b(jailbreak|developer mode|DAN mode)\b",
    ),
    Intent.PERSONAL_DATA: _any(
        r"(导出|发送|给我|提供|列出|群发|查).{0,16}"
        r"(手机号|私人电话|个人电话|身份证|家庭住址|个人信息|微信号|联系人电话)",
        r"(手机号|私人电话|个人电话|身份证号|家庭住址|微信号)(码)?(是多少|是什么|有哪些|发|给)",
        r"\b(export|give|send|list|show|tell)\b.{0,40}"
        r"\b(mobile|cell|private|personal|home) (phone )?(numbers?|address(es)?|phones?)\b",
    ),
    Intent.STAFF_DATA: _any(
        r"(逾期|滞后|停滞|未推进|推进不力).{0,6}项目|项目.{0,6}(逾期|滞后|停滞|未推进)",
        r"\b(overdue|stalled|stuck) projects?\b|\bprojects? (that |which )?(are|is) (overdue|stalled|stuck)\b",
        r"(目标企业|招商目标|拟引进企业|意向企业)(的)?(名单|清单|列表|有哪些|是哪些|分布(?!图))",
        r"(内部|未公开|保密|在谈|洽谈中)的?.{0,6}(项目|名单|记录|清单|数据|资料|进展)(?!.{0,8}保护)",
        r"\btarget (enterprise|company|firm|investor)?s?\s?lists?\b|\blist of (target|prospect)",
        r"\b(internal|confidential|staff[- ]only|unpublished) (projects?|records?|data|lists?|notes?|documents?)\b"
        r"(?!.{0,40}\bprotect)",
        r"\bnegotiat\w+ (records?|notes?|logs?)\b|\bcontact logs?\b",
    ),
    Intent.PROMISE: _any(
        r"(能|可以|能否|可否|会|请|敢)(不能|不可以|不会)?(?!.{0,6}(遵守|履行|兑现|介绍|说明|解释)).{0,6}"
        r"(承诺(?![制书函事])|保证|担保|答应).{0,16}(税|补|贴|批|地|价|优惠|利率|奖|政策|通过|到位)",
        r"(你|您|你们|市里|政府|商务局|贵局).{0,8}(承诺|保证|担保|答应)(给|我|返|退|补|批|一定|能)",
        r"(一定|肯定|保证)(能|会)(拿到|批准|获批|通过|得到|享受|给)",
        r"(返还?|退还?)税?\s*(百分之|\d[\d.]*\s*[%％]|[一二三四五六七八九]成)|(能|可以|能否|可否|给)(我|我们)(返|退)税",
        r"(能|可以|能否|可否|给)(我|我们)?(返税|零地价|免地价)",
        r"\b(you|we|bureau|government|city|county)\b.{0,20}\b(promise|guarantee|commit to|assure)\b.{0,50}"
        r"\b(tax|subsid\w+|approv\w+|land|refund|rebate|incentive|permit|licen[cs]e|grant)",
        r"^(please )?(promise|guarantee|assure)\b|\b(get|have|give) (me |us )?(a|your) (promise|guarantee)\b",
        r"\b(will|would|can) (you|we|i) (definitely|certainly|surely) (get|give|receive|be approved)",
        r"\b(tax|vat) (rebate|refund) of \d|\b\d+\s?% (tax )?(rebate|refund)\b",
    ),
    Intent.OFF_TOPIC: _any(
        r"(推荐|哪只|炒|该买|买(什么|哪)).{0,10}(股票|基金|彩票|期货|加密货币|比特币)",
        r"(股票|股价|基金|比特币).{0,8}(推荐|会涨|能买|走势|怎么样)",
        r"(推荐|哪家|最好的?|预订|订).{0,10}(酒店|餐厅|餐馆|饭店|电影|景点|机票|KTV)",
        r"(今天|明天|后天|现在).{0,6}(天气|气温|下雨)|讲(个|一个)笑话|写(一)?(首|篇).{0,8}(诗|歌|小说|作文)|现在几点",
        r"\b(recommend|suggest|pick)\b.{0,24}\b(stocks?|shares?)\b|\bbest\b.{0,12}\bstocks?\b(?! exchange)",
        r"\bwhich (stocks?|shares?) (should|to|do|will|can)\b",
        r"\bshould i (buy|sell)\b.{0,24}\b(stocks?|shares?|crypto|bitcoin)\b",
        r"\b(recommend|suggest|best|top|good|book)\b.{0,24}\b(hotels?|restaurants?|movies?|crypto|bitcoin|lotter\w+)\b",
        r"\b(weather|temperature) (today|tomorrow|in|forecast)|\bwhat('s| is) the weather",
        r"\btell me a joke|\bwrite (me )?a (poem|song|story|essay|code)",
    ),
}
"""These may stand anywhere in it; the first that fits counts."""

_LONGEST_LOOKED_AT = 2_000
_POLITE = re.compile(r"[\s,，。.!！?？~～、;；:：'\"“”]+")


def is_small_talk(text: str) -> bool:
    """Whether a text only greets, thanks or asks who answers, so that what is said next does not go on from it."""
    return _small_talk(to_simplified(text[:_LONGEST_LOOKED_AT])) is not None


def intent_of(text: str, audience: Audience) -> Intent | None:
    """What a question asks for when that is not something the library answers."""
    sample = to_simplified(text[:_LONGEST_LOOKED_AT])
    if small_talk := _small_talk(sample):
        return small_talk
    for intent, pattern in _ANYWHERE.items():
        if intent is Intent.STAFF_DATA and audience == "staff":
            continue
        if pattern.search(sample):
            return intent
    return None


def _small_talk(sample: str) -> Intent | None:
    whole = _POLITE.sub(" ", sample).strip()
    return next((intent for intent, pattern in _WHOLE.items() if pattern.fullmatch(whole)), None)
