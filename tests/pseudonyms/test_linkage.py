"""Probabilistic linkage: what it joins and what it does not, whose key a group takes, and that nothing comes out of it."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import load_catalogue
from observatory.pseudonyms import linkage
from observatory.pseudonyms.comparison import LEVELS, Model
from observatory.pseudonyms.identity import CENTRAL, LARGE, STRICT, writings
from observatory.pseudonyms.linkage import LinkageFailed, in_memory, linked

SAID = load_catalogue().table("lake.siao_personne").properties["rapprochement"]
MODEL = Model.read(SAID)
ROSA = ("Lefèvre-Ménard", "Rosalie", date(1987, 2, 14), "F", "0639980001", "M1")


def people(*identities: tuple) -> pl.DataFrame:
    """Files P-1, P-2… of these identities, the first one the oldest."""
    rows = [
        (f"P-{n}", household, surname, first_name, phone, sex, born, date(2024, 1, n))
        for n, (surname, first_name, born, sex, phone, household) in enumerate(identities, start=1)
    ]
    texts = dict.fromkeys(("fiche", "menage", "nom", "prenom", "telephone", "sexe"), pl.String)
    return pl.DataFrame(rows, schema=texts | {"ne": pl.Date, "depuis": pl.Date}, orient="row")


def exact(rows: pl.DataFrame) -> pl.DataFrame:
    return writings(rows["nom"], rows["prenom"], rows["ne"], rows["sexe"])


def link(rows: pl.DataFrame, model: Model = MODEL) -> pl.DataFrame:
    return linked(rows, exact(rows), model)


def rosa(**changes: object) -> tuple:
    names = ("surname", "first_name", "born", "sex", "phone", "household")
    return tuple((dict(zip(names, ROSA, strict=True)) | {"household": "M2"} | changes).values())


@pytest.mark.parametrize(
    ("other", "central", "large"),
    [
        (rosa(), True, True),
        (rosa(surname="Lefère-Ménard"), True, True),
        (rosa(surname="Rosalie", first_name="Lefère Ménard"), True, True),
        (rosa(surname="Lefère-Ménard", born=date(1987, 2, 15)), False, True),
        (rosa(born=date(1987, 1, 1)), True, True),
        (rosa(surname="Lefère-Ménard", born=date(1987, 1, 1)), True, True),
        (rosa(born=date(1987, 3, 14)), True, True),
        (rosa(surname="Martin"), True, True),  # the name of a spouse: same first name, date and telephone
        (rosa(surname="Martin", phone="0639980002"), False, False),
        (rosa(surname="Lefère-Ménard", sex="H"), True, True),
        (rosa(born=date(1961, 7, 30)), False, False),
        (rosa(first_name="Marie"), False, False),
        (rosa(surname="Lefère-Ménard", household="M1"), False, False),  # two members of one household
        (rosa(first_name="Rosaline", household="M1"), False, False),  # her twin
        (rosa(born=None), False, False),
    ],
)
def test_what_it_joins(other: tuple, central: bool, large: bool) -> None:
    found = link(people(ROSA, other))
    joined = {how: found[how][0] == found[how][1] for how in (CENTRAL, LARGE)}
    assert joined == {CENTRAL: central, LARGE: large}


def test_a_group_takes_the_key_of_its_oldest_file_and_a_file_alone_keeps_its_own() -> None:
    rows = people(ROSA, rosa(surname="Lefère-Ménard"), rosa(first_name="Awa", born=date(1990, 5, 6)))
    found, before = link(rows), exact(rows)
    assert found[STRICT].to_list() == before[STRICT].to_list()
    assert found[CENTRAL].to_list() == [before[CENTRAL][0], before[CENTRAL][0], before[CENTRAL][2]]
    assert found[LARGE].to_list() == found[CENTRAL].to_list()


def test_several_rows_of_a_file_are_one_person_and_an_unknown_identity_has_no_writing() -> None:
    rows = pl.concat([people(ROSA, rosa(born=None)), people(rosa(surname="Lefère-Ménard"))])
    assert link(rows)[CENTRAL].to_list() == [exact(rows)[CENTRAL][0], None, exact(rows)[CENTRAL][0]]
    assert link(rows.clear()).is_empty()


def test_the_order_of_the_rows_and_the_number_of_threads_change_nothing(monkeypatch) -> None:
    several = [rosa(surname=f"Lef{letter}re-Ménard", household=f"M{n}") for n, letter in enumerate("aeiouxyz")]
    rows = people(ROSA, *several, *(rosa(born=date(1980, 1, day)) for day in range(1, 20)))
    found = link(rows).with_columns(rows["fiche"]).sort("fiche")
    connect = duckdb.connect

    def on_one_thread(where: str, config: dict) -> duckdb.DuckDBPyConnection:
        return connect(where, config=config | {"threads": 1})

    monkeypatch.setattr(duckdb, "connect", lambda where, config=None: on_one_thread(where, config or {}))
    shuffled = rows.sample(fraction=1, shuffle=True, seed=3)
    assert link(shuffled).with_columns(shuffled["fiche"]).sort("fiche").equals(found)


def test_the_engine_opens_no_file_and_does_not_spill(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(linkage, "MEMORY", "30MB")
    with in_memory() as con:
        for query in ("COPY (SELECT 1) TO 'fuite.csv'", "ATTACH 'fuite.duckdb'", "SET temp_directory = 'fuite'"):
            with pytest.raises(duckdb.Error):
                con.execute(query)
        with pytest.raises(duckdb.OutOfMemoryException):
            con.execute(
                "CREATE TABLE large AS SELECT hash(i)::VARCHAR || repeat('x', 90) AS nom FROM range(3000000) AS t(i)"
            )
    assert not list(tmp_path.iterdir())


def test_no_message_comes_out_whatever_the_level(caplog, capfd) -> None:
    caplog.set_level(logging.NOTSET)
    link(people(ROSA, rosa(surname="Lefère-Ménard")))
    assert not [record for record in caplog.records if record.name.startswith("splink")]
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("splink").level == logging.NOTSET


@pytest.mark.parametrize("model", [replace(MODEL, most_pairs=0), replace(MODEL, levels={})])
def test_a_failure_says_nothing_of_anybody(model: Model) -> None:
    with pytest.raises(LinkageFailed) as failure:
        link(people(ROSA, rosa(surname="Lefère-Ménard")), model)
    assert "LEF" not in f"{failure.value!r} {failure.value.__cause__!r}".upper()


def test_the_weights_are_shares_and_the_nearer_the_level_the_heavier() -> None:
    assert {name: list(levels) for name, levels in SAID["niveaux"].items()} == {n: list(ls) for n, ls in LEVELS.items()}
    for levels in SAID["niveaux"].values():
        for side in (0, 1):
            assert sum(pair[side] for pair in levels.values()) == pytest.approx(1, abs=1e-9)
        ratios = [m / u for m, u in levels.values()]
        assert ratios[0] == max(ratios) and ratios[-1] == min(ratios) < 1
    assert 0 < MODEL.large < MODEL.central < 1
