"""Follow-ups: an elliptic question made whole from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.assembly import OpenIndex
from assistant.conversations import Turn
from assistant.intents import is_small_talk
from assistant.substituting import with_other_figure, with_other_thing
from corpus.languages import language_of, to_simplified

_LEADS_ON_ZH = re.compile(
    r"^(那么?|其中|其(?!他国|余国)|还有|另外|此外|以及|再(?![生制保])|前者|后者|上述|以上|这里面|里面|换成|同样"
    r"|[它他她这]|该(?!不)|(如果|要是|若是).{0,14}$|(为什么|为何|怎么|何时|哪年|在哪|谁|多少|几).{0,4}$)"
)
_POINTS_BACK_ZH = re.compile(
    r"它们?|他们|她们|该(项目|公司|企业|政策|产业|活动|会)|[这那](个|些|家|项|里|次|届|两|几)|上面|刚才|前面(?!积)|上述"
)
_TRAILING_ZH = re.compile(r"呢[？?。！!]*$")
_LONGEST_TRAILING_ZH = 16  # characters; a longer question that ends in 呢 is whole
_SHORTEST_ZH = 4  # characters besides the words that ask
_LEADS_ON_EN = re.compile(
    r"^(and|but|also|then|so|or|what about|how about|what if|(of|among) (these|those|them|which)|since when"
    r"|(do|does|did|is|are|was|were|can|could|has|have|will|would) (it|they|that|this|these|those))\b",
    re.IGNORECASE,
)
_ELLIPTIC_EN = re.compile(r"^(why|where|when|who|how|in which|which|whose|by whom|how (many|much))\b", re.IGNORECASE)
_POINTS_BACK_EN = re.compile(
    r"\b(these|those(?! (who|that|which))|the (former|latter)|(this|that) one|there"
    r"|the same (year|event|firm|project|place|question)"
    r"|(this|that) (year|event|firm|project|place|list|law|policy))\b",
    re.IGNORECASE,
)
_PRONOUN_EN = re.compile(r"\b(it|its|they|them|their|theirs)\b", re.IGNORECASE)
_NAMED_EN = re.compile(r"(?<=[a-z,;:] )(?!I\b)[A-Z]|\b[Aa]n? ")
_THERE_IS = re.compile(
    r"\b(is|are|was|were|be) there\b|\bthere (is|are|was|were)\b|\bit (is|was) (true|that)\b|\bis it (true|that)\b",
    re.IGNORECASE,
)
_WHOLE_EN = re.compile(r"^(what|who) (is|are|was|were) (?!(it|that|this|they|he|she)\b)", re.IGNORECASE)
_SHORTEST_EN = 4  # words
_ASKING_ZH = re.compile(
    r"请问|有没有|是不是|是否|有哪些|有什么|有多少|多少|哪些|哪个|哪里|哪一?年|什么时候|什么|怎么样|怎么|怎样|如何|为什么"
    r"|吗|呢|几个|谁|[？?。！!]"
)
_ASKING_EN = re.compile(
    r"^(what|which|who|whom|whose|when|where|why|how( many| much)?)\b"
    r"( (is|are|was|were|do|does|did|can|could|will)\b)?|[?!]+$",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(那么?(?=[，,])|那(?![个些家项里次])|其中|还有|另外|它们?的?|他们的?|这些|那些|(and|but|so|also|then)\b)",
    re.IGNORECASE,
)
"""What an elliptic question begins with and no source does."""


def made_whole(question: str, turns: Sequence[Turn], index: OpenIndex) -> str:
    """The question as it would be asked on its own; itself when it does not lean on what was said before."""
    if not turns or not leans_on_earlier(question):
        return question
    whole = before = last = ""
    for asked in [*(turn.question for turn in turns if not is_small_talk(turn.question)), question]:
        if not whole or not leans_on_earlier(asked):
            whole, before, last = asked, "", ""
        elif changed := with_other_figure(asked, whole) or with_other_thing(asked, whole, index):
            whole, before, last = changed, "", ""
        else:
            before, last = last, asked
    if not last:
        return whole
    return " ".join(filter(None, (_topic(whole), _topic(before), _LEANING.sub("", last).strip(" ,，"))))


def leans_on_earlier(question: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    text = _THERE_IS.sub(" ", to_simplified(question)).strip()
    if language_of(text) == "zh":
        return bool(
            _LEADS_ON_ZH.search(text)
            or _POINTS_BACK_ZH.search(text)
            or (_TRAILING_ZH.search(text) and len(text) <= _LONGEST_TRAILING_ZH)
            or len(_ASKING_ZH.sub("", text)) < _SHORTEST_ZH
        )
    words = len(text.split())
    return bool(
        _LEADS_ON_EN.search(text)
        or _points_back(text)
        or (words <= _SHORTEST_EN and _ELLIPTIC_EN.search(text) and not _NAMED_EN.search(text))
        or (words < _SHORTEST_EN and not _WHOLE_EN.search(text))
    )


def _points_back(text: str) -> bool:
    """Whether an English question points at something that it does not name itself."""
    if _POINTS_BACK_EN.search(text):
        return True
    pronoun = _PRONOUN_EN.search(text)
    return pronoun is not None and not _NAMED_EN.search(text, 0, pronoun.start())


def _topic(question: str) -> str:
    """A question without the words that ask."""
    said = _LEANING.sub("", _ASKING_EN.sub("", _ASKING_ZH.sub(" ", question)))
    return " ".join(said.split()).strip(" ,，")
