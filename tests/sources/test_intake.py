"""Reception: stored once under its fingerprint, never changed, and a refused file is set aside with its reason."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from observatory.errors import ObservatoryError
from observatory.sources.intake import receive, receive_incoming
from observatory.sources.origins import origins_in_force

CONTRACT = "barometre_relogement"


def drop(home, name: str, lines: list[str]) -> Path:
    path = home.incoming / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(("\n".join(lines) + "\n").encode())
    return path


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_stored_byte_for_byte_under_its_fingerprint_with_its_origin(home, catalogue, departements):
    path = drop(home, "série.csv", departements())
    content, sha256 = path.read_bytes(), hashlib.sha256(path.read_bytes()).hexdigest()
    receipt = receive(home, path, catalogue)
    assert (receipt.statut, receipt.contrat, receipt.partition) == ("recu", CONTRACT, "DEP")
    assert "série.csv reçu" in receipt.phrase and "36 lignes lues, 0 en quarantaine" in receipt.phrase
    assert tree(home.raw) == {f"{CONTRACT}/{sha256}.csv", f"{CONTRACT}/{sha256}.json"}
    assert (home.raw / CONTRACT / f"{sha256}.csv").read_bytes() == content
    origin = json.loads((home.raw / CONTRACT / f"{sha256}.json").read_text(encoding="utf-8"))
    assert origin["fichier_nom"] == "série.csv" and origin["fichier_sha256"] == sha256
    assert path.exists(), "recevoir un fichier donné ne le déplace pas"


def test_the_file_in_force_is_left_aside(home, catalogue, departements):
    receive(home, drop(home, "a.csv", departements()), catalogue)
    before = tree(home.raw)
    again = receive(home, drop(home, "b.csv", departements()), catalogue)
    assert again.statut == "deja_recu" and again.phrase == "b.csv a déjà été reçu (même contenu) : il n’est pas repris."
    assert tree(home.raw) == before


def test_the_last_file_received_is_in_force_and_an_old_one_can_come_back(home, catalogue, departements):
    first, second = drop(home, "1.csv", departements()), drop(home, "2.csv", departements(step=11))
    assert receive(home, first, catalogue).statut == "recu"
    assert "remplacera la version précédente" in receive(home, second, catalogue).phrase
    assert [origin.fichier_nom for origin in origins_in_force(home, CONTRACT)] == ["2.csv"]
    assert receive(home, first, catalogue).statut == "recu"
    assert [origin.fichier_nom for origin in origins_in_force(home, CONTRACT)] == ["1.csv"]
    assert len(tree(home.raw)) == 4, "les deux fichiers restent"


def test_each_partition_has_its_own_file_in_force(home, catalogue, departements):
    regions = [line.replace("departement", "region").replace("Z11", "Z1") for line in departements(codes=("Z11",))]
    for name, lines in (("dep.csv", departements()), ("reg.csv", regions)):
        receive(home, drop(home, name, lines), catalogue)
    assert [(o.partition, o.fichier_nom) for o in origins_in_force(home, CONTRACT)] == [
        ("DEP", "dep.csv"),
        ("REG", "reg.csv"),
    ]


def test_nothing_received_means_nothing_in_force(home):
    assert origins_in_force(home, CONTRACT) == []


def test_a_missing_file_is_refused(home, catalogue):
    with pytest.raises(ObservatoryError, match="absent.csv est introuvable ou illisible. Vérifiez"):
        receive(home, home.incoming / "absent.csv", catalogue)


def test_what_is_dropped_is_taken_and_what_is_refused_waits_with_its_reason(home, catalogue, departements):
    drop(home, "barometre/bon.csv", departements())
    drop(home, "barometre/a.csv", ["x;y", "1;2"])
    drop(home, "nuits/a.csv", ["z;t", "1;2"])
    drop(home, ".cache", ["x"])
    drop(home, "~$classeur.xlsx", ["x"])
    receipts = receive_incoming(home, catalogue)
    assert [(receipt.fichier_nom, receipt.statut) for receipt in receipts] == [
        ("a.csv", "refuse"),
        ("bon.csv", "recu"),
        ("a.csv", "refuse"),
    ]
    assert tree(home.incoming) == {
        "refuses/barometre/a.csv",
        "refuses/barometre/a.csv.txt",
        "refuses/nuits/a.csv",
        "refuses/nuits/a.csv.txt",
        ".cache",
        "~$classeur.xlsx",
    }
    reason = (home.incoming / "refuses" / "nuits" / "a.csv.txt").read_text(encoding="utf-8")
    assert reason.startswith("nuits/a.csv ne ressemble à aucune source connue.") and "Vérifiez" in reason
    assert (home.incoming / "refuses" / "nuits" / "a.csv").read_text(encoding="utf-8").startswith("z;t")
    assert receive_incoming(home, catalogue) == [], "un refus n’est pas relu"
