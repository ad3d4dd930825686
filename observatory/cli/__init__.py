"""The command line, in French: each command calls the library or the same Dagster job as the UI."""
