"""What part of the requests of the SIAO of an EPCI have a known commune: the reserve that stands beside its figures."""

from __future__ import annotations

from observatory.charts.figure import Place
from observatory.charts.french import number
from observatory.charts.siao_rows import LEAST_DENOMINATOR, counts_by, percentage
from observatory.publication.siao_levels import Source
from observatory.publication.tables import Tables

MOST_UNKNOWN = 0.10  # gate G7: beyond, the figures of an EPCI are read with care


def known_part(tables: Tables, place: Place) -> str:
    """« En 2025, 92 % des demandes du département Z11 ont une commune connue (…). », for the last year; "" elsewhere."""
    import polars as pl

    table = tables.get("siao_demandes_epci")
    if table is None or place.niveau != "SIREN_EPCI":
        return ""
    mine = table.frame.filter(pl.col("niveau") == place.niveau, pl.col("territoire_code") == place.code)
    if mine.is_empty():
        return ""
    last = mine.sort("periode")["siao_periode"][-1]
    source, _, period = last.rpartition(":")
    told = [_of_one(tables, code, period[:4]) for code in Source.read(source).departements]
    return " ".join(filter(None, told))


def _of_one(tables: Tables, code: str, year: str) -> str:
    """The part of one département; "" behind a gate."""
    import polars as pl

    place = Place("DEP", code, "")
    nowhere = tables.get("siao_demandes_epci").filter(pl.col("lieu_demande") == "NON_SITUEE")
    unknown = counts_by(nowhere, place, "nb_demandes", "reponse_demande")
    asked = counts_by(tables.get("siao_demandes"), place, "nb_demandes", "perimetre_demandes", "reponse_demande")
    days = [day for day in unknown if f"{day:%Y}" == year]
    lost = [unknown[day].get("TOTAL") for day in days]
    all_ = [asked.get(day, {}).get(("STOCK", "TOTAL")) for day in days]
    if None in lost or None in all_ or sum(all_) < LEAST_DENOMINATOR:
        return ""
    part = 1 - min(sum(lost) / sum(all_), 1)
    names = {(one.niveau, one.code): one.libelle for one in tables.places}
    care = " À lire avec prudence." if 1 - part > MOST_UNKNOWN else ""
    return (
        f"En {year}, {percentage(100 * part)} des demandes du département {names.get(('DEP', code), code)} ont une commune connue "
        f"({number(sum(all_) - sum(lost))} sur {number(sum(all_))}).{care}"
    )
