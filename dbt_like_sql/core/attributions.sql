-- Attributions de logements sociaux par territoire du logement et par année, chaque terme du taux à part.
-- Grain : un niveau, un territoire, une année arrêtée.
-- Définition : un territoire n’a une année que si tous ses départements l’ont, étape par étape. B n’existe qu’à partir du département, et
-- si toutes ses lignes le disent ; est_dna_deduit dit que le taux net s’y calcule. Les valeurs révisées sont celles de la dernière
-- extraction, quand un de ses départements en a une plus récente que celle qui arrête l’année.
-- Source : core.attributions_communes, core.territoires_membres, core.sne_extractions.
WITH arretees AS (
  SELECT
    dep_logement AS departement_code,
    annee,
    bool_or(etape = 'RADIATION') AS a_radiations,
    bool_or(etape = 'BAIL_SIGNE') AS a_baux,
    bool_or(etape = 'ATTRIBUTION_CALEOL') AS a_attributions,
    max(date_extraction) FILTER (est_arrete) AS date_extraction,
    max(date_extraction) AS date_revision
  FROM core.sne_extractions
  WHERE est_arrete OR est_derniere
  GROUP BY dep_logement, annee
),
departements AS (
  SELECT niveau, territoire_code, departement_code FROM core.territoires_membres GROUP BY ALL
),
couverts AS (
  SELECT
    d.niveau,
    d.territoire_code,
    annees.annee,
    coalesce(bool_and(coalesce(a.a_radiations, false)), false) AS a_radiations,
    coalesce(bool_and(coalesce(a.a_baux, false)), false) AS a_baux,
    coalesce(bool_and(coalesce(a.a_attributions, false)), false) AS a_attributions,
    max(a.date_extraction) AS date_extraction,
    max(a.date_revision) AS date_revision
  FROM departements AS d
  CROSS JOIN (SELECT DISTINCT annee FROM arretees) AS annees
  LEFT JOIN arretees AS a ON a.departement_code = d.departement_code AND a.annee = annees.annee
  GROUP BY ALL
),
comptes AS (
  SELECT
    m.niveau,
    m.territoire_code,
    c.annee,
    sum(c.nb_radiations) AS nb_radiations,
    sum(c.nb_heberges) AS nb_heberges,
    sum(c.nb_sans_abri) AS nb_sans_abri,
    sum(c.nb_squat_camping) AS nb_squat_camping,
    sum(c.nb_situation_inconnue) AS nb_situation_inconnue,
    sum(c.nb_dna) AS nb_dna,
    sum(c.nb_dna_inconnu) AS nb_dna_inconnu,
    sum(c.nb_baux) AS nb_baux,
    sum(c.nb_baux_sans_domicile) AS nb_baux_sans_domicile,
    sum(c.nb_baux_hors_qpv) AS nb_baux_hors_qpv,
    sum(c.nb_baux_premier_quartile) AS nb_baux_premier_quartile,
    sum(c.nb_baux_quartile_inconnu) AS nb_baux_quartile_inconnu,
    sum(c.nb_attributions) AS nb_attributions,
    sum(c.nb_attributions_sans_domicile) AS nb_attributions_sans_domicile,
    sum(c.nb_radiations_revisees) AS nb_radiations_revisees,
    sum(c.nb_sans_domicile_revises) AS nb_sans_domicile_revises
  FROM core.territoires_membres AS m
  JOIN core.attributions_communes AS c
    ON c.departement_code = m.departement_code AND (m.commune_code IS NULL OR c.commune_code = m.commune_code)
  GROUP BY m.niveau, m.territoire_code, c.annee
),
complets AS (
  SELECT
    v.niveau,
    v.territoire_code,
    v.annee,
    v.date_extraction,
    CASE WHEN v.date_revision > v.date_extraction THEN v.date_revision END AS date_revision,
    v.a_radiations,
    v.a_baux,
    v.a_attributions,
    v.niveau IN ('FR', 'REG', 'DEP') AND coalesce(c.nb_dna_inconnu, 0) = 0 AS est_dna_deduit,
    coalesce(c.nb_radiations, 0)::BIGINT AS nb_radiations,
    coalesce(c.nb_heberges, 0)::BIGINT AS nb_heberges,
    coalesce(c.nb_sans_abri, 0)::BIGINT AS nb_sans_abri,
    coalesce(c.nb_squat_camping, 0)::BIGINT AS nb_squat_camping,
    coalesce(c.nb_situation_inconnue, 0)::BIGINT AS nb_situation_inconnue,
    coalesce(c.nb_dna, 0)::BIGINT AS nb_dna,
    coalesce(c.nb_baux, 0)::BIGINT AS nb_baux,
    coalesce(c.nb_baux_sans_domicile, 0)::BIGINT AS nb_baux_sans_domicile,
    coalesce(c.nb_baux_hors_qpv, 0)::BIGINT AS nb_baux_hors_qpv,
    coalesce(c.nb_baux_premier_quartile, 0)::BIGINT AS nb_baux_premier_quartile,
    coalesce(c.nb_baux_quartile_inconnu, 0)::BIGINT AS nb_baux_quartile_inconnu,
    coalesce(c.nb_attributions, 0)::BIGINT AS nb_attributions,
    coalesce(c.nb_attributions_sans_domicile, 0)::BIGINT AS nb_attributions_sans_domicile,
    coalesce(c.nb_radiations_revisees, 0)::BIGINT AS nb_radiations_revisees,
    coalesce(c.nb_sans_domicile_revises, 0)::BIGINT AS nb_sans_domicile_revises
  FROM couverts AS v
  LEFT JOIN comptes AS c USING (niveau, territoire_code, annee)
  WHERE v.a_radiations OR v.a_baux OR v.a_attributions
)
SELECT
  niveau,
  territoire_code,
  annee,
  date_extraction,
  date_revision,
  a_radiations AND est_dna_deduit AS est_dna_deduit,
  CASE WHEN a_radiations THEN nb_radiations END AS nb_radiations,
  CASE WHEN a_radiations THEN nb_heberges END AS nb_heberges,
  CASE WHEN a_radiations AND est_dna_deduit THEN nb_dna END AS nb_dna,
  CASE WHEN a_radiations THEN nb_sans_abri END AS nb_sans_abri,
  CASE WHEN a_radiations THEN nb_heberges + nb_sans_abri END AS nb_sans_domicile,
  CASE WHEN a_radiations AND est_dna_deduit THEN nb_heberges - nb_dna + nb_sans_abri END AS nb_sans_domicile_hors_dna,
  CASE WHEN a_radiations THEN nb_squat_camping END AS nb_squat_camping,
  CASE WHEN a_radiations THEN nb_heberges + nb_sans_abri + nb_squat_camping END AS nb_sans_domicile_elargi,
  CASE WHEN a_radiations THEN nb_situation_inconnue END AS nb_situation_inconnue,
  CASE WHEN a_baux THEN nb_baux END AS nb_baux,
  CASE WHEN a_baux THEN nb_baux_sans_domicile END AS nb_baux_sans_domicile,
  CASE WHEN a_baux THEN nb_baux_hors_qpv END AS nb_baux_hors_qpv,
  CASE WHEN a_baux THEN nb_baux_premier_quartile END AS nb_baux_premier_quartile,
  CASE WHEN a_baux THEN nb_baux_quartile_inconnu END AS nb_baux_quartile_inconnu,
  CASE WHEN a_attributions THEN nb_attributions END AS nb_attributions,
  CASE WHEN a_attributions THEN nb_attributions_sans_domicile END AS nb_attributions_sans_domicile,
  CASE WHEN a_radiations AND date_revision IS NOT NULL THEN nb_radiations_revisees END AS nb_radiations_revisees,
  CASE WHEN a_radiations AND date_revision IS NOT NULL THEN nb_sans_domicile_revises END AS nb_sans_domicile_revises
FROM complets
