"""The extract of a project: drawn from the warehouse, protected, pseudonymised, written aside, audited, put on the shelf in one step."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pipeline import late_models, open_for_build
from observatory.pseudonyms.key import create_key, destroy_key, read_key
from observatory.research import journal, papers, shelf
from observatory.research.audit import AuditRefused, Promise, audit
from observatory.research.columns import MONTH, PERSON, PLACE, WITHHELD, contract, descriptors, facts, lists
from observatory.research.draw import draw
from observatory.research.facts import ORDINARY, soften
from observatory.research.ladder import Climbed, climb
from observatory.research.project import Project, read_project, refuse_changed, refuse_outdated
from observatory.research.term import forget_folders

if TYPE_CHECKING:
    import duckdb
    import polars as pl

logger = logging.getLogger("observatory.recherche")
REPLACED = "remplacement"


@dataclass(frozen=True)
class Protected:
    """What may be written of a project: rows (lake keys still), what the ladder did, cells hidden by fact, what is missing, the
    codes of each column (code, label, whether it is ordinary), whether the persons are invented."""

    rows: pl.DataFrame
    climbed: Climbed
    hidden: dict[str, int]
    missing: list[str]
    codes: dict[str, list[tuple[str, str, bool]]]
    is_fictional: bool


@dataclass(frozen=True)
class Created:
    """An extract on the shelf, and its manifest."""

    project: Project
    folder: Path
    manifest: dict


def create(home: Home, catalogue: Catalogue, path: Path, today: date, replace: bool = False) -> Created:
    """Make the extract of the project of `path`; the caller holds the home.

    ObservatoryError, and nothing written: project not approved, changed without a new signature, over; extract there already
    (unless `replace`: it is destroyed with its key, and the two never meet); warehouse late; nobody left; audit refused.
    """
    project = read_project(path, contract(catalogue))
    refuse_outdated(project, today)
    shelf.sweep(home)
    refuse_changed(project, home.research / project.id / shelf.PROJECT_FILE)
    standing = shelf.extract_of(home, project.id)
    if standing and not replace:
        raise ObservatoryError(
            f"Le projet « {project.id} » a déjà un extrait, du {date.fromisoformat(standing.folder.name):%d/%m/%Y}.",
            "Pour le remplacer, ajoutez --replace : l’ancien est détruit avec sa clé ; demandez au projet de détruire sa copie.",
        )
    protected = _protected(home, catalogue, project)
    logger.info("Personnes tirées et protégées ; écriture, puis audit.")
    if standing:
        forget_folders(home, [(standing, REPLACED)])
    return _written(home, catalogue, project, path, protected, today)


def simulate(home: Home, catalogue: Catalogue, path: Path) -> dict:
    """What the extract of a project, signed or not yet, would keep and leave, rounded, as its manifest would say it; nothing is
    written. Raises as `create` does, but for what a signature is needed for."""
    project = read_project(path, contract(catalogue), is_draft=True)
    protected = _protected(home, catalogue, project)
    return papers.counts(protected.climbed, protected.hidden, protected.rows.height)


def _protected(home: Home, catalogue: Catalogue, project: Project) -> Protected:
    table = contract(catalogue)
    asked = [tuple(name for name in kind(table) if name in project.columns) for kind in (descriptors, facts)]
    with open_for_build(home, catalogue) as con:
        if late_models(con, home, catalogue):
            raise ObservatoryError(
                "L’entrepôt ne correspond plus aux fichiers reçus ou aux règles : rien n’est extrait.",
                "Lancez « observatory build » (ou « preparer_la_publication » dans Dagster), puis recommencez.",
            )
        missing = draw(con, project)
        climbed = climb(con, *asked, lists(table), project.k)
        if not climbed.nb_kept:
            raise ObservatoryError(
                f"Projet « {project.id} » : aucune combinaison ne réunit {project.k} personnes : rien n’est extrait.",
                "Demandez moins de colonnes, plus de départements ou une autre période.",
            )
        hidden = soften(con, *asked, lists(table), project.k)
        rows = con.sql(f"SELECT cle_personne, foyer, {', '.join((MONTH, *project.columns))} FROM extraits.protege").pl()
        fictional = con.execute(
            "SELECT bool_or(est_fictif) FROM marts.territoires WHERE niveau = 'DEP' AND list_contains(?, territoire_code)",
            [list(project.departements)],
        ).fetchall()[0][0]
        return Protected(rows, climbed, hidden, missing, _codes(con, lists(table), project), bool(fictional))


def _codes(con: duckdb.DuckDBPyConnection, lists: dict, project: Project) -> dict[str, list[tuple[str, str, bool]]]:
    return {
        name: con.execute(
            f"SELECT code, libelle, coalesce(regroupement = '{ORDINARY}', false) FROM ref.{lists[name]}"
        ).fetchall()
        for name in project.columns
        if lists[name]
    }


def _written(
    home: Home, catalogue: Catalogue, project: Project, path: Path, protected: Protected, today: date
) -> Created:
    """The folder, written aside, audited, renamed; without it nor its key when anything fails."""
    room = home.research / project.id
    aside, folder = room / f".{today.isoformat()}", room / today.isoformat()
    home.research.mkdir(mode=0o700, exist_ok=True)
    room.mkdir(mode=0o700, exist_ok=True)
    text = path.read_bytes()
    try:
        destroy_key(project.scope)
        create_key(project.scope, home=home)
        aside.mkdir(mode=0o700)
        rows, households = _under_the_key_of(project, home, protected.rows)
        _write(aside / shelf.DATA, rows)
        left = audit(aside / shelf.DATA, _promise(catalogue, project, protected), households)
        told = papers.counts(protected.climbed, protected.hidden, rows.height) | papers.residual(left)
        manifest = _write_papers(aside, catalogue, project, protected, told, home, today)
        _private(aside)
        journal.record(
            home,
            journal.CREATED,
            project.id,
            extrait=folder.name,
            empreinte=manifest["fichiers"][shelf.DATA],
            expire_le=project.expire_le.isoformat(),
            approuve_par=project.approuve_par,
        )
        _keep_text(room / shelf.PROJECT_FILE, text)
        os.rename(aside, folder)
    except BaseException as error:
        shutil.rmtree(aside, ignore_errors=True)
        destroy_key(project.scope)
        with suppress(OSError):
            journal.record(
                home, journal.REFUSED, project.id, motif="audit" if isinstance(error, AuditRefused) else "échec"
            )
        raise
    return Created(project, folder, manifest)


def _under_the_key_of(project: Project, home: Home, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows with the pseudonyms of the project in place of the keys of the lake, in their order; and the household of each."""
    persons = rows.select("cle_personne", "foyer").unique("cle_personne")
    names = read_key(project.scope, home).pseudonyms("recherche", persons["cle_personne"])
    named = persons.with_columns(names.alias(PERSON))
    columns = (PERSON, MONTH, *project.columns)
    written = rows.drop("foyer").join(named, on="cle_personne").select(columns).sort(PERSON, MONTH)
    return written, named.select(PERSON, "foyer")


