"""What the two engines do not say the same way, one query each: the hard values that a demonstration may not hold.

Title → (query for DuckDB, what its translation must hold). Read by the ordinary tests, which translate them, and by
`make test-spark`, which runs both sides.
"""

from __future__ import annotations

ROWS = "(VALUES (1, 'a', 10), (1, NULL, 20), (2, 'b', NULL), (NULL, 'c', 30)) AS t(k, v, n)"
CASES = {
    "une ligne dans une liste de lignes, vides compris": (
        (f"SELECT k, (k, v) IN (SELECT (x, y) FROM (VALUES (1, NULL), (NULL, 'c')) AS u(x, y)) AS y_est FROM {ROWS}"),
        "IS NOT DISTINCT FROM",
    ),
    "une ligne hors d’une liste de lignes, vides compris": (
        (f"SELECT k, v FROM {ROWS} WHERE (k, v) NOT IN (SELECT (x, y) FROM (VALUES (1, NULL), (2, NULL)) AS u(x, y))"),
        "NOT EXISTS",
    ),
    "la valeur du plus grand, les vides passés": (
        f"SELECT k, arg_max(v, n) AS v, arg_min(n, n) AS n FROM {ROWS} GROUP BY k",
        "MAX_BY",
    ),
    "la première valeur connue": (
        f"SELECT any_value(v) AS v FROM {ROWS} WHERE n = 20 OR n = 10",
        "IGNORE NULLS",
    ),
    "une liste garde son ordre et ses vides": (
        f"SELECT list(v ORDER BY n, k) AS liste, list(n ORDER BY v) AS nombres FROM {ROWS}",
        "ARRAY_SORT",
    ),
    "des textes réunis dans leur ordre": (
        (
            "SELECT string_agg(v, '|' ORDER BY v) AS reunis, string_agg(DISTINCT v, ' ; ' ORDER BY v) AS "
            f"une_fois FROM {ROWS}"
        ),
        "LISTAGG",
    ),
    "le rang calculé d’une liste écrite": (
        f"SELECT k, ['un', 'deux'][k] AS mot, ['un', 'deux'][n] AS dehors FROM {ROWS}",
        "TRY_ELEMENT_AT",
    ),
    "une suite de mois, et une suite vide": (
        (
            "SELECT nom, d::DATE AS mois FROM (VALUES ('trois', DATE '2025-01-31', DATE '2025-03-31'), "
            "('aucun', DATE '2025-05-01', DATE '2025-03-01')) AS t(nom, debut, fin), "
            "generate_series(date_trunc('month', debut), fin - INTERVAL 1 MONTH, INTERVAL 1 MONTH) AS s(d)"
        ),
        "SEQUENCE",
    ),
    "une suite de nombres sans sa fin": (
        f"SELECT k, rang FROM {ROWS} CROSS JOIN LATERAL unnest(range(t.k)) AS une(rang)",
        "SEQUENCE",
    ),
    "des listes dépliées d’un même pas": (
        (
            "SELECT cle, unnest(['x', 'y']) AS nom, unnest([a, b]) AS nombre FROM (VALUES ('u', 1, NULL), ('v', "
            "3, 4)) AS t(cle, a, b)"
        ),
        "ARRAYS_ZIP",
    ),
    "de proche en proche, chaque ligne une fois": (
        (
            "WITH RECURSIVE liens AS (SELECT * FROM (VALUES ('a', 'b'), ('a', 'c'), ('b', 'd'), ('c', 'd'), "
            "('d', 'e')) AS l(de, vers)), suite AS (SELECT de, vers FROM liens WHERE de = 'a' UNION SELECT "
            "suite.de, liens.vers FROM suite JOIN liens ON liens.de = suite.vers) SELECT de, vers FROM suite"
        ),
        "UNION ALL",
    ),
    "le jour après tous les jours": (
        (
            "SELECT nullif(least(coalesce(d, 'infinity'::DATE), DATE '2025-06-01'), 'infinity'::DATE) AS jour, "
            "d > '-infinity'::DATE AS apres FROM (VALUES (DATE '2025-01-01'), (NULL)) AS t(d)"
        ),
        "9999-12-31",
    ),
    "une division n’est pas arrondie": (
        (
            "SELECT k, sum(n) * 1.0 / count(*) AS moyenne, 100 * n / 7 AS part, round(n * 10000 / 7, 1) AS taux "
            f"FROM {ROWS} GROUP BY k, n"
        ),
        "AS DOUBLE) /",
    ),
    "le lundi est le premier jour": (
        (
            "SELECT d, isodow(d) AS rang, last_day(d) AS fin FROM (VALUES (DATE '2025-06-01'), (DATE "
            "'2025-06-02'), (DATE '2025-06-07')) AS t(d)"
        ),
        "WEEKDAY",
    ),
    "les mois révolus": (
        (
            "SELECT a, b, date_sub('month', a, b) AS mois FROM (VALUES (DATE '2024-01-31', DATE '2024-02-29'), "
            "(DATE '2023-01-30', DATE '2023-02-28'), (DATE '2023-01-30', DATE '2023-02-27'), (DATE "
            "'2023-02-28', DATE '2023-03-28'), (DATE '2023-12-15', DATE '2024-12-14'), (DATE '2023-08-31', DATE "
            "'2023-08-31')) AS t(a, b)"
        ),
        "ADD_MONTHS",
    ),
    "les jours d’une date à l’autre": (
        (
            "SELECT date_diff('day', DATE '2024-02-28', DATE '2024-03-01') AS jours, DATE '2024-02-28' + 2 AS "
            "plus, strftime(DATE '2024-02-28', '%Y-%m') AS mois"
        ),
        "DATEDIFF",
    ),
    "les vides à la fin d’un ordre": (
        (
            "SELECT v, row_number() OVER (ORDER BY n, v) AS montant, row_number() OVER (ORDER BY n DESC, v) AS "
            f"descendant, lag(v) OVER (ORDER BY k, n) AS avant FROM {ROWS}"
        ),
        "NULLS LAST",
    ),
    "une fenêtre nommée qui garde la première ligne": (
        (
            f"SELECT k AS cle, first_value(v) OVER suite AS v FROM {ROWS} WINDOW suite AS (PARTITION BY k ORDER "
            "BY n DESC) QUALIFY row_number() OVER suite = 1"
        ),
        "QUALIFY",
    ),
    "une liste en texte, coupée à un caractère qui a un sens ailleurs": (
        (
            "SELECT string_split('a|b.c|', '|') AS parts, list_position(['x', 'y'], 'y') AS rang, "
            "split_part('Z-LDA1-3', '-', 2) AS milieu, 'n° ' || chr(160) || 5 AS mot"
        ),
        "\\\\Q",
    ),
}

# Held by their golden data: the models that the demonstration leaves empty, those whose recursions and rows in lists of rows
# are the hardest to translate, and those that call Python.
BY_GOLDEN_DATA = (
    "core.ecarts_lda",
    "core.ecarts_ndls",
    "core.ruptures_annuelles",
    "marts.effet_annees",
    "marts.effet_variantes",
    "staging.cog_departement",
    "staging.cog_historique",
    "staging.cog_outremer",
    "staging.cog_region",
    "staging.population_commune",
    "core.codes_perimes",
    "core.communes",
    "core.passages",
    "core.perimetres",
    "core.successions",
    "core.territoires",
    "core.effet_estimations",
    "core.nuits_estimations",
    "core.nuits_evolutions",
    "core.siao_delais",
    "core.siao_invisibles",
    "marts.nuits_editions",
)
