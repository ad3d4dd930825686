"""From the bytes of a file to its layers: GeoPackage, shapefiles and GeoJSON (zipped or not), GeoParquet."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from observatory.errors import ObservatoryError

if TYPE_CHECKING:
    import geopandas as gpd

SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
SHAPEFILE = b"\x00\x00\x27\x0a"
GEOPACKAGE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
_MEMBERS = (".gpkg", ".shp", ".geojson")


@dataclass(frozen=True)
class Layer:
    """One layer of a file: its own name when the format has one, the places where a year may be written, its rows."""

    name: str | None
    places: tuple[str, ...]
    rows: gpd.GeoDataFrame


def holds_layers(content: bytes) -> bool:
    """True when the content is of a format that holds outlines, readable here or to be refused with a sentence."""
    if content.startswith((GEOPACKAGE, SEVEN_ZIP, SHAPEFILE)) or _is_geojson(content):
        return True
    if content.startswith(_ZIP):
        return bool(_members(content))
    return content.startswith(b"PAR1") and _is_geoparquet(content)


def layers(content: bytes, name: str) -> Iterator[Layer]:
    """The layers of a file, one after the other. Raises ObservatoryError when it cannot be opened."""
    if content.startswith(SEVEN_ZIP):
        raise ObservatoryError(
            f"{name} est une archive 7z, que ce logiciel n’ouvre pas.",
            "Décompressez-le d’abord, puis déposez le fichier .gpkg qu’il contient (ou les .shp dans une archive zip).",
        )
    if content.startswith(SHAPEFILE):
        raise ObservatoryError(
            f"{name} est un fichier .shp seul : ses codes et sa projection sont dans les fichiers qui l’accompagnent.",
            "Mettez le .shp, le .dbf, le .shx et le .prj dans une même archive zip, et déposez-la.",
        )
    if content.startswith(_ZIP):
        for member in _members(content):
            yield from _open(_member(content, member, name), (name, member), PurePosixPath(member).stem)
    else:
        yield from _open(content, (name,), None)


def _open(content: bytes, places: tuple[str, ...], shape: str | None) -> Iterator[Layer]:
    """`shape`: the name of a shapefile, which is the name of its layer; GeoPackage layers have their own."""
    import pyogrio

    try:
        if content.startswith(b"PAR1"):
            yield Layer(None, places, _read_parquet(content))
        elif _is_geojson(content):
            yield Layer(None, places, _quietly(pyogrio.read_dataframe, content))
        else:
            for layer, kind in _quietly(pyogrio.list_layers, content):
                if kind is not None:
                    own = layer if content.startswith(GEOPACKAGE) else shape
                    yield Layer(own, (*places, own), _quietly(pyogrio.read_dataframe, content, layer=layer))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError):
        raise ObservatoryError(
            f"{places[-1]} ne s’ouvre pas : le fichier est abîmé ou incomplet.",
            "Téléchargez-le de nouveau chez son producteur ; pour un .shp, joignez les .dbf, .shx et .prj.",
        ) from None


def _quietly(read: Callable, content: bytes, **options: str) -> Any:
    """What GDAL reads, without what it thinks aloud, in English."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read(content, **options)


def _read_parquet(content: bytes) -> gpd.GeoDataFrame:
    import geopandas as gpd

    return gpd.read_parquet(BytesIO(content))


def _is_geojson(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"FeatureCollection"' in content


def _is_geoparquet(content: bytes) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return b"geo" in (pq.read_schema(BytesIO(content)).metadata or {})
    except (pa.ArrowInvalid, OSError):
        return False


def _members(content: bytes) -> list[str]:
    """The files of an archive that hold layers, in order; none when it is a workbook or a broken archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = sorted(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):  # ValueError: an archive cut in its middle
        return []
    return [n for n in names if n.lower().endswith(_MEMBERS) and "__MACOSX" not in n]


def _member(content: bytes, member: str, name: str) -> bytes:
    try:
        return _extract(content, member)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
    ):  # RuntimeError: a password, or unknown compression
        raise ObservatoryError(
            f"{name} ne s’ouvre pas : l’archive est abîmée, incomplète ou protégée par un mot de passe.",
            "Téléchargez-la de nouveau chez son producteur, ou décompressez-la et refaites une archive zip sans mot de passe.",
        ) from None


def _extract(content: bytes, member: str) -> bytes:
    """A file of the archive; for a shapefile, a flat archive in memory of the files that bear its name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if not member.lower().endswith(".shp"):
            return archive.read(member)
        stem = member[:-4].lower()
        flat = BytesIO()
        with zipfile.ZipFile(flat, "w") as target:
            for name in archive.namelist():
                if name.lower().rpartition(".")[0] == stem:
                    target.writestr(PurePosixPath(name).name, archive.read(name))
    return flat.getvalue()
