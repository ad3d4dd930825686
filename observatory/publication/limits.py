"""« Ce que ces chiffres ne disent pas » : for one territory, the sentences that its figures call for."""

from __future__ import annotations

from observatory.charts.french import NBSP
from observatory.publication.portrait import Portrait

REHOUSED = (
    (
        f"Ce sont des personnes estimées{NBSP}: la source multiplie le nombre de ménages par 2,2, taille moyenne d’un ménage, puis arrondit "
        "à chaque niveau. Les niveaux ne s’additionnent donc pas exactement."
    ),
    (
        f"Ils comptent l’accès au parc social seulement{NBSP}: ni le parc privé, ni les pensions de famille, ni l’intermédiation locative, ni ce "
        "que devient le ménage ensuite."
    ),
    (
        "La situation (sans abri, en hébergement) est déclarée par le demandeur. Les ménages du dispositif national d’accueil des demandeurs "
        "d’asile sont déduits."
    ),
    (
        f"Un nombre plus élevé ne dit pas un effort plus grand{NBSP}: ni la population, ni la demande, ni le parc social ne sont les mêmes d’un "
        "territoire à l’autre."
    ),
)
NIGHTS = (
    (
        f"Un décompte de nuit est un minimum{NBSP}: les personnes vues une nuit, dans les secteurs parcourus. Il ne s’extrapole ni au territoire "
        "entier ni à l’année."
    ),
    "Les personnes hébergées, cachées, en squat (sauf mention) ou accueillies chez des tiers n’y sont pas.",
    "Deux éditions ne se comparent qu’à périmètre, unité et saison égaux.",
)
ALLOCATED = (
    (
        "La part des attributions dit à qui vont les logements attribués, pas combien de demandeurs attendent. Les ménages comptés par le SNE ne "
        f"sont pas les personnes du Baromètre, des SIAO ni des Nuits{NBSP}: ces nombres ne s’additionnent pas."
    ),
    (
        f"Hors Île-de-France, un ménage peut avoir un numéro de demande dans plusieurs départements{NBSP}: les demandes de deux départements ne "
        "s’additionnent pas."
    ),
)
RECORDED = (
    f"Le SIAO compte ce qu’il a enregistré{NBSP}: ni les appels sans réponse, ni les personnes qui n’appellent pas le 115, environ deux sur "
    "trois à la rue. Une baisse des demandes peut dire un standard saturé."
)
FOLLOWED = {
    "REG": f"Une personne suivie par deux départements compte une fois dans la région, et dans chacun d’eux{NBSP}: la région n’est pas leur somme.",
    "SIREN_EPCI": f"Un EPCI n’a que ce que ses SIAO savent situer{NBSP}: qui n’appelle jamais le 115, ou sans dire d’où, n’y est pas. Un ménage "
    "qui a changé d’EPCI quitte l’un pour l’autre.",
}
FOLLOWED_ELSEWHERE = (
    f"Une personne suivie par deux départements compte dans chacun{NBSP}: les SIAO ne s’additionnent pas."
)
REFUSALS = f"Deux SIAO n’enregistrent pas les refus de la même façon{NBSP}: leurs taux ne se classent pas."
TWO_POPULATIONS = f"Personnes décomptées et personnes relogées ne sont pas les mêmes personnes{NBSP}: ces chiffres ne s’additionnent ni ne se divisent."
NEVER = f"Aucun de ces chiffres n’est «{NBSP}le nombre de personnes sans abri{NBSP}» du territoire."


def limits(portrait: Portrait) -> tuple[str, ...]:
    """What the figures of a territory do not say, in the order of its page."""
    followed = f"{FOLLOWED.get(portrait.place.niveau, FOLLOWED_ELSEWHERE)} {REFUSALS}"
    return (
        *(REHOUSED if portrait.monthly or portrait.annual else ()),
        *(NIGHTS if portrait.nights else ()),
        *(ALLOCATED if portrait.attributions.terms else ()),
        *((RECORDED, followed) if portrait.siao.figures else ()),
        *((TWO_POPULATIONS,) if portrait.nights and portrait.monthly else ()),
        NEVER,
    )
