"""What DuckDB refuses, said in French to the person who must act: names of models and columns, never a data value.

DuckDB's own words are quoted only where they speak of names and files: those on conversions and keys quote the data.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError, of_the_machine

if TYPE_CHECKING:
    import duckdb

    from observatory.warehouse.models import Model

FRACTIONAL = re.compile(r"FLOAT|DOUBLE|DECIMAL\(\d+,[1-9]\d*\)")
WHOLE = re.compile(r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)")


def closed_warehouse(path: Path, error: duckdb.Error) -> ObservatoryError:
    """The file is held by another process, or cannot be opened at all."""
    if told := of_the_machine(error):
        return told
    if re.search(r"\block\b", str(error)):
        pid = re.search(r"PID (\d+)", str(error))
        holder = f" (processus {pid[1]})" if pid else ""
        return ObservatoryError(
            f"L’entrepôt {path.name} est déjà ouvert par un autre traitement{holder}.",
            "Attendez sa fin, ou fermez le programme qui tient ce fichier, puis relancez.",
        )
    return ObservatoryError(
        f"L’entrepôt {path.name} ne s’ouvre pas. DuckDB répond : {_words(error)}",
        "Vérifiez les droits sur son dossier. Si le fichier est abîmé, supprimez-le : il se reconstruit.",
    )


def damaged_warehouse() -> ObservatoryError:
    """The file opens, and what it holds does not read."""
    return ObservatoryError(
        "L’entrepôt est abîmé : il ne se lit plus.",
        "Supprimez le fichier warehouse.duckdb de la maison des données, puis relancez : il se reconstruit.",
    )


def unreadable_lake(name: str, folder: Path, error: duckdb.Error) -> ObservatoryError:
    """A file of the lake is not Parquet, or its columns cannot be put together; or the machine lacks something."""
    return of_the_machine(error) or ObservatoryError(
        f"Les fichiers de {name} ne se lisent pas (dossier {folder.name} du lac).",
        "Retirez les fichiers de ce dossier et recevez de nouveau la source.",
    )


def outdated_lake(name: str, columns: list[str]) -> ObservatoryError:
    """Partitions that an earlier version of the contract wrote hold values that its types of today do not take."""
    return ObservatoryError(
        f"{name} : des parts écrites sous une version précédente du contrat ne prennent plus ses types (colonnes {', '.join(columns)}).",
        "Lancez « observatory build » : les fichiers reçus sont relus sous le contrat du jour. S’il en refuse un, redemandez-le à son producteur.",
    )


def unreadable_nomenclature(path: Path, error: Exception) -> ObservatoryError:
    """A code list that is not UTF-8, or a row that does not fit the header."""
    line = re.search(r"CSV Error on Line: (\d+)", str(error))
    place = f"{path.name}, ligne {line[1]}" if line else path.name
    return ObservatoryError(
        f"Nomenclature {place} : le fichier ne se lit pas.",
        "Il faut de l’UTF-8, le séparateur « ; » et autant de cellules que l’en-tête sur chaque ligne.",
    )


def missing_inputs(model: str, missing: list[str]) -> ObservatoryError:
    """The model reads relations that the warehouse does not have yet."""
    acts = {"lake": "Vérifiez le nom du contrat pour", "ref": "Chargez d’abord la nomenclature"}
    steps = [f"{acts.get(name.partition('.')[0], 'Matérialisez d’abord')} {name}." for name in missing]
    return ObservatoryError(f"Modèle {model} : l’entrepôt n’a pas encore {', '.join(missing)}.", " ".join(steps))


def hold_columns(model: str, expected: dict[str, str], given: dict[str, str]) -> None:
    """Raise when the query lacks a column of the contract, has one too many, or would be rounded without a word."""
    absent = [name for name in expected if name not in given]
    extra = [name for name in given if name not in expected]
    rounded = [n for n in expected if WHOLE.fullmatch(expected[n]) and FRACTIONAL.fullmatch(given.get(n, ""))]
    faults = [
        f"{fault} : {', '.join(names)}"
        for fault, names in (
            ("colonnes du contrat absentes de la requête", absent),
            ("colonnes de la requête absentes du contrat", extra),
            ("nombres à virgule dans une colonne d’entiers", rounded),
        )
        if names
    ]
    if faults:
        action = "Accordez la requête et le contrat ; un arrondi s’écrit dans la requête."
        raise ObservatoryError(f"Modèle {model} : {', '.join(faults)}.", action)


def hold_frozen(model: str, expected: dict[str, str], frozen: dict[str, str]) -> None:
    """Raise when what the erased have left no longer has the columns of the model."""
    if expected.keys() != frozen.keys():
        raise ObservatoryError(
            f"Modèle {model} : les comptes figés des personnes effacées n’ont plus ses colonnes.",
            "Le modèle a changé depuis l’effacement : reprenez la version du logiciel qui a effacé, et signalez-le à l’équipe technique.",
        )


def uncast_value(
    con: duckdb.DuckDBPyConnection, model: Model, expected: dict[str, str], given: dict[str, str], error: duckdb.Error
) -> ObservatoryError:
    """Values that do not take the type of the contract: asks the query which columns they are in."""
    import duckdb

    doubtful = [name for name in expected if given[name] != expected[name]]
    tests = [f'count_if("{n}" IS NOT NULL AND TRY_CAST("{n}" AS {expected[n]}) IS NULL)' for n in doubtful]
    try:
        con.execute(f"CREATE TEMP VIEW requete AS {model.sql}")
        counts = con.execute(f"SELECT {', '.join(tests)} FROM requete").fetchall()[0]
    except duckdb.Error:  # the value fails inside the query, before it reaches the contract
        return failed_query(model.name, error)
    faults = [f"{name} (type attendu : {expected[name]})" for name, nb in zip(doubtful, counts) if nb]
    return ObservatoryError(
        f"Modèle {model.name} : des valeurs ne prennent pas le type du contrat, colonnes {', '.join(faults)}.",
        "Corrigez la requête, ou le type dans le contrat.",
    )


def broken_constraint(model: str, key: list[str], error: duckdb.Error) -> ObservatoryError:
    """An empty cell in a required column, or two rows with the same key."""
    text = str(error)
    if column := re.search(r"NOT NULL constraint failed: \w+\.(\w+)", text):
        fault, action = f"la colonne {column[1]} a des cellules vides", "Elle est obligatoire"
    elif "duplicate key" in text:
        fault, action = f"plusieurs lignes ont la même clé ({', '.join(key)})", "La clé est unique"
    else:
        fault, action = "les lignes ne tiennent pas une contrainte", "Elle est écrite"
    return ObservatoryError(f"Modèle {model} : {fault}.", f"{action} dans le contrat : corrigez la requête.")


def failed_query(model: str, error: duckdb.Error) -> ObservatoryError:
    """Any other failure of the query of a model."""
    import duckdb

    if told := of_the_machine(error):
        return told
    if isinstance(error, duckdb.FatalException | duckdb.InternalException | duckdb.SerializationException):
        return damaged_warehouse()
    spoken = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException, duckdb.IOException)
    if isinstance(error, spoken):
        reason = f"la requête échoue. DuckDB répond : {_words(error)}"
    elif column := re.search(r"when casting from source column (\w+)", str(error)):
        reason = f"une valeur de la colonne {column[1]} ne se convertit pas."
    else:
        reason = f"la requête échoue sur une valeur ({type(error).__name__})."
    return ObservatoryError(f"Modèle {model} : {reason}", f"Corrigez le fichier {model.replace('.', '/')}.sql.")


def _words(error: duckdb.Error) -> str:
    """DuckDB's first line, without the name of its class and without the excerpt of the query."""
    return str(error).partition("\n")[0].partition("Error: ")[2]
