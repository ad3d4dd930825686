-- Demandes d’hébergement au 115 qui ont une réponse, avec la taille du ménage.
-- Grain : un SIAO, une demande.
-- Définition : demandes d’hébergement pourvues ou non pourvues (annulées et en attente : neutres, règle C9). La taille est
-- celle de la composition du ménage en vigueur cette nuit-là, sinon celle que dit la demande : un SIAO qui écrit une
-- ligne par personne y met toujours 1. Le motif OFFRE est l’absence de place. lieu_demande : EPCI, PARTAGE (un EPCI sur deux
-- départements), AILLEURS (dans aucun EPCI de ce SIAO) ou NON_SITUEE (commune inconnue) ; epci_code : l’EPCI d’aujourd’hui.
-- Source : core.siao_demandes_115, staging.siao_menage, core.siao_communes, core.siao_territoires ; nomenclature siao_motif_non_pourvue.
WITH menages AS (
  SELECT
    *,
    coalesce(
      lead(date_debut_validite) OVER (PARTITION BY siao_dep, cle_menage ORDER BY date_debut_validite), 'infinity'::DATE
    ) AS jusqu_au
  FROM staging.siao_menage
)
SELECT
  d.siao_dep,
  d.mois,
  d.nuit_demandee,
  d.cle_demande,
  d.cle_menage,
  coalesce(m.nb_personnes_menage, d.nb_personnes_menage) AS nb_personnes_menage,
  least(coalesce(m.nb_mineurs_menage, d.nb_mineurs_menage), coalesce(m.nb_personnes_menage, d.nb_personnes_menage)) AS nb_mineurs_menage,
  d.est_renouvellement,
  d.reponse_115 = 'POURVUE' AS est_pourvue,
  nullif(motif.regroupement, 'NON_RENSEIGNE') AS motif_regroupe,
  CASE
    WHEN c.commune_code IS NULL THEN 'NON_SITUEE'
    WHEN t.siao_source IS NULL THEN 'AILLEURS'
    WHEN contains(t.siao_source, '+') THEN 'PARTAGE'
    ELSE 'EPCI'
  END AS lieu_demande,
  t.territoire_code AS epci_code
FROM core.siao_demandes_115 AS d
LEFT JOIN menages AS m
  ON m.siao_dep = d.siao_dep AND m.cle_menage = d.cle_menage
  AND m.date_debut_validite <= d.nuit_demandee AND d.nuit_demandee < m.jusqu_au
LEFT JOIN core.siao_communes AS c ON c.commune_code = d.commune_sollicitation_code
LEFT JOIN core.siao_territoires AS t ON t.niveau = 'SIREN_EPCI' AND t.territoire_code = c.epci_code AND t.siao_dep = d.siao_dep
LEFT JOIN ref.siao_motif_non_pourvue AS motif ON motif.code = d.motif_non_pourvue
WHERE d.type_demande = 'HEBERGEMENT' AND d.reponse_115 IN ('POURVUE', 'NON_POURVUE')
