"""Where the commune codes of a file that does not say its vintage stand today: current, arrondissement, stale or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.territories.codes import commune, parent_city

if TYPE_CHECKING:
    import polars as pl

_OLD_DEPARTEMENTS = 1977


def locate(codes: pl.Series, communes: pl.DataFrame, codes_perimes: pl.DataFrame) -> pl.DataFrame:
    """One row per distinct value of `codes`, as it was written: what it is in the latest vintage of `communes`.

    `communes`: core.communes; `codes_perimes`: core.codes_perimes. Columns:
    - `code_lu` (null for an empty cell), `nb_lignes` (cells that hold it), `code_normalise` (null when it has not the form
      of a code);
    - `statut`: `actuel`, `arrondissement` (of Paris, Lyon, Marseille), `perime` (one code today), `perime_ambigu` (several,
      none, or a code that is read as a postal code), `inconnu` (never a commune since 1943), `illisible`;
    - `code_actuel`: for the first three only; `raison`: a French sentence, null for `actuel`.

    The codes of communes déléguées and associées are stale codes of communes. A current code is taken at its word, even
    where it was another commune's before: when the vintage of the file is known, `rebase` is exact and this is not.
    """
    import polars as pl

    latest = communes.filter(pl.col("millesime_cog") == pl.col("millesime_cog").max())
    current = latest.select(code_normalise="commune_code", est_actuel=pl.lit(True))
    written = codes.rename("code_lu").cast(pl.String).to_frame().group_by("code_lu").agg(nb_lignes=pl.len())
    text = pl.col("code_lu").str.strip_chars().str.to_uppercase()
    return (
        written.with_columns(code_normalise=commune(text))
        .join(current, on="code_normalise", how="left")
        .join(_ends(codes_perimes), on="code_normalise", how="left")
        .with_columns(statut=_status())
        .select(
            "code_lu", "nb_lignes", "code_normalise", "statut",
            pl.when(pl.col("statut").is_in(["actuel", "arrondissement"])).then("code_normalise")
            .when(pl.col("statut") == "perime").then(pl.col("codes_actuels").list.first()).alias("code_actuel"),
            _reason().alias("raison"),
        )
        .sort("code_lu")
    )  # fmt: skip


def _ends(codes_perimes: pl.DataFrame) -> pl.DataFrame:
    """One row per stale code: `code_normalise, date_fin, codes_actuels` (sorted), `est_ancien`."""
    import polars as pl

    # those codes left when départements were redrawn (1964 to 1976); a file of today that holds one means a postal code
    old = (pl.col("type_evenement") == "41") & (pl.col("date_fin").dt.year() < _OLD_DEPARTEMENTS)
    return codes_perimes.group_by("commune_code").agg(
        pl.col("date_fin").first(), pl.col("code_actuel").drop_nulls().sort().alias("codes_actuels"), est_ancien=old.any()
    ).rename({"commune_code": "code_normalise"})  # fmt: skip


def _status() -> pl.Expr:
    import polars as pl

    sure = (pl.col("codes_actuels").list.len() == 1) & ~pl.col("est_ancien")
    is_arrondissement = parent_city(pl.col("code_normalise")).is_not_null()
    return (
        pl.when(pl.col("code_normalise").is_null()).then(pl.lit("illisible"))
        .when(pl.col("est_actuel") & is_arrondissement).then(pl.lit("arrondissement"))
        .when(pl.col("est_actuel")).then(pl.lit("actuel"))
        .when(sure).then(pl.lit("perime"))
        .when(pl.col("date_fin").is_not_null()).then(pl.lit("perime_ambigu"))
        .otherwise(pl.lit("inconnu"))
    )  # fmt: skip


def _reason() -> pl.Expr:
    """What stands in the way, in French; never the value as written."""
    import polars as pl

    status, text, after = pl.col("statut"), pl.col("code_lu"), pl.col("codes_actuels")
    end, names = pl.col("date_fin").dt.strftime("%d/%m/%Y"), after.list.join(", ")
    city = parent_city(pl.col("code_normalise"))
    return (
        pl.when(text.str.strip_chars().fill_null("") == "").then(pl.lit("Case vide."))
        .when((status == "illisible") & text.str.contains(r"\d[eE][+-]?\d"))
        .then(pl.lit("Notation scientifique : des chiffres sont perdus, reprenez le fichier d’origine."))
        .when(status == "illisible").then(pl.lit("Ce n’est pas un code de commune (cinq caractères)."))
        .when(status == "arrondissement").then(pl.format("Arrondissement de la commune {}.", city))
        .when(status == "perime").then(pl.format("Périmé depuis le {}\u202f; code actuel : {}.", end, names))
        .when(pl.col("est_ancien"))
        .then(pl.format("Code d’avant le {} ({}), ou code postal : à vérifier, jamais deviné.", end, names))
        .when(after.list.len() == 0).then(pl.format("Périmé depuis le {}, sans code qui lui succède.", end))
        .when(status == "perime_ambigu").then(pl.format("Périmé depuis le {}\u202f; plusieurs codes actuels : {}.", end, names))
        .when(status == "inconnu").then(pl.lit("Aucune commune n’a eu ce code depuis 1943."))
    )  # fmt: skip
