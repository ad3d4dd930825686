"""What the page of a département says of its SIAO: sums that hold, rates behind their gates, breaks and events told."""

from __future__ import annotations

from datetime import date

import duckdb
import polars as pl
import pytest

from observatory.charts.figure import Credit, Figure, Place
from observatory.charts.siao_fiabilite import reliability
from observatory.charts.siao_regime import _stretches
from observatory.charts.style import apart
from observatory.disclosure.protected import _sealed
from observatory.pipeline import sql_models
from observatory.publication.siao import Siao, siao
from observatory.publication.siao_numbers import LEAST_NUMBERED, numbers
from observatory.publication.tables import Tables
from tests.publication import siao_tables

PLACE = Place("DEP", "Z12", "Brumelande", True)


@pytest.fixture(scope="module")
def told() -> Siao:
    return siao(Tables(siao_tables.protected()), PLACE)


def one(told: Siao, name: str) -> Figure:
    (found,) = (figure for figure in told.figures if figure.id == f"dep-z12-siao-{name}")
    return found


def test_every_published_count_is_a_multiple_of_five_and_every_sum_holds():
    tables = siao_tables.protected()
    for family in siao_tables.POLICY.families:
        if family.nom in ("siao", "siao_qualite"):
            for name, said in family.tables.items():
                for count in said["comptes"]:
                    assert (tables[name].frame[count].drop_nulls() % 5 == 0).all(), name
    monthly = pl.col("niveau") == "DEP", pl.col("periode").str.len_chars() == 7
    flows = (
        tables["siao_flux"]
        .frame.filter(*monthly)
        .pivot("mouvement", index="periode", values="nb_personnes_suivies")
        .sort("periode")
    )
    entries = pl.sum_horizontal("NOUVELLES", "RETOUR_LOGEMENT", "RETOUR_INACTIVITE", "RETOUR_AUTRE")
    exits = pl.sum_horizontal("VERS_LOGEMENT", "VERS_INACTIVITE", "AUTRE_SORTIE")
    months = flows.with_columns(avant=pl.col("STOCK").shift(1), entrees=entries, sorties=exits)[1:]
    assert months.height == 24
    assert (months["avant"] + months["entrees"] - months["sorties"] == months["STOCK"]).all()
    assert (months["avant"] + months["entrees"] == months["SUIVIES"]).all()
    households = tables["siao_menages"].frame.pivot("acces_place", index="periode", values="nb_menages")
    assert (
        households.select(pl.sum_horizontal("TOUJOURS", "PARFOIS", "JAMAIS")).to_series() == households["TOTAL"]
    ).all()
    assert (tables["siao_menages"].frame["nb_menages"] != siao_tables.frames()["siao_menages"]["nb_menages"]).any()


def test_a_place_without_a_siao_says_nothing():
    assert siao(Tables(siao_tables.protected()), Place("DEP", "Z21", "Ailleurs")) == Siao()
    assert siao(Tables({}), PLACE) == Siao()


def test_the_figures_in_order_are_credited_and_marked(told: Siao):
    names = [figure.id.removeprefix("dep-z12-siao-") for figure in told.figures]
    assert names == [
        "demandes",
        "taux",
        "stock",
        "arrivees",
        "bilan",
        "regime",
        "parcours",
        "delais",
        "logees-un-an",
        "bail",
    ]
    assert all(
        figure.est_fictif and figure.source.startswith("Source") and figure.alt and figure.rows
        for figure in told.figures
    )


def test_new_requests_that_are_not_told_from_renewals_are_a_gap_that_says_so(told: Siao):
    figure = one(told, "demandes")
    unknown = [row for row in figure.rows if row[0].isoformat() >= "2024-07-01"]
    assert len(unknown) == 6 and all(row[1] is None and row[4] for row in unknown)
    assert "non séparés par le SIAO\u00a0: juillet à décembre 2024" in figure.note
    rates = one(told, "taux")
    assert all(row[1] is None and row[2] is not None for row in rates.rows if row[0].isoformat() >= "2024-07-01")


def test_a_jump_without_more_persons_is_a_warning_of_the_figure(told: Siao):
    assert "Rupture probable\u00a0: février 2024" in one(told, "demandes").caution


def test_a_change_of_rules_cuts_the_lines_and_a_cold_spell_does_not(told: Siao):
    figure = one(told, "stock")
    assert "a\u00a0: changement de consigne, février 2024." in figure.note and "froid" not in figure.note
    (line,) = (trace for trace in figure.plot["data"] if trace.get("connectgaps") is False)
    assert [x for x, y in zip(line["x"], line["y"], strict=True) if y is None] == ["2024-01-31"]


