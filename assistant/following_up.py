"""Follow-ups: an elliptic question made whole from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.assembly import OpenIndex
from assistant.conversations import Turn
from assistant.intents import is_small_talk
from assistant.naming import is_name
from assistant.substituting import with_other_edition, with_other_figure, with_other_thing
from corpus.languages import has_han, language_of, to_simplified
from corpus.quantities import read_quantities
from corpus.schemas import Language

_LEADS_ON_ZH = re.compile(
    r"^(那么?|其中|其(?!他国|余国)|(全部|一共|总共|合计|加起来|平均|一年|每年).{0,8}(多少|几)|.{1,8}的?呢[，,]|还有|另外|此外|以及|再(?![生制保])|前者|后者|上述|以上|这里面|里面|换成|同样"
    r"|[它他她这]|该(?!不)|(如果|要是|若是).{0,14}$|(为什么|为何|怎么|何时|哪年|在哪|谁|多少|几).{0,4}$)"
)
_POINTS_BACK_ZH = re.compile(
    r"它们?|他们|她们|该(项目|公司|企业|政策|产业|活动|会)|[这那](个|些|家|项|里|次|届|两|几)|上面|刚才|前面(?!积)|上述"
    r"|^.{0,6}(其余(?!国)|剩下|剩余(?!价值)|余下)"
)
_THE_REST_EN = re.compile(r"\b(the|any) (remaining|rest|others?|other (one|two|\d+))\b", re.IGNORECASE)
_PROPER_EN = re.compile(r"(?<=[a-z,;:] )(?!I\b)[A-Z]")
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
_DOUBTS = re.compile(
    r"^((are|is) (you|this|that|it) (really |quite )?(sure|right|correct|true)|really|no way)[?!.,]\s*"
    r"(?=$|(that|this|it)('s| (is|sounds|seems|looks|cannot|can't))\b)"
    r"|^[你您]?(确定|真的|当真|没搞错|没弄错|没错)[吗么吧]?[？?！!，,。]?(?=$|[这那]|怎么(可能|会)|不会|好像|感觉|听起来|太)",
    re.IGNORECASE,
)
"""What only asks for the same answer again."""
_ADDS = re.compile(
    r"^(please )?(now )?(add|sum)( \w+){0,4}?"
    r" (up|together|totals?|figures?|numbers?|amounts?|values?|sums?|both|them)[.!?]*$"
    r"|^(and )?(what (is|are|do|does) )?(they |it |that |these |those |the two |both )?(come to |make )?"
    r"(the (sum|total)|(all )?together|in total|combined|altogether)[.!?]*$"
    r"|^(那么?|把)?.{0,6}(加起来|加在一起|加一加|相加|合计|合在一起|合起来|加总)[一共总是有到底]*(多少|几个?|怎么样)?[呢吗]?[？?。！!]*$",
    re.IGNORECASE,
)
"""What asks for the sum of the things asked about before."""
_COMPARES = re.compile(
    r"\b(compare|comparison (of|between)|(what is )?the difference between)\b"
    r"|比较|对比|(之间)?有?(什么|何)?(区别|不同|差别)",
    re.IGNORECASE,
)
_SUM: dict[Language, str] = {"zh": "合计多少？", "en": "How much do both come to together in total?"}
_ONE_BEFORE = re.compile(
    r"它(?!们)|他(?!们|国)|^其(?![余他中])|该|这家|那家|\b(it|its|(this|that|the) (firm|company|project))\b",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(那么?(?=[，,])|那(?![个些家项里次])|其中|还有|另外|它们?的?|他们的?|这些|那些|(and|but|so|also|then)\b)",
    re.IGNORECASE,
)
"""What an elliptic question begins with and no source does."""


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """A question as it would be asked on its own; `focus` is what was asked last, where the rest was said before."""

    text: str
    focus: str | None = None


def made_whole(question: str, turns: Sequence[Turn], index: OpenIndex) -> WholeQuestion:
    """The question with what it leans on from the turns before it; itself when it leans on nothing."""
    if not turns or not leans_on_earlier(question):
        return WholeQuestion(question)
    whole = before = last = answer = ""
    for turn in [*(turn for turn in turns if not is_small_talk(turn.question)), Turn(question)]:
        asked = turn.question
        if not whole or not leans_on_earlier(asked):
            whole, before, last = asked, "", ""
        elif _DOUBTS.search(asked):
            continue
        elif _ADDS.search(to_simplified(asked)):
            before, last = "", _SUM[language_of(asked)]
        elif changed := (
            with_other_figure(asked, whole) or with_other_edition(asked, whole) or with_other_thing(asked, whole, index)
        ):
            whole, before, last = changed, "", ""
        else:
            before, last = last, asked
            if name := _named_in(answer, asked, f"{whole} {before}", index):
                whole, before = name, ""
        answer = turn.answer
    language = language_of(question)
    if not last:
        return WholeQuestion(_in_language(whole, language, index))
    topics = (_in_language(topic_of(_COMPARES.sub(" ", topic)), language, index) for topic in (whole, before) if topic)
    bare = _LEANING.sub("", last).strip(" ,，")
    return WholeQuestion(" ".join(filter(None, (*topics, bare))), last)


def _named_in(answer: str, question: str, said: str, index: OpenIndex) -> str | None:
    """The one firm or project that an answer named, when a question goes on about it and none was named before."""
    if not answer or not _ONE_BEFORE.search(to_simplified(question)):
        return None
    terms = {match.term.zh: match.term for match in index.glossary.matches(answer)}
    names = [term for term in terms.values() if is_name(term)]
    if len(names) != 1 or any(is_name(match.term) for match in index.glossary.matches(said)):
        return None
    return names[0].zh if language_of(question) == "zh" else names[0].en


def _in_language(text: str, language: Language, index: OpenIndex) -> str:
    """What was asked in the other language: in English by its gloss, in Chinese by its terms and figures."""
    if language_of(text) == language or (language == "en" and not has_han(text)):
        return text
    if language == "en":
        return index.gloss.english(text)
    said = [(match.span.start, match.term.zh) for match in index.glossary.matches(text)]
    said += [(figure.span.start, figure.text) for figure in read_quantities(text)]
    return " ".join(name for _, name in sorted(said)) or text


def leans_on_earlier(question: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    text = _THERE_IS.sub(" ", to_simplified(question)).strip()
    if language_of(text) == "zh":
        return bool(
            _DOUBTS.search(text)
            or _ADDS.search(text)
            or _LEADS_ON_ZH.search(text)
            or _POINTS_BACK_ZH.search(text)
            or (_TRAILING_ZH.search(text) and len(text) <= _LONGEST_TRAILING_ZH)
            or len(_ASKING_ZH.sub("", text)) < _SHORTEST_ZH
        )
    words = len(text.split())
    return bool(
        _DOUBTS.search(text)
        or _ADDS.search(text)
        or _LEADS_ON_EN.search(text)
        or _points_back(text)
        or (_THE_REST_EN.search(text) and not _PROPER_EN.search(text))
        or (words <= _SHORTEST_EN and _ELLIPTIC_EN.search(text) and not _NAMED_EN.search(text))
        or (words < _SHORTEST_EN and not _WHOLE_EN.search(text))
    )


def _points_back(text: str) -> bool:
    """Whether an English question points at something that it does not name itself."""
    if _POINTS_BACK_EN.search(text):
        return True
    pronoun = _PRONOUN_EN.search(text)
    return pronoun is not None and not _NAMED_EN.search(text, 0, pronoun.start())


def topic_of(question: str) -> str:
    """A question without the words that ask."""
    said = _LEANING.sub("", _ASKING_EN.sub("", _ASKING_ZH.sub(" ", question)))
    return " ".join(said.split()).strip(" ,，")
