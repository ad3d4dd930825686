"""The two local servers, on 127.0.0.1 only: Dagster for staff, the published site for readers."""

from __future__ import annotations

import functools
import http.server
import os
import sys

import click

from observatory.errors import ObservatoryError
from observatory.home import PROJECT, Home
from observatory.publication.versions import CURRENT, current_release

ADDRESS = "127.0.0.1"


def run_dagster(home: Home, port: int) -> None:
    """Replace this process by Dagster's screen and daemon, with their history in the data home."""
    sys.path.insert(0, str(PROJECT))
    from assets.run import prepare_dagster, put_in_order

    prepare_dagster(home)
    put_in_order()
    click.echo(f"Dagster : http://{ADDRESS}:{port} (Ctrl+C pour arrêter)")
    command = [sys.executable, "-m", "dagster", "dev", "-m", "assets.definitions", "-h", ADDRESS, "-p", str(port)]
    os.chdir(PROJECT)
    os.execv(sys.executable, command)


def serve_site(home: Home, port: int) -> None:
    """Serve the current release until interrupted; a new release is served as soon as it is published."""
    if current_release(home) is None:
        raise ObservatoryError("Rien n’est encore publié.", "Lancez « observatory publish » d’abord.")
    handler = functools.partial(_Handler, directory=str(home.published / CURRENT))
    try:
        server = http.server.ThreadingHTTPServer((ADDRESS, port), handler)
    except OSError:
        raise ObservatoryError(f"Le port {port} est déjà pris.", "Choisissez-en un autre avec --port.") from None
    click.echo(f"Site publié : http://{ADDRESS}:{port}/site/ (Ctrl+C pour arrêter)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the release; the root leads to the site."""

    def do_GET(self) -> None:
        if self.path == "/":
            self.send_response(302)
            self.send_header("Location", "/site/")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing: who reads what is nobody's business."""
