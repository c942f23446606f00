"""Facts files as documents: each becomes a readable text in both languages, statements word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.documents import Document, Section, Span
from corpus.schemas import Bilingual, ChainFile, Enterprise, Entry, Event, FactsFile, Language, Link, Place

Item = Entry | Link

_DOCUMENT_KINDS = {
    "statistics": "statistics",
    "events": "event",
    "enterprises": "directory",
    "places": "directory",
    "chain": "chain_map",
}
_POSITIONS = {
    "upstream": Bilingual(zh="上游", en="Upstream"),
    "midstream": Bilingual(zh="中游", en="Midstream"),
    "downstream": Bilingual(zh="下游", en="Downstream"),
    "support": Bilingual(zh="配套", en="Support"),
}
_PRODUCTS = Bilingual(zh="{name}的产品：{values}。", en="Products of {name}: {values}.")
_INDUSTRY_CODES = Bilingual(
    zh="{name}的国民经济行业代码（GB/T 4754）：{values}。", en="Industry codes (GB/T 4754) of {name}: {values}."
)
_SUPPLIES = Bilingual(zh="{name}供应的环节：{values}。", en="Links that {name} supplies: {values}.")
_DIVISION_CODE = Bilingual(zh="{name}的行政区划代码：{values}。", en="Division code of {name}: {values}.")
_FORMER_CODE = Bilingual(zh="{name}的原行政区划代码：{values}。", en="Former division code of {name}: {values}.")
_VENUE = Bilingual(zh="{name}的举办地点：{values}。", en="Venue of {name}: {values}.")


def documents_of(facts: FactsFile, path: str) -> tuple[Document, Document]:
    """The Chinese document of a facts file and its English translation, each item a section with its own source."""
    return _document(facts, path, "zh"), _document(facts, path, "en")


def items_of(facts: FactsFile) -> tuple[Item, ...]:
    """The items of a facts file as they are read: the links of a chain from upstream to downstream, then support."""
    if not isinstance(facts, ChainFile):
        return facts.items
    order = list(_POSITIONS)
    return tuple(sorted(facts.links, key=lambda link: order.index(link.position)))


def supplies_of(facts: FactsFile, item: Item, language: Language) -> list[str]:
    """The sentence that says which links of its own chain a link supplies; none when it supplies none of them."""
    if not isinstance(facts, ChainFile) or not isinstance(item, Link):
        return []
    names = {link.id: getattr(link.name, language) for link in facts.links}
    return _line(_SUPPLIES, item.name, [names[id_] for id_ in item.supplies if id_ in names], "", language)


def _document(facts: FactsFile, path: str, language: Language) -> Document:
    title = getattr(facts.title, language)
    text = f"# {title}\n"
    sections: list[Section] = []
    if facts.summary:
        text, span = _appended(text, getattr(facts.summary, language))
        sections.append(Section((), span, facts.as_of, facts.source))
    position = ""
    for item in items_of(facts):
        name = getattr(item.name, language)
        headings: tuple[str, ...] = (name,)
        if isinstance(item, Link):
            label = getattr(_POSITIONS[item.position], language)
            if label != position:
                text, position = f"{text}\n## {label}\n", label
            headings = (label, name)
        text = f"{text}\n{'#' * (len(headings) + 1)} {name}\n"
        details = [*_details(item, language), *supplies_of(facts, item, language)]
        text, span = _appended(text, "\n\n".join([getattr(item.statement, language), *details]))
        sections.append(Section(headings, span, item.as_of or facts.as_of, item.source or facts.source))
    return Document(
        id=f"{facts.id}-{language}",
        title=title,
        language=language,
        text=text,
        sections=tuple(sections),
        file=path,
        kind=_DOCUMENT_KINDS[facts.kind],
        audience=facts.audience,
        provenance=facts.provenance,
        translation_of=f"{facts.id}-zh" if language == "en" else None,
        as_of=facts.as_of,
        source=facts.source,
    )


def _appended(text: str, part: str) -> tuple[str, Span]:
    start = len(text) + 1
    return f"{text}\n{part}\n", Span(start, start + len(part))


def _details(item: Item, language: Language) -> Iterator[str]:
    """What the file says of an item beyond its statement, each a sentence that stands alone.

    Aliases are not among it: they are for finding things, and no source need have used them.
    """
    said = f"{getattr(item.name, language)} {getattr(item.statement, language)}"
    if isinstance(item, Enterprise | Link):
        products = [getattr(product, language) for product in item.products]
        yield from _line(_PRODUCTS, item.name, products, said, language)
    if isinstance(item, Link):
        yield from _line(_INDUSTRY_CODES, item.name, item.gbt, said, language)
    if isinstance(item, Place):
        yield from _line(_DIVISION_CODE, item.name, [item.code] if item.code else [], said, language)
        yield from _line(_FORMER_CODE, item.name, [item.former_code] if item.former_code else [], said, language)
    if isinstance(item, Event) and item.venue:
        yield from _line(_VENUE, item.name, [getattr(item.venue, language)], said, language)


def _line(template: Bilingual, name: Bilingual, values: Sequence[str], said: str, language: Language) -> list[str]:
    """The sentence that gives the values not said yet; none when all of them are."""
    new = [value for value in values if value.lower() not in said.lower()]
    if not new:
        return []
    joined = ("、" if language == "zh" else ", ").join(new)
    return [getattr(template, language).format(name=getattr(name, language), values=joined)]
