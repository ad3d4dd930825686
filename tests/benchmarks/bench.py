"""`make bench`: every measure of speed and scale, as ratios, on record in docs/mesures/bench.json, told in docs/benchmarks.md.

`python -m tests.benchmarks.bench [STAGE…]` makes the stages named, or all: it takes hours at the sizes of a country. Sizes and turns
are those of the environment: BENCH_ECHELLES (« 0,7:5 6,6:5 66:5 200:1 », scale of the demonstration and turns), BENCH_TOURS (5),
BENCH_DOSSIER (where the files go: 60 Go for a scale of 66).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import record

SCALES = "0,7:5 6,6:5 66:5 200:1"


def main(*stages: str) -> None:
    known: dict[str, Callable[[], Any]] = {
        "fixe": lambda: _fixed(),
        "controles": lambda: _checks(),
        "rapide": lambda: _quick(),
        "pandas": lambda: _pandas(),
        "reprises": lambda: _reruns(),
        "pays": lambda: _countries(),
        "images": lambda: _images(),
        "pages": lambda: _pages(),
    }
    if unknown := sorted(set(stages) - known.keys()):
        sys.exit(f"Étapes inconnues : {', '.join(unknown)}. Étapes : {', '.join(known)}.")
    from tests.benchmarks.report import write

    for stage in stages or known:
        print(f"— {stage}", flush=True)
        record.keep(stage, known[stage]())
        write()


def _rounds() -> int:
    return int(os.environ.get("BENCH_TOURS", "5"))


def _place() -> Path | None:
    place = os.environ.get("BENCH_DOSSIER")
    return Path(place) if place else None


def _scales() -> list[tuple[float, int]]:
    parts = (one.split(":") for one in os.environ.get("BENCH_ECHELLES", SCALES).split())
    return [(float(scale.replace(",", ".")), int(rounds)) for scale, rounds in parts]


def _countries() -> list[dict]:
    """One line for each size; those measured before stay, but for the sizes measured again."""
    from tests.benchmarks import whole

    kept = {one["echelle"]: one for one in record.read().get("pays", [])}
    for scale, rounds in _scales():
        kept[scale] = {"echelle": scale, **whole.measure(scale, rounds, _place())}
        record.keep("pays", [kept[one] for one in sorted(kept)])
    return [kept[one] for one in sorted(kept)]


def _reruns() -> dict:
    from tests.benchmarks import fixed, whole

    scale, _ = _scales()[-1]
    with tempfile.TemporaryDirectory(dir=_place()) as place:
        world = whole.write_world(Path(place), scale)
        return {"demandes": world.requests(), **fixed.reruns(world)}


def _fixed() -> dict:
    from tests.benchmarks import fixed

    return {"tours": _rounds(), **fixed.measure(_rounds(), _place())}


def _checks() -> dict:
    from tests.benchmarks import checks

    return checks.measure(int(os.environ.get("BENCH_LIGNES", "10000000")), _rounds())


def _quick() -> dict:
    from tests.benchmarks import quick

    return quick.measure()


def _pandas() -> dict:
    from tests.benchmarks import pairs

    scale, rounds = _scales()[0]
    return pairs.against_pandas(scale, rounds, _place())


def _images() -> dict:
    from tests.benchmarks import images

    count = 300  # as many as the demonstration publishes
    return {"figures": count, "tours": _rounds(), **images.measure(count, _rounds())}


def _pages() -> dict:
    from tests.benchmarks import comparison, pages

    site = Path(os.environ.get("BENCH_SITE", "data/published/current/site"))
    page = next(iter(sorted((site / "territoires").glob("dep-*.html"))), None)
    return {"comparaison": comparison.measure(), "portrait": pages.measure(page) if page else {}}


if __name__ == "__main__":
    main(*sys.argv[1:])
