"""Quality: what a check is, how a batch of checks runs inside DuckDB, and the journal of every result."""
