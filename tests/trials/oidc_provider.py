"""A fictional OpenID provider on 127.0.0.1, for the trial of the shared server: three accounts, no password, tokens signed HS256.

It answers what a proxy asks (discovery, code, token with PKCE, keys) and nothing more; it never stands for a real one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "observatoire", "secret-de-l-essai-seulement-0123456789"
ACCOUNTS = {"camille": ["observatoire-equipe"], "dominique": ["observatoire-lecture"], "alex": []}


def encoded(content: bytes) -> str:
    """Base64 as tokens have it."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def signed(claims: dict) -> str:
    """A token of these claims."""
    head = encoded(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    body = f"{head}.{encoded(json.dumps(claims).encode())}"
    return f"{body}.{encoded(hmac.digest(SECRET.encode(), body.encode(), 'sha256'))}"


class Provider(BaseHTTPRequestHandler):
    """The account is told by the cookie `compte` of the trial's browser; without it, nobody is known."""

    codes: ClassVar[dict[str, dict]] = {}

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        if path == "/.well-known/openid-configuration":
            at = {name: f"{self.issuer}/{name.split('_')[0]}" for name in ("authorization_endpoint", "token_endpoint")}
            self._say({
                "issuer": self.issuer, **at, "jwks_uri": f"{self.issuer}/keys", "response_types_supported": ["code"],
                "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["HS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"], "code_challenge_methods_supported": ["S256"],
            })  # fmt: skip
        elif path == "/keys":
            self._say({"keys": []})
        elif path == "/authorization":
            self._authorize(asked)
        else:
            self._say({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        known = self.codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = encoded(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            known is None
            or self.headers.get("Authorization") != f"Basic {basic}"
            or challenge != known["code_challenge"]
        ):
            self._say({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": known["account"], "iat": now, "exp": now + 300}
        claims |= {"nonce": known["nonce"], "groups": ACCOUNTS[known["account"]]}
        self._say(
            {
                "access_token": secrets.token_urlsafe(),
                "token_type": "Bearer",
                "expires_in": 300,
                "id_token": signed(claims),
            }
        )

    def _authorize(self, asked: dict[str, str]) -> None:
        account = self.headers.get("Cookie", "").partition("compte=")[2].partition(";")[0]
        if account not in ACCOUNTS or asked.get("client_id") != CLIENT:
            self._say({"error": "login_required"}, 401)
            return
        code = secrets.token_urlsafe()
        self.codes[code] = asked | {"account": account}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
        self.end_headers()

    def _say(self, told: dict, status: int = 200) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def provider(port: int = 0) -> ThreadingHTTPServer:
    """The provider, bound to 127.0.0.1 and not yet serving."""
    return ThreadingHTTPServer(("127.0.0.1", port), Provider)
