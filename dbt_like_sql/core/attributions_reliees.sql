-- Baux de ménages sans domicile dont le numéro unique est connu d’un SIAO de la zone.
-- Grain : un département du logement, une année.
-- Définition : les baux de l’indicateur I13l (A + C, année arrêtée) dont la clé est sur une demande d’insertion. Un bail que rien ne relie n’est
-- pas un ménage inconnu du SIAO : son numéro n’a pas été saisi, ou l’a été mal. Vide tant qu’aucun SIAO de la zone n’envoie de numéro.
-- Gel : nb_baux_relies
-- Source : core.attributions_menages, core.siao_numeros.
WITH numeros AS (
  SELECT DISTINCT zone, cle_numero_unique FROM core.siao_numeros
)
SELECT b.departement_code, b.annee, count(n.cle_numero_unique) AS nb_baux_relies
FROM core.attributions_menages AS b
SEMI JOIN numeros AS z ON z.zone = b.zone
LEFT JOIN numeros AS n ON n.zone = b.zone AND n.cle_numero_unique = b.cle_numero_unique
WHERE b.etat = 'ARRETE' AND b.etape = 'BAIL_SIGNE' AND b.situation IN ('HEBERGES', 'SANS_ABRI')
GROUP BY ALL
