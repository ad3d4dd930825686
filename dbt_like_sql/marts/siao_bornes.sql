-- Personnes suivies et stock, selon la façon de reconnaître la même personne.
-- Grain : un SIAO, une période (un mois ; une année pour les personnes suivies), un mouvement, un rapprochement.
-- Définition : règle C5, par département. La vérité est entre LARGE, qui réunit trop, et STRICT, qui sépare trop ; les bornes encadrent toujours CENTRAL.
-- Source : core.siao_suivis, core.siao_libelles.
WITH largeurs AS (
  SELECT
    territoire_code,
    periode,
    periode_debut,
    rapprochement,
    unnest(['SUIVIES', 'STOCK']) AS mouvement,
    unnest([nb_suivies, nb_stock]) AS nb
  FROM core.siao_suivis
  WHERE niveau = 'DEP'
),
bornes AS (
  SELECT
    *,
    CASE rapprochement WHEN 'STRICT' THEN max(nb) OVER meme WHEN 'LARGE' THEN min(nb) OVER meme ELSE nb END AS borne
  FROM largeurs
  WHERE mouvement = 'SUIVIES' OR len(periode) = 7
  WINDOW meme AS (PARTITION BY territoire_code, periode, mouvement)
)
SELECT
  b.territoire_code || ':' || b.periode || ':' || b.mouvement AS ligne_flux,
  'DEP' AS niveau,
  b.territoire_code AS territoire_code,
  b.periode,
  b.periode_debut,
  b.mouvement,
  m.libelle AS mouvement_libelle,
  b.rapprochement,
  r.libelle AS rapprochement_libelle,
  b.borne::INTEGER AS nb_personnes_suivies,
  CASE WHEN b.borne = 0 THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM bornes AS b
JOIN core.siao_libelles AS m ON m.liste = 'siao_mouvement' AND m.code = b.mouvement
JOIN core.siao_libelles AS r ON r.liste = 'siao_rapprochement' AND r.code = b.rapprochement
