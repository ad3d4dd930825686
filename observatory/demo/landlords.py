"""The landlords' own files: what two of them say of their allocations and leases, before the register says it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from observatory.demo.draws import uniform

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from observatory.demo.setting import Setting

LANDLORDS = ("000000101", "000000112")  # one of Z11, one of Z12
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
