"""No telemetry: a whole run of the task of staff asks nothing of the outside, and starts no other program that could."""

from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys

import assets.definitions
from tests.assets.outside import beyond_dagster, watched


def test_a_whole_run_connects_to_nothing_and_starts_nothing(updated) -> None:
    assert len(updated.run.built) > 100 and not updated.run.failures, "c’est bien l’exécution entière"
    assert beyond_dagster(updated.asked) == []
    assert {event for event, _ in updated.asked} <= {"subprocess.Popen"}


def test_the_watch_hears_a_connection_a_name_and_a_program() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, watched() as seen:
        socket.create_connection(server.getsockname()[:2]).close()
        subprocess.run([sys.executable, "-c", ""], check=True)
    events = [event for event, _ in seen]
    assert "socket.connect" in events and "socket.getaddrinfo" in events and "subprocess.Popen" in events
    socket.getaddrinfo("127.0.0.1", 80)
    assert len(seen) == len(events)


def test_every_process_of_dagster_writes_for_this_account_alone() -> None:
    before = os.umask(0)
    try:
        importlib.reload(assets.definitions)
        assert os.umask(0) == 0o077
    finally:
        os.umask(before)
