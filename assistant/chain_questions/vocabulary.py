"""The vocabulary of an atlas: its own names for chains and links, and the words that ask about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from assistant.chain_questions.parts import fixed_words
from assistant.record_questions.lexing import Lexicon, folded
from assistant.record_questions.meanings import Meaning, Role
from assistant.record_questions.spellings import short_names, translations
from corpus.glossaries import Glossary
from index.chains.atlas import ChainAtlas


@dataclass(frozen=True, slots=True)
class ChainVocabulary:
    """What questions over one atlas may speak of; made once, and shared by threads. `chain_of` tells each link's."""

    lexicon: Lexicon
    chain_of: Mapping[str, str]

    @classmethod
    def of(cls, atlas: ChainAtlas, glossary: Glossary) -> Self:
        """The vocabulary of an atlas, with what the glossary calls its chains and links."""
        words: defaultdict[str, set[Meaning]] = defaultdict(set)
        for word, part in fixed_words():
            words[folded(word)].add(Meaning(Role.CHAIN_PART, part))
        chains = {
            chain.id: _names((chain.id, chain.name.zh, chain.name.en, *chain.aliases), glossary)
            for chain in atlas.chains
        }
        links = {link.id: _names((link.id, link.name.zh, link.name.en), glossary) for link in atlas.links.values()}
        for kind, names in (("chain", chains), ("link", links)):
            bearers: defaultdict[str, set[str]] = defaultdict(set)
            for id_, written in names.items():
                for name in written:
                    bearers[folded(" ".join(name.split()))].add(id_)
            for word, id_ in short_names(names, kind).items():
                if word not in bearers and word not in words:
                    bearers[word].add(id_)
            for word, ids in bearers.items():
                words[word].add(Meaning(Role.VALUE, kind, None, tuple(sorted(ids))))
        lexicon = Lexicon({word: frozenset(meanings) for word, meanings in words.items() if word})
        return cls(lexicon, {link.id: link.chain for link in atlas.links.values()})


def _names(own: tuple[str, ...], glossary: Glossary) -> frozenset[str]:
    written = {name for name in own if len(name) > 1}
    return frozenset(written | {other for name in written for other in translations(name, glossary)})
