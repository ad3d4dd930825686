-- Postes de témoins.
-- Grain : une édition, un poste.
-- Source : contrat lake.ndls_temoins.
SELECT
  edition_id,
  temoin_id,
  secteur_id,
  type_lieu,
  strate,
  heure_debut_poste,
  heure_fin_poste,
  resultat_temoin,
  heure_rencontre
FROM lake.ndls_temoins
