-- Que deviennent, chaque mois, les demandes faites au 115 ?
-- Grain : un niveau, un territoire, un mois, un périmètre de demandes (toutes, nouvelles, renouvellements).
-- Définition : demandes qui ont une réponse, pourvues et non pourvues, et part non pourvue ; une demande n’est pas une personne.
-- Source : recherche.siao_demandes, reference.territoires.
SELECT
  d.niveau,
  d.territoire_code,
  t.territoire_libelle,
  d.periode,
  d.periode_debut,
  d.perimetre_demandes,
  d.perimetre_demandes_libelle,
  max(CASE WHEN d.reponse_demande = 'TOTAL' THEN d.nb_demandes END) AS nb_demandes_repondues,
  max(CASE WHEN d.reponse_demande = 'POURVUE' THEN d.nb_demandes END) AS nb_demandes_pourvues,
  max(CASE WHEN d.reponse_demande = 'NON_POURVUE' THEN d.nb_demandes END) AS nb_demandes_non_pourvues,
  100.0 * max(CASE WHEN d.reponse_demande = 'NON_POURVUE' THEN d.nb_demandes END)
    / nullif(max(CASE WHEN d.reponse_demande = 'TOTAL' THEN d.nb_demandes END), 0) AS part_non_pourvue_pct,
  bool_or(d.statut_valeur = 'MASQUE') AS est_en_partie_masque
FROM recherche.siao_demandes AS d
JOIN reference.territoires AS t ON t.niveau = d.niveau AND t.territoire_code = d.territoire_code
WHERE length(d.periode) = 7
GROUP BY ALL
