"""A release: refused when anything is not what the checks saw, built aside, swapped in one step, kept for its readers."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pipeline import WHOLE, checked_states
from observatory.publication import release as releases
from observatory.publication.confidentiality import protect_all
from observatory.publication.memory import read_memory
from observatory.publication.opendata.paths import stored_tables
from observatory.publication.policy_file import load_policy
from observatory.publication.release import Release, publish
from observatory.publication.versions import current_release
from observatory.quality import journal
from observatory.quality.check import CheckResult
from observatory.read import open_release


@pytest.fixture()
def released(whole: tuple[Home, Release, str], tmp_path: Path) -> Home:
    """A copy of it that a test may publish again."""
    shutil.copytree(whole[0].root, tmp_path / "publiee", symlinks=True)
    return Home(tmp_path / "publiee")


def test_a_release_holds_the_database_the_parquet_the_package_and_the_site(whole) -> None:
    home, release, _ = whole
    assert current_release(home) == release.folder
    assert (release.folder / "site" / "index.html").is_file()
    stored = stored_tables(release.folder)
    assert stored.keys() == release.rows.keys() - {"contours"}
    for name, paths in stored.items():
        schema = json.loads(next((release.folder / "csv").rglob(f"{name}.schema.json")).read_text(encoding="utf-8"))
        frame = pl.read_parquet(paths, hive_partitioning=False)
        assert frame.columns == [field["name"] for field in schema["fields"]]
        assert frame.height == release.rows[name]


def test_without_a_browser_the_rest_is_published_and_staff_are_told(whole) -> None:
    _, release, said = whole
    assert release.site.nb_images == 0 and not (release.folder / "figures").exists()
    assert "Aucun navigateur Chromium" in said


def test_the_first_release_under_the_policy_of_the_project_is_remembered(whole, catalogue: Catalogue) -> None:
    home, release, _ = whole
    memory = read_memory(home, current_release(home))
    assert memory.policies()[load_policy(catalogue.folder / "disclosure.yaml").version][3] == release.version


def test_the_database_explains_itself(whole) -> None:
    release = whole[1]
    with duckdb.connect(str(release.folder / "observatory.duckdb"), read_only=True) as con:
        tables = con.execute("SELECT comment FROM duckdb_tables()").fetchall()
        columns = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
        )
        assert len(tables) == len(release.rows) - 1 and all(comment for (comment,) in tables)
        assert columns.fetchall() == []
        kinds = con.execute("SELECT table_name, constraint_type FROM duckdb_constraints()").fetchall()
        assert {name for name, kind in kinds if kind == "PRIMARY KEY"} == {
            name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
        assert ("effet_mesures", "FOREIGN KEY") in kinds
        told = con.execute(
            "SELECT table_nom, table_visee, est_contrainte FROM meta.cles WHERE cle_nature = 'ETRANGERE'"
        ).fetchall()
        assert {("relogement_mensuel", "territoires", False), ("effet_mesures", "effet_conclusion", True)} <= set(told)
        views = con.execute(
            "SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        assert len(views) == 10 and all(comment.split(" ?")[0] for _, comment in views)
        for name, _ in views:
            assert con.execute(f"SELECT count(*) FROM {name}").fetchone() > (0,) or name == "comparaison.a_examiner"
        (version,) = con.execute("SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal").fetchone()
        assert version.startswith("v1.0.0")
        documented = con.execute("SELECT count(DISTINCT table_nom) FROM meta.dictionnaire").fetchone()
        assert documented == (len(tables) + len(views) + 1,), (
            "tables et vues de la base, et les contours, qui sont dans geo/"
        )
        assert con.execute("SELECT est_fictif FROM meta.version").fetchall() == [(True,)]


def test_what_has_no_policy_is_not_published(home: Home, catalogue: Catalogue) -> None:
    policy = load_policy(catalogue.folder / "disclosure.yaml")
    frames = {"relogement_annuel": pl.DataFrame(), "inconnue": pl.DataFrame()}
    found = protect_all(frames, policy, pl.DataFrame(), read_memory(home, None), home, "v")
    assert list(found.tables) == ["relogement_annuel"]
    assert "« inconnue » n’a pas de politique" in found.left_out[0]


def test_an_unsigned_policy_publishes_nothing(
    home: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = load_policy(catalogue.folder / "disclosure.yaml")
    unsigned = replace(signed, signe_par="", signe_le="")
    monkeypatch.setattr(releases, "load_policy", lambda _: unsigned)
    with pytest.raises(ObservatoryError, match="rien n’est publié"):
        publish(home, catalogue, browser=None)
    assert current_release(home) is None and not list(home.published.iterdir())


def test_a_partition_touched_by_hand_is_refused(home: Home, catalogue: Catalogue) -> None:
    path = home.lake / "barometre_relogement" / "FR.parquet"
    pl.read_parquet(path).with_columns(valeur_publiee=pl.lit(1.0)).write_parquet(path)
    with pytest.raises(ObservatoryError, match="FR.parquet du lac .* a été modifié"):
        publish(home, catalogue, browser=None)


def test_a_warehouse_late_on_the_lake_is_refused(home: Home, catalogue: Catalogue) -> None:
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("UPDATE meta.modeles SET empreinte = 'autre' WHERE modele = 'core.relogement'")
    with pytest.raises(ObservatoryError, match="modèles à vérifier ou à refaire, à partir de core.relogement"):
        publish(home, catalogue, browser=None)


def test_a_blocking_failure_in_the_journal_is_refused_whoever_asks(home: Home, catalogue: Catalogue) -> None:
    failed = CheckResult("REL-01", "bloquant", "Des lignes portent un territoire inconnu.", False, 3)
    with duckdb.connect(str(home.warehouse)) as con:
        fingerprint = checked_states(con, catalogue)["marts.relogement_mensuel"]
    entry = journal.Entry("plus-tard", datetime.now(UTC), "marts.relogement_mensuel", WHOLE, fingerprint, failed)
    journal.record(home.journal, [entry])
    with pytest.raises(ObservatoryError, match=r"contrôles bloquants ont échoué \(REL-01\)"):
        publish(home, catalogue, browser=None)


def test_data_never_checked_are_refused(home: Home, catalogue: Catalogue) -> None:
    for path in home.journal.iterdir():
        path.unlink()
    with pytest.raises(ObservatoryError, match="ne garde aucun contrôle"):
        publish(home, catalogue, browser=None)


def test_fictional_and_real_data_are_never_published_together(home: Home, catalogue: Catalogue, update) -> None:
    head = "territoire_id,candidature_id,vague_ami,date_annonce,libelle,nature,territoire_code_type,territoire_code,millesime_cog,"
    head += "departements,nb_communes,pop_municipale,inclus_dans,contient,statut_verification,source_url,note\n"
    row = "LDA1-01,LDA1-01,1,2018-03-30,Grenoble-Alpes Métropole,EPCI,SIREN_EPCI,200040715,2025,38,49,449509,,,UNE_SOURCE,https://x.invalid,\n"
    (home.incoming / "vrais.csv").write_text(head + row, encoding="utf-8")
    update(home)
    with pytest.raises(ObservatoryError, match="mêle des données fictives et des données réelles"):
        publish(home, catalogue, browser=None)


def test_nothing_built_yet_says_what_to_do(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(ObservatoryError, match="observatory build"):
        publish(Home(tmp_path).create(), catalogue, browser=None)


def test_the_warehouse_is_read_within_the_memory_lent(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBSERVATORY_MEMOIRE", "600 Mo")
    with releases._warehouse(home) as con:
        assert con.sql("SELECT current_setting('memory_limit')").fetchall() == [("600.0 MiB",)]


def test_a_reader_that_holds_an_old_file_open_is_not_disturbed(
    released: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "KEPT_WHOLE", 1)
    first = current_release(released)
    with duckdb.connect(str(released.published / "current" / "observatory.duckdb"), read_only=True) as reader:
        before = reader.execute("SELECT count(*) FROM recherche.relogement_mensuel").fetchone()
        monkeypatch.setattr(releases, "_now", lambda: datetime(2099, 1, 1, tzinfo=UTC))
        second = publish(released, catalogue, browser=None)
        assert not (first / "site").exists() and current_release(released) == second.folder
        assert reader.execute("SELECT count(*) FROM recherche.relogement_mensuel").fetchone() == before != (0,)
    former = open_release(first)
    assert (
        former.version["version_publication"] == first.name and former.table("relogement_mensuel").height == before[0]
    )
    with duckdb.connect(str(second.folder / "observatory.duckdb"), read_only=True) as con:
        assert con.execute("SELECT version_precedente FROM meta.version").fetchone() == (first.name,)


def test_a_failure_while_building_leaves_the_current_release(
    released: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = current_release(released)
    monkeypatch.setattr(releases, "write_open_data", lambda *_: (_ for _ in ()).throw(OSError("disque plein")))
    monkeypatch.setattr(releases, "_now", lambda: datetime(2099, 1, 1, tzinfo=UTC))
    with pytest.raises(OSError):
        publish(released, catalogue, browser=None)
    assert current_release(released) == first
    assert sorted(path.name for path in released.published.iterdir()) == [first.name, "current"]
