"""Places: whether a question asks where something is, and whether a sentence says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.naming import is_county, is_place
from corpus.glossaries import Glossary
from corpus.languages import language_of, to_simplified
from index.gloss import Gloss
from index.lexical import english_tokens

PLACES = frozenset(english_tokens("city province county district capital prefecture country"))
"""What the dictionary says of the name of a place."""

_WHERE = r"哪里?|哪儿|何处|何地|什么(?:地方|地点)"
_KINDS = r"县区|区县|县市|省|市|县|区|镇|乡|村|州|国家?|城市"
_HAPPENS = r"举[办行]|召开|开[的会]?|生产|制造|投产|建[设厂的]?|种植?|开采"
_ENDS = r"[的啊呢呀]?[\s？?。！]*$"
_ASKS_ZH = re.compile(
    rf"(?:位于|坐落[在于]|座落[在于]|地处|处在)(?:{_WHERE}|哪)|(?<!存)在(?:{_WHERE})(?:{_HAPPENS})?{_ENDS}"
    rf"|(?:在|位于|属于|属)哪一?[个座]?(?:{_KINDS})(?:境内|里)?(?:{_HAPPENS})?{_ENDS}"
    rf"|(?:地址|厂址|所在地|地理位置|具体位置)(?:是|在)?(?:{_WHERE}|什么|多少)?{_ENDS}"
)
_OF_NO_PLACE_ZH = re.compile(
    r"(?:公布|登载?|公开|查|查询|查到|看|看到|办|办理|规定|体现|表现|区别|优势|劣势|短板|问题|差[别距异]|[优缺]点|原因|[重难]点"
    r"|特色|亮点|好处|机会|出路|意义|依据|出处|来源|[发公宣]布|报名|申[请报]|登记|注册|住|生活|集中|分布|生长|栖息|出生|发生|葬|放|用|停留|工作|学习)"
    r"(?:主要|具体)?[是就都]?在(?:哪|何|什么)"
)
_PLACE_EN = r"(?:city|county|district|town|province|country|state|place)"
_ASKS_EN = re.compile(
    r"\bwhere(?: exactly)? (?:is|are|was|were)(?P<thing> [^?]{2,80}?)"
    r"(?: (?P<told>located|situated|based|headquartered|held|built|made|produced|grown|mined))?[?.\s]*$"
    r"|\bwhere(?: exactly)? (?:do|does|did) [^?]{2,80}? (?:lie|stand|sit)\b"
    rf"|\bin (?:which|what) (?:{_PLACE_EN}|part of [\w ]+?) (?:is|are|was|were|does|did)\b"
    rf"|\b(?:which|what) {_PLACE_EN} (?:is|are|was|were) [^?]+? in[?.\s]*$"
    r"|\b(?:address|whereabouts|(?<!job )location) of\b|['’]s (?:address|location)[?.\s]*$",
    re.IGNORECASE,
)
_OF_NO_PLACE_EN = re.compile(
    r"\b(?:difference|advantage|problem|information|list|rules?|text|source|website|evidence|proof)s?\b"
    r"|\b(?:\w{2,}[a-z]ed|born|found|written|taken|given|spoken|done|seen|known|place)\b|\b(?-i:[a-z]+ing)$",
    re.IGNORECASE,
)
"""What is asked for with "where" and stands in no place, or what happens somewhere."""
_SAYS_ZH = re.compile(
    r"位于|坐落|座落|地处|处在|(?:地址|厂址|所在地|举办地点|驻地|[起终]点)[是在为：:]|[设建葬驻产]于|发源[于地]|毗邻|接壤|交界|交汇|境内"
    r"|[东西南北中]部(?!博览|地区崛起)|[东西南北](?:岸|郊|侧|边|麓|面)|沿岸|河畔|湖畔|山麓|附近|(?:距离?|离).{1,15}(?:公里|千米|米)"
)
_LACKED = re.compile(
    r"地址|网址|位置|地点|在哪|\b(?:address|location|where|which (?:county|district|counties|districts))\b", re.I
)
_ONLY_ASKS = re.compile(
    rf"位于|坐落|座落|地处|处在|{_WHERE}|哪|(?:具体|地理)?(?:地址|厂址|位置|所在地)|\b(?:located|situated|based|headquartered|resides?|lies?|stands?|sits?|address|location"
    rf"|{_PLACE_EN})\b",
    re.IGNORECASE,
)
_BEFORE_A_PLACE = re.compile("[在于是属为到至向往的：:]$")
_AFTER_A_PLACE = re.compile(r"^[市县区省]?(?:的(?!产业)|境内|[东西南北]部|城区|市区|做|\d{4}年|获|被|入选)")
_SAYS_EN = re.compile(
    r"\b(?:located|situated|headquartered|lies|adjacent|adjoins?|borders?|bounded|neighbou?rs?|north|south|east|west"
    r"|(?:north|south)-?(?:east|west)|northern|southern|eastern|western|central|downtown|coast|shore|banks?|suburbs?"
    r"|outskirts|kilomet(?:er|re)s? from|km from|[Aa]ddress:)\b"
)
_IN_A_PLACE_EN = re.compile(
    r"\b(?:in|at|near|on|along|beside|outside|between|within|across|of|from) (?:the |what is now |present-day )?"
    r"(?P<place>[A-Z][\w'’-]+)(?![\w'’-]| \d)"
)
_NAME_EN = re.compile(r"(?<=[a-z] )[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_POINTS_EN = re.compile(r"(?:it|they|he|she|its|their|this|these|the|there)\b", re.IGNORECASE)
_NO_PLACE_EN = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday article chinese phase table chapter part annex i he she it they".split()
)


def asks_where(question: str) -> bool:
    """Whether a question, in Simplified script, asks for the place of something."""
    if _ASKS_ZH.search(question):
        return not _OF_NO_PLACE_ZH.search(question)
    found = _ASKS_EN.search(question)
    if found is None or not found["thing"] or found["told"]:
        return found is not None
    return not _OF_NO_PLACE_EN.search(found["thing"].strip())


def thing_asked(question: str) -> str:
    """A question without the words that ask for a place."""
    return _ONLY_ASKS.sub(" ", question)


def may_be_of_it(sentence: str, question: str) -> bool:
    """Whether an English sentence has most of the names of an English question, or points back at what has them.

    Of names in Chinese nothing is known here.
    """
    if language_of(sentence) != "en":
        return True
    names = set(_NAME_EN.findall(question))
    held = sum(name in sentence for name in names)
    return held * 2 >= len(names) or bool(_POINTS_EN.match(sentence))


def places_it(sentence: str) -> bool:
    """Whether a sentence is there to say where something is, rather than naming a place by the way."""
    return bool((_SAYS_EN if language_of(sentence) == "en" else _SAYS_ZH).search(to_simplified(sentence)))


def lacks_place(sentence: str) -> bool:
    """Whether what a sentence says is missing is a place."""
    return bool(_LACKED.search(to_simplified(sentence)))


def says_where(sentence: str, known: str, glossary: Glossary, gloss: Gloss) -> bool:
    """Whether a sentence says a place that is not `known`: named in the question, both in Simplified script."""
    plain = to_simplified(sentence)
    if language_of(plain) == "en":
        places = (found["place"] for found in _IN_A_PLACE_EN.finditer(plain))
        named = any(place.lower() not in _NO_PLACE_EN and place.removesuffix("'s") not in known for place in places)
        return named or bool(_SAYS_EN.search(plain))
    if _SAYS_ZH.search(plain):
        return True
    places_zh = dict(_places_zh(plain, glossary, gloss))
    begins = {end: start for start, end in places_zh.items()}
    asked = {match.term.zh for match in glossary.matches(known)}
    own = {match.span.start for match in glossary.matches(plain) if match.term.zh in asked}
    for start, end in places_zh.items():
        if start in own or end in own or plain[start:end].rstrip("省市县区") in known:
            continue
        before = begins.get(start, start)  # of a place within another: 在三门峡市示范区
        if _BEFORE_A_PLACE.search(plain[:before]) or _AFTER_A_PLACE.match(plain[end:]):
            return True
    return False


def _places_zh(text: str, glossary: Glossary, gloss: Gloss) -> Iterator[tuple[int, int]]:
    """Where names of places begin and end in a Chinese text, and names of which only the dictionary knows."""
    matches = glossary.matches(text)
    others = {match.span.start for match in matches if not is_place(match.term)}
    start = 0
    for word in gloss.words(text):
        start = text.find(word.surface, start)
        if start < 0:
            break
        if word.reading[:1].isupper() and start not in others and len(word.surface) > 1:
            yield start, start + len(word.surface)
        start += len(word.surface)
    for match in matches:
        if is_county(match.term):
            yield match.span.start, match.span.end
