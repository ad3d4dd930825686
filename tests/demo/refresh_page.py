"""Rewrites the table of the page of the model: `python -m tests.demo.refresh_page` after a change of a rate."""

from __future__ import annotations

import re
from pathlib import Path

from observatory.demo.simulation import simulate
from observatory.demo.targets import measured

PAGE = Path(__file__).resolve().parents[2] / "docs" / "monde-de-demonstration.md"
HEAD = "| repère | publié | obtenu | source |\n|---|---:|---:|---|\n"


def french(value: float) -> str:
    """One decimal at most, with a comma."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def table() -> str:
    """The table of what is published and obtained, in Markdown."""
    rows = measured(simulate()).select("repere", "publie", "obtenu", "source").rows()
    return HEAD + "".join(f"| {a} | {french(b)} | {french(c)} | <{source}> |\n" for a, b, c, source in rows)


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(re.escape(HEAD) + r"(\|.*\n)*", table(), page), encoding="utf-8")
