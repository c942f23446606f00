"""A site of somebody else on this machine, whose pages put the assistant into themselves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STRICT_POLICY = (
    "default-src 'none'; script-src {smx}/widget.js; frame-src {smx}/embed; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""A policy that allows a page nothing but what the assistant needs."""


class HostSite:
    """Answers under two names of this machine: one that may show the chat, and a stranger's."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://localhost:{port}"
        self.stranger = f"http://127.0.0.1:{port}"
        self.pages: dict[str, tuple[str, str]] = {}

    def put(self, path: str, body: str, *, smx: str, language: str = "zh-CN") -> None:
        """Publishes a page with this body under a strict policy."""
        head = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Host</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
        )
        self.pages[path] = (f"{head}</head><body><h1>Host</h1>{body}</body></html>", STRICT_POLICY.format(smx=smx))


@contextmanager
def hosting() -> Iterator[HostSite]:
    """A running site, without pages so far."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text, policy = site.pages.get(self.path, ("", ""))
            self.send_response(200 if text else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = HostSite(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
