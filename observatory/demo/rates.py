"""The rates of the demo world: every number of the model, and what it was calibrated on.

Probabilities are between 0 and 1, weights are integers, durations are tables of quantiles {per mille: days}. The page
`docs/monde-de-demonstration.md` explains the model; `targets.py` holds the published figures it is held against.
"""

from __future__ import annotations

# Situations of a household. The first seven are homeless; the others end an episode of homelessness.
STATES = (
    "RUE", "SQUAT", "VEHICULE", "TIERS", "HEBERGEMENT_URGENCE", "HOTEL", "HEBERGEMENT_INSERTION",
    "LOGEMENT_SOCIAL", "LOGEMENT_ADAPTE", "LOGEMENT_PRIVE", "PARTI", "DECES",
)  # fmt: skip
RUE, SQUAT, VEHICULE, TIERS, URGENCE, HOTEL, INSERTION, SOCIAL, ADAPTE, PRIVE, PARTI, DECES = range(12)
OUTSIDE = (RUE, SQUAT, VEHICULE)
SHELTERED = (URGENCE, HOTEL, INSERTION)

# Households: code of composition [siao_composition], weight, adults, who is a woman among adults (per mille).
COMPOSITIONS = (10, 20, 30, 40, 50, 100, 70)
COMPOSITION_WEIGHTS = (520, 150, 45, 140, 20, 110, 15)
ADULTS = (1, 1, 2, 1, 1, 2, 3)
IS_FAMILY = (0, 0, 0, 1, 1, 1, 0)
MINORS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)  # children of a family, each line as likely

# Entries: households a year for 10 000 inhabitants, and growth a year (share of the first year).
ENTRIES_PER_10000 = 14
ENTRY_GROWTH = 0.02
BURN_IN_YEARS = 8  # life before the first year, so that some have been outside for more than five years
SEAT_WEIGHT = 4  # an inhabitant of the main town weighs four: homelessness is urban

# First situation: people alone, then families.
FIRST_STATE = ((400, 90, 80, 280, 120, 30, 0), (110, 70, 50, 500, 120, 150, 0))

# What follows an episode: weights by situation, people alone then families.
NEXT_STATE = {
    RUE: ((0, 90, 40, 150, 330, 40, 40, 16, 14, 10, 258, 12), (0, 70, 60, 230, 300, 210, 30, 22, 10, 8, 58, 2)),
    SQUAT: ((300, 0, 40, 150, 180, 30, 50, 16, 14, 10, 202, 8), (150, 0, 60, 230, 230, 190, 40, 22, 10, 8, 58, 2)),
    VEHICULE: ((270, 60, 0, 200, 130, 20, 40, 25, 20, 35, 194, 6), (140, 60, 0, 270, 180, 170, 40, 35, 15, 30, 58, 2)),
    TIERS: ((230, 50, 60, 0, 130, 20, 60, 55, 30, 85, 278, 2), (90, 40, 30, 0, 150, 140, 50, 105, 25, 90, 278, 2)),
    URGENCE: ((300, 40, 20, 120, 0, 60, 175, 55, 45, 20, 161, 4), (70, 30, 20, 140, 0, 240, 190, 130, 50, 25, 103, 2)),
    HOTEL: ((220, 30, 20, 120, 230, 0, 150, 70, 60, 20, 76, 4), (40, 20, 10, 120, 200, 0, 190, 230, 80, 30, 78, 2)),
    INSERTION: ((60, 15, 10, 90, 60, 20, 0, 320, 240, 60, 119, 6), (20, 10, 5, 90, 50, 40, 0, 480, 190, 50, 63, 2)),
}  # fmt: skip

DURATIONS = {
    RUE: {0: 1, 100: 3, 300: 12, 500: 35, 700: 90, 850: 260, 950: 800, 1000: 3000},
    SQUAT: {0: 5, 200: 30, 500: 80, 800: 240, 950: 700, 1000: 1800},
    VEHICULE: {0: 3, 200: 25, 500: 80, 800: 260, 950: 800, 1000: 2000},
    TIERS: {0: 3, 200: 20, 500: 75, 800: 240, 950: 600, 1000: 1500},
    URGENCE: {0: 1, 200: 3, 400: 20, 600: 90, 800: 320, 950: 800, 1000: 1600},
    HOTEL: {0: 2, 200: 20, 500: 120, 800: 420, 950: 900, 1000: 1800},
    INSERTION: {0: 10, 200: 120, 500: 330, 800: 620, 950: 1000, 1000: 1600},
}
RETURN_CHANCE = {SOCIAL: 0.06, ADAPTE: 0.12, PRIVE: 0.15, PARTI: 0.30}
RETURN_DELAY = {0: 20, 200: 90, 500: 260, 800: 700, 1000: 1600}
MOVE_COMMUNE, MOVE_DEPARTEMENT = 0.06, 0.02

# The calendar. Winter plan: 1 November to 31 March. Lockdown: 17 March to 11 May of the second year (2020 by default).
WINTER_SHELTER = 1.5
SEASONAL_SHARE = 0.25  # winter entries in emergency shelter that end with the winter plan
LOCKDOWN_SHELTER, LOCKDOWN_HOUSING = 3.0, 0.15
LOCKDOWN_SHELTERED = 0.4  # share of the people outside sheltered on its first day
OPENING_SHELTER = 1.6  # during the 90 days that follow an opening of places in a département
HOUSING_GROWTH = 0.05  # allocations, each year, of those of the first year

# Known effect of acceleration: allocations and adapted housing, full one year after the announcement, by wave.
EFFECT = {1: 0.35, 2: 0.30}
EFFECT_DELAY_DAYS = 365

# Calls to 115: JAMAIS, PARFOIS, SOUVENT, CHAQUE_JOUR, people alone then families; chance of a call a night outside.
RECOURSE = ("JAMAIS", "PARFOIS", "SOUVENT", "CHAQUE_JOUR")
RECOURSE_WEIGHTS = ((740, 180, 60, 20), (500, 370, 115, 15))
CALL_CHANCE = (0.0, 0.03, 0.12, 0.5)
CALL_STATE = (1.0, 0.35, 0.6, 0.18)  # by situation outside: RUE, SQUAT, VEHICULE, TIERS
CALL_WINTER, CALL_LOCKDOWN = 1.25, 0.5
SECOND_CALL = 0.08
