"""The release as open data: what each format is read back as, and what the standards say of its descriptions."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import duckdb
import polars as pl
import pyarrow.dataset
import pytest
from frictionless import Package

from observatory.contracts.ddl import polars_schema
from observatory.contracts.load import Catalogue
from observatory.contracts.strict_yaml import read_yaml
from observatory.disclosure.protected import ProtectedTable
from observatory.errors import ObservatoryError
from observatory.publication.changes import changes_table, numbers_before
from observatory.publication.opendata import verify_open_data, write_open_data
from observatory.publication.opendata.paths import stored_tables
from observatory.publication.opendata.words import write_sums
from tests.contracts.standard import validator
from tests.publication import small

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
DATABASE = "observatory.duckdb"
FORMULA = "=HYPERLINK(1) Ardèche"
SHAPES = Path(__file__).with_name("dcat_ap.ttl")
MARK = "Données fictives"


def frames(catalogue: Catalogue) -> dict[str, pl.DataFrame]:
    """The small release with communes of two years, every column of the contracts, and a label that is a formula."""
    made = {name: frame for name, frame in small.frames().items() if name != "contours"}
    made["communes"] = pl.DataFrame(
        {
            "millesime_cog": [2025, 2023, 2025],
            "commune_code": ["2A004", "01001", "01001"],
            "type_commune": ["COM"] * 3,
            "commune_libelle": ["Ajaccio", "L’Abergement-Clémenciat", "L’Abergement-Clémenciat"],
        }
    )
    label = pl.col("territoire_libelle")
    made["territoires"] = made["territoires"].with_columns(label.replace({small.HOSTILE: FORMULA}))
    contracts = {
        name: table for schema in ("marts", "published", "meta") for name, table in catalogue.schema(schema).items()
    }
    return {
        name: frame.select(
            (pl.col(column) if column in frame.columns else pl.lit(None)).cast(kind).alias(column)
            for column, kind in polars_schema(contracts[name]).items()
        )
        for name, frame in made.items()
    }


@pytest.fixture(scope="module")
def tables(catalogue: Catalogue) -> dict[str, ProtectedTable]:
    return small.protected(frames(catalogue))


@pytest.fixture(scope="module")
def written(tables: dict[str, ProtectedTable], catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small release as open data: to read."""
    folder = tmp_path_factory.mktemp("ouvertes") / "2026"
    write_open_data(folder, tables, catalogue, DATABASE)
    return folder


@pytest.fixture
def spoiled(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "2026")


@pytest.fixture(scope="module")
def release(whole) -> Path:
    return whole[1].folder


# --- Parquet


def test_a_table_is_a_file_of_its_schema_and_a_cut_one_a_folder_by_value(written: Path):
    found = {path.relative_to(written / "parquet").as_posix() for path in (written / "parquet").rglob("*.parquet")}
    assert {"recherche/relogement_annuel.parquet", "reference/territoires.parquet", "meta/version.parquet"} <= found
    assert {path for path in found if "communes" in path} == {
        f"reference/communes/millesime_cog={year}/communes.parquet" for year in (2023, 2025)
    }


@pytest.mark.parametrize("hive", ["true", "false"])
def test_a_cut_table_reads_as_one_with_its_codes_as_texts(written: Path, tables, hive: str):
    files = f"{written}/parquet/reference/communes/**/*.parquet"
    read = duckdb.sql(f"FROM read_parquet('{files}', hive_partitioning = {hive}) ORDER BY ALL").pl()
    assert read.equals(tables["communes"].frame.sort("millesime_cog", "commune_code"))
    assert read["commune_code"].to_list() == ["01001", "01001", "2A004"]


def test_other_readers_of_folders_agree_on_the_types(written: Path):
    folder = written / "parquet" / "reference" / "communes"
    arrow = pyarrow.dataset.dataset(folder, partitioning="hive").schema
    assert (str(arrow.field("millesime_cog").type), arrow.field("commune_code").type in (pyarrow.string(), pyarrow.large_string())) == ("int32", True)  # fmt: skip
    assert pl.read_parquet(folder, hive_partitioning=True).schema["commune_code"] == pl.String


def test_a_column_that_cuts_is_a_whole_number_of_the_key(catalogue: Catalogue):
    """A text would be read back as another type by some readers (`01`), and a reader looks for its rows by the key."""
    cut = [table for table in catalogue.tables.values() if table.published_partition]
    assert [table.name for table in cut] == ["marts.communes"]
    for table in cut:
        column = table.column(table.published_partition)
        assert (column.type, column.required, column.name) == ("INTEGER", True, table.key[0])


