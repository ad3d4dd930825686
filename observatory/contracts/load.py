"""From the YAML files of `data_contracts/` to the catalogue of tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from observatory.contracts.model import Check, Column, ForeignKey, Table
from observatory.contracts.strict_yaml import read_yaml
from observatory.contracts.words import normalise
from observatory.errors import ObservatoryError
from observatory.home import PROJECT

FOLDER = PROJECT / "data_contracts"
RECEPTION = "lake.colonnes_reception"


@dataclass(frozen=True)
class Catalogue:
    """All tables under contract, by full name (`lake.x`, `marts.y`, `meta.z`)."""

    tables: dict[str, Table]
    folder: Path

    def table(self, name: str) -> Table:
        """The table of that full name; ObservatoryError when no contract describes it."""
        if name not in self.tables:
            known = ", ".join(sorted(self.tables))
            raise ObservatoryError(f"Aucun contrat ne décrit « {name} ».", f"Contrats connus : {known}.")
        return self.tables[name]

    def schema(self, schema: str) -> dict[str, Table]:
        """The tables of one schema, by short name."""
        return {table.short_name: table for table in self.tables.values() if table.schema == schema}

    def __reduce__(self) -> tuple:
        """To another process, the folder is enough when the catalogue is what it says."""
        if self is load_catalogue(self.folder):
            return load_catalogue, (self.folder,)
        return Catalogue, (self.tables, self.folder)

    @property
    def sources(self) -> dict[str, Table]:
        """The tables that are fed by files, by short name; those that say which territories exist come first."""
        fed = [(name, table) for name, table in self.schema("lake").items() if table.contract_id != "lake.reception"]
        return dict(sorted(fed, key=lambda item: not item[1].is_reference))

    @property
    def vocabulary(self) -> dict[str, Column]:
        """Every column name with its one description."""
        return {column.name: column for table in self.tables.values() for column in table.columns}


def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Every contract of the folder, read once; ObservatoryError when one of them does not hold together."""
    return _loaded(folder)


@cache
def _loaded(folder: Path) -> Catalogue:
    raw = {path: read_yaml(path) for path in sorted(folder.glob("*.yaml"))}
    tables = [
        _table(contract, entry, folder)
        for contract in raw.values()
        if contract.get("kind") == "DataContract"
        for entry in contract["schema"]
    ]
    tables = [_with_headers(table, known_headers(folder)) for table in tables]
    columns = {f"{table.name}.{column.name}": column for table in tables for column in table.columns}
    inherited = {table.name: _inherit(table, columns) for table in tables}
    return Catalogue({name: _with_reception(table, inherited) for name, table in inherited.items()}, folder)


@cache
def known_headers(folder: Path = FOLDER) -> dict[tuple[str, str], tuple[str, ...]]:
    """(contract, column) → the headers that cities write, from `correspondances/entetes.csv`; the first is the template's."""
    path = folder / "correspondances" / "entetes.csv"
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter=";"):
                key = row["contrat"], row["colonne"]
                found[key] = (*found.get(key, ()), row["entete"])
    return found


def _with_headers(table: Table, headers: dict[tuple[str, str], tuple[str, ...]]) -> Table:
    """The table with the headers that cities write among the aliases of its columns."""
    if table.schema != "lake":
        return table
    return replace(
        table,
        columns=tuple(
            replace(
                column, aliases=(*column.aliases, *map(normalise, headers.get((table.short_name, column.name), ())))
            )
            for column in table.columns
        ),
    )


def _table(contract: dict, entry: dict, folder: Path) -> Table:
    text = contract.get("description", {})
    return Table(
        name=entry["physicalName"],
        title=contract["name"] if len(contract["schema"]) == 1 else entry["description"].rstrip("."),
        description=entry["description"],
        grain=entry.get("dataGranularityDescription", ""),
        contract_id=contract["id"],
        version=contract["version"],
        usage=text.get("usage", ""),
        limitations=text.get("limitations", ""),
        owner=contract["team"]["name"],
        columns=tuple(_column(item) for item in entry["properties"]),
        checks=tuple(_check(item, folder) for item in entry.get("quality", [])),
        foreign_keys=tuple(_foreign_key(item) for item in entry.get("relationships", [])),
        properties=_custom(contract) | _deliveries(contract),
    )


