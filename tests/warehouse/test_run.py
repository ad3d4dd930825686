"""The warehouse: one writer, inputs attached, models built one by one, refusals in French without a data value."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from observatory.errors import ObservatoryError
from observatory.warehouse.refusals import closed_warehouse
from observatory.warehouse.run import attach_lake, attach_nomenclatures, build, columns_of, open_warehouse

SECRET = "Jeanne Martin"
CONTRACT = [
    "CREATE OR REPLACE TABLE core.x (id INTEGER NOT NULL, nom VARCHAR, PRIMARY KEY (id))",
    "COMMENT ON TABLE core.x IS 'Une personne par ligne.'",
    "COMMENT ON COLUMN core.x.nom IS 'Nom d’usage.'",
]


def rows(con, relation: str) -> list[tuple]:
    return con.execute(f"SELECT * FROM {relation} ORDER BY ALL").fetchall()


def run(con, models, selected=None, ddl=None) -> list[str]:
    return [run.name for run in build(con, models, selected, ddl)]


def contract(name: str) -> list[str]:
    return CONTRACT if name == "core.x" else []


# --- the file


def test_the_warehouse_is_created_with_its_folder_and_schemas(tmp_path: Path):
    with open_warehouse(tmp_path / "a" / "b" / "warehouse.duckdb") as con:
        schemas = {row[0] for row in con.execute("SELECT schema_name FROM duckdb_schemas()").fetchall()}
    assert {"lake", "ref", "staging", "core", "marts", "meta"} <= schemas


def test_the_warehouse_keeps_its_tables_and_is_free_again_once_closed(tmp_path: Path):
    path = tmp_path / "warehouse.duckdb"
    with open_warehouse(path) as con:
        con.execute("CREATE TABLE core.x AS SELECT 1 AS id")
    look = f"import duckdb; print(duckdb.connect({str(path)!r}).execute('FROM core.x').fetchall())"
    seen = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[(1,)]"


def test_a_warehouse_held_by_another_process_is_refused_in_french(tmp_path: Path):
    path = tmp_path / "warehouse.duckdb"
    hold = f"import duckdb, sys; con = duckdb.connect({str(path)!r}); print('tenu', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        held = rf"déjà ouvert par un autre traitement \(processus {holder.pid}\)"
        with pytest.raises(ObservatoryError, match=held), open_warehouse(path):
            pass
        holder.stdin.close()
    with open_warehouse(path):
        pass


def test_a_file_that_is_not_a_warehouse_is_refused(tmp_path: Path):
    (tmp_path / "warehouse.duckdb").write_text("n’importe quoi " * 1000, encoding="utf-8")
    damaged = pytest.raises(ObservatoryError, match="ne s’ouvre pas.*supprimez-le : il se reconstruit")
    with damaged, open_warehouse(tmp_path / "warehouse.duckdb"):
        pass


FULL_DISK = """
import resource, sys
from pathlib import Path
from observatory.warehouse.models import load_models
from observatory.warehouse.run import build, open_warehouse
with open_warehouse(Path(sys.argv[1])) as con:
    models = load_models(Path(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
    try:
        list(build(con, models))
    except Exception as error:
        print(type(error).__name__, error)
"""


def test_a_disk_that_fills_as_a_model_is_kept_is_told_in_french(tmp_path: Path):
    """The end of a transaction is when DuckDB writes."""
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "x.sql").write_text("SELECT i AS id, md5(i::VARCHAR) AS cle FROM range(20000) AS t(i)")
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "warehouse.duckdb"), str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert told.startswith("ObservatoryError Le disque est plein : rien n’a été remplacé")


# --- its inputs


def parquet(con, path: Path, query: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    con.execute(f"COPY ({query}) TO '{path}'")


def test_the_lake_is_the_union_by_name_of_the_partitions(con, tmp_path: Path):
    folder = tmp_path / "lac [1]" / "type=a" / "appels"  # neither a pattern nor a hive column
    parquet(con, folder / "p1.parquet", "SELECT 1 AS id")
    types = {"id": "INTEGER", "nouveau": "VARCHAR"}
    attach_lake(con, {"appels": folder}, {"appels": types})
    assert rows(con, "lake.appels") == [(1, None)] and columns_of(con, "lake.appels") == types
    parquet(con, folder / "p2.parquet", "SELECT 'oui' AS nouveau, 2 AS id")
    attach_lake(con, {"appels": folder}, {"appels": types})
    assert rows(con, "lake.appels") == [(1, None), (2, "oui")]


def test_partitions_of_an_earlier_contract_have_the_columns_of_today(con, tmp_path: Path):
    folder, types = tmp_path / "appels", {"jour": "DATE", "nb_mineurs": "BIGINT", "ajoutee": "VARCHAR"}
    parquet(con, folder / "v1.parquet", "SELECT 3::INTEGER AS nb_enfants, '2026-01-02' AS jour, 'x' AS retiree")
    attach_lake(con, {"appels": folder}, {"appels": types}, {"appels": {"nb_mineurs": ("nb_petits", "nb_enfants")}})
    assert rows(con, "lake.appels") == [(date(2026, 1, 2), 3, None)] and columns_of(con, "lake.appels") == types
    parquet(con, folder / "v2.parquet", "SELECT DATE '2026-01-03' AS jour, 4::BIGINT AS nb_mineurs, 'y' AS ajoutee")
    attach_lake(con, {"appels": folder}, {"appels": types}, {"appels": {"nb_mineurs": ("nb_petits", "nb_enfants")}})
    assert rows(con, "lake.appels") == [(date(2026, 1, 2), 3, None), (date(2026, 1, 3), 4, "y")]


def test_values_that_no_longer_take_their_type_are_named_by_their_column_alone(con, tmp_path: Path):
    parquet(con, tmp_path / "appels" / "v1.parquet", f"SELECT '{SECRET}' AS id, '1' AS nb")
    with pytest.raises(
        ObservatoryError, match=r"version précédente du contrat.*\(colonnes id\).*observatory build"
    ) as refused:
        attach_lake(con, {"appels": tmp_path / "appels"}, {"appels": {"id": "INTEGER", "nb": "INTEGER"}})
    assert SECRET not in str(refused.value)


def test_a_contract_without_file_is_an_empty_typed_view(con, tmp_path: Path):
    types = {"id": "INTEGER", "jour": "DATE", "part": "DECIMAL(5,2)"}
    attach_lake(con, {"lake.appels": tmp_path / "absent"}, {"lake.appels": types})
    assert rows(con, "lake.appels") == []
    assert columns_of(con, "lake.appels") == types


def test_a_file_of_the_lake_that_is_not_parquet_is_refused(con, tmp_path: Path):
    (tmp_path / "appels").mkdir()
    (tmp_path / "appels" / "p.parquet").write_text(SECRET, encoding="utf-8")
    with pytest.raises(ObservatoryError, match="lake.appels ne se lisent pas"):
        attach_lake(con, {"appels": tmp_path / "appels"}, {"appels": {"id": "INTEGER"}})


def test_nomenclatures_are_text_and_their_empty_cells_are_null(con, tmp_path: Path):
    (tmp_path / "motif.csv").write_text('\ufeffcode;libelle;note\n01;"Rue ; hall";\n2A;# « a »;""\n', encoding="utf-8")
    (tmp_path / "vide.csv").write_text("code;libelle\n", encoding="utf-8")
    attach_nomenclatures(con, tmp_path)
    assert rows(con, "ref.motif") == [("01", "Rue ; hall", None), ("2A", "# « a »", None)]
    assert columns_of(con, "ref.motif") == {"code": "VARCHAR", "libelle": "VARCHAR", "note": "VARCHAR"}
    assert columns_of(con, "ref.vide") == {"code": "VARCHAR", "libelle": "VARCHAR"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"code;libelle\n1;a\n2\n", "motif.csv, ligne 3"),
        (b"code;libelle\n1;a\n2;b;c\n", "motif.csv, ligne 3"),
        ("code;libelle\n1;été\n".encode("latin-1"), "motif.csv"),
        (b"", "motif.csv"),
    ],
)
def test_an_unreadable_nomenclature_is_refused_and_the_last_one_stays(con, tmp_path: Path, content: bytes, place: str):
    (tmp_path / "motif.csv").write_text("code;libelle\n1;avant\n", encoding="utf-8")
    attach_nomenclatures(con, tmp_path)
    (tmp_path / "motif.csv").write_bytes(content)
    with pytest.raises(ObservatoryError, match=f"Nomenclature {place} : le fichier ne se lit pas"):
        attach_nomenclatures(con, tmp_path)
    assert rows(con, "ref.motif") == [("1", "avant")]


# --- building


CHAIN = {
    "staging.a": "-- Entrée.\nWITH a AS (SELECT * FROM lake.a) SELECT id FROM a",
    "core.b": "-- Milieu.\nSELECT id * 10 AS id FROM staging.a;\n-- fin",
    "marts.c": "SELECT id, 'ok' AS etat FROM core.b",
}


def test_all_models_run_in_the_order_of_the_graph(con, toy, lake):
    runs = list(build(con, toy(CHAIN)))
    assert [run.name for run in runs] == ["staging.a", "core.b", "marts.c"]
    assert [run.nb_rows for run in runs] == [2, 2, 2]
    assert runs[2].columns == {"id": "INTEGER", "etat": "VARCHAR"}
    assert all(run.seconds > 0 for run in runs)
    assert rows(con, "marts.c") == [(10, "ok"), (20, "ok")]


def test_staging_models_are_views_and_the_others_tables(con, toy, lake):
    run(con, toy(CHAIN))
    kinds = con.execute("SELECT table_name, table_type FROM information_schema.tables WHERE table_schema <> 'lake'")
    assert dict(kinds.fetchall()) == {"a": "VIEW", "b": "BASE TABLE", "c": "BASE TABLE"}


def test_selected_models_run_alone_and_leave_the_others(con, toy, lake):
    models = toy(CHAIN)
    run(con, models)
    con.execute("CREATE OR REPLACE VIEW lake.a AS SELECT 7 AS id")
    assert run(con, models, selected=["core.b"]) == ["core.b"]
    assert rows(con, "core.b") == [(70,)]
    assert rows(con, "marts.c") == [(10, "ok"), (20, "ok")]


def test_a_model_selected_before_its_inputs_exist_says_what_to_materialise(con, toy):
    with pytest.raises(ObservatoryError) as refusal:
        run(con, toy(CHAIN), selected=["marts.c"])
    assert refusal.value.message == "Modèle marts.c : l’entrepôt n’a pas encore core.b."
    assert refusal.value.action == "Matérialisez d’abord core.b."


def test_a_missing_contract_or_nomenclature_is_named(con, toy):
    models = toy({"staging.a": "SELECT id FROM lake.absent JOIN ref.motif USING (code)"})
    with pytest.raises(ObservatoryError, match="contrat pour lake.absent. Chargez d’abord la nomenclature ref.motif."):
        run(con, models)


def test_an_unknown_model_is_refused_before_anything_runs(con, toy, lake):
    with pytest.raises(ObservatoryError, match="Modèle inconnu : core.absent"):
        run(con, toy(CHAIN), selected=["staging.a", "core.absent"])
    with pytest.raises(ObservatoryError, match="n’a pas encore staging.a"):
        run(con, toy(CHAIN), selected=["core.b"])


def test_a_failed_upstream_leaves_every_last_table(con, toy, lake):
    run(con, toy(CHAIN))
    broken = toy({"core.b": "SELECT id * 100 AS id FROM staging.a WHERE error('panne') IS NULL"})
    with pytest.raises(ObservatoryError, match="Modèle core.b"):
        run(con, broken)
    assert rows(con, "core.b") == [(10,), (20,)]
    assert rows(con, "marts.c") == [(10, "ok"), (20, "ok")]


def test_what_is_noted_of_a_model_is_kept_with_it_or_not_at_all(con, toy):
    con.execute("CREATE TABLE meta.notes (nom VARCHAR PRIMARY KEY, nb BIGINT)")

    def note(run) -> None:
        con.execute("DELETE FROM meta.notes WHERE nom = ?", [run.name])
        con.execute("INSERT INTO meta.notes VALUES (?, ?)", [run.name, run.nb_rows])
        if run.nb_rows > 2:
            raise KeyboardInterrupt

    for nb in (1, 2):
        assert [one.nb_rows for one in build(con, toy({"core.y": f"SELECT * FROM range({nb})"}), note=note)] == [nb]
    with pytest.raises(KeyboardInterrupt):
        list(build(con, toy({"core.y": "SELECT * FROM range(3)"}), note=note))
    assert rows(con, "meta.notes") == [("core.y", 2)] and len(rows(con, "core.y")) == 2


def test_models_built_before_the_failure_are_kept(con, toy, lake):
    models = toy(CHAIN | {"marts.c": "SELECT id, absente FROM core.b"})
    done = []
    with pytest.raises(ObservatoryError, match="Modèle marts.c : .*absente"):
        done.extend(run.name for run in build(con, models))
    assert rows(con, "core.b") == [(10,), (20,)]


@pytest.mark.parametrize("before", ["VIEW", "TABLE"])
@pytest.mark.parametrize("name", ["staging.x", "core.x", "core.y"])
def test_a_model_replaces_a_view_or_a_table_of_its_name(con, toy, before: str, name: str):
    con.execute(f"CREATE {before} {name} AS SELECT 'avant' AS nom")
    con.execute("CREATE TABLE ref.motif AS SELECT 1 AS id, 'a' AS nom")
    con.execute(f"CREATE VIEW meta.lecteur AS SELECT nom FROM {name}")
    models = toy({name: "SELECT id, nom FROM ref.motif"})
    assert run(con, models, ddl=contract) == run(con, models, ddl=contract) == [name]
    assert rows(con, "meta.lecteur") == [("a",)]


def test_a_view_survives_the_failure_of_the_table_that_replaces_it(con, toy):
    con.execute("CREATE VIEW core.x AS SELECT 'avant' AS nom")
    with pytest.raises(ObservatoryError):
        run(con, toy({"core.x": "SELECT 1 AS id, 'a' AS nom UNION ALL SELECT 1, 'b'"}), ddl=contract)
    assert rows(con, "core.x") == [("avant",)]


# --- tables under contract


def test_a_table_under_contract_has_its_types_key_and_comments(con, toy):
    models = toy({"core.x": "-- Personnes.\nWITH p AS (SELECT 'a' AS nom, '1' AS id) SELECT nom, id FROM p"})
    done = list(build(con, models, ddl=contract))
    assert done[0].columns == {"id": "INTEGER", "nom": "VARCHAR"}
    assert rows(con, "core.x") == [(1, "a")]
    assert con.execute("SELECT comment FROM duckdb_tables()").fetchall() == [("Une personne par ligne.",)]
    comments = con.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'x'").fetchall()
    assert ("nom", "Nom d’usage.") in comments
    keys = con.execute("SELECT constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'")
    assert keys.fetchall() == [(["id"],)]


def test_a_staging_model_is_a_view_even_under_contract(con, toy, lake):
    run(con, toy(CHAIN), selected=["staging.a"], ddl=lambda name: [f"CREATE OR REPLACE TABLE {name} (id INTEGER)"])
    assert con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'staging'").fetchall() == [("a",)]


def test_the_same_keys_can_be_written_again_and_again(con, toy):
    models = toy({"core.x": "SELECT range::INTEGER AS id, 'a' AS nom FROM range(5000)"})
    for _ in range(3):
        assert [run.nb_rows for run in build(con, models, ddl=contract)] == [5000]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (f"SELECT '{SECRET}' AS nom", "colonnes du contrat absentes de la requête : id."),
        (f"SELECT 1 AS id, '{SECRET}' AS nom, 3 AS age", "colonnes de la requête absentes du contrat : age."),
        (f"SELECT 1.5 AS id, '{SECRET}' AS nom", "nombres à virgule dans une colonne d’entiers : id."),
        (f"SELECT NULL AS id, '{SECRET}' AS nom", "la colonne id a des cellules vides."),
        (f"SELECT 1 AS id, '{SECRET}' AS nom UNION ALL SELECT 1, NULL", "plusieurs lignes ont la même clé (id)."),
        (f"SELECT nom AS id, nom FROM (SELECT '{SECRET}' AS nom)", "colonnes id (type attendu : INTEGER)."),
        (f"SELECT nom AS id, nom FROM ref.noms;\n-- {SECRET}", "colonnes id (type attendu : INTEGER)."),
        ("SELECT 1234567890123 + len(nom) AS id, nom FROM ref.noms", "colonnes id (type attendu : INTEGER)."),
        ("SELECT nom::INTEGER AS id, nom FROM ref.noms", "une valeur de la colonne nom ne se convertit pas."),
        ("SELECT 1 AS id, strptime(nom, '%d')::VARCHAR AS nom FROM ref.noms", "échoue sur une valeur"),
        ("SELECT 1 AS id, absente AS nom FROM ref.noms", "la requête échoue. DuckDB répond : Referenced column"),
        ("SELECT 1 AS id, 2 AS id, nom FROM ref.noms", "Duplicate column name"),
    ],
)
def test_a_mismatch_with_the_contract_names_the_model_and_the_column_but_no_value(con, toy, sql: str, sentence: str):
    con.execute(f"CREATE TABLE ref.noms AS SELECT '{SECRET}' AS nom")
    con.execute("CREATE TABLE core.x AS SELECT 'avant' AS nom")
    with pytest.raises(ObservatoryError) as refusal:
        run(con, toy({"core.x": sql}), ddl=contract)
    assert "Modèle core.x : " in refusal.value.message and sentence in refusal.value.message
    assert refusal.value.action
    assert SECRET not in str(refusal.value) and "1234567890" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__context__ is None or refusal.value.__suppress_context__, "DuckDB’s own text may hold a value"
    assert rows(con, "core.x") == [("avant",)]


def test_a_model_without_contract_takes_the_types_of_its_query(con, toy):
    run(con, toy({"core.y": "SELECT 1.5 AS part, DATE '2026-01-01' AS jour"}), ddl=contract)
    assert columns_of(con, "core.y") == {"part": "DECIMAL(2,1)", "jour": "DATE"}


def test_a_lack_of_memory_is_not_told_as_a_file_that_another_holds(tmp_path):
    error = duckdb.OutOfMemoryException(
        "Out of Memory Error: Failed to allocate block of 262144 bytes (bad allocation)"
    )
    assert "mémoire" in closed_warehouse(tmp_path / "warehouse.duckdb", error).message
    held = duckdb.IOException('IO Error: Could not set lock on file "x": Conflicting lock is held in python (PID 12)')
    assert "processus 12" in closed_warehouse(tmp_path / "warehouse.duckdb", held).message
