"""Which models the settings can name, and what is said of those they cannot."""

from __future__ import annotations

import sys
import time
import types
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from langchain.chat_models.base import _get_chat_model_creator
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from pydantic import Field, SecretStr

from assistant.doctor import checks
from assistant.modelling import ChatModel, chat_model
from assistant.settings import ModelSettings, Settings, SettingsError, load_settings
from eval.scripted_model import KEY, ScriptedServer, closed_address, fails, settings_at
from tests.assistant.modelling.conftest import heard

Make = Callable[..., ChatModel]


def test_without_a_name_there_is_no_model() -> None:
    assert chat_model(ModelSettings()) is None


def test_the_settings_name_a_model(server: ScriptedServer, made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMX_MODEL__NAME", "scripted")
    monkeypatch.setenv("SMX_MODEL__ADDRESS", server.address)
    monkeypatch.setenv("SMX_MODEL__KEY", f" {KEY}\n")
    settings = load_settings()
    assert KEY not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    chat = made(settings.model)
    assert chat.name == "scripted"
    assert heard(chat).text == "三门峡市在河南省西部。"
    assert server.exchanges[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("address", ["", "127.0.0.1:8000/v1", "ftp://host/v1", "http://", "http://host:99999/v1"])
def test_an_address_that_cannot_be_one_is_named_with_its_variable(address: str) -> None:
    with pytest.raises(SettingsError, match="SMX_MODEL__ADDRESS"):
        chat_model(settings_at(address))


def test_a_secret_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(SettingsError, match="SMX_MODEL__KEY") as raised:
        chat_model(settings_at(f"http://user:{KEY}@127.0.0.1/v1"))
    assert KEY not in str(raised.value)


@pytest.mark.parametrize("key", ["密钥密钥", "two words", "line\nbreak"])
def test_a_key_that_no_server_could_get_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(SettingsError, match="SMX_MODEL__KEY") as raised:
        chat_model(settings_at("http://127.0.0.1/v1", key=SecretStr(key)))
    assert key not in str(raised.value)


def test_a_provider_whose_package_is_missing_is_named_with_the_package() -> None:
    with pytest.raises(SettingsError, match="langchain-anthropic") as raised:
        chat_model(settings_at("http://127.0.0.1/v1", provider="anthropic"))
    assert "SMX_MODEL__PROVIDER" in str(raised.value)


def test_a_provider_nobody_knows_is_named() -> None:
    with pytest.raises(SettingsError, match=r"SMX_MODEL__PROVIDER.*'nobody'"):
        chat_model(settings_at("http://127.0.0.1/v1", provider="nobody"))


class ChatOllama(FakeListChatModel):
    """Stands in for a provider's class."""

    responses: list[str] = Field(default_factory=lambda: ["好的。"])
    model: str
    base_url: str
    max_tokens: int


class HeldUp(ChatOllama):
    """Holds up the event loop, as a package that is not written for one may."""

    async def _astream(self, *_: object, **__: object) -> AsyncIterator[ChatGenerationChunk]:
        time.sleep(2)
        yield ChatGenerationChunk(message=AIMessageChunk(content="late"))


@pytest.fixture
def provided(monkeypatch: pytest.MonkeyPatch) -> Callable[[type], None]:
    """Installs a class as that of the provider `ollama`."""

    def provide(chat_class: type) -> None:
        _get_chat_model_creator.cache_clear()
        package = types.ModuleType("langchain_ollama")
        package.ChatOllama = chat_class  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "langchain_ollama", package)

    return provide


def test_a_provider_that_holds_up_the_loop_does_not_hold_up_the_reader(
    made: Make, provided: Callable[[type], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.modelling.streaming._GRACE_SECONDS", 0.1)
    provided(HeldUp)
    chat = made(settings_at("http://127.0.0.1:11434", provider="ollama"))
    began = time.monotonic()
    assert heard(chat, seconds=0.2).kind == "timed_out"
    assert time.monotonic() - began < 1.8


def test_settings_a_provider_does_not_take_are_named_without_their_values(provided: Callable[[type], None]) -> None:
    provided(type("Stubborn", (ChatOllama,), {"__annotations__": {"api_key": int}}))
    with pytest.raises(SettingsError, match="ollama") as raised:
        chat_model(settings_at("http://127.0.0.1:11434", provider="ollama"))
    assert KEY not in str(raised.value)


def test_another_provider_answers_through_its_package(made: Make, provided: Callable[[type], None]) -> None:
    provided(ChatOllama)
    chat = made(settings_at("http://127.0.0.1:11434", provider="ollama", name="qwen2.5:7b"))
    assert heard(chat).pieces == ("好", "的", "。")
    assert heard(chat).failure is None


def chat_model_check(model: ModelSettings, tmp_path: Path) -> str | None:
    settings = Settings(data=tmp_path / "data", library=(tmp_path,), model=model)
    return dict(checks(settings))["chat model"]


def test_the_doctor_says_that_the_model_answers(server: ScriptedServer, tmp_path: Path) -> None:
    assert chat_model_check(server.settings(), tmp_path) is None


def test_the_doctor_says_what_is_wrong_with_the_model_and_what_to_do(server: ScriptedServer, tmp_path: Path) -> None:
    server.then(fails(401, {"message": f"wrong key {KEY}"}))
    said = chat_model_check(server.settings(), tmp_path)
    assert said == (
        "The chat model does not accept the key (HTTP 401). Check SMX_MODEL__KEY, and that the key may use the model."
    )
    refused = chat_model_check(settings_at(closed_address()), tmp_path)
    assert refused is not None
    assert "SMX_MODEL__ADDRESS" in refused
    assert "SMX_MODEL__ADDRESS" in str(chat_model_check(settings_at(""), tmp_path))


def test_the_doctor_is_silent_about_a_model_where_there_is_none(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", library=(tmp_path,))
    assert "chat model" not in dict(checks(settings))
