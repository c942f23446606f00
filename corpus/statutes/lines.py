"""Lines of a statute: those that head its parts or open its articles, without any mark of Markdown."""

from __future__ import annotations

import re

from corpus.statutes.numbering import HAN_NUMERAL, ROMAN_NUMERAL

UNSEEN = "\u200b\u2060\ufeff"
"""Characters without width, of which web pages make empty lines."""

_LONGEST = 60
_CHAPTER = re.compile(rf"第\s?{HAN_NUMERAL}\s?([编篇章节節])(?:[\s\u3000]+[^\s。；，：][^。；：]{{0,40}})?")
_LEVELS = {"编": 2, "篇": 2, "章": 3, "节": 4, "節": 4, "part": 2, "chapter": 3, "section": 4}
_COUNT = rf"(?:\d+|{ROMAN_NUMERAL}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
_ENGLISH_CHAPTER = re.compile(
    rf"(Part|Chapter|Section|PART|CHAPTER|SECTION)\s+{_COUNT}(?:[.:]?\s+[A-Z(“\"][^.;:]{{0,80}})?"
)
_BARE = re.compile(rf"[#\s]*(?:第\s?{HAN_NUMERAL}\s?[编篇章节節]|(?i:part|chapter|section)\s+{_COUNT})[.:]?\s*")
_TITLE = re.compile(r"(?!第|附|[Aa]rticle\b|[#|<>*\-])[^。；：，.;:,!?！？|]{1,60}")
_CONTENTS = frozenset("目录 目錄 目次 contents tableofcontents".split())
_REFERS = rf"第|[规規所之的款项項]|[、，,。；]|[和与與及或至到](?=第|{HAN_NUMERAL})"
_ARTICLE = re.compile(
    rf"\s*(?:\*\*)?(?:第\s?{HAN_NUMERAL}\s?条(?:\s?之\s?{HAN_NUMERAL})?(?!{_REFERS})|"
    r"(?:Article|ARTICLE)\s+\d+(?=[.:\s*(]|$)(?!\s+[a-z]))"
)
_ANNEX = re.compile(
    r"附(?:[件录錄表图]\s?[一二三四五六七八九十\d]{0,3})?(?:\s*[：:].{0,60}|[\s\u3000].{0,40})?"
    r"|(?:Annex|Appendix|Schedule|ANNEX|APPENDIX|SCHEDULE)(?:\s+(?:\d+|[IVX]+|[A-Z]))?[.:]?(?:\s.{0,80})?"
)
_FIRST = frozenset("第目PCSTcst")  # what a heading can begin with
_STOPS = ("。", "；", "：", "！", "？", "”", "》", "）", ".", ";", ":", ")", "|")


def is_contents(words: str) -> bool:
    """Whether a line says that a table of contents follows."""
    return "".join(words.split()).lower() in _CONTENTS


def heading_level(line: str, before: str) -> int:
    """The level of the heading that a line is without marks, or 0; in English one mentioned in a paragraph is none."""
    stripped = line.strip()
    if stripped[:1] not in _FIRST:
        return 0
    if len(stripped) <= _LONGEST and (chapter := _CHAPTER.fullmatch(stripped)):
        return _LEVELS[chapter[1]]
    if is_contents(stripped):
        return 2
    english = _ENGLISH_CHAPTER.fullmatch(stripped)
    if english and (ends_there(before) or is_contents(before) or _ENGLISH_CHAPTER.fullmatch(before.strip())):
        return _LEVELS[english[1].lower()]
    return 0


def ends_there(line: str) -> bool:
    """Whether a sentence does not go on in the line below, or there is none."""
    return is_blank(line) or line.rstrip().endswith(_STOPS)


def is_annex(line: str) -> bool:
    """Whether a line begins what is annexed to a text."""
    return bool(_ANNEX.fullmatch(line.strip()))


def is_blank(line: str) -> bool:
    """Whether nothing of a line can be seen."""
    return not line.strip().strip(UNSEEN)


def wants_title(line: str) -> bool:
    """Whether a heading gives a chapter's number alone, so that its title stands on a line below."""
    return bool(_BARE.fullmatch(line))


def may_be_title(line: str, after: str) -> bool:
    """Whether a line can be a chapter's title: short, without a stop, and not the beginning of a paragraph."""
    return bool(_TITLE.fullmatch(line.strip())) and (is_blank(after) or bool(_ARTICLE.match(after)))


def opens_anew(line: str, before: str) -> bool:
    """Whether a line opens an article or an annex, and does not go on with a sentence of the line before it."""
    if is_annex(line):
        return ends_there(before)
    return bool(_ARTICLE.match(line)) and (ends_there(before) or bool(_ARTICLE.fullmatch(before.strip())))
