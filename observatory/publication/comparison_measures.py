"""The yearly measures of the comparison page in words: what each one is, its source, the counts it is made of, where it has none."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.charts.attributions_rows import ROUNDING_NOTE
from observatory.charts.french import NBSP, THIN
from observatory.publication.attributions import REQUESTS, SNE, SUPPLY
from observatory.publication.attributions_facts import QUARTILE_GOAL
from observatory.publication.portrait import BAROMETRE
from observatory.publication.tables import Tables

LOW, HIGH = "nb_demandes_sans_domicile", "nb_demandes_sans_domicile_haut"
REHOUSED, ALLOCATED, HOUSED = "Accès au logement", "Attributions", "Hébergement et logement adapté"
PERCENT, INTERVAL, BOUNDS = f"{THIN}%", f"intervalle à 95{THIN}%", "bornes"
DECLARED = f"Situation déclarée. Intervalle à 95{THIN}% (Wilson), arrondi compris. {ROUNDING_NOTE}"
CROSSED = f"Attributions brutes{NBSP}: territoire du logement. Demandes{NBSP}: territoire souhaité, entre deux bornes parce que le producteur masque les petits nombres. {ROUNDING_NOTE}"  # fmt: skip


@dataclass(frozen=True)
class Annual:
    """A measure of the page: its words, its source, `table`, `part` over `whole` (columns of that table), `first`, the count
    whose state is `statut_valeur`, what the two `limits` of a value are (none: ""), the `measure` of « comparaisons » that
    says how it stands among others, and why a level has none (`absent`)."""

    id: str
    group: str
    label: str
    title: str
    unit: str
    suffix: str
    credit: str
    note: str
    table: str
    part: str
    whole: str
    first: str
    terms: tuple[str, str]
    limits: str = INTERVAL
    measure: str = ""
    absent: str = ""
    type_offre: str = ""

    @property
    def short_suffix(self) -> str:
        """What follows a value whose title says the unit already."""
        return self.suffix if self.suffix == PERCENT else ""


def occupancies(tables: Tables) -> list[Annual]:
    """One measure by type of supply: a place is not a home, types are never added."""
    table = tables.get("places")
    if table is None:
        return []
    types = table.frame.select("type_offre", "type_offre_libelle").unique().sort("type_offre_libelle")
    return [
        Annual(
            f"occupation_{code.lower()}", HOUSED, f"Occupation, {name[:1].lower()}{name[1:]}",
            f"{name}{NBSP}: taux d’occupation au 31 décembre", f"Places occupées parmi les disponibles, la nuit du 31 décembre, en{PERCENT}",
            PERCENT, SUPPLY, f"Une nuit, toutes les places du type{NBSP}: pas un échantillon, donc pas d’intervalle. Les types ne s’additionnent pas. {ROUNDING_NOTE}",
            "places", "nb_occupees", "nb_disponibles", "nb_ouvertes", ("occupées", "disponibles"), "",
            absent="Les places sont publiées par département, région et pays.", type_offre=code,
        )
        for code, name in types.rows()
    ]  # fmt: skip


_NET = "La part nette n’existe pas sous le département (le DNA n’y est pas connu)\u00a0: choisissez la part brute."
ALLOCATIONS = (
    Annual(
        "taux", REHOUSED, f"Personnes relogées pour 10{THIN}000 habitants", f"Personnes sans domicile relogées dans le parc social pour 10{THIN}000 habitants",
        f"Pour 10{THIN}000 habitants, années complètes", f" pour 10{THIN}000 habitants", BAROMETRE,
        "Personnes estimées par la source (ménages × 2,2), population municipale la plus récente. Un taux plus grand ne dit pas un effort plus grand.",
        "relogement_annuel", "nb_personnes_annee", "pop_municipale", "nb_personnes_annee", ("personnes", "habitants"), "", "MENAGES_RELOGES",
        "Le Baromètre est publié par département, région et pays.",
    ),
    Annual(
        "part_nette", ALLOCATED, "Part nette (officielle)", "Part nette des attributions aux ménages sans domicile", f"Part des radiations pour attribution de l’année, DNA déduit, en{PERCENT}",
        PERCENT, SNE, f"Part nette{NBSP}: ménages du DNA déduits (programme 177), squat et camping exclus{THIN}; elle ne se compare pas à une part brute. {DECLARED}",
        "attributions", "nb_sans_domicile_hors_dna", "nb_radiations", "nb_radiations", ("ménages", "radiations"), measure="PART_NETTE", absent=_NET,
    ),
    Annual(
        "part_brute", ALLOCATED, "Part brute, DNA non déduit", "Part brute des attributions aux ménages sans domicile", f"Part des radiations pour attribution de l’année, DNA non déduit, en{PERCENT}",
        PERCENT, SNE, f"Part brute{NBSP}: DNA non déduit, squat et camping exclus{THIN}; elle ne se compare pas à une part nette. {DECLARED}",
        "attributions", "nb_sans_domicile", "nb_radiations", "nb_radiations", ("ménages", "radiations"), measure="PART_BRUTE",
    ),
    Annual(
        "part_baux", ALLOCATED, "Part par bail signé", "Part des baux signés par des ménages sans domicile", f"Part des baux signés dans l’année, DNA non déduit, en{PERCENT}",
        PERCENT, SNE, f"Un bail et une radiation sont deux moments d’un même dossier. {DECLARED}",
        "attributions_elargies", "nb_baux_sans_domicile", "nb_baux", "nb_radiations", ("ménages", "baux"),
    ),
    Annual(
        "part_elargie", ALLOCATED, "Part élargie, avec squat et camping", "Part élargie des attributions aux ménages sans domicile", f"Part des radiations pour attribution de l’année, squat et camping compris, en{PERCENT}",
        PERCENT, SNE, f"Définition élargie{NBSP}: squat et camping compris, DNA non déduit{THIN}; ni la part officielle, ni la part brute. {DECLARED}",
        "attributions_elargies", "nb_sans_domicile_elargi", "nb_radiations", "nb_radiations", ("ménages", "radiations"),
    ),
    Annual(
        "premier_quartile", ALLOCATED, "Premier quartile, hors QPV", "Baux signés par des ménages du premier quartile, hors quartier prioritaire", f"Part des baux hors quartier prioritaire (objectif légal{NBSP}: {QUARTILE_GOAL}{PERCENT}), en{PERCENT}",
        PERCENT, SNE, f"Un quartile manquant n’est pas compté au premier{NBSP}: la part est un minimum. Seuils fixés chaque année par EPCI. {DECLARED}",
        "attributions_premier_quartile", "nb_baux_premier_quartile", "nb_baux_hors_qpv", "nb_baux_hors_qpv", ("baux", "baux hors QPV"),
    ),
    Annual(
        "satisfaction", ALLOCATED, "Taux de satisfaction", "Attributions de l’année pour 100 demandes actives de ménages sans domicile", "Attributions pour 100 demandes actives au 31 décembre, milieu des deux bornes",
        PERCENT, REQUESTS, CROSSED, "demandes_actives", "nb_sans_domicile", LOW, LOW, ("attributions", "demandes au moins"), BOUNDS,
        absent="Les demandes actives ne sont pas publiées à ce niveau.",
    ),
    Annual(
        "pression", ALLOCATED, "Pression, en années d’attributions", "Combien d’années de demandes attendent, au rythme de l’année", "Demandes actives de ménages sans domicile rapportées à leurs attributions, milieu des deux bornes",
        " ans", REQUESTS, f"Un ordre de grandeur, pas une attente prévue. {CROSSED}", "demandes_actives", LOW, "nb_sans_domicile", LOW,
        ("demandes au moins", "attributions"), BOUNDS, absent="Les demandes actives ne sont pas publiées à ce niveau.",
    ),
)  # fmt: skip
