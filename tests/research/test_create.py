"""An extract of the demonstration: what it holds, what it never holds, and what becomes of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from observatory.backup.layout import saved_paths
from observatory.cli.doctor import _research
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.lake.frozen import ERASURES
from observatory.pipeline import open_for_build
from observatory.pseudonyms.key import key_path
from observatory.research import audit as audits
from observatory.research import create as creation
from observatory.research import journal
from observatory.research.create import create
from observatory.research.draw import draw
from observatory.research.project import read_project
from observatory.research.shelf import DATA, MANIFEST, extract_of, extracts
from observatory.research.term import expire, expire_now, orphans
from tests.assets.test_nothing_leaks import every_byte, everything_in, writings_of
from tests.research.conftest import TODAY, Extracted

PERSON = "personne_projet"


@pytest.fixture
def copied(extracted: Extracted, tmp_path: Path) -> Home:
    """The home with its extract, for a test to change."""
    return Home(Path(shutil.copytree(extracted.home.root, tmp_path / "copie", symlinks=True)))


@pytest.fixture(autouse=True)
def same_keys(extracted: Extracted):
    """Keys are of the account: give back those that a test destroys."""
    path = key_path("recherche-essai")
    content = path.read_bytes()
    yield
    for one in path.parent.glob("recherche-*"):
        one.unlink()
    path.write_bytes(content)
    path.chmod(0o600)


def made(home: Home, catalogue, path: Path, **options):
    with home.lock():
        return create(home, catalogue, path, TODAY, **options)


def test_an_extract_is_a_closed_folder_of_four_files_that_its_manifest_holds(extracted) -> None:
    folder = extracted.created.folder
    assert folder == extracted.home.root / "recherche" / "essai" / "2026-02-01"
    assert {path.name for path in folder.iterdir()} == {DATA, MANIFEST, "dictionnaire.csv", "LISEZMOI.md"}
    for path in (extracted.home.research, *extracted.home.research.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name, sha256 in told["fichiers"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
    assert told["donnees_fictives"] and told["expire_le"] == "2027-01-15" and told["k"] == 5
    counts = told["comptes"]
    assert all(counts[name] % 10 == 0 for name in counts if isinstance(counts[name], int))
    rows = pl.read_parquet(folder / DATA)
    assert abs(counts["lignes"] - rows.height) <= 5 and rows.height > 100
    text = (folder / "LISEZMOI.md").read_text(encoding="utf-8")
    assert "Données fictives" in text and "Ne chercher à reconnaître personne" in text and "15/01/2027" in text
    assert not key_path("recherche-essai").is_relative_to(extracted.home.root)
    (act,) = journal.read(extracted.home)
    assert (act["geste"], act["projet"], act["empreinte"]) == ("CREATION", "essai", told["fichiers"][DATA])


def test_the_dictionary_tells_every_column_and_every_code_of_the_file(extracted) -> None:
    folder = extracted.created.folder
    rows, told = pl.read_parquet(folder / DATA), pl.read_csv(folder / "dictionnaire.csv", separator=";")
    assert told["colonne"].unique(maintain_order=True).to_list() == rows.columns
    assert told["definition"].null_count() == 0
    for name in rows.columns[2:]:
        assert set(rows[name].unique()) <= set(told.filter(colonne=name)["code"]), name


def test_what_is_drawn_is_what_the_indicators_count(extracted, catalogue, table, copied) -> None:
    with open_for_build(copied, catalogue) as con:
        missing = draw(con, read_project(extracted.project, table))
        differ = con.execute(
            """SELECT count(*), count_if(p.nb IS DISTINCT FROM s.nb_suivies)
            FROM core.siao_suivis AS s
            LEFT JOIN (SELECT siao_dep, mois, count(*) AS nb FROM extraits.presences GROUP BY ALL) AS p
              ON p.siao_dep = s.territoire_code AND p.mois = s.periode_debut
            WHERE s.niveau = 'DEP' AND s.rapprochement = 'CENTRAL' AND length(s.periode) = 7 AND s.periode LIKE '2025-%'"""
        ).fetchall()[0]
        nights = con.execute(
            """SELECT count(DISTINCT p.cle_personne_centrale) FROM core.siao_nuits AS n
            JOIN staging.siao_personne AS p USING (siao_dep, cle_menage)
            JOIN extraits.presences AS r ON r.cle_personne = p.cle_personne_centrale AND r.mois = n.mois"""
        ).fetchall()[0][0]
        asked = con.execute("SELECT count_if(nuits_demandees <> 'AUCUNE') FROM extraits.personnes_mois").fetchall()[0][
            0
        ]
        assert con.execute(
            "SELECT count(*) FROM extraits.presences ANTI JOIN extraits.personnes USING (cle_personne)"
        ).fetchall() == [(0,)]
    assert differ[0] > 0 and differ[1] == 0 and missing and "mois sur 12 ne sont pas observés" in missing[0]
    assert asked == nights > 0


def test_no_name_no_key_of_the_lake_and_no_secret_is_in_the_room_of_research(extracted, updated, key) -> None:
    home = extracted.home
    lines = updated.persons.decode("cp1252").splitlines()
    rows = [line.split(";") for line in lines[lines.index(next(one for one in lines if "Nom;" in one)) + 1 :]]
    canaries = {row[at].upper() for row in rows for at in (0, 1, 3, 7) if len(row[at]) > 5}
    keys = set()
    for name in ("personne", "menage", "prise_en_charge", "demande_insertion", "demande_115"):
        for path in (home.lake / f"siao_{name}").glob("*.parquet"):
            frame = pl.read_parquet(path).select(pl.col("^cle.*$").exclude("cles_numero_unique"))
            keys |= {value for column in frame.get_columns() for value in column.drop_nulls().unique()}
    opened = everything_in(home.research) + extracted.said.upper()
    raw = every_byte(home.research)
    assert len(canaries) > 1000 and len(keys) > 1000
    assert pl.read_parquet(extracted.created.folder / DATA)[PERSON][0].upper() in opened, "la recherche ouvre l’extrait"
    assert not [one for one in canaries if one in opened or one.encode() in raw.upper()]
    assert not [one for one in keys if one.upper() in opened or one.encode() in raw]
    assert not [one for one in keys if one[2:].upper() in opened]
    for path in (key, key_path("recherche-essai")):
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
        assert not [one for one in writings_of(secret) if one in raw or one.decode("latin1").upper() in opened]


def test_two_projects_cannot_be_joined_nor_a_project_to_its_next_extract(
    copied, catalogue, write_project, extracted
) -> None:
    other = made(copied, catalogue, write_project(name="autre"))
    again = made(copied, catalogue, extracted.project, replace=True)
    persons = [set(pl.read_parquet(one.folder / DATA)[PERSON]) for one in (extracted.created, other, again)]
    sizes = {len(one) for one in persons}
    assert len(sizes) == 1 and sizes.pop() > 50
    assert not (persons[0] & persons[1] or persons[0] & persons[2] or persons[1] & persons[2])
    assert [act["geste"] for act in journal.read(copied)] == ["CREATION", "CREATION", "DESTRUCTION", "CREATION"]
    assert not list(key_path("x").parent.glob("*.ancienne")), "une clé de recherche ne se garde pas de côté"


def test_an_extract_in_force_is_not_replaced_without_a_word(copied, catalogue, extracted) -> None:
    before = {path: path.read_bytes() for path in copied.research.rglob("*") if path.is_file()}
    with pytest.raises(ObservatoryError, match="a déjà un extrait, du 01/02/2026.*--replace"):
        made(copied, catalogue, extracted.project)
    assert before == {path: path.read_bytes() for path in copied.research.rglob("*") if path.is_file()}


def test_a_text_changed_after_its_approval_is_refused_until_it_is_signed_again(
    copied, catalogue, write_project
) -> None:
    changed = ("Étudier les sorties", "Étudier les entrées")
    with pytest.raises(ObservatoryError, match="son texte a changé depuis son approbation du 15/01/2026"):
        made(copied, catalogue, write_project(changed), replace=True)
    again = made(copied, catalogue, write_project(changed, ("2026-01-15", "2026-01-20")), replace=True)
    assert "Étudier les entrées" in (again.folder / "LISEZMOI.md").read_text(encoding="utf-8")


def test_nothing_is_left_when_the_audit_refuses(copied, catalogue, write_project, monkeypatch) -> None:
    real = creation._write
    monkeypatch.setattr(
        creation, "_write", lambda path, rows: real(path, rows.with_columns(issue_mois=pl.lit("DECES")))
    )
    with pytest.raises(audits.AuditRefused, match="code hors de sa liste"):
        made(copied, catalogue, write_project(name="autre"))
    assert extract_of(copied, "autre") is None and not list((copied.research / "autre").iterdir())
    assert not key_path("recherche-autre").exists() and journal.read(copied)[-1]["motif"] == "audit"


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ([("k: 5", "k: 5000")], "aucune combinaison ne réunit 5000 personnes"),
        ([('"Z11"', '"Z11", "Z12"')], "aucun de ces mois n’est observé par le SIAO de Z12"),
        ([("2025-01\n", "2031-01\n"), ("2025-12", "2031-12")], "aucun de ces mois n’est observé"),
        ([("2026-01-15", "2026-02-02")], "après aujourd’hui"),
    ],
)
def test_a_project_that_cannot_be_served_writes_nothing(copied, catalogue, write_project, changes, sentence) -> None:
    with pytest.raises(ObservatoryError, match=sentence):
        made(copied, catalogue, write_project(*changes, name="autre"))
    assert not (copied.research / "autre").exists() and not key_path("recherche-autre").exists()


def test_a_warehouse_that_is_late_is_refused(copied, catalogue, write_project) -> None:
    next((copied.lake / "siao_menage").glob("*.json")).unlink()
    with pytest.raises(ObservatoryError, match="ne correspond plus.*rien n’est extrait"):
        made(copied, catalogue, write_project(name="autre"))


def test_at_its_term_an_extract_and_its_key_are_destroyed_and_the_journal_stays(copied) -> None:
    last, after = date(2027, 1, 15), date(2027, 1, 16)
    assert expire(copied, last) == [] and key_path("recherche-essai").exists()
    with pytest.raises(ObservatoryError, match="en cours jusqu’au 15/01/2027.*--now"):
        expire_now(copied, "essai", last)
    assert expire(copied, after) == [("essai", "expiré")] and expire(copied, after) == []
    assert extracts(copied) == [] and not key_path("recherche-essai").exists()
    assert sorted(path.name for path in copied.research.rglob("*")) == ["essai", "journal.jsonl", "projet.yaml"]
    assert [act["geste"] for act in journal.read(copied)] == ["CREATION", "DESTRUCTION"]


def test_an_extract_is_destroyed_before_its_term_on_demand(copied) -> None:
    assert expire_now(copied, "essai", TODAY, before_term=True) == "demande" and extracts(copied) == []
    with pytest.raises(ObservatoryError, match="Aucun projet de recherche « inconnu »"):
        expire_now(copied, "inconnu", TODAY)


def test_an_erasure_since_or_a_damaged_manifest_ends_an_extract(copied) -> None:
    extract = extract_of(copied, "essai")
    copied.frozen.mkdir()
    for siao, state in (("Z12", "en cours"), ("Z11", "personnes effacées depuis")):
        pl.DataFrame(
            {"siao_dep": [siao], "horizon": [date(2024, 1, 1)], "extraction": [date(2026, 1, 1)], "fichiers": [["a"]]}
        ).write_parquet(copied.frozen / ERASURES)
        assert extract.state(copied, TODAY) == state
    (extract.folder / MANIFEST).write_text("{", encoding="utf-8")
    assert extract_of(copied, "essai").state(copied, TODAY) == "abîmé"
    assert expire(copied, TODAY) == [("essai", "abîmé")]


def test_what_an_extraction_killed_left_aside_is_swept(copied) -> None:
    left = copied.research / "essai" / ".2026-01-31"
    left.mkdir()
    (left / DATA).write_bytes(b"PAR1")
    expire(copied, TODAY)
    assert not left.exists() and extract_of(copied, "essai")


def test_a_backup_keeps_the_journal_and_the_approved_texts_and_no_extract(extracted) -> None:
    saved = {path.relative_to(extracted.home.root).as_posix() for path in saved_paths(extracted.home)}
    assert {"recherche/journal.jsonl", "recherche/essai/projet.yaml"} <= saved
    assert {one for one in saved if one.startswith("recherche/")} == {
        "recherche/journal.jsonl", "recherche/essai", "recherche/essai/projet.yaml"
    }  # fmt: skip


def test_the_doctor_tells_what_must_be_destroyed(copied, home, monkeypatch) -> None:
    assert list(_research(home)) == []
    *_, fine = _research(copied)
    assert fine.is_fine == (date.today() <= date(2027, 1, 15))
    data = extract_of(copied, "essai").folder / DATA
    data.write_bytes(data.read_bytes() + b"0")
    assert "qui ne sont pas ceux du journal : essai" in next(iter(_research(copied))).text
    shutil.rmtree(extract_of(copied, "essai").folder)
    (found,) = _research(copied)
    assert not found.is_fine and "essai (clé sans extrait)" in found.text and orphans(copied) == ["essai"]
    expire(copied, TODAY)
    assert [one.is_fine for one in _research(copied)] == [True]
    path = copied.research / journal.NAME
    assert journal.read(copied)[-1]["motif"] == "clé sans extrait"
    path.write_text(path.read_text(encoding="utf-8").replace("essai", "autre", 1), encoding="utf-8")
    assert "modifié ou coupé (ligne 2)" in next(iter(_research(copied))).text
