"""Toy models, written as files by each test that needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from observatory.warehouse.models import Model, load_models
from observatory.warehouse.run import open_warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Toy = Callable[[dict[str, str]], dict[str, Model]]


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """Writes `{"core.x": "SELECT …"}` as `core/x.sql` and loads the folder; called again, it adds or replaces files."""

    def write(queries: dict[str, str]) -> dict[str, Model]:
        for name, sql in queries.items():
            path = tmp_path / "sql" / f"{name.replace('.', '/')}.sql"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sql, encoding="utf-8")
        return load_models(tmp_path / "sql")

    return write


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """An open, empty warehouse."""
    with open_warehouse(tmp_path / "entrepot" / "warehouse.duckdb") as connection:
        yield connection


@pytest.fixture
def lake(con: DuckDBPyConnection) -> None:
    """Two rows to read."""
    con.execute("CREATE VIEW lake.a AS SELECT 1 AS id UNION ALL SELECT 2")
