"""The erasure of persons without contact for 24 months: run on purpose, never with the rest."""

from datetime import date

import dagster as dg

from assets.describe import OWNER, POOL, in_french
from observatory.contracts.load import load_catalogue
from observatory.home import home_from

KEY = dg.AssetKey("effacement")


class Simulation(dg.Config):
    """Ce que l’on demande à l’effacement."""

    simuler: bool = False


@dg.asset(key=KEY, group_name="conservation", kinds={"parquet", "duckdb"}, owners=[OWNER], pool=POOL)
def effacement(config: Simulation) -> dg.MaterializeResult:
    """Efface les personnes sans aucun contact avec leur SIAO depuis 24 mois, après avoir figé leurs issues, sans aucune clé.

    Avant d’effacer, chaque table à publier est refaite sans elles et comparée ligne à ligne : si une seule bougeait, rien ne
    serait effacé. Un certificat dit ce qui l’a été. Avec « simuler: true », rien ne change : il dit ce qui le serait.
    Ensuite, lancez « preparer_la_publication » : l’entrepôt se reconstruit.
    """
    from observatory.retention.erase import erase

    with in_french():
        home = home_from().create()
        with home.lock():
            certificate = erase(home, load_catalogue(), date.today(), config.simuler)
    return dg.MaterializeResult(
        metadata={
            "certificat": dg.MetadataValue.md(certificate.as_text()),
            "lignes effacées": certificate.nb_rows,
            "simulation": config.simuler,
        }
    )
