-- SIAO qui se comparent, et motif quand ils ne se comparent pas.
-- Grain : deux SIAO, une année.
-- Source : core.siao_comparaisons.
SELECT
  'DEP' AS niveau,
  siao_dep AS territoire_code,
  siao_compare AS territoire_compare,
  periode,
  est_comparable,
  motif_comparaison,
  motif_comparaison_libelle
FROM core.siao_comparaisons
