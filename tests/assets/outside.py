"""What a process asks of the outside: sockets connected, names looked up, programs started."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SEEN: list[list[tuple[str, str]]] = []
_HOOKED: list[bool] = []
ASKED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
STARTED = {"subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "os.system"}


# what Dagster starts to keep what a step prints: `tail` on a file of its history, and the watch that ends it
OF_DAGSTER = re.compile(r"\['tail', '-F', '-c', '\+0', '[^']+/compute_logs/\w+\.(out|err)'\]|\['[^']+', '[^']+/dagster/_core/execution/scripts/watch_orphans\.py', '\d+', '\d+'\]")  # fmt: skip


def beyond_dagster(seen: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was asked or started, but for the two programs with which Dagster keeps what a step prints."""
    return [one for one in seen if not (one[0] == "subprocess.Popen" and OF_DAGSTER.fullmatch(one[1]))]


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """What Python code asks of the outside meanwhile, in any thread, as (event, to whom): the hook stays, the ear closes."""
    if not _HOOKED:
        sys.addaudithook(_hear)
        _HOOKED.append(True)
    seen: list[tuple[str, str]] = []
    _SEEN.append(seen)
    try:
        yield seen
    finally:
        _SEEN[:] = [one for one in _SEEN if one is not seen]


def _hear(event: str, arguments: tuple) -> None:
    """A hook that raises would stop what it hears: it only notes."""
    if _SEEN and event in ASKED | STARTED:
        has_second = event.startswith(("socket.con", "socket.send", "subprocess"))
        about = repr(arguments[1 if has_second else 0]) if len(arguments) > has_second else ""
        for seen in _SEEN:
            seen.append((event, about))
