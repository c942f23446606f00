"""Quantities: every figure of a text as one exact value, whatever the language, script, numerals or units it is in.

The grammar is our own tables and possessive patterns, in exact Decimal arithmetic. cn2an and word2number convert one
isolated numeral of one language and find none in a text; quantulum3 and dateparser read English at milliseconds a
sentence, and know neither 万/亿 nor document numbers; none of them bounds the time it takes on hostile text.

`read_quantities` says what stands in a text. `unsupported` says which figures of a claim its sources do not bear out.
"""

from corpus.quantities.comparing import bears_out, states_nothing, unsupported
from corpus.quantities.reading import read_quantities
from corpus.quantities.values import Kind, PartialDate, Quantity

__all__ = [
    "Kind",
    "PartialDate",
    "Quantity",
    "bears_out",
    "read_quantities",
    "states_nothing",
    "unsupported",
]
