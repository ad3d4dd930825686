-- Ménages dont une demande franchit une étape dans l’année, une fois par zone d’unicité du numéro.
-- Grain : un état (arrêté ou révisé), une zone, une demande, une étape, une année.
-- Définition : la dernière date de l’année fait foi. La commune est celle du logement attribué, d’aujourd’hui ; sans elle, l’attribution
-- compte dans son département. Le délai va du dépôt à l’étape, en mois révolus.
-- Source : core.sne_etapes, core.communes_actuelles.
WITH etats AS (
  SELECT 'ARRETE' AS etat, * FROM core.sne_etapes WHERE est_arrete
  UNION ALL
  SELECT 'REVISE' AS etat, * FROM core.sne_etapes WHERE est_derniere
),
uniques AS (
  SELECT *
  FROM etats
  QUALIFY row_number() OVER (
    PARTITION BY etat, zone, cle_numero_unique, etape, annee ORDER BY date_etape DESC, dep_logement
  ) = 1
)
SELECT
  u.etat,
  u.zone,
  u.cle_numero_unique,
  u.etape,
  u.annee,
  u.date_etape,
  coalesce(c.departement_code, u.dep_logement) AS departement_code,
  c.commune_code,
  u.situation,
  u.est_dna,
  u.est_dna_deduit,
  u.est_qpv,
  u.quartile_ressources,
  u.dalo,
  u.type_reservataire,
  u.bailleur_siren,
  CASE WHEN u.date_depot <= u.date_etape THEN date_sub('month', u.date_depot, u.date_etape) END AS delai_mois
FROM uniques AS u
LEFT JOIN core.communes_actuelles AS c ON c.code = u.commune_logement_code
