"""The contracts as written: valid ODCS, one description per column, checks that someone can act on."""

from __future__ import annotations

import re
from collections import Counter

import jsonschema
import pytest
from open_data_contract_standard.model import OpenDataContractStandard

from observatory.contracts.load import FOLDER
from observatory.contracts.model import BLOCKING, WARNING
from observatory.contracts.reference import nomenclature_codes
from observatory.contracts.strict_yaml import read_yaml
from observatory.publication.policy_file import load_policy
from tests.contracts.standard import validator

CONTRACTS = {path.name: read_yaml(path) for path in sorted(FOLDER.glob("*.yaml")) if path.name != "disclosure.yaml"}
ENTRIES = [
    (entry["physicalName"], column)
    for text in CONTRACTS.values()
    for entry in text["schema"]
    for column in entry["properties"]
]
ACTION = re.compile(
    r"\b(Vérifiez|Demandez|Corrigez|Complétez|Reprenez|Gardez|Relisez|Retirez|Ouvrez|Ne publiez pas|Aucune action|affiché|publiés comme|dit)\b"
    r"|\b(complétez|signalez)\b"
)


@pytest.fixture(scope="module")
def odcs() -> jsonschema.protocols.Validator:
    return validator()


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_contract_is_valid_odcs(odcs, name: str):
    odcs.validate(CONTRACTS[name])
    assert CONTRACTS[name]["apiVersion"] == "v3.1.0"
    assert OpenDataContractStandard.model_validate(CONTRACTS[name]).id == CONTRACTS[name]["id"]


@pytest.mark.parametrize(
    "change", [{"version": None}, {"kind": "Contrat"}, {"auteur": "x"}, {"schema": [{"physicalName": 3}]}]
)
def test_the_schema_refuses_what_is_not_odcs(odcs, change: dict):
    with pytest.raises(jsonschema.ValidationError):
        odcs.validate(CONTRACTS["marts.territoires.yaml"] | change)


def test_a_contract_file_bears_its_identifier():
    assert {f"{text['id']}.yaml" for text in CONTRACTS.values()} == set(CONTRACTS)


# --- one description per column


def test_a_column_is_described_or_says_where_it_comes_from_never_both():
    both = [f"{table}.{c['name']}" for table, c in ENTRIES if ("description" in c) == ("transformSourceObjects" in c)]
    assert both == []


def test_a_column_name_is_described_exactly_once():
    described = Counter(column["name"] for _, column in ENTRIES if "description" in column)
    assert [name for name, times in described.items() if times > 1] == []
    assert {column["name"] for _, column in ENTRIES} == described.keys()


def test_no_two_columns_have_the_same_words():
    words = Counter(column["description"] for _, column in ENTRIES if "description" in column)
    assert [text for text, times in words.items() if times > 1] == []


def test_nothing_outside_the_contracts_describes_a_column():
    words = [column["description"] for _, column in ENTRIES if len(column.get("description", "")) > 30]
    project = FOLDER.parent
    sources = [*(project / "observatory").rglob("*.py"), *(project / "assets").rglob("*.py")]
    sources += (project / "dbt_like_sql").rglob("*.sql")
    written = [(path.name, path.read_text(encoding="utf-8")) for path in sources]
    found = [(name, text) for name, content in written for text in words if text in content]
    assert found == []


def test_every_column_of_the_catalogue_has_words_a_type_and_a_class(catalogue):
    columns = [(t.name, c) for t in catalogue.tables.values() for c in t.columns]
    assert [f"{t}.{c.name}" for t, c in columns if not (c.description and c.type and c.sensitivity)] == []


def test_what_is_not_public_stays_in_the_lake_unless_a_policy_protects_it(catalogue):
    """Or in a secure research file, which is never published."""
    policy = load_policy(FOLDER / "disclosure.yaml")
    columns = [(t, c) for t in catalogue.tables.values() for c in t.columns if c.sensitivity != "public"]
    assert {c.sensitivity for _, c in columns} <= {"quasi-identifiant", "sensible"}
    for table, column in columns:
        family = policy.family_of(table.short_name)
        protected = family is not None and not policy.rules(family.classes).exempt
        assert table.schema in ("lake", "extraits") or protected, f"{table.name}.{column.name}"


