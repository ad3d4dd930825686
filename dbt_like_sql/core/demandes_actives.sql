-- Demandes actives au 31 décembre des ménages sans domicile et de tous, par territoire souhaité.
-- Grain : un niveau, un territoire souhaité, une année.
-- Définition : mêmes catégories que les termes A et C du programme 177, entre deux bornes quand le producteur en masque une partie.
-- Un département est la somme de ses EPCI quand aucun ne le déborde, que tous sont là et que chaque demande est située sur sa première
-- commune ; à défaut ce que le fichier dit du département. Jamais de somme de plusieurs départements, où un ménage peut avoir plusieurs numéros.
-- Source : staging.sne_demande, core.communes_actuelles.
WITH demandes AS (
  SELECT
    niveau,
    territoire_code,
    year(date_arrete)::INTEGER AS annee,
    sum(nb_demandes_bas) FILTER (situation IN ('HEBERGES', 'SANS_ABRI')) AS nb_sans_domicile_bas,
    sum(nb_demandes_haut) FILTER (situation IN ('HEBERGES', 'SANS_ABRI')) AS nb_sans_domicile_haut,
    max(nb_demandes_bas) FILTER (situation = 'TOTAL') AS nb_total,
    bool_and(est_premiere_commune) AS est_premiere_commune
  FROM staging.sne_demande
  WHERE month(date_arrete) = 12 AND day(date_arrete) = 31
  GROUP BY ALL
),
situes AS (
  SELECT epci_code, min(departement_code) AS departement_code, count(DISTINCT departement_code) AS nb_departements
  FROM core.communes_actuelles
  WHERE code = commune_code
  GROUP BY epci_code
),
departements AS (
  SELECT departement_code, count(epci_code) AS nb_epci
  FROM situes
  GROUP BY departement_code
  HAVING bool_and(nb_departements = 1 AND epci_code IS NOT NULL)
),
par_epci AS (
  SELECT d.*, situes.departement_code
  FROM demandes AS d
  JOIN situes ON situes.epci_code = d.territoire_code AND d.niveau = 'SIREN_EPCI'
),
sommes AS (
  SELECT
    'DEP' AS niveau,
    p.departement_code AS territoire_code,
    p.annee,
    sum(p.nb_sans_domicile_bas) AS nb_sans_domicile_bas,
    sum(p.nb_sans_domicile_haut) AS nb_sans_domicile_haut,
    sum(p.nb_total) AS nb_total
  FROM par_epci AS p
  JOIN departements USING (departement_code)
  GROUP BY p.departement_code, p.annee
  HAVING count(*) = max(departements.nb_epci) AND bool_and(p.est_premiere_commune)
)
SELECT
  niveau,
  territoire_code,
  annee,
  coalesce(nb_sans_domicile_bas, 0)::BIGINT AS nb_demandes_sans_domicile,
  coalesce(nb_sans_domicile_haut, 0)::BIGINT AS nb_demandes_sans_domicile_haut,
  nb_total::BIGINT AS nb_demandes
FROM demandes
WHERE niveau = 'SIREN_EPCI'
  OR (niveau = 'DEP' AND (territoire_code, annee) NOT IN (SELECT (departement_code, annee) FROM par_epci))
UNION ALL
SELECT
  niveau,
  territoire_code,
  annee,
  coalesce(nb_sans_domicile_bas, 0)::BIGINT AS nb_demandes_sans_domicile,
  coalesce(nb_sans_domicile_haut, 0)::BIGINT AS nb_demandes_sans_domicile_haut,
  nb_total::BIGINT AS nb_demandes
FROM sommes
