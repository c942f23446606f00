"""Composing: a language model finds the words for what was found; only sentences that their sources bear out are said.

`Composer.compose` streams an answer piece by piece. Where the model fails, or nothing it writes holds, the answer is
the one that was found without it.
"""

from assistant.composing.composer import Composer

__all__ = ["Composer"]
