"""The command line, as in the room of the command line."""

from tests.cli.conftest import cli

__all__ = ["cli"]
