"""The page « Qualité des données »: producer by producer, what came, what the checks found, and what to ask for."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from observatory.charts.french import month, number, plural
from observatory.publication import overview
from observatory.publication.atlas import Atlas
from observatory.publication.tables import Tables

if TYPE_CHECKING:
    import polars as pl

LAKE = "lake."
GRACE = 31  # days between the end of a period and the file that tells it
RHYTHMS = {1: "chaque mois", 3: "chaque trimestre", 12: "chaque année"}
_PERIOD = r"\b20\d\d(?:-\d\d){0,2}\b"


def quality(tables: Tables, atlas: Atlas) -> dict[str, Any]:
    """What the page shows: key numbers, producers (the one with most to put right first), anomalies, corrections, checks."""
    checks = overview.checks_by_object(tables)
    found = [producer(rows, checks, _published_on(tables)) for rows in _by_producer(tables)]
    producers = sorted(found, key=lambda one: (-one["urgence"], one["nom"]))
    anomalies = overview.anomalies_by_nature(tables, atlas)
    return {
        "cles": _keys(tables, producers),
        "producteurs": producers,
        "anomalies": anomalies,
        "corrections": tables.rows("corrections"),
        "controles": [(name, lines) for name, lines in checks if not name.startswith(LAKE)],
        "confidentialite": tables.rows("confidentialite"),
        "atlas": atlas,
    }


def producer(rows: list[dict[str, Any]], checks: list[tuple[str, list[dict[str, Any]]]], today: date) -> dict[str, Any]:
    """One producer: its files by contract, what is late, and what its checks found, blocking first, then most rows.

    rows: lines of `sources` with the same producer; today: the day of the release.
    """
    contracts = [_contract(name, list(group), today) for name, group in groupby(rows, key=lambda row: row["contrat"])]
    named = {one["contrat"] for one in contracts}
    lines = [line for name, some in checks if name in named for line in some]
    faults = sorted(
        (line for line in lines if not line["est_reussi"]),
        key=lambda line: (line["severite"] != "bloquant", -(line["nb_lignes_en_cause"] or 0), line["controle_id"]),
    )
    read, kept_apart = (sum(row[name] for row in rows) for name in ("nb_lignes_lues", "nb_lignes_quarantaine"))
    late = [one for one in contracts if one["en_retard"]]
    return {
        "nom": rows[0]["producteur"],
        "ancre": f"producteur-{contracts[0]['contrat'].removeprefix(LAKE).replace('_', '-')}",
        "demander": sorted({row["a_qui_demander"] for row in rows}),
        "contrats": contracts,
        "nb_fichiers": len(rows),
        "nb_lignes_lues": read,
        "nb_lignes_quarantaine": kept_apart,
        "derniere": max(row["date_reception"] for row in rows),
        "retards": late,
        "trouves": faults,
        "muets": [line for line in lines if line["est_reussi"]],
        "urgence": 100 * len(faults) + 10 * len(late) + bool(kept_apart),
    }


def _by_producer(tables: Tables) -> list[list[dict[str, Any]]]:
    rows = sorted(tables.rows("sources"), key=lambda row: (row["producteur"], row["contrat"], row["partition"]))
    return [list(group) for _, group in groupby(rows, key=lambda row: row["producteur"])]


def _contract(name: str, rows: list[dict[str, Any]], today: date) -> dict[str, Any]:
    """The files of a contract, the last period they tell, and whether a delivery that was due is missing."""
    months = rows[0]["mois_entre_livraisons"]
    last = last_period([row["partition"] for row in rows])
    expected = next_delivery([row["partition"] for row in rows], max(row["date_reception"] for row in rows), months)
    return {
        "contrat": name,
        "fichiers": rows,
        "nb_lignes_lues": sum(row["nb_lignes_lues"] for row in rows),
        "nb_lignes_typees": sum(row["nb_lignes_typees"] for row in rows),
        "nb_lignes_quarantaine": sum(row["nb_lignes_quarantaine"] for row in rows),
        "derniere": max(row["date_reception"] for row in rows),
        "periode": month(last) if last else "",
        "rythme": RHYTHMS.get(months, "") if months else "",
        "en_retard": is_late(expected, today),
        "attendu": month(expected) if expected else "",
    }


def next_delivery(partitions: list[str], received: date, months: int | None) -> date | None:
    """The last day of the period that the next file should tell, from the latest that came; None when the source has no rhythm.

    received: the day of the last file, where no name of a part says a period.
    """
    return _after(last_period(partitions) or received, months) if months else None


def is_late(expected: date | None, today: date) -> bool:
    """A delivery was due, and more than a month of grace went by."""
    return bool(expected and (today - expected).days > GRACE)


def last_period(partitions: list[str]) -> date | None:
    """The last day of the latest period that the names of parts tell: « Z11-2025-12 » is 31 December 2025.

    None where no name holds a year.
    """
    import polars as pl

    found = pl.Series(partitions, dtype=pl.String).str.replace_all("_", "-").str.extract_all(_PERIOD).explode()
    last = found.to_frame("texte").select(_end(pl.col("texte")).max()).item()
    return last


def _end(text: pl.Expr) -> pl.Expr:
    """The last day of a year, of a month or of a day, as text."""
    import polars as pl

    size = text.str.len_chars()
    whole = pl.when(size == 4).then(text + "-12-31").when(size == 7).then(text + "-01").otherwise(text)
    day = whole.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(size == 7).then(day.dt.month_end()).otherwise(day)


def _after(day: date, months: int) -> date:
    """The end of the month that comes so many months after that of `day`."""
    from calendar import monthrange

    rank = day.year * 12 + day.month - 1 + months
    year, place = divmod(rank, 12)
    return date(year, place + 1, monthrange(year, place + 1)[1])


def _published_on(tables: Tables) -> date:
    """The day of the release; the last reception where it does not tell it."""
    if published := tables.version["publie_le"]:
        return published.date()
    return max((row["date_reception"] for row in tables.rows("sources")), default=date.max)


def _keys(tables: Tables, producers: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The numbers that open the page."""
    read = sum(one["nb_lignes_lues"] for one in producers)
    apart = sum(one["nb_lignes_quarantaine"] for one in producers)
    late = sum(len(one["retards"]) for one in producers)
    results = tables.get("controles")
    found = results.frame.filter(~results.frame["est_reussi"]).height if results else 0
    corrections = len(tables.rows("corrections"))
    told = (
        (len(tables.rows("sources")), "fichier reçu", "fichiers reçus", f"de {plural(len(producers), 'producteur')}"),
        (read, "ligne lue", "lignes lues", f"dont {number(apart)} en quarantaine" if apart else "aucune en quarantaine"),
        (results.frame.height if results else 0, "contrôle fait", "contrôles faits", f"{number(found)} ont trouvé quelque chose"),
        (late, "livraison attendue", "livraisons attendues", "rythme annoncé dépassé"),
        (corrections, "correction", "corrections", "erreurs connues, déclarées"),
    )  # fmt: skip
    return [
        {"value": number(count), "what": one if count < 2 else many, "more": more, "badge": ""}
        for count, one, many, more in told
        if count
    ]
