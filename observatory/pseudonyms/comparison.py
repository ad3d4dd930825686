"""What is compared of two files of persons, how much each agreement weighs, and which pairs are worth comparing.

The weights are those of Fellegi and Sunter (1969): m, how often two files of one person agree that way; u, how often two
files of two persons do. They are read in the contract, and fixed: a pair weighs the same in every file (decision 0017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from observatory.pseudonyms.identity import words_of

if TYPE_CHECKING:
    import polars as pl

_STRAIGHT = "least(jaro_winkler_similarity(nom_l, nom_r), jaro_winkler_similarity(prenom_l, prenom_r))"
_CROSSED = "least(jaro_winkler_similarity(nom_l, prenom_r), jaro_winkler_similarity(prenom_l, nom_r))"
# comparison → level → what holds for a pair; the first level that holds is the one that counts
LEVELS = {
    "noms": {
        "mots_egaux": "mots_l = mots_r",
        "tres_proches": f"greatest({_STRAIGHT}, {_CROSSED}) >= 0.92",
        "proches": f"greatest({_STRAIGHT}, {_CROSSED}) >= 0.85",
        "prenom_et_telephone": "telephone_l = telephone_r AND jaro_winkler_similarity(prenom_l, prenom_r) >= 0.92",
        "autres": "ELSE",
    },
    "naissance": {
        "egale": "ne_l = ne_r AND NOT est_1er_janvier_l",
        "jour_et_mois_inverses": "date_triee_l = date_triee_r",
        "annee_et_1er_janvier": "annee_l = annee_r AND (est_1er_janvier_l OR est_1er_janvier_r)",
        "un_chiffre": "levenshtein(ne_l, ne_r) = 1",
        "autre": "ELSE",
    },
    "sexe": {"egal": "sexe_l = sexe_r", "autre": "ELSE"},
}
UNKNOWN = {"noms": "mots", "naissance": "ne", "sexe": "sexe"}  # without it, the comparison weighs nothing
# two files of one household are two of its members: they are not compared
BLOCKS = ("date_triee", "mots", "debuts")


@dataclass(frozen=True)
class Model:
    """The parameters of a linkage, as a contract gives them.

    `code`: its name among the methods; `central`, `large`: the least probability that joins two files; `doubles`: how many
    other files a file has of the same person, before any comparison; `least_files`: a smaller file is held to the
    expectations of that many; `most_pairs`: beyond, nothing is compared; `levels`: comparison → level → (m, u).
    """

    code: str
    central: float
    large: float
    doubles: float
    least_files: int
    most_pairs: int
    levels: Mapping[str, Mapping[str, tuple[float, float]]]

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Model:
        """The model of the property `rapprochement` of a contract."""
        central, large = said["seuils"]["centrale"], said["seuils"]["large"]
        return cls(
            said["modele"], central, large, said["doubles"], said["fiches_min"], said["paires_max"], said["niveaux"]
        )

    def settings(self, files: int) -> dict[str, Any]:
        """What Splink is told, for a file of that many files of persons."""
        return {
            "link_type": "dedupe_only",
            "comparisons": [self._comparison(name) for name in LEVELS],
            "probability_two_random_records_match": self.doubles / max(files, self.least_files),
            "blocking_rules_to_generate_predictions": [
                {"blocking_rule": f"l.{block} = r.{block} AND l.menage <> r.menage"} for block in BLOCKS
            ],
            "retain_matching_columns": False,
        }

    def _comparison(self, name: str) -> dict[str, Any]:
        known = UNKNOWN[name]
        levels: list[dict[str, Any]] = [
            {
                "sql_condition": f"{known}_l IS NULL OR {known}_r IS NULL",
                "label_for_charts": "inconnu",
                "is_null_level": True,
            }
        ]
        for level, holds in LEVELS[name].items():
            m, u = self.levels[name][level]
            levels.append({"sql_condition": holds, "label_for_charts": level, "m_probability": m, "u_probability": u})
        return {"output_column_name": name, "comparison_levels": levels}


def compared(people: pl.DataFrame, starts: pl.Series) -> pl.DataFrame:
    """The columns of `LEVELS` and `BLOCKS`, one row for each file of a person, numbered from 0 (`unique_id`).

    `people`: `menage, nom, prenom, telephone, sexe` (texts), `ne` (date); `starts`: their loose writing.
    """
    import polars as pl

    born = pl.col("ne")
    day, month, year = born.dt.day(), born.dt.month(), born.dt.year()
    first = (day == 1) & (month == 1)
    surname, first_name = words_of("nom"), words_of("prenom")
    digits = pl.col("telephone").fill_null("").str.replace_all(r"\D", "").str.slice(-9)
    sex = pl.col("sexe").str.to_uppercase()
    return people.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("unique_id"),
        "menage",
        nom=surname.list.join(" "),
        prenom=first_name.list.join(" "),
        mots=pl.concat_list(surname, first_name).list.sort().list.join(" "),
        debuts=starts,
        ne=born.dt.strftime("%Y%m%d"),
        annee=year,
        est_1er_janvier=first,
        date_triee=pl.when(~first).then(
            pl.format("{}|{}|{}", year, pl.min_horizontal(day, month), pl.max_horizontal(day, month))
        ),
        telephone=pl.when(digits.str.len_chars() == 9).then(digits),
        sexe=pl.when(sex.is_in(["F", "H"])).then(sex),
    )


def nb_pairs(records: pl.DataFrame) -> int:
    """How many pairs the blocks make at most, a pair of several blocks counted in each."""
    import polars as pl

    sizes = (records.drop_nulls(block).group_by(block).len()["len"].cast(pl.Int64) for block in BLOCKS)
    return sum(int((size * (size - 1) // 2).sum()) for size in sizes)
