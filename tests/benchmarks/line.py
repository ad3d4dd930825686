"""The one line of JSON that a program of the comparison ends with."""

from __future__ import annotations

import resource


def told(names: list[str], times: list[float], rows: dict[str, int]) -> dict:
    """Seconds, in all and for each named step, from the instants between the steps; largest memory of the process, in bytes;
    rows of each table."""
    steps = {name: round(end - start, 2) for name, start, end in zip(names, times, times[1:], strict=False)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"secondes": round(times[-1] - times[0], 2), "etapes": steps, "memoire_max_octets": peak, "lignes": rows}