def test_rows_are_by_key_compressed_and_bounded(written: Path):
    path = written / "parquet" / "recherche" / "relogement_mensuel.parquet"
    keys = pl.read_parquet(path).select("niveau", "territoire_code", "date_mois").rows()
    assert keys == sorted(keys) and len(set(keys)) == len(keys)
    groups = duckdb.sql(f"SELECT DISTINCT compression, stats_min_value IS NOT NULL FROM parquet_metadata('{path}') WHERE path_in_schema = 'date_mois'")  # fmt: skip
    assert groups.fetchall() == [("ZSTD", True)]


def test_a_file_tells_what_it_holds(written: Path, catalogue: Catalogue):
    told = pl.read_parquet_metadata(written / "parquet" / "recherche" / "relogement_annuel.parquet")
    table = catalogue.table("marts.relogement_annuel")
    assert (told["titre"], told["definition"], told["version"]) == (table.title, table.description, small.frames()["version"]["version_publication"].item())  # fmt: skip
    assert "Licence Ouverte" in told["licence"] and "mention" not in told
    columns = json.loads(told["colonnes"])
    assert list(columns) == [column.name for column in table.columns]
    assert columns["nb_personnes_annee"]["unite"] == "PERSONNE"


# --- CSV


def test_a_csv_is_plain_text_that_no_spreadsheet_runs(written: Path):
    data = (written / "csv" / "reference" / "territoires.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n")
    rows = list(csv.DictReader(data.decode("utf-8").splitlines()))
    (ardeche,) = [row for row in rows if row["territoire_code"] == "07"]
    assert (ardeche["territoire_libelle"], ardeche["est_fictif"], ardeche["pop_municipale"]) == ("'" + FORMULA, "false", "")  # fmt: skip
    stored = pl.read_parquet(written / "parquet" / "reference" / "territoires.parquet")
    assert stored.filter(territoire_code="07")["territoire_libelle"].item() == FORMULA
    moments = (written / "csv" / "meta" / "controles.csv").read_text(encoding="utf-8")
    assert "2026-11-23T13:20:00.000000Z" in moments
    assert ",2021-04-30," in (written / "csv" / "meta" / "corrections.csv").read_text(encoding="utf-8")


def test_a_schema_says_types_lists_keys_and_references(written: Path):
    schema = json.loads((written / "csv" / "recherche" / "relogement_annuel.schema.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["niveau", "territoire_code", "annee"] and schema["missingValues"] == [""]
    assert {"fields": ["niveau", "territoire_code"], "reference": {"resource": "territoires", "fields": ["niveau", "territoire_code"]}} in schema["foreignKeys"]  # fmt: skip
    assert fields["territoire_code"]["type"] == "string" and fields["annee"]["type"] == "integer"
    assert {"PUBLIE", "MASQUE", "ZERO"} <= set(fields["statut_valeur"]["constraints"]["enum"])


def test_what_is_written_twice_is_the_same(written: Path, tables, catalogue: Catalogue, tmp_path: Path):
    write_open_data(tmp_path / "encore", tables, catalogue, DATABASE)
    for path in written.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "encore" / path.relative_to(written)).read_bytes(), path.name


def test_what_differs_from_the_protected_tables_is_refused(spoiled: Path, tables, catalogue: Catalogue):
    verify_open_data(spoiled, tables, catalogue)
    path = spoiled / "csv" / "reference" / "communes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("01001", "1001"), encoding="utf-8")
    with pytest.raises(ObservatoryError, match="Le CSV de reference.communes diffère"):
        verify_open_data(spoiled, tables, catalogue)
    path.write_text(text, encoding="utf-8")
    part = spoiled / "parquet" / "reference" / "communes" / "millesime_cog=2023" / "communes.parquet"
    pl.read_parquet(part, hive_partitioning=False).with_columns(commune_code=pl.lit("1001")).write_parquet(part)
    with pytest.raises(ObservatoryError, match="Le Parquet de reference.communes diffère"):
        verify_open_data(spoiled, tables, catalogue)


# --- the next release reads this one, and those made before


def test_the_next_release_reads_both_layouts(written: Path, tables, catalogue: Catalogue, tmp_path: Path):
    former = tmp_path / "ancienne" / "parquet"
    former.mkdir(parents=True)
    for name, table in tables.items():
        table.frame.write_parquet(former / f"{name}.parquet")
    assert stored_tables(written).keys() == stored_tables(former.parent).keys() == tables.keys()
    assert sorted(numbers_before(written)) == sorted(numbers_before(former.parent)) != []
    changed = frames(catalogue)
    changed["communes"] = changed["communes"].filter(pl.col("commune_code") != "2A004")
    for before in (written, former.parent):
        assert changes_table(before, tables, catalogue, small.load_policy(small.FOLDER / "disclosure.yaml")).frame.is_empty()  # fmt: skip
        found = changes_table(before, small.protected(changed), catalogue, small.load_policy(small.FOLDER / "disclosure.yaml")).frame  # fmt: skip
        assert found.select("table_nom", "nature_changement").rows() == [("communes", "LIGNES_RETIREES")]


# --- the descriptions, on a whole release


def problems(folder: Path) -> list[tuple[str, str]]:
    """What frictionless finds wrong: in the package itself, in the bytes of its files, in the rows of its CSV."""
    report = Package(str(folder / "datapackage.json")).validate()
    found = [("", error.type) for error in report.errors]
    return found + [(task.name, error.type) for task in report.tasks for error in task.errors]


def test_a_whole_release_is_a_valid_data_package(release: Path):
    assert problems(release) == []
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    there = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.suffix in (".csv", ".parquet", ".gpkg")}  # fmt: skip
    assert described == {path for path in there if not path.startswith(("site/", "figures/"))}
    assert package["licenses"][0]["path"] and package["sources"] and package["contributors"] and package["created"]


