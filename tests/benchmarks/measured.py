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
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARK = "mesure:"


@dataclass(frozen=True)
class Measure:
    """What one run took: seconds on the clock, seconds of processor, bytes of memory at most, bytes asked of files."""

    seconds: float
    processor: float
    memory: int
    read: int


def told(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> dict:
    """Run a module in a process of its own, and give the line of JSON that it ends with: what it measured by itself."""
    return json.loads(_run(module, arguments, environment).stdout.strip().splitlines()[-1])


def run(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Measure:
    """Run a module in a process of its own, and measure all of it."""
    lines = [one for one in _run(module, arguments, environment).stderr.splitlines() if one.startswith(MARK)]
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


def main(module: str, *arguments: str) -> None:
    started = time.perf_counter()
    sys.argv = [module, *arguments]
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    read = int(dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())["rchar"])
    found = Measure(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, read)
    print(MARK + json.dumps(vars(found)), file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
