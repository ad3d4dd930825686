"""The command line, in French: each command calls the library or the same Dagster job as the UI."""

from observatory.cli.french import speak_french

speak_french()  # before any command is defined
