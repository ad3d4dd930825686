"""A long command that dies without a word is told in French; one that ends by itself ends the program as it does."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest


def run(work: str) -> subprocess.CompletedProcess[str]:
    code = f"import os, signal, sys, resource\nfrom observatory.cli.program import watched\nwatched(lambda: {work})"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_a_killed_command_says_why_and_what_to_do(number: signal.Signals) -> None:
    done = run(f"os.kill(os.getpid(), {int(number)})")
    assert done.returncode == 128 + number
    assert f"arrêté net (signal {int(number)})" in done.stderr and "relancez la même commande" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("status", [0, 1, 2])
def test_a_command_that_ends_by_itself_ends_the_program_as_it_does(status: int) -> None:
    done = run(f"print('fait') or sys.exit({status})")
    assert (done.returncode, done.stdout, done.stderr) == (status, "fait\n", "")


def test_a_stop_that_is_asked_for_reaches_the_work() -> None:
    told = "signal.signal(signal.SIGTERM, lambda *_: sys.exit(7)) or os.kill(os.getppid(), signal.SIGTERM) or signal.pause()"
    assert run(told).returncode == 7


def test_the_end_of_a_command_is_that_of_python_but_for_its_memory() -> None:
    """Its threads end, what is registered is done, what is said is said; a stop in words is told, an error too."""
    work = (
        "(__import__('threading').Thread(target=lambda: __import__('time').sleep(0.2) or print('suivi')).start(), "
        "__import__('atexit').register(print, 'fini'), print('dit'), {})"
    )
    done = run(work.format("sys.exit()"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "dit\nsuivi\nfini\n", "")
    done = run(work.format("sys.exit('arrêté')"))
    assert (done.returncode, done.stdout, done.stderr) == (1, "dit\nsuivi\nfini\n", "arrêté\n")
    done = run(work.format("1 / 0"))
    assert (done.returncode, done.stdout) == (1, "dit\nsuivi\nfini\n") and "ZeroDivisionError" in done.stderr
