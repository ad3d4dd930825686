-- Demandes au 115, telles que chaque fichier les porte.
-- Grain : un fichier, une demande.
-- Définition : ce qui précède l’horizon d’un effacement ne vient que des fichiers que l’effacement a traités (décision 0021).
-- Source : contrat lake.siao_demande_115, ref.effacements.
WITH demandes AS (
  SELECT *, coalesce(nuit_demandee, date_heure_demande::DATE) AS nuit
  FROM lake.siao_demande_115
)
SELECT
  d.siao_dep,
  d.cle_demande,
  date_trunc('month', d.nuit)::DATE AS mois,
  d.nuit AS nuit_demandee,
  d.date_heure_demande,
  d.cle_menage,
  d.nb_personnes_menage,
  d.nb_mineurs_menage,
  d.composition_code,
  d.situation_code,
  d.motif_code,
  d.commune_sollicitation_code,
  d.canal,
  d.type_demande,
  d.est_renouvellement,
  d.reponse_115,
  d.motif_non_pourvue,
  d.type_place_code,
  d.nb_nuits_attribuees,
  d.empreinte_cle,
  d.fichier_sha256,
  d.date_reception
FROM demandes AS d
LEFT JOIN ref.effacements AS e USING (siao_dep)
WHERE e.siao_dep IS NULL OR d.nuit >= e.horizon OR list_contains(e.fichiers, d.fichier_sha256)
