"""The recipe of the shared server, tried on 127.0.0.1: `python -m tests.trials.shared_server` as root, on Debian.

Apache with the shipped settings, a fictional OpenID provider, Dagster twice (whole, read-only) and the published site. Each line
says what was asked, what was expected and what came. Needs apache2 and libapache2-mod-auth-openidc; uses OBSERVATORY_HOME.
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import requests

from assets.run import prepare_dagster
from observatory.home import PROJECT, home_from, keep_private
from tests.trials.oidc_provider import CLIENT, SECRET, provider

PORT, IDENTITY, DAGSTER, READERS, PUBLISHED = 8443, 9400, 3070, 3071, 8070
SITE = f"https://127.0.0.1:{PORT}"
MODELS = PROJECT / "docs" / "modeles" / "serveur"
MODULES = "mpm_event authn_core authz_core authz_user ssl socache_shmcb headers rewrite proxy proxy_http proxy_wstunnel auth_openidc"
VERSION, RUN = "{ version }", "mutation { setSensorCursor(sensorSelector: {repositoryName: \"x\", repositoryLocationName: \"x\", sensorName: \"x\"}, cursor: \"x\") { __typename ... on UnauthorizedError { message } } }"  # fmt: skip


def main() -> None:
    keep_private()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        identity = provider(IDENTITY)
        threading.Thread(target=identity.serve_forever, daemon=True).start()
        stack.callback(identity.shutdown)
        said = stack.enter_context((folder / "services").open("w"))
        for command in _services():
            stack.callback(_stop, subprocess.Popen(command, cwd=PROJECT, stdout=said, stderr=said))
        proxy = subprocess.Popen([shutil.which("apache2"), "-X", "-f", str(_settings(folder))], cwd=folder)
        stack.callback(_stop, proxy)
        for port, path in ((DAGSTER, "/dagster/server_info"), (READERS, "/lecture/server_info"), (PUBLISHED, "/site/")):
            _wait(f"http://127.0.0.1:{port}{path}", folder / "services")
        wrong = sum(not _ask(folder / "cert.pem", *one) for one in _questions())
        print(f"\n{wrong} écart(s)")
    sys.exit(wrong > 0)


def _services() -> list[list[str]]:
    home = home_from()
    prepare_dagster(home)
    subprocess.run(
        [sys.executable, "-m", "dagster", "instance", "migrate"], cwd=PROJECT, check=True, capture_output=True
    )
    web = [sys.executable, "-m", "dagster_webserver", "-m", "assets.definitions", "-h", "127.0.0.1"]
    return [
        [*web, "-p", str(DAGSTER), "-l", "/dagster"],
        [*web, "-p", str(READERS), "-l", "/lecture", "--read-only"],
        [sys.executable, "-m", "observatory.cli.main", "serve", "--port", str(PUBLISHED)],
    ]


def _settings(folder: Path) -> Path:
    """Apache's settings: the values of the trial, then the shipped file as it is."""
    key = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=127.0.0.1",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
    ]
    subprocess.run([*key, "-keyout", "cle.pem", "-out", "cert.pem"], cwd=folder, check=True, capture_output=True)
    values = (MODELS / "apache-valeurs.conf").read_text(encoding="utf-8")
    given = {
        "HOTE": "127.0.0.1", "PORT": PORT, "CERTIFICAT": folder / "cert.pem", "CLE_TLS": folder / "cle.pem",
        "OIDC_DECOUVERTE": f"http://127.0.0.1:{IDENTITY}/.well-known/openid-configuration", "OIDC_CLIENT": CLIENT,
        "OIDC_SECRET": SECRET, "PORT_DAGSTER": DAGSTER, "PORT_LECTURE": READERS, "PORT_SITE": PUBLISHED, "OIDC_PHRASE": "une-phrase-de-l-essai", "OIDC_SIGNATURE": "HS256",
    }  # fmt: skip
    lines = [line for line in values.splitlines() if line.startswith("Define") and line.split()[1] not in given]
    modules = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES.split()]
    text = [
        f"ServerRoot {folder}", "ServerName 127.0.0.1", f"PidFile {folder}/pid", f"ErrorLog {folder}/erreurs", f"Mutex file:{folder}", *modules,
        "User www-data", "Group www-data", f"Listen 127.0.0.1:{PORT} https",
        *lines, *(f"Define {name} {value}" for name, value in given.items()), f"Include {MODELS}/apache-observatoire.conf",
    ]  # fmt: skip
    path = folder / "essai.conf"
    path.write_text("\n".join(map(str, text)) + "\n", encoding="utf-8")
    folder.chmod(0o711)
    return path


