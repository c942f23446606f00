"""nginx with the shipped configuration, of which only the host's files, ports and servers are others."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eval.loading.asking import Door
from eval.loading.servers import Killable
from eval.loading.serving import free_port

HOST = "invest.example.org"
"""The host name of the shipped configuration."""

_SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx" / "smx.conf"
_KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx(Killable):
    """nginx before two processes of smx, reached over TLS; in a folder of its own."""

    def __init__(self, folder: Path, servers: Sequence[int]) -> None:
        folder.mkdir()
        self._passed = folder / "passed.log"
        port = free_port()
        written = configuration(folder, port, servers)
        context = ssl.create_default_context(cafile=folder / "fullchain.pem")
        self.door = Door(port, HOST, context)
        super().__init__(["nginx", "-p", str(folder), "-c", str(written), "-g", "daemon off;"], port)

    def passed_to(self) -> Counter[tuple[int, ...]]:
        """How many requests went to which ports of this machine, in the order in which each was tried."""
        lines = self._passed.read_text("ascii").splitlines()
        return Counter(tuple(map(int, re.findall(r":(\d+)", line))) for line in lines)


def has_nginx() -> bool:
    """Whether nginx can be started here with the shipped configuration."""
    return _SHIPPED.is_file() and all(map(shutil.which, ("nginx", "openssl")))


def configuration(folder: Path, port: int, servers: Sequence[int]) -> Path:
    """Write the shipped configuration for one port and two servers of this machine, with a certificate made for it."""
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    named = ["-days", "1", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    subprocess.run([*made, *named], check=True, capture_output=True)  # noqa: S603
    one, other = servers
    text = _SHIPPED.read_text("utf-8")
    for shipped, here in (
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("server smx:7860", f"server 127.0.0.1:{one}"),
        ("# server smx-2:7860", f"server 127.0.0.1:{other}"),
        ("/etc/nginx/tls", str(folder)),
    ):
        if shipped not in text:
            raise ValueError(f"{_SHIPPED} has no {shipped!r}")
        text = text.replace(shipped, here)
    text = re.sub(r"listen \[::\].*;", "", text)  # there may be no IPv6 here
    places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in _KINDS)
    log = f"log_format passed '$upstream_addr'; access_log {folder}/passed.log passed;"
    main = f"{'user root; ' if os.geteuid() == 0 else ''}pid {folder}/pid; error_log {folder}/error.log;"
    written = folder / "nginx.conf"
    written.write_text(f"{main} events {{}} http {{ {log} {places}\n{text}\n}}\n", "utf-8")
    return written