@pytest.mark.parametrize(
    ("file", "before", "after", "kind"),
    [
        ("recherche/relogement_annuel", "DEP,75,2020", "DEP,98,2020", "foreign-key"),
        ("recherche/relogement_annuel", "PUBLIE", "PUBLIC", "constraint-error"),
        ("recherche/relogement_annuel", "DEP,75,2020", "DEP,75,deux mille", "type-error"),
        ("reference/communes", "2025,2A004", "2025,01001", "primary-key"),
    ],
)
def test_a_data_package_that_lies_is_found(spoiled: Path, file: str, before: str, after: str, kind: str):
    assert problems(spoiled) == []
    path = spoiled / "csv" / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = [what for name, what in problems(spoiled) if name == file.split("/")[1]]
    assert kind in found and {"hash-count"} & {what for what in found}


def dcat(folder: Path):
    from rdflib import Graph

    return Graph().parse(folder / "dcat.jsonld", format="json-ld", publicID="https://exemple.fr/version/dcat.jsonld")


def conforms(graph) -> tuple[bool, str]:
    from pyshacl import validate

    valid, _, text = validate(graph, shacl_graph=str(SHAPES), inference="none")
    return valid, text


def test_portals_find_what_dcat_ap_makes_mandatory(release: Path, written: Path):
    for folder in (release, written):
        valid, said = conforms(dcat(folder))
        assert valid, said


@pytest.mark.parametrize(
    ("subject", "removed"),
    [
        ("Catalog", "http://purl.org/dc/terms/publisher"),
        ("Dataset", "http://purl.org/dc/terms/description"),
        ("Distribution", "http://www.w3.org/ns/dcat#accessURL"),
    ],
)
def test_the_shapes_refuse_a_description_without_it(written: Path, subject: str, removed: str):
    from rdflib import RDF, URIRef

    graph = dcat(written)
    for one in list(graph.subjects(RDF.type, URIRef(f"http://www.w3.org/ns/dcat#{subject}"))):
        graph.remove((one, URIRef(removed), None))
    valid, said = conforms(graph)
    assert not valid and removed.rsplit("/", 1)[-1].rsplit("#", 1)[-1] in said


def test_every_distribution_leads_to_its_file_and_tells_its_size(release: Path):
    from rdflib import Namespace

    space = Namespace("http://www.w3.org/ns/dcat#")
    graph, base = dcat(release), "https://exemple.fr/version/"
    found = {str(one): unquote(str(url)).removeprefix(base) for one, url in graph.subject_objects(space.downloadURL)}
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    assert set(found.values()) == {DATABASE, *(one["path"] for one in package["resources"])}
    for one, path in found.items():
        assert (release / path).is_file()
        sizes = [int(size) for subject, size in graph.subject_objects(space.byteSize) if str(subject) == one]
        assert sizes == ([] if path == DATABASE else [(release / path).stat().st_size])


