-- Pratiques d’enregistrement déclarées par les SIAO.
-- Grain : un SIAO, une pratique, un premier jour.
-- Définition : le dernier fichier reçu d’un SIAO remplace le précédent (une part du lac par SIAO).
-- Source : contrat lake.siao_pratique.
SELECT
  siao_dep,
  pratique,
  pratique_debut,
  pratique_fin,
  pratique_modalite
FROM lake.siao_pratique
