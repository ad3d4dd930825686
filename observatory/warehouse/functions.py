"""The estimators as functions of the SQL models: one call for each edition, never for each row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from observatory.warehouse import effect, fair

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_INTERVAL = "STRUCT(bas DOUBLE, haut DOUBLE)"
_ESTIMATE = "STRUCT(valeur DOUBLE, bas DOUBLE, haut DOUBLE, motif VARCHAR)"
_LINES = "STRUCT(secteur VARCHAR, strate VARCHAR, couverture VARCHAR, nb INTEGER)[]"
_BOUND = "STRUCT(valeur DOUBLE, bas DOUBLE, haut DOUBLE)"
_POINTS = "STRUCT(issue VARCHAR, horizon INTEGER, valeur DOUBLE, bas DOUBLE, haut DOUBLE, nb_a_risque INTEGER)[]"
_DURATIONS = "STRUCT(entree INTEGER, sortie INTEGER, issue VARCHAR, nb BIGINT)[]"
_PAIRS = "STRUCT(secteur VARCHAR, strate VARCHAR, lieu VARCHAR, avant INTEGER, apres INTEGER)[]"


def register_functions(con: DuckDBPyConnection) -> None:
    """Make the functions below known to the models that a connection runs; safe to call again."""
    known = {row[0] for row in con.execute("SELECT function_name FROM duckdb_functions()").fetchall()}
    for name, function, parameters, returned in sql_functions():
        if name not in known:
            con.create_function(name, function, parameters, returned, null_handling="special")


def sql_functions() -> list[tuple[str, Callable[..., Any], list[str], str]]:
    """Name in SQL, function, types of its parameters and of its result, as DuckDB writes them."""
    return [
        ("intervalle_poisson", _poisson, ["BIGINT"], _INTERVAL),
        ("intervalle_evolution", _change, [_PAIRS], _INTERVAL),
        ("estimer_couverture", _coverage, [_LINES], _ESTIMATE),
        ("incidence_cumulee", _incidence, [_DURATIONS, "INTEGER[]"], _POINTS),
        ("borne_chao", _chao, ["BIGINT", "BIGINT", "BIGINT", "INTEGER"], _BOUND),
        ("estimer_detection", _detection, ["INTEGER", "INTEGER", "INTEGER[]", "INTEGER[]"], _ESTIMATE),
        ("estimer_effet", effect.estimate_effect, [effect.ROWS], effect.RESULT),
        ("comparer_territoires", fair.compare_territories, [fair.ROWS, "BOOLEAN", "DOUBLE"], fair.RESULT),
    ]


def _poisson(count: int | None) -> dict[str, float] | None:
    """95 % limits of a count."""
    from observatory.indicators.small_numbers import poisson_interval

    if count is None:
        return None
    low, high = poisson_interval(count)
    return {"bas": float(low), "haut": float(high)}


def _change(pairs: list[dict[str, Any]]) -> dict[str, float] | None:
    """95 % limits of the difference between two nights, from the counts of their common sectors and places."""
    import polars as pl

    from observatory.indicators.change import change

    found = pl.DataFrame(pairs).rename({"secteur": "secteur_id", "lieu": "type_lieu"})
    nights = [
        found.select("secteur_id", "strate", "type_lieu", nb_personnes=night, couverture=pl.lit("COUVERT"))
        for night in ("avant", "apres")
    ]
    result = change(*nights)
    return None if result.low is None else {"bas": result.low, "haut": result.high}


def _coverage(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The count had every sector been walked, from the lines of one night."""
    import polars as pl

    from observatory.indicators.coverage import coverage_estimate

    schema = {"secteur": pl.String, "strate": pl.String, "couverture": pl.String, "nb": pl.Int64}
    found = pl.DataFrame(lines, schema=schema).rename({"secteur": "secteur_id", "nb": "nb_personnes"})
    return _estimate(coverage_estimate(found))


def _incidence(durations: list[dict[str, Any]], horizons: list[int]) -> list[dict[str, Any]]:
    """The part that left by each issue within each horizon, from the durations of one cohort and how many had each."""
    from observatory.indicators.incidence import cumulative_incidence

    entry, leave, issue, counts = ([one[name] for one in durations] for name in ("entree", "sortie", "issue", "nb"))
    return [
        {
            "issue": point.issue, "horizon": point.horizon, "valeur": point.value, "bas": point.low, "haut": point.high,
            "nb_a_risque": point.nb_at_risk,
        }
        for point in cumulative_incidence(entry, leave, issue, horizons, counts)
    ]  # fmt: skip


def _chao(seen: int, once: int, twice: int, occasions: int) -> dict[str, float] | None:
    """At least how many households there are, from those seen on one night and on two."""
    from observatory.indicators.unseen_households import chao_lower_bound

    bound = chao_lower_bound(seen, once, twice, occasions)
    return None if bound is None else {"valeur": bound.value, "bas": bound.low, "haut": bound.high}


def _detection(posts: int, counted: int, persons: list[int], groups: list[int | None]) -> dict[str, Any]:
    """The persons there, from the decoys of one night and the lines of the places where they stood."""
    from observatory.indicators.detection import plant_capture

    known = all(group is not None and (group > 0 or not seen) for group, seen in zip(groups, persons, strict=True))
    return _estimate(plant_capture(posts, counted, persons, groups if known else None))


def _estimate(result: Any) -> dict[str, Any]:
    return {"valeur": result.value, "bas": result.low, "haut": result.high, "motif": result.reason}
