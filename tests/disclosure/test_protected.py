"""Fail closed: what the policy does not allow explicitly is not published, and a type says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.load import FOLDER
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.policy import CLASSES, Family, Policy, Rules, strictest
from observatory.disclosure.protected import ProtectedTable, already_public, side_by_side
from observatory.errors import ObservatoryError
from observatory.publication.database import write_database
from observatory.publication.opendata import write_open_data
from observatory.publication.policy_file import load_policy

FRAME = pl.DataFrame({"niveau": ["FR", "DEP", "SECTEUR", None], "nb": [3, 2, 1, 0]})
PUBLIC = Family("chiffres", ("public",), {"t": {}}, "déjà publié")
POLICY = Policy("1", "Une équipe", "2026-11-23", ("FR", "DEP", "COM"), (PUBLIC,))


def test_a_protected_table_is_made_by_the_disclosure_control_and_by_nothing_else():
    with pytest.raises(TypeError, match="observatory.disclosure only"):
        ProtectedTable(object(), "t", FRAME)
    with pytest.raises(TypeError):
        ProtectedTable("t", FRAME)  # ty: ignore
    assert isinstance(already_public("t", FRAME, POLICY), ProtectedTable)


@pytest.mark.parametrize("unsigned", [{"signe_par": ""}, {"signe_le": " "}, {"signe_par": "  ", "signe_le": ""}])
def test_an_unsigned_policy_publishes_nothing(unsigned: dict):
    with pytest.raises(DisclosureError, match="n’est pas signée : rien n’est publié.*Faites signer"):
        already_public("t", FRAME, replace(POLICY, **unsigned))


def test_a_table_without_family_is_not_published():
    with pytest.raises(DisclosureError, match="« autre » n’a pas de politique de confidentialité.*Ajoutez-la"):
        already_public("autre", FRAME, POLICY)


@pytest.mark.parametrize("classes", [("courant",), ("sensible",), ("interdit",), ("public", "courant")])
def test_a_class_that_asks_for_protection_does_not_pass_as_public(classes: tuple[str, ...]):
    policy = replace(POLICY, families=(replace(PUBLIC, classes=classes),))
    with pytest.raises(DisclosureError, match="demande une protection : la table « t » n’est pas publiée telle quelle"):
        already_public("t", FRAME, policy)


@pytest.mark.parametrize("classes", [("comptages",), (), ("Public",)])
def test_an_unknown_class_publishes_nothing(classes: tuple[str, ...]):
    with pytest.raises(DisclosureError, match="ne connaît pas la classe"):
        already_public("t", FRAME, replace(POLICY, families=(replace(PUBLIC, classes=classes),)))


def test_rows_finer_than_the_policy_allows_are_withheld_and_counted():
    table = already_public("t", FRAME, POLICY)
    assert table.frame["niveau"].to_list() == ["FR", "DEP"] and table.nb_withheld == 2
    assert FRAME.height == 4, "la table reçue n’est pas modifiée"


def test_a_policy_without_levels_lets_no_level_out():
    assert already_public("t", FRAME, replace(POLICY, niveaux_publiables=())).frame.is_empty()


def test_a_table_without_level_passes_whole():
    assert already_public("t", FRAME.drop("niveau"), POLICY).nb_withheld == 0


def test_a_protected_table_is_narrowed_and_stays_protected():
    table = already_public("t", FRAME, POLICY).filter(pl.col("nb") > 2).select("nb").sort("nb")
    assert isinstance(table, ProtectedTable) and table.frame.to_dicts() == [{"nb": 3}]
    assert (table.name, table.nb_withheld) == ("t", 2)


def test_nothing_from_outside_enters_a_protected_table():
    table = already_public("t", FRAME, POLICY)
    public = {name for name in dir(ProtectedTable) if not name.startswith("_")}
    assert public == {"filter", "select", "sort", "rename", "with_ratio", "frame", "name", "nb_withheld"}
    for attribute in ("frame", "_frame", "name", "nouveau"):
        with pytest.raises(AttributeError):
            setattr(table, attribute, FRAME)
    table.frame.insert_column(0, pl.Series("secret", [1, 2]))
    assert table.frame.columns == ["niveau", "nb"], "ce qui est fait à la copie ne touche pas la table"
    with pytest.raises(TypeError):
        table.select(pl.lit(pl.Series([9, 9])).alias("secret"))


def test_a_ratio_comes_from_the_protected_counts_and_a_hidden_one_gives_none():
    frame = pl.DataFrame({"niveau": ["FR", "DEP", "COM"], "a": [5, None, 5], "b": [20, 10, 0]})
    table = already_public("t", frame, POLICY).with_ratio("part_pct", "a", "b")
    assert table.frame["part_pct"].to_list() == [25.0, None, None]


def test_protected_tables_side_by_side_stay_protected_and_nothing_else_joins_them():
    table = already_public("t", FRAME, POLICY)
    joined = side_by_side("u", [table, table.rename({"nb": "autre"})], ["niveau"])
    assert isinstance(joined, ProtectedTable) and joined.frame.columns == ["niveau", "nb", "autre"]
    with pytest.raises(AttributeError):
        side_by_side("u", [table, FRAME], ["niveau"])


def test_rows_whose_label_is_empty_stay_on_one_line():
    frame = pl.DataFrame({"niveau": ["FR", "DEP"], "motif": [None, "m"], "nb": [3, 2]})
    table = already_public("t", frame, POLICY)
    joined = side_by_side("u", [table, table.rename({"nb": "autre"})], ["niveau", "motif"])
    assert joined.frame.rows() == [("FR", None, 3, 3), ("DEP", "m", 2, 2)]


def test_a_protected_table_does_not_print_its_values():
    assert repr(already_public("t", FRAME, POLICY)) == "ProtectedTable('t', 2 rows)"


# --- the strictest rules


def test_a_table_of_several_sources_takes_the_strictest_of_each_rule():
    joined = strictest([CLASSES["courant"], CLASSES["sensible"], CLASSES["contributeurs"], CLASSES["public"]])
    assert (joined.seuil, joined.masquer_sous, joined.zero_revele, joined.exempt) == (11, 11, True, False)
    assert (joined.contributeurs_min, joined.dominance_max, joined.niveaux) == (3, 0.85, ("DEP", "FR", "REG"))
    assert not strictest([CLASSES["courant"], CLASSES["interdit"]]).publier
    assert strictest([Rules(niveaux=("FR", "DEP")), Rules(niveaux=("DEP", "COM"))]).niveaux == ("DEP",)


def test_classes_that_share_no_level_let_no_level_out():
    rules = strictest([Rules(niveaux=("FR",)), Rules(niveaux=("DEP",))])
    assert rules.niveaux == () and POLICY.levels(rules) == ()
    assert POLICY.levels(Rules(niveaux=("DEP", "SECTEUR"))) == ("DEP",), "jamais plus que la politique"
    assert POLICY.levels(Rules(niveaux=None)) == ("FR", "DEP", "COM")


def test_a_rule_that_is_not_said_is_the_strictest():
    strict = Rules()
    for rules in CLASSES.values():
        both = strictest([strict, rules])
        assert replace(both, publier=True, niveaux=None) == replace(strict, publier=True, niveaux=None)


# --- the doors of the publication


def test_the_database_and_the_parquet_take_a_protected_table_only(tmp_path: Path, catalogue):
    bare = pl.DataFrame(
        {"niveau": ["FR"], "territoire_code": ["FR"], "territoire_libelle": ["France"], "est_fictif": [False]}
    )
    with pytest.raises(TypeError, match="only a ProtectedTable can be published"):
        write_database(tmp_path / "observatory.duckdb", {"territoires": bare}, catalogue)
    with pytest.raises(TypeError, match="only a ProtectedTable can be published"):
        write_open_data(tmp_path / "version", {"territoires": bare}, catalogue, "observatory.duckdb")
    assert not (tmp_path / "version").exists()


# --- the policy as it is written


def write(folder: Path, text: str) -> Path:
    path = folder / "disclosure.yaml"
    path.write_text(text, encoding="utf-8")
    return path


WRITTEN = (FOLDER / "disclosure.yaml").read_text(encoding="utf-8")


def test_the_policy_of_the_project_is_signed_and_lets_no_sector_out():
    policy = load_policy(FOLDER / "disclosure.yaml")
    assert policy.is_signed and (policy.base, policy.coalition) == (5, 1)
    assert {name for family in policy.families for name in family.classes} == {"public", "courant", "contributeurs"}
    assert not {"SECTEUR", "SITE", "POINT", "ECHANTILLON"} & set(policy.niveaux_publiables)
    assert policy.family_of("relogement_mensuel").nom == "barometre" and policy.family_of("inconnue") is None


@pytest.mark.parametrize("signature", ['""', "null", "", '"  "'])
def test_an_empty_signature_is_no_signature(tmp_path: Path, signature: str):
    text = WRITTEN.replace('"Équipe fondatrice de l’observatoire"', signature)
    assert text != WRITTEN and not load_policy(write(tmp_path, text)).is_signed


@pytest.mark.parametrize(
    "text",
    ["", "version: '1'", WRITTEN.replace("signe_le", "signature"), WRITTEN.replace("    classes: [public]\n", "", 1)],
)
def test_an_incomplete_policy_is_refused(tmp_path: Path, text: str):
    with pytest.raises(ObservatoryError, match="disclosure.yaml : .* est incomplète : rien n’est publié"):
        load_policy(write(tmp_path, text))


def test_a_table_in_two_families_is_refused(tmp_path: Path):
    text = WRITTEN.replace("tables: [nuits_solidarite, nuits_sommes]", "tables: [nuits_solidarite, relogement_mensuel]")
    assert text != WRITTEN
    with pytest.raises(ObservatoryError, match="deux familles : relogement_mensuel. Gardez une seule famille"):
        load_policy(write(tmp_path, text))


def test_a_policy_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ObservatoryError, match="disclosure.yaml est introuvable"):
        load_policy(tmp_path / "disclosure.yaml")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("seuil: 5, largeur_arrondi", "seuill: 5, largeur_arrondi", "règle inconnue .seuill."),
        ("seuil: 11", "seuil: onze", "la règle « seuil » n’a pas la bonne forme"),
        ("zero_revele: true", "zero_revele: 1", "la règle « zero_revele » n’a pas la bonne forme"),
        ("base: 5", "base: 1", "base inférieure à 2"),
        ("coalition: 1", "coalition: 2", "coalition autre que 1"),
        ("    classes: [public]\n", "    classes: [secret]\n", "ne connaît pas la classe « secret »"),
        ("    classes: [public]\n", "    classes: [courant]\n    methode: suppression\n", "personne ne l’a signée"),
        ("    classes: [public]\n", "    classes: [courant]\n    methode: bruit\n", "méthode « bruit » inconnue"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(tmp_path: Path, old: str, new: str, sentence: str):
    assert old in WRITTEN
    with pytest.raises(ObservatoryError, match=f"disclosure.yaml : .*{sentence}"):
        load_policy(write(tmp_path, WRITTEN.replace(old, new, 1)))


def test_the_fingerprint_follows_what_the_policy_says_not_its_layout(tmp_path: Path):
    first = load_policy(write(tmp_path, WRITTEN)).fingerprint
    assert load_policy(write(tmp_path, "# un commentaire\n" + WRITTEN)).fingerprint == first
    assert load_policy(write(tmp_path, WRITTEN.replace("seuil: 11", "seuil: 12"))).fingerprint != first
