"""Chain quotes: the links of a facts file and their supply, in a sentence that cites what the chain's document says.

Everything else about such a chain is a matter of its text, which is quoted as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.assembly import OpenIndex
from assistant.chain_questions import ChainQuestion, Kind
from assistant.chain_wording import links_by_position, listed, position_in_words, positions_in_words, saying
from assistant.choosing import Candidate, looked_up
from assistant.quoting import DraftSentence
from corpus.documents import Document, Passage, Span
from corpus.languages import Script, in_script
from corpus.schemas import Audience, Language, Position
from index.chains.atlas import Chain, Link

_SAYS_FIRM = re.compile(r"企业|\bfirm", re.IGNORECASE)


def chain_quotes(asked: ChainQuestion, index: OpenIndex, script: Script) -> tuple[DraftSentence, ...] | None:
    """What a chain's document bears out of an answer; nothing where its text answers better, or does not say so."""
    language: Language = "en" if script == "latn" else "zh"
    link = index.chains.link(asked.link) if asked.link else None
    chain = index.chains.chain(asked.chain) if asked.chain else None
    if link is not None and asked.kind in (Kind.UPSTREAM, Kind.DOWNSTREAM, Kind.NEAR):
        text, cited = _supply(asked, link, index, language)
    elif chain is not None and asked.kind is Kind.LINKS:
        text, cited = _links(chain, asked.positions, index, language)
    elif chain is not None and asked.kind is Kind.FIRMS:
        text, cited = _firms(chain, asked.positions, index, language)
    else:
        return None
    found = [candidate for candidate in cited if candidate]
    if not found or len(found) < len(cited):
        return None
    text = f"{text}。" if language == "zh" else f"{text[:1].upper()}{text[1:]}."
    return (DraftSentence(in_script(text, script), tuple(found)),)


def _links(
    chain: Chain, positions: Sequence[Position], index: OpenIndex, language: Language
) -> tuple[str, list[Candidate | None]]:
    """The links of a chain, each cited where the document begins to speak of it."""
    links = [link for link in chain.links if not positions or link.position in positions]
    cited = [_first_words(link, index, language) for link in links]
    name = chain.name.said(language)
    if len(positions) == 1:
        names = listed([link.name.said(language) for link in links], language)
        position = position_in_words(positions[0], language)
        return saying("links_map_at", language, chain=name, position=position, names=names), cited
    return saying("links_map", language, chain=name, names=links_by_position(links, language)), cited


def _firms(
    chain: Chain, positions: Sequence[Position], index: OpenIndex, language: Language
) -> tuple[str, list[Candidate | None]]:
    """The firms of a chain's links at some positions, each cited where the document names them or says it cannot."""
    links = [link for link in chain.links if link.position in positions]
    said = []
    for link in links:
        name, firms = link.name.said(language), [firm.name.said(language) for firm in link.firms]
        key = "firms_map_of" if firms else "firms_map_none"
        said.append(saying(key, language, link=name, names=listed(firms, language)))
    text = saying(
        "firms_map_at",
        language,
        chain=chain.name.said(language),
        position=positions_in_words(positions, language),
        names=("；" if language == "zh" else "; ").join(said),
    )
    return text, [_firm_sentence(link, index, language) for link in links]


def _supply(
    asked: ChainQuestion, link: Link, index: OpenIndex, language: Language
) -> tuple[str, list[Candidate | None]]:
    """The links that supply leads to, without any number, and the lines that say who supplies whom on the way."""
    graph, links, name = index.chains.graph, index.chains.links, link.name.said(language)
    if asked.kind is Kind.NEAR:
        reached = graph.neighbours(link.id, asked.steps or 1)
    else:
        reached = (graph.upstream if asked.kind is Kind.UPSTREAM else graph.downstream)(link.id, asked.steps)
    if not reached:
        chain = index.chains.chain(link.chain)
        if asked.kind is Kind.NEAR or chain is None:
            return "", []
        text = saying(f"{asked.kind.value}_map_none", language, map=chain.name.said(language), link=name)
        return text, [_first_words(link, index, language)]
    parts = []
    for key, near in (("map_direct", True), ("map_further", False)):
        names = [links[one.link].name.said(language) for one in reached if (one.steps == 1) == near]
        if names:
            parts.append(saying(f"{asked.kind.value}_{key}", language, link=name, names=listed(names, language)))
    on_way = [link.id, *(one.link for one in reached)]
    suppliers = [links[id_] for id_ in on_way if set(on_way) & set(links[id_].supplies)]
    return ("；" if language == "zh" else "; ").join(parts), [_supply_line(one, index, language) for one in suppliers]


def _first_words(link: Link, index: OpenIndex, language: Language) -> Candidate | None:
    """The first sentence that the chain's document says of a link."""
    for document, audience in _documents(link, index, language):
        start = document.text.find(link.statement.said(language))
        passage = _holder(document, audience, start, index)
        if passage is not None:
            span = next((span for span in passage.sentences if span.start <= start < span.end), passage.span)
            return looked_up(passage, audience, span, document.text[span.start : span.end])
    return None


def _firm_sentence(link: Link, index: OpenIndex, language: Language) -> Candidate | None:
    """The sentence in which the chain's document names a link's firms, or says that none is named."""
    names = [name for firm in link.firms for name in (firm.name.said(language), *firm.aliases)]
    for document, audience in _documents(link, index, language):
        start = document.text.find(statement := link.statement.said(language))
        passage = _holder(document, audience, start, index)
        if passage is None:
            continue
        for span in passage.sentences:
            text = document.text[span.start : span.end]
            is_said = start <= span.start < start + len(statement)
            if is_said and (any(name in text for name in names) if names else _SAYS_FIRM.search(text)):
                return looked_up(passage, audience, span, text)
    return None


def _supply_line(link: Link, index: OpenIndex, language: Language) -> Candidate | None:
    """The sentence of the chain's document that says whom a link supplies."""
    for document, audience in _documents(link, index, language):
        line = saying("supply_line", language, link=link.name.said(language))
        start = document.text.find(line)
        if start < 0:
            continue
        end = document.text.index("\n", start) if "\n" in document.text[start:] else len(document.text)
        passage = _holder(document, audience, start, index)
        if passage is not None and end <= passage.span.end:
            return looked_up(passage, audience, Span(start, end), document.text[start:end])
    return None


def _holder(document: Document, audience: Audience, start: int, index: OpenIndex) -> Passage | None:
    """The passage in which a place of a document stands."""
    passages = index.shelves[audience].catalogue.passages_of(document.id)
    return next((one for one in passages if one.span.start <= start < one.span.end), None)


def _documents(link: Link, index: OpenIndex, language: Language) -> Iterator[tuple[Document, Audience]]:
    id_ = f"{link.stated.document}-{language}"
    for audience, shelf in index.shelves.items():
        if document := shelf.catalogue.document(id_):
            yield document, audience
