"""The commands `smx ask` and `smx search`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.commands.opening import opened
from assistant.commands.parsing import add_command, data_folder, positive
from assistant.commands.questions import question_options, run_questions
from assistant.commands.saying import BROKEN, FINE, UsageError

if TYPE_CHECKING:
    from assistant.answers import Answer, Piece
    from assistant.commands.parsing import Commands
    from assistant.current_index import CurrentIndex
    from assistant.flow import Assistant
    from assistant.requests import AskRequest
    from assistant.settings import Settings


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    add_command(commands, "ask", ask, "Answer a question.", data_folder(), question_options())
    text = "Show the passages that match a question."
    searching = add_command(commands, "search", search, text, data_folder(), question_options())
    searching.add_argument("--limit", type=positive, default=10, metavar="N", help="how many passages")


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer questions, with the model of the settings where one is named."""
    from assistant.answers import Outcome
    from assistant.flow import Assistant
    from assistant.model_steps import model_steps
    from assistant.rendering import answer_as_json, answer_as_text

    is_watched = not options.json and not options.batch and sys.stdout.isatty()
    assistants: dict[str, Assistant] = {}
    broken = False

    def answer(request: AskRequest) -> dict[str, Any] | str:
        nonlocal broken
        audience = request.audience or options.audience
        if audience not in assistants:
            assistants[audience] = Assistant(
                opened(settings, audience), composer=steps.composer, proposer=steps.proposer
            )
        conversation = request.conversation(options.audience)
        if is_watched:
            found, text = as_it_comes(assistants[audience].stream(conversation))
        else:
            found = assistants[audience].answer(conversation)
            text = answer_as_text(found)
        broken = broken or found.outcome is Outcome.UNAVAILABLE
        if options.json or options.batch:
            return answer_as_json(found, request.id)
        return text

    with model_steps(settings.model) as steps:
        run_questions(options, answer)
    return BROKEN if broken else FINE


def as_it_comes(pieces: Iterator[Piece]) -> tuple[Answer, str]:
    """Print sentences as they come; the whole answer, and its text as far as it is not yet printed."""
    from assistant.rendering import answer_as_text, sentences_as_text

    printed = ""
    for piece in pieces:
        said = sentences_as_text(piece.answer)
        if not piece.is_whole and said.startswith(printed):
            print(said[len(printed) :], end="", flush=True)
            printed = said
    text = answer_as_text(piece.answer)
    return piece.answer, text[len(printed) :] if text.startswith(printed) else f"\n\n{text}"


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Show what the search finds, before anything is chosen from it."""
    from assistant.rendering import matches_as_json, matches_as_text
    from assistant.searching import searched
    from assistant.understanding import cleaned

    indexes: dict[str, CurrentIndex] = {}

    def found(request: AskRequest) -> dict[str, Any] | str:
        audience = request.audience or options.audience
        if audience not in indexes:
            indexes[audience] = opened(settings, audience)
        if not cleaned(request.question):
            raise UsageError("The question is empty.")
        matched = searched(request.question, indexes[audience].get(), options.limit)
        return matches_as_json(matched, request.id) if options.json or options.batch else matches_as_text(matched)

    run_questions(options, found)
    return FINE
