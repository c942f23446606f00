"""The files for those who run the service: what they name exists, and their programs can read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from assistant.cli import main
from assistant.settings import load_settings, variable_names
from eval.loading.proxies import configuration, has_nginx
from eval.loading.serving import free_port
from ui.staff.chat import CHAT_PATH
from ui.staff.guarding import UPLOAD_PATH
from ui.staff.taking_in import MOST_FORM_BYTES

DEPLOY = Path(__file__).parents[1] / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
# Asked of whoever starts the compose file, and passed on under other names.
OF_COMPOSE = {"SMX_HOST", "SMX_DATABASE_PASSWORD", "SMX_REDIS_PASSWORD"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_that_is_named_exists(file: Path):
    named = set(re.findall(r"\bSMX_[A-Z_]+", file.read_text("utf-8")))
    assert named - OF_COMPOSE - set(variable_names()) == set()


def test_images_are_named_plainly_so_that_any_registry_may_hold_them():
    images = re.findall(r"^FROM (\S+)", CONTAINER, re.MULTILINE)
    images += [service["image"] for service in COMPOSE["services"].values() if "image" in service]
    assert images
    assert [image for image in images if not re.fullmatch(r"[a-z]+:[\w.-]+", image)] == []


def test_the_container_runs_without_rights_and_tells_whether_it_is_ready():
    assert CONTAINER.index("USER smx") < CONTAINER.index("\nCMD")
    assert "/readyz" in re.search(r"HEALTHCHECK(?:.|\n)*?\n(?=CMD)", CONTAINER)[0]  # type: ignore[index]
    service = COMPOSE["services"]["smx"]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]


def test_what_is_not_needed_in_the_container_is_not_sent_to_its_build():
    kept = (DEPLOY.parent / ".dockerignore").read_text("utf-8").splitlines()
    assert kept[0] == "*"
    assert not {"!data", "!tests", "!.env", "!.git"} & set(kept)


def test_what_the_container_copies_is_there_and_sent_to_its_build():
    root = DEPLOY.parent
    sent = {line[1:] for line in (root / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE)
    assert copied[-1] == "."
    for name in {name for line in copied[:-1] for name in line.split()} | sent:
        assert (root / name).exists(), name
        assert name in sent
    packages = {path.parent.name for path in root.glob("*/__init__.py")} - {"tests"}
    assert packages <= sent


def test_the_container_calls_commands_that_there_are():
    called = re.findall(r"/opt/smx/bin/smx ([\w ]+?)(?= &&|$)", CONTAINER, re.MULTILINE)
    called += [" ".join(json.loads(line)[1:]) for line in re.findall(r"^CMD (.+)$", CONTAINER, re.MULTILINE)]
    # An index is built and opened, so that all that is compiled once lies in what the container only reads.
    assert called == ["index build", "doctor", "serve"]
    for command in called:
        with pytest.raises(SystemExit) as ended:
            main([*command.split(), "--help"])
        assert ended.value.code == 0


def test_what_the_compose_file_names_is_declared():
    services, root = COMPOSE["services"], DEPLOY.parent
    for service in services.values():
        assert ("image" in service) != ("build" in service)
        waited = service.get("depends_on", {})
        for name, how in waited.items() if isinstance(waited, dict) else ((name, {}) for name in waited):
            assert how.get("condition") != "service_healthy" or "healthcheck" in services[name]
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or source == "./nginx/tls" or (DEPLOY / source).is_file()
    assert (DEPLOY / services["smx"]["build"]["context"]).resolve() == root
    assert (root / services["smx"]["build"]["dockerfile"]).is_file()


def test_what_the_containers_are_set_to_can_be_read_and_fits(monkeypatch: pytest.MonkeyPatch):
    given = dict(re.findall(r"^\s+(?:ENV )?(SMX_[A-Z_]+)=([^\s\\]+)", CONTAINER, re.MULTILINE))
    for name, value in (given | COMPOSE["services"]["smx"]["environment"]).items():
        monkeypatch.setenv(name, re.sub(r"\$\{SMX_HOST[^}]*\}", "invest.example.org", value))
    settings = load_settings()
    assert settings.server.host == "0.0.0.0"
    # The proxy speaks to the port that is served, from the network that is trusted.
    assert f"server smx:{settings.server.port} " in (DEPLOY / "nginx/smx.conf").read_text("utf-8")
    assert f"EXPOSE {settings.server.port}\n" in CONTAINER
    subnet = COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    assert settings.server.trusted_proxies == (subnet,)
    assert int(COMPOSE["services"]["smx"]["stop_grace_period"].rstrip("s")) > settings.server.stop_seconds


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_reads_the_unit_and_finds_it_little_exposed(tmp_path: Path):
    unit = tmp_path / "smx.service"
    text = (DEPLOY / "systemd/smx.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/smx/.venv/bin/smx serve", "/bin/true"), "utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", unit], capture_output=True, text=True, check=True
    )
    exposure = re.search(r"Overall exposure level for smx.service: ([\d.]+)", judged.stdout)
    assert exposure
    assert float(exposure[1]) < 2


@pytest.mark.skipif(not has_nginx(), reason="nginx is not installed")
def test_nginx_reads_its_configuration(tmp_path: Path):
    written = configuration(tmp_path, free_port(), (7861, 7862))
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(written)]
    tested = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr


def test_nginx_holds_nothing_back_where_answers_are_streamed():
    text = (DEPLOY / "nginx/smx.conf").read_text("utf-8")
    places = re.findall(r"location (~|=)? ?(\S+) \{(.*?)\n    \}", text, re.DOTALL)
    streamed = [re.compile(place) for kind, place, inside in places if kind == "~" and "proxy_buffering off;" in inside]
    chats = [
        f"{base}/gradio_api/{what}" for base in ("", "/embed", CHAT_PATH) for what in ("queue/data", "heartbeat/x")
    ]
    for path in (*chats, "/api/v1/ask", "/v1/chat/completions", "/mcp"):
        assert any(place.match(path) for place in streamed), path
    assert not any(place.match(path) for place in streamed for path in ("/", "/documents", "/staff/log"))


def test_nginx_lets_the_files_of_the_staff_through_that_smx_takes():
    text = (DEPLOY / "nginx/smx.conf").read_text("utf-8")
    place = text.partition(f"location = {UPLOAD_PATH} {{")[2].partition("}")[0]
    size = re.search(r"client_max_body_size (\d+)g;", place)
    assert size
    assert int(size[1]) * 1024**3 >= MOST_FORM_BYTES
    assert "proxy_request_buffering off;" in place