def test_each_published_contract_is_valid_and_complete(release: Path):
    odcs, paths = validator(), sorted((release / "contrats").iterdir())
    assert len(paths) == len(list((release / "csv").rglob("*.csv")))
    for path in paths:
        contract = read_yaml(path)
        odcs.validate(contract)
        (table,) = contract["schema"]
        assert path.name == f"{table['physicalName']}.odcs.yaml"
        assert all(column["description"] and column["logicalType"] for column in table["properties"])
        servers = {server["server"]: server for server in contract["servers"]}
        assert (release / servers["csv"]["path"]).is_file() and (release / servers["base"]["database"]).is_file()
        assert list(release.glob(servers["parquet"]["path"]))
        for check in table.get("quality", []):
            query = check.get("implementation", {}).get("kwargs", {}).get("unexpected_rows_query", "")
            assert not re.search(r"\b(marts|core|staging|lake|ref|protege|precedent|published)\b", query), check["id"]
    flows = (release / "contrats" / "recherche.siao_flux.odcs.yaml").read_text(encoding="utf-8")
    assert "unexpected_rows_query" in flows, "une requête qui ne lit que la table est gardée"


def test_croissant_names_files_columns_and_keys_that_are_there(release: Path):
    text = json.loads((release / "croissant.json").read_text(encoding="utf-8"))
    files = {one["@id"]: one for one in text["distribution"]}
    for path, one in files.items():
        assert (release / path).stat().st_size == int(one["contentSize"].removesuffix(" B"))
    assert len({one["@id"] for one in text["recordSet"]}) == len(text["recordSet"]) == len(files)
    for records in text["recordSet"]:
        sources = {field["source"]["fileObject"]["@id"] for field in records["field"]}
        (path,) = sources
        read = pl.read_parquet_schema(release / path)
        assert [field["source"]["extract"]["column"] for field in records["field"]] == list(read)
        assert {key["@id"] for key in records["key"]} <= {field["@id"] for field in records["field"]}


def test_the_fingerprints_are_those_of_every_data_file(release: Path, tmp_path: Path):
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        check=False,
        cwd=release,
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    listed = {line.split("  ", 1)[1] for line in (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    there = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert listed == {path for path in there if not path.startswith(("site/", "figures/"))} - {"SHA256SUMS"}
    (tmp_path / "a.csv").write_text("1")
    write_sums(tmp_path)
    (tmp_path / "a.csv").write_text("2")
    assert subprocess.run(["sha256sum", "-c", "--status", "SHA256SUMS"], check=False, cwd=tmp_path).returncode == 1


def test_the_read_me_names_everything_that_stands_in_the_folder(release: Path):
    words = (release / "LISEZMOI.md").read_text(encoding="utf-8")
    assert [one.name for one in release.iterdir() if f"`{one.name}" not in words and one.suffix != ".md" and one.name != "LICENCE"] == []  # fmt: skip
    for table in duckdb.sql(f"FROM read_csv('{release}/csv/meta/tables.csv', all_varchar = true)").pl().filter(table_genre="TABLE")["table_nom"]:  # fmt: skip
        assert f"`{table.removeprefix('meta.')}`" in words
    assert not re.search(r"None|\{\{|undefined", words) and "Version" not in words.splitlines()[0]


def marks(folder: Path) -> Iterator[bool]:
    """For each description of a release: whether it says that the data are invented."""
    for name in ("LISEZMOI.md", "LICENCE"):
        yield "fictives" in (folder / name).read_text(encoding="utf-8")
    for name in ("datapackage.json", "croissant.json", "dcat.jsonld"):
        yield MARK in (folder / name).read_text(encoding="utf-8")
    yield MARK in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["title"]
    yield MARK in (folder / "csv" / "recherche" / "relogement_annuel.schema.json").read_text(encoding="utf-8")
    yield MARK in (folder / "contrats" / "recherche.relogement_annuel.odcs.yaml").read_text(encoding="utf-8")
    yield "mention" in pl.read_parquet_metadata(folder / "parquet" / "recherche" / "relogement_annuel.parquet")
    yield "authority/country/FRA" not in (folder / "dcat.jsonld").read_text(encoding="utf-8")


def test_invented_data_are_marked_in_every_description_and_real_ones_in_none(release: Path, written: Path):
    assert all(marks(release))
    assert not any(marks(written))


def test_every_file_that_the_pages_offer_is_in_the_release(release: Path):
    page = (release / "site" / "telechargements.html").read_text(encoding="utf-8")
    beside = re.findall(r'href="(\.\./[^"]+)"', page)
    assert len(beside) > 4 * len(list((release / "csv").rglob("*.csv")))
    assert [address for address in beside if not (release / "site" / unquote(address)).is_file()] == []
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    tabular = {f"../{one['path']}" for one in package["resources"] if not one["path"].startswith("geo/")}
    assert tabular <= {unquote(address) for address in beside}
