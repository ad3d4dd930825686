"""A model is built again when what it is made of holds something else, and only then; the result is that of a full build."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory import pipeline
from observatory.contracts.load import Catalogue
from observatory.home import Home
from observatory.lake.partitions import refresh
from observatory.pipeline import (
    build_models,
    check_table,
    checked_states,
    checked_tables,
    late_models,
    open_for_build,
    sql_models,
)
from observatory.quality import journal
from observatory.sources.intake import receive
from observatory.sources.origins import origins_in_force
from observatory.warehouse.models import Model
from tests.conftest import Updated


@pytest.fixture(scope="module")
def lived_in(updated: Updated, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that was built, and that tests may change one after the other."""
    return Home(Path(shutil.copytree(updated.home.root, tmp_path_factory.mktemp("vecue") / "maison", symlinks=True)))


def built(home: Home, catalogue: Catalogue, selected: set[str] | None = None) -> set[str]:
    """Bring the models up to date; those that were built."""
    with open_for_build(home, catalogue) as con:
        return {run.name for run in build_models(con, home, catalogue, selected) if run.is_new}


def downstream(start: str) -> set[str]:
    """All the models that a relation feeds, through others."""
    found = {start}
    for name, model in sql_models().items():
        if found & set(model.inputs):
            found.add(name)
    return found - {start}


def test_nothing_new_builds_nothing_and_keeps_what_is_known_of_each_model(lived_in: Home, catalogue: Catalogue) -> None:
    with open_for_build(lived_in, catalogue) as con:
        assert not late_models(con, lived_in, catalogue)
        runs = list(build_models(con, lived_in, catalogue))
        counts = {
            run.name: con.execute(f"SELECT count(*) FROM {run.name}").fetchall()[0][0]
            for run in runs
            if sql_models()[run.name].kind == "TABLE"
        }
    assert [run.name for run in runs] == list(sql_models()) and not any(run.is_new for run in runs)
    assert {run.name: run.nb_rows for run in runs if run.name in counts} == counts
    assert all(run.columns for run in runs)


