"""`protect`, as its user calls it: linked tables in, protected tables, journal and audit out; bad input refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import polars as pl
import pytest

from observatory.disclosure import AuditFailure, Dimension, DisclosureError, Policy, Relation, Table, protect
from observatory.disclosure.protection import taken_back

SIGNED = Policy("1.0.0", "Une équipe", "2026-11-23")
PLACES = {"FR": ["01", "02"], "01": ["01a", "01b"], "02": ["02a", "02b", "02c"]}
PLACE = Dimension.tree("territoire", PLACES)
SEX = Dimension.flat("sexe", "ensemble", ["F", "H"])
AGE = Dimension.flat("age", "ensemble", ["moins de 25", "25 et plus"])
ATOMS = {
    ("01a", "F"): 3, ("01a", "H"): 14, ("01b", "F"): 0, ("01b", "H"): 9,
    ("02a", "F"): 27, ("02a", "H"): 41, ("02b", "F"): 1, ("02b", "H"): 2, ("02c", "F"): 12, ("02c", "H"): 6,
}  # fmt: skip


def leaves(code: str) -> list[str]:
    return [leaf for child in PLACES[code] for leaf in leaves(child)] if code in PLACES else [code]


def counts(
    atoms: dict = ATOMS, places: tuple[str, ...] = ("FR", "01", "02", "01a", "01b", "02a", "02b", "02c")
) -> pl.DataFrame:
    rows = [
        (place, sex, sum(n for (leaf, s), n in atoms.items() if leaf in leaves(place) and sex in (s, "ensemble")))
        for place, sex in product(places, ("F", "H", "ensemble"))
    ]
    return pl.DataFrame(rows, schema=["territoire", "sexe", "nombre"], orient="row")


def by_sex(frame: pl.DataFrame | None = None, **options) -> Table:
    return Table(
        "par_sexe", counts() if frame is None else frame, ("territoire", "sexe"), **{"classes": ("courant",), **options}
    )


def value(frame: pl.DataFrame, *codes: str) -> int | None:
    keys = [name for name in frame.columns if name not in ("nombre", "statut_valeur")]
    return frame.filter(*(pl.col(k) == c for k, c in zip(keys, codes, strict=True)))["nombre"].item()


def adds_up(frame: pl.DataFrame) -> bool:
    sums = [
        value(frame, place, "ensemble") == value(frame, place, "F") + value(frame, place, "H")
        for place in ("FR", "01", "02b")
    ]
    sums += [
        value(frame, "FR", sex) == value(frame, "01", sex) + value(frame, "02", sex) for sex in ("F", "H", "ensemble")
    ]
    return all(sums)


def test_every_count_is_rounded_every_sum_holds_and_the_attack_finds_nothing():
    protection = protect([by_sex()], [PLACE, SEX], SIGNED)
    frame = protection.tables["par_sexe"].frame
    joined = frame.join(counts(), on=["territoire", "sexe"], suffix="_vrai")
    assert joined.height == 24 and (joined["nombre"] % 5 == 0).all()
    assert ((joined["nombre"] - joined["nombre_vrai"]).abs() < 5).all() and adds_up(frame)
    assert set(frame["statut_valeur"]) == {"PUBLIE"}, "un 0 arrondi n’est pas un zéro connu"
    assert protection.audit.passed and protection.audit.nb_cells == (protection.journal["est_primaire"]).sum() > 0


@pytest.mark.parametrize("method", ["arrondi", "suppression"])
def test_tables_without_a_row_are_protected_as_they_are(method: str):
    """A source that has received nothing yet does not stop the release of the others, then its first counts follow."""
    empty = protect([by_sex(counts().clear())], [PLACE, SEX], SIGNED, method=method)
    assert empty.tables["par_sexe"].frame.is_empty() and empty.audit.passed
    past = empty.memory("v1")
    full = protect([by_sex()], [PLACE, SEX], SIGNED, [past], method=method)
    assert full.tables["par_sexe"].frame.height == counts().height
    gone = protect([by_sex(counts().clear())], [PLACE, SEX], SIGNED, [past, full.memory("v2")], method=method)
    assert gone.tables["par_sexe"].frame.is_empty() and gone.audit.passed


def test_a_table_whose_audit_had_failed_is_not_taken_back():
    given = protect([by_sex()], [PLACE, SEX], SIGNED)
    frames = {name: table.frame for name, table in given.tables.items()}
    told = {"nb_problems": 1, "summary": given.summary, "method": given.method, "base": given.base, "made_from": "x"}
    again = taken_back(frames, given.journal, given.audit.intervals, told)
    assert again.tables["par_sexe"].frame.equals(frames["par_sexe"]) and again.made_from == "x"
    failed = given.audit.intervals.with_columns(est_sure=pl.lit(False))
    with pytest.raises(AuditFailure):
        taken_back(frames, given.journal, failed, told)


def test_the_same_input_gives_the_same_tables():
    first, second = (
        protect([by_sex(counts().sample(fraction=1.0, shuffle=True, seed=s))], [PLACE, SEX], SIGNED) for s in (1, 2)
    )
    order = ["territoire", "sexe"]
    assert first.tables["par_sexe"].frame.sort(order).equals(second.tables["par_sexe"].frame.sort(order))


def test_an_absent_combination_counts_zero_and_is_shown_rounded_like_any_other():
    without = counts().filter(~((pl.col("territoire") == "01b") & (pl.col("sexe") == "F")))
    frame = protect([by_sex(without)], [PLACE, SEX], SIGNED).tables["par_sexe"].frame
    assert value(frame, "01b", "F") == 0 and frame.height == 24


def test_two_tables_share_their_margins():
    ages = counts().filter(pl.col("sexe") == "ensemble").drop("sexe")
    rows = [
        (t, a, n * s // 10 if a != "ensemble" else n)
        for t, n in ages.iter_rows()
        for a, s in (("ensemble", 10), ("moins de 25", 3))
    ]
    frame = pl.DataFrame(rows, schema=["territoire", "age", "nombre"], orient="row").filter(
        pl.col("territoire").is_in(["01a", "01b"])
    )
    rest = frame.pivot("age", index="territoire", values="nombre").select(
        "territoire", pl.lit("25 et plus").alias("age"), (pl.col("ensemble") - pl.col("moins de 25")).alias("nombre")
    )
    by_age = Table("par_age", pl.concat([frame, rest]), ("territoire", "age"), ("courant",))
    found = protect([by_sex(), by_age], [PLACE, SEX, AGE], SIGNED).tables
    for place in ("01a", "01b"):
        assert value(found["par_age"].frame, place, "ensemble") == value(found["par_sexe"].frame, place, "ensemble")


def test_a_group_that_overlaps_two_others_is_rounded_with_them():
    place = Dimension(
        "territoire",
        (
            Relation("FR", ("01", "02")),
            Relation("01", ("01a", "01b")),
            Relation("02", ("02a", "02b", "02c")),
            Relation("E", ("01b", "02a")),
        ),
        "FR",
    )
    extra = counts().filter(pl.col("territoire").is_in(["01b", "02a"])).group_by("sexe").agg(pl.col("nombre").sum())
    frame = pl.concat([counts(), extra.select(pl.lit("E").alias("territoire"), "sexe", "nombre")])
    found = protect([by_sex(frame)], [place, SEX], SIGNED).tables["par_sexe"].frame
    for sex in ("F", "H", "ensemble"):
        assert value(found, "E", sex) == value(found, "01b", sex) + value(found, "02a", sex)


def test_persons_who_may_stand_in_two_places_bound_their_total():
    year = Dimension.distinct("mois", "annee", ["janvier", "fevrier", "mars"])
    frame = pl.DataFrame({"mois": ["janvier", "fevrier", "mars", "annee"], "nombre": [12, 9, 3, 18]})
    found = protect([Table("personnes", frame, ("mois",), ("courant",))], [year], SIGNED).tables["personnes"].frame
    months = found.filter(pl.col("mois") != "annee")["nombre"]
    assert months.max() <= value(found, "annee") <= months.sum()


def test_a_cumulative_series_never_goes_down_and_its_small_growth_is_attacked():
    months = Dimension.cumulative("mois", ["01", "02", "03"])
    frame = pl.DataFrame({"mois": ["01", "02", "03"], "nombre": [6, 8, 23]})
    protection = protect([Table("cumul", frame, ("mois",), ("courant",))], [months], SIGNED)
    found = protection.tables["cumul"].frame.sort("mois")["nombre"].to_list()
    assert found == sorted(found)
    assert "mois=02|reste mois" in protection.audit.intervals["cellule"].to_list()


def test_what_was_published_stays_while_it_does_not_change():
    first = protect([by_sex()], [PLACE, SEX], SIGNED)
    moved = ATOMS | {("02a", "H"): 61}
    second = protect([by_sex(counts(moved))], [PLACE, SEX], SIGNED, [first.memory("1")])
    before, after = first.tables["par_sexe"].frame, second.tables["par_sexe"].frame
    for codes in (("01a", "F"), ("01", "ensemble"), ("02b", "H"), ("02c", "F")):
        assert value(before, *codes) == value(after, *codes)
    assert value(after, "02a", "H") == 60 and adds_up(after)


def test_a_change_under_the_threshold_does_not_show():
    first = protect([by_sex()], [PLACE, SEX], SIGNED)
    one_more = ATOMS | {("02b", "H"): 3, ("02b", "F"): 0}
    second = protect([by_sex(counts(one_more))], [PLACE, SEX], SIGNED, [first.memory("1")])
    assert first.tables["par_sexe"].frame.equals(second.tables["par_sexe"].frame)
    assert second.journal["est_gelee"].any() and second.audit.passed


def test_small_changes_that_add_up_set_the_cells_free_and_the_audit_knows_it():
    first = protect([by_sex()], [PLACE, SEX], SIGNED)
    more = {key: count + 3 for key, count in ATOMS.items()}
    second = protect([by_sex(counts(more))], [PLACE, SEX], SIGNED, [first.memory("1")])
    frame = second.tables["par_sexe"].frame.join(counts(more), on=["territoire", "sexe"], suffix="_vrai")
    assert adds_up(second.tables["par_sexe"].frame) and ((frame["nombre"] - frame["nombre_vrai"]).abs() < 5).all()
    assert not second.journal["est_gelee"].all() and second.audit.passed


def test_another_protection_than_before_is_refused():
    memory = protect([by_sex()], [PLACE, SEX], SIGNED).memory("2026-01")
    with pytest.raises(DisclosureError, match="autre protection .publication 2026-01"):
        protect([by_sex()], [PLACE, SEX], SIGNED, [memory], method="suppression")
    with pytest.raises(DisclosureError, match="autre protection"):
        protect([by_sex()], [PLACE, SEX], replace(SIGNED, base=10), [memory])


def test_a_dimension_that_disappears_would_blur_the_past_and_is_refused():
    memory = protect([by_sex()], [PLACE, SEX], SIGNED).memory("2026-01")
    totals = counts().filter(pl.col("sexe") == "ensemble").drop("sexe")
    table = Table("totaux", totals, ("territoire",), ("courant",))
    with pytest.raises(DisclosureError, match="Une dimension de la publication 2026-01 n’est plus décrite"):
        protect([table], [PLACE], SIGNED, [memory])
    kept = protect([table], [PLACE, SEX], SIGNED, [memory]).tables["totaux"].frame
    assert value(kept, "FR") == value(
        protect([by_sex()], [PLACE, SEX], SIGNED).tables["par_sexe"].frame, "FR", "ensemble"
    )


def test_a_cell_shown_earlier_and_no_more_still_weighs():
    first = protect([by_sex()], [PLACE, SEX], SIGNED)
    wide = protect([by_sex(counts(places=("FR", "01", "02")))], [PLACE, SEX], SIGNED, [first.memory("1")])
    for place, sex in product(("FR", "01", "02"), ("F", "H", "ensemble")):
        assert value(wide.tables["par_sexe"].frame, place, sex) == value(first.tables["par_sexe"].frame, place, sex)
    assert wide.tables["par_sexe"].frame.height == 9


def test_what_was_shown_of_data_that_changed_since_does_not_stand_in_the_way():
    first = protect([by_sex()], [PLACE, SEX], SIGNED)
    moved = counts(ATOMS | {("02a", "F"): 77}, places=("FR", "01", "02"))
    second = protect([by_sex(moved)], [PLACE, SEX], SIGNED, [first.memory("1")]).tables["par_sexe"].frame
    assert abs(value(second, "02", "F") - 90) < 5 and value(second, "01", "F") == value(
        first.tables["par_sexe"].frame, "01", "F"
    )


def test_dates_and_years_stay_dates_and_years():
    frame = pl.DataFrame({"jour": [date(2024, 1, 31), date(2024, 2, 29)], "annee": [2024, 2024], "nombre": [3, 12]})
    structure = [Dimension.plain("jour"), Dimension.plain("annee")]
    found = protect([Table("t", frame, ("jour", "annee"), ("courant",))], structure, SIGNED).tables["t"].frame
    assert found.schema["jour"] == pl.Date and found.schema["annee"] == pl.Int64
    assert found.sort("jour")["jour"].to_list() == [date(2024, 1, 31), date(2024, 2, 29)]


def test_a_count_that_is_not_collected_says_so_and_its_total_holds():
    frame = counts().with_columns(
        nombre=pl.when((pl.col("territoire") == "01b") & (pl.col("sexe") == "F")).then(None).otherwise("nombre")
    )
    found = protect([by_sex(frame)], [PLACE, SEX], SIGNED).tables["par_sexe"].frame
    missing = found.filter(pl.col("statut_valeur") == "NON_COLLECTE")
    assert missing.select("territoire", "sexe", "nombre").rows() == [("01b", "F", None)]


def test_a_known_zero_is_a_zero_and_a_rounded_one_is_not():
    frame = counts().with_columns(est_zero_connu=(pl.col("territoire") == "01b") & (pl.col("sexe") == "F"))
    found = protect([by_sex(frame)], [PLACE, SEX], SIGNED).tables["par_sexe"].frame
    assert found.filter(pl.col("statut_valeur") == "ZERO").select("territoire", "sexe", "nombre").rows() == [
        ("01b", "F", 0)
    ]


def test_a_public_total_is_never_altered():
    public = Table(
        "publie", counts(places=("FR",)).filter(pl.col("sexe") == "ensemble").drop("sexe"), ("territoire",), ("public",)
    )
    found = protect([by_sex(), public], [PLACE, SEX], SIGNED).tables
    assert value(found["publie"].frame, "FR") == 115 == value(found["par_sexe"].frame, "FR", "ensemble")
    parts = value(found["par_sexe"].frame, "FR", "F") + value(found["par_sexe"].frame, "FR", "H")
    assert abs(parts - 115) <= 4


def test_labels_follow_their_code_and_types_stay():
    dated = counts().with_columns(nom=pl.col("territoire").replace_strict({"FR": "France"}, default="ailleurs"))
    found = protect([by_sex(dated, labels=("nom",))], [PLACE, SEX], SIGNED).tables["par_sexe"].frame
    assert found.columns == ["territoire", "sexe", "nom", "nombre", "statut_valeur"]
    assert found.filter(pl.col("nom") == "France")["territoire"].unique().to_list() == ["FR"]


def test_a_label_that_depends_on_the_cell_would_tell_zeros_and_is_refused():
    noted = counts().with_columns(note=pl.col("nombre").cast(pl.String))
    with pytest.raises(DisclosureError, match="le libellé « note » ne dépend d’aucune dimension seule"):
        protect([by_sex(noted, labels=("note",))], [PLACE, SEX], SIGNED)


# --- refused, with a sentence, and never a count


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (counts().with_columns(nombre=pl.col("nombre") - 10), "négatifs ou fractionnaires"),
        (counts().with_columns(nombre=pl.col("nombre") + 0.5), "négatifs ou fractionnaires"),
        (counts().with_columns(nombre=pl.col("nombre").cast(pl.String)), "n’est pas numérique"),
        (pl.concat([counts(), counts().head(1)]), "donnée deux fois"),
        (counts().with_columns(sexe=pl.lit(None, dtype=pl.String)), "une modalité est vide"),
        (counts().drop("sexe"), "colonne absente .sexe."),
        (counts(ATOMS | {("01a", "F"): 5}).head(3).vstack(counts().tail(21)), "Un total diffère de ses parties"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(frame: pl.DataFrame, sentence: str):
    with pytest.raises(DisclosureError, match=sentence) as refusal:
        protect([by_sex(frame)], [PLACE, SEX], SIGNED)
    assert not any(character.isdigit() for character in str(refusal.value).replace("par_sexe", ""))


def test_an_unsigned_policy_an_unknown_class_a_closed_class_are_refused():
    with pytest.raises(DisclosureError, match="n’est pas signée"):
        protect([by_sex()], [PLACE, SEX], replace(SIGNED, signe_par=" "))
    with pytest.raises(DisclosureError, match="ne connaît pas la classe « inconnue »"):
        protect([by_sex(classes=("inconnue",))], [PLACE, SEX], SIGNED)
    with pytest.raises(DisclosureError, match="interdit de les publier"):
        protect([by_sex(classes=("interdit", "courant"))], [PLACE, SEX], SIGNED)


def test_two_tables_that_disagree_on_a_cell_are_refused():
    other = Table("autre", counts().with_columns(nombre=pl.col("nombre") * 2), ("territoire", "sexe"), ("courant",))
    with pytest.raises(DisclosureError, match="deux effectifs différents"):
        protect([by_sex(), other], [PLACE, SEX], SIGNED)
