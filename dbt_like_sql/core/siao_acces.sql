-- Ménages qui ont demandé une place au 115, selon ce qu’ils ont obtenu dans le mois.
-- Grain : un niveau (DEP : un ménage ne se reconnaît que dans un SIAO), un territoire, un mois, un accès à une place.
-- Définition : indicateurs I6 et I7b. TOUJOURS : une place chaque nuit demandée ; PARFOIS : certaines ; JAMAIS : aucune. Le ménage est
-- celui de la nuit où il compte le plus de personnes. Distincts dans le mois : les mois ne s’ajoutent pas.
-- Gel : nb_menages, nb_personnes, nb_mineurs, nb_age_inconnu
-- Source : core.siao_nuits.
WITH menages AS (
  SELECT
    siao_dep,
    mois,
    CASE WHEN bool_and(est_abrite) THEN 'TOUJOURS' WHEN bool_or(est_abrite) THEN 'PARFOIS' ELSE 'JAMAIS' END AS acces_place,
    max({'personnes': nb_personnes, 'mineurs': coalesce(nb_mineurs, -1)}) AS composition
  FROM core.siao_nuits
  GROUP BY siao_dep, mois, cle_menage
)
SELECT
  'DEP' AS niveau,
  siao_dep AS territoire_code,
  mois,
  acces_place,
  count(*) AS nb_menages,
  sum(composition.personnes)::BIGINT AS nb_personnes,
  sum(greatest(composition.mineurs, 0))::BIGINT AS nb_mineurs,
  coalesce(sum(composition.personnes) FILTER (WHERE composition.mineurs < 0), 0)::BIGINT AS nb_age_inconnu
FROM menages
GROUP BY ALL
