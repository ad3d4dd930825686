-- Ménages qui ont demandé une place au 115, selon ce qu’ils ont obtenu dans le mois.
-- Grain : un SIAO, un mois, un accès à une place (TOTAL ; DEJA : TOUJOURS et PARFOIS ; JAMAIS).
-- Définition : indicateurs I6b et I7b, sur toutes les demandes. Un ménage vu deux mois compte dans chacun.
-- Source : core.siao_acces, core.siao_libelles.
SELECT
  a.territoire_code || ':' || strftime(a.mois, '%Y-%m') AS siao_periode,
  a.niveau,
  a.territoire_code,
  strftime(a.mois, '%Y-%m') AS periode,
  a.mois AS periode_debut,
  r.code AS acces_place,
  r.libelle AS acces_place_libelle,
  coalesce(sum(a.nb_menages) FILTER (WHERE r.code IN ('TOTAL', d.code, d.regroupement)), 0)::INTEGER AS nb_menages,
  CASE WHEN count(*) FILTER (WHERE r.code IN ('TOTAL', d.code, d.regroupement)) = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.siao_acces AS a
JOIN core.siao_libelles AS d ON d.liste = 'siao_acces_place' AND d.code = a.acces_place
JOIN core.siao_libelles AS r ON r.liste = 'siao_acces_place'
GROUP BY ALL
