"""The page that compares territories: never a rank without its interval, names of those outside, peers with their rule."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from observatory.charts.equite import funnel_figure, ranks_figure
from observatory.charts.equite_rows import Comparison
from observatory.charts.figure import Credit, Place
from observatory.disclosure.protected import ProtectedTable
from observatory.publication.fair import FairComparison, among_others, fair_comparisons
from observatory.publication.site import build_site
from observatory.publication.tables import Tables
from tests.publication import fair_tables, small

CREDIT = Credit("producteur", "licence", "29 novembre 2026")


@pytest.fixture(scope="module")
def tables() -> dict[str, ProtectedTable]:
    meta = small.protected(small._meta(False))
    return {**meta, **fair_tables.protected(), "comparaisons": fair_tables.compared()}


@pytest.fixture(scope="module")
def sections(tables: dict[str, ProtectedTable]) -> list[FairComparison]:
    return fair_comparisons(Tables(tables), {})


def words(path: Path) -> str:
    html = re.sub(r"<script.*?</script>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    html = re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").replace("&#8239;", " ")
    return re.sub(r"[\s\u00a0\u202f]+", " ", html)


@pytest.fixture(scope="module")
def site(tables: dict[str, ProtectedTable], tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ecarts")
    build_site(folder, tables, None)
    return folder / "site"


def test_each_subject_has_its_last_year_its_funnel_and_its_ranks(sections: list[FairComparison]):
    assert [(one.one.measure, one.one.level, one.one.year) for one in sections] == [
        ("MENAGES_RELOGES", "DEP", 2024), ("PART_NETTE", "DEP", 2024), ("PART_BRUTE", "SIREN_EPCI", 2024)]  # fmt: skip
    assert all(one.funnel and one.ranks and not one.maps for one in sections), "sans contours, pas de carte"
    assert "part brute" in sections[2].title.lower() and "part nette" in sections[1].title.lower()


def test_the_territory_outside_is_named_on_the_drawing_in_words_and_in_the_table(sections: list[FairComparison]):
    named = {one.one.measure: [row["territoire_code"] for row in one.one.outside] for one in sections}
    assert named == {"MENAGES_RELOGES": ["03"], "PART_NETTE": ["03"], "PART_BRUTE": ["E03"]}
    for one, name in zip(sections, ("Lieu-03", "Lieu-03", "Lieu-E03"), strict=True):
        assert one.found.startswith("1\u00a0") and f"à examiner, sur 19 comparés\u00a0: {name} au-dessus." in one.found
        beside = {f"Lieu-{row['territoire_code']}" for row in one.one.rows if row["position_entonnoir"] != "DEDANS"}
        labels = [note["text"] for note in one.funnel.plot["layout"]["annotations"]]
        assert labels[0] == name and set(labels) == beside and len(labels) == len(beside)
        assert f"À examiner\u00a0: {name}" in one.funnel.alt and "mauvais" not in one.funnel.alt
        assert [row[0] for row in one.funnel.rows if row[-1].startswith("à examiner")] == [name]
        wider = one.one.rows[0]["dispersion_phi"]
        assert ("auraient mis" if wider > 1 else "ne dépassent pas ceux du hasard") in one.spread


def test_no_rank_is_drawn_without_its_interval(sections: list[FairComparison]):
    for one in sections:
        (trace,) = one.ranks.plot["data"]
        rows = sorted(one.one.rows, key=lambda row: (row["rang"], row["territoire_code"]))
        drawn = zip(trace["x"], trace["error_x"]["arrayminus"], trace["error_x"]["array"], strict=True)
        assert [(rank, rank - down, rank + up) for rank, down, up in drawn] == [
            (row["rang"], row["rang_bas"], row["rang_haut"]) for row in rows
        ]
        assert sum(trace["error_x"]["array"]) + sum(trace["error_x"]["arrayminus"]) > 19
        assert "Un rang seul ne se cite pas" in one.ranks.note and len(one.ranks.header) == len(one.ranks.rows[0])


def test_the_limits_drawn_are_those_of_the_table(sections: list[FairComparison]):
    for one in sections:
        curves = [trace for trace in one.funnel.plot["data"] if trace.get("line", {}).get("dash") == "solid"]
        for row in one.one.rows:
            for curve, name in zip(curves, ("limite_basse_998", "limite_haute_998"), strict=True):
                near = min(range(len(curve["x"])), key=lambda at: abs(curve["x"][at] - row["menages_attendus"]))
                assert curve["y"][near] == pytest.approx(row[name], rel=0.1)


def test_ten_territories_less_one_have_the_limits_of_chance_and_say_why():
    few = fair_tables.compared().filter(pl.col("mesure_comparee") == "PART_NETTE", pl.col("annee") == 2024)
    rows = few.frame["territoire_code"].to_list()
    assert few.frame["forme_limites"].drop_nulls().unique().to_list() == ["DISPERSION"]
    one = Comparison(few.filter(pl.col("territoire_code").is_in(rows[:1])), "PART_NETTE", "DEP", 2024, {})
    assert ranks_figure(one, CREDIT) is None and funnel_figure(one, CREDIT).rows[0][0] == rows[0]


def test_a_figure_takes_a_protected_table_only():
    with pytest.raises(TypeError):
        Comparison(fair_tables.compared().frame, "PART_NETTE", "DEP", 2024, {})


def test_the_page_has_the_answer_the_limits_of_what_it_says_and_those_left_out(site: Path):
    said = words(site / "ecarts.html")
    assert said.index("1 département à examiner, sur 19 comparés : Lieu-03 au-dessus.") < said.index("Entre pairs")
    for told in (
        "Ni bon, ni mauvais.", "L’attendu ne connaît que la taille", "Non comparés. Moins de 5 ménages attendus",
        "Lieu-12", "choisis par une règle, jamais à la main", "décision 0023", "DNA non déduit", "Un rang seul ne se cite pas",
    ):  # fmt: skip
        assert told in said, told
    assert "meilleur" not in said and "pire" not in said
    assert {path.stem for path in (site / "donnees").glob("equite-*")} == {
        f"equite-{slug}-{kind}" for slug in ("menages-reloges-dep", "part-nette-dep", "part-brute-siren-epci") for kind in ("entonnoir", "rangs")}  # fmt: skip


def test_the_page_of_a_territory_says_where_it_stands_and_leads_to_the_comparison(site: Path):
    html = (site / "territoires" / "dep-03.html").read_text(encoding="utf-8")
    assert 'href="../ecarts.html#menages-reloges-dep"' in html and 'href="../ecarts.html#part-nette-dep"' in html
    said = words(site / "territoires" / "dep-03.html")
    assert "Parmi les territoires de même niveau" in said and "À examiner, au-dessus" in said and "sur 19" in said
    assert "Parmi les territoires de même niveau" not in words(site / "territoires" / "dep-12.html"), (
        "trop petit pour être comparé"
    )


def test_the_line_of_a_territory_gives_its_peers_by_their_rule(sections: list[FairComparison]):
    (code, *_) = [row["territoire_code"] for row in sections[0].one.rows if row["groupe_pairs"]]
    lines = among_others(sections, Place("DEP", code, f"Lieu-{code}"))
    assert len(lines) == 2 and all(
        re.search(r"\[.+; .+\]", line["rapport"]) and " rang sur 19" in line["rang"] for line in lines
    )
    assert "fois le taux de ses" in lines[0]["pairs"] and "même niveau" in lines[0]["pairs"]
    assert among_others(sections, Place("COM", "01", "Ailleurs")) == []


def test_without_the_table_the_page_says_what_to_drop(tmp_path: Path, tables: dict[str, ProtectedTable]):
    build_site(tmp_path, {name: table for name, table in tables.items() if name != "comparaisons"}, None)
    assert "Cette publication ne compare pas de territoires." in words(tmp_path / "site" / "ecarts.html")


def test_raw_and_smoothed_maps_share_their_classes(tables: dict[str, ProtectedTable]):
    import shapely

    from observatory.territories.basemap import build_basemap

    squares = pl.DataFrame(
        [("DEP", code, f"Lieu-{code}", 2025, 2154, shapely.to_wkb(shapely.box(6e5 + at * 5e4, 6.7e6, 6.5e5 + at * 5e4, 6.75e6)), False)
         for at, code in enumerate(fair_tables.CODES)],
        schema=["niveau", "territoire_code", "territoire_libelle", "millesime_cog", "projection", "geometrie", "est_fictif"],
        orient="row",
    )  # fmt: skip
    one = fair_comparisons(Tables(tables), {"DEP": build_basemap(squares, "DEP")})[0]
    raw, smooth = one.maps
    legends = [{re.sub(r" \(.*", "", trace["name"]) for trace in figure.plot["data"] if trace.get("showlegend")} for figure in (raw, smooth)]  # fmt: skip
    assert legends[1] <= legends[0] and "non comparé" in legends[0] and len(legends[0]) > 2
    values = [{row[0]: row[2] for row in figure.rows if row[2] is not None} for figure in (raw, smooth)]
    assert values[0].keys() == values[1].keys()
    assert max(values[1].values()) < max(values[0].values()) and min(values[1].values()) > min(values[0].values())
