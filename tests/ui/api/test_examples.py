"""The examples of docs/api.md do what they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs/api.md").read_text("utf-8")
LINES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    for line in block.replace("\\\n", "").splitlines()
]
SHOWN_ADDRESS = "http://127.0.0.1:7860"
QUESTION = "May foreign investors own all of a factory?"


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_each_line_is_answered(line: str, real_address: str, tmp_path: Path):
    (tmp_path / ".curlrc").write_text("silent\nfail-with-body\nmax-time = 60\n", "utf-8")
    command = line.replace(SHOWN_ADDRESS, real_address)
    ran = subprocess.run(
        ["sh", "-c", command],
        env={"PATH": "/usr/bin:/bin", "CURL_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=90,
    )
    said = ran.stdout.decode()
    assert ran.returncode == 0, said
    if "text/event-stream" in line:
        assert said.rstrip().endswith("event: end\ndata: {}")
        assert "event: sentence" in said
    else:
        assert json.loads(said)


@pytest.mark.parametrize("name", ["ask", "chat", "tools"])
def test_each_client_prints_the_answer_and_where_it_opens(name: str, real_address: str):
    command = [sys.executable, str(ROOT / "docs/examples" / f"{name}.py"), real_address, QUESTION]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=90)
    assert ran.returncode == 0, ran.stderr.decode()
    assert f"{real_address}/documents/negative-list-2024-en?" in ran.stdout.decode()


def test_every_address_that_is_described_is_told_of(real_address: str):
    import httpx2

    paths = httpx2.get(f"{real_address}/api/v1/openapi.json").json()["paths"]
    shown = TEXT.replace("{id}", "{}")
    assert [path for path in paths if re.sub(r"\{\w+\}", "{}", path).removeprefix("/v1") not in shown] == []
