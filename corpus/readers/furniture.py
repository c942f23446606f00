"""Page furniture: headers, footers and page numbers, which are no part of what a document says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.readers.segments import Segment

_MARGIN = 0.09
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s\-–—·.•~]*(?:\d{1,4}|[ivxlcIVXLC]{1,6}|第\s*[\d一二三四五六七八九十百]+\s*页(?:[\s,，/／]*共\s*[\d一二三四五六七八九十百]+\s*页)?"
    r"|(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*[/／]\s*\d{1,4})[\s\-–—·.•~]*",
    re.IGNORECASE,
)


def furniture_of(pages: Sequence[tuple[float, Sequence[Segment]]]) -> frozenset[str]:
    """What stands in the margins of two of up to four pages, or of three and a quarter of more; figures are `#`.

    Each page is given by its height and its lines.
    """
    seen = Counter(
        text for height, lines in pages for text in {_pattern(line) for line in lines if _is_in_margin(line, height)}
    )
    fewest = 2 if len(pages) <= 4 else max(3, len(pages) // 4)
    return frozenset(text for text, count in seen.items() if count >= fewest)


def is_furniture(line: Segment, height: float, repeated: frozenset[str]) -> bool:
    """Whether a line is a page number, or one of what is repeated in the margins."""
    return _is_in_margin(line, height) and (bool(_PAGE_NUMBER.fullmatch(line.text)) or _pattern(line) in repeated)


def _is_in_margin(line: Segment, height: float) -> bool:
    return line.middle < _MARGIN * height or line.middle > (1 - _MARGIN) * height


def _pattern(line: Segment) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()))
