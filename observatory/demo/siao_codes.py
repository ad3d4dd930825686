"""The codes of the SI SIAO that the demo world uses, as seen in its référentiels, and what each state becomes.

Source of codes and labels: référentiels of the SI SIAO as read by https://github.com/yannickfrd/app-assia (2021-2022);
the answers and motives of 115 are proposals, no official list being public.
"""

from __future__ import annotations

from observatory.demo import rates

COMPOSITION = {
    "10": "Homme seul", "20": "Femme seule", "30": "Couple sans enfant", "40": "Femme seule avec enfant(s)",
    "50": "Homme seul avec enfant(s)", "70": "Groupe d'adultes sans enfant", "100": "Couple avec enfant",
}  # fmt: skip
SITUATION = {
    "20": "À la rue", "28": "Errance résidentielle", "29": "Hébergé chez amis - autre", "30": "Hébergé chez famille",
    "31": "Hébergement d'insertion", "32": "Hébergement d'urgence", "35": "Hôtel 115", "44": "Autre",
    "47": "Accueil de jour, service social, associations", "52": "Expulsion squat", "54": "Evacuation de camp / bidonville",
}  # fmt: skip
UNKNOWN_SITUATION = "58"  # a code that a new version of the tool brings, in no list received so far
SITUATIONS_BY_STATE = {
    rates.RUE: {"20": 880, "28": 60, "47": 30, "44": 30}, rates.SQUAT: {"52": 300, "54": 250, "20": 250, "44": 200},
    rates.VEHICULE: {"20": 500, "28": 300, "44": 200}, rates.TIERS: {"29": 480, "30": 420, "28": 60, "47": 40},
    rates.URGENCE: {"32": 1000}, rates.HOTEL: {"35": 1000}, rates.INSERTION: {"31": 1000},
}  # fmt: skip
MOTIVE = {
    "203": "Dort dans la rue", "205": "Fin d'hébergement chez des tiers", "204": "Expulsion locative",
    "215": "Séparation ou rupture des liens familiaux", "217": "Sortie d'hébergement", "202": "Arrivée en France",
    "220": "Violences familiales-conjugales", "218": "Sortie de détention", "221": "Autre",
}  # fmt: skip
MOTIVE_WEIGHTS = (360, 190, 90, 110, 80, 90, 40, 20, 20)
PLACE = {
    "1": "Hôtel", "10": "Place en urgence", "20": "Hébergement urgence place hiver", "30": "Place d'insertion",
    "110": "Information non renseignée",
}  # fmt: skip
EXIT = {
    "6": "Décédée", "7": "Hébergée par des tiers", "9": "Hébergement d'urgence", "11": "Hôtel",
    "14": "Accès à un logement parc privé", "15": "Accès à un logement parc public", "17": "Sortie vers une maison relais",
    "18": "Départ volontaire de la personne", "22": "Rue/Abris de fortune (squat, camping, voiture)",
    "28": "Information non renseignée", "38": "Sortie vers un CHRS",
}  # fmt: skip
EXIT_BY_STATE = ("22", "22", "22", "7", "9", "11", "38", "15", "17", "14", "18", "6")
ESTABLISHMENT = {"100": "Hôtels - Hébergement", "300": "Hors CHRS - Hébergement", "400": "CHRS - Hébergement",
                 "900": "Intermédiation locative - Logement", "2000": "Non renseigné"}  # fmt: skip
ESTABLISHMENT_BY_STATE = {rates.URGENCE: "300", rates.HOTEL: "100", rates.INSERTION: "400"}
PLACE_BY_STATE = {rates.URGENCE: "10", rates.HOTEL: "1", rates.INSERTION: "30"}
RESOURCE = {"10": "Ressources d'activité", "60": "RSA Socle", "30": "Allocations chômage", "80": "AAH", "20": "Retraite",
            "130": "Allocation pour demandeur d'asile", "150": "Non renseigné", "160": "Refus de répondre"}  # fmt: skip
RESOURCE_WEIGHTS = (150, 330, 70, 60, 30, 90, 230, 40)
