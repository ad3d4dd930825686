"""The publication: a release built aside from protected tables, re-checked by itself, swapped in one step."""

import dagster as dg

from assets.describe import OWNER, POOL, in_french
from observatory.contracts.load import load_catalogue
from observatory.home import home_from
from observatory.publication.release import publish


@dg.asset(
    deps=[dg.AssetKey(table.name.split(".")) for table in load_catalogue().schema("marts").values()],
    group_name="publication",
    kinds={"duckdb", "parquet", "plotly"},
    owners=[OWNER],
    pool=POOL,
)
def publication() -> dg.MaterializeResult:
    """Publie la base DuckDB, les Parquet, le site et les figures, en une version nouvelle ; les anciennes restent."""
    from observatory.publication.images import find_browser

    home = home_from()
    with in_french():
        release = publish(home, load_catalogue(), find_browser())
    rows = "\n".join(f"| {name} | {count} |" for name, count in release.rows.items())
    return dg.MaterializeResult(
        metadata={
            "version": release.version,
            "dossier": dg.MetadataValue.path(str(release.folder)),
            "lignes publiées": dg.MetadataValue.md("| table | lignes |\n|---|---:|\n" + rows),
            "retenu": dg.MetadataValue.md("\n".join(f"- {phrase}" for phrase in release.left_out) or "Rien."),
            "pages": release.site.nb_pages,
            "figures": release.site.nb_figures,
            "images": release.site.nb_images,
        }
    )
