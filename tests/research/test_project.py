"""A project is read strictly: what is missing, unknown, unsigned or too long is said in French, with what to do."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.errors import ObservatoryError
from observatory.home import PROJECT
from observatory.research.columns import descriptors, facts
from observatory.research.project import read_project, refuse_outdated

MODEL = PROJECT / "docs" / "modeles" / "projet-de-recherche.yaml"


def test_a_signed_project_is_read(write_project, table) -> None:
    project = read_project(write_project(), table)
    assert (project.id, project.scope, project.k) == ("essai", "recherche-essai", 5)
    assert project.columns == (*descriptors(table), *facts(table)) and project.months == ("2025-01", "2025-12")
    assert (project.approuve_le, project.expire_le) == (date(2026, 1, 15), date(2027, 1, 15))
    assert read_project(write_project(("k: 5\n", "")), table).k == 10


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ("projet: essai", "projet: Essai été", "« projet » ne se lit pas"),
        ("projet: essai", "projet: ../lac", "« projet » ne se lit pas"),
        ('organisme: "Laboratoire d’essai"\n', "", "il manque organisme"),
        ("k: 5", "k: 5\nremarque: rien", "champ inconnu : remarque"),
        ("  mois_debut: 2025-01\n", "", "il manque perimetre.mois_debut"),
        ('"La directrice de l’observatoire"', '"  "', "Personne n’a approuvé ce projet"),
        ('"Convention 12, avis du 3 janvier"', '""', "Le champ « base_legale » n’est pas rempli"),
        ("2027-01-15", "15/01/2027", "« expire_le » ne se lit pas"),
        ("2027-01-15", "2027-02-30", "« expire_le » n’est pas un jour du calendrier"),
        ("2027-01-15", "2026-01-15", "il expire avant d’être approuvé"),
        ("2027-01-15", "2028-01-16", "plus de 24 mois.*15/01/2028"),
        ('["Z11"]', "[]", "« perimetre.departements » n’est pas une liste"),
        ('["Z11"]', '["Z11", "Z11"]', "un département est demandé deux fois"),
        ('["Z11"]', "[Ombrevelle]", "« perimetre.departements » ne se lit pas"),
        ("2025-12", "2025-13", "« perimetre.mois_fin » ne se lit pas"),
        ("2025-12", "2024-12", "finit avant de commencer"),
        ("k: 5", "k: 4", "« k » n’est pas un entier d’au moins 5"),
        ("k: 5", "k: true", "« k » n’est pas un entier d’au moins 5"),
        ("k: 5", 'k: "10"', "« k » n’est pas un entier d’au moins 5"),
        ("issue_mois]", "issue_mois, commune_code]", "colonne qui ne s’extrait pas : commune_code.*Choisissez"),
        ("issue_mois]", "issue_mois, cle_personne]", "colonne qui ne s’extrait pas : cle_personne"),
        ("issue_mois]", "issue_mois, issue_mois]", "demandée deux fois"),
    ],
)
def test_what_is_wrong_is_said(write_project, table, old: str, new: str, sentence: str) -> None:
    with pytest.raises(ObservatoryError, match=sentence) as refusal:
        read_project(write_project((old, new)), table)
    assert refusal.value.action.endswith(".") and refusal.value.message.startswith("Projet de recherche essai.yaml")


def test_a_project_that_describes_persons_and_nothing_more_is_refused(write_project, table) -> None:
    only = ", ".join(facts(table))
    with pytest.raises(ObservatoryError, match="aucune ne dit ce qui arrive"):
        read_project(write_project((f", {only}", "")), table)


@pytest.mark.parametrize("text", ["- une\n- liste\n", "du texte\n", ""])
def test_a_file_of_another_form_is_refused(tmp_path, table, text: str) -> None:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ObservatoryError, match="n’a pas la forme attendue"):
        read_project(tmp_path / "x.yaml", table)


def test_the_term_is_the_last_day(write_project, table) -> None:
    project = read_project(write_project(), table)
    refuse_outdated(project, date(2027, 1, 15))
    for day, sentence in ((date(2027, 1, 16), "a expiré le 15/01/2027"), (date(2026, 1, 14), "après aujourd’hui")):
        with pytest.raises(ObservatoryError, match=sentence):
            refuse_outdated(project, day)


def test_the_shipped_model_is_refused_until_it_is_signed_and_asks_for_every_column(tmp_path, table) -> None:
    text = MODEL.read_text(encoding="utf-8")
    path = tmp_path / "projet.yaml"
    for name in ("organisme", "finalite", "base_legale", "approuve_par"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ObservatoryError, match=f"approuvé|{name}"):
            read_project(path, table)
        text = text.replace(f'{name}: ""', f'{name}: "rempli"')
    path.write_text(text, encoding="utf-8")
    assert read_project(path, table).columns == (*descriptors(table), *facts(table))
