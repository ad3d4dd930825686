"""The exports of the SIAO: as dirty as the manifest says, no dirtier, and nothing in them that names a real person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.demo.reading import dates, head, plain, table, text

SIAO = "siao/*/*.csv"
HEADER = "Département du SIAO|SIAO prescripteur"


@pytest.fixture(scope="module")
def siao(demo_home) -> dict[str, Path]:
    return {p.relative_to(demo_home.incoming).as_posix(): p for p in sorted(demo_home.incoming.glob(SIAO))}


@pytest.fixture(scope="module")
def manifest(demo_home) -> pl.DataFrame:
    return pl.read_parquet(demo_home.truth / "manifeste.parquet").filter(pl.col("fichier").str.starts_with("siao/"))


@pytest.fixture(scope="module")
def found(siao) -> Callable[[str, Callable[[Path], int]], dict[str, int]]:
    """Counts a defect in every file whose name holds a word; files without it are left out."""

    def counted(word: str, count: Callable[[Path], int]) -> dict[str, int]:
        numbers = {name: count(path) for name, path in siao.items() if f"-{word}-" in name}
        return {name: number for name, number in numbers.items() if number}

    return counted


def said(manifest: pl.DataFrame, defect: str, word: str = "") -> dict[str, int]:
    kept = manifest.filter(pl.col("defaut") == defect, pl.col("fichier").str.contains(f"-{word}-" if word else "-"))
    return dict(kept.select("fichier", "nombre").rows())


def rows(path: Path) -> pl.DataFrame:
    return table(path, "siao prescripteur" if "sejours" in path.name else "département du siao")


def test_each_siao_writes_in_its_own_way(siao):
    ways = {}
    for name, path in siao.items():
        content = path.read_bytes()
        ways.setdefault(name.split("/")[1], set()).add(
            (b";" in content[:200], b"\r\n" in content, content[:3] == b"\xef\xbb\xbf")
        )
    assert all(len(way) == 1 for way in ways.values()) and len({next(iter(way)) for way in ways.values()}) == 2
    written = {
        code: rows(siao[f"siao/{code}/fictif-siao-{code}-115-2024.csv"])["département du siao"][0] for code in ways
    }
    assert written["Z11"] == "0Z11" and written["Z22"] == "Z22" and written["Z31"] == "DZ31"
    with pytest.raises(UnicodeDecodeError):
        siao["siao/Z11/fictif-siao-Z11-115-2024.csv"].read_bytes().decode("utf-8")


def test_every_file_and_every_row_says_that_it_is_fictional(siao):
    for name, path in siao.items():
        assert "fictif" in name
        assert set(rows(path)["mention"]) <= {"Données fictives"} | ({""} if "Z22-115-2025-09" in name else set()), name


def test_the_manifest_names_only_files_that_exist(siao, manifest):
    assert set(manifest["fichier"]) <= set(siao) and manifest["nombre"].min() > 0
    assert manifest.select("fichier", "defaut").is_duplicated().sum() == 0


def test_title_lines(siao, manifest):
    counted = {
        n: number
        for n, p in siao.items()
        if (number := head(p, "siao prescripteur" if "sejours" in n else "département du siao"))
    }
    assert counted == said(manifest, "LIGNE_DE_TITRE")


def test_repeated_rows_unknown_codes_and_missing_answers_in_the_115_files(found, manifest):
    def repeated(path: Path) -> int:
        lines = text(path).splitlines()
        return 0 if "Z13" in path.name else len(lines) - len(set(lines))

    def unanswered(path: Path) -> int:
        frame = rows(path)
        return sum((frame[c] == "NR").sum() for c in ("composition", "canal", "motif de non-attribution"))

    cut = "siao/Z22/fictif-siao-Z22-115-2025-09.csv"
    assert found("115", repeated) == said(manifest, "LIGNE_REPETEE", "115")
    assert found("115", lambda p: (rows(p)["situation"] == "58").sum()) == said(manifest, "CODE_INCONNU", "115")
    counted = found("115", unanswered)
    counted.pop(cut)
    assert counted == said(manifest, "NON_REPONSE", "115")


def test_one_siao_counts_persons(found, manifest):
    def extra(path: Path) -> int:
        frame = rows(path)
        return frame.height - frame["n° demande"].n_unique() if "Z13" in path.name else 0

    assert found("115", extra) == said(manifest, "LIGNE_PAR_PERSONNE", "115")


def test_one_month_is_cut_in_the_middle_of_a_row(siao, manifest, demo_home):
    (name, lost), *others = said(manifest, "FICHIER_TRONQUE").items()
    lines = text(siao[name]).splitlines()
    true = pl.read_parquet(demo_home.truth / "demandes_verite.parquet").filter(
        pl.col("siao_dep") == "Z22", pl.col("mois") == pl.date(2025, 9, 1)
    )["nb_demandes"][0]
    assert not others and lines[-1].count(",") < lines[0].count(",") and not text(siao[name]).endswith("\n")
    assert true - (len(lines) - 2) == lost > 0


def test_one_month_is_sent_again_with_corrections(siao, manifest):
    ((name, corrected),) = said(manifest, "LIGNE_CORRIGEE").items()
    before, after = (text(siao[n]).splitlines() for n in (name.replace("-v2", ""), name))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == corrected > 0
    assert all(";NON_POURVUE;" in a and ";POURVUE;" in b for a, b in changed)


def test_stays_overlap_and_end_before_they_begin(found, manifest):
    def dated(path: Path) -> pl.DataFrame:
        return rows(path).select(
            "n° fiche", entree=dates(pl.col("date d'entrée")), sortie=dates(pl.col("date de sortie"))
        )

    def reversed_(path: Path) -> int:
        return dated(path).filter(pl.col("sortie") < pl.col("entree")).height

    def overlapping(path: Path) -> int:
        following = pl.col("entree").shift(-1).over("n° fiche", order_by="entree")
        return dated(path).filter(pl.col("sortie") > following + pl.duration(days=1)).height

    assert found("sejours", reversed_) == said(manifest, "SORTIE_AVANT_ENTREE", "sejours")
    assert found("sejours", overlapping) == said(manifest, "SEJOURS_CHEVAUCHANTS", "sejours")
    unknown = r"^28( |$)|^Information non renseignée$"
    assert found("sejours", lambda p: rows(p)["situation de sortie"].str.contains(unknown).sum()) == said(
        manifest, "NON_REPONSE", "sejours"
    )


def test_zeros_are_lost_and_decimals_have_commas(found, manifest):
    assert found("personnes", lambda p: (rows(p)["téléphone"].str.len_chars() == 9).sum()) == said(
        manifest, "ZERO_DE_TETE_PERDU", "personnes"
    )
    assert found("sejours", lambda p: (rows(p)["finess"].str.len_chars() < 9).sum()) == said(
        manifest, "ZERO_DE_TETE_PERDU", "sejours"
    )
    comma = r"^\d+,\d\d$"
    assert found("personnes", lambda p: rows(p)["ressources mensuelles (€)"].str.contains(comma).sum()) == said(
        manifest, "VIRGULE_DECIMALE", "personnes"
    )


def kind(pair: dict) -> str:
    """How a second file of a person differs from the first, told from what is written alone."""
    (name, first, born), (name2, first2, born2) = pair["avant"], pair["apres"]
    if (name2, first2, born2) == (name, first, born):
        return "IDENTIQUE"
    if born2 != born:
        return (
            "NE_LE_1ER_JANVIER"
            if (born2.day, born2.month) == (1, 1) and born2.year == born.year
            else "JOUR_MOIS_INVERSES"
        )
    if (plain(name), plain(first)) == (name2, first2):
        return "SANS_ACCENTS"
    return "NOM_PRENOM_INVERSES" if plain(name2).upper() == plain(first).upper() else "LETTRE_PERDUE"


def test_second_files_of_a_person_differ_as_the_manifest_says(siao, manifest, demo_home):
    known = pl.read_parquet(demo_home.truth / "identites.parquet").select("fiche_id", "personne_id", "distorsion")
    counted = {}
    for name, path in siao.items():
        if "-personnes-" not in name:
            continue
        people = rows(path).unique("n° fiche").join(known, left_on="n° fiche", right_on="fiche_id")
        identity = pl.concat_list("nom", "prénom", dates(pl.col("date de naissance")).dt.strftime("%Y%m%d"))
        people = people.with_columns(identite=identity).select("personne_id", "distorsion", "identite")
        pairs = people.filter(pl.col("distorsion").is_null()).join(
            people.filter(pl.col("distorsion").is_not_null()), on="personne_id"
        )
        for before, after in pairs.select("identite", "identite_right").rows():
            key = (name, f"DOUBLON_{kind({'avant': parsed(before), 'apres': parsed(after)})}")
            counted[key] = counted.get(key, 0) + 1
    expected = manifest.filter(pl.col("defaut").str.starts_with("DOUBLON"))
    assert counted == {
        (name, defect): number for name, defect, number in expected.select("fichier", "defaut", "nombre").rows()
    }


def parsed(identity: list[str]):
    from datetime import datetime

    return identity[0], identity[1], datetime.strptime(identity[2], "%Y%m%d").date()


def test_the_change_of_practice_of_one_siao_is_abrupt(siao):
    frame = rows(siao["siao/Z12/fictif-siao-Z12-115-2024.csv"])
    months = (
        frame.with_columns(mois=dates(pl.col("nuit demandée")).dt.month())
        .group_by("mois")
        .agg((pl.col("renouvellement") == "O").mean())
    )
    share = dict(months.rows())
    assert min(share[m] for m in range(1, 6)) > 0.15 and max(share[m] for m in range(6, 13)) == 0


def test_a_commune_that_merged_is_named_before_and_never_after(siao):
    def asked_from(*years: int) -> set[str]:
        files = [siao[f"siao/Z22/fictif-siao-Z22-115-{year}.csv"] for year in years]
        return {code for path in files for code in rows(path)["commune de la demande"]}

    assert {"Z2216", "Z2206"} <= asked_from(2019, 2020, 2021, 2022, 2023)
    assert "Z2206" in asked_from(2024) and "Z2216" not in asked_from(2024)


def test_telephones_are_those_kept_for_fiction(siao):
    """Arcep keeps 06 39 98 for works of fiction."""
    for name, path in siao.items():
        if "-personnes-" in name:
            assert all(re.fullmatch(r"0?639980\d{3}", number) for number in set(rows(path)["téléphone"])), name


def test_a_number_of_a_stay_does_not_betray_that_two_files_are_one_person(siao, demo_home):
    """Else a linkage could be right for a reason that no real export gives."""
    known = pl.read_parquet(demo_home.truth / "identites.parquet")
    twice = known.filter(pl.len().over("siao_dep", "personne_id") > 1).sort("siao_dep", "personne_id")
    assert twice.height > 50
    digits = twice["fiche_id"].str.tail(9).cast(pl.Int64)
    gaps = digits.diff().abs().gather_every(2, 1)
    assert gaps.median() > 1_000


def test_numeros_uniques_are_as_wrong_as_the_manifest_says(found, manifest):
    """A cell of eighteen signs is one number, whose last two digits are the key of the nine before."""

    def numbers(path: Path) -> list[str]:
        cells = rows(path)
        named = [name for name in cells.columns if name.startswith("numéros uniques")]
        return [re.sub(r"\s", "", cell) for cell in cells[named[0]] if cell] if named else []

    def swapped(path: Path) -> int:
        return sum(int(one[7:16]) % 97 != int(one[16:]) for one in numbers(path) if len(one) == 18)

    assert found("insertion", lambda path: sum(len(one) == 17 for one in numbers(path))) == said(
        manifest, "NUMERO_COUPE"
    )
    assert found("insertion", lambda path: sum(len(one) > 18 for one in numbers(path))) == said(
        manifest, "NUMEROS_MULTIPLES"
    )
    assert found("insertion", swapped) == said(manifest, "NUMERO_MAL_SAISI", "insertion")
    assert found("insertion", lambda path: len(numbers(path))).keys() & {f"siao/Z32/fictif-siao-Z32-insertion-{year}-01-01.csv" for year in range(2020, 2027)} == set()  # fmt: skip
    written = found("insertion", lambda path: len(numbers(path)))
    assert said(manifest, "NUMERO_D_UN_AUTRE") and sum(said(manifest, "NUMERO_D_UN_AUTRE").values()) < 0.01 * sum(
        written.values()
    )
