"""YAML read without surprises: 01 stays the text "01", NO stays "NO", 12:30 stays "12:30"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from observatory.errors import ObservatoryError


def read_yaml(path: Path) -> Any:
    """The content of a YAML 1.2 file; plain integers with a leading zero and times stay texts.

    Raises ObservatoryError with the file and the line when the file is not valid (a key given twice included).
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        return _plain(YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8")))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise ObservatoryError(
            f"Le fichier {path.name} n’est pas un YAML valide (ligne {line}).", "Corrigez cette ligne."
        ) from None


def _plain(node: Any) -> Any:
    """Plain dicts, lists and scalars; a scalar that YAML would reshape (01, 1_000, a date) keeps its spelling."""
    from datetime import date

    from ruamel.yaml.scalarint import ScalarInt

    if isinstance(node, dict):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if isinstance(node, ScalarInt):
        digits = str(int(node))
        return digits.zfill(node._width) if (node._width or 0) > len(digits) else int(node)
    if isinstance(node, date):
        return node.isoformat()
    if isinstance(node, float):
        return float(node)
    return node if node is None or isinstance(node, bool | int) else str(node)
