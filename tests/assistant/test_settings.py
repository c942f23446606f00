import os
from pathlib import Path

import pytest

from assistant.settings import SHIPPED_LIBRARY, SettingsError, load_settings, variable_names


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_needs_nothing() -> None:
    settings = load_settings()
    assert settings.data == Path("data")
    assert settings.library == (SHIPPED_LIBRARY,)
    assert settings.embedding.model == "bundled"
    assert (settings.server.host, settings.server.port) == ("127.0.0.1", 7860)


def test_reads_variables_also_nested_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMX_DATA", "/somewhere")
    monkeypatch.setenv("SMX_SERVER__PORT", "8000")
    monkeypatch.setenv("SMX_SERVER__ALLOWED_HOSTS", '["a.test", "b.test"]')
    monkeypatch.setenv("SMX_LIBRARY", os.pathsep.join(["one", "two"]))
    settings = load_settings()
    assert settings.data == Path("/somewhere")
    assert settings.server.port == 8000
    assert settings.server.allowed_hosts == ("a.test", "b.test")
    assert settings.library == (Path("one"), Path("two"))


def test_reads_a_file_that_variables_overrule(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("SMX_DATA=from-file\nSMX_SERVER__PORT=8001\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("SMX_SERVER__PORT", "8002")
    settings = load_settings()
    assert settings.data == Path("from-file")
    assert settings.server.port == 8002


@pytest.mark.parametrize("name", ["SMX_DATTA", "SMX_SERVER__PROT", "SMX_SERVER", "SMX_NOTHING__AT_ALL"])
def test_an_unknown_variable_stops_the_start_with_its_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_an_unknown_name_in_the_file_stops_the_start_with_its_name() -> None:
    Path(".env").write_text("SMX_SERVER__PROT=8001\n", "utf-8")
    with pytest.raises(SettingsError, match="SMX_SERVER__PROT"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMX_EMBEDDING__RAY", "ray://10.0.0.1:10001"),
        ("SMX_EMBEDDING__RAY", "10.0.0.1"),
        ("SMX_EMBEDDING__RAY_CPUS", "0"),
        ("SMX_SERVER__PORT", "many"),
        ("SMX_SERVER__PORT", "70000"),
        ("SMX_SERVER__ALLOWED_HOSTS", "not json"),
        ("SMX_SERVER__ALLOWED_HOSTS", "5"),
        ("SMX_SERVER__EMBED_ORIGINS", "https://host.test"),
        ("SMX_SERVER__EMBED_ORIGINS", '["https://host.test/page"]'),
        ("SMX_SERVER__EMBED_ORIGINS", '["*"]'),
        ("SMX_SERVER__EMBED_ORIGINS", '["https://host.test; script-src *"]'),
    ],
)
def test_a_value_that_cannot_be_taken_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings()


@pytest.mark.parametrize(
    ("issuer", "is_taken"),
    [
        ("https://login.example", True),
        ("https://login.example:8443/realms/staff/", True),
        ("http://127.0.0.1:9000", True),
        ("http://localhost:9000", True),
        ("http://login.example", False),
        ("http://localhost.example", False),
        ("https://user@login.example", False),
        ("https://login.example?x=1", False),
        ("https://login.example#x", False),
        ("https://", False),
        ("https://login.example:port", False),
        ("login.example", False),
    ],
)
def test_a_provider_is_asked_over_tls_unless_it_is_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, issuer: str, is_taken: bool
) -> None:
    monkeypatch.setenv("SMX_STAFF__OPENID_ISSUER", issuer)
    monkeypatch.setenv("SMX_STAFF__OPENID_CLIENT_ID", "smx")
    monkeypatch.setenv("SMX_STAFF__OPENID_CLIENT_SECRET", "whispered")
    if is_taken:
        settings = load_settings()
        assert settings.staff.openid_issuer == issuer
        assert "whispered" in settings.secrets()
        assert "whispered" not in repr(settings)
        return
    with pytest.raises(SettingsError, match="SMX_STAFF__OPENID_ISSUER") as told:
        load_settings()
    assert "whispered" not in str(told.value)


def test_a_provider_without_a_name_for_us_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMX_STAFF__OPENID_ISSUER", "https://login.example")
    with pytest.raises(SettingsError, match="SMX_STAFF__OPENID_CLIENT_ID"):
        load_settings()


def test_every_variable_can_be_set_and_is_described() -> None:
    names = variable_names()
    assert {"SMX_DATA", "SMX_LIBRARY", "SMX_CACHE", "SMX_EMBEDDING__MODEL", "SMX_SERVER__PORT"} <= set(names)
    assert all(described for _, described in names.values())
    assert names["SMX_LIBRARY"][0] == "the shipped library"


def test_folders_on_the_command_line_overrule_settings() -> None:
    settings = load_settings()
    assert settings.with_folders(None, None) == settings
    assert settings.with_folders(Path("d"), [Path("l")]).data == Path("d")
    assert settings.with_folders(Path("d"), [Path("l")]).library == (Path("l"),)
