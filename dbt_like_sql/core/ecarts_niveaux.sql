-- Écarts entre un niveau et la somme du niveau inférieur, sur les valeurs telles que publiées.
-- Grain : un territoire (région ou pays), un niveau inférieur, un mois.
-- Définition : la source arrondit deux fois chaque valeur, niveau par niveau ; l’écart-type de n + 1 valeurs est racine((n + 1) / 6), l’écart possible n + 1. Au-delà de quatre écarts-types ou de n + 1 : ERREUR ; en deçà : ARRONDI (décision 0005). Un pays qui s’accorde avec ses départements n’est pas en erreur quand une région l’est.
-- Source : staging.barometre_relogement.
WITH barometre AS (
  SELECT niveau, territoire_code, date_mois, valeur_publiee
  FROM staging.barometre_relogement
  WHERE NOT est_mois_a_zero AND NOT est_territoire_a_zero
),
territoires AS (
  SELECT niveau, territoire_code, region_code, est_fictif FROM core.territoires_publies
),
rattachements AS (
  SELECT niveau, territoire_code, 'REG' AS niveau_superieur, region_code AS code_superieur FROM territoires WHERE niveau = 'DEP'
  UNION ALL
  SELECT niveau, territoire_code, 'FR', CASE WHEN est_fictif THEN 'ZZ' ELSE 'FR' END FROM territoires WHERE niveau IN ('DEP', 'REG')
),
sommes AS (
  SELECT
    niveau_superieur AS niveau,
    code_superieur AS territoire_code,
    niveau AS niveau_inferieur,
    date_mois,
    sum(valeur_publiee) AS somme,
    count(*) AS nb_termes
  FROM barometre
  JOIN rattachements USING (niveau, territoire_code)
  GROUP BY ALL
),
compares AS (
  SELECT
    sommes.niveau,
    sommes.territoire_code,
    niveau_inferieur,
    date_mois,
    valeur_publiee,
    somme,
    nb_termes,
    round(valeur_publiee - somme)::INTEGER AS ecart,
    least(4 * sqrt((nb_termes + 1) / 6), nb_termes + 1) AS ecart_possible_par_arrondi
  FROM sommes
  JOIN barometre USING (niveau, territoire_code, date_mois)
),
juges AS (
  SELECT
    *,
    abs(ecart) > ecart_possible_par_arrondi AS est_erreur,
    bool_or(niveau_inferieur = 'DEP' AND abs(ecart) <= ecart_possible_par_arrondi) OVER (PARTITION BY niveau, territoire_code, date_mois) AS est_d_accord_avec_ses_departements
  FROM compares
)
SELECT
  niveau,
  territoire_code,
  niveau_inferieur,
  date_mois,
  somme,
  nb_termes,
  ecart,
  ecart_possible_par_arrondi,
  CASE WHEN est_erreur THEN 'ERREUR' ELSE 'ARRONDI' END AS nature
FROM juges
WHERE ecart <> 0 AND NOT (est_erreur AND est_d_accord_avec_ses_departements)