def test_a_year_of_moves_goes_from_one_stock_to_the_other(told: Siao):
    rows = one(told, "bilan").rows
    signs = {"stock": 0, "entrée": 1, "sortie": -1}
    assert rows[0][1] + sum(signs[sense] * size for _, size, sense in rows) == rows[-1][1]
    (bars,) = one(told, "bilan").plot["data"]
    assert bars["base"][0] == bars["base"][-1] == 0 and min(bars["base"]) >= 0


def test_journeys_add_up_to_those_followed_and_show_who_is_without_news(told: Siao):
    tables, figure = siao_tables.protected(), one(told, "parcours")
    followed = tables["siao_bornes"].frame.filter(
        pl.col("ligne_flux") == "Z12:2024:SUIVIES", pl.col("rapprochement") == "CENTRAL"
    )
    cells = tables["siao_parcours"].frame
    whole = followed["nb_personnes_suivies"].item()
    assert whole == 700 == cells.filter(pl.col("etat_debut") == "TOTAL")["nb_personnes_suivies"].sum()
    assert (
        whole
        == cells.filter((pl.col("etat_debut") != "TOTAL") & (pl.col("etat_fin") != "TOTAL"))[
            "nb_personnes_suivies"
        ].sum()
    )
    (flows,) = figure.plot["data"]
    assert sum(flows["link"]["value"]) == whole
    labels = [note["text"].replace("<br>", " ") for note in figure.plot["layout"]["annotations"]]
    assert any(label.startswith("Sans nouvelles <b>") for label in labels) and labels.count("1er janvier") == 1
    assert "700 personnes suivies en 2024" in figure.alt and "sans nouvelles" in figure.alt


def test_what_the_diagram_of_journeys_says_of_a_few_is_read_beside_the_others():
    middles = apart([5.0, 8.0, 390.0, 391.0], [48, 32, 16, 16], 24, 384)
    heights = [48, 32, 16, 16]
    tops, bottoms = ([at + side * size / 2 for at, size in zip(middles, heights, strict=True)] for side in (-1, 1))
    assert tops[0] >= 0 and bottoms[-1] <= 392
    assert all(bottom <= top for bottom, top in zip(bottoms, tops[1:], strict=False))


def test_what_became_of_people_makes_a_hundred_and_only_grows(told: Siao):
    rows = one(told, "delais").rows
    assert [row[0] for row in rows] == ["1 mois", "3 mois", "6 mois", "1 an", "2 ans"]
    assert all(abs(sum(row[1:6]) - 100) < 0.3 for row in rows)
    housed = [row[1] for row in rows]
    assert housed == sorted(housed) and rows[-1][6] <= housed[-1] <= rows[-1][7]
    assert "hébergement d’insertion" not in " ".join(trace["name"] for trace in one(told, "delais").plot["data"])


def test_the_time_to_a_lease_says_of_whom_it_tells_and_what_it_does_not_see(told: Siao):
    figure = one(told, "bail")
    assert all(abs(sum(row[1:5]) - 100) < 0.3 and row[5] <= row[1] <= row[6] for row in figure.rows[1:])
    leases = [row[1] for row in figure.rows]
    assert (
        leases == sorted(leases)
        and leases[-1] > 40
        and "n’est pas vu" in figure.note
        and "minimum" in figure.note
        and "intervalle à 95" in figure.note
    )
    (share,) = (fact for fact in told.facts if "numéro unique" in fact.what)
    assert share.value == "43\u202f%" and f"{share.value} des ménages qui ont transmis" in figure.note
    assert "(2024)" in share.what and "sur 220 ménages" in share.more and "le SNE en connaît déjà" in share.more


def test_without_a_delay_to_the_lease_the_page_says_why():
    tables = siao_tables.protected()
    (few,) = numbers(Tables(tables), Place("DEP", "Z23", "Ailleurs"))[1:]
    assert few.value == "non donné" and few.more.startswith("Trop peu de ménages")
    none = tables["siao_numeros"].filter(pl.col("etat_numero") != "NUMEROTE")
    (reason,) = numbers(Tables(tables | {"siao_numeros": none}), Place("DEP", "Z23", "Ailleurs"))
    assert reason.more.startswith("0\u202f% des ménages ont un numéro") and "moins que les 30\u202f%" in reason.more
    assert numbers(Tables(tables), Place("DEP", "Z13", "Ailleurs")) == ()


def test_the_threshold_of_the_page_is_that_of_the_models():
    assert (
        duckdb.sql(sql_models()["core.parametres"].sql).pl()["part_numerotee_minimale"].cast(pl.Float64).item()
        == LEAST_NUMBERED
    )


def test_key_numbers_say_their_band_and_their_whole(told: Siao):
    stock, households, night = told.keys
    assert stock.value == "325" and stock.more.startswith("Entre 310 et 3")
    assert households.value.endswith("%") and "ménages sur" in households.more
    assert "nuit du lundi 25\u00a0novembre 2024" in night.what and "mineurs" in night.more


