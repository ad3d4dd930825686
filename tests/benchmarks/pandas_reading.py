"""The reading half of `with_pandas`: from received files to typed data frames, codes for labels and keys for identities."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from tests.benchmarks.plain_duckdb import LISTS, way_of_writing

SECRET = "un secret de trente-deux octets...."
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
MOMENTS = ("%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y %Hh%M")


def read_all(incoming: Path, pattern: str) -> pd.DataFrame:
    """The files of a source, one below the other, all as text; `fichier` is where a row comes from.

    A file that another corrects, and rows cut short or repeated to the letter, are left out.
    """
    paths = sorted(incoming.glob(pattern))
    replaced = {path.with_name(path.name.replace("-v2", "")) for path in paths if "-v2" in path.name}
    return pd.concat([_read(path) for path in paths if path not in replaced], ignore_index=True)


def _read(path: Path) -> pd.DataFrame:
    encoding, separator, above, columns = way_of_writing(path)
    frame = pd.read_csv(
        path, sep=separator, encoding="utf-8-sig" if encoding == "utf-8" else encoding, skiprows=above, header=0,
        names=list(columns), dtype=str, keep_default_na=False, na_values=[""], skip_blank_lines=False,
    )  # fmt: skip
    return frame.dropna(subset="mention").drop_duplicates().assign(fichier=path.name)


def requests(text: pd.DataFrame) -> pd.DataFrame:
    """lake.siao_demande_115, with `mois`, and `motif_regroupe` of the reason."""
    reason = coded(text["motif_de_non_attribution"], "siao_motif_non_pourvue")
    night, moment = parsed(text["nuit_demandee"], DAYS), parsed(text["date_et_heure_de_la_demande"], MOMENTS)
    frame = pd.DataFrame({
        "siao_dep": departement(text["departement_du_siao"]), "cle_demande": keyed(text["numero_demande"], "d"),
        "date_heure_demande": moment, "nuit_demandee": night.fillna(moment.dt.normalize()),
        "cle_menage": keyed(text["identifiant_du_groupe"], "m"),
        "nb_personnes_menage": number(text["nb_de_personnes"]), "nb_mineurs_menage": number(text["nb_de_mineurs"]),
        "composition_code": coded(text["composition"], "siao_composition", "NR"),
        "situation_code": coded(text["situation"], "siao_situation_demande", "NR"),
        "motif_code": coded(text["motif"], "siao_motif_demande", "NR"), "commune_sollicitation_code": text["commune_de_la_demande"],
        "canal": coded(text["canal"], "siao_canal_115", "NR"), "type_demande": coded(text["type_de_demande"], "siao_type_demande_115"),
        "est_renouvellement": yes(text["renouvellement"]), "reponse_115": coded(text["reponse"], "siao_reponse_115"),
        "motif_non_pourvue": reason, "type_place_code": coded(text["type_de_place"], "siao_type_place"),
        "nb_nuits_attribuees": number(text["nuits_attribuees"]), "fichier": text["fichier"],
        "motif_regroupe": reason.map(groups("siao_motif_non_pourvue")).replace("NON_RENSEIGNE", None),
    })  # fmt: skip
    frame["mois"] = frame["nuit_demandee"].dt.to_period("M").dt.to_timestamp()
    required = ["siao_dep", "cle_demande", "date_heure_demande", "nb_personnes_menage", "type_demande", "reponse_115"]
    return kept(frame, required)


def households(text: pd.DataFrame) -> pd.DataFrame:
    """lake.siao_menage."""
    frame = pd.DataFrame({
        "siao_dep": departement(text["departement_du_siao"]), "cle_menage": keyed(text["identifiant_du_groupe"], "m"),
        "date_debut_validite": parsed(text["debut_de_validite"], DAYS), "date_extraction": extraction(text["fichier"]),
        "type_fiche": coded(text["type_de_fiche"], "siao_type_fiche"),
        "composition_code": coded(text["composition"], "siao_composition", "NR"),
        "nb_personnes_menage": number(text["nb_de_personnes"]), "nb_adultes_menage": number(text["nb_d_adultes"]),
        "nb_mineurs_menage": number(text["nb_de_mineurs"]),
    })  # fmt: skip
    return kept(frame, ["siao_dep", "cle_menage", "date_debut_validite", "nb_personnes_menage"])


def persons(text: pd.DataFrame) -> pd.DataFrame:
    """lake.siao_personne: three keys for each person, an age class, no name."""
    record, when = text["numero_fiche"].str.upper(), parsed(text["date_de_la_situation"], DAYS)
    surname, first = letters(text["nom"]), letters(text["prenom"])
    born = parsed(text["date_de_naissance"], DAYS)
    sex = text["sexe"].str[:1].str.upper().replace("M", "H").fillna("NR")
    told = surname.ne("") & first.ne("") & born.notna()
    sure = told & ~((born.dt.day == 1) & (born.dt.month == 1))
    year, day, month = born.dt.strftime("%Y"), born.dt.strftime("%d"), born.dt.strftime("%m")
    date = year + day.where(day < month, month) + day.where(day > month, month)
    words = (surname + " " + first).str.split(" ").map(lambda found: " ".join(sorted(found)))
    one, two = surname.str[:2], first.str[:2]
    starts = one.where(one < two, two) + one.where(one > two, two)
    birthday = when.dt.strftime("%m%d") < born.dt.strftime("%m%d")
    age = when.dt.year - born.dt.year - birthday.astype(int)
    frame = pd.DataFrame({
        "siao_dep": departement(text["departement_du_siao"]), "cle_fiche": keyed(record, "f"), "date_situation": when,
        "date_extraction": extraction(text["fichier"]), "cle_menage": keyed(text["identifiant_du_groupe"], "m"),
        "cle_personne": keyed((surname + "|" + first + "|" + born.dt.strftime("%Y-%m-%d")).where(sure, record), "p"),
        "cle_personne_centrale": keyed((words + "|" + date).where(told, record), "p"),
        "cle_personne_large": keyed((starts + "|" + year + "|" + sex).where(told, record), "p"),
        "est_identite_complete": sure, "sexe": sex, "est_demandeur_principal": yes(text["demandeur_principal"]),
        "classe_age": pd.cut(age, [-1, 17, 24, 54, 64, 115], labels=["MOINS_18", "18_24", "25_54", "55_64", "65_PLUS"]),
        "situation_code": coded(text["situation_residentielle"], "siao_situation_demande", "NR"),
        "type_ressource_code": coded(text["ressource_principale"], "siao_type_ressource", "NR"),
        "date_derniere_activite": parsed(text["derniere_activite"], DAYS),
    })  # fmt: skip
    return kept(frame, ["siao_dep", "cle_fiche", "date_situation", "cle_menage"])


def allocations(text: pd.DataFrame) -> pd.DataFrame:
    """lake.sne_attribution, with `situation` of the declared home."""
    home = coded(text["modele_logement"], "sne_modele_logement", "NR")
    frame = pd.DataFrame({
        "cle_numero_unique": keyed(text["numero_unique"].str.replace(" ", ""), "n"), "etape": coded(text["etape"], "sne_etape"),
        "date_etape": parsed(text["date_evenement"], DAYS), "date_extraction": parsed(text["date_extraction"], DAYS),
        "dep_logement": departement(text["dep_logement"]), "date_depot": parsed(text["date_depot"], DAYS),
        "motif_radiation": coded(text["motif_radiation"], "sne_motif_radiation"),
        **{name: text[name] for name in ("commune_residence_code", "commune_souhaitee_code", "commune_logement_code")},
        "qpv_code": coded(text["est_qpv"], "sne_qpv"), "bailleur_siren": text["bailleur_siren"].str.zfill(9),
        "type_reservataire": coded(text["type_reservataire"], "sne_type_reservataire", "NR"),
        "statut_dalo": coded(text["statut_dalo"], "sne_statut_dalo", "NR"), "modele_logement": home,
        "situation": home.map(groups("sne_modele_logement")), "est_modele_verifie": yes(text["est_modele_verifie"]),
        "quartile_ressources": coded(text["quartile_ressources"], "sne_quartile_ressources", "NR"),
        "est_dna": yes(text["est_dna"]), "est_dna_deduit": yes(text["est_dna_deduit"]),
    })  # fmt: skip
    return kept(frame, ["cle_numero_unique", "etape", "date_etape", "date_extraction", "dep_logement"])


def kept(frame: pd.DataFrame, required: list[str]) -> pd.DataFrame:
    """The rows that fit: nothing required is missing, every code is known."""
    codes = frame.select_dtypes(["object", "str"]).columns.intersection([c for c in frame if not c.startswith("cle_")])
    return frame[frame[required].notna().all(axis=1) & ~(frame[codes] == "?").any(axis=1)].reset_index(drop=True)


def parsed(text: pd.Series, formats: tuple[str, ...]) -> pd.Series:
    """Dates, each in the first format that reads it."""
    found = pd.to_datetime(text, format=formats[0], errors="coerce")
    for form in formats[1:]:
        left = found.isna() & text.notna()
        found[left] = pd.to_datetime(text[left], format=form, errors="coerce")
    return found


def each(text: pd.Series, function: Callable[[str], str | None]) -> pd.Series:
    """A function applied once to each distinct text."""
    return text.map({value: function(value) for value in text.dropna().unique()})


def keyed(text: pd.Series, letter: str) -> pd.Series:
    return each(text, lambda value: f"{letter}-{hashlib.sha256(f'{SECRET}{letter}{value.upper()}'.encode()).hexdigest()[:32]}")  # fmt: skip


def coded(text: pd.Series, name: str, empty: str | None = None) -> pd.Series:
    """Codes of a list for what a producer wrote; `?` for words that it does not know, `empty` for no answer."""
    known = words(name)
    found = each(text, lambda value: known.get(word(value), known.get(word(value.partition(" - ")[0]), "?")) or empty)
    return found.fillna(empty) if empty else found


@cache
def words(name: str) -> Mapping[str, str]:
    """Word → code, of a code list and of what producers write for it; an empty code means no answer."""
    read = {"sep": ";", "dtype": str, "keep_default_na": False}
    codes, local = (
        pd.read_csv(LISTS / "nomenclatures" / f"{name}.csv", **read),
        LISTS / "correspondances" / f"{name}.csv",
    )
    pairs = list(zip(codes["code"], codes["code"])) + list(zip(codes["libelle"], codes["code"]))
    if local.exists():
        more = pd.read_csv(local, **read)
        pairs += list(zip(more["libelle"], more["code"]))
    silent = pd.read_csv(LISTS / "correspondances" / "non_reponse.csv", **read)["libelle"]
    return {word(text): "" for text in silent} | {word(text): code for text, code in pairs}


@cache
def groups(name: str) -> Mapping[str, str]:
    codes = pd.read_csv(LISTS / "nomenclatures" / f"{name}.csv", sep=";", dtype=str, keep_default_na=False)
    return dict(zip(codes["code"], codes["regroupement"]))


def word(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip().lower().replace("’", "'"))
    return plain.encode("ascii", "ignore").decode()


def letters(text: pd.Series) -> pd.Series:
    plain = text.fillna("").str.normalize("NFKD").str.upper().str.replace(r"[\u0300-\u036f]", "", regex=True)
    return plain.str.replace(r"[^A-Z]+", " ", regex=True).str.strip()


def departement(text: pd.Series) -> pd.Series:
    return text.str.upper().str.extract(r"(Z\d\d|9[78]\d|\d[\dAB])$", expand=False)


def extraction(file: pd.Series) -> pd.Series:
    return pd.to_datetime(file.str.extract(r"(\d{4}-\d\d-\d\d)\.csv$", expand=False))


def number(text: pd.Series) -> pd.Series:
    return pd.to_numeric(text, errors="coerce")


def yes(text: pd.Series) -> pd.Series:
    return text.str.upper().map({"O": True, "OUI": True, "N": False, "NON": False})
