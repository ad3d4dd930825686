"""The SQL that the sources of `plain_duckdb` share: dates, keys, and every word that may stand for a code.

Keys are a SHA-256 of a secret and of the value, simpler than ours (HMAC): the same persons meet, under other keys. Names lose
their accents and what is no letter, not their particles; the linkage that forgives errors is not written again.
"""

MACROS = """
CREATE MACRO secret() AS 'un secret de trente-deux octets....';
CREATE MACRO cle(lettre, valeur) AS lettre || '-' || left(sha256(secret() || lettre || valeur), 32);
CREATE MACRO mot(x) AS lower(strip_accents(replace(trim(x), '’', '''')));
CREATE MACRO jour(x) AS try_strptime(x, ['%Y-%m-%d', '%d/%m/%Y', '%d-%m-%Y'])::DATE;
CREATE MACRO moment(x) AS try_strptime(x, ['%Y-%m-%d %H:%M', '%d/%m/%Y %H:%M', '%d-%m-%Y %Hh%M']);
CREATE MACRO dep(x) AS nullif(regexp_extract(upper(x), '(Z\\d\\d|9[78]\\d|\\d[\\dAB])$'), '');
CREATE MACRO vrai(x) AS CASE mot(x) WHEN 'o' THEN true WHEN 'oui' THEN true WHEN 'n' THEN false WHEN 'non' THEN false END;
CREATE MACRO lettres(x) AS trim(regexp_replace(strip_accents(upper(x)), '[^A-Z]+', ' ', 'g'));
CREATE MACRO extraction(fichier) AS regexp_extract(fichier, '(\\d{4}-\\d\\d-\\d\\d)\\.csv$', 1)::DATE;
CREATE MACRO numero(x) AS CASE WHEN regexp_full_match(upper(replace(x, ' ', '')), '[0-9A-Z]{3}\\d{15}') THEN upper(replace(x, ' ', '')) END;
-- what a coded cell means: '?' when no list knows its word, which no table keeps
CREATE MACRO code(cellule, trouve) AS CASE WHEN cellule IS NULL THEN NULL WHEN trouve IS NULL THEN '?' ELSE nullif(trouve, '') END;
"""

# one row for each way to write a code: alone, by its label, both, or as one producer says it; '' for no answer
WORDS = """
CREATE TEMP TABLE mots AS
WITH codes AS (
  SELECT parse_filename(filename, true) AS liste, code, libelle
  FROM read_csv('{lists}/nomenclatures/s*.csv', {options}, filename = true, union_by_name = true)
),
correspondances AS (
  SELECT parse_filename(filename, true) AS liste, code, libelle
  FROM read_csv('{lists}/correspondances/s*.csv', {options}, filename = true, union_by_name = true)
),
ecrits AS (
  SELECT liste, unnest([code, libelle, code || ' - ' || libelle]) AS ecrit, code FROM codes
  UNION ALL
  SELECT liste, libelle, code FROM correspondances
  UNION ALL
  SELECT c.liste, c.libelle || ' - ' || autre.libelle, c.code
  FROM correspondances AS c
  JOIN correspondances AS autre ON autre.liste = c.liste AND autre.code = c.code AND autre.libelle <> c.libelle
),
connus AS (
  SELECT liste, mot(ecrit) AS mot, any_value(code) AS code FROM ecrits GROUP BY ALL HAVING count(DISTINCT code) = 1
)
FROM connus
UNION ALL
SELECT l.liste, mot(r.libelle), ''
FROM (SELECT DISTINCT liste FROM codes) AS l
CROSS JOIN read_csv('{lists}/correspondances/non_reponse.csv', {options}) AS r
ANTI JOIN connus AS c ON c.liste = l.liste AND c.mot = mot(r.libelle)
"""

RECEIVED = "filename AS fichier_sha256, 1 AS ligne_source, NULL::VARCHAR AS feuille_source, current_date AS date_reception, '1.0.0' AS version_contrat"
KEY = "left(sha256(secret()), 8) AS empreinte_cle"


def coded(**lists: str) -> str:
    """A join for each coded column: header → code list."""
    return "\n".join(
        f"LEFT JOIN mots AS m_{header} ON m_{header}.liste = '{name}' AND m_{header}.mot = mot(b.{header})"
        for header, name in lists.items()
    )
