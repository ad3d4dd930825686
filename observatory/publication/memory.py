"""The private memory of the disclosure control: what each release showed, and the counts behind. Never published."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.disclosure.history import Past
from observatory.disclosure.protection import Protection, taken_back
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.partitions import sha256_of
from observatory.lake.quarantine import inert
from observatory.publication.versions import EVIDENCE, MEMORY, releases

if TYPE_CHECKING:
    import polars as pl

    from observatory.disclosure.policy import Policy

ALREADY_PUBLIC = "déjà public"
COMPUTED = "déduite de tables protégées"


@dataclass(frozen=True)
class Memory:
    """The manifests of all releases, oldest first, and the folder they stand in."""

    folder: Path
    manifests: tuple[Mapping[str, Any], ...]

    @property
    def last(self) -> str | None:
        """The version of the last release that is remembered."""
        return self.manifests[-1]["version"] if self.manifests else None

    def past(self, family: str) -> list[Past]:
        """What every release said of a family, oldest first; ObservatoryError when a journal was altered."""
        import polars as pl

        found = []
        for manifest in self.manifests:
            if entry := manifest["familles"].get(family):
                path = self.folder / manifest["version"] / entry["fichier"]
                if not path.exists() or sha256_of(path) != entry["sha256"]:
                    raise _incomplete(manifest["version"])
                found.append(Past(manifest["version"], entry["methode"], entry["base"], pl.read_parquet(path)))
        return found

    def unchanged(self, family: str, made_from: str) -> Protection | None:
        """The protection of the last release that showed a family, if it was made from the very same things and all of it is
        still there; call `past` first, which holds the journals to what they were."""
        import polars as pl

        last = next((one for one in reversed(self.manifests) if family in one["familles"]), None)
        entry = last["familles"][family] if last else {}
        if entry.get("faite_de") != made_from:
            return None
        names = [_journal(family), _audit(family), *(_table(family, name) for name in entry["tables"])]
        paths = [self.folder / last["version"] / name for name in names]
        prints = [entry["sha256"], entry["audit_sha256"], *entry["tables"].values()]
        if any(not path.exists() or sha256_of(path) != digest for path, digest in zip(paths, prints, strict=True)):
            return None
        journal, intervals, *frames = map(pl.read_parquet, paths)
        told = {
            "nb_problems": entry["problemes_resolus"],
            "summary": entry["resume"],
            "method": entry["methode"],
            "base": entry["base"],
            "made_from": made_from,
        }
        return taken_back(dict(zip(entry["tables"], frames, strict=True)), journal, intervals, told)

    def policies(self) -> dict[str, tuple[str, str, str, str]]:
        """For each version of the policy ever used: its fingerprint, who signed, when, and the first release under it."""
        told: dict[str, tuple[str, str, str, str]] = {}
        for one in self.manifests:
            signed = (one["politique_empreinte"], one["signe_par"], one["signe_le"], one["version"])
            told.setdefault(one["politique_version"], signed)
        return told


def read_memory(home: Home, published: Path | None) -> Memory:
    """The memory of a home; ObservatoryError when a release of the chain is missing from it.

    The release in place is needed too, unless all its tables were already public: it has nothing to be remembered.
    """
    folder = home.confidentiality
    paths = [path / MEMORY for path in releases(folder) if (path / MEMORY).exists()]
    manifests = tuple(json.loads(path.read_text(encoding="utf-8")) for path in paths)
    versions = {manifest["version"] for manifest in manifests}
    told = published / EVIDENCE if published else None
    needed = [manifest["parent"] for manifest in manifests if manifest["parent"]]
    if told and told.exists():
        release = json.loads(told.read_text(encoding="utf-8"))
        if any(table["methode"] not in (ALREADY_PUBLIC, COMPUTED) for table in release["tables"]):
            needed.append(release["version"])
    if missing := [version for version in needed if version not in versions]:
        raise _incomplete(missing[-1])
    return Memory(folder, manifests)


def require_new_version(policy: Policy, memory: Memory) -> None:
    """Refuse a policy that changed under the version of another one: each version is one text, signed once."""
    known = memory.policies().get(policy.version)
    if known and known[0] != policy.fingerprint:
        raise ObservatoryError(
            f"La politique de confidentialité a changé sans changer de version ({policy.version}, déjà appliquée par la "
            f"publication {known[3]}) : rien n’est publié.",
            "Donnez-lui une nouvelle version et faites-la signer, ou rétablissez l’ancien texte.",
        )


def remember(
    home: Home, memory: Memory, version: str, at: datetime, policy: Policy, protections: Mapping[str, Protection]
) -> None:
    """Write what the release `version` shows, before it is shown: its protection, by family."""
    folder = home.confidentiality / version
    if folder.exists():
        raise ObservatoryError("Une publication vient d’avoir lieu dans la même seconde.", "Relancez la publication.")
    aside = home.confidentiality / f".{version}"
    shutil.rmtree(aside, ignore_errors=True)
    home.confidentiality.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside.mkdir(mode=0o700)
    families = {family: _kept(aside, family, protection) for family, protection in protections.items()}
    manifest = {
        "version": version,
        "publie_le": at.isoformat(),
        "parent": memory.last,
        "politique_version": policy.version,
        "politique_empreinte": policy.fingerprint,
        "signe_par": policy.signe_par,
        "signe_le": policy.signe_le,
        "familles": families,
    }
    (aside / MEMORY).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    os.rename(aside, folder)


def _kept(folder: Path, family: str, protection: Protection) -> dict[str, Any]:
    """Write the protection of a family; its line in the manifest."""
    tables = {name: _write(folder / _table(family, name), table.frame) for name, table in protection.tables.items()}
    return {
        "methode": protection.method,
        "base": protection.base,
        "fichier": _journal(family),
        "sha256": _write(folder / _journal(family), protection.journal),
        "cellules_attaquees": protection.audit.nb_cells,
        "problemes_resolus": protection.audit.nb_problems,
        "faite_de": protection.made_from,
        "audit_sha256": _write(folder / _audit(family), protection.audit.intervals),
        "tables": tables,
        "resume": protection.summary,
    }


def _journal(family: str) -> str:
    return f"{family}.parquet"


def _audit(family: str) -> str:
    return f"{family}.audit.parquet"


def _table(family: str, name: str) -> str:
    return f"{family}.{name}.table.parquet"


def _write(path: Path, frame: pl.DataFrame) -> str:
    frame.write_parquet(path)
    path.chmod(0o600)
    return sha256_of(path)


def report_failures(home: Home, name: str, failures: pl.DataFrame) -> Path:
    """Write which cells gave way and by which route, for the person in charge alone; the path of the file."""
    folder = home.confidentiality / "echecs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    path.touch(mode=0o600)
    inert(failures).write_csv(path, separator=";")
    return path


def _incomplete(version: str) -> ObservatoryError:
    return ObservatoryError(
        f"La mémoire de confidentialité de la publication {version} manque ou a été modifiée : rien n’est publié.",
        "Rétablissez le dossier « confidentialite » de la maison des données depuis une sauvegarde : sans lui, une "
        "nouvelle publication pourrait révéler ce que les anciennes protégeaient.",
    )
