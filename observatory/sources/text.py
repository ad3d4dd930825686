"""From the bytes of a text file to its text: encoding and separator, told from the bytes themselves."""

from __future__ import annotations

import re

from observatory.errors import ObservatoryError

_MOJIBAKE = ("Ã©", "Ã¨", "Ã ", "Ã\u00a0", "â€™", "�")
_LEADS = (b"\xc3", b"\xc5", b"\xe2")  # of the accented letters in UTF-8
_SEPARATORS = (";", ",", "\t", "|")


def decode(content: bytes, name: str) -> str:
    """UTF-8 (with or without BOM), else Windows-1252; ObservatoryError when the file mixes both or is already broken."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if any(lead in content for lead in _LEADS) and re.search(rb"[\xc3\xc5\xe2][\x80-\xbf]", content):
            line = content[: error.start].count(b"\n") + 1
            raise ObservatoryError(
                f"{name} mélange deux encodages (premier caractère illisible ligne {line}).",
                "Demandez au producteur un export tout en UTF-8.",
            ) from None
        text = content.decode("cp1252", errors="replace")
    marks = [mark for mark in _MOJIBAKE if mark[0] in text]  # a sign alone is looked for much faster
    broken = next((mark for mark in marks if mark in text), None)
    if broken:
        line = text[: text.index(broken)].count("\n") + 1
        raise ObservatoryError(
            f"{name} contient des caractères abîmés par un mauvais encodage (ligne {line}).",
            "Demandez au producteur un export en UTF-8, sans passer par un tableur.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def guess_separator(text: str) -> str:
    """The separator that cuts the first fifty lines into most columns, the same number on most of them."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.split("\n", 51)[:50] if line.strip()]

    def score(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(_SEPARATORS, key=score)
