"""What was worked out of a text of the project, kept beside it as Python keeps its compiled modules (`__pycache__`).

It is found by content: worked out again as soon as the text, or the code that reads it, has changed, and lost without harm. Only of what
is shipped, never of a home: nothing received goes there.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from observatory.fingerprints import fingerprint, of_files
from observatory.home import PROJECT

SHIPPED = (PROJECT / "data_contracts", PROJECT / "dbt_like_sql")


def kept(path: Path, kind: str, made_of: str, work: Callable[[], Any]) -> Any:
    """What `work` finds in the file `path`, a value that JSON writes; found again without work when `made_of` is what it was.

    kind: what it is, one name for each work. made_of: the fingerprint of all that the work looks at, `read_by` included. What cannot
    be written (a folder that belongs to another account) or read back is worked out each time; an error of `work` is not kept.
    """
    if not any(path.is_relative_to(folder) for folder in SHIPPED):
        return work()
    place = Path(cache_from_source(str(path))).with_name(f"{path.name}.{kind}.json")
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(place.read_text(encoding="utf-8"))
        if found["fait_de"] == made_of:
            return found["valeur"]
    value = work()
    if not sys.dont_write_bytecode:
        _keep(place, made_of, value)
    return value


@cache
def read_by(module: str, library: str) -> str:
    """The fingerprint of a module (its `__file__`) and the version of the library that it reads with."""
    path = Path(module)
    return fingerprint(version(library), of_files(path.parent, [path]))


def _keep(place: Path, made_of: str, value: Any) -> None:
    text = json.dumps({"fait_de": made_of, "valeur": value}, ensure_ascii=False)
    if json.loads(text)["valeur"] != value:  # a key that is no text, a tuple: it would not come back as it left
        return
    aside = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, encoding="utf-8")
        os.replace(aside, place)
