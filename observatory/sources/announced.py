"""Sources that staff may already drop, and that this version does not read: their files wait, unopened."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from observatory.errors import ObservatoryError
from observatory.home import Home

LIST = "sources_attendues.csv"
CARE = {
    "identifiant direct": " Ces fichiers nomment des personnes : gardez-les dans un lieu protégé, ou retirez-les.",
    "quasi-identifiant": " Ces fichiers décrivent des personnes une à une : gardez-les dans un lieu protégé, ou retirez-les.",
    "public": "",
}
UNREAD = "Source annoncée, que cette version ne lit pas encore : rien n’a été ouvert ni enregistré."


@dataclass(frozen=True)
class Announced:
    """A folder of `incoming/` whose contract is not written yet; `sensibilite`: the most sensitive thing in its files."""

    dossier: str
    libelle: str
    sensibilite: str

    def waiting(self, count: int) -> str:
        """The sentence for staff about the files that wait; none of them is named."""
        files = "1 fichier attend" if count == 1 else f"{count} fichiers attendent"
        return f"{self.libelle} : {files} dans incoming/{self.dossier}. {UNREAD}{CARE[self.sensibilite]}"

    def refusal(self) -> ObservatoryError:
        """The refusal to receive one file of the folder when no contract was named for it; the file is not named."""
        return ObservatoryError(
            f"{self.libelle} : un fichier de incoming/{self.dossier} n’est pas reçu. {UNREAD}{CARE[self.sensibilite]}",
            "Si c’est le fichier d’une source connue, nommez-la avec --contract.",
        )


@cache
def announced_sources(folder: Path) -> dict[str, Announced]:
    """The announced sources by folder of `incoming/`, from the list kept with the contracts (`folder`), if there is one."""
    if not (folder / LIST).exists():
        return {}
    with (folder / LIST).open(encoding="utf-8", newline="") as lines:
        return {row["dossier"]: Announced(**row) for row in csv.DictReader(lines, delimiter=";")}


def announced_for(home: Home, path: Path, folder: Path) -> Announced | None:
    """The announced source in whose folder of `incoming/` a file lies, if any; the folder may be written `SIAO`."""
    place, incoming = (Path(os.path.abspath(one)) for one in (path, home.incoming))
    if incoming not in place.parent.parents:
        return None
    return announced_sources(folder).get(place.relative_to(incoming).parts[0].lower())
