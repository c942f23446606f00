"""Questions over chains: what supplies what, who does a link, what is missing, asked in words.

A question is cut into words that the atlas or the word tables know (`vocabulary`). It is a question over chains only
when every word of it has a part (`parts`) and the parts together ask one thing (`understanding`).
"""

from assistant.chain_questions.parts import ChainQuestion, Kind
from assistant.chain_questions.understanding import understand_chains
from assistant.chain_questions.vocabulary import ChainVocabulary

__all__ = ["ChainQuestion", "ChainVocabulary", "Kind", "understand_chains"]
