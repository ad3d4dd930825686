-- Ce que la liste des territoires accélérés dit autrement que le référentiel, à son millésime.
-- Grain : un territoire retenu, une nature d’écart, et l’autre territoire quand il y en a un.
-- Définition : DEPARTEMENTS et NB_COMMUNES se recalculent sur les communes membres ; INCLUS_DANS et CONTIENT sur
-- core.contenance, pour un territoire de la liste déclaré sans l’être ou l’étant sans être déclaré. CHEVAUCHEMENT : deux
-- territoires ont des communes communes sans que l’un contienne l’autre. NON_VERIFIE : le référentiel ne connaît pas ce
-- code à ce millésime, rien n’est recalculé.
-- Source : core.territoires_lda, core.communes, core.contenance.
WITH liste AS (
  SELECT territoire_id, niveau, territoire_code, millesime_cog, departements, nb_communes, inclus_dans, contient
  FROM core.territoires_lda
),
contenance AS (
  SELECT * FROM core.contenance
),
communes AS (
  SELECT millesime_cog, commune_code, departement_code FROM core.communes WHERE type_commune = 'COM'
),
-- chaque territoire, à chaque millésime de la liste : une inclusion se juge au millésime de la ligne qui la déclare
millesimes AS (
  SELECT DISTINCT millesime_cog FROM liste
),
membres AS (
  SELECT liste.territoire_id, liste.niveau, liste.territoire_code, contenance.millesime_cog, contenance.contenu_code AS commune_code
  FROM liste
  JOIN contenance ON contenance.contenant_niveau = liste.niveau AND contenance.contenant_code = liste.territoire_code
  JOIN millesimes ON millesimes.millesime_cog = contenance.millesime_cog
  WHERE contenance.contenu_niveau = 'COM'
  UNION ALL
  SELECT liste.territoire_id, liste.niveau, liste.territoire_code, communes.millesime_cog, communes.commune_code
  FROM liste
  JOIN communes ON communes.commune_code = liste.territoire_code
  JOIN millesimes ON millesimes.millesime_cog = communes.millesime_cog
  WHERE liste.niveau = 'COM'
),
recalcules AS (
  SELECT
    membres.territoire_id,
    membres.millesime_cog,
    count(*) AS nb_communes,
    string_agg(DISTINCT communes.departement_code, '|' ORDER BY communes.departement_code) AS departements
  FROM membres
  JOIN communes ON communes.millesime_cog = membres.millesime_cog AND communes.commune_code = membres.commune_code
  GROUP BY membres.territoire_id, membres.millesime_cog
),
verifiables AS (
  SELECT
    liste.*,
    recalcules.nb_communes AS nb_recalcule,
    recalcules.departements AS departements_recalcules,
    array_to_string(list_sort(list_transform(string_split(liste.departements, '|'), lambda departement: trim(departement))), '|') AS departements_declares
  FROM liste
  JOIN recalcules ON recalcules.territoire_id = liste.territoire_id AND recalcules.millesime_cog = liste.millesime_cog
),
declarees AS (
  SELECT territoire_id, millesime_cog, 'INCLUS_DANS' AS nature, unnest(list_transform(string_split(inclus_dans, '|'), lambda autre: trim(autre))) AS autre_id FROM verifiables
  UNION ALL
  SELECT territoire_id, millesime_cog, 'CONTIENT', unnest(list_transform(string_split(contient, '|'), lambda autre: trim(autre))) FROM verifiables
),
-- deux territoires de la liste qui ont des communes communes, et le sens dans lequel l’un contient l’autre
rencontres AS (
  SELECT
    un.territoire_id,
    autre.territoire_id AS autre_id,
    un.millesime_cog,
    un.niveau, un.territoire_code,
    autre.niveau AS autre_niveau, autre.territoire_code AS autre_code,
    count(*) AS nb_communes
  FROM membres AS un
  JOIN verifiables ON verifiables.territoire_id = un.territoire_id AND verifiables.millesime_cog = un.millesime_cog
  JOIN membres AS autre
    ON autre.millesime_cog = un.millesime_cog
    AND autre.commune_code = un.commune_code
    AND autre.territoire_id <> un.territoire_id
  GROUP BY ALL
),
calculees AS (
  SELECT
    rencontres.territoire_id,
    rencontres.autre_id,
    rencontres.millesime_cog,
    rencontres.nb_communes,
    CASE
      WHEN dehors.contenu_code IS NOT NULL THEN 'INCLUS_DANS'
      WHEN dedans.contenu_code IS NOT NULL THEN 'CONTIENT'
      ELSE 'CHEVAUCHEMENT'
    END AS nature
  FROM rencontres
  LEFT JOIN contenance AS dehors
    ON dehors.millesime_cog = rencontres.millesime_cog
    AND dehors.contenant_niveau = rencontres.autre_niveau AND dehors.contenant_code = rencontres.autre_code
    AND dehors.contenu_niveau = rencontres.niveau AND dehors.contenu_code = rencontres.territoire_code
  LEFT JOIN contenance AS dedans
    ON dedans.millesime_cog = rencontres.millesime_cog
    AND dedans.contenant_niveau = rencontres.niveau AND dedans.contenant_code = rencontres.territoire_code
    AND dedans.contenu_niveau = rencontres.autre_niveau AND dedans.contenu_code = rencontres.autre_code
),
-- une inclusion déclarée dans un territoire de la liste que le millésime ne connaît pas ne se vérifie pas
inclusions AS (
  SELECT
    coalesce(declarees.territoire_id, calculees.territoire_id) AS territoire_id,
    coalesce(declarees.nature, calculees.nature) AS nature,
    coalesce(declarees.autre_id, calculees.autre_id) AS autre_id,
    CASE WHEN declarees.territoire_id IS NOT NULL THEN 'oui' ELSE 'non' END AS valeur_declaree,
    CASE WHEN calculees.territoire_id IS NOT NULL THEN 'oui' ELSE 'non' END AS valeur_calculee
  FROM (
    SELECT * FROM declarees
    WHERE (autre_id, millesime_cog) IN (SELECT (territoire_id, millesime_cog) FROM recalcules)
      OR autre_id NOT IN (SELECT territoire_id FROM liste)
  ) AS declarees
  FULL JOIN (SELECT * FROM calculees WHERE nature <> 'CHEVAUCHEMENT') AS calculees
    ON calculees.territoire_id = declarees.territoire_id
    AND calculees.nature = declarees.nature
    AND calculees.autre_id = declarees.autre_id
  WHERE declarees.territoire_id IS NULL OR calculees.territoire_id IS NULL
),
final AS (
  SELECT territoire_id, 'DEPARTEMENTS' AS nature, NULL AS autre_id, departements_declares AS valeur_declaree, departements_recalcules AS valeur_calculee
  FROM verifiables
  WHERE departements_declares IS DISTINCT FROM departements_recalcules
  UNION ALL
  SELECT territoire_id, 'NB_COMMUNES', NULL, nb_communes::VARCHAR, nb_recalcule::VARCHAR
  FROM verifiables
  WHERE nb_communes IS DISTINCT FROM nb_recalcule
  UNION ALL
  SELECT territoire_id, nature, autre_id, valeur_declaree, valeur_calculee FROM inclusions
  UNION ALL
  SELECT territoire_id, nature, autre_id, NULL, nb_communes::VARCHAR FROM calculees WHERE nature = 'CHEVAUCHEMENT'
  UNION ALL
  SELECT territoire_id, 'NON_VERIFIE', NULL, NULL, NULL FROM liste WHERE territoire_id NOT IN (SELECT territoire_id FROM verifiables)
)
SELECT territoire_id, nature, autre_id, valeur_declaree, valeur_calculee
FROM final
