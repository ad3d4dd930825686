-- Les panels sur lesquels l’effet de la mise en œuvre accélérée est mesuré, une source après l’autre.
-- Grain : une source, une définition, un public, un territoire, une année.
-- Définition : indicateur I17. Le public SANS_DOMICILE est jugé ; tout autre public d’une source est un placebo. Une source donne ses lignes
-- dans une CTE à elle : ménages, toutes attributions si elle les compte (sinon vide), rupture d’enregistrement de l’année. Baromètre :
-- total de décembre, corrigé, ramené en ménages ; une année sans décembre connu n’y est pas.
-- Source : core.relogement, core.ruptures_annuelles, core.effet_departements, core.parametres.
WITH groupes AS (
  SELECT definition_acceleration, niveau, territoire_code, premiere_annee
  FROM core.effet_departements
  WHERE groupe_effet <> 'EN_PARTIE'
),
ruptures AS (
  SELECT niveau, territoire_code, date_mois, true AS est_rupture FROM core.ruptures_annuelles
),
barometre AS (
  SELECT
    'BAROMETRE' AS source_effet,
    'SANS_DOMICILE' AS publics_effet,
    niveau,
    territoire_code,
    year(date_mois)::INTEGER AS annee,
    nb_personnes_cumul / personnes_par_menage AS nb_menages,
    NULL::DOUBLE AS nb_attributions,
    coalesce(est_rupture, false) AS est_rupture
  FROM core.relogement
  CROSS JOIN core.parametres
  LEFT JOIN ruptures USING (niveau, territoire_code, date_mois)
  WHERE niveau = 'DEP' AND month(date_mois) = 12 AND nb_personnes_cumul IS NOT NULL
)
SELECT
  source_effet,
  definition_acceleration,
  publics_effet,
  niveau,
  territoire_code,
  annee,
  premiere_annee,
  nb_menages,
  nb_attributions,
  est_rupture
FROM barometre
JOIN groupes USING (niveau, territoire_code)
