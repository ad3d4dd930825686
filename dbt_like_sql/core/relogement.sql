-- Accès au logement social des personnes sans domicile : cumul, flux du mois, corrections déclarées.
-- Grain : un niveau, un territoire, un mois.
-- Définition : flux = cumul du mois moins cumul du mois précédent de la même année (en janvier, le cumul) ; vide si un des deux manque, si le cumul baisse, ou si l’un des deux contredit la somme de ses départements sans être corrigé. Un 0 est un zéro connu quand la source le publie, à une date et pour un territoire qu’elle couvre.
-- Source : staging.barometre_relogement ; corrections de data_contracts/corrections.
WITH corrections AS (
  SELECT correction_id, niveau, territoire_code, date_mois::DATE AS date_mois, valeur_corrigee::DOUBLE AS valeur_corrigee
  FROM ref.corrections
  WHERE contrat = 'lake.barometre_relogement'
),
contredits AS (
  SELECT niveau, territoire_code, date_mois, true AS est_contredit
  FROM core.ecarts_niveaux
  WHERE nature = 'ERREUR' AND niveau_inferieur = 'DEP'
),
corrige AS (
  SELECT
    niveau,
    territoire_code,
    date_mois,
    valeur_publiee,
    correction_id,
    est_mois_a_zero,
    est_territoire_a_zero,
    correction_id IS NULL AND coalesce(est_contredit, false) AS est_contredit,
    CASE
      WHEN correction_id IS NOT NULL THEN round(valeur_corrigee)::INTEGER
      WHEN NOT est_mois_a_zero AND NOT est_territoire_a_zero THEN round(valeur_publiee)::INTEGER
    END AS nb_personnes_cumul
  FROM staging.barometre_relogement
  LEFT JOIN corrections USING (niveau, territoire_code, date_mois)
  LEFT JOIN contredits USING (niveau, territoire_code, date_mois)
),
precedent AS (
  SELECT
    *,
    lag(date_mois) OVER serie IS NOT NULL AS a_un_precedent,
    CASE
      WHEN month(date_mois) = 1 THEN 0
      WHEN lag(date_mois) OVER serie = last_day(date_mois - INTERVAL 1 MONTH) THEN lag(nb_personnes_cumul) OVER serie
    END AS cumul_precedent,
    lag(valeur_publiee) OVER serie_de_l_annee AS valeur_precedente,
    est_contredit OR coalesce(lag(est_contredit) OVER serie_de_l_annee, false) AS est_flux_douteux,
    coalesce(correction_id, lag(correction_id) OVER serie_de_l_annee) IS NOT NULL AS est_flux_corrige
  FROM corrige
  WINDOW
    serie AS (PARTITION BY niveau, territoire_code ORDER BY date_mois),
    serie_de_l_annee AS (PARTITION BY niveau, territoire_code, year(date_mois) ORDER BY date_mois)
),
flux AS (
  SELECT
    *,
    CASE WHEN nb_personnes_cumul >= cumul_precedent AND NOT est_flux_douteux THEN nb_personnes_cumul - cumul_precedent END AS nb_personnes_mois
  FROM precedent
)
SELECT
  niveau,
  territoire_code,
  date_mois,
  valeur_publiee,
  correction_id,
  nb_personnes_cumul,
  nb_personnes_mois,
  CASE
    WHEN nb_personnes_cumul IS NULL THEN 'NON_COLLECTE'
    WHEN correction_id IS NOT NULL THEN 'CORRIGE'
    WHEN nb_personnes_cumul = 0 THEN 'ZERO'
    ELSE 'PUBLIE'
  END AS statut_valeur,
  CASE
    WHEN nb_personnes_mois IS NULL THEN 'NON_COLLECTE'
    WHEN est_flux_corrige THEN 'CORRIGE'
    WHEN nb_personnes_mois = 0 THEN 'ZERO'
    ELSE 'PUBLIE'
  END AS statut_nb_personnes_mois,
  est_mois_a_zero,
  est_territoire_a_zero,
  CASE WHEN valeur_publiee < valeur_precedente AND NOT est_mois_a_zero THEN round(valeur_publiee - valeur_precedente)::INTEGER END AS baisse_publiee,
  nb_personnes_cumul IS NOT NULL AND cumul_precedent IS NULL AND a_un_precedent AS est_cumul_plusieurs_mois
FROM flux
