"""The data home: where everything that is not code lives, and how it is laid out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from observatory.errors import ObservatoryError
from observatory.replacement import finish
from observatory.settings import SPILLED

DOCUMENT_TEMPLATE = "document-territoire.docx"
PRIVATE = 0o700
PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Home:
    """The folders of one observatory. `root` is OBSERVATORY_HOME."""

    root: Path

    @property
    def incoming(self) -> Path:
        """Where staff drop files."""
        return self.root / "incoming"

    @property
    def raw(self) -> Path:
        """Received files, immutable, by contract and fingerprint."""
        return self.root / "raw"

    @property
    def lake(self) -> Path:
        """Typed partitions that passed their checks, as Parquet."""
        return self.root / "lake"

    @property
    def quarantine(self) -> Path:
        """Refused rows with their reason, one CSV per file."""
        return self.root / "quarantine"

    @property
    def journal(self) -> Path:
        """Every result of every check of every run."""
        return self.root / "journal"

    @property
    def reports(self) -> Path:
        """One page in French for each run, the last one as `dernier.html`."""
        return self.root / "rapports"

    @property
    def drawn(self) -> Path:
        """What the images of the last release were drawn from, by figure: those that would be the same are taken again."""
        return self.journal / "figures.json"

    @property
    def warehouse(self) -> Path:
        """The private working database; can be deleted and rebuilt."""
        return self.root / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """Releases, and `current` that points at the last one."""
        return self.root / "published"

    @property
    def confidentiality(self) -> Path:
        """What each release showed and the counts behind: private, kept for ever, never published."""
        return self.root / "confidentialite"

    @property
    def document_template(self) -> Path:
        """The Word template of the territory documents, if the agency has one of its own."""
        return self.root / "modeles" / DOCUMENT_TEMPLATE

    @property
    def dagster(self) -> Path:
        """DAGSTER_HOME: history of runs."""
        return self.root / "dagster"

    @property
    def frozen(self) -> Path:
        """What persons erased since have left: their anonymous outcomes by model, the certificates. Private, for ever."""
        return self.root / "gel"

    @property
    def research(self) -> Path:
        """Secure research files, by project and day, and their journal. Private; the journal for ever, an extract until its term."""
        return self.root / "recherche"

    @property
    def truth(self) -> Path:
        """What really happened in the demonstration world; the pipeline never reads it and `create` never makes it."""
        return self.root / "truth"

    def create(self) -> Home:
        """Make the folders that are missing, for this account alone; ObservatoryError when the place cannot be written."""
        inner = (self.incoming, self.raw, self.lake, self.quarantine, self.journal, self.published)
        try:
            self.root.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            for folder in inner:
                folder.mkdir(mode=PRIVATE, exist_ok=True)
        except OSError:
            raise ObservatoryError(
                f"Impossible d’écrire dans la maison des données ({self.root}).",
                "Vérifiez les droits du dossier, ou choisissez-en un autre avec OBSERVATORY_HOME.",
            ) from None
        return self

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the home for one writer, once a change cut short is finished; ObservatoryError at once when another run holds it."""
        import fcntl

        self.root.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        with (self.root / ".verrou").open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise ObservatoryError(
                    "Un autre traitement est en cours sur cette maison des données : rien n’a été modifié.",
                    "Attendez qu’il se termine, puis relancez.",
                ) from None
            finish(self.root)
            shutil.rmtree(
                self.root / SPILLED, ignore_errors=True
            )  # rows that a run cut short left outside the warehouse
            yield


def keep_private() -> int:
    """From now on, what this process and its children write may be opened by this account alone; gives the former mask.

    Called where a process of ours begins: the command line, and Dagster's definitions.
    """
    return os.umask(0o077)


def home_from(environment: Mapping[str, str] | None = None) -> Home:
    """The home named by OBSERVATORY_HOME, else `data/` beside the project."""
    environment = os.environ if environment is None else environment
    return Home(Path(environment.get("OBSERVATORY_HOME") or PROJECT / "data").expanduser().resolve())
