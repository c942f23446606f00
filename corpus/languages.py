"""Which language and script a text is in, and Chinese from one script to the other."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from corpus.schemas import Language

Script = Literal["hans", "hant", "latn"]

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The Chinese characters, for use inside the brackets of a regular expression."""

_SAMPLE = 20_000  # enough to know the language of a book, and a bound on the work for a hostile text

_HAN = re.compile(f"[{HAN}]")
_LATIN_LETTER = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CHINESE_FUNCTION = re.compile(
    "什么|什麼|多少|如何|怎么|怎麼|怎样|怎樣|哪些|是否|可以|能否|介绍|介紹|以及|[的了吗嗎呢吧是在有和与與及为為对對请請几幾哪谁誰从從被把让讓]"
)
_ENGLISH_FUNCTION = frozenset(
    "a about an and any are as at be been by can could did do does for from had has have he her his how i if in "
    "into is it its may me more most much my no not of on or our shall she should show so some tell than that the "
    "their them then there these they this those to under us was we were what when where which who whom whose why "
    "will with would you your".split()
)
# Frequent words of German, French, Spanish, Italian and Portuguese that no English sentence needs.
_OTHER_LATIN_FUNCTION = frozenset(
    "aber auf aus bei das dem den der des die ein eine einem einen einer für gibt ich ihr ist kann mit nach nicht "
    "oder sie sind und unter viele von vom welche welcher welches wer wie wieviel wir wo wurde zu zum zur über au "
    "aux avec cette combien comment dans de du elle est et il je la le les leur mais nous ont ou où par pas pour "
    "quand que quel quelle quelles quels qui sont sur un une vous à été al como con cuál cuáles cuándo cuánto "
    "cuántos cómo del donde dónde el ella en entre es ese esta este está fue hay las lo los más muy para pero por "
    "qué quién se sin sobre son su sus una uno y alla che chi come cosa dei della delle di dove gli nel nella non "
    "per più quale quali quanti quanto quante sono ao às com da dos em foi não na nas nos o onde os pela pelo "
    "quais qual quantas quantos quem são um uma".split()
)
_OTHER_LATIN_SIGN = re.compile("[äöüßñçãõáàâéèêëíìîïóòôúùûœ¿¡]", re.IGNORECASE)
_UNIT_LETTERS = re.compile("[µμΩΩ]")


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return bool(_HAN.search(text))


def language_of(text: str) -> Language:
    """The language a reader would say the text is in, names in the other one notwithstanding; "en" without letters."""
    sample = text[:_SAMPLE]
    han = len(_HAN.findall(sample))
    if not han:
        return "en"
    if not _LATIN_LETTER.search(sample):
        return "zh"
    words = [word for word in _WORD.findall(_HAN.sub(" ", sample)) if word.isascii()]
    # Names stand inside either language unchanged; what shows a sentence's own language is its function words.
    chinese = han + 4 * len(_CHINESE_FUNCTION.findall(sample))
    english = sum(2 if word.islower() else 1 for word in words)
    english += 4 * sum(word.lower() in _ENGLISH_FUNCTION for word in words)
    return "zh" if chinese >= english else "en"


def is_foreign(text: str) -> bool:
    """Whether the text is clearly in neither Chinese nor English."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not sample.isascii():
        letters = _UNIT_LETTERS.sub("", "".join(words))
        other = sum(not _is_latin_or_han(letter) for letter in letters)
        if other >= 2 and other >= 0.3 * len(letters):
            return True
    lowered = [word.lower() for word in words]
    hits = sum(word in _OTHER_LATIN_FUNCTION for word in lowered) + bool(_OTHER_LATIN_SIGN.search(sample))
    english = sum(word in _ENGLISH_FUNCTION for word in lowered)
    return hits >= 2 and hits > english and hits >= 0.25 * len(words)


def _is_latin_or_han(letter: str) -> bool:
    return (
        letter < "\u0250"
        or "\u1e00" <= letter <= "\u1eff"
        or "\uff21" <= letter <= "\uff5a"
        or bool(_HAN.match(letter))
    )


def script_of(text: str) -> Script:
    """The script of the text's language: Traditional when it has more Traditional forms than Simplified ones."""
    sample = text[:_SAMPLE]
    if language_of(sample) == "en":
        return "latn"
    traditional = _differences(sample, to_simplified(sample))
    if not traditional:
        return "hans"
    return "hant" if traditional > _differences(sample, to_traditional(sample)) else "hans"


def to_simplified(text: str) -> str:
    """The text with Traditional characters made Simplified, character for character: spans of one are spans of both."""
    return _convert(text, "t2s")


def to_traditional(text: str) -> str:
    """The text with Simplified characters made Traditional, character for character; words stay the source's own."""
    return _convert(text, "s2tw")


def in_script(text: str, script: Script) -> str:
    """Our own words, written in Simplified characters, as a reader of this script has them."""
    return to_traditional(text) if script == "hant" else text


def _convert(text: str, configuration: str) -> str:
    if not has_han(text):
        return text
    converter = _converter(configuration)
    converted: str = converter.convert(text)
    if len(converted) == len(text):
        return converted
    singles = (converter.convert(character) for character in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, singles, strict=True))


@cache
def _converter(configuration: str) -> Any:
    # Imported on first use: most English questions never need its dictionaries.
    from opencc import OpenCC

    return OpenCC(configuration)


def _differences(left: str, right: str) -> int:
    return sum(a != b for a, b in zip(left, right, strict=True))
