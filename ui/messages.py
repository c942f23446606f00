"""An answer as a Markdown message: sentences with their citation chips, then a line for each source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.answers import Answer, Citation, Sentence
from ui.citing import quote_address
from ui.records import records_address
from ui.texts import Texts

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer

COPY_LINK = "#copy"
"""Where the link that copies an answer points; it ends each finished message, and the page's script acts on it."""

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def literal(text: str) -> str:
    """Markdown that shows exactly this text: no tag, image, link or emphasis can arise from it."""
    return _PUNCTUATION.sub(lambda found: _ENTITY.get(found[1], f"\\{found[1]}"), " ".join(text.split()))


def message_of(answer: Answer, texts: Texts, sentence_count: int | None = None) -> str:
    """The answer as Markdown; with a count, only that many first sentences, as while it is still streaming."""
    by_table = dict(enumerate((answer.records, *answer.records.beside) if answer.records else (), start=1))
    by_number = {citation.n: citation for citation in answer.citations}
    sentences = answer.sentences if sentence_count is None else answer.sentences[:sentence_count]
    # A line break is added after a Chinese sentence only by the reader's screen, after an English one a space is due.
    prose = ("" if answer.language == "zh" else " ").join(
        _with_chips(s, by_number, texts)
        + "".join(_record_chip(n, records, texts) for n, records in by_table.items() if n in s.citations)
        for s in sentences
    )
    if sentence_count is not None:
        return prose
    parts = [prose]
    if answer.citations:
        parts.append("\n".join(_source_lines(answer, texts)))
    elif answer.records:
        parts.append("\n".join(_record_line(n, records, texts) for n, records in by_table.items()))
    if answer.plan:
        parts.append(f"[{literal(texts['matching_open'])}](/matching?{urlencode(answer.plan)})")
    parts.append(f"[{literal(texts['copy' if answer.citations else 'copy_plain'])}]({COPY_LINK})")
    return "\n\n".join(parts)


def _with_chips(sentence: Sentence, by_number: dict[int, Citation], texts: Texts) -> str:
    chips = "".join(_chip(by_number[n], texts) for n in sentence.citations if n in by_number)
    return literal(sentence.text) + chips


def _chip(citation: Citation, texts: Texts) -> str:
    return _numbered_link(citation.n, citation.title, quote_address(citation), texts)


def _record_chip(n: int, records: RecordAnswer, texts: Texts) -> str:
    """The chip that opens the records; where none matched there is nothing to open."""
    if not records.ids:
        return ""
    return _numbered_link(n, records.title, records_address(records.entity, records.ids), texts)


def _numbered_link(n: int, title: str, address: str, texts: Texts) -> str:
    described = escape(f"{texts['source']} {n}: {title}").replace("\\", "\\\\").replace("\n", " ")
    return f'[\\[{n}\\]]({address} "{described}")'


def _record_line(n: int, records: RecordAnswer, texts: Texts) -> str:
    label = f" **{literal(texts['provenance_demo'])}**" if records.provenance == "demo" else ""
    facts = [records.title, f"{records.matched} / {records.total}", records.as_of or ""]
    described = " · ".join(literal(fact) for fact in facts if fact)
    return f"- {_record_chip(n, records, texts)} {described}{label}"


def _source_lines(answer: Answer, texts: Texts) -> Iterator[str]:
    """A line a source; quotes from one place of one document share theirs."""
    chips: dict[str, list[str]] = {}
    for citation in answer.citations:
        chips.setdefault(_described(citation, answer, texts), []).append(_chip(citation, texts))
    return (f"- {''.join(own)} {described}" for described, own in chips.items())


def _described(citation: Citation, answer: Answer, texts: Texts) -> str:
    warnings = []
    if citation.status in ("expired", "superseded"):
        warnings.append(texts[f"status_{citation.status}"])
    if citation.provenance == "demo":
        warnings.append(texts["provenance_demo"])
    facts = [citation.title, citation.locator, citation.as_of or ""]
    if citation.language != answer.language:
        facts.append(texts["quote_in"].format(language=texts[f"language_{citation.language}"]))
    labels = "".join(f" **{literal(warning)}**" for warning in warnings)
    return " · ".join(literal(fact) for fact in facts if fact) + labels
