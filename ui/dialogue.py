"""What was said on one open page, kept on the server; the browser's copy is never read back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answers import Answer
from assistant.conversations import Conversation, Turn
from assistant.keeping.visits import new_id
from assistant.subjects import Subject
from corpus.schemas import Audience, ProfileFile
from ui.about import questions_about
from ui.languages import InterfaceLanguage, in_language

SUGGESTION_COUNT = 4

_SHOWN_LENGTH = 600  # an over-long question is asked whole, but neither shown nor remembered whole
_KEPT_EXCHANGES = 40
_ASKED_WITH = 8  # earlier turns that can still bear on a question


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; `asked` is the id by which feedback names it, where questions are kept."""

    question: str
    answer: Answer
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The exchanges so far, oldest first, and the thing that questions may lean on, if one was opened.

    `session` is a random id, there from the first exchange on; a new conversation on the same page keeps it.
    """

    exchanges: tuple[Exchange, ...] = ()
    about: Subject | None = None
    session: str = ""

    def begun(self) -> Dialogue:
        """The dialogue with the id of its own that it needs before a question is asked."""
        return self if self.session else replace(self, session=new_id())

    def asking(self, question: str, audience: Audience = "public") -> Conversation:
        """The question with the turns before it, as the assistant takes it."""
        recent = self.exchanges[-_ASKED_WITH:]
        turns = tuple(Turn(shown(past.answer.question), past.answer.text) for past in recent)
        return Conversation(question, audience, turns, self.about)

    def with_answer(self, question: str, answer: Answer, asked: str = "") -> Dialogue:
        """The dialogue one exchange longer."""
        exchange = Exchange(shown(question), answer, asked)
        return replace(self, exchanges=(*self.exchanges, exchange)[-_KEPT_EXCHANGES:])


def shown(question: str) -> str:
    """The question as it is shown, cut when it is over-long."""
    return question if len(question) <= _SHOWN_LENGTH else f"{question[:_SHOWN_LENGTH]}…"


def suggested_questions(
    dialogue: Dialogue, profile: ProfileFile | None, language: InterfaceLanguage
) -> tuple[str, ...]:
    """What to ask next and was not asked yet: of the thing that was opened, what the last answer suggests, or the
    profile's questions.
    """
    asked = {exchange.question for exchange in dialogue.exchanges}
    offered = dialogue.exchanges[-1].answer.suggestions if dialogue.exchanges else ()
    named = (in_language(question, language) for question in profile.questions) if profile else ()
    of_subject = questions_about(dialogue.about, language) if dialogue.about else ()
    for suggested in (of_subject, offered, named):
        if questions := [one for one in suggested if one not in asked]:
            return tuple(questions[:SUGGESTION_COUNT])
    return ()
