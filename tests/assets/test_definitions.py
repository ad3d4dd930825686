"""What staff see in Dagster before any run: a snapshot of assets, checks and jobs, in the words of the contracts."""

from __future__ import annotations

import json

from assets.definitions import defs
from observatory.contracts.load import load_catalogue
from tests.assets.snapshot import PATH, snapshot


def test_definitions_are_those_of_the_snapshot() -> None:
    expected = json.loads(PATH.read_text(encoding="utf-8"))
    assert snapshot() == expected, "définitions changées : relire, puis python -m tests.assets.snapshot"


def test_every_asset_is_described_owned_and_of_a_kind() -> None:
    for name, asset in snapshot()["assets"].items():
        assert asset["decrit"] and asset["responsables"] and asset["sortes"] and asset["groupe"], name


def test_columns_of_a_source_carry_the_definitions_of_its_contract() -> None:
    table = load_catalogue().table("lake.barometre_relogement")
    spec = next(s for s in defs.resolve_all_asset_specs() if s.key.path == ["lake", "barometre_relogement"])
    columns = {column.name: column.description for column in spec.metadata["dagster/column_schema"].columns}
    assert columns == {column.name: column.description for column in table.columns}


def test_runs_stay_in_one_process_with_one_writer() -> None:
    assert defs.executor.name == "in_process"
    pools = {op.pool for asset in defs.assets for op in [asset.op]}
    assert pools == {"entrepot"}
