"""Work on several things at once, the answers in order: files each in a process of its own, the rest in threads.

A process takes a second or two to begin, so that a few small files are read here. Those that began wait for more until
`dismiss`. They hold the settings of the machine between them, and die with the one that began them.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import TypeVar

from observatory.errors import place_of
from observatory.settings import CORES, LEAST, MEGA, MEMORY, read_settings, shortage

A, B = TypeVar("A"), TypeVar("B")
MOST = 8
A_FILE, A_SECOND = 0.15, 8 * MEGA  # seconds that a file takes, however small; bytes read, typed and checked in one more
WORTH, WORTH_ONCE_BEGUN = 15.0, 2.0  # seconds of work that pay for the processes
OURS = "OBSERVATORY_"
_pools: dict[int, ProcessPoolExecutor] = {}


def in_order(do: Callable[[A], B], items: Sequence[A], sizes: Sequence[int]) -> Iterator[B]:
    """`do` of each item, in their order; several at once when there is work enough. `do`: a function of a module, or its `partial`;
    `sizes`: the bytes of each item.

    What `do` raises is raised in the place of its answer. ObservatoryError when a process was killed, most often for memory.
    """
    count = _count()
    work = sum(A_FILE + size / A_SECOND for size in sizes)
    if count == 1 or len(items) < 2 or work < (WORTH_ONCE_BEGUN if _pools else WORTH):
        yield from map(do, items)
        return
    pool = _pools.get(count) or _pools.setdefault(count, _begin(count))
    environment = _shared(count)
    waiting, left = deque(), iter(items)
    try:
        while True:
            waiting.extend(pool.submit(_do, environment, do, one) for one in islice(left, 2 * count - len(waiting)))
            if not waiting:
                return
            yield waiting.popleft().result()
    except BrokenProcessPool:
        dismiss()
        raise shortage() from None
    finally:  # cut short: nobody writes behind the one that holds the lock
        wait([future for future in waiting if not future.cancel()])


def at_once(do: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """`do` of each item, in their order, several at once in this process: for work that libraries do, which leave the others
    their turn. The first item that raises, in their order, is the one whose error is raised."""
    with ThreadPoolExecutor(_count()) as pool:
        return list(pool.map(do, items))


def bytes_of(path: Path) -> int:
    """The size of a file; 0 when it is gone, which is for the one that reads it to say."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def dismiss() -> None:
    """Let the processes end, and give their memory back."""
    while _pools:
        _pools.popitem()[1].shutdown()


def _count() -> int:
    return min(read_settings().cores or os.cpu_count() or 1, MOST)


def _begin(count: int) -> ProcessPoolExecutor:
    from multiprocessing import get_context

    # not forked: a copy of a process that has threads may hang
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_ready)


def _ready() -> None:
    """In the new process, before it works."""
    from threading import Thread

    os.environ["POLARS_MAX_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard tells all: the one that began them answers
    Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    from multiprocessing import connection, parent_process

    connection.wait([parent_process().sentinel])
    os._exit(1)


def _shared(count: int) -> dict[str, str]:
    """Our settings, of which each process has its share."""
    ours = {name: value for name, value in os.environ.items() if name.startswith(OURS)}
    return ours | {CORES: "1", MEMORY: f"{max(read_settings().memory // count, LEAST) // MEGA} Mo"}


def _do(environment: Mapping[str, str], do: Callable[[A], B], item: A) -> B:
    """In the new process: `do`, under the settings of the one that asks."""
    for name in [name for name in os.environ if name.startswith(OURS) and name not in environment]:
        del os.environ[name]
    os.environ.update(environment)
    try:
        return do(item)
    except Exception as error:
        error.place = place_of(error)  # its traceback stays in this process
        raise
