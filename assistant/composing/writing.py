"""Writing: one answer of a model, each sentence checked as it comes, mended once from its sources, or left out."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Sequence
from contextlib import closing

from assistant.composing.bearing import Bearing
from assistant.composing.computed import bare
from assistant.composing.drafting import Draft, leans_back
from assistant.composing.exhibits import Exhibit
from assistant.composing.prompting import mending
from assistant.composing.reading_ahead import ReadingAhead
from assistant.modelling import ChatModel, ChatTurn, ModelFailure
from assistant.supporting import Cut, Reason, SentenceCutter, SupportTools, verdict
from assistant.understanding import Question

logger = logging.getLogger(__name__)

_MOST_SENTENCES = 5
_MOST_WRITTEN = 12  # sentences after which a model is not listened to any longer
_MOST_REPAIRS = 2  # of an answer
_REPAIR_SECONDS = 8.0
_LEAST_SECONDS = 3.0  # what must be left for a repair to be begun
_HOPELESS = frozenset(
    (Reason.UNKNOWN_SOURCE, Reason.NO_SOURCE, Reason.PROMISE, Reason.ECHO, Reason.MARKUP, Reason.LINK)
)
"""What is wrong with a sentence that its own sources cannot put right."""


class Writing:
    """Puts what a model writes into a draft, as far as it holds, until a moment of the monotonic clock.

    `has_answer` tells whether any of it answers the question.
    """

    def __init__(
        self, model: ChatModel, question: Question, exhibits: Sequence[Exhibit], tools: SupportTools, until: float
    ) -> None:
        self._model = model
        self._question = question
        self._exhibits = {exhibit.source.token: exhibit for exhibit in exhibits}
        self._sources = {token: exhibit.source for token, exhibit in self._exhibits.items()}
        self._said = "\n".join(dict.fromkeys((question.text, *question.searches)))
        self._tools = tools
        self._ahead = ReadingAhead(self._sources, tools)
        self._until = until
        self._bearing = Bearing(question, exhibits, tools.gloss)
        self._repairs = 0
        self._written = 0
        self._is_after_gap = False
        self._is_over = False
        self.has_answer = any(exhibit.said for exhibit in exhibits)  # what was computed is told in any case

    def into(self, draft: Draft, turns: Sequence[ChatTurn]) -> Generator[bool]:
        """Ask the model, and tell at whatever it sends whether the draft has grown. Raises `ModelFailure`."""
        cutter = SentenceCutter()
        stream = self._model.stream(turns, self._until - time.monotonic())
        with self._ahead, closing(stream):
            for text in stream:
                yield self._take(cutter.feed(text), draft)
                if self._is_over:
                    return
            yield self._take(cutter.finish(), draft)

    def _take(self, cuts: Sequence[Cut], draft: Draft) -> bool:
        size = draft.size
        for cut in cuts:
            self._written += 1
            self._is_over = self._is_over or draft.says(cut.text)  # a model that repeats itself goes round in circles
            if self._is_over:
                break
            # After a gap a sentence that leans back would be taken to speak of what stands before the gap.
            is_lost = self._is_after_gap and leans_back(cut.text)
            held = None if is_lost or not self._bearing.on(cut.text) else self._held(cut)
            is_in = held is not None and draft.add(held)
            self._is_after_gap = not is_in
            draft.left_out += not is_in
            self.has_answer = self.has_answer or (held is not None and is_in and self._bearing.answers(held.text))
            self._is_over = draft.size >= _MOST_SENTENCES or self._written >= _MOST_WRITTEN
        return draft.size > size

    def _held(self, cut: Cut) -> Cut | None:
        """The sentence if it holds, else what it was mended to."""
        why = self._faults(cut)
        if not why or self._was_computed(cut):
            return cut
        logger.info("a sentence of the model does not hold: %s", ", ".join(why))
        left = self._until - time.monotonic()
        if not _HOPELESS.isdisjoint(why) or self._repairs == _MOST_REPAIRS or left < _LEAST_SECONDS:
            return None
        self._repairs += 1
        return self._mended(cut, min(left, _REPAIR_SECONDS))

    def _mended(self, cut: Cut, seconds: float) -> Cut | None:
        """The sentence written once more from its own sources, if that holds."""
        cited = [self._exhibits[token] for token in cut.sources]
        cutter = SentenceCutter()
        try:
            with closing(self._model.stream(mending(cut.text, cited, self._question.language), seconds)) as stream:
                cuts = next((found for text in stream if (found := cutter.feed(text))), []) or cutter.finish()
        except ModelFailure as failure:
            logger.info("a sentence could not be mended: %s", failure)
            return None
        held = cuts[0] if cuts else None
        return held if held and not self._faults(held) and not leans_back(held.text) else None

    def _was_computed(self, cut: Cut) -> bool:
        """Whether it is, letter by letter, one of the finished sentences that it cites."""
        cited = [self._exhibits[token] for token in cut.sources if token in self._exhibits]
        return any(exhibit.said and bare(exhibit.said) == bare(cut.text) for exhibit in cited)

    def _faults(self, cut: Cut) -> tuple[Reason, ...]:
        self._ahead.wait_for(cut.sources)
        found = verdict(cut, self._sources, self._said, self._question.language, self._tools)
        return () if found.holds else found.why
