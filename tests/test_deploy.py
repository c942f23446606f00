"""The files for those who run the service: what they name exists, and their programs can read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from assistant.settings import variable_names
from eval.loading.proxies import configuration, has_nginx
from eval.loading.serving import free_port
from ui.staff.chat import CHAT_PATH

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
    command = ["nginx", "-t", "-p", tmp_path, "-c", written]
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
