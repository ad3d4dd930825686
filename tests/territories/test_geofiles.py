"""Files of outlines: any producer, any format; refused with a sentence when a guess would be needed."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import polars as pl
import pytest
import shapely
from shapely.geometry import Point, Polygon, box

from observatory.errors import ObservatoryError
from observatory.territories.geofiles import COLUMNS, is_geofile, outline_cells, read_outlines

OVERSEAS = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}
AIN, ISERE = box(800_000, 6_500_000, 850_000, 6_550_000), box(850_000, 6_500_000, 900_000, 6_550_000)


def layer(crs: int | None = 2154, shapes: tuple = (AIN, ISERE), **columns: list) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=list(shapes)[: len(next(iter(columns.values())))], crs=crs)


def geojson(codes: list[str], **columns: list) -> bytes:
    shapes = [box(rank, 45, rank + 1, 46) for rank in range(len(codes))]
    return layer(4326, shapes, code=codes, **columns).to_json().encode()


def geopackage(folder: Path, **layers: gpd.GeoDataFrame) -> bytes:
    for name, rows in layers.items():
        rows.to_file(folder / "paquet.gpkg", layer=name)
    return (folder / "paquet.gpkg").read_bytes()


def shapefiles(folder: Path, *without: str, **layers: gpd.GeoDataFrame) -> bytes:
    for name, rows in layers.items():
        rows.to_file(folder / f"{name}.shp")
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for path in sorted(folder.iterdir()):
            if path.suffix not in without:
                target.write(path, f"ADE/1_DONNEES/{path.name}")
    return archive.getvalue()


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ObservatoryError) as refused:
        read_outlines(content, name)
    assert refused.value.action, "un refus dit toujours quoi faire"
    return str(refused.value)


def summary(outlines: pl.DataFrame) -> list[tuple]:
    return outlines.select("niveau", "territoire_code", "territoire_libelle").rows()


# --- what is read


def test_older_admin_express_in_a_geopackage_keeps_the_layers_of_the_observatory(tmp_path: Path, caplog):
    caplog.set_level("INFO", "observatory")
    content = geopackage(
        tmp_path,
        REGION=layer(INSEE_REG=["84"], NOM=["Auvergne-Rhône-Alpes"]),
        DEPARTEMENT=layer(INSEE_DEP=["01", "38"], NOM=["Ain", "Isère"], INSEE_REG=["84", "84"]),
        EPCI=layer(
            CODE_SIREN=["200000172", "200057867"], NOM=["A", "B"], NATURE=["CC", "Etablissement public territorial"]
        ),
        COMMUNE=layer(INSEE_COM=["01001", "38185"], NOM=["C", "D"], INSEE_DEP=["01", "38"], SIREN_EPCI=["1", "2"]),
        ARRONDISSEMENT_MUNICIPAL=layer(INSEE_ARM=["69381"], INSEE_COM=["69123"], NOM=["Lyon 1er"]),
        CANTON=layer(INSEE_CAN=["01"], INSEE_DEP=["01"]),
        CHFLIEU_COMMUNE=layer(shapes=(Point(0, 0),), INSEE_COM=["01001"]),
    )
    read = read_outlines(content, "ADMIN-EXPRESS_2024-02-22.gpkg")
    assert summary(read) == [
        ("ARM", "69381", "Lyon 1er"),
        ("COM", "01001", "C"),
        ("COM", "38185", "D"),
        ("DEP", "01", "Ain"),
        ("DEP", "38", "Isère"),
        ("REG", "84", "Auvergne-Rhône-Alpes"),
        ("SIREN_EPCI", "200000172", "A"),
        ("SIREN_EPT", "200057867", "B"),
    ]
    assert read.columns == list(COLUMNS)
    assert read["millesime_cog"].unique().to_list() == [2024] and read["projection"].unique().to_list() == [2154]
    assert read["lot"].unique().to_list() == ["2024-reg+dep+siren_epci+siren_ept+com+arm-01+38+69"]
    assert "CANTON, CHFLIEU_COMMUNE" in caplog.text


def test_newer_admin_express_names_its_columns_otherwise(tmp_path: Path):
    content = geopackage(
        tmp_path,
        departement=layer(code_insee=["01"], nom_officiel=["Ain"], code_insee_de_la_region=["84"]),
        epci=layer(code_siren=["200000172"], nom_officiel=["CC Faucigny - Glières"]),
        commune=layer(code_insee=["01001"], nom_officiel=["L’Abergement"], code_siren=["210100012"]),
    )
    assert summary(read_outlines(content, "ade-2025.gpkg")) == [
        ("COM", "01001", "L’Abergement"),
        ("DEP", "01", "Ain"),
        ("SIREN_EPCI", "200000172", "CC Faucigny - Glières"),
    ]


def test_zipped_shapefiles_in_folders_are_read_and_their_projection_with_them(tmp_path: Path):
    content = shapefiles(tmp_path, DEPARTEMENT=layer(INSEE_DEP=["01", "38"], NOM=["Ain", "Isère"]))
    read = read_outlines(content, "ADE_2023.zip")
    assert summary(read) == [("DEP", "01", "Ain"), ("DEP", "38", "Isère")]
    assert read["projection"].unique().to_list() == [2154]


@pytest.mark.parametrize("damage", ["contenu", "mot de passe"])
def test_a_zip_that_does_not_open_is_refused_in_french(damage: str):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("departements-2025.geojson", '{"type": "FeatureCollection", "features": []}' * 50)
    content = bytearray(archive.getvalue())
    if damage == "contenu":
        content[70:90] = b"\xff" * 20
    else:
        central = content.index(b"PK\x01\x02")
        content[6] |= 1
        content[central + 8] |= 1
    with pytest.raises(ObservatoryError, match="ne s’ouvre pas : l’archive est abîmée"):
        read_outlines(bytes(content), "contours-2025.zip")


def test_zipped_geojson_is_read():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("departements-2022.geojson", geojson(["1", "38"], nom=["Ain", "Isère"]))
    assert summary(read_outlines(archive.getvalue(), "depot.zip")) == [("DEP", "01", "Ain"), ("DEP", "38", "Isère")]


@pytest.mark.parametrize(
    ("name", "codes", "levels"),
    [
        ("contours-2025.geojson", ["01", "2A"], ["DEP", "DEP"]),
        ("departements-2025.geojson", ["11", "84"], ["DEP", "DEP"]),
        ("régions-2025.geojson", ["11", "84"], ["REG", "REG"]),
        ("x-2025.geojson", ["Z11", "Z12"], ["DEP", "DEP"]),
        ("x-2025.geojson", ["Z1"], ["REG"]),
        ("x-2025.geojson", ["01001", "75056", "75101", "Z1101"], ["COM", "COM", "ARM", "COM"]),
        ("x-2025.geojson", ["200000172", "Z00000021"], ["SIREN_EPCI", "SIREN_EPCI"]),
        ("ept-2025.geojson", ["200057867"], ["SIREN_EPT"]),
    ],
)
def test_the_form_of_the_codes_and_the_name_of_the_file_tell_the_level(name: str, codes: list, levels: list):
    read = read_outlines(geojson(codes), name).sort(pl.col("territoire_code").replace_strict(codes, range(len(codes))))
    assert read["niveau"].to_list() == levels
    assert read["projection"].unique().to_list() == [4326], "un GeoJSON est en degrés s’il ne dit rien"


@pytest.mark.parametrize(
    ("name", "columns", "year"),
    [
        ("contours-2021.geojson", {"millesime": ["2019"]}, 2021),
        ("contours_2018/communes-75.geojson", {}, 2018),
        ("2020/contours-2021.geojson", {}, 2021),
        ("contours.geojson", {"year": ["2019"]}, 2019),
    ],
)
def test_the_year_is_in_the_name_else_in_the_folder_else_in_a_column(name: str, columns: dict, year: int):
    assert read_outlines(geojson(["75056"], **columns), name)["millesime_cog"].to_list() == [year]


def test_rows_of_one_code_are_one_outline_and_no_row_is_lost():
    read = read_outlines(geojson(["69D", "69M", "01", "sans"]), "departements-2025.geojson")
    assert read["territoire_code"].to_list() == ["01", "69", "sans"], "un code illisible va jusqu’à la quarantaine"
    assert shapely.from_wkb(read["geometrie"][1]).equals(box(0, 45, 2, 46))


def test_an_outline_that_crosses_itself_is_repaired_and_flagged():
    bow = Polygon([(0, 45), (1, 46), (1, 45), (0, 46)])
    content = layer(4326, (bow, box(3, 45, 4, 46)), code=["01", "38"]).to_json().encode()
    read = read_outlines(content, "departements-2025.geojson")
    assert read["est_reparee"].to_list() == [True, False]
    assert shapely.is_valid(shapely.from_wkb(read["geometrie"].to_numpy())).all()
    assert shapely.from_wkb(read["geometrie"][0]).area == pytest.approx(0.5)


def test_an_absent_outline_stays_a_row_without_one():
    content = json.loads(geojson(["01", "38"]))
    content["features"][1]["geometry"] = None
    cells = outline_cells(json.dumps(content).encode(), "departements-2025.geojson")
    assert cells["geometrie"].is_null().to_list() == [False, True]


def test_cells_are_texts_that_give_the_same_outlines_back():
    content = geojson(["01", "38"], nom=["Ain", "Isère"])
    cells, read = (f(content, "departements-2025.geojson") for f in (outline_cells, read_outlines))
    assert set(cells.schema.values()) == {pl.String()} and cells.columns == list(COLUMNS)
    assert cells["geometrie"].str.decode("hex").to_list() == read["geometrie"].to_list()
    assert cells.select("millesime_cog", "projection", "est_reparee").row(0) == ("2025", "4326", "false")


# --- the name of what a file covers


@pytest.mark.parametrize(
    ("name", "codes", "lot"),
    [
        ("contours-2025.geojson", ["971"], "2025-dep-971"),
        ("communes-2018.geojson", ["75056"], "2018-com-75"),
        ("departements-2025.geojson", ["01", "38", "974"], "2025-dep-01+38+974"),
        ("epci-2025.geojson", ["200000172", "200000438"], "2025-siren_epci-200000172-2"),
        ("x-2025.geojson", ["Z11"], "2025-dep-fictif"),
    ],
)
def test_a_lot_names_vintage_levels_and_extent(name: str, codes: list, lot: str):
    assert read_outlines(geojson(codes), name)["lot"].unique().to_list() == [lot]


@pytest.fixture(scope="module")
def real_outlines(shared: Path) -> pl.DataFrame:
    """The official outlines of 2025, generalised."""
    files = sorted((shared / "reference" / "geo").glob("*-surface-gen.parquet"))
    return pl.concat([read_outlines(path.read_bytes(), path.name) for path in files])


def test_real_files_have_their_lots_their_projections_and_every_territory(real_outlines: pl.DataFrame):
    lots = real_outlines.filter(pl.col("niveau").is_in(["DEP", "SIREN_EPCI", "SIREN_EPT"])).group_by("lot")
    found = {lot: (len(rows), rows["projection"].unique().to_list()) for (lot,), rows in lots}
    assert found == {
        "2025-dep-metropole": (96, [2154]),
        "2025-siren_epci-metropole": (1232, [2154]),
        "2025-siren_ept-metropole": (11, [2154]),
        **{f"2025-dep-{zone}": (1, [epsg]) for zone, epsg in OVERSEAS.items()},
        **{f"2025-siren_epci-{z}": (n, [OVERSEAS[z]]) for z, n in zip(OVERSEAS, (6, 3, 4, 5, 5), strict=True)},
    }
    assert not real_outlines["est_reparee"].any()


def test_real_communes_of_2018_take_their_year_from_their_folder(shared: Path):
    folder = shared / "reference" / "geo" / "communes_2018"
    contents = {path.name: path.read_bytes() for path in sorted(folder.glob("*-9*.geojson"))}
    read = [read_outlines(content, f"communes_2018/{name}") for name, content in contents.items()]
    assert [(r["lot"][0], len(r)) for r in read] == [
        ("2018-com-92", 36),
        ("2018-com-93", 40),
        ("2018-com-94", 47),
        ("2018-com-974", 24),
    ]


def test_paris_open_data_gives_twenty_arrondissements_once_the_year_is_said(shared: Path):
    content = (shared / "reference" / "geo" / "paris" / "arrondissements_paris.geojson").read_bytes()
    assert "arrondissements_paris-2025.geojson" in refusal(content, "arrondissements_paris.geojson")
    read = read_outlines(content, "arrondissements_paris-2025.geojson")
    assert read["niveau"].to_list() == ["ARM"] * 20 and read["territoire_code"].to_list()[0] == "75101"
    quarters = (shared / "reference" / "geo" / "paris" / "quartier_paris.geojson").read_bytes()
    assert "code officiel" in refusal(quarters, "quartiers-2025.geojson")


# --- what is refused, and what is no file of outlines


def test_points_are_refused(shared: Path):
    content = (shared / "reference" / "geo" / "com-reu-2025-centroid-gen.parquet").read_bytes()
    assert "des points" in refusal(content, "com-reu-2025-centroid-gen.parquet")


def test_coordinates_without_projection_are_refused(tmp_path: Path):
    content = shapefiles(tmp_path, ".prj", DEPARTEMENT=layer(INSEE_DEP=["01"]))
    assert "projection" in refusal(content, "ade-2025.zip")


def test_metres_said_to_be_degrees_are_refused():
    content = layer(None, code=["01", "38"]).to_json().encode()
    assert "degrés" in refusal(content, "departements-2025.geojson")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "ade-2025.7z", "Décompressez-le d’abord"),
        (b"\x00\x00\x27\x0a" + b"\x00" * 96, "COMMUNE.shp", "archive zip"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "ade-2025.gpkg", "abîmé"),
        (b'{"type": "FeatureCollection", "features": [{', "dep-2025.geojson", "abîmé"),
        (geojson(["nord", ""]), "contours-2025.geojson", "code officiel"),
        (geojson(["11", "84"]), "contours-2025.geojson", "« regions » ou « departements »"),
        (geojson(["2A"]), "de 2024 à 2025.geojson", "une seule"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, name: str, sentence: str):
    assert is_geofile(content, name)
    assert sentence in refusal(content, name)


def test_tables_are_not_files_of_outlines(shared: Path):
    table, workbook = BytesIO(), BytesIO()
    pl.DataFrame({"code": ["01"]}).write_parquet(table)
    with zipfile.ZipFile(workbook, "w") as target:
        target.writestr("xl/workbook.xml", "<workbook/>")
    others = [table.getvalue(), workbook.getvalue(), b"code;nom\n01;Ain\n", b'{"code": "01"}', b"PK\x03\x04", b""]
    assert not any(is_geofile(content, "fichier") for content in others)
    assert is_geofile((shared / "reference" / "geo" / "dep-glp-2025-surface-gen.parquet").read_bytes(), "sans.nom")
