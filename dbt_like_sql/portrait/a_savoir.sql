-- Que faut-il savoir avant de citer un chiffre de ce territoire ?
-- Grain : un avertissement, un fait daté ou une pratique déclarée, pour un territoire.
-- Définition : ce que les contrôles ont trouvé, ce qui a changé sur place, comment le SIAO compte.
-- Source : recherche.avertissements, recherche.siao_pratiques, reference.evenements, reference.territoires.
WITH dits AS (
  SELECT niveau, territoire_code, date_concernee, 'AVERTISSEMENT' AS origine_phrase, table_nom, phrase
  FROM recherche.avertissements
  UNION ALL
  SELECT niveau, territoire_code, evenement_debut, 'EVENEMENT', NULL, evenement_libelle
  FROM reference.evenements
  UNION ALL
  SELECT niveau, territoire_code, pratique_debut, 'PRATIQUE', 'siao', pratique_libelle || ' : ' || pratique_modalite_libelle
  FROM recherche.siao_pratiques
)
SELECT d.niveau, d.territoire_code, t.territoire_libelle, d.date_concernee, d.origine_phrase, d.table_nom, d.phrase
FROM dits AS d
JOIN reference.territoires AS t ON t.niveau = d.niveau AND t.territoire_code = d.territoire_code
