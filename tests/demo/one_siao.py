"""The demo world without most exports of the SIAO, of the SNE and of places: enough for a whole run, few enough for a test."""

from __future__ import annotations

from observatory.home import Home

KEPT = ("fictif-siao-Z11-115-2025-12.csv", "-2026-01-01.csv", "-pratiques.csv")
ALLOCATED = ("-Z11-2024.csv", "-Z11-2025.csv", "-2024T4.csv", "-2025T4.csv", "-places-Z11.csv")


def keep_one_siao(home: Home) -> None:
    """Of the exports of the SIAO, leave a month of requests, the last extractions and the practices of one département;
    of the SNE and of places, two years of that département."""
    for path in (home.incoming / "siao").rglob("*.csv"):
        if path.parent.name != "Z11" or not path.name.endswith(KEPT):
            path.unlink()
    for path in [*(home.incoming / "sne").rglob("*.csv"), *(home.incoming / "offre").rglob("*.csv")]:
        if not path.name.endswith(ALLOCATED):
            path.unlink()
