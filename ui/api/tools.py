"""Tools: what a language model of somebody else's may ask of the library, each giving a text and an object."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from assistant.browsing import Browsing
from assistant.conversations import Conversation, Turn
from assistant.keeping.visits import new_id
from assistant.rendering import sentences_as_text
from ui.api.answers import AnswerForm, answer_form
from ui.api.ask import EarlierExchange
from ui.api.asking import Asking
from ui.api.chains import ChainForm, WholeChainForm, chains_form, whole_chain_form
from ui.api.forms import Closed, Said
from ui.api.origins import origin_of
from ui.api.projects import ProjectsAddress, ProjectsForm, projects_form
from ui.api.search import Limit, MatchesForm, matches_form
from ui.desk import Visit
from ui.languages import InterfaceLanguage


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool gives: a text to read, and the same as an object."""

    text: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it takes, what it gives, and how it is run with arguments that have been checked."""

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    run: Callable[[Any, Request], Awaitable[Told]]


class AskArguments(Closed):
    """A question, with what was said before where it leans on that."""

    question: Annotated[Said, Field(min_length=1, description="The question, in Chinese or English.")]
    history: list[EarlierExchange] = Field(
        default_factory=list, max_length=20, description="Earlier questions and answers, oldest first, for a follow-up."
    )


class SearchArguments(Closed):
    """What to look for."""

    question: Annotated[Said, Field(min_length=1, description="What to look for, in Chinese or English.")]
    limit: Limit = 5


class ProjectsArguments(ProjectsAddress):
    """Filters on published projects."""

    language: InterfaceLanguage = "en"


class ChainsArguments(Closed):
    """Which chain to show; without one, all are listed."""

    chain: Annotated[str | None, Field(max_length=200, description="The id of a chain, as the list gives it.")] = None


class ChainsTold(Closed):
    """All chains, or one with its links."""

    items: list[ChainForm]
    chain: WholeChainForm | None


def tools_of(library: Browsing, asking: Asking) -> Mapping[str, Tool]:
    """The tools, by name."""

    async def ask(asked: AskArguments, request: Request) -> Told:
        turns = tuple(Turn(one.question, one.answer) for one in asked.history)
        visit, origin = Visit(new_id(), "mcp"), origin_of(request)
        answer = await asking.answer(Conversation(asked.question, turns=turns), visit)
        if answer is None:  # the server is being stopped
            raise RuntimeError("an answer had no end")
        form = answer_form(answer, None, visit, origin)
        sources = [
            f"[{source['n']}] {source['title']} · {source['locator']}\n    {source['address']}"
            for source in form["citations"]
        ]
        notice = [form["notice"]] if "notice" in form else []
        return Told("\n\n".join([sentences_as_text(answer), *notice, *sources]), form)

    async def search(asked: SearchArguments, request: Request) -> Told:
        form = await run_in_threadpool(matches_form, library, asked.question, asked.limit, origin_of(request))
        lines = [f"{one['rank']}. {one['title']}\n{one['text']}\n{one['address']}" for one in form["matches"]]
        return Told("\n\n".join(lines) or "—", form)

    async def projects(asked: ProjectsArguments, request: Request) -> Told:
        form = await run_in_threadpool(projects_form, library, asked, asked.language, origin_of(request))
        lines = [f"{form.matched} / {form.total}", *(f"{one.name.text}\n{one.address}" for one in form.items)]
        return Told("\n\n".join(lines), form.model_dump(mode="json"))

    async def chains(asked: ChainsArguments, request: Request) -> Told:
        told = await run_in_threadpool(_chains, library, asked.chain, origin_of(request))
        shown = told.chain.links if told.chain else told.items
        lines = [f"{one.name.zh} · {one.name.en} ({one.id})\n{one.address}" for one in shown]
        return Told("\n\n".join(lines) or "—", told.model_dump(mode="json"))

    found = (
        Tool(
            "ask",
            "Ask about investing in Sanmenxia",
            "Answers a question from the public library of the Sanmenxia Bureau of Commerce, in Chinese or English. "
            "Every sentence is verified against its source and cited; where nothing answers, it says so. "
            "Nothing in an answer is a promise.",
            AskArguments,
            AnswerForm,
            ask,
        ),
        Tool(
            "search",
            "Search the sources",
            "Finds passages of policies, notices and reports by words and by meaning, in both languages.",
            SearchArguments,
            MatchesForm,
            search,
        ),
        Tool(
            "projects",
            "List published projects",
            "Lists published investment projects, filtered by chain, county, sum and more, twenty on a page.",
            ProjectsArguments,
            ProjectsForm,
            projects,
        ),
        Tool(
            "chains",
            "Show industrial chains",
            "Lists the industrial chains, or shows one with its links, firms and what supplies what.",
            ChainsArguments,
            ChainsTold,
            chains,
        ),
    )
    return {tool.name: tool for tool in found}


def _chains(library: Browsing, chain_id: str | None, origin: str) -> ChainsTold:
    """One chain where it is there, else all of them."""
    chain = library.chains().chain(chain_id) if chain_id else None
    if chain:
        return ChainsTold(items=[], chain=whole_chain_form(chain, origin))
    return ChainsTold(items=chains_form(library, origin).items, chain=None)