def _questions() -> list[tuple[str, str, str, object]]:
    """(account or nobody, what is asked, of which path, what is expected)."""
    return [
        ("", "page", "/dagster/", 302), ("", "page", "/site/", 302), ("", "graphql", "/dagster/graphql", 401),
        ("", "websocket", "/dagster/graphql", 302), ("", "faux témoin", "/dagster/", 302), ("", "en-tête", "/dagster/", 302),
        ("camille", "page", "/dagster/", 200), ("camille", "graphql", "/dagster/graphql", "version"),
        ("camille", "websocket", "/dagster/graphql", "connection_ack"), ("camille", "action", "/dagster/graphql", "permise"),
        ("camille", "page", "/site/", 200), ("camille", "page", "/lecture/", 200),
        ("dominique", "page", "/lecture/", 200), ("dominique", "graphql", "/lecture/graphql", "version"),
        ("dominique", "websocket", "/lecture/graphql", "connection_ack"), ("dominique", "action", "/lecture/graphql", "refusée"),
        ("dominique", "page", "/dagster/", 401), ("dominique", "graphql", "/dagster/graphql", 401),
        ("dominique", "websocket", "/dagster/graphql", 401), ("dominique", "page", "/site/", 200),
        ("alex", "page", "/site/", 200), ("alex", "page", "/lecture/", 401), ("alex", "page", "/dagster/", 401),
    ]  # fmt: skip


def _ask(certificate: Path, account: str, what: str, path: str, expected: object) -> bool:
    session = requests.Session()
    session.verify, session.trust_env = str(certificate), False
    if account:
        session.cookies.set_cookie(http.cookiejar.Cookie(0, "compte", account, None, False, "127.0.0.1", True, False, "/", True,
                                                         False, None, True, None, None, {}))  # fmt: skip
    if account:
        session.get(f"{SITE}/site/", headers={"Accept": "text/html"}, timeout=30)
    found = _answer(session, what, path)
    is_fine = found == expected
    print(f"{'✓' if is_fine else '✗'} {account or 'personne':10} {what:12} {path:18} attendu {expected}, reçu {found}")
    return is_fine


def _answer(session: requests.Session, what: str, path: str) -> object:
    if what == "websocket":
        return asyncio.run(_websocket(session, path))
    if what in ("graphql", "action"):
        answer = session.post(f"{SITE}{path}", json={"query": RUN if what == "action" else VERSION}, timeout=30)
        if answer.status_code != 200:
            return answer.status_code
        told = answer.json()
        if what == "graphql":
            return "version" if told["data"]["version"] else told
        return "refusée" if "UnauthorizedError" in json.dumps(told) else "permise"
    headers = {"Accept": "text/html"}
    headers |= {"Cookie": "mod_auth_openidc_session=faux"} if what == "faux témoin" else {}
    headers |= {"OIDC_CLAIM_groups": "observatoire-equipe", "X-Forwarded-User": "camille"} if what == "en-tête" else {}
    return session.get(f"{SITE}{path}", headers=headers, allow_redirects=False, timeout=30).status_code


async def _websocket(session: requests.Session, path: str) -> object:
    import ssl

    import websockets

    context = ssl.create_default_context(cafile=session.verify)
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in session.cookies if cookie.name != "compte")
    try:
        async with websockets.connect(
            f"{SITE.replace('https', 'wss')}{path}",
            ssl=context,
            subprotocols=["graphql-ws"],
            additional_headers={"Cookie": cookies},
        ) as wire:
            await wire.send(json.dumps({"type": "connection_init"}))
            return json.loads(await asyncio.wait_for(wire.recv(), 20))["type"]
    except websockets.exceptions.InvalidStatus as refused:
        return refused.response.status_code
    except websockets.exceptions.InvalidURI:  # sent to log in: an address of the provider, which is no socket
        return 302


def _wait(url: str, said: Path, seconds: int = 240) -> None:
    for _ in range(seconds):
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(1)
    raise SystemExit(f"{url} ne répond pas\n{said.read_text(encoding='utf-8')[-2000:]}")


def _stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()


if __name__ == "__main__":
    if os.geteuid() != 0:
        raise SystemExit("À lancer par root : Apache change de compte.")
    main()
