"""Fail closed: what the policy does not allow explicitly is not published, and a type says so."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from observatory.contracts.load import FOLDER
from observatory.disclosure.policy import Family, Policy, load_policy
from observatory.disclosure.protected import ProtectedTable, protect
from observatory.errors import ObservatoryError
from observatory.publication.database import write_database, write_parquet

FRAME = pl.DataFrame({"niveau": ["FR", "DEP", "SECTEUR", None], "nb": [3, 2, 1, 0]})
PUBLIC = Family("chiffres", "public", ("t",), "déjà publié")
POLICY = Policy("1", "Une équipe", "2026-11-23", ("FR", "DEP", "COM"), (PUBLIC,))


def test_a_protected_table_is_made_by_protect_and_by_nothing_else():
    with pytest.raises(TypeError, match="protect only"):
        ProtectedTable(object(), "t", FRAME, PUBLIC, 0)
    with pytest.raises(TypeError):
        ProtectedTable("t", FRAME, PUBLIC, 0)  # ty: ignore
    assert isinstance(protect("t", FRAME, POLICY), ProtectedTable)


@pytest.mark.parametrize("unsigned", [{"signe_par": ""}, {"signe_le": " "}, {"signe_par": "  ", "signe_le": ""}])
def test_an_unsigned_policy_publishes_nothing(unsigned: dict):
    with pytest.raises(ObservatoryError, match="n’est pas signée : la table « t » n’est pas publiée.*Faites signer"):
        protect("t", FRAME, replace(POLICY, **unsigned))


def test_a_table_without_family_is_not_published():
    with pytest.raises(ObservatoryError, match="« autre » n’a pas de politique de confidentialité.*Ajoutez-la"):
        protect("autre", FRAME, POLICY)


@pytest.mark.parametrize("kind", ["comptages", "", "Public"])
def test_a_class_that_needs_a_protection_is_not_published(kind: str):
    policy = replace(POLICY, families=(replace(PUBLIC, classe=kind),))
    with pytest.raises(
        ObservatoryError, match=f"La classe « {kind} » demande une protection.*n’est pas publiée.*Seule la classe"
    ):
        protect("t", FRAME, policy)


def test_rows_finer_than_the_policy_allows_are_withheld_and_counted():
    table = protect("t", FRAME, POLICY)
    assert table.frame["niveau"].to_list() == ["FR", "DEP"] and table.nb_withheld == 2
    assert FRAME.height == 4, "la table reçue n’est pas modifiée"


def test_a_policy_without_levels_lets_no_level_out():
    assert protect("t", FRAME, replace(POLICY, niveaux_publiables=())).frame.is_empty()


def test_a_table_without_level_passes_whole():
    assert protect("t", FRAME.drop("niveau"), POLICY).nb_withheld == 0


def test_a_protected_table_is_narrowed_and_stays_protected():
    table = protect("t", FRAME, POLICY).filter(pl.col("nb") > 2).select("nb").sort("nb")
    assert isinstance(table, ProtectedTable) and table.frame.to_dicts() == [{"nb": 3}]
    assert (table.name, table.family, table.nb_withheld) == ("t", PUBLIC, 2)


def test_nothing_widens_a_protected_table():
    public = {name for name in dir(ProtectedTable) if not name.startswith("_")}
    assert public == {"filter", "select", "sort"}
    assert copy.copy(protect("t", FRAME, POLICY)).frame.height == 2


def test_a_protected_table_does_not_print_its_values():
    assert repr(protect("t", FRAME, POLICY)) == "ProtectedTable('t', 2 rows)"


# --- the doors of the publication


def test_the_database_and_the_parquet_take_a_protected_table_only(tmp_path: Path, catalogue):
    bare = pl.DataFrame(
        {"niveau": ["FR"], "territoire_code": ["FR"], "territoire_libelle": ["France"], "est_fictif": [False]}
    )
    with pytest.raises(TypeError, match="only a ProtectedTable can be published"):
        write_database(tmp_path / "observatory.duckdb", {"territoires": bare}, catalogue)
    with pytest.raises(TypeError, match="only a ProtectedTable can be published"):
        write_parquet(tmp_path / "parquet", {"territoires": bare}, catalogue, "v")
    assert not list((tmp_path / "parquet").iterdir())


# --- the policy as it is written


def write(folder: Path, text: str) -> Path:
    path = folder / "disclosure.yaml"
    path.write_text(text, encoding="utf-8")
    return path


WRITTEN = (FOLDER / "disclosure.yaml").read_text(encoding="utf-8")


def test_the_policy_of_the_project_is_signed_and_lets_no_sector_out():
    policy = load_policy(FOLDER / "disclosure.yaml")
    assert policy.is_signed and {family.classe for family in policy.families} == {"public"}
    assert not {"SECTEUR", "SITE", "POINT", "ECHANTILLON"} & set(policy.niveaux_publiables)
    assert policy.family_of("relogement_mensuel").nom == "barometre" and policy.family_of("inconnue") is None


@pytest.mark.parametrize("signature", ['""', "null", "", '"  "'])
def test_an_empty_signature_is_no_signature(tmp_path: Path, signature: str):
    text = WRITTEN.replace('"Équipe fondatrice de l’observatoire"', signature)
    assert text != WRITTEN and not load_policy(write(tmp_path, text)).is_signed


@pytest.mark.parametrize(
    "text",
    ["", "version: '1'", WRITTEN.replace("signe_le", "signature"), WRITTEN.replace("    classe: public\n", "", 1)],
)
def test_an_incomplete_policy_is_refused(tmp_path: Path, text: str):
    with pytest.raises(ObservatoryError, match="disclosure.yaml est incomplète : rien n’est publié"):
        load_policy(write(tmp_path, text))


def test_a_table_in_two_families_is_refused(tmp_path: Path):
    text = WRITTEN.replace("tables: [nuits_solidarite]", "tables: [nuits_solidarite, relogement_mensuel]")
    with pytest.raises(ObservatoryError, match="deux familles : relogement_mensuel. Gardez une seule famille"):
        load_policy(write(tmp_path, text))


def test_a_policy_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ObservatoryError, match="disclosure.yaml est introuvable"):
        load_policy(tmp_path / "disclosure.yaml")
