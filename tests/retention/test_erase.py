"""The erasure on a whole observatory: no figure moves, no key stays, and what comes later is counted right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.partitions import manifests
from observatory.pipeline import open_for_build
from observatory.pseudonyms.key import key_path
from observatory.replacement import FOLDER
from observatory.research import journal
from observatory.research.shelf import extracts
from observatory.retention.erase import CERTIFICATES, erase
from observatory.retention.forgotten import mark
from tests.retention.conftest import HORIZON, LAST_YEAR, TODAY, Erasure, copied, drop_late, erased, take_in


def moved(before: Home, after: Home, catalogue: Catalogue) -> list[str]:
    """The tables to publish that are not the same, row for row, in two warehouses."""
    with duckdb.connect() as con:
        for name, home in (("avant", before), ("apres", after)):
            con.execute(f"ATTACH '{home.warehouse}' AS {name} (READ_ONLY)")
        return [
            table.name
            for table in catalogue.schema("marts").values()
            if con.execute(
                f"SELECT count(*) FROM ((FROM avant.{table.name} EXCEPT ALL FROM apres.{table.name}) UNION ALL "
                f"(FROM apres.{table.name} EXCEPT ALL FROM avant.{table.name}))"
            ).fetchall()[0][0]
        ]


def keys_to_forget(home: Home, catalogue: Catalogue) -> set[str]:
    with open_for_build(home, catalogue) as con:
        mark(con, TODAY)
        rows = con.execute("SELECT cle_fiche FROM retention.fiches UNION ALL SELECT cle_menage FROM retention.menages")
        return {key for (key,) in rows.fetchall()}


def holding(folder: Path, keys: set[str]) -> set[str]:
    """The keys found in the bytes of a folder, Parquet opened, the DuckDB file read as it is."""
    found = set()
    with duckdb.connect() as con:
        for path in folder.rglob("*"):
            if path.suffix == ".parquet":
                for (text,) in con.execute(f"SELECT to_json(t)::VARCHAR FROM '{path}' AS t").fetchall():
                    found |= {key for key in keys if key in text}
            elif path.is_file():
                content = path.read_bytes()
                found |= {key for key in keys if key.encode() in content}
    return found


def test_no_figure_moves_and_the_certificate_says_what_left(
    built: Home, erasure: Erasure, rebuilt: Home, catalogue: Catalogue
) -> None:
    certificate, home = erasure.certificate, erasure.home
    (siao,) = certificate.siaos
    assert (siao.siao, siao.horizon) == ("Z11", HORIZON) and siao.nb_fiches > 50 and all(siao.rows.values())
    assert moved(built, rebuilt, catalogue) == []
    told = [entry for name in siao.rows for entry in manifests(home, name) if "nb_lignes_effacees" in entry]
    assert told and sum(certificate.frozen.values()) > 100
    (text,) = (home.frozen / CERTIFICATES).glob("*.md")
    assert f"| Z11 | 01/01/{HORIZON.year} | {siao.nb_fiches} |" in text.read_text(encoding="utf-8")


def test_no_key_of_the_forgotten_is_left_anywhere(
    home: Home, erasure: Erasure, rebuilt: Home, catalogue: Catalogue
) -> None:
    keys = set(sorted(keys_to_forget(home, catalogue))[::20])
    assert len(keys) > 5 and holding(home.raw, keys) == keys == holding(home.lake, keys)
    after = erasure.home
    assert not after.warehouse.exists() and holding(after.root, keys) == set() == holding(rebuilt.root, keys)


def test_the_numbers_of_the_forgotten_link_nobody_any_more_and_their_leases_stay_counted(
    built: Home, erasure: Erasure, rebuilt: Home, catalogue: Catalogue
) -> None:
    carried = "SELECT DISTINCT unnest(string_split(cles_numero_unique, ' ')) AS cle FROM lake.siao_demande_insertion"
    with open_for_build(built, catalogue) as con:
        mark(con, TODAY)
        gone = "SEMI JOIN retention.menages USING (siao_dep, cle_menage)"
        stay = "ANTI JOIN retention.menages USING (siao_dep, cle_menage)"
        numbers = {key for (key,) in con.execute(f"{carried} {gone} EXCEPT {carried} {stay}").fetchall()}
        linked = {key for (key,) in con.execute("SELECT cle_numero_unique FROM core.siao_numeros WHERE date_bail IS NOT NULL").fetchall()}  # fmt: skip
    assert numbers & linked, "des baux ne tiennent qu’à des ménages oubliés"
    after = erasure.home
    for folder in (after.lake, after.raw):
        assert holding(folder / "siao_demande_insertion", numbers) == set()
    told = "SELECT coalesce(sum(nb_baux_relies), 0), count(*) FROM marts.attributions_reliees"
    curve = "SELECT count(*), sum(nb_menages_suivis) FROM marts.siao_delais_bail"
    for query in (told, curve):
        with duckdb.connect(str(built.warehouse), read_only=True) as con:
            before = con.execute(query).fetchall()
        with duckdb.connect(str(rebuilt.warehouse), read_only=True) as con:
            assert con.execute(query).fetchall() == before and before[0][0] > 0


def test_a_second_erasure_finds_nobody(rebuilt: Home, catalogue: Catalogue) -> None:
    again = erased(rebuilt, catalogue)
    assert again.siaos == () and rebuilt.warehouse.exists() and not (rebuilt.root / FOLDER).exists()
    assert len(list((rebuilt.frozen / CERTIFICATES).iterdir())) == 2


def test_the_research_files_that_may_hold_the_erased_leave_in_the_same_step(erasure: Erasure) -> None:
    certificate, home = erasure.certificate, erasure.home
    assert erasure.simulated.extracts == () and erasure.was_kept
    assert (
        certificate.extracts == ("essai",)
        and "Extraits de recherche détruits, à refaire : essai." in certificate.as_text()
    )
    assert not erasure.extract.exists() and not key_path("recherche-essai").exists()
    assert [(act["geste"], act.get("motif")) for act in journal.read(home)] == [
        ("CREATION", None),
        ("DESTRUCTION", "personnes effacées depuis"),
    ]
    assert extracts(home) == [] and (home.research / "essai" / "projet.yaml").exists()


def test_a_simulation_changes_nothing(home: Home, catalogue: Catalogue) -> None:
    before = {path: path.read_bytes() for path in home.lake.rglob("*") if path.is_file()}
    with home.lock():
        told = erase(home, catalogue, TODAY, simulate=True)
    assert told.siaos and "Simulation" in told.as_text() and not home.frozen.exists()
    assert before == {path: path.read_bytes() for path in home.lake.rglob("*") if path.is_file()}


def test_a_warehouse_that_is_late_is_refused(home: Home, catalogue: Catalogue) -> None:
    next((home.lake / "siao_menage").glob("*.json")).unlink()
    with pytest.raises(ObservatoryError, match="ne correspond plus.*rien n’a été effacé"):
        erased(home, catalogue)
    assert not (home.root / FOLDER).exists()


def test_a_table_that_would_move_stops_everything(home: Home, catalogue: Catalogue) -> None:
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("UPDATE marts.siao_flux SET nb_personnes_suivies = nb_personnes_suivies + 1")
    with pytest.raises(ObservatoryError, match="ne correspond plus"):  # somebody wrote in it
        erased(home, catalogue)
    with duckdb.connect(str(home.warehouse)) as con:  # nobody did, as far as the warehouse knows
        now = "SELECT count(*) || ' ' || sum(hash(ligne)) FROM marts.siao_flux AS ligne"
        con.execute(f"UPDATE meta.modeles SET contenu = ({now}) WHERE modele = 'marts.siao_flux'")
    files = sorted(path.name for path in home.raw.rglob("*"))
    with pytest.raises(ObservatoryError, match="marts.siao_flux : rien n’a été effacé"):
        erased(home, catalogue)
    assert sorted(path.name for path in home.raw.rglob("*")) == files and home.warehouse.exists()


@pytest.fixture
def later(rebuilt: Home, tmp_path: Path) -> Home:
    """A copy of the home after its erasure."""
    return copied(rebuilt, tmp_path / "plus_tard")


def test_files_read_again_under_other_rules_give_the_same_rows(
    rebuilt: Home, later: Home, update, catalogue: Catalogue
) -> None:
    for path in (later.lake / "siao_demande_115").glob("*.json"):
        path.write_text(path.read_text(encoding="utf-8").replace('"regles": "', '"regles": "x'), encoding="utf-8")
    assert update(later) == []
    assert moved(rebuilt, later, catalogue) == []
    assert len(manifests(later, "siao_demande_115")) == len(manifests(rebuilt, "siao_demande_115"))


def test_an_export_older_than_the_erasure_is_refused(dropped: Home, later: Home, catalogue: Catalogue) -> None:
    for name in (f"115-{HORIZON.year - 1}", f"personnes-{HORIZON.year}-01-01"):
        (path,) = dropped.incoming.rglob(f"*-siao-Z11-{name}.csv")
        lines = path.read_bytes().splitlines(keepends=True)
        (later.incoming / path.name).write_bytes(b"".join(lines[:-1]))  # another version of the same period
    assert set(take_in(later, catalogue)) == {f"Z11-{HORIZON.year - 1}", f"Z11-{HORIZON.year}-01-01"}


def test_what_comes_after_an_erasure_is_counted_as_if_nobody_had_left(
    dropped: Home, early: Home, built: Home, tmp_path: Path, update, catalogue: Catalogue
) -> None:
    """Requests add up exactly; persons differ only by those who come back once forgotten, and count as new."""
    home = copied(early, tmp_path / "suite")
    assert erased(home, catalogue, date(LAST_YEAR, 1, 15)).siaos
    drop_late(dropped, home)
    assert update(home) == []
    different = set(moved(built, home, catalogue))
    assert not different & {
        f"marts.siao_{one}" for one in ("demandes", "motifs", "menages", "menages_annuels", "nuitees")
    }
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{built.warehouse}' AS a (READ_ONLY); ATTACH '{home.warehouse}' AS b (READ_ONLY)")
        worst = con.execute(
            "SELECT max(abs(a.nb_personnes_suivies - b.nb_personnes_suivies)), median(a.nb_personnes_suivies) "
            "FROM a.marts.siao_flux AS a JOIN b.marts.siao_flux AS b USING (ligne_flux) WHERE a.mouvement = 'STOCK'"
        ).fetchall()[0]
    assert worst[0] <= 0.02 * worst[1]
