"""Content: the units of meaning of a question, without the words that ask and the words that only bind."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.languages import to_simplified
from corpus.schemas import Language
from index.lexical import english_tokens

_ASKING_ZH = re.compile(
    r"请问|有多少|多少|哪一?[年月天日个些位种家条项届里儿国]|哪|什么时候|什么时间|什么样|什么|神马|啥|咋|为什么|为何|何时|何地|何处|何种|何|"
    r"谁|如何|怎么样|怎么|怎样|几[个名位次家项种条人年天届月]|几|吗|呢|是否|是不是|有没有"
)
_BINDING_ZH = frozenset("的了是在有和与于为之中其被由对从到以及或等个")
_UNIT_ZH = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+|\d+(?:\.\d+)?")
BINDING_ENGLISH = frozenset(
    (
        "a an the of to in on at by for from with and or as is are was were be been being do does did has have had it "
        "its this that these those there their they them he she his her what which who whom whose when where why how "
        "many much long far can could will would shall should may might must not no than then so if into about over "
        "under i my me we our you your"
    ).split()
)
"""The English words that only ask and bind."""
_BINDING_EN = frozenset(english_tokens(" ".join(BINDING_ENGLISH)))


@lru_cache(maxsize=1024)
def content_units(text: str, language: Language) -> frozenset[str]:
    """Single characters of a Chinese text, stems of an English one; figures and Latin words in either."""
    if language == "zh":
        bare = _ASKING_ZH.sub(" ", to_simplified(text)).lower()
        return frozenset(_UNIT_ZH.findall(bare)) - _BINDING_ZH
    return frozenset(english_tokens(text)) - _BINDING_EN
