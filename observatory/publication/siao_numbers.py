"""How far the households of a SIAO can be followed to a lease: the share linked, and why a delay is not given."""

from __future__ import annotations

from observatory.charts import siao_bail, siao_delais
from observatory.charts.attributions_rows import counts_of
from observatory.charts.figure import Place
from observatory.charts.french import THIN, number
from observatory.charts.siao_rows import percentage
from observatory.publication.fact import Fact, told_in
from observatory.publication.siao_facts import ROUNDED, rows_of, share_of
from observatory.publication.tables import Tables

NUMBERED = "NUMEROTE"
LEAST_NUMBERED = 0.3  # `part_numerotee_minimale` of core.parametres: under it, the mart says nothing
COUNT = "nb_menages_insertion"


def numbers(tables: Tables, place: Place) -> tuple[Fact, ...]:
    """Households with a number and leases linked, in the last year; and, without a delay to the lease, the reason."""
    years = _by_year(tables, place)
    if not years:
        return ()
    year = max(years)
    counts = years[year]
    facts = []
    if told := share_of(counts.get(NUMBERED), counts.get("TOTAL"), "ménages"):
        found = (
            f"{THIN}; le SNE en connaît déjà {number(counts['RELIE'])} (attribution, bail ou radiation)"
            if counts.get("RELIE")
            else ""
        )
        facts.append(
            Fact(f"Ménages dont la demande d’insertion porte un numéro unique ({year})", told[0], told[1] + found)
        )
    if (leases := _leases(tables, place)) and (told := share_of(*leases[1:], "baux de ménages sans domicile")):
        facts.append(Fact(f"Baux de ménages sans domicile reliés à un ménage du SIAO ({leases[0]})", *told))
    return told_in("durees", facts + _reason(tables, place, years), ROUNDED)


def linked_share(tables: Tables, place: Place) -> str:
    """Of whom the figure tells, in one or two sentences."""
    years = _by_year(tables, place)
    if not years:
        return ""
    year, leases = max(years), _leases(tables, place)
    counts, told = years[year], []
    if share := share_of(counts.get(NUMBERED), counts.get("TOTAL"), ""):
        told.append(
            f"{share[0]} des ménages qui ont transmis une demande d’insertion en {year} ont un numéro unique connu, les autres ne sont pas dans cette figure"
        )
    if leases and (share := share_of(*leases[1:], "")):
        told.append(f"{share[0]} des baux de ménages sans domicile de {leases[0]} leur sont reliés")
    return f"{f'{THIN}; '.join(told)}." if told else ""  # fmt: skip


def _reason(tables: Tables, place: Place, years: dict[str, dict[str, int | None]]) -> list[Fact]:
    delays = siao_delais.delay_counts(tables.get("siao_delais_bail"), place, "nb_menages_suivis", "BAIL")
    if siao_bail.ALL in delays:
        return []
    whole = sum(counts.get("TOTAL") or 0 for counts in years.values())
    part = sum(counts.get(NUMBERED) or 0 for counts in years.values()) / whole if whole else 0
    span = min(years) if len(years) == 1 else f"{min(years)} à {max(years)}"
    least = percentage(100 * LEAST_NUMBERED)
    why = (
        f"{percentage(100 * part)} des ménages ont un numéro unique sur leur demande d’insertion ({span}), moins que les {least} qu’il faut "
        "pour les suivre jusqu’au bail"
        if part < LEAST_NUMBERED
        else "Trop peu de ménages sont suivis assez longtemps"
    )
    return [Fact("Délai entre le premier contact et le bail", "non donné", why)]


def _by_year(tables: Tables, place: Place) -> dict[str, dict[str, int | None]]:
    """Year → state of the number → protected count."""
    frame = rows_of(tables, "siao_numeros", COUNT, place)
    found: dict[str, dict[str, int | None]] = {}
    for year, state, count in (
        frame.select("periode", "etat_numero", COUNT).sort("periode").rows() if frame is not None else ()
    ):
        found.setdefault(year, {})[state] = count
    return found


def _leases(tables: Tables, place: Place) -> tuple[int, int, int] | None:
    """The last year whose leases are known, those that are linked, and all of them."""
    rows = counts_of(tables.get("attributions_reliees"), place, "nb_baux_sans_domicile", "nb_baux_relies")
    known = [row for row in rows if None not in (row["nb_baux_sans_domicile"], row["nb_baux_relies"])]
    return (known[-1]["annee"], known[-1]["nb_baux_relies"], known[-1]["nb_baux_sans_domicile"]) if known else None
