"""The measures on record, docs/mesures/bench.json: what was measured, when, on what machine."""

from __future__ import annotations

import json
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.measured import ROOT

PATH = ROOT / "docs" / "mesures" / "bench.json"
PACKAGES = ("duckdb", "polars", "great-expectations", "dagster", "pandas", "plotly")


def read() -> dict[str, Any]:
    return json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}


def keep(stage: str, found: Any) -> None:
    """Put what a stage measured in the place of what it measured before, with the day and the machine."""
    told = read() | {stage: found}
    told["machines"] = told.get("machines", {}) | {stage: {"le": date.today().isoformat(), **machine()}}
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system, versions."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processeur": names[0] if names else platform.machine(),
        "coeurs": os.cpu_count(),
        "memoire_go": round(memory),
        "systeme": f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in PACKAGES},
    }