def _custom(item: dict) -> dict[str, Any]:
    return {entry["property"]: entry["value"] for entry in item.get("customProperties", [])}


def _deliveries(contract: dict) -> dict[str, int]:
    """How many months go by between two deliveries of a source (`moisEntreLivraisons`), when its contract says it."""
    months = {"m": 1, "y": 12}
    told = [one for one in contract.get("slaProperties", ()) if one["property"] == "frequency"]
    return {"moisEntreLivraisons": told[0]["value"] * months[told[0]["unit"]]} if told else {}


def _column(item: dict) -> Column:
    custom = _custom(item)
    return Column(
        name=item["name"],
        type=item.get("physicalType", ""),
        description=item.get("description", ""),
        required=item.get("required", False),
        key_position=item.get("primaryKeyPosition"),
        unit=custom.get("unite"),
        nomenclature=custom.get("nomenclature"),
        sensitivity=item.get("classification"),
        aliases=tuple(custom.get("alias", ())),
        format=custom.get("format"),
        if_empty=custom.get("siVide"),
        from_header=custom.get("selonEntete", {}),
        from_name=custom.get("selonNom"),
        composed_of=tuple(custom.get("composeDe", ())),
        **({"earliest": date.fromisoformat(custom["dateMin"])} if "dateMin" in custom else {}),
        minimum=custom.get("min"),
        labelled=custom.get("libelles") == "oui",
        may_be_unanswered=custom.get("nonReponse") == "oui",
        from_sheet=custom.get("selonFeuille"),
        holds_wordings=custom.get("intitules") == "oui",
        may_be_absent=custom.get("facultative") == "oui",
        pseudonym=custom.get("pseudonyme"),
        maximum=custom.get("max"),
        dated_by=custom.get("codeALaDate"),
        ceiling_of=custom.get("masqueDe"),
        holds_several=custom.get("plusieurs") == "oui",
        unread_of=custom.get("illisiblesDe"),
        former_names=tuple(custom.get("anciensNoms", ())),
        origin=next(iter(item.get("transformSourceObjects", ())), None),
    )


def _check(item: dict, folder: Path) -> Check:
    implementation = item["implementation"]
    kwargs = dict(implementation["kwargs"])
    query = kwargs.get("unexpected_rows_query", "")
    if query.endswith(".sql"):
        kwargs["unexpected_rows_query"] = (folder.parent / "dbt_like_sql" / query).read_text(encoding="utf-8")
    return Check(
        item["id"], item["severity"], item["description"], implementation["type"], kwargs, item.get("dimension")
    )


def _foreign_key(item: dict) -> ForeignKey:
    target = {name.split(".")[0] for name in item["to"]}
    return ForeignKey(
        tuple(name.split(".")[1] for name in item["from"]), target.pop(), tuple(n.split(".")[1] for n in item["to"])
    )


def _inherit(table: Table, columns: dict[str, Column]) -> Table:
    """Fill the columns that name an origin with the description, the type and the code list of that origin."""
    return replace(table, columns=tuple(_described(column, table, columns) for column in table.columns))


def _described(column: Column, table: Table, columns: dict[str, Column]) -> Column:
    """The column with the words of its origin, however far that origin is."""
    if column.origin is None:
        return column
    if column.origin not in columns or columns[column.origin] is column:
        raise ObservatoryError(
            f"Contrat {table.contract_id} : la colonne « {column.name} » dit venir de « {column.origin} », "
            "qu’aucun contrat ne décrit.",
            "Corrigez transformSourceObjects.",
        )
    source = _described(columns[column.origin], table, columns)
    return replace(
        column,
        type=column.type or source.type,
        description=source.description,
        unit=column.unit or source.unit,
        nomenclature=column.nomenclature or source.nomenclature,
        sensitivity=column.sensitivity or source.sensitivity,
    )


def _with_reception(table: Table, tables: dict[str, Table]) -> Table:
    """A source table also carries the columns that intake adds to every row."""
    if table.schema != "lake" or table.contract_id == "lake.reception":
        return table
    added = tuple(replace(c, origin=f"{RECEPTION}.{c.name}") for c in tables[RECEPTION].columns)
    return replace(table, columns=table.columns + added, nb_added=len(added))
