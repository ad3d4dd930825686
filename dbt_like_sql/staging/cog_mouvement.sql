-- Mouvements des communes depuis 1943.
-- Grain : une date, un type de mouvement, une commune avant et une commune après.
-- Source : contrat lake.cog_mouvement.
SELECT
  type_evenement,
  date_evenement,
  type_avant,
  code_avant,
  libelle_avant,
  type_apres,
  code_apres,
  libelle_apres
FROM lake.cog_mouvement
