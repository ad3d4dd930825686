"""Announced sources wait: their files stay where they are, unopened, one sentence says so, and nothing is blocked."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from dagster import DagsterInstance, build_asset_context

from observatory.contracts.load import FOLDER
from observatory.errors import ObservatoryError
from observatory.sources import announced
from observatory.sources.announced import Announced, announced_for, announced_sources
from observatory.sources.intake import receive, receive_incoming

COMING = {
    "sne": Announced("sne", "Attributions et demandes de logement social", "identifiant direct"),
    "offre": Announced("offre", "Places d’hébergement et de logement", "public"),
}


@pytest.fixture(autouse=True)
def coming(monkeypatch):
    """Two sources to come, one of persons: the list that ships is empty the day that every contract exists."""
    monkeypatch.setattr(announced, "announced_sources", lambda folder: COMING if folder == FOLDER else {})


@pytest.fixture
def drop(home):
    """Drops a file in `incoming/`; nobody may read it when it is `sealed`."""

    def write(name: str, text: str = "nom;prenom\nCANARI;Rosa\n") -> Path:
        path = home.incoming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def sealed(monkeypatch):
    """From here on, opening a file of an announced folder is a failure of the test."""
    read = Path.read_bytes

    def guarded(path: Path) -> bytes:
        assert not COMING.keys() & set(path.parts), f"{path} a été ouvert"
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)


def test_the_shipped_list_announces_nothing_that_has_its_contract(catalogue):
    assert announced_sources(FOLDER) == {}
    assert not announced_sources(FOLDER).keys() & catalogue.sources.keys()


def test_a_source_of_persons_asks_for_a_protected_place():
    assert {name for name, one in COMING.items() if "nomment des personnes" in one.waiting(1)} == {"sne"}
    assert {name for name, one in COMING.items() if "protégé" in one.waiting(1)} == {"sne"}


def test_each_folder_gets_one_receipt_and_its_files_stay(home, catalogue, drop, sealed, departements):
    waiting = [drop(f"sne/Z{rank}/DUPONT-{rank}.csv") for rank in range(3)] + [drop("offre/places.csv")]
    drop("barometre/bon.csv", "\n".join(departements()) + "\n")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in waiting}
    receipts = receive_incoming(home, catalogue)
    assert [(one.fichier_nom, one.statut) for one in receipts] == [
        ("bon.csv", "recu"),
        ("offre/", "en_attente"),
        ("sne/", "en_attente"),
    ]
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in waiting} == before
    assert len([path for path in home.raw.rglob("*") if path.is_file()]) == 2, "seuls le Baromètre et son origine"
    assert not (home.incoming / "refuses").exists()


def test_the_sentence_says_how_many_wait_that_nothing_was_stored_and_what_to_do(home, catalogue, drop):
    for rank in range(2):
        drop(f"sne/DUPONT-{rank}.csv")
    drop("offre/places.csv")
    places, people = (one.phrase for one in receive_incoming(home, catalogue))
    assert "2 fichiers" in people and "incoming/sne" in people and "logement social" in people
    assert "1 fichier " in places and "incoming/offre" in places
    for sentence in (places, people):
        assert "annoncée" in sentence and "cette version" in sentence.lower()
        assert "rien n’a été ouvert ni enregistré" in sentence
    assert "lieu protégé" in people and "retirez-les" in people
    assert "protégé" not in places


def test_no_name_of_a_waiting_file_is_told(home, catalogue, drop, caplog):
    drop("sne/DUPONT-Rosa.csv")
    with caplog.at_level(logging.DEBUG, logger="observatory"):
        (receipt,) = receive_incoming(home, catalogue)
    assert caplog.messages == [receipt.phrase]
    assert "DUPONT" not in f"{receipt} {caplog.text}" and "CANARI" not in caplog.text


def test_the_task_of_reception_tells_them_and_passes(home, drop, monkeypatch):
    from assets.reception import reception

    monkeypatch.setenv("OBSERVATORY_HOME", str(home.root))
    drop("sne/DUPONT.csv")
    drop("inconnu.csv")
    told, (check,) = (
        (result := reception(build_asset_context(instance=DagsterInstance.ephemeral()))).metadata,
        result.check_results,
    )
    assert "Attributions et demandes de logement social : 1 fichier attend dans incoming/sne." in told["fichiers"].value
    assert told["nombre de fichiers"] == 1, "seul le fichier lu compte"
    assert not check.passed and "inconnu.csv" in check.description and "sne" not in check.description
    (check,) = reception(build_asset_context(instance=DagsterInstance.ephemeral())).check_results
    assert check.passed, "au tour suivant il ne reste que ce qui attend"


def test_they_wait_again_at_every_reception(home, catalogue, drop):
    drop("sne/attributions.csv")
    assert receive_incoming(home, catalogue) == receive_incoming(home, catalogue)


def test_what_a_spreadsheet_leaves_beside_does_not_count(home, catalogue, drop):
    drop("sne/~$attributions.xlsx")
    drop("sne/.cache")
    assert receive_incoming(home, catalogue) == []


@pytest.mark.parametrize("name", ["sne/a.csv", "SNE/a.csv", "sne/2024/Z11/a.csv", "sne/refuses/a.csv"])
def test_all_that_lies_under_the_folder_waits_however_it_is_cased(home, catalogue, drop, sealed, name: str):
    path = drop(name)
    assert [one.statut for one in receive_incoming(home, catalogue)] == ["en_attente"]
    assert path.exists()


@pytest.mark.parametrize("name", ["sne", "sne.csv", "depot/sne/a.csv", "sne-fictif/a.csv"])
def test_a_file_that_is_not_in_the_folder_is_received_as_any_other(home, catalogue, drop, name: str):
    assert announced_for(home, drop(name), FOLDER) is None
    assert [one.statut for one in receive_incoming(home, catalogue)] == ["refuse"]


def test_a_file_received_by_hand_without_a_contract_is_refused_unopened_and_unnamed(home, catalogue, drop, sealed):
    with pytest.raises(ObservatoryError, match="rien n’a été ouvert ni enregistré") as refusal:
        receive(home, drop("sne/DUPONT.csv"), catalogue)
    assert "DUPONT" not in str(refusal.value) and "--contract" in str(refusal.value)
    assert not list(home.raw.rglob("*"))


def test_a_file_whose_contract_is_named_is_received(home, catalogue, drop, departements):
    path = drop("sne/série.csv", "\n".join(departements()) + "\n")
    assert receive(home, path, catalogue, "barometre_relogement").statut == "recu"


def test_a_folder_named_by_a_way_round_is_still_that_folder(home, drop, monkeypatch):
    path = drop("sne/a.csv")
    monkeypatch.chdir(path.parent)
    assert announced_for(home, Path("a.csv"), FOLDER).dossier == "sne"
    assert announced_for(home, path.parent / ".." / "sne" / "a.csv", FOLDER).dossier == "sne"


def test_when_the_list_is_gone_no_source_is_announced(tmp_path: Path):
    assert announced_sources(tmp_path) == {}
