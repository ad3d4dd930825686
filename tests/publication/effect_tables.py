"""The tables of the effect of acceleration, from an invented panel, by the models of the house."""

from __future__ import annotations

import duckdb
import numpy as np
import polars as pl

from observatory.pipeline import sql_models
from observatory.warehouse.functions import register_functions

YEARS = range(2016, 2023)


def panel(nb_treated: int, nb_others: int, lift: float = 1.0, seed: int = 7) -> pl.DataFrame:
    """Rows of `core.effet_panels`: some départements accelerated in 2020, multiplied by `lift` from then on."""
    rng = np.random.default_rng(seed)
    rows = []
    for rank in range(nb_treated + nb_others):
        first = 2020 if rank < nb_treated else None
        for year in YEARS:
            mean = 300 * 1.05 ** (year - 2016) * (lift if first and year >= first else 1.0)
            rows.append(
                (
                    "BAROMETRE",
                    "STRICTE",
                    "SANS_DOMICILE",
                    "DEP",
                    f"{rank + 1:02d}",
                    year,
                    first,
                    float(rng.poisson(mean)),
                    None,
                    False,
                )
            )
    names = ["source_effet", "definition_acceleration", "publics_effet", "niveau", "territoire_code", "annee", "premiere_annee",
             "nb_menages", "nb_attributions", "est_rupture"]  # fmt: skip
    schema = dict.fromkeys(names, pl.String) | {"annee": pl.Int32, "premiere_annee": pl.Int32, "nb_menages": pl.Float64,
                                                "nb_attributions": pl.Float64, "est_rupture": pl.Boolean}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def tables(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The seven marts of a panel."""
    models = sql_models()
    names = [name for name in models if name.startswith("marts.effet_")]
    with duckdb.connect() as con:
        register_functions(con)
        for schema in ("core", "marts"):
            con.execute(f"CREATE SCHEMA {schema}")
        con.register("lignes", rows)
        con.execute("CREATE TABLE core.effet_panels AS FROM lignes")
        con.execute(
            "CREATE TABLE core.effet_departements AS SELECT DISTINCT definition_acceleration, niveau, territoire_code, "
            "premiere_annee, if(premiere_annee IS NULL, 'AUTRE', 'ACCELERE') AS groupe_effet FROM lignes"
        )
        con.execute("CREATE TABLE core.territoires_publies AS SELECT DISTINCT niveau, territoire_code FROM lignes")
        for name in ("core.effet_estimations", *names):
            con.execute(f"CREATE TABLE {name} AS {models[name].sql}")
        return {name.removeprefix("marts."): con.sql(f"FROM {name}").pl() for name in names}
