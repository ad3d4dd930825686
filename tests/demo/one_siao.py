"""The demo world without most exports of the SIAO: enough of them for a whole run, few enough for a test."""

from __future__ import annotations

from observatory.home import Home

KEPT = ("fictif-siao-Z11-115-2025-12.csv", "-2026-01-01.csv", "-pratiques.csv")


def keep_one_siao(home: Home) -> None:
    """Of the exports of the SIAO, leave a month of requests, the last extractions and the practices of one
    département."""
    for path in (home.incoming / "siao").rglob("*.csv"):
        if path.parent.name != "Z11" or not path.name.endswith(KEPT):
            path.unlink()
