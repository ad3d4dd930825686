"""A map: classes from light to dark, hatches for what is hidden or missing, every territory told in the table."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import polars as pl
import pytest

from observatory.charts import style
from observatory.charts.carte import accelerated_map, choropleth
from observatory.charts.figure import Credit, Figure
from observatory.disclosure.protected import ProtectedTable
from observatory.territories.basemap import Basemap, Inset, Outline, build_basemap
from tests.publication.small import protected_one, state

CREDIT = Credit("Dihal, Baromètre", "Licence Ouverte 2.0", "23 novembre 2026")
RATES = {"01": 1.0, "02": 2.5, "03": 4.0, "04": None, "05": 9.0}


def square(code: str, rank: int, encart: str | None = None) -> Outline:
    x = rank * 100
    return Outline(code, f"Lieu {code}", (((x, x + 100, x + 100, x, x), (0, 0, 100, 100, 0)),), (x + 50, 50), encart)


def base(niveau: str = "DEP", codes: tuple[str, ...] = (*RATES, "06", "07")) -> Basemap:
    return Basemap(
        niveau,
        2025,
        tuple(square(code, at) for at, code in enumerate(codes)),
        (Inset("Loin", 0, 200, 90, 290),),
        800,
        400,
    )


def rates(statuts: dict[str, str] | None = None, values: dict[str, float | None] | None = None) -> ProtectedTable:
    """Five rates with a count beside; `statuts` names the states that do not follow from the value."""
    told = RATES | (values or {})
    frame = pl.DataFrame({"territoire_code": list(told), "taux": list(told.values()), "nb": [7, 8, 9, None, 41]})
    states = [(statuts or {}).get(code, state(value)) for code, value in told.items()]
    return protected_one("relogement_annuel", frame.with_columns(statut_valeur=pl.Series(states)))


def drawn(table: ProtectedTable, basemap: Basemap | None = None) -> Figure | None:
    names = {code: f"Lieu {code}" for code in (*RATES, "06", "07")}
    words = {
        "id": "carte-essai",
        "title": "Titre",
        "subtitle": "Unité",
        "noun": "département",
        "unit": "pour 10 000 habitants",
    }
    return choropleth(table, "taux", names, basemap or base(), credit=CREDIT, beside={"personnes": "nb"}, **words)


def areas(figure: Figure) -> list[dict]:
    return [trace for trace in figure.plot["data"] if trace.get("fill") == "toself"]


def test_classes_go_from_light_to_dark_and_count_their_territories():
    traces = [trace for trace in areas(drawn(rates())) if "fillpattern" not in trace]
    assert [trace["fillcolor"] for trace in traces] == list(style.MAP_RAMP[len(traces)])
    assert all(trace["name"].startswith("de ") for trace in traces)
    assert sum(int(re.search(r"\((\d+)\u00a0départements?\)$", trace["name"])[1]) for trace in traces) == 4


def test_what_was_not_collected_is_hatched_and_never_colored():
    hatched = [trace for trace in areas(drawn(rates())) if "fillpattern" in trace]
    assert [trace["name"] for trace in hatched] == ["non collecté (3\u00a0départements)"]
    assert hatched[0]["fillcolor"] == style.PAPER and hatched[0]["x"].count(None) == 3


def test_what_is_hidden_has_a_hatch_of_its_own_and_its_value_nowhere():
    figure = drawn(rates({"05": "MASQUE"}))
    shapes = {trace["name"]: trace["fillpattern"]["shape"] for trace in areas(figure) if "fillpattern" in trace}
    assert shapes == {"masqué (1\u00a0département)": "x", "non collecté (3\u00a0départements)": "/"}
    told = json.dumps(figure.plot, ensure_ascii=False) + figure.alt + figure.csv_text()
    assert not re.search(r"\b9[.,]0|;41\b", told)
    assert "<b>Lieu 05</b><br>masqué (secret statistique)" in told


def test_what_stands_beside_a_hidden_rate_is_hidden_with_it():
    figure = drawn(rates({"05": "MASQUE"}))
    (row,) = [row for row in figure.rows if row[0] == "05"]
    assert row == ("05", "Lieu 05", None, "MASQUE", None)
    assert [figure.state_of(row, at) for at in (2, 4)] == ["MASQUE", "MASQUE"]
    assert "05;Lieu 05;;MASQUE;\r\n" in figure.csv_text()
    assert figure.marks == "s\u00a0: masqué (secret statistique)\u202f; n.d.\u00a0: non collecté ou non calculable"


def test_a_rate_is_hidden_when_the_count_beside_it_is():
    frame = rates().frame.rename({"statut_valeur": "statut_taux"})
    hidden = pl.when(pl.col("territoire_code") == "05").then(pl.lit("MASQUE")).otherwise(pl.lit("PUBLIE"))
    figure = drawn(protected_one("relogement_annuel", frame.with_columns(statut_nb=hidden)))
    assert figure.rows[4] == ("05", "Lieu 05", None, "MASQUE", None)


@pytest.mark.parametrize("true", [0.0, 9.0, 90_000.0])
def test_nothing_in_a_map_depends_on_a_hidden_value(true: float):
    """Classes, order, extremes and legend see protected values only."""
    assert drawn(rates({"05": "MASQUE"}, {"05": true})) == drawn(rates({"05": "MASQUE"}, {"05": None}))


def test_a_map_refuses_counts_without_states():
    with pytest.raises(ValueError, match="state"):
        drawn(rates().select("territoire_code", "taux", "nb"))


def test_a_known_zero_is_a_value_of_the_lowest_class():
    figure = drawn(rates(values={"01": 0.0}))
    assert figure.rows[0][2:4] == (0.0, "ZERO")
    assert "de 0 à moins de" in figure.alt and "basse Lieu 01 (0,0)" in figure.alt


def test_the_table_holds_every_territory_in_the_order_of_codes():
    figure = drawn(rates())
    assert [row[0] for row in figure.rows] == ["01", "02", "03", "04", "05", "06", "07"]
    assert figure.header == ("code", "département", "pour 10 000 habitants", "statut_valeur", "personnes")
    assert figure.rows[0] == ("01", "Lieu 01", 1.0, "PUBLIE", 7)
    assert figure.rows[-1] == ("07", "Lieu 07", None, "NON_COLLECTE", None)


def test_a_value_without_outline_is_named_in_the_note():
    figure = drawn(rates(), base(codes=("01", "02", "03")))
    assert "Sans contour\u00a0: Lieu 05." in figure.note


def test_the_words_give_the_extremes_and_the_classes():
    figure = drawn(rates())
    assert "La valeur la plus haute est Lieu 05 (9,0" in figure.alt and "basse Lieu 01 (1,0" in figure.alt
    assert "non collecté (3\u00a0départements)" in figure.alt


def test_a_map_asks_nothing_of_the_network_and_keeps_its_proportions():
    plot = drawn(rates()).plot
    assert {trace["type"] for trace in plot["data"]} == {"scatter", "bar"} and "geo" not in plot["layout"]
    assert plot["layout"]["yaxis"]["scaleanchor"] == "x"
    assert [note["text"] for note in plot["layout"]["annotations"]] == ["Loin"]


def test_no_value_no_map():
    frame = rates().filter(pl.col("taux").is_null())
    assert drawn(frame) is None


def test_a_map_takes_nothing_but_a_protected_table():
    with pytest.raises(TypeError):
        drawn(rates().frame)


def test_the_ramp_darkens_step_by_step_in_grey():
    for ramp in style.MAP_RAMP.values():
        greys = [sum(w * int(c[i : i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5))) for c in ramp]
        assert all(a - b > 24 for a, b in itertools.pairwise(greys))


def test_the_legend_has_one_square_a_layer_drawn_as_the_layer_is():
    plot = drawn(rates({"05": "MASQUE"})).plot
    squares = {trace["name"]: trace["marker"] for trace in plot["data"] if trace["type"] == "bar"}
    layers = {trace["name"]: trace for trace in plot["data"] if trace.get("fill") == "toself"}
    assert squares.keys() == layers.keys()
    for name, layer in layers.items():
        assert squares[name]["color"] == layer["fillcolor"]
        assert squares[name].get("pattern", {}).get("shape") == layer.get("fillpattern", {}).get("shape")


def test_the_colors_of_a_map_stay_apart_in_the_palette_of_a_png():
    """The PNG writer keeps 4 bits a channel when an image has many colours; the first of the palette then wins."""
    bins = [tuple(int(color[i], 16) for i in (1, 3, 5)) for color in style.FLAT_COLORS]
    first = {of: color for of, color in reversed(list(zip(bins, style.FLAT_COLORS, strict=True)))}
    used = (style.BLUE, style.PALE_BLUE, style.MAP_OCHRE, style.PALE_OCHRE, style.MAP_GROUND, *style.MAP_RAMP[5])
    assert [first[tuple(int(color[i], 16) for i in (1, 3, 5))] for color in used] == list(used)


def lda(*rows: tuple[str, str, int]) -> ProtectedTable:
    entries = [
        {"territoire_id": f"LDA{wave}-{at}", "niveau": level, "territoire_code": code, "territoire_libelle": f"Lieu {code}",
         "vague_ami": wave, "date_annonce": None, "nb_communes": 1, "pop_municipale": 1000}
        for at, (level, code, wave) in enumerate(rows)
    ]  # fmt: skip
    return protected_one("territoires_lda", pl.DataFrame(entries))


def test_the_programme_shows_epci_departements_and_communes_apart():
    bases = {
        "SIREN_EPCI": base("SIREN_EPCI", ("E1", "E2", "E3")),
        "DEP": base("DEP", ("01",)),
        "COM": base("COM", ("01001",)),
    }
    figure = accelerated_map(
        lda(("SIREN_EPCI", "E1", 1), ("DEP", "01", 2), ("COM", "01001", 1), ("COM", "99999", 2)), bases, credit=CREDIT
    )
    shown = [trace["name"] for trace in figure.plot["data"] if trace.get("showlegend")]
    assert shown == ["Département, 2e vague, 2021 (1)", "EPCI, 1re vague, 2018 (1)", "Commune, 1re vague, 2018 (1)"]
    assert "Sans contour\u00a0: Lieu 99999." in figure.note
    assert [row[0] for row in figure.rows] == ["01001", "99999", "01", "E1"]
    assert areas(figure)[0]["x"].count(None) == 3, "tous les EPCI en fond"
    told = figure.plot["data"][-1]["hovertext"]
    assert sorted(text.split("<br>")[0] for text in told) == ["<b>Lieu 01001</b>", "<b>Lieu 01</b>", "<b>Lieu E1</b>"]


def test_a_box_that_the_map_does_not_draw_is_left_out():
    close = Basemap(
        "DEP",
        2025,
        (square("01", 0), square("01", 3, "Petite couronne")),
        (Inset("Petite couronne", 0, 0, 9, 9),),
        800,
        400,
    )
    figure = accelerated_map(
        lda(("DEP", "01", 1)), {"SIREN_EPCI": base("SIREN_EPCI", ("E1",)), "DEP": close}, credit=CREDIT
    )
    (departement,) = [trace for trace in areas(figure) if trace["name"].startswith("Département")]
    assert max(x for x in departement["x"] if x is not None) == 100


def test_without_epci_outlines_there_is_no_map_of_the_programme():
    assert accelerated_map(lda(("DEP", "01", 1)), {"DEP": base("DEP", ("01",))}, credit=CREDIT) is None


def weight(figure: Figure) -> int:
    return len(json.dumps(figure.plot, ensure_ascii=False, separators=(",", ":")).encode())


def test_a_map_of_all_epci_stays_under_400_kb():
    import math

    def blob(at: int) -> Outline:
        x, y = at % 40 * 60, at // 40 * 60
        points = [(round(x + 30 + 28 * math.cos(i / 4)), round(y + 30 + 28 * math.sin(i / 4))) for i in range(25)]
        xs, ys = zip(*points, strict=True)
        return Outline(f"2{at:08}", f"Communauté de communes n° {at}", ((xs, ys),), (x + 30, y + 30), None)

    whole = Basemap("SIREN_EPCI", 2025, tuple(blob(at) for at in range(1255)), (), 2730, 2130)
    frame = pl.DataFrame(
        {"territoire_code": [o.code for o in whole.outlines], "taux": [float(at % 97) for at in range(1255)], "nb": 1}
    ).with_columns(statut_valeur=pl.lit("PUBLIE"))
    table = protected_one("relogement_annuel", frame)
    assert weight(drawn(table, whole)) < 400_000


def test_a_map_of_the_real_epci_stays_under_400_kb(shared: Path):
    import geopandas as gpd

    parts = [gpd.read_parquet(path) for path in sorted((shared / "reference" / "geo").glob("epci-*-surface*.parquet"))]
    rows = [
        (str(code), str(name), 2025, part.crs.to_epsg(), shape.wkb)
        for part in parts
        for code, name, shape in zip(part["epci_siren"], part["epci_nom"], part.geometry, strict=True)
    ]
    columns = ["territoire_code", "territoire_libelle", "millesime_cog", "projection", "geometrie"]
    outlines = pl.DataFrame(rows, schema=columns, orient="row").with_columns(niveau=pl.lit("SIREN_EPCI"))
    whole = build_basemap(outlines, "SIREN_EPCI")
    codes = [outline.code for outline in whole.outlines]
    frame = pl.DataFrame({"territoire_code": codes, "taux": [at % 211 / 10 for at in range(len(codes))], "nb": 1})
    table = protected_one("relogement_annuel", frame.with_columns(statut_valeur=pl.lit("PUBLIE")))
    assert len(codes) > 1200 and weight(drawn(table, whole)) < 400_000
