-- Ce que le 115 répond, par mois : par demande, par ménage et par nuitée.
-- Grain : un SIAO, un mois, un périmètre (FLUX : demandes nouvelles ; STOCK : toutes).
-- Définition : indicateurs I6 et I7. Un ménage compte une fois par nuit, quel que soit le nombre de ses appels ; une place
-- trouvée cette nuit-là rend la nuit pourvue. Les demandes sans clé de ménage ne comptent que par demande. Le flux retire les
-- renouvellements connus ; nb_renouvellement_inconnu dit ce qui ne se sépare pas.
-- Source : core.siao_demandes.
WITH perimetres AS (
  SELECT 'FLUX' AS perimetre_demandes, d.* FROM core.siao_demandes AS d WHERE NOT coalesce(d.est_renouvellement, false)
  UNION ALL
  SELECT 'STOCK' AS perimetre_demandes, d.* FROM core.siao_demandes AS d
),
demandes AS (
  SELECT
    siao_dep,
    mois,
    perimetre_demandes,
    count(*) AS nb_demandes,
    count(*) FILTER (WHERE NOT est_pourvue) AS nb_demandes_non_pourvues,
    count(*) FILTER (WHERE NOT est_pourvue AND motif_regroupe IS NOT NULL) AS nb_refus_motif_connu,
    count(*) FILTER (WHERE NOT est_pourvue AND motif_regroupe = 'OFFRE') AS nb_refus_absence_place,
    count(*) FILTER (WHERE cle_menage IS NULL) AS nb_demandes_sans_menage,
    count(*) FILTER (WHERE est_renouvellement IS NULL) AS nb_renouvellement_inconnu
  FROM perimetres
  GROUP BY ALL
),
nuits AS (
  SELECT
    siao_dep,
    mois,
    perimetre_demandes,
    cle_menage,
    nuit_demandee,
    max(nb_personnes_menage) AS nb_personnes,
    max(nb_mineurs_menage) AS nb_mineurs,
    bool_or(est_pourvue) AS est_abrite
  FROM perimetres
  WHERE cle_menage IS NOT NULL
  GROUP BY ALL
),
menages AS (
  SELECT
    siao_dep,
    mois,
    perimetre_demandes,
    cle_menage,
    bool_or(est_abrite) AS deja_pourvu,
    bool_or(NOT est_abrite) AS a_eu_refus,
    max(nb_personnes) AS nb_personnes,
    sum(nb_personnes) AS nuitees,
    coalesce(sum(nb_personnes) FILTER (WHERE NOT est_abrite), 0) AS nuitees_non_pourvues,
    coalesce(sum(nb_mineurs) FILTER (WHERE NOT est_abrite), 0) AS nuitees_mineurs_non_pourvues
  FROM nuits
  GROUP BY ALL
),
par_menage AS (
  SELECT
    siao_dep,
    mois,
    perimetre_demandes,
    count(*) AS nb_menages,
    count(*) FILTER (WHERE NOT deja_pourvu) AS nb_menages_jamais_pourvus,
    count(*) FILTER (WHERE a_eu_refus) AS nb_menages_avec_refus,
    sum(nb_personnes)::BIGINT AS nb_personnes_menages,
    sum(nuitees)::BIGINT AS nb_nuitees,
    sum(nuitees_non_pourvues)::BIGINT AS nb_nuitees_non_pourvues,
    sum(nuitees_mineurs_non_pourvues)::BIGINT AS nb_nuitees_mineurs_non_pourvues
  FROM menages
  GROUP BY ALL
)
SELECT
  siao_dep,
  mois,
  perimetre_demandes,
  nb_demandes,
  nb_demandes_non_pourvues,
  nb_refus_motif_connu,
  nb_refus_absence_place,
  nb_demandes_sans_menage,
  nb_renouvellement_inconnu,
  coalesce(nb_menages, 0) AS nb_menages,
  coalesce(nb_menages_jamais_pourvus, 0) AS nb_menages_jamais_pourvus,
  coalesce(nb_menages_avec_refus, 0) AS nb_menages_avec_refus,
  coalesce(nb_personnes_menages, 0) AS nb_personnes_menages,
  coalesce(nb_nuitees, 0) AS nb_nuitees,
  coalesce(nb_nuitees_non_pourvues, 0) AS nb_nuitees_non_pourvues,
  coalesce(nb_nuitees_mineurs_non_pourvues, 0) AS nb_nuitees_mineurs_non_pourvues
FROM demandes
LEFT JOIN par_menage USING (siao_dep, mois, perimetre_demandes)
