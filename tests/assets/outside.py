"""What a process asks of the outside: sockets connected, names looked up, programs started."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SEEN: list[list[tuple[str, str]]] = []
_HOOKED: list[bool] = []
ASKED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
STARTED = {"subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "os.system"}


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
    if _SEEN and event in ASKED | STARTED:
        to = arguments[1] if event.startswith("socket.con") or event.startswith("socket.send") else arguments[0]
        for seen in _SEEN:
            seen.append((event, repr(to)))
