"""Questions that are not for the library: recognised by what they ask for, before anything is searched.

The wordings are narrow on purpose: each needs the asking and the thing asked for together, since the subjects
themselves (subsidies, shares, promises) are also what the library's documents speak about. Whatever else is foreign to
the library is known by its distance from it (`assistant.scope`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant import wordings_en, wordings_zh
from corpus.languages import has_han, to_simplified
from corpus.schemas import Audience


class Intent(StrEnum):
    """Why a question is not searched for."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    FOREIGN = "foreign"
    GREETING = "greeting"
    THANKS = "thanks"
    IDENTITY = "identity"
    CONTACT = "contact"
    INSTRUCTION = "instruction"
    PERSONAL_DATA = "personal_data"
    STAFF_DATA = "staff_data"
    PROMISE = "promise"
    OFF_TOPIC = "off_topic"


_BEGINNINGS = (wordings_en.ORDER_ALSO_AFTER_A_COMMA, wordings_en.ORDER, r"\b", "")


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern for all. Those that begin alike share that beginning, so that it is tried once at each place."""
    alike: dict[str, list[str]] = {}
    for pattern in patterns:
        beginning = next(beginning for beginning in _BEGINNINGS if pattern.startswith(beginning))
        alike.setdefault(beginning, []).append(pattern.removeprefix(beginning))
    grouped = (f"{beginning}(?:{'|'.join(rest)})" for beginning, rest in alike.items())
    return re.compile("|".join(grouped), re.IGNORECASE)


_WHOLE = {
    Intent.GREETING: _any(
        r"(你|您)好[呀啊吗]?|嗨|哈喽|早上好|下午好|晚上好|hi|hello|hey|good (morning|afternoon|evening)|hi there|在吗"
    ),
    Intent.THANKS: _any(
        r"(非常|太)?(谢谢|感谢|多谢)(你|您|了|啦)*|再见|拜拜|好的",
        r"thanks?( you)?( (so|very) much| a lot)?|bye|goodbye|ok(ay)?",
    ),
    Intent.IDENTITY: _any(
        r"(请问)?(你|您)(到底)?是(谁|什么|做什么的|机器人吗|人工智能吗|真人吗|chatgpt吗|哪个模型|什么模型|局长吗|市长吗)",
        r"(你|您)(能|可以|会)(做|干)(什么|啥|些什么)|(你|您)能帮我什么|(你|您)叫什么(名字)?",
        r"who (are|made) you|what are you|are you (a |an |the )?(robot|bot|human|real person|ai|chatgpt|mayor)",
        r"what is your name",
        r"what can you (do|help( me)? with)|help|which (language )?model are you",
    ),
    Intent.CONTACT: _any(
        r"(请问)?(我)?(该|要|应该|可以)?(怎么|如何|怎样)(才能)?(联系|找)(上|到)?(你们|您们?|贵局|你们局|工作人员|人工|真人)",
        r"(请问)?(你们|您们?|贵局|你们局)的?(联系方式|联系电话|电话|电话号码|地址|办公地址)(是)?(多少|什么|在哪里?)?",
        r"(请问)?(联系方式|联系电话|电话|地址)(是)?(多少|什么|在哪里?)?|转人工|人工服务|(请问)?(我)?(该|要|应该)联系谁",
        r"(请问)?(你们|您们?|贵局|你们局)的?(办公室|办公地点|办公地址|单位)?(在|位于)(哪里?|哪儿|哪裡|什么地方|何处)(办公|上班)?",
        r"where (are you|is your (office|bureau))( located)?",
        r"(please )?(how|where) (do|can|could|should|may) (i|we) (contact|reach|call|get in touch with) "
        r"(you|your (office|bureau)|somebody|someone|a person)",
        r"(what is|what's|what are) your (contact( details| number| information)?|(tele)?phone( number)?"
        r"|address|e-?mail( address)?)|contact( details| us)?|who (do|can|should) (i|we) (contact|call|talk to|ask)",
    ),
}
"""These must be the whole question."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """How something is asked for, and the words that show that a question is only about it."""

    asked_for: re.Pattern[str]
    about: re.Pattern[str] | None = None


_ENGLISH = {
    Intent.INSTRUCTION: _Wording(_any(*wordings_en.INSTRUCTION)),
    Intent.PERSONAL_DATA: _Wording(_any(*wordings_en.PERSONAL_DATA), _any(wordings_en.ABOUT_PERSONAL_DATA)),
    Intent.STAFF_DATA: _Wording(_any(*wordings_en.STAFF_DATA), _any(wordings_en.ABOUT_STAFF_DATA)),
    Intent.PROMISE: _Wording(_any(*wordings_en.PROMISE), _any(wordings_en.ABOUT_PROMISES)),
    Intent.OFF_TOPIC: _Wording(_any(*wordings_en.OFF_TOPIC), _any(wordings_en.ABOUT_OFF_TOPIC)),
}
_CHINESE = {
    Intent.INSTRUCTION: _Wording(_any(*wordings_zh.INSTRUCTION)),
    Intent.PERSONAL_DATA: _Wording(_any(*wordings_zh.PERSONAL_DATA), _any(wordings_zh.ABOUT_PERSONAL_DATA)),
    Intent.STAFF_DATA: _Wording(_any(*wordings_zh.STAFF_DATA), _any(wordings_zh.ABOUT_STAFF_DATA)),
    Intent.PROMISE: _Wording(_any(*wordings_zh.PROMISE), _any(wordings_zh.ABOUT_PROMISES)),
    Intent.OFF_TOPIC: _Wording(_any(*wordings_zh.OFF_TOPIC), _any(wordings_zh.ABOUT_OFF_TOPIC)),
}
"""Found anywhere in a question; the first intent that fits counts."""

_LONGEST_LOOKED_AT = 2_000
_LAST_WORDS = 200  # characters; a long letter mentions much before it asks
_POLITE = re.compile(r"[\s,，。.!！?？~～、;；:：'\"“”]+")


def is_small_talk(text: str) -> bool:
    """Whether a text only greets, thanks or asks who answers, so that what is said next does not go on from it."""
    return _small_talk(to_simplified(text[:_LONGEST_LOOKED_AT])) is not None


@lru_cache(maxsize=64)  # a question is looked at as it was written and as it was understood, mostly the same
def intent_of(text: str, audience: Audience) -> Intent | None:
    """What a question asks for when that is not something the library answers."""
    sample = to_simplified(text[:_LONGEST_LOOKED_AT])
    if small_talk := _small_talk(sample):
        return small_talk
    languages = (_ENGLISH, _CHINESE) if has_han(sample) else (_ENGLISH,)
    for intent in _ENGLISH:
        if intent is Intent.STAFF_DATA and audience == "staff":
            continue
        looked_at = sample[-_LAST_WORDS:] if intent is Intent.OFF_TOPIC else sample
        if any(_asks_for(wordings[intent], looked_at) for wordings in languages):
            return intent
    return None


def _asks_for(wording: _Wording, text: str) -> bool:
    return bool(wording.asked_for.search(text)) and not (wording.about and wording.about.search(text))


def _small_talk(sample: str) -> Intent | None:
    whole = _POLITE.sub(" ", sample).strip()
    return next((intent for intent, pattern in _WHOLE.items() if pattern.fullmatch(whole)), None)
