"""The quality journal keeps every result of every run, and says whether an exact input may be published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import duckdb
import pytest

from observatory.errors import ObservatoryError
from observatory.quality.check import Check, CheckResult
from observatory.quality.gx import run_checks
from observatory.quality.journal import Entry, blocking_failures, has_passed, latest, read, record

COLUMNS = [
    "execution_id",
    "date_execution",
    "objet",
    "partition",
    "empreinte",
    "controle_id",
    "severite",
    "est_reussi",
    "nb_lignes_en_cause",
    "est_erreur_technique",
    "phrase",
]
NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
ABOUT = ("lac.barometre", "2024-04", "abc")


def entry(passed=True, *, id="c1", severity="bloquant", at=NOON, about=ABOUT, nb_rows=None, technical=False) -> Entry:
    return Entry("exec-1", at, *about, CheckResult(id, severity, "Vérifiez le mois.", passed, nb_rows, technical))


def test_an_empty_journal_has_its_columns_and_lets_nothing_pass(tmp_path):
    absent = tmp_path / "journal"
    assert read(absent).is_empty()
    assert read(absent).columns == latest(absent, *ABOUT).columns == COLUMNS
    assert not has_passed(absent, *ABOUT)
    assert not absent.exists()


def test_one_row_per_result_in_the_words_of_the_house(tmp_path):
    paris = timezone(timedelta(hours=2))
    record(
        tmp_path, [entry(False, nb_rows=3, at=datetime(2024, 5, 2, 14, tzinfo=paris)), entry(about=("m.x", None, "b1"))]
    )
    first = ("exec-1", NOON, *ABOUT, "c1", "bloquant", False, 3, False, "Vérifiez le mois.")
    second = ("exec-1", NOON, "m.x", None, "b1", "c1", "bloquant", True, None, False, "Vérifiez le mois.")
    assert read(tmp_path).rows() == [first, second]


def test_the_journal_reads_oldest_first(tmp_path):
    moments = [NOON, NOON - timedelta(hours=2), NOON - timedelta(hours=1)]
    record(tmp_path, [entry(at=at, about=(objet, None, "b1")) for objet, at in zip("aba", moments, strict=True)])
    assert read(tmp_path)["date_execution"].to_list() == sorted(moments)


def test_a_moment_without_time_zone_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(ValueError, match="fuseau"):
        record(tmp_path, [entry(), entry(at=datetime(2024, 5, 2))])
    assert list(tmp_path.iterdir()) == []


def test_recording_only_adds(tmp_path):
    record(tmp_path, [entry(False)])
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    record(tmp_path, [entry(True)])
    assert len(list(tmp_path.iterdir())) == 2
    assert all(file.read_bytes() == content for file, content in before.items())
    assert read(tmp_path)["est_reussi"].to_list().count(False) == 1


def test_an_interrupted_recording_leaves_the_journal_as_it_was(tmp_path, monkeypatch):
    record(tmp_path, [entry()])

    def crash(*_):
        assert len(read(tmp_path)) == 1  # what a reader sees meanwhile
        raise OSError("coupure")

    monkeypatch.setattr("observatory.quality.journal.os.replace", crash)
    with pytest.raises(OSError, match="coupure"):
        record(tmp_path, [entry(False)])
    assert len(list(tmp_path.iterdir())) == 1
    assert has_passed(tmp_path, *ABOUT)


def test_the_last_result_of_each_check_decides_whatever_the_order_of_recording(tmp_path):
    later = NOON + timedelta(hours=1)
    record(tmp_path, [entry(True, id="réparé", at=later), entry(False, id="cassé", at=later)])
    record(
        tmp_path,
        [entry(False, id="réparé"), entry(True, id="cassé"), entry(False, id="ancien", severity="avertissement")],
    )
    assert dict(latest(tmp_path, *ABOUT).select("controle_id", "est_reussi").iter_rows()) == {
        "ancien": False,
        "réparé": True,
        "cassé": False,
    }
    assert blocking_failures(tmp_path, *ABOUT) == ["cassé"]
    assert not has_passed(tmp_path, *ABOUT)


def test_a_warning_does_not_block_and_a_technical_error_does(tmp_path):
    record(tmp_path, [entry(False, severity="avertissement", nb_rows=4)])
    assert has_passed(tmp_path, *ABOUT)
    record(tmp_path, [entry(False, id="c2", technical=True)])
    assert blocking_failures(tmp_path, *ABOUT) == ["c2"]


OTHERS = {
    "empreinte": ("lac.barometre", "2024-04", "abd"),
    "partition": ("lac.barometre", "2024-03", "abc"),
    "sans partition": ("lac.barometre", None, "abc"),
    "objet": ("lac.barometre--bis", "2024-04", "abc"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_result_speaks_only_for_the_exact_input_it_was_made_on(tmp_path, other):
    record(tmp_path, [entry(True)])
    assert not has_passed(tmp_path, *other)
    record(tmp_path, [entry(False, about=other)])
    assert has_passed(tmp_path, *ABOUT)


def test_an_object_without_partition_is_found(tmp_path):
    record(tmp_path, [entry(False, about=("marts.relogement_mensuel", None, "b1"))])
    assert blocking_failures(tmp_path, "marts.relogement_mensuel", None, "b1") == ["c1"]


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path):
    record(tmp_path, [entry()])
    next(tmp_path.iterdir()).write_bytes(b"PAR1 tronqu")
    with pytest.raises(ObservatoryError, match="journal qualité est illisible"):
        has_passed(tmp_path, *ABOUT)


def test_no_value_of_the_data_reaches_the_journal(tmp_path):
    con = duckdb.connect()
    con.execute("CREATE TABLE personnes AS SELECT 'CANARI-1987' AS nom, 1 AS nb")
    rows_at_fault = {"unexpected_rows_query": "FROM {batch}"}
    impossible = {"unexpected_rows_query": "SELECT nom::INT FROM {batch}"}
    queries = {"c1": rows_at_fault, "c2": impossible}
    checks = [
        Check(id, "bloquant", "Vérifiez.", "unexpected_rows_expectation", kwargs) for id, kwargs in queries.items()
    ]
    checks.append(
        Check("c3", "bloquant", "Vérifiez.", "expect_column_values_to_be_in_set", {"column": "nom", "value_set": ["a"]})
    )
    record(tmp_path, [Entry("e", NOON, *ABOUT, result) for result in run_checks(con, "personnes", checks)])
    assert blocking_failures(tmp_path, *ABOUT) == ["c1", "c2", "c3"]
    assert not any(b"CANARI" in file.read_bytes() for file in tmp_path.iterdir())
    assert "CANARI" not in str(read(tmp_path).rows())
