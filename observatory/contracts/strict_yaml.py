"""YAML read without surprises: 01 stays the text "01", NO stays "NO", 12:30 stays "12:30", a date stays a text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from observatory.errors import ObservatoryError
from observatory.fingerprints import fingerprint
from observatory.kept import kept, read_by

_KINDS = {
    "null": r"^(?:null|~|)$",
    "bool": r"^(?:true|false)$",
    "int": r"^-?(?:0|[1-9][0-9]*)$",
    "float": r"^-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])$",
}


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Only null, true, false, plain integers and plain decimals are not texts.

    Raises ObservatoryError with the file and the line when the file is not valid, a key given twice included.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise _absent(path) from None
    return kept(path, "yaml", fingerprint(text, read_by(__file__, "pyyaml")), lambda: _parsed(text, path))


def _parsed(text: str, path: Path) -> Any:
    import yaml

    try:
        return yaml.load(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise ObservatoryError(
            f"Le fichier {path.name} n’est pas un YAML valide (ligne {line}).", "Corrigez cette ligne."
        ) from None
    except yaml.YAMLError:
        raise _absent(path) from None


def _absent(path: Path) -> ObservatoryError:
    return ObservatoryError(
        f"Le fichier {path.name} est introuvable ou n’est pas un texte UTF-8.", f"Rétablissez {path.name}."
    )


@cache
def _loader() -> type:
    """PyYAML's fast safe loader, with its implicit types replaced by ours, and keys given twice refused."""
    import yaml

    class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        yaml_implicit_resolvers: ClassVar[dict] = {}

        def construct_mapping(self, node, deep=False):
            keys = [self.construct_object(key) for key, _ in node.value]
            for position, key in enumerate(keys):
                if key in keys[:position]:
                    mark = node.value[position][0].start_mark
                    raise yaml.constructor.ConstructorError(None, None, "duplicate key", mark)
            return super().construct_mapping(node, deep)

    for kind, pattern in _KINDS.items():
        StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(pattern), None)
    return StrictLoader
