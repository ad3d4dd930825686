-- Éditions des Nuits de la Solidarité reçues des organisateurs, et ce que valent leurs détails.
-- Grain : une édition, une version du résultat.
-- Définition : le définitif est retenu s’il existe, sinon le provisoire. Le détail d’une édition (lieux, profils,
-- estimations) ne sort que si ses parts font son total, ou moins : le reste est dit « non ventilé », jamais réparti. La
-- population est celle des éléments couverts du périmètre ; pas de taux sous 80 % de secteurs parcourus (NDLS-R3).
-- Source : staging.ndls_edition, staging.ndls_comptage_secteur, staging.ndls_questionnaire, staging.perimetre,
-- core.perimetres ; nomenclatures ndls_type_lieu, ndls_perimetre, ndls_statut_detail.
WITH editions AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY edition_id ORDER BY statut_resultat = 'DEFINITIF' DESC) = 1 AS est_retenu
  FROM staging.ndls_edition
),
secteurs_du_perimetre AS (
  SELECT DISTINCT perimetre_id, element_code AS secteur_id FROM staging.perimetre WHERE element_type = 'SECTEUR'
),
lieux_du_perimetre AS (
  SELECT DISTINCT perimetre_id, element_code AS type_lieu FROM staging.perimetre WHERE element_type = 'TYPE_LIEU'
),
elements AS (
  SELECT
    perimetre_id,
    string_agg(element_type || ':' || element_code, '|' ORDER BY element_type, element_code) AS elements_couverts
  FROM staging.perimetre
  WHERE est_couvert
  GROUP BY ALL
),
populations AS (
  SELECT perimetre_id, sum(pop_reference)::INTEGER AS pop_couverte
  FROM core.perimetres
  WHERE est_compte AND element_type <> 'TYPE_LIEU'
  GROUP BY ALL
),
rangs AS (
  SELECT lieu.code AS type_lieu, try_cast(perimetre.regroupement AS INTEGER) AS rang
  FROM ref.ndls_type_lieu AS lieu
  JOIN ref.ndls_perimetre AS perimetre ON perimetre.code = lieu.regroupement
),
comptes AS (
  SELECT
    lignes.edition_id,
    lignes.statut_resultat,
    sum(CASE WHEN lignes.est_hors_perimetre THEN 0 WHEN editions.unite = 'ADULTE' THEN lignes.nb_adultes ELSE lignes.nb_personnes END)::INTEGER AS nb_comptes,
    sum(CASE WHEN NOT lignes.est_hors_perimetre THEN lignes.nb_personnes END)::INTEGER AS nb_personnes_comptees,
    sum(CASE WHEN NOT lignes.est_hors_perimetre THEN lignes.nb_groupes END)::INTEGER AS nb_groupes,
    count(DISTINCT lignes.secteur_id) FILTER (WHERE secteurs_du_perimetre.secteur_id IS NULL) AS nb_secteurs_inconnus,
    count(*) FILTER (
      WHERE NOT lignes.est_hors_perimetre AND lignes.nb_personnes > 0 AND lieux_du_perimetre.type_lieu IS NULL
        AND coalesce(rangs.rang, 99) > coalesce(try_cast(perimetre.regroupement AS INTEGER), 0)
    ) AS nb_lieux_hors_perimetre
  FROM staging.ndls_comptage_secteur AS lignes
  JOIN editions USING (edition_id, statut_resultat)
  LEFT JOIN secteurs_du_perimetre USING (perimetre_id, secteur_id)
  LEFT JOIN lieux_du_perimetre USING (perimetre_id, type_lieu)
  LEFT JOIN rangs ON rangs.type_lieu = lignes.type_lieu
  LEFT JOIN ref.ndls_perimetre AS perimetre ON perimetre.code = editions.perimetre_code
  GROUP BY ALL
),
repondants AS (
  SELECT edition_id, count(*) FILTER (WHERE NOT coalesce(a_deja_repondu, false)) AS nb_repondants
  FROM staging.ndls_questionnaire
  GROUP BY ALL
),
reunies AS (
  SELECT
    editions.*,
    elements.elements_couverts,
    populations.pop_couverte,
    comptes.nb_comptes,
    comptes.nb_personnes_comptees,
    comptes.nb_groupes,
    comptes.nb_secteurs_inconnus,
    repondants.nb_repondants,
    CASE
      WHEN elements.perimetre_id IS NULL THEN 'PERIMETRE_ABSENT'
      WHEN comptes.nb_comptes IS NULL THEN 'SANS_DETAIL'
      WHEN comptes.nb_secteurs_inconnus > 0 THEN 'SECTEUR_INCONNU'
      WHEN comptes.nb_lieux_hors_perimetre > 0 THEN 'LIEU_HORS_PERIMETRE'
      WHEN comptes.nb_comptes > editions.nb_total THEN 'DEPASSE'
      WHEN repondants.nb_repondants > comptes.nb_personnes_comptees THEN 'QUESTIONNAIRES_EN_TROP'
      WHEN comptes.nb_comptes < editions.nb_total THEN 'RESTE'
      ELSE 'VENTILE'
    END AS statut_detail
  FROM editions
  LEFT JOIN elements USING (perimetre_id)
  LEFT JOIN populations USING (perimetre_id)
  LEFT JOIN comptes USING (edition_id, statut_resultat)
  LEFT JOIN repondants USING (edition_id)
)
SELECT
  reunies.edition_id,
  reunies.statut_resultat,
  reunies.niveau,
  reunies.territoire_code,
  reunies.millesime_cog,
  reunies.perimetre_id,
  reunies.perimetre_code,
  reunies.date_nuit,
  reunies.heure_debut,
  reunies.heure_fin,
  reunies.numero_edition,
  reunies.operateur,
  reunies.est_mutualise_insee,
  reunies.nb_secteurs_prevus,
  reunies.nb_secteurs_couverts,
  reunies.nb_secteurs_partiels,
  reunies.nb_equipes,
  reunies.nb_volontaires,
  reunies.nb_professionnels,
  reunies.temperature_min_c,
  reunies.precipitation,
  reunies.niveau_plan_grand_froid,
  reunies.nb_places_hebergement_ouvertes,
  reunies.nb_personnes_mises_a_l_abri,
  reunies.unite,
  reunies.nb_total,
  reunies.nb_mineurs_total,
  reunies.nb_questionnaires_remplis,
  reunies.date_publication,
  reunies.source_url,
  reunies.estimations_publiables,
  reunies.commentaire_perimetre,
  reunies.est_retenu,
  reunies.elements_couverts,
  reunies.pop_couverte,
  reunies.nb_comptes,
  reunies.nb_personnes_comptees,
  reunies.nb_groupes,
  reunies.nb_secteurs_inconnus,
  reunies.nb_repondants,
  reunies.statut_detail,
  perimetre.libelle AS perimetre_libelle,
  reunies.est_retenu AND reunies.statut_detail IN ('VENTILE', 'RESTE') AS est_detaille,
  reunies.nb_total - reunies.nb_comptes AS nb_non_ventiles,
  detail.libelle AS statut_detail_libelle,
  100.0 * reunies.nb_secteurs_couverts / reunies.nb_secteurs_prevus AS part_secteurs_couverts_pct,
  CASE
    WHEN reunies.unite = 'PERSONNE' AND reunies.nb_total >= 5 AND reunies.pop_couverte > 0
      AND reunies.nb_secteurs_couverts >= 0.8 * reunies.nb_secteurs_prevus
      THEN 10000.0 * reunies.nb_total / reunies.pop_couverte
  END AS taux_10000_habitants
FROM reunies
LEFT JOIN ref.ndls_statut_detail AS detail ON detail.code = reunies.statut_detail
LEFT JOIN ref.ndls_perimetre AS perimetre ON perimetre.code = reunies.perimetre_code
