-- Anomalies des données, une phrase chacune.
-- Grain : un contrôle, une table, un territoire, une date.
-- Définition : ce que les contrôles des contrats trouvent, ligne à ligne, sur les valeurs telles que publiées.
-- Source : core.relogement, core.ruptures_annuelles, core.ecarts_niveaux, core.ecarts_ndls, core.nuits_solidarite ; corrections déclarées.
WITH mensuel AS (
  SELECT * FROM core.relogement
),
hors_source AS (
  SELECT niveau, territoire_code, min(date_mois) AS date_concernee FROM mensuel WHERE est_territoire_a_zero GROUP BY ALL
),
ecarts AS (
  SELECT niveau, territoire_code, date_mois, niveau_inferieur, nature, ecart
  FROM core.ecarts_niveaux
),
ecarts_par_mois AS (
  SELECT
    niveau,
    territoire_code,
    date_mois,
    max(nature) AS nature,
    arg_max(ecart, {'taille': abs(ecart), 'niveau': niveau_inferieur}) AS ecart,
    arg_max(CASE niveau_inferieur WHEN 'DEP' THEN 'départements' ELSE 'régions' END, {'taille': abs(ecart), 'niveau': niveau_inferieur}) AS niveau_compare
  FROM ecarts
  GROUP BY ALL
),
ndls AS (
  SELECT DISTINCT edition_id, niveau, territoire_code, date_nuit, date_nuit_precision FROM core.nuits_solidarite
),
ecarts_ndls AS (
  SELECT niveau, territoire_code, date_nuit, arg_max(ecart, statut_resultat) AS ecart FROM core.ecarts_ndls GROUP BY ALL
),
mois AS (
  SELECT unnest(range(1, 13)) AS numero, unnest(['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']) AS nom
),
reunis AS (
  SELECT 'BAR-05' AS controle_id, 'relogement_mensuel' AS table_nom, niveau, territoire_code, date_mois AS date_concernee, 'ABSENCE' AS nature, NULL::INTEGER AS ecart,
    'Non collecté : la source publie 0 pour tous les territoires ce mois-là.' AS phrase
  FROM mensuel WHERE est_mois_a_zero AND NOT est_territoire_a_zero
  UNION ALL
  SELECT 'BAR-06', 'relogement_mensuel', niveau, territoire_code, date_concernee, 'HORS_SOURCE', NULL,
    'Territoire hors de la source : elle publie 0 à toutes les dates, ce qui ne veut pas dire qu’aucune personne n’a été relogée.'
  FROM hors_source
  UNION ALL
  SELECT 'BAR-05', 'relogement_mensuel', niveau, territoire_code, date_mois, 'CUMUL_PLUSIEURS_MOIS', NULL,
    'Premier mois connu après une absence : le cumul porte plusieurs mois, le flux du mois ne peut pas se calculer.'
  FROM mensuel WHERE est_cumul_plusieurs_mois
  UNION ALL
  SELECT 'BAR-07', 'relogement_mensuel', niveau, territoire_code, date_mois, 'BAISSE', baisse_publiee,
    'Le cumul annuel publié baisse de ' || abs(baisse_publiee) || ' par rapport au mois précédent (radiation annulée ou erreur de la source).'
  FROM mensuel WHERE baisse_publiee IS NOT NULL
  UNION ALL
  SELECT CASE nature WHEN 'ERREUR' THEN 'REL-03' ELSE 'REL-04' END, 'relogement_mensuel', niveau, territoire_code, date_mois, nature, ecart,
    'La valeur publiée diffère de ' || CASE WHEN ecart > 0 THEN '+' ELSE '−' END || abs(ecart) || ' de la somme de ses ' || niveau_compare
      || CASE nature WHEN 'ERREUR' THEN ' : trop pour un arrondi, erreur probable de la source.' ELSE ' : écart compatible avec l’arrondi de chaque niveau.' END
  FROM ecarts_par_mois
  UNION ALL
  SELECT 'REL-05', 'relogement_annuel', niveau, territoire_code, date_mois, 'RUPTURE', total - total_precedent,
    'Le total annuel passe de ' || total_precedent || ' à ' || total || ' en un an : un changement d’outil ou de pratique est probable.'
  FROM core.ruptures_annuelles
  UNION ALL
  SELECT 'COR-01', 'relogement_mensuel', niveau, territoire_code, date_mois::DATE, 'CORRECTION', round(valeur_corrigee::DOUBLE - valeur_attendue::DOUBLE)::INTEGER,
    'Valeur corrigée (' || correction_id || ') : ' || motif_correction
  FROM ref.corrections SEMI JOIN (SELECT correction_id FROM mensuel) USING (correction_id)
  UNION ALL
  SELECT 'NUI-02', 'nuits_solidarite', niveau, territoire_code, date_nuit, 'ECART_TOTAL', ecart,
    'Les lieux publiés ne font pas le total publié : écart de ' || CASE WHEN ecart > 0 THEN '+' ELSE '−' END || abs(ecart) || ' (lieux non publiés ou erreur de la source).'
  FROM ecarts_ndls
  UNION ALL
  SELECT 'NDL-04', 'nuits_solidarite', niveau, territoire_code, date_nuit, 'SAISON', NULL,
    'Nuit tenue en ' || mois.nom || ' et non en janvier : la saison change le décompte.'
  FROM ndls JOIN mois ON mois.numero = month(date_nuit)
  WHERE month(date_nuit) <> 1 AND date_nuit_precision <> 'ANNEE'
)
SELECT controle_id, table_nom, niveau, territoire_code, date_concernee, nature, ecart, phrase
FROM reunis
