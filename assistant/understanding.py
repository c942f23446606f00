"""Understanding: what is asked, in which language, made whole from the conversation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.following_up import made_whole
from assistant.intents import Intent, intent_of
from corpus.languages import Script, is_foreign, language_of, script_of, to_simplified
from corpus.schemas import Audience, Language

LONGEST_QUESTION = 2_000
"""Characters; a longer text is not a question that search could serve."""

_REMEMBERED = 20  # turns; what was said before that is rarely meant

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")
_COMPARED = [
    re.compile(r"(?:比较|对比|比一比)(?:一下)?(?P<one>.{2,40}?)(?:和|与|跟|及|、|同)(?P<two>.{2,60}?)[？?。]?$"),
    re.compile(r"^(?P<one>.{2,40}?)(?:和|与|跟|同)(?P<two>.{2,40}?)(?:之间)?(?:有什么|有何|有哪些|的)?(?:区别|不同|差别|差异|异同|相比)"),
    re.compile(
        r"\bcompar(?:e|ison (?:of|between))\s+(?P<one>.{3,80}?)\s+(?:and|with|to|vs\.?|versus)\s+"
        r"(?P<two>.{3,80}?)[?.]?$",
        re.I,
    ),
    re.compile(r"\bdifferences? between\s+(?P<one>.{3,80}?)\s+and\s+(?P<two>.{3,80}?)[?.]?$", re.I),
]  # fmt: skip
_ASKS_FOR_OLD = re.compile(
    r"旧版|老版|原来的|以前的|之前的|废止|失效|已过期|被替代|历史版本|上一版|"
    r"(?<!how )\b(previous|former|old|older|earlier|repealed|superseded|expired|replaced|outdated|historical)\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"对吗|对不对|是吗|是不是|是真的吗|没错吧|吧[？?]|既然|听说|据说|"
    r"\b(right|correct|isn't it|aren't they|didn't (it|they)|is it true|i (heard|read)|given that|since the"
    r"|why (did|does|is|are|was|were))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: `searches` is what to look for, one text for each thing that is compared.

    `focus` is what a follow-up itself asks, where something was carried over to it from earlier turns.
    """

    text: str
    language: Language
    script: Script
    audience: Audience
    searches: tuple[str, ...]
    focus: str | None
    intent: Intent | None
    asks_for_old: bool
    makes_claim: bool


def understand(conversation: Conversation, index: OpenIndex) -> Question:
    """What a conversation's last question asks for; the index's own names tell what a follow-up is about."""
    text = cleaned(conversation.question)
    turns = [replace(turn, question=cleaned(turn.question)) for turn in conversation.turns[-_REMEMBERED:]]
    whole = text if len(text) > LONGEST_QUESTION else made_whole(text, turns, index)
    return Question(
        text=text,
        language=language_of(text),
        script=script_of(text),
        audience=conversation.audience,
        searches=_compared(whole[:LONGEST_QUESTION]) or (whole,),
        focus=text if whole != text and whole.endswith(text) else None,
        intent=_intent(text) or intent_of(text, conversation.audience) or intent_of(whole, conversation.audience),
        asks_for_old=bool(_ASKS_FOR_OLD.search(to_simplified(whole[:LONGEST_QUESTION]))),
        makes_claim=bool(_CLAIMS.search(to_simplified(text[:LONGEST_QUESTION]))),
    )


def cleaned(text: str) -> str:
    """A text without control characters, in composed Unicode, with plain spaces."""
    return " ".join(unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).split())


def _intent(text: str) -> Intent | None:
    if not any(character.isalnum() for character in text):
        return Intent.EMPTY
    if len(text) > LONGEST_QUESTION:
        return Intent.TOO_LONG
    if is_foreign(text):
        return Intent.FOREIGN
    return None


def _compared(text: str) -> tuple[str, ...]:
    """The two things a question compares, each with what is asked of them; nothing when it compares none."""
    folded = to_simplified(text)
    for pattern in _COMPARED:
        if found := pattern.search(folded):
            rest = (text[: found.start()] + " " + text[found.end() :]).strip()
            compared = (text[slice(*found.span(name))] for name in ("one", "two"))
            return tuple(f"{thing} {rest}".strip() for thing in compared)
    return ()
