"""One Spark session for the tests of this folder, which `make test-spark` runs; without PySpark, they skip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Spark on this machine, with the functions of the models."""
    pytest.importorskip("pyspark", reason="PySpark est absent : « make test-spark » l’installe à part")
    from observatory.warehouse.spark import open_session, register_functions

    try:
        session = open_session()
    except ObservatoryError as error:
        pytest.fail(str(error))
    register_functions(session)
    yield session
    session.stop()
