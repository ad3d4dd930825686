"""The publication: a release built aside from protected tables, re-checked by itself, swapped in one step."""

from collections.abc import Iterator

import dagster as dg

from assets.describe import OWNER, POOL, in_french
from assets.run import TRY_AGAIN
from observatory.contracts.load import load_catalogue
from observatory.errors import ObservatoryError
from observatory.home import home_from
from observatory.publication.release import Release, publish

RECHECK = "relecture_avant_publication"
IMAGES = "images_et_pdf"


@dg.asset(
    deps=[dg.AssetKey(table.name.split(".")) for table in load_catalogue().schema("marts").values()],
    group_name="publication",
    kinds={"duckdb", "parquet", "plotly"},
    owners=[OWNER],
    pool=POOL,
    check_specs=[
        dg.AssetCheckSpec(
            RECHECK,
            asset="publication",
            description="Le lac, l’entrepôt, le journal qualité et la politique de confidentialité permettent de publier.",
            blocking=True,
        ),
        dg.AssetCheckSpec(
            IMAGES,
            asset="publication",
            description="Le navigateur a enregistré les figures (PNG, SVG) et imprimé les portraits (PDF).",
        ),
    ],
    output_required=False,
)
def publication() -> Iterator:
    """Publie la base DuckDB, les Parquet, le site et les figures, en une version nouvelle ; les anciennes restent."""
    from observatory.publication.images import find_browser

    browser = find_browser()
    with in_french():
        try:
            release, refusal = publish(home_from(), load_catalogue(), browser), ""
        except ObservatoryError as error:
            release, refusal = None, str(error)
    yield dg.AssetCheckResult(check_name=RECHECK, passed=not refusal, description=refusal or "Rien à signaler.")
    undrawn = release.site.undrawn if release else ()
    yield dg.AssetCheckResult(
        check_name=IMAGES,
        passed=not undrawn,
        severity=dg.AssetCheckSeverity.WARN,
        description=" ".join(undrawn) or ("Rien à signaler." if release else "Rien n’a été publié."),
        metadata={TRY_AGAIN: bool(undrawn and browser)},
    )
    if release:
        yield dg.Output(None, metadata=_metadata(release))


def _metadata(release: Release) -> dict:
    rows = "\n".join(f"| {name} | {count} |" for name, count in release.rows.items())
    return {
        "version": release.version,
        "dossier": dg.MetadataValue.path(str(release.folder)),
        "lignes publiées": dg.MetadataValue.md("| table | lignes |\n|---|---:|\n" + rows),
        "retenu": dg.MetadataValue.md("\n".join(f"- {phrase}" for phrase in release.left_out) or "Rien."),
        "pages": release.site.nb_pages,
        "figures": release.site.nb_figures,
        "images": release.site.nb_images,
        "messages": dg.MetadataValue.md("\n".join(f"- {phrase}" for phrase in release.site.messages) or "Aucun."),
    }
