-- Objectifs annuels annoncés pour les territoires publiés.
-- Grain : un indicateur visé, un territoire, une année.
-- Source : core.objectifs, core.territoires_publies.
SELECT
  o.objectif_indicateur,
  o.niveau,
  o.territoire_code,
  o.annee,
  o.objectif_indicateur_libelle,
  o.unite,
  o.valeur_objectif,
  o.source_titre,
  o.source_url
FROM core.objectifs AS o
SEMI JOIN core.territoires_publies USING (niveau, territoire_code)