def _promise(catalogue: Catalogue, project: Project, protected: Protected) -> Promise:
    table = contract(catalogue)
    return Promise(
        k=project.k,
        descriptors=tuple(name for name in descriptors(table) if name in project.columns),
        facts=tuple(name for name in facts(table) if name in project.columns),
        codes={name: frozenset(code for code, *_ in codes) for name, codes in protected.codes.items()},
        telling={
            name: frozenset(code for code, _, is_ordinary in codes if not is_ordinary and code != WITHHELD)
            for name, codes in protected.codes.items()
        },
        places=frozenset(project.departements),
        months=project.months,
    )


def _write(path: Path, rows: pl.DataFrame) -> None:
    rows.write_parquet(path, compression="zstd", statistics=False)


def _write_papers(
    aside: Path, catalogue: Catalogue, project: Project, protected: Protected, told: dict, home: Home, today: date
) -> dict:
    labels = {name: [code[:2] for code in codes] for name, codes in protected.codes.items()}
    places = [(code, f"SIAO de {code}") for code in project.departements]
    labels |= {
        PLACE: [
            *places,
            ("PLUSIEURS", "Plusieurs départements du périmètre"),
            (WITHHELD, "Non diffusé, pour protéger les personnes"),
        ]
    }
    columns = (PERSON, MONTH, *project.columns)
    (aside / "dictionnaire.csv").write_text(papers.dictionary(contract(catalogue), columns, labels), encoding="utf-8")
    conditions = papers.conditions(project, told, protected.missing, today, protected.is_fictional)
    (aside / "LISEZMOI.md").write_text(conditions, encoding="utf-8")
    prints = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(aside.iterdir())}
    erased = shelf.erased_until(home, list(project.departements))
    manifest = papers.manifest(project, today, prints, told, erased, protected.is_fictional)
    (aside / shelf.MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return manifest


def _private(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o600)


def _keep_text(path: Path, text: bytes) -> None:
    """The approved text, kept beside the extracts of the project."""
    aside = path.with_name(f".{path.name}")
    aside.write_bytes(text)
    aside.chmod(0o600)
    os.replace(aside, path)
