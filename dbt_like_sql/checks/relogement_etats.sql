-- Nombres que leur état contredit : vide sans raison, caché ou non collecté avec un nombre, zéro qui n’en est pas un.
WITH comptes AS (
  SELECT niveau, territoire_code, nb_personnes_cumul AS nb, statut_valeur AS statut FROM {batch}
  UNION ALL
  SELECT niveau, territoire_code, nb_personnes_mois, statut_nb_personnes_mois FROM {batch}
)
SELECT niveau, territoire_code
FROM comptes
WHERE (nb IS NULL) <> (statut IN ('MASQUE', 'NON_COLLECTE'))
  OR (nb = 0 AND statut = 'PUBLIE')
  OR (nb <> 0 AND statut = 'ZERO')
