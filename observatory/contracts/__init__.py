"""Data contracts (ODCS v3.1): the only place where a column is described.

From a contract come the DuckDB tables with comments and keys, the polars schema, the checks, the dictionary and the
metadata shown in Dagster. This room knows no source by name.
"""
