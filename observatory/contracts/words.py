"""How words are compared: headers, labels, writings of no answer."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=16_384)  # the cells of the first rows of files: bounded, they are not ours to keep
def normalise(words: str) -> str:
    """Words in lower case, without accents, with `_` for anything else: « N° demande » → `numero_demande`."""
    text = words.strip().lower().replace("n°", "numero ").replace("nb.", "nb ").replace("œ", "oe").replace("’", "'")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_")
