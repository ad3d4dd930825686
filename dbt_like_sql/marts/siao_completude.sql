-- Champs des exports des SIAO laissés sans réponse.
-- Grain : un SIAO, une année, un contrat, un champ.
-- Définition : lignes vides ou « non renseigné », parmi celles de « siao_lignes » du même lot.
-- Source : core.siao_completude.
SELECT
  siao_dep || ':' || annee || ':' || contrat || ':' || population || ':' || champ AS champ_lignes,
  siao_dep || ':' || annee || ':' || contrat || ':' || population AS lot_lignes,
  champ,
  'DEP' AS niveau,
  siao_dep AS territoire_code,
  annee AS periode,
  contrat,
  population AS population_lignes,
  (nb_lignes - nb_renseignees)::INTEGER AS nb_lignes_vides,
  CASE WHEN nb_lignes = nb_renseignees THEN 'ZERO' ELSE 'PUBLIE' END AS statut_valeur
FROM core.siao_completude
