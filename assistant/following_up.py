"""Follow-ups: an elliptic question made whole from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversations import Turn
from corpus.languages import language_of
from corpus.quantities import Quantity, read_quantities

_REMEMBERED = 6  # turns; what was said before that is rarely meant
_SHORT = {"zh": 8, "en": 4}  # characters, words

_LEADS_ON_ZH = re.compile(
    r"^(那么?|其中|还有|另外|此外|以及|再|前者|后者|上述|以上|这里面|里面|换成|如果是|要是|若是|同样|它|他|她|这|该|其|为什么|为何)"
)
_POINTS_BACK_ZH = re.compile(r"(它们?|他们|她们|该项目|该公司|该企业|该政策|该产业|这个|这些|这家|这项|那个|那些|那家|上面|刚才|前面|其中)")
_TRAILING_ZH = re.compile(r"呢[？?。！!]*$")
_LEADS_ON_EN = re.compile(
    r"^(and|but|also|then|so|or|what about|how about|what if|of (those|these|them|which)|which of|among (those|these|them)"
    r"|in which|why|since when|(do|does|did|is|are|was|were|can|could|has|have|will|would) (it|they|that|this|these|those))\b",
    re.IGNORECASE,
)
_POINTS_BACK_EN = re.compile(
    r"\b(it|its|they|them|their|theirs|those|these|the (former|latter|same)|this one|that one|there)\b", re.IGNORECASE
)
_THERE_IS = re.compile(r"\b(is|are|was|were|be) there\b|\bthere (is|are|was|were)\b|\bit (is|was) (true|that)\b", re.IGNORECASE)
_QUESTION_WORDS = re.compile(
    r"(请问|有没有|是不是|是否|有哪些|有什么|有多少|多少|哪些|哪个|哪里|哪年|什么|怎么样|怎么|怎样|如何|为什么|吗|呢|几个|谁)|[？?。！!]"
)


def made_whole(question: str, turns: Sequence[Turn]) -> str:
    """The question as it would be asked on its own; itself when it does not lean on what was said before."""
    if not turns or not leans_on_earlier(question):
        return question
    earlier = made_whole(turns[-1].question, turns[-1 - _REMEMBERED : -1])
    return _with_other_figure(question, earlier) or f"{_topic(earlier)} {question}"


def leans_on_earlier(question: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    text = question.strip()
    if language_of(text) == "zh":
        bare = _QUESTION_WORDS.sub("", text)
        return bool(
            _LEADS_ON_ZH.search(text)
            or _POINTS_BACK_ZH.search(text)
            or (_TRAILING_ZH.search(text) and len(text) <= 2 * _SHORT["zh"])
            or len(bare) < _SHORT["zh"] // 2
        )
    pointing = _THERE_IS.sub(" ", text)
    return bool(
        _LEADS_ON_EN.search(text) or _POINTS_BACK_EN.search(pointing) or len(text.split()) < _SHORT["en"]
    )


def _with_other_figure(question: str, earlier: str) -> str | None:
    """The earlier question with its figure replaced ("And at 40 million?"), when each has one of the same kind."""
    asked = [quantity for quantity in read_quantities(question) if quantity.kind not in ("number", "ordinal")]
    if len(asked) != 1 or _content(question, asked[0]):
        return None
    same = [q for q in read_quantities(earlier) if (q.kind, q.unit) == (asked[0].kind, asked[0].unit)]
    if len(same) != 1:
        return None
    span = same[0].span
    return earlier[: span.start] + asked[0].text + earlier[span.end :]


def _content(question: str, figure: Quantity) -> str:
    """What a question says besides its figure and the words that lead on to it."""
    rest = question[: figure.span.start] + " " + question[figure.span.end :]
    rest = re.sub(r"(?i)\b(and|what|how|about|if|at|with|for|then|it|is|was|were|only|be|the|in|i|invest|of)\b", " ", rest)
    return re.sub(r"[\W_]|那么?|如果|要是|只有|只|是|改成|换成|呢|投资|的话|投", "", rest)


def _topic(question: str) -> str:
    """A question without the words that ask."""
    return re.sub(r"\s+", " ", _QUESTION_WORDS.sub(" ", question)).strip()
