"""One program measured from within: seconds, processor, memory at its highest, bytes read.

`python -m tests.benchmarks.measured MODULE [ARGUMENTS…]` runs the module as `python -m` would, then writes one line of JSON
on the standard error. `run` does it from a benchmark, each program in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import runpy
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARK = "mesure:"


@dataclass(frozen=True)
class Measure:
    """What one run took, with the processes that it began: seconds on the clock, seconds of processor, bytes of memory at most,
    bytes asked of files."""

    seconds: float
    processor: float
    memory: int
    read: int


def told(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> dict:
    """Run a module in a process of its own, and give the line of JSON that it ends with: what it measured by itself, but for the
    memory (`memoire_max_octets`), which is that of all its processes."""
    ended = _run(module, arguments, environment)
    line = json.loads(ended.stdout.strip().splitlines()[-1])
    return line | {"memoire_max_octets": _measure(ended).memory}


def run(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Measure:
    """Run a module in a process of its own, and measure all of it."""
    return _measure(_run(module, arguments, environment))


def _measure(ended: subprocess.CompletedProcess[str]) -> Measure:
    lines = [one for one in ended.stderr.splitlines() if one.startswith(MARK)]
    return Measure(**json.loads(lines[-1].removeprefix(MARK)))


def _run(
    module: str, arguments: tuple[str, ...], environment: Mapping[str, str] | None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.benchmarks.measured", module, *arguments]
    given = {**os.environ, **(environment or {})}
    ended = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)} : {ended.stdout[-1500:]}\n{ended.stderr[-3000:]}")
    return ended


class Memory:
    """The memory of this process and of those that it began, looked at five times a second; `most`: bytes, at its highest."""

    def __init__(self) -> None:
        self.most = 0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE")
        while True:
            self.most = max(self.most, page * sum(map(_pages, _family(os.getpid()))))
            time.sleep(0.2)


def _family(pid: int) -> list[int]:
    """A process and all those under it."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(below for child in children for below in _family(child))]


def _pages(pid: int) -> int:
    """Pages of memory that are its own; those of the libraries, which all share, aside. 0 once it is gone."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return int(resident) - int(shared)


def main(module: str, *arguments: str) -> None:
    started, memory = time.perf_counter(), Memory()
    sys.argv = [module, *arguments]
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    seconds = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    memory.most = max(memory.most, used[0].ru_maxrss * 1024)
    read = int(dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())["rchar"])
    found = Measure(seconds, sum(one.ru_utime + one.ru_stime for one in used), memory.most, read)
    print(MARK + json.dumps(vars(found)), file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
