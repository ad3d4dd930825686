-- De quelle extraction du SNE vient chaque année des attributions, et ce qu’elle permet de déduire.
-- Grain : un niveau, un territoire, une année arrêtée.
-- Définition : date_revision est celle d’une extraction plus récente que celle qui arrête l’année, pour un des départements.
-- Source : core.attributions, core.territoires_publies.
SELECT
  a.niveau,
  a.territoire_code,
  a.annee,
  a.date_extraction,
  a.date_revision,
  a.est_dna_deduit AS est_part_nette
FROM core.attributions AS a
JOIN core.territoires_publies AS p USING (niveau, territoire_code)
