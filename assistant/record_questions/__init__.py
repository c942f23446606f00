"""Questions over records: counts, sums, lists and shares that are asked for in words, as typed queries.

A question is cut into words that the store or the word tables know (`lexing`, `vocabulary`); names, figures, dates and
stages become conditions (`conditioning`); what is left must say what is asked of the records (`asking`,
`aggregating`, `sharing`, `pairing`, `narrowing`). A word that plays no part leaves the question without a query.
"""

from assistant.record_questions.results import Doubt, GroupBound, Lookup, NeedsDetail, Understood
from assistant.record_questions.understanding import understand_records
from assistant.record_questions.vocabulary import Vocabulary

__all__ = ["Doubt", "GroupBound", "Lookup", "NeedsDetail", "Understood", "Vocabulary", "understand_records"]
