"""The program `observatory`: the command, and for those that work long a watch that says why they died."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable

LONG = frozenset({"build", "publish", "forget"})


def main() -> None:
    """Run the command of `sys.argv`."""
    from observatory.cli.main import main as command

    if LONG & set(sys.argv[1:]) and hasattr(os, "fork"):
        watched(command)
    command()


def watched(work: Callable[[], object]) -> None:
    """Do the work in a child process and exit as it does; say in a sentence that it was killed, which it cannot say itself.

    A library that lacks memory, or the system that takes it back, ends a process without a word.
    """
    sys.stdout.flush()
    stops = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)  # a stop that comes now waits until somebody can answer it
    child = os.fork()
    if child == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, stops)
        _exit_of(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard tells both: the child answers
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, stops)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    number = os.WTERMSIG(status)
    print(f"✗ Le traitement s’est arrêté net (signal {number}). Le plus souvent, la mémoire a manqué.", file=sys.stderr)
    print(
        "  → La version publiée est intacte et rien de ce qui a été reçu n’est perdu. Fermez les autres programmes, ou donnez "
        "plus de mémoire à cette machine, puis relancez la même commande.",
        file=sys.stderr,
    )
    sys.exit(128 + number)


def _exit_of(work: Callable[[], object]) -> None:
    """Do the work and end this process as Python would, but for its memory: the system takes it back whole, where Python would look through
    all of it, for more than a second once Dagster and Great Expectations are there.
    """
    code: object = 1
    try:
        work()
        code = 0
    except SystemExit as stop:
        code = stop.code
    except BaseException:  # noqa: BLE001 (told as Python tells it)
        sys.excepthook(*sys.exc_info())
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
    threading._shutdown()  # what multiprocessing does at the end of a child
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # nobody reads any more
            stream.flush()
    os._exit(code or 0)