def test_the_checks_of_a_table_that_did_not_change_are_not_run_again(
    lived_in: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journal.read(lived_in.journal)
    monkeypatch.setattr("observatory.quality.gx.run_checks", None)
    with open_for_build(lived_in, catalogue) as con:
        results = {name: check_table(con, lived_in, catalogue, name, "relu") for name in checked_tables(catalogue)}
    for name, found in results.items():
        assert {one.id for one in found} == {check.id for check in catalogue.table(name).checks}
    assert journal.read(lived_in.journal).equals(before)


def shorten(home: Home, catalogue: Catalogue, folder: Path) -> str:
    """Requests of 2025 received again without the last one; their partition."""
    origin = next(o for o in origins_in_force(home, "siao_demande_115") if "2025" in o.partition)
    cells = pl.read_parquet(origin.path(home), glob=False)
    shorter = folder / "demandes-sans-la-derniere.parquet"
    cells.head(cells.height - 1).write_parquet(shorter)
    assert receive(home, shorter, catalogue).statut == "recu"
    return origin.partition


def test_a_file_that_changes_makes_what_it_feeds_and_nothing_else_and_the_same_as_a_full_build(
    lived_in: Home, catalogue: Catalogue, tmp_path: Path
) -> None:
    partition = shorten(lived_in, catalogue, tmp_path)
    outcomes = refresh(lived_in, catalogue, "siao_demande_115", "suite")
    assert {one.partition for one in outcomes if one.is_new} == {partition}
    assert all(one.is_kept for one in outcomes)
    again, fed = built(lived_in, catalogue), downstream("lake.siao_demande_115")
    assert {"core.siao_demandes_115", "core.siao_demandes", "marts.siao_lignes"} <= again <= fed
    assert "marts.attributions" in fed - again  # the list of published territories came out the same
    fresh = Home(Path(shutil.copytree(lived_in.root, tmp_path / "maison", symlinks=True)))
    fresh.warehouse.unlink()
    assert built(fresh, catalogue) == set(sql_models())
    differing = []
    with duckdb.connect(str(lived_in.warehouse), read_only=True) as con:
        con.execute(f"ATTACH '{fresh.warehouse}' AS neuf (READ_ONLY)")
        for name in sql_models():
            if sql_models()[name].kind == "TABLE":
                one, other = f"FROM {name}", f"FROM neuf.{name}"
                gaps = f"({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one})"
                differing += [name] if con.execute(f"SELECT count(*) FROM ({gaps})").fetchall()[0][0] else []
    assert not differing


def test_a_model_asked_for_alone_reads_what_the_lake_holds_today(
    lived_in: Home, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Its view of the lake is not asked for, and shows the new rows all the same."""
    shorten(lived_in, catalogue, tmp_path)
    refresh(lived_in, catalogue, "siao_demande_115", "seul")
    name = "core.siao_mois_portes"
    assert sql_models()["staging.siao_demande_115"].kind == "VIEW"
    assert "staging.siao_demande_115" in sql_models()[name].inputs
    for _ in range(2):  # what it read is not noted as made yet: it is made again until its view is
        assert built(lived_in, catalogue, {name}) == {name}
    assert "staging.siao_demande_115" in built(lived_in, catalogue)
    assert built(lived_in, catalogue, {name}) == set()


def with_another(monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str) -> None:
    """The models, one of which says something else."""
    models = dict(sql_models())
    assert old in models[name].sql
    models[name] = Model(**{**vars(models[name]), "sql": models[name].sql.replace(old, new)})
    monkeypatch.setattr(pipeline, "sql_models", lambda: models)


def test_what_is_made_again_and_comes_out_the_same_goes_no_further(
    lived_in: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_another(monkeypatch, "core.siao_delais", "SELECT", "SELECT /* relu */")
    assert built(lived_in, catalogue) == {"core.siao_delais"}
    monkeypatch.undo()
    assert built(lived_in, catalogue) == {"core.siao_delais"}


def test_a_model_built_from_an_input_that_is_late_is_late_too(
    lived_in: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, last = "core.siao_completude", "marts.siao_completude"
    with_another(monkeypatch, name, "count(cle_menage)", "count(cle_menage) - 1")
    after = downstream(name)
    assert built(lived_in, catalogue, {last}) == set()  # what it reads is what it read
    with open_for_build(lived_in, catalogue) as con:
        assert set(late_models(con, lived_in, catalogue)) == after | {name}
    assert built(lived_in, catalogue) == after | {name}
    monkeypatch.undo()
    assert built(lived_in, catalogue) == after | {name}


def test_a_table_that_somebody_wrote_in_is_late_and_checked_again(lived_in: Home, catalogue: Catalogue) -> None:
    name = "marts.relogement_mensuel"
    with open_for_build(lived_in, catalogue) as con:
        before = checked_states(con, catalogue)
        con.execute(f"DELETE FROM {name} WHERE rowid = (SELECT max(rowid) FROM {name})")
        assert late_models(con, lived_in, catalogue) == [name]
        assert checked_states(con, catalogue)[name] != before[name]
    assert built(lived_in, catalogue) == {name}
    with open_for_build(lived_in, catalogue) as con:
        con.execute(f"DROP TABLE {name}")
        assert late_models(con, lived_in, catalogue) == [name]
    assert built(lived_in, catalogue) == {name}
    with open_for_build(lived_in, catalogue) as con:
        assert checked_states(con, catalogue) == before


def test_a_build_that_is_cut_short_leaves_its_model_late(
    lived_in: Home, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with open_for_build(lived_in, catalogue) as con:
        con.execute("UPDATE meta.modeles SET empreinte = 'autre' WHERE modele = 'core.relogement'")
        monkeypatch.setattr("observatory.warehouse.run._run", cut)
        with pytest.raises(KeyboardInterrupt):
            list(build_models(con, lived_in, catalogue))
        monkeypatch.undo()
        assert set(late_models(con, lived_in, catalogue)) == {"core.relogement"} | downstream("core.relogement")
    assert built(lived_in, catalogue) == {"core.relogement"}
