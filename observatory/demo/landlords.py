"""Landlords: the list that says the type of each; what two of them say of their allocations, before the register says it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from observatory.demo.dialects import MENTION
from observatory.demo.draws import uniform

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from observatory.demo.setting import Setting

LANDLORDS = ("000000101", "000000112")  # one of Z11, one of Z12
PER_DEPARTEMENT = 9
# Types of the landlords of a département, one département after the other: three of each, or one alone of its kind.
TYPES = (
    ("OPH", "OPH", "OPH", "OPH", "ESH", "ESH", "ESH", "ESH", "ESH"),
    ("OPH", "OPH", "OPH", "ESH", "ESH", "ESH", "COOP", "COOP", "COOP"),
    ("OPH", "OPH", "OPH", "ESH", "ESH", "ESH", "ESH", "COOP", "EPL"),
)
UNLISTED = "000000109"  # one of Z11, that the list does not know
UNDECLARED, MISTYPED = 0.03, 0.01  # steps that a landlord leaves out; numbers whose last two digits it swaps
HEADER = {
    "bailleur_siren": "Bailleur déclarant",
    "numero_unique": "Numéro de demande",
    "etape": "Étape",
    "date_evenement": "Date de l’événement",
    "date_extraction": "Date d’extraction",
    "commune_logement_code": "Commune du logement",
    "type_reservataire": "Contingent",
    "modele_logement": "Logement actuel",
    "mention": "Mention",
}


def siren(departement: pl.Expr | int, landlord: pl.Expr | int) -> pl.Expr:
    """The number of a landlord, by the ranks (from 0) of its département and of itself there."""
    import polars as pl

    return pl.format("000000{}{}", departement + 10, landlord + 1)


def landlord_list(setting: Setting) -> dict[str, bytes]:
    """`bailleurs/fictif-liste-des-bailleurs.csv`: SIREN, name and type of every landlord but one."""
    import polars as pl

    ranks = pl.DataFrame({"departement": range(len(setting.departements))}).join(
        pl.DataFrame({"rang": range(PER_DEPARTEMENT)}), how="cross"
    )
    types = pl.Series([kind for one in TYPES for kind in one])
    listed = ranks.select(
        siren(pl.col("departement"), pl.col("rang")).alias("SIREN"),
        pl.format("Bailleur fictif {} du département {}", pl.col("rang") + 1, pl.Series(setting.departements).gather(ranks["departement"])).alias("Raison sociale"),
        types.gather((ranks["departement"] % len(TYPES)) * PER_DEPARTEMENT + ranks["rang"]).alias("Type de bailleur"),
        pl.lit(MENTION).alias("Mention"),
    )  # fmt: skip
    content = listed.filter(pl.col("SIREN") != UNLISTED).write_csv(separator=";")
    return {"bailleurs/fictif-liste-des-bailleurs.csv": content.encode()}


def landlord_files(setting: Setting, rows: pl.DataFrame, year: int) -> Iterator[tuple[str, bytes, list[dict]]]:
    """Path in `incoming/`, content and defects of the file of each landlord for one year of rows of the register."""
    import polars as pl

    extracted = date(year + 1, 1, 10)
    key = rows["cle"].to_numpy()
    declared = rows.with_columns(
        pl.Series(name, uniform(setting.noise(name, key))) for name in ("oubli", "saisie")
    ).filter(pl.col("bailleur_siren").is_in(LANDLORDS), pl.col("etape") != "RADIATION", pl.col("oubli") >= UNDECLARED)
    number = pl.col("numero_unique")
    swapped = pl.concat_str(number.str.head(-2), number.str.slice(-1), number.str.slice(-2, 1))
    wrong = (pl.col("saisie") < MISTYPED) & (swapped != number)
    told = declared.with_columns(
        date_extraction=pl.lit(extracted), numero_unique=pl.when(wrong).then(swapped).otherwise(number), faux=wrong
    )
    for (landlord,), own in told.partition_by("bailleur_siren", as_dict=True, maintain_order=True).items():
        text = own.select(*HEADER).rename(HEADER).write_csv(separator=";", date_format="%d/%m/%Y")
        defects = [{"defaut": "NUMERO_MAL_SAISI", "nombre": own["faux"].sum()}]
        yield f"bailleurs/fictif-bailleur-{landlord}-{extracted}.csv", text.encode(), defects
