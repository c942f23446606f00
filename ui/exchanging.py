"""What happens on the chat page when a reader asks, picks a suggestion or begins anew."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from assistant.answers import Answer, Outcome, Piece, Sentence
from assistant.browsing import Browsing
from assistant.conversations import Conversation
from assistant.keeping.keeper import Receipt
from assistant.keeping.visits import Channel
from assistant.subjects import Subject
from corpus.languages import language_of, script_of
from corpus.schemas import Audience
from ui.about import subject_in
from ui.desk import Desk, Visit
from ui.dialogue import SUGGESTION_COUNT, Dialogue, shown, suggested_questions
from ui.embedding.embeds import is_of_embed
from ui.languages import InterfaceLanguage, interface_language
from ui.literals import literal
from ui.messages import leading, message_of
from ui.references import new_reference
from ui.running.clients import client_of
from ui.streaming import Streaming
from ui.texts import TEXTS

logger = logging.getLogger(__name__)

_SENTENCE_PAUSE_SECONDS = 0.12  # lets the eye follow one sentence before the next

Update = tuple[Any, ...]
"""New values of the dialogue, the conversation shown, the question box and the suggestions, in this order."""


class Exchanging:
    """Turns the page's events into updates of the page; each holds its dialogue on the server."""

    def __init__(self, desk: Desk, library: Browsing, prefix: str = "") -> None:
        """With a prefix, this is the chat of the staff, and its answers lead to the pages under that."""
        self._desk = desk
        self._library = library
        self._prefix = prefix
        self._audience: Audience = "staff" if prefix else "public"
        self._streaming = Streaming()

    def open(self, request: gr.Request) -> Update:
        """The page as its address opens it: with a thing to ask about where that names one."""
        about = self._asked_about(request)
        if about is None:
            return tuple(gr.skip() for _ in range(3 + SUGGESTION_COUNT))
        dialogue = Dialogue(about=about)
        questions = suggested_questions(dialogue, self._desk.profile, _language(request))
        return dialogue, gr.skip(), gr.skip(), *_suggestions(questions)

    def drop(self, dialogue: Dialogue, request: gr.Request) -> Update:
        """The same conversation about nothing in particular."""
        dialogue = replace(dialogue, about=None)
        questions = suggested_questions(dialogue, self._desk.profile, _language(request))
        return dialogue, gr.skip(), gr.skip(), *_suggestions(questions)

    async def ask(self, question: str, dialogue: Dialogue, request: gr.Request) -> AsyncIterator[Update]:
        """Shows the question, then the answer sentence by sentence, then its sources and what to ask next."""
        if not question.strip():
            yield tuple(gr.skip() for _ in range(3 + SUGGESTION_COUNT))
            return
        language = _language(request)
        if not dialogue.exchanges and dialogue.about is None:  # asked before the page had been opened
            dialogue = replace(dialogue, about=self._asked_about(request))
        dialogue = dialogue.begun()
        before = [*self._messages(dialogue, language), _message("user", literal(shown(question)))]
        hidden = _suggestions(())

        def showing(said: str) -> Update:
            return gr.skip(), [*before, _message("assistant", leading(said, self._prefix))], gr.skip(), *hidden

        # The dialogue goes out with its id first, so that what comes of it can be deleted whatever happens next.
        yield dialogue, [*before, _message("assistant", _waiting("searching", language))], "", *hidden
        visit = Visit(dialogue.session, self._channel(request))
        answer, has_streamed = None, False
        async with aclosing(self._pieces(dialogue.asking(question, self._audience), visit, request)) as pieces:
            async for piece in pieces:
                if piece is None:  # what goes out tells whether anybody is still there
                    yield tuple(gr.skip() for _ in range(3 + SUGGESTION_COUNT))
                    continue
                answer = piece.answer
                if not piece.is_whole:
                    count = len(answer.sentences)
                    has_streamed = has_streamed or count > 0
                    yield showing(
                        message_of(answer, TEXTS[language], count) if count else _waiting("writing", language)
                    )
        if answer is None:
            return
        for count in range(1, 1 if has_streamed else len(answer.sentences) + 1):
            yield showing(message_of(answer, TEXTS[language], count))
            await asyncio.sleep(_SENTENCE_PAUSE_SECONDS)
        dialogue = dialogue.with_answer(question, answer, visit.asked if self._desk.days else "")
        questions = suggested_questions(dialogue, self._desk.profile, language)
        yield dialogue, self._messages(dialogue, language), gr.skip(), *_suggestions(questions)

    def ask_suggested(self, place: int) -> Callable[[Dialogue, gr.Request], AsyncIterator[Update]]:
        """The handler of the suggestion at this place; what it says is looked up here, not taken from the browser."""

        async def handle(dialogue: Dialogue, request: gr.Request) -> AsyncIterator[Update]:
            questions = suggested_questions(dialogue, self._desk.profile, _language(request))
            if place < len(questions):
                async for update in self.ask(questions[place], dialogue, request):
                    yield update

        return handle

    def restart(self, dialogue: Dialogue, request: gr.Request) -> Update:
        """An empty conversation about the same thing."""
        fresh = Dialogue(about=dialogue.about, session=dialogue.session)
        questions = suggested_questions(fresh, self._desk.profile, _language(request))
        return fresh, [], "", *_suggestions(questions)

    def forget(self, dialogue: Dialogue, request: gr.Request) -> Update:
        """A page of which nothing is kept, or the conversation as it is where that could not be done."""
        language = _language(request)
        if dialogue.session and self._desk.forget(dialogue.session) is not Receipt.DONE:
            said = _message("assistant", literal(TEXTS[language]["not_forgotten"]))
            return gr.skip(), [*self._messages(dialogue, language), said], *[gr.skip()] * (SUGGESTION_COUNT + 1)
        fresh = Dialogue(about=dialogue.about)
        questions = suggested_questions(fresh, self._desk.profile, language)
        said = _message("assistant", literal(TEXTS[language]["forgotten"]))
        return fresh, [said], "", *_suggestions(questions)

    def _channel(self, request: gr.Request) -> Channel:
        if self._audience == "staff":
            return "staff"
        return "embed" if is_of_embed(request.url.path) else "page"

    def _messages(self, dialogue: Dialogue, language: InterfaceLanguage) -> list[gr.ChatMessage]:
        return [
            message
            for exchange in dialogue.exchanges
            for message in (
                _message("user", literal(exchange.question)),
                _message(
                    "assistant",
                    leading(message_of(exchange.answer, TEXTS[language], asked=exchange.asked), self._prefix),
                ),
            )
        ]

    def _asked_about(self, request: gr.Request) -> Subject | None:
        """The thing that the page's address names. It is looked up on the shelf, whatever the browser says of it."""
        return subject_in(self._library, dict(request.query_params))

    async def _pieces(
        self, conversation: Conversation, visit: Visit, request: gr.Request
    ) -> AsyncGenerator[Piece | None]:
        """The answer as it comes, and nothing now and then while none does; an apology where something is broken."""
        question = conversation.question
        try:
            client = client_of(request.client.host if request.client else None)
            if refusal := await self._desk.refusal(question, client, getattr(request.state, "embed", None)):
                yield Piece(refusal, is_whole=True)
                return
            asking = partial(self._desk.stream, conversation, visit)
            async with aclosing(self._streaming.pieces(asking)) as pieces:
                async for piece in pieces:
                    yield piece
        except Exception:
            reference = new_reference()
            logger.exception("a question could not be answered, reference %s", reference)
            apology = Sentence(TEXTS[_language(request)]["failed"].format(reference=reference), framing=True)
            language_asked, script = language_of(question), script_of(question)
            yield Piece(Answer(question, language_asked, script, Outcome.UNAVAILABLE, (apology,)), is_whole=True)


def _language(request: gr.Request) -> InterfaceLanguage:
    return interface_language(dict(request.query_params), request.cookies, request.headers.get("accept-language", ""))


def _waiting(text: str, language: InterfaceLanguage) -> str:
    return f"*{literal(TEXTS[language][text])}*"


def _message(role: Any, content: str) -> gr.ChatMessage:
    return gr.ChatMessage(content=content, role=role)


def _suggestions(questions: tuple[str, ...]) -> list[Any]:
    padded = [*questions, *[""] * (SUGGESTION_COUNT - len(questions))]
    return [gr.update(value=question, visible=bool(question)) for question in padded]
