"""Settings: one frozen root read from `SMX_…` variables and `.env`; an unknown name stops the start."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from platformdirs import user_cache_dir
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableValue

import corpus
from corpus.schemas import Audience
from index.record_urls import RecordUrls
from index.vector_urls import VectorDatabase, VectorUrls

_PREFIX = "SMX_"
_LISTS = {"SMX_SERVER__ALLOWED_HOSTS", "SMX_SERVER__EMBED_ORIGINS", "SMX_SERVER__TRUSTED_PROXIES"}
_COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_ORIGIN = r"^https?://[A-Za-z0-9.-]+(:\d{1,5})?$"
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
SHIPPED_LIBRARY = Path(corpus.__file__).parent / "library" / "sanmenxia"


class SettingsError(Exception):
    """A setting is unknown or has a value it cannot take; the message names the variable."""

    remedy = "Correct or remove the variable. docs/settings.md lists all of them."


class _Slice(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EmbeddingSettings(_Slice):
    """Which model turns text into vectors, and where."""

    model: str = Field("bundled", description="A folder or name of a sentence-transformers model, or `bundled`.")
    ray: str = Field(
        "",
        pattern=r"^(local|auto|[^/\s]+:\d{1,5})?$",
        description="Ray cluster that a build embeds on, as `10.0.0.1:6379`, or `local`; without Ray when empty.",
    )
    ray_cpus: int = Field(1, ge=1, description="How many processors each worker of Ray takes.")


class RecordsSettings(_Slice):
    """Where records are kept, if not in files beside the index."""

    public_url: str = Field(
        "", description="PostgreSQL database of what is published, as `postgresql+pg8000://…`; files when empty."
    )
    staff_url: str = Field("", description="The same for all records; the public page does not need it.")


class VectorsSettings(_Slice):
    """Where vectors are kept, if not in files of the index."""

    public_url: str = Field(
        "", description="Chroma server of what is published, as `http://host:8000/tenant/database`; files when empty."
    )
    staff_url: str = Field(
        "", description="Another server or database for the staff shelf; the public page does not need it."
    )
    public_token: SecretStr = Field(SecretStr(""), description="Token for a proxy in front of the first.")
    staff_token: SecretStr = Field(SecretStr(""), description="Token for a proxy in front of the second.")

    @model_validator(mode="after")
    def _two_databases(self) -> Self:
        places = set()
        for name, database in (("public_url", self.urls.public), ("staff_url", self.urls.staff)):
            try:
                places.add(database.place if database else None)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from error
        if self.public_url and self.staff_url and len(places) == 1:
            raise ValueError("public_url and staff_url must name two databases")
        return self

    @property
    def urls(self) -> VectorUrls:
        """The databases of the shelves."""
        public = VectorDatabase(self.public_url, self.public_token.get_secret_value()) if self.public_url else None
        staff = VectorDatabase(self.staff_url, self.staff_token.get_secret_value()) if self.staff_url else None
        return VectorUrls(public, staff)


class ModelSettings(_Slice):
    """Which chat model words answers, if any."""

    name: str = Field("", description="Name of a chat model; without one, answers are quotes.")
    provider: str = Field("openai", description="LangChain's name of its provider; `openai` is any compatible server.")
    address: str = Field("", description="Where the model is served, as `http://127.0.0.1:8000/v1`.")
    key: SecretStr = Field(SecretStr(""), description="Key for it, where it asks for one.")
    connect_seconds: float = Field(5, gt=0, description="Longest wait for a connection.")
    deadline_seconds: float = Field(30, gt=0, description="Longest wait for the end of an answer.")
    retries: int = Field(1, ge=0, le=5, description="How often a failed request is sent again.")
    most_tokens: int = Field(800, ge=1, description="Longest answer, in tokens.")
    at_once: int = Field(8, ge=1, description="Most requests at the same time.")
    understanding: bool = Field(
        False, description="Whether the model may also read questions that the rules make nothing of."
    )


class KeepingSettings(_Slice):
    """Where what was asked is kept, if not in files beside the index, and for how long."""

    public_url: str = Field(
        "",
        description="PostgreSQL database of what the public asked, as `postgresql+pg8000://…`; a file when empty.",
    )
    staff_url: str = Field(
        "", description="Another one for what staff asked, and for accounts; the public page does not need it."
    )
    days: int = Field(184, ge=1, description="After how many days a question is removed.")

    @model_validator(mode="after")
    def _two_databases(self) -> Self:
        if self.public_url and self.public_url == self.staff_url:
            raise ValueError("public_url and staff_url must name two databases")
        return self


class ServerSettings(_Slice):
    """Where the page is served."""

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(7860, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    allowed_hosts: tuple[str, ...] = Field(
        ("127.0.0.1", "localhost"), description="Host names the page answers to, as a JSON list."
    )
    embed_origins: tuple[Annotated[str, Field(pattern=_ORIGIN)], ...] = Field(
        (), description="Sites that may show the chat, as a JSON list of origins; none when empty."
    )
    trusted_proxies: tuple[str, ...] = Field(
        ("127.0.0.1",),
        description="Addresses or networks of proxies that are believed whom they forward, as a JSON list.",
    )
    redis_url: SecretStr = Field(
        SecretStr(""), description="Redis in which several processes count together, as `redis://…`; memory when empty."
    )
    staff_space: bool = Field(False, description="Whether the staff space is served too, under `/staff`.")
    stop_seconds: float = Field(20, ge=0, description="Longest wait for answers under way when the server is stopped.")


class StaffSettings(_Slice):
    """Through which OpenID Connect provider staff may log in, besides their passwords."""

    openid_issuer: str = Field(
        "", description="OpenID Connect provider that staff may log in through, as `https://login.example.org`."
    )
    openid_client_id: str = Field("", description="Name under which smx is registered there.")
    openid_client_secret: SecretStr = Field(SecretStr(""), description="Secret that goes with it, where there is one.")
    openid_name: str = Field("", description="What the login page calls the provider.")

    @model_validator(mode="after")
    def _a_provider_and_who_asks_it(self) -> Self:
        if not self.openid_issuer:
            return self
        if not self.openid_client_id:
            raise ValueError("SMX_STAFF__OPENID_CLIENT_ID is missing, which SMX_STAFF__OPENID_ISSUER needs")
        try:
            address = urlsplit(self.openid_issuer)
            host, _ = address.hostname, address.port
        except ValueError:
            raise ValueError("SMX_STAFF__OPENID_ISSUER is no address") from None
        is_safe = address.scheme == "https" or (address.scheme == "http" and host in _THIS_MACHINE)
        if not host or not is_safe or address.query or address.fragment or address.username is not None:
            raise ValueError("SMX_STAFF__OPENID_ISSUER must be an https:// address without user, query and fragment")
        return self


class LimitSettings(_Slice):
    """How much is taken on; 0 sets no limit."""

    questions: int = Field(30, ge=0, description="Most questions of one client in a minute; 0 sets no limit.")
    embed_questions: int = Field(300, ge=0, description="Most questions through one embedding site in a minute.")
    requests: int = Field(600, ge=0, description="Most other requests of one client in a minute.")
    answers_at_once: int = Field(128, ge=0, description="Most answers being made at the same time.")


class LogSettings(_Slice):
    """What is logged."""

    format: Literal["console", "json"] = Field(
        "console", description="`console` for people, `json` for programs: an object a line."
    )
    level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least that is logged of smx.")


class MetricsSettings(_Slice):
    """Where Prometheus reads."""

    host: str = Field("127.0.0.1", description="Address at which metrics are served.")
    port: int = Field(0, ge=0, le=65535, description="Port at which metrics are served; 0 serves none.")


class TraceSettings(_Slice):
    """Where traces are sent."""

    endpoint: str = Field(
        "", description="OpenTelemetry collector that traces are sent to, as `http://127.0.0.1:4318`."
    )


def _paths(value: object) -> object:
    return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter="__", env_file=".env", frozen=True, extra="ignore"
    )

    data: Path = Field(Path("data"), description="Folder of the built index.")
    library: Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_paths)] = Field(
        (SHIPPED_LIBRARY,), description=f"Library folders, separated as in PATH ({os.pathsep!r} here)."
    )
    cache: Path = Field(
        Path(user_cache_dir("smx")),
        description="Folder of what is compiled once: the embedding model and the dictionary.",
    )
    embedding: EmbeddingSettings = EmbeddingSettings()
    records: RecordsSettings = RecordsSettings()
    vectors: VectorsSettings = VectorsSettings()
    model: ModelSettings = ModelSettings()
    keeping: KeepingSettings = KeepingSettings()
    server: ServerSettings = ServerSettings()
    staff: StaffSettings = StaffSettings()
    limits: LimitSettings = LimitSettings()
    logs: LogSettings = LogSettings()
    metrics: MetricsSettings = MetricsSettings()
    traces: TraceSettings = TraceSettings()

    @property
    def record_urls(self) -> RecordUrls:
        """The databases of the records."""
        return RecordUrls(self.records.public_url, self.records.staff_url)

    @property
    def vector_urls(self) -> VectorUrls:
        """The databases of the vectors."""
        return self.vectors.urls

    @property
    def are_traced(self) -> bool:
        """Whether a collector is named, here or by the variables that are standard for it."""
        return bool(self.traces.endpoint) or any(os.environ.get(name) for name in _COLLECTORS)

    def secrets(self) -> frozenset[str]:
        """Everything that no log may show: keys, and the passwords in addresses."""
        values = [value for group in (self, *self._groups()) for value in group.__dict__.values()]
        hidden = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        texts = [*hidden, *(value for value in values if isinstance(value, str))]
        passwords = [part for text in texts if (part := _password(text))]
        return frozenset(filter(None, [*hidden, *passwords, *map(unquote, passwords)]))

    def _groups(self) -> list[BaseModel]:
        return [value for value in self.__dict__.values() if isinstance(value, BaseModel)]

    def kept_at(self, audience: Audience) -> Path | str:
        """The database of what an audience asked: a file, or one by URL."""
        url = self.keeping.public_url if audience == "public" else self.keeping.staff_url
        return url or self.data / "keeping" / f"{audience}.sqlite"

    def with_folders(self, data: Path | None, library: Sequence[Path] | None) -> Settings:
        """These settings with the folders given on the command line."""
        given: dict[str, object] = {"data": data} if data else {}
        return self.model_copy(update={**given, **({"library": tuple(library)} if library else {})})


def _password(text: str) -> str:
    try:
        return urlsplit(text).password or ""
    except ValueError:
        return ""


def load_settings() -> Settings:
    """The settings of this process. Raises `SettingsError`."""
    known = set(variable_names())
    try:
        given = [*os.environ, *dotenv_values(".env")]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file .env cannot be read: {error}.") from error
    unknown = sorted({name for name in given if name.upper().startswith(_PREFIX) and name.upper() not in known})
    if unknown:
        raise SettingsError(f"Unknown setting: {', '.join(unknown)}.")
    try:
        return Settings()
    except UnreadableValue as error:
        lists = sorted(name for name in given if name.upper() in _LISTS)
        raise SettingsError(f"{', '.join(lists)}: expected a JSON list ({error.__cause__}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = _PREFIX + "__".join(str(part) for part in first["loc"]).upper()
        # What is wrong with several together is told without their values, which may hold passwords.
        found = "" if isinstance(first["input"], dict) else f" (found {first['input']!r})"
        raise SettingsError(f"{name}: {first['msg']}{found}.") from error


def variable_names() -> dict[str, tuple[str, str]]:
    """Every variable with its default and what it is for."""
    found: dict[str, tuple[str, str]] = {}
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        if isinstance(default, BaseModel):
            for inner, inner_field in type(default).model_fields.items():
                variable = f"{_PREFIX}{name}__{inner}".upper()
                found[variable] = (_shown(inner_field.default), inner_field.description or "")
        else:
            found[f"{_PREFIX}{name}".upper()] = (_shown(default), field.description or "")
    return found


def _shown(default: object) -> str:
    if default == (SHIPPED_LIBRARY,):
        return "the shipped library"
    if default == Path(user_cache_dir("smx")):
        return "the user's cache folder"
    return " ".join(map(str, default)) if isinstance(default, tuple) else str(default)
