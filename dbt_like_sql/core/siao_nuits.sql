-- Nuits où un ménage a demandé une place au 115.
-- Grain : un SIAO, un ménage, une nuit.
-- Définition : indicateur I7. Un ménage compte une fois par nuit, quel que soit le nombre de ses appels ; une place trouvée cette
-- nuit-là, par n’importe quel appel, l’abrite. Une demande sans clé de ménage n’en donne pas.
-- Source : core.siao_demandes.
SELECT
  siao_dep,
  mois,
  cle_menage,
  nuit_demandee,
  max(nb_personnes_menage) AS nb_personnes,
  max(nb_mineurs_menage) AS nb_mineurs,
  bool_or(est_pourvue) AS est_abrite
FROM core.siao_demandes
WHERE cle_menage IS NOT NULL
GROUP BY ALL
