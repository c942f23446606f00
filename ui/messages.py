"""An answer as a Markdown message: sentences with their citation chips, then a line for each source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from assistant.answers import Answer, Citation, Sentence
from ui.citing import quote_address
from ui.literals import literal, numbered_link
from ui.record_messages import record_chip, record_line, record_table
from ui.texts import Texts

COPY_LINK = "#copy"
"""Where the link that copies an answer points; it ends each finished message, and the page's script acts on it."""


HELPFUL_LINK, UNHELPFUL_LINK = "#helpful-", "#unhelpful-"
"""Where the links that say whether an answer helped point, before the id it was asked by."""


def message_of(answer: Answer, texts: Texts, sentence_count: int | None = None, asked: str = "") -> str:
    """The answer as Markdown; with a count, only that many first sentences, as while it is still streaming.

    Where it is known by which id it was `asked`, a reader can say whether it helped.
    """
    by_table = dict(enumerate((answer.records, *answer.records.beside) if answer.records else (), start=1))
    by_number = {citation.n: citation for citation in answer.citations}
    sentences = answer.sentences if sentence_count is None else answer.sentences[:sentence_count]
    # A line break is added after a Chinese sentence only by the reader's screen, after an English one a space is due.
    prose = ("" if answer.language == "zh" else " ").join(
        _with_chips(_shortened(s, answer), by_number, texts)
        + "".join(record_chip(n, records, texts) for n, records in by_table.items() if n in s.citations)
        for s in sentences
    )
    label = [f"**{literal(texts['generated'])}** {literal(texts['generated_how'])}"]
    parts = [*(label if answer.composer == "model" else ()), prose]
    if sentence_count is not None:
        return "\n\n".join(parts)
    if answer.citations:
        parts.append("\n".join(_source_lines(answer, texts)))
    elif answer.records:
        lines = "\n".join(record_line(n, records, texts) for n, records in by_table.items())
        parts += filter(None, (record_table(answer.records, texts), lines))
    if answer.plan:
        parts.append(f"[{literal(texts['matching_open'])}](/matching?{urlencode(answer.plan)})")
    ends = [f"[{literal(texts['copy' if answer.citations else 'copy_plain'])}]({COPY_LINK})"]
    if asked:
        ends.append(f"[{literal(texts['helpful'])}]({HELPFUL_LINK}{asked})")
        ends.append(f"[{literal(texts['unhelpful'])}]({UNHELPFUL_LINK}{asked})")
    parts.append(" ".join(ends))
    return "\n\n".join(parts)


def leading(message: str, prefix: str) -> str:
    """The message with its links to our own pages under a prefix; no other text can look like one of them."""
    return message.replace("](/", f"]({prefix}/") if prefix else message


def _shortened(sentence: Sentence, answer: Answer) -> Sentence:
    """The sentence that names rows or groups as the caption of their table, where there is one."""
    records = answer.records
    if records is None or records.table is None or sentence.text != records.sentences[0]:
        return sentence
    return replace(sentence, text=records.table.caption)


def _with_chips(sentence: Sentence, by_number: dict[int, Citation], texts: Texts) -> str:
    chips = "".join(_chip(by_number[n], texts) for n in sentence.citations if n in by_number)
    return literal(sentence.text) + chips


def _chip(citation: Citation, texts: Texts) -> str:
    return numbered_link(citation.n, citation.title, quote_address(citation), texts)


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
