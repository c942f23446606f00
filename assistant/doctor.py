"""Doctor: whether everything the assistant needs is there, one check after the other."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator

from assistant.assembly import IndexLocation
from assistant.conversations import Conversation
from assistant.current_index import CurrentIndex
from assistant.flow import Assistant
from assistant.modelling import ChatTurn, ModelFailure, chat_model
from assistant.openid.failures import OpenIdFailure
from assistant.settings import Settings, SettingsError
from corpus.errors import CorpusError
from corpus.reading import read_library
from index.embedding import compiled
from index.errors import SearchIndexError
from index.generations import Generations
from index.server_writing import try_in_server
from index.shelves import AUDIENCES

_LEAST_FREE = 1 << 30  # bytes; a build writes a second generation beside the first


def checks(settings: Settings) -> Iterator[tuple[str, str | None]]:
    """The name of each check, and what is wrong with what to do about it, or nothing."""
    model = _MODEL_CHECKS if settings.model.name else {}
    provider = _PROVIDER_CHECKS if settings.staff.openid_issuer else {}
    vectors = _VECTOR_CHECKS if settings.vector_urls.are_given else {}
    for name, check in (_CHECKS | vectors | model | provider).items():
        try:
            yield name, check(settings)
        except (SearchIndexError, CorpusError, SettingsError, ModelFailure, OpenIdFailure) as error:
            yield name, f"{error} {error.remedy}"


def _data_folder(settings: Settings) -> str | None:
    folder = next(path for path in (settings.data.absolute(), *settings.data.absolute().parents) if path.exists())
    if not os.access(folder, os.W_OK):
        return f"{folder} cannot be written to; give another folder with SMX_DATA."
    free = shutil.disk_usage(folder).free
    return None if free >= _LEAST_FREE else f"{free >> 20} MiB are free in {folder}; make room."


def _library(settings: Settings) -> str | None:
    problems = read_library(settings.library).problems
    return f"{len(problems)} problems; run `smx library check`." if problems else None


def _model(settings: Settings) -> None:
    compiled(settings.embedding.model, settings.cache)


def _location(settings: Settings) -> IndexLocation:
    return IndexLocation(settings.data, settings.cache, ("public",), settings.record_urls, settings.vector_urls)


def _vectors(settings: Settings) -> None:
    folder = Generations(settings.data).current()
    for audience in AUDIENCES:
        if settings.vector_urls.of(audience):
            try_in_server(folder / audience, settings.vector_urls)


def _index(settings: Settings) -> None:
    CurrentIndex(_location(settings)).get()


def _answer(settings: Settings) -> str | None:
    index = CurrentIndex(_location(settings))
    profile = index.get().profile
    if profile is None:
        return None
    answer = Assistant(index).answer(Conversation(profile.questions[0].zh))
    return None if answer.citations else f"{profile.questions[0].zh} found no answer in the library."


def _chat_model(settings: Settings) -> None:
    model = chat_model(settings.model)
    if model is None:
        return
    try:
        next(model.stream([ChatTurn("user", "1 + 1 = ?")], settings.model.deadline_seconds))
    finally:
        model.close()


def _provider(settings: Settings) -> None:
    from assistant.openid.provider import Provider

    asyncio.run(Provider(settings.staff).check())


_VECTOR_CHECKS: dict[str, Callable[[Settings], str | None]] = {"vector server": _vectors}
_PROVIDER_CHECKS: dict[str, Callable[[Settings], str | None]] = {"OpenID Connect provider": _provider}
_MODEL_CHECKS: dict[str, Callable[[Settings], str | None]] = {"chat model": _chat_model}
_CHECKS: dict[str, Callable[[Settings], str | None]] = {
    "data folder": _data_folder,
    "library": _library,
    "embedding model": _model,
    "index": _index,
    "example answer": _answer,
}
