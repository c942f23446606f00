"""A made-up OpenID Connect provider on this machine, which can be told to break each rule there is."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, cast
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

CLIENT_ID = "smx made up"
SECRET = "a secret made up for tests"

Claims = dict[str, Any]


def new_key(kid: str | None) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid} if kid else None, private=True)


@dataclass
class Code:
    """What a code was given for."""

    query: dict[str, str]
    subject: str


@dataclass
class Issuing:
    """The provider: what it does, and what it was asked for.

    Whoever comes is `subject`, and is sent straight back. `claims` may change those of an ID token, `signed` how it is
    signed, `metadata` what is said of itself, `answer` what goes back by the browser.
    """

    issuer: str
    key: RSAKey
    published: list[RSAKey] = field(default_factory=list)
    subject: str = "subject-1"
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    reusable: bool = False
    status: dict[str, int] = field(default_factory=dict)
    claims: Callable[[Claims], Claims] = lambda claims: claims
    metadata: Callable[[Claims], Claims] = lambda claims: claims
    answer: Callable[[dict[str, str]], dict[str, str]] = lambda query: query
    signed: Callable[[Issuing, Claims], str] = lambda issuing, claims: issuing.sign(claims)
    token_error: str = ""

    def __post_init__(self) -> None:
        self.first_key = self.key

    def begin_anew(self) -> None:
        """Keep to all rules again, with the key of the beginning."""
        anew = Issuing(self.issuer, self.first_key)
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(anew, name))

    def sign(self, claims: Claims, key: RSAKey | None = None, algorithm: str = "RS256") -> str:
        """An ID token, signed as it should be unless told otherwise."""
        signing = key or self.key
        kid = signing.get("kid")
        return jwt.encode({"alg": algorithm} | ({"kid": kid} if kid else {}), claims, signing, [algorithm])

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _, _ in self.asked)

    def discovery(self) -> Claims:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "authorization_response_iss_parameter_supported": True,
        }

    def keys(self) -> Claims:
        return {"keys": [key.as_dict(private=False) for key in (self.published or [self.key])]}

    def sent_back(self, query: dict[str, str]) -> str:
        """Where the browser goes on to from the page of the provider."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = Code(query, self.subject)
        given = self.answer({"code": code, "state": query["state"], "iss": self.issuer})
        return f"{query['redirect_uri']}?{urlencode(given)}"

    def exchanged(self, form: dict[str, str], authorization: str) -> tuple[int, Claims]:
        """What is given for a code."""
        named, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if (named, secret) != (CLIENT_ID, SECRET):
            return 401, {"error": "invalid_client"}
        if self.token_error:
            return 400, {"error": self.token_error}
        code = self.codes.get(form["code"]) if self.reusable else self.codes.pop(form["code"], None)
        if code is None or form["redirect_uri"] != code.query["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode()
        if code.query["code_challenge_method"] != "S256" or code.query["code_challenge"] != challenge.rstrip("="):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": code.subject,
            "iat": now,
            "exp": now + 300,
            "nonce": code.query["nonce"],
        }
        id_token = self.signed(self, self.claims(claims))
        return 200, {"access_token": "unused", "token_type": "Bearer", "expires_in": 300, "id_token": id_token}


def unsigned(_: Issuing, claims: Claims) -> str:
    """An ID token that nobody signed."""
    parts = (json.dumps({"alg": "none"}), json.dumps(claims))
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts) + "."


def signed_with_what_is_public(issuing: Issuing, claims: Claims) -> str:
    """An ID token for which the public key was taken as a shared secret."""
    registry = JWSRegistry(algorithms=["HS256"])
    public = OctKey.import_key(base64.urlsafe_b64encode(issuing.key.as_pem(private=False)).decode())
    return jwt.encode({"alg": "HS256", "kid": "first"}, claims, public, registry=registry)


def signed_by_another(issuing: Issuing, claims: Claims) -> str:
    """An ID token signed with a key that is not published, under the name of one that is."""
    return issuing.sign(claims, new_key("first"))


@contextmanager
def issuing(host: str = "localhost") -> Iterator[Issuing]:
    """The provider while it runs. As `localhost` it is another site than `127.0.0.1` to browsers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Issuing(f"http://{host}:{server.server_port}", new_key("first"))
    _Handler.providers[server.server_port] = provider
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    providers: ClassVar[dict[int, Issuing]] = {}

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        provider = self._asked(address.path, query)
        if status := provider.status.get(address.path):
            self._send(status, b"{}")
        elif address.path == "/.well-known/openid-configuration":
            self._send(200, json.dumps(provider.metadata(provider.discovery())).encode())
        elif address.path == "/jwks":
            self._send(200, json.dumps(provider.keys()).encode())
        elif address.path == "/authorize":
            link = f'<a href="{provider.sent_back(query).replace("&", "&amp;")}">I am {provider.subject}</a>'
            self._send(200, f"<title>Made-up provider</title><link rel=icon href='data:,'>{link}".encode(), "text/html")
        elif address.path == "/end":
            self._send(200, b"<title>Made-up provider</title><link rel=icon href='data:,'>Gone", "text/html")
        else:
            self._send(404, b"{}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        provider = self._asked(self.path, form)
        if status := provider.status.get(self.path):
            self._send(status, b"{}")
        else:
            status, said = provider.exchanged(form, self.headers.get("Authorization", ""))
            self._send(status, json.dumps(said).encode())

    def _asked(self, path: str, values: dict[str, str]) -> Issuing:
        provider = self.providers[cast("ThreadingHTTPServer", self.server).server_port]
        provider.asked.append((path, values, self.headers.get("Authorization", "")))
        return provider

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
