"""A published release: its folder or its DuckDB file alone, opened to read, with what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.read.series import ReadingError, Series

if TYPE_CHECKING:
    import duckdb
    import geopandas
    import polars as pl

FILE = "observatory.duckdb"


def open_release(path: str | Path) -> Release:
    """Open a release: the folder of a version, `published/current`, or `observatory.duckdb` itself.

    Raises ReadingError when there is none there, or when the file is not a release.
    """
    import duckdb

    file = Path(path) / FILE if Path(path).is_dir() else Path(path)
    try:
        con = duckdb.connect(str(file.resolve(strict=True)), read_only=True)
        con.execute("FROM meta.version LIMIT 1").fetchall()
        con.execute("SET search_path = 'recherche,comparaison,reference,portrait'")
    except (OSError, duckdb.Error):
        raise ReadingError(
            f"Aucune publication lisible dans {path}.", f"Donnez le dossier d’une version, ou son fichier {FILE}."
        ) from None
    return Release(file, con)


@dataclass(frozen=True)
class Release:
    """A release open to read. It never changes: a new publication is another file."""

    file: Path
    con: duckdb.DuckDBPyConnection

    @cached_property
    def version(self) -> dict[str, Any]:
        """`version_publication`, `publie_le`, `empreinte_contenu`, `version_precedente`, `version_logiciel`, `est_fictif`, `licence`, `politique_version`."""
        return self.sql("FROM meta.version").row(0, named=True)

    @property
    def is_fictional(self) -> bool:
        """Whether its data are those of the demonstration: not to be cited."""
        return self.version["est_fictif"]

    @property
    def citation(self) -> str:
        """How to cite this release and no other."""
        mark = "données fictives de démonstration, à ne pas citer, " if self.is_fictional else ""
        told = self.version
        return (
            f"Observatoire local du sans-abrisme, {mark}version {told['version_publication']}, "
            f"{told['publie_le']:%d/%m/%Y}, empreinte {told['empreinte_contenu'][:12]}, {told['licence']}."
        )

    @cached_property
    def dictionary(self) -> pl.DataFrame:
        """Every column of every table, in its order.

        `table_nom`, `colonne_nom`, `position`, `type_donnee` (of DuckDB), `est_obligatoire`, `rang_cle`, `unite_colonne`,
        `nomenclature` (see `codes`), `definition`; of its table `schema_nom`, `avertissement_usage`
        (what not to do with it), `nb_lignes_table` (the rest is in `tables`); in this release `part_renseignee`
        (share of its rows with a value, from 0 to 1: a hidden one is none), `premiere_date` and `derniere_date` of these rows, as
        text, as precise as `colonne_temps`; `origine_colonnes`, the columns of the sources that it is computed from. A release
        of an earlier version has the columns up to `definition` only.
        """
        return self.sql("FROM meta.dictionnaire ORDER BY table_nom, position")

    def codes(self, name: str) -> pl.DataFrame:
        """The codes of a list, in its order: `code`, `libelle`, `regroupement`, `source`, `note_code`. ReadingError when the
        release has no list of that name."""
        import duckdb

        try:
            found = self.sql("FROM meta.nomenclatures WHERE nomenclature = ? ORDER BY rang_code", [name])
        except duckdb.CatalogException:  # a release of an earlier version
            found = None
        if found is None or found.is_empty():
            raise ReadingError(
                f"Aucune liste « {name} » dans cette publication.", "Le dictionnaire dit laquelle chaque colonne suit."
            )
        return found.drop("nomenclature", "rang_code")

    @cached_property
    def tables(self) -> pl.DataFrame:
        """The tables and the views: `schema_nom`, `table_nom`, `table_genre`, `definition`, `grain`, `usage_prevu`, `avertissement_usage`,
        `nb_lignes_table` (empty for a view)…"""
        return self.sql("FROM meta.tables WHERE schema_nom <> 'meta' ORDER BY schema_nom, table_nom")

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> pl.DataFrame:
        """The rows of a query, in DuckDB's SQL; tables are found without their schema, but those of `meta`."""
        return self.con.sql(query, params=list(parameters)).pl()

    def table(self, name: str) -> pl.DataFrame:
        """A whole table. ReadingError when there is none of that name."""
        self._columns(name)
        return self.sql(f'FROM "{name}"')

    def indicator(
        self,
        table: str,
        measure: str,
        level: str | None = None,
        codes: Sequence[str] | None = None,
        **modalities: Any,
    ) -> Series:
        """A measure of a table, at a level (`DEP`, `REG`, `FR`…), for some codes, for one modality of other columns (`annee=2024`).

        Raises ReadingError when the table, the measure or a column does not exist, or when nothing answers.
        """
        import polars as pl

        columns = self._columns(table)
        asked = {"niveau": level} | modalities
        wanted = {column: value for column, value in asked.items() if value is not None}
        for column in (measure, *wanted):
            if column not in columns:
                raise ReadingError(f"« {table} » n’a pas de colonne « {column} ».", f"Colonnes : {', '.join(columns)}.")
        places = [] if codes is None else [f"territoire_code IN ({', '.join('?' * len(codes))})"]
        where = " AND ".join([*(f'"{column}" = ?' for column in wanted), *places]) or "true"
        rows = self.sql(f'FROM "{table}" WHERE {where}', [*wanted.values(), *(codes or ())])
        if rows.is_empty():
            raise ReadingError(
                f"Aucune ligne de « {table} » ne répond.", "Vérifiez le niveau, les codes et les modalités."
            )
        about = self.dictionary.filter(table_nom=table, colonne_nom=measure).row(0, named=True)
        keys = self._keys(table, columns)
        state, low, high = _beside(measure, columns, self._first_count(table))
        frame = rows.select(
            *keys,
            *(name for name in columns if name.endswith("_libelle")),
            pl.col(measure).alias("valeur"),
            (pl.col(state) if state else pl.lit(None, pl.String)).alias("statut"),
            *(pl.col(name).alias(told) for name, told in ((low, "borne_basse"), (high, "borne_haute")) if name),
        )
        said = self.tables.filter(table_nom=table).row(0, named=True)
        usage = " ".join(filter(None, (said["usage_prevu"], said["avertissement_usage"])))
        return Series(
            table,
            measure,
            about["unite_colonne"],
            about["definition"],
            usage,
            keys,
            frame,
            self._warnings(table, frame),
        )

    def territory(self, level: str, code: str) -> Territory:
        """A territory, with all that the release says of it. ReadingError when the release does not have it."""
        found = self.sql("FROM territoires WHERE niveau = ? AND territoire_code = ?", [level, code])
        if found.is_empty():
            raise ReadingError(f"Aucun territoire {level} {code}.", "La table « territoires » donne leur liste.")
        return Territory(self, level, code, found["territoire_libelle"].item())

    def geo(self, level: str) -> geopandas.GeoDataFrame:
        """The outlines of a level, simplified (EPSG as the file says). ReadingError when the release has none."""
        import geopandas

        found = [
            path for path in (self.file.parent / "geo").rglob("*.parquet") if path.stem.upper().endswith(level.upper())
        ]
        if not found:
            raise ReadingError(
                f"Cette publication n’a pas de contours de niveau {level}.", "Ils sont dans son dossier geo/."
            )
        return geopandas.read_parquet(found[0])

    def _columns(self, table: str) -> list[str]:
        found = self.dictionary.filter(table_nom=table)["colonne_nom"].to_list()
        if not found:
            raise ReadingError(
                f"Aucune table « {table} » dans cette publication.", "La propriété « tables » donne leur liste."
            )
        return found

    def _keys(self, table: str, columns: list[str]) -> tuple[str, ...]:
        """What tells a row from another: the primary key; behind a key made of pieces (`ligne_…`), its pieces."""
        about = self.dictionary.filter(table_nom=table)
        told = about.filter(about["rang_cle"].is_not_null()).sort("rang_cle")["colonne_nom"].to_list()
        if len(told) > 1:
            return tuple(told)
        first = columns.index(self._first_count(table))
        return tuple(name for name in columns[:first] if name not in told and not name.endswith("_libelle"))

    def _first_count(self, table: str) -> str:
        """The measure that `statut_valeur` tells the state of: the last number before it."""
        columns = self._columns(table)
        if "statut_valeur" in columns:
            return columns[columns.index("statut_valeur") - 1]
        about = self.dictionary.filter(table_nom=table)
        units = about.filter(about["unite_colonne"].is_not_null())["colonne_nom"].to_list()
        return units[0] if units else columns[-1]

    def _warnings(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        found = self.sql("FROM avertissements WHERE table_nom = ?", [table])
        places = [name for name in ("niveau", "territoire_code") if name in frame.columns]
        return found.join(frame.select(places).unique(), on=places, how="semi") if places else found


@dataclass(frozen=True)
class Territory:
    """A territory of a release: its name, the tables that speak of it."""

    release: Release
    level: str
    code: str
    label: str

    def tables(self) -> dict[str, int]:
        """Tables with rows about it, and how many."""
        about = self.release.dictionary
        named = about.filter(about["colonne_nom"] == "territoire_code")["table_nom"].to_list()
        have = set(self.release.tables["table_nom"].to_list())
        counts = {
            name: self.release.sql(
                f'SELECT count(*) FROM "{name}" WHERE niveau = ? AND territoire_code = ?', [self.level, self.code]
            ).item()
            for name in named
            if name in have
        }
        return {name: count for name, count in counts.items() if count}

    def table(self, name: str) -> pl.DataFrame:
        """Its rows of a table."""
        self.release._columns(name)
        return self.release.sql(f'FROM "{name}" WHERE niveau = ? AND territoire_code = ?', [self.level, self.code])

    def indicator(self, table: str, measure: str, **modalities: Any) -> Series:
        """A measure of a table for it alone."""
        return self.release.indicator(table, measure, self.level, [self.code], **modalities)

    @property
    def warnings(self) -> pl.DataFrame:
        """What the checks found in the numbers about it: to read before citing."""
        return self.table("avertissements")


def _beside(measure: str, columns: list[str], first: str) -> tuple[str | None, str | None, str | None]:
    """The columns of the state and of the bounds of a measure."""
    state = f"statut_{measure}" if f"statut_{measure}" in columns else None
    if state is None and measure == first and "statut_valeur" in columns:
        state = "statut_valeur"
    for low, high in ((f"{measure}_bas", f"{measure}_haut"), ("borne_basse", "borne_haute")):
        if low in columns and high in columns and (low.startswith(measure) or measure == first):
            return state, low, high
    return state, None, None
