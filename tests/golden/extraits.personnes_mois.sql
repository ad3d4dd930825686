-- entree extraits.mois
SELECT siao_dep, mois::DATE AS mois
FROM (VALUES ('Z12', '2024-02-01'), ('Z12', '2024-03-01'), ('Z21', '2024-02-01')) AS v(siao_dep, mois)
-- entree extraits.presences
SELECT cle_personne, siao_dep, mois::DATE AS mois, entree, issue
FROM (VALUES
  ('p-1', 'Z12', '2024-02-01', 'PREMIERE', 'EN_COURS'),
  ('p-1', 'Z21', '2024-02-01', 'SANS_ENTREE', 'LOGEMENT'),
  ('p-1', 'Z12', '2024-03-01', 'SANS_ENTREE', 'EN_COURS'),
  ('p-2', 'Z12', '2024-02-01', 'RETOUR', 'SANS_NOUVELLES'),
  ('p-3', 'Z12', '2024-02-01', 'SANS_ENTREE', 'EN_COURS')
) AS v(cle_personne, siao_dep, mois, entree, issue)
-- entree extraits.personnes
SELECT cle_personne, foyer, sexe_large, age_large, menage_large
FROM (VALUES
  ('p-1', 'Z12m-1', 'F', '25_54', 'ISOLE'),
  ('p-2', 'Z12m-2', 'H', '25_54', 'COUPLE'),
  ('p-3', 'Z12m-3', 'H', 'NR', 'AUTRE_NR')
) AS v(cle_personne, foyer, sexe_large, age_large, menage_large)
-- entree staging.siao_personne
SELECT siao_dep, cle_fiche, cle_menage, cle_personne_centrale, date_situation::DATE AS date_situation, situation_code
FROM (VALUES
  ('Z12', 'f-1', 'm-1', 'p-1', '2024-01-10', '20'),
  ('Z21', 'f-9', 'm-9', 'p-1', '2024-02-05', '32'),
  ('Z12', 'f-1', 'm-1', 'p-1', '2024-03-15', '29'),
  ('Z12', 'f-2', 'm-2', 'p-2', '2024-01-01', '25'),
  ('Z12', 'f-3', 'm-3', 'p-3', '2024-03-01', '20')
) AS v(siao_dep, cle_fiche, cle_menage, cle_personne_centrale, date_situation, situation_code)
-- entree core.siao_nuits
SELECT siao_dep, mois::DATE AS mois, cle_menage, nuit_demandee::DATE AS nuit_demandee, est_abrite
FROM (VALUES
  ('Z12', '2024-02-01', 'm-1', '2024-02-01', true),
  ('Z12', '2024-02-01', 'm-1', '2024-02-02', false),
  ('Z21', '2024-02-01', 'm-9', '2024-02-02', true),
  ('Z12', '2024-02-01', 'm-2', '2024-02-01', false),
  ('Z12', '2024-02-01', 'm-2', '2024-02-02', false),
  ('Z12', '2024-02-01', 'm-2', '2024-02-03', false),
  ('Z12', '2024-02-01', 'm-2', '2024-02-04', false),
  ('Z12', '2024-01-01', 'm-3', '2024-01-31', true)
) AS v(siao_dep, mois, cle_menage, nuit_demandee, est_abrite)
-- entree staging.siao_demande_insertion
SELECT
  siao_dep, cle_demande, cle_menage, date_transmission::DATE AS date_transmission, date_orientation::DATE AS date_orientation,
  date_admission::DATE AS date_admission, date_cloture::DATE AS date_cloture
FROM (VALUES
  ('Z12', 'd-1', 'm-1', '2023-12-01', '2024-02-10', '2024-03-05', '2024-03-05'),
  ('Z12', 'd-2', 'm-2', '2023-12-01', '2024-01-10', NULL, '2024-02-20'),
  ('Z12', 'd-3', 'm-3', '2023-06-01', NULL, NULL, '2023-09-01'),
  ('Z12', 'd-4', 'm-3', '2024-02-29', NULL, NULL, NULL)
) AS v(siao_dep, cle_demande, cle_menage, date_transmission, date_orientation, date_admission, date_cloture)
-- entree staging.siao_prise_en_charge
SELECT siao_dep, cle_fiche, date_entree::DATE AS date_entree, date_sortie::DATE AS date_sortie, type_place_code
FROM (VALUES
  ('Z12', 'f-1', '2024-01-15', '2024-02-06', '10'),
  ('Z21', 'f-9', '2024-02-04', '2024-02-08', '1'),
  ('Z12', 'f-1', '2024-02-20', '2024-02-22', '30'),
  ('Z12', 'f-1', '2024-03-01', NULL, '100'),
  ('Z12', 'f-3', '2024-01-20', NULL, '50'),
  ('Z12', 'f-2', '2024-03-01', NULL, '10')
) AS v(siao_dep, cle_fiche, date_entree, date_sortie, type_place_code)
-- attendu
SELECT
  cle_personne, mois_presence, departement_presence, menage_large, entree_mois, situation_large, nuits_demandees, acces_115, etat_insertion,
  nuits_hebergees, hebergement_large, issue_mois
FROM (VALUES
  ('p-1', '2024-02', 'PLUSIEURS', 'ISOLE', 'PREMIERE', 'HEBERGE', '1_3', 'TOUJOURS', 'ORIENTEE', '8_21', 'INSERTION', 'LOGEMENT'),
  ('p-1', '2024-03', 'Z12', 'ISOLE', 'SANS_ENTREE', 'TIERS', 'AUCUNE', 'SANS_DEMANDE', 'ADMISE', 'AUCUNE', 'LOGEMENT_ADAPTE', 'EN_COURS'),
  ('p-2', '2024-02', 'Z12', 'COUPLE', 'RETOUR', 'AUTRE_NR', '4_14', 'JAMAIS', 'CLOSE', 'AUCUNE', 'AUCUN', 'SANS_NOUVELLES'),
  ('p-3', '2024-02', 'Z12', 'AUTRE_NR', 'SANS_ENTREE', 'AUTRE_NR', 'AUCUNE', 'SANS_DEMANDE', 'EN_COURS', '22_PLUS', 'URGENCE', 'EN_COURS')
) AS v(cle_personne, mois_presence, departement_presence, menage_large, entree_mois, situation_large, nuits_demandees, acces_115, etat_insertion, nuits_hebergees, hebergement_large, issue_mois)
