-- entree lake.territoire_lda
SELECT 'LDA1-02a' AS territoire_id, 'LDA1-02' AS candidature_id, 1 AS vague_ami, DATE '2018-03-30' AS date_annonce, 'SIREN_EPCI' AS niveau,
  '246300701' AS territoire_code, 'Clermont Auvergne Métropole' AS territoire_libelle, 2025 AS millesime_cog, '63' AS departements,
  21 AS nb_communes, 296677 AS pop_municipale, 'LDA1-02b' AS inclus_dans, NULL AS contient, 'DEUX_SOURCES' AS statut_verification,
  'https://exemple.invalid' AS source_url, 'candidature conjointe' AS note
-- attendu
SELECT 'LDA1-02a' AS territoire_id, 'LDA1-02' AS candidature_id, 1 AS vague_ami, DATE '2018-03-30' AS date_annonce, 'SIREN_EPCI' AS niveau,
  '246300701' AS territoire_code, 'Clermont Auvergne Métropole' AS territoire_libelle, 2025 AS millesime_cog, '63' AS departements,
  21 AS nb_communes, 296677 AS pop_municipale, 'LDA1-02b' AS inclus_dans, NULL AS contient, 'DEUX_SOURCES' AS statut_verification,
  'https://exemple.invalid' AS source_url, 'candidature conjointe' AS note