def test_fields_are_told_the_least_filled_first(told: Siao):
    assert told.year == "2024"
    assert [(one.field, one.value, one.is_poor) for one in told.fields] == [
        ("motif_code", "65\u202f%", True),
        ("canal", "100\u202f%", False),
    ]
    assert told.fields[0].more == "Toutes les lignes\u00a0: 4\u202f800"


def test_facts_have_their_interval_and_their_whole(told: Siao):
    words = [fact.what for fact in told.facts]
    (balance,) = (fact for fact in told.facts if fact.chapter == "methodes")
    others = [fact for fact in told.facts if fact is not balance]
    assert balance.what.startswith("Fiabilité du bilan") and balance.value == "94\u202f%"
    assert balance.more == "315 personnes suivies, 295 attendues d’après l’extraction précédente"
    assert len(words) == 9 and all("intervalle à 95" in fact.more for fact in others)
    (unseen,) = (fact for fact in told.facts if "n’a pas vus" in fact.what)
    assert unseen.value == "au moins 205" and unseen.more.startswith("170 ménages vus")


def test_entries_are_new_persons_and_returns_and_nothing_else(told: Siao):
    figure = one(told, "arrivees")
    true = siao_tables.protected()["siao_flux"].frame.filter(territoire_code="Z12", niveau="DEP", periode="2023-05")
    counts = dict(true.select("mouvement", "nb_personnes_suivies").rows())
    row = next(row for row in figure.rows if row[0] == date(2023, 5, 1))
    assert row[2] == counts["NOUVELLES"] and row[3] == sum(row[4:]) and row[1] == row[2] + row[3]
    assert row[4:] == tuple(counts[code] for code in ("RETOUR_LOGEMENT", "RETOUR_INACTIVITE", "RETOUR_AUTRE"))
    bars = figure.plot["data"]
    assert [bar["y"] for bar in bars] == [[row[2] for row in figure.rows], [row[3] for row in figure.rows]]


def test_a_change_of_rules_begins_another_median(told: Siao):
    figure = one(told, "regime")
    medians = {row[2] for row in figure.rows if row[2] is not None}
    assert len(medians) >= 1 and [trace["line"]["dash"] for trace in figure.plot["data"][: len(medians)]] == [
        "dash"
    ] * len(medians)
    assert "décalage" in figure.note.lower() and "pas pourquoi" in figure.note


def test_the_gap_of_the_balance_is_drawn_once_three_months_tell_it():
    tables = siao_tables.protected()
    place = Place("DEP", "Z12", "Brumelande", True)
    assert reliability(tables["siao_fiabilite"], tables["siao_flux"], place, Credit("SIAO", "", "le jour")) is None
    told = tables["siao_fiabilite"].frame.drop_nulls("nb_personnes_attendues").head(1)
    months = [date(2024, at, 1) for at in (2, 6, 10)]
    frame = pl.concat([told.with_columns(periode=pl.lit(f"{day:%Y-%m}"), periode_debut=pl.lit(day)) for day in months])
    more = _sealed(
        "siao_fiabilite", frame.with_columns(nb_personnes_attendues=pl.Series([200, 310, 320], dtype=pl.Int32))
    )
    figure = reliability(more, tables["siao_flux"], place, Credit("SIAO", "", "le jour"))
    stock = dict(tables["siao_flux"].frame.filter(territoire_code="Z12", niveau="DEP", mouvement="STOCK").select("periode", "nb_personnes_suivies").rows())  # fmt: skip
    assert [row[3] for row in figure.rows] == [
        round(100 * (stock[f"{day:%Y-%m}"] - wanted) / stock[f"{day:%Y-%m}"], 1)
        for day, wanted in zip(months, (200, 310, 320), strict=True)
    ]
    assert (
        figure.note.startswith("1 mois sur 3 au-delà")
        and figure.plot["data"][0]["marker"]["color"].count("#a85a0c") == 1
    )


def test_months_under_two_rules_have_two_medians_and_a_shift_is_told_where_it_stands():
    days = [date(2022 + at // 12, at % 12 + 1, 1) for at in range(36)]
    values = [50.0 + at % 2 for at in range(24)] + [70.0, 71.0] * 6
    before, after = _stretches(days, values, [date(2024, 1, 1)])
    assert before[:3] == (0, 23, 50.5) and before[3] == [] and after[:3] == (24, 35, 70.5)
    ((first, last, middle, (low, high)),) = _stretches(days, values, [])
    assert (first, last, middle) == (0, 35, 51.0) and not low.is_above and high.is_above and high.last == 35