def test_a_name_means_one_thing_everywhere(catalogue):
    meanings = {(c.name, c.description) for table in catalogue.tables.values() for c in table.columns}
    assert len(meanings) == len({name for name, _ in meanings})


def test_identifiers_have_no_accent_and_texts_end_with_a_stop(catalogue):
    for table in catalogue.tables.values():
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", column.name) for column in table.columns), table.name
        texts = [column.description for column in table.columns] + [check.sentence for check in table.checks]
        assert [text for text in texts if not text.endswith((".", "…"))] == []


# --- checks


def test_check_identifiers_are_unique(catalogue):
    ids = Counter(check.id for table in catalogue.tables.values() for check in table.checks)
    assert ids and [name for name, times in ids.items() if times > 1] == []
    assert all(re.fullmatch(r"[A-Z]{3}-\d{2}", name) for name in ids)


def test_a_check_has_one_of_two_severities_and_tells_in_french_what_to_do(catalogue):
    for check in [check for table in catalogue.tables.values() for check in table.checks]:
        assert check.severity in (BLOCKING, WARNING), check.id
        assert ACTION.search(check.sentence), f"{check.id} ne dit pas quoi faire : {check.sentence}"
        assert check.sentence.count(".") + check.sentence.count(":") >= 1 and len(check.sentence) > 40, check.id


def test_a_query_of_a_check_is_read_from_its_file(catalogue):
    queries = [
        c.kwargs["unexpected_rows_query"]
        for t in catalogue.tables.values()
        for c in t.checks
        if "unexpected_rows_query" in c.kwargs
    ]
    assert not [query for query in queries if query.endswith(".sql")]
    used = {query for query in queries if query.startswith("--")}
    shipped = {path.read_text(encoding="utf-8") for path in (FOLDER.parent / "dbt_like_sql" / "checks").glob("*.sql")}
    assert used == shipped, "un fichier de checks/ ne sert à aucun contrat"


# --- what contracts refer to


def test_every_nomenclature_that_a_contract_names_exists_with_codes(catalogue):
    named = {c.nomenclature for table in catalogue.tables.values() for c in table.columns if c.nomenclature}
    assert named <= nomenclature_codes().keys()
    assert all(nomenclature_codes()[name] for name in named)


def test_a_code_list_has_no_code_twice_nor_a_code_without_label():
    import polars as pl

    for path in (FOLDER / "nomenclatures").glob("*.csv"):
        frame = pl.read_csv(path, separator=";", infer_schema=False)
        assert frame["code"].is_unique().all(), path.name
        assert frame["libelle"].null_count() == 0, path.name


def test_a_code_that_stands_for_an_empty_cell_is_in_its_list(catalogue):
    columns = [c for table in catalogue.tables.values() for c in table.columns if c.if_empty and c.nomenclature]
    assert columns and all(c.if_empty in nomenclature_codes()[c.nomenclature] for c in columns)


def test_foreign_keys_lead_to_the_key_of_a_table_that_stands_beside_theirs(catalogue):
    """In the same schema; a table computed at the release stands in the published database beside the marts."""
    keys = [(table, key) for table in catalogue.tables.values() for key in table.foreign_keys]
    assert keys
    for table, key in keys:
        beside = "marts" if table.schema == "published" else table.schema
        assert catalogue.table(f"{beside}.{key.target}").key == key.target_columns
        assert set(key.columns) <= {column.name for column in table.columns}


def test_every_published_table_has_a_family_and_every_family_a_table(catalogue):
    policy = load_policy(FOLDER / "disclosure.yaml")
    published = {name for schema in ("marts", "published", "meta") for name in catalogue.schema(schema)}
    assert {table for family in policy.families for table in family.tables} == published


def test_every_source_says_who_made_it_under_which_licence_and_whom_to_ask(catalogue):
    wanted = {"producteur", "licence", "sourceUrl", "aQuiDemander"}
    assert {
        name: wanted - table.properties.keys()
        for name, table in catalogue.sources.items()
        if wanted - table.properties.keys()
    } == {}
