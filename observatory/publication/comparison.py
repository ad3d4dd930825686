"""The data of the comparison page: one script file, from protected tables only, so that it works without a server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from observatory.charts import nuits
from observatory.charts.equite_rows import POSITIONS
from observatory.charts.figure import Place, shown
from observatory.charts.french import MARKS, STATES
from observatory.charts.nuits_plot import perimeter
from observatory.charts.relogement import FLOW_STATE
from observatory.disclosure.protected import STATE
from observatory.publication.atlas import Atlas
from observatory.publication.comparison_annual import Measured, annual_words, breaks
from observatory.publication.comparison_fair import LETTERS, fair_years, peers
from observatory.publication.comparison_siao import siao_pairs, siao_years
from observatory.publication.labels import json_block, level
from observatory.publication.portrait import BAROMETRE, NUITS, Portrait
from observatory.publication.siao import REQUESTS
from observatory.publication.tables import Tables

_FACTS = {"hab": "pop_municipale", "pop": "millesime_population", "cog": "millesime_cog"}


def comparison_script(
    tables: Tables,
    atlas: Atlas,
    portraits: Iterable[Portrait],
    measured: Sequence[Measured] = (),
    mapped: Collection[str] = (),
) -> str:
    """The text of `assets/comparison-data.js`: territories, and for each its months, years, nights and years of SIAO.

    A month is [cumul, flux, état du cumul, état du flux] from `premier_mois` on; a year is [année, valeur, complète,
    état]; a night holds its state, its perimeter and why it compares with nothing, if so. A state is its first letter.
    What a territory does not have is left out. `measured`: the yearly measures, whose figures are in files of their own;
    `ensembles`: the years of each comparison that has a funnel; `mapped`: the levels that have a map; `pairs`: who is a peer of whom, with the rule.
    """
    months = _months(tables)
    years = _years(tables)
    nights = _nights(tables)
    siao = {
        (place.niveau, place.code): siao_years(tables, place, _inhabitants(atlas, place)) for place in tables.places
    }
    caveats = {(one.place.niveau, one.place.code): _caveats(one) for one in portraits}
    broken = breaks(tables, "relogement_annuel")
    told = {key for one in measured for key in one.rows.select("niveau", "territoire_code").unique().rows()}
    entries = [
        {
            "id": f"{place.niveau}-{place.code}", "nom": place.libelle, "niveau": level(place.niveau), "code": place.code, "rang": place.niveau,
            **_kept(
                {
                    "fictif": place.est_fictif, "mois": months.get(key), "ans": years.get(key), "nuits": nights.get(key), "siao": siao[key],
                    "avis": _kept(caveats.get(key, {})), "dans": [f"{above.niveau}-{above.code}" for above in atlas.containers.get(key, [])], "ruptures": broken.get(key),
                    **{name: atlas.facts.get(key, {}).get(column) for name, column in _FACTS.items()},
                }
            ),
        }
        for place in tables.places
        if (key := (place.niveau, place.code)) in months or key in years or key in nights or siao[key] or key in told
    ]  # fmt: skip
    data = {
        "territoires": entries,
        "premier_mois": _first_month(tables),
        "siao": siao_pairs(tables),
        "seuil": nuits.SMALLEST_TERM,
        "etats": {code[0]: code for code in STATES},
        "marques": MARKS,
        "annuels": annual_words(tables, measured),
        "ensembles": fair_years(tables),
        "cartes": sorted(mapped),
        "lectures": {letter: POSITIONS[code] for code, letter in LETTERS.items()},
        "pairs": peers(tables),
        "credits": {
            "relogement": _credit(tables, BAROMETRE),
            "nuits": _credit(tables, NUITS),
            "siao": _credit(tables, REQUESTS),
        },
    }
    return f"window.OBSERVATOIRE_COMPARAISON = {json_block(data)};\n"


def _kept(entry: dict[str, Any]) -> dict[str, Any]:
    """What is there: a list that is empty is left out."""
    return {name: value for name, value in entry.items() if value}


def _inhabitants(atlas: Atlas, place: Place) -> int | None:
    return atlas.facts.get((place.niveau, place.code), {}).get("pop_municipale")


def _caveats(one: Portrait) -> dict[str, list[str]]:
    """The major caveats of a place, as its own figures carry them."""
    requests = next(iter(one.siao.figures), None)
    figures = {"mois": one.monthly, "ans": one.annual, "nuits": one.nights, "siao": requests}
    return {
        name: [caveat.phrase for caveat in figure.warnings if caveat.est_majeur] if figure else []
        for name, figure in figures.items()
    }


def _credit(tables: Tables, contract: str) -> str:
    credit = tables.credit(contract)
    return f"{credit.line} Publié le {credit.date_publication}."


def _first_month(tables: Tables) -> str:
    table = tables.get("relogement_mensuel")
    return table.frame["date_mois"].min().strftime("%Y-%m") if table else ""


def _months(tables: Tables) -> dict[tuple[str, str], list[Any]]:
    """[cumul, flux, their states] for each month from the first of the table; months without a row are null."""
    import polars as pl

    table = tables.get("relogement_mensuel")
    if table is None:
        return {}
    rank = pl.col("date_mois").dt.year() * 12 + pl.col("date_mois").dt.month()
    frame = shown(table, {"nb_personnes_cumul": STATE, "nb_personnes_mois": FLOW_STATE})
    packed = (
        frame.with_columns((rank - rank.min()).alias("rang"))
        .sort("rang")
        .group_by("niveau", "territoire_code")
        .agg("rang", "nb_personnes_cumul", "nb_personnes_mois", pl.col(STATE, FLOW_STATE).str.head(1))
    )
    series = {}
    for niveau, code, ranks, *months in packed.rows():
        line: list[Any] = [None] * (ranks[-1] + 1)
        for at, *month in zip(ranks, *months, strict=True):
            line[at] = month
        series[niveau, code] = line
    return series


def _years(tables: Tables) -> dict[tuple[str, str], list[Any]]:
    """[année, valeur, complète, état] for each year."""
    import polars as pl

    table = tables.get("relogement_annuel")
    if table is None:
        return {}
    columns = ("annee", "nb_personnes_annee", "est_annee_complete", pl.col(STATE).str.head(1))
    frame = shown(table, {"nb_personnes_annee": STATE})
    packed = frame.sort("annee").group_by("niveau", "territoire_code").agg(columns)
    return {(row[0], row[1]): [list(values) for values in zip(*row[2:], strict=True)] for row in packed.rows()}


def _nights(tables: Tables) -> dict[tuple[str, str], list[Any]]:
    """The nights of each place; each says with which earlier ones it compares, and why it compares with nothing, if so."""
    table, verdicts = tables.get("nuits_decomptes"), tables.get("nuits_comparaisons")
    if table is None:
        return {}
    found = {}
    for place in tables.places:
        indicator, rows = nuits.editions(table, place)
        if rows:
            known = nuits.pairs(verdicts, place)
            found[place.niveau, place.code] = [_night(row, indicator, known) for row in rows]
    return found


def _night(row: dict[str, Any], indicator: str, known: nuits.Pairs) -> dict[str, Any]:
    own = indicator == "total_publie"
    return {
        "id": row["edition_id"],
        "comparables": [before for (before, after), pair in known.items() if after == row["edition_id"] and pair["est_comparable"]],
        "date": row["date_nuit"].isoformat(), "precision": row["date_nuit_precision"],
        "valeur": row["valeur_publiee"], "etat": row[STATE][0],
        "statut": row["statut_resultat"], "perimetre": row["perimetre_code"], "nom_perimetre": ("total publié par la ville, " if own else "") + perimeter(row),
        "seule": _in_a_sentence(row["motif_isolement_libelle"]),
    }  # fmt: skip


def _in_a_sentence(words: str | None) -> str:
    """The reason without its capital and its stop, or ""."""
    return words[:1].lower() + words[1:].rstrip(".") if words else ""
