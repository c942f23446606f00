"""Understanding: what is asked, in which language, made whole from the conversation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.correcting import corrected
from assistant.editions import is_of_old_text, names_old_edition, with_year
from assistant.following_up import made_whole
from assistant.intents import Intent, intent_of
from assistant.restating import restated
from assistant.splitting import asking_part, split
from corpus.languages import Script, is_foreign, language_of, script_of, to_simplified
from corpus.schemas import Audience, Language

LONGEST_QUESTION = 2_000
"""Characters; a longer text is not a question that search could serve."""

_REMEMBERED = 20  # turns; what was said before that is rarely meant

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")
_MARKUP = re.compile(r"<(script|style)\b[^>]*>.*?(</\1>|$)|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)
_OPENING = re.compile(
    r"^(?:请问|请教|你好|您好|麻烦|请)*[，,\s]*(?:我|我们)?(?:想|要)(?:要)?(?:知道|了解|咨询|问)(?:一下|下)?[，,：:]?"
    r"|^(?:请问|请教)(?:一下|下)?[，,：:]?|^(?:请|麻烦|你|您|能|可以|给我|帮我)*(?:介绍|说明|讲讲|说说|告诉我)(?:一下|下)"
    r"|^(?:请|麻烦|你能|您能|能|可以|给我|帮我)+(?:介绍|说明|讲讲|说说|告诉我)"
    r"|^(?:(?:hi|hello|please|so)[,!]? )*(?:(?:can|could|would) you (?:please )?(?:tell|explain to|inform) (?:me|us)"
    r"|(?:please )?(?:tell|inform) (?:me|us)|i(?: would|'d) (?:like|love) to know|i (?:want|wish|need) to know"
    r"|(?:do|would) you (?:happen to )?know|i (?:am|was) wondering)(?: (?:about|of|more about|something about))? ",
    re.IGNORECASE,
)
"""What is said before a question is asked; a search for it would find what is near to courtesy."""
_CLAIMS = re.compile(
    r"对吗|对不对|是吗|是不是|是真的吗|没错吧|吧[？?]|既然|听说|据说|"
    r"\b(right|correct|isn't it|aren't they|didn't (it|they)|is it true|i (heard|read)|given that|since the"
    r"|why (did|does|is|are|was|were))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: `searches` is what to look for, one text for each thing that is asked or compared.

    `focus` is what a follow-up itself asks, where something was carried over to it from earlier turns. `corrections`
    are the words and names that are read instead of what was written. `is_for_staff` marks what staff alone may ask.
    `reading` is how a language model read it, where the rules could not.
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
    corrections: tuple[str, ...] = ()
    is_for_staff: bool = False
    reading: str = ""


def understand(conversation: Conversation, index: OpenIndex) -> Question:
    """What a conversation's last question asks for; the index's own names tell what a follow-up is about."""
    text = cleaned(conversation.question)
    language = language_of(text)
    intent = _intent(text)
    if intent:
        return Question(text, language, script_of(text), conversation.audience, (text,), None, intent, False, False)
    corrections = index.corrector.corrections(text)
    read = corrected(text, corrections)
    turns = [
        replace(turn, question=_read(turn.question, index), answer=cleaned(turn.answer[:LONGEST_QUESTION]))
        for turn in conversation.turns[-_REMEMBERED:]
    ]
    question = made_whole(read, turns, index)
    whole = question.text
    plain = _MARKUP.sub(" ", whole).strip() or whole
    asked = restated(_OPENING.sub("", asking_part(plain)) or plain, index.glossary, index.lexicons(language))
    searches = (asked,) if question.focus else split(asked, index.glossary)
    said = tuple(dict.fromkeys((text, whole)))
    intents = (intent_of(one, conversation.audience) for one in said)
    asks_for_old = is_of_old_text(whole) or any(names_old_edition(search, index.replaced) for search in searches)
    return Question(
        text=text,
        language=language,
        script=script_of(text),
        audience=conversation.audience,
        searches=tuple(with_year(search, index.replaced) for search in searches) if asks_for_old else searches,
        focus=restated(question.focus, index.glossary, index.lexicons(language)) if question.focus else None,
        intent=next(filter(None, intents), None),
        asks_for_old=asks_for_old,
        makes_claim=bool(_CLAIMS.search(to_simplified(text))),
        corrections=tuple(dict.fromkeys(correction.read for correction in corrections)),
        is_for_staff=any(intent_of(one, "public") is Intent.STAFF_DATA for one in said),
    )


def _read(question: str, index: OpenIndex) -> str:
    """An earlier question as it was understood; what was too long to be one was not."""
    text = cleaned(question)
    return corrected(text, index.corrector.corrections(text)) if len(text) <= LONGEST_QUESTION else text


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
