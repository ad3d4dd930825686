"""A release with counts to protect: nothing but protected values leaves, by any door; bad policies publish nothing."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication import release as releases
from observatory.publication import site
from observatory.publication.families import LEVEL
from observatory.publication.memory import read_memory
from observatory.publication.policy_file import load_policy
from observatory.publication.release import current_release, publish
from observatory.publication.site import SiteReport
from tests.publication.sensitive import NAME, contracts, public_alone, true_counts

KEYS = ["niveau", "territoire_code", "annee", "sexe_essai"]
STATES = {"nb_demandes": "statut_valeur", "nb_pourvues": "statut_nb_pourvues"}
COUNTS = tuple(STATES)


@pytest.fixture()
def sensitive(tmp_path: Path) -> Catalogue:
    return contracts(tmp_path / "contrats")


@pytest.fixture()
def warehouse(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue):
    """Lets a test say which true counts the warehouse holds, beside the real marts."""
    read = releases._read_tables
    told: dict[str, pl.DataFrame] = {}

    def with_counts(home, _, policy, version, previous):
        frames, meta, holds = read(home, catalogue, policy, version, previous)
        frames[NAME] = told["change"](true_counts(holds))
        return frames, meta, holds

    monkeypatch.setattr(releases, "_read_tables", with_counts)
    return told


@pytest.fixture(autouse=True)
def pages(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages take most of the time of a release: only a test that asks for them builds them."""
    if "with_pages" not in request.fixturenames:
        report = SiteReport(0, 0, 0, 0.0)
        monkeypatch.setattr(
            site, "build_site", lambda folder, *_: (folder / "site" / "donnees").mkdir(parents=True) or report
        )


@pytest.fixture()
def with_pages() -> None:
    """The whole release, pages included."""


@pytest.fixture()
def clock(monkeypatch: pytest.MonkeyPatch):
    def at(day: int) -> None:
        monkeypatch.setattr(releases, "_now", lambda: datetime(2099, 1, day, tzinfo=UTC))

    return at


def published(home: Home) -> pl.DataFrame:
    with duckdb.connect(str(current_release(home) / "observatory.duckdb"), read_only=True) as con:
        return con.sql(f"SELECT * FROM {NAME} ORDER BY ALL").pl()


def everything(folder: Path) -> dict[str, list]:
    with duckdb.connect(str(folder / "observatory.duckdb"), read_only=True) as con:
        names = con.sql("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
        return {name: con.sql(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for (name,) in names}


def test_what_is_published_is_rounded_adds_up_and_says_its_state(home, sensitive, warehouse):
    warehouse["change"] = lambda counts: counts
    publish(home, sensitive, browser=None)
    frame = published(home)
    for count in COUNTS:
        assert (frame[count] % 5 == 0).all() and set(frame[STATES[count]]) == {"PUBLIE"}
        sums = frame.group_by("niveau", "annee").agg(pl.col(count).filter(pl.col("sexe_essai") == "ENSEMBLE").sum().alias("t"),
                                                      pl.col(count).filter(pl.col("sexe_essai") != "ENSEMBLE").sum().alias("p"))  # fmt: skip
        assert (sums["t"] == sums["p"]).all()
        both = frame.filter(pl.col("niveau").is_in(["REG", "DEP"])).group_by("annee", "sexe_essai").agg(
            pl.col(count).filter(pl.col("niveau") == "REG").sum().alias("r"), pl.col(count).filter(pl.col("niveau") == "DEP").sum().alias("d")
        )  # fmt: skip
        assert (both["r"] == both["d"]).all()
    rate = 100 * frame["nb_pourvues"] / frame["nb_demandes"]
    shown = frame["nb_demandes"] > 0
    assert (rate.filter(shown) == frame["part_pourvue_pct"].filter(shown)).all()
    assert frame["part_pourvue_pct"].filter(~shown).is_null().all()


def test_the_bundle_is_a_function_of_what_is_shown_and_of_nothing_else(
    home, sensitive, warehouse, clock, tmp_path, with_pages
):
    """Publish true counts; then publish, in a home that never knew them, counts equal to what was shown: same bytes."""
    clock(1)
    other = Home(tmp_path / "autre")
    shutil.copytree(home.root, other.root, symlinks=True)
    warehouse["change"] = lambda counts: counts
    first = publish(home, sensitive, browser=None).folder
    shown = published(home)
    warehouse["change"] = lambda counts: counts.select(KEYS).join(shown.select(*KEYS, *COUNTS), on=KEYS).sort(KEYS)
    second = publish(other, sensitive, browser=None).folder
    names = sorted(path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(second).as_posix() for path in second.rglob("*") if path.is_file())
    differ = [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()]
    assert set(differ) <= {"observatory.duckdb"}, "un fichier dépend d’autre chose que des valeurs montrées"
    assert everything(first) == everything(second), "le fichier DuckDB porte un numéro tiré au hasard, et rien d’autre"


def test_a_second_release_keeps_what_did_not_change(home, sensitive, warehouse, clock):
    clock(1)
    warehouse["change"] = lambda counts: counts
    publish(home, sensitive, browser=None)
    before = published(home)
    clock(2)
    publish(home, sensitive, browser=None)
    assert published(home).equals(before)
    memory = read_memory(home, current_release(home))
    assert [m["parent"] for m in memory.manifests] == [None, "2099-01-01T00-00-00Z"]
    assert len(memory.past("essai")) == 2
    told = json.loads((current_release(home) / "confidentialite.json").read_text(encoding="utf-8"))
    assert told["parent"] == "2099-01-01T00-00-00Z"


@pytest.mark.parametrize("harm", ["version", "journal", "tout"])
def test_without_its_whole_memory_nothing_is_published(home, sensitive, warehouse, clock, harm):
    warehouse["change"] = lambda counts: counts
    for day in (1, 2):
        clock(day)
        publish(home, sensitive, browser=None)
    kept = current_release(home)
    first = home.confidentiality / "2099-01-01T00-00-00Z"
    if harm == "journal":
        journal = first / "essai.parquet"
        pl.read_parquet(journal).head(3).write_parquet(journal)
    else:
        shutil.rmtree(first if harm == "version" else home.confidentiality)
    clock(3)
    with pytest.raises(
        ObservatoryError, match="mémoire de confidentialité .* manque ou a été modifiée : rien n’est publié"
    ):
        publish(home, sensitive, browser=None)
    assert current_release(home) == kept


def test_a_release_of_public_tables_alone_needs_no_memory(home, catalogue, clock, tmp_path, monkeypatch):
    public = public_alone(tmp_path / "contrats")
    read = releases._read_tables
    monkeypatch.setattr(
        releases, "_read_tables", lambda home, _, policy, *others: read(home, catalogue, policy, *others)
    )
    clock(1)
    publish(home, public, browser=None)
    shutil.rmtree(home.confidentiality)
    clock(2)
    publish(home, public, browser=None)
    assert [m["parent"] for m in read_memory(home, current_release(home)).manifests] == [None]


def test_the_memory_is_private(home, sensitive, warehouse):
    warehouse["change"] = lambda counts: counts
    folder = publish(home, sensitive, browser=None).folder
    assert home.confidentiality.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in home.confidentiality.rglob("*.parquet"))
    assert not list(folder.rglob("essai.parquet"))


def test_a_policy_that_changes_without_a_new_version_publishes_nothing(home, sensitive, warehouse, clock):
    warehouse["change"] = lambda counts: counts
    clock(1)
    publish(home, sensitive, browser=None)
    path = sensitive.folder / "disclosure.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("seuil: 11", "seuil: 10"), encoding="utf-8")
    clock(2)
    with pytest.raises(ObservatoryError, match="a changé sans changer de version .essai, déjà appliquée"):
        publish(home, sensitive, browser=None)
    path.write_text(text.replace("seuil: 11", "seuil: 10").replace('"essai"', '"essai 2"'), encoding="utf-8")
    publish(home, sensitive, browser=None)
    with duckdb.connect(str(current_release(home) / "observatory.duckdb"), read_only=True) as con:
        told = con.sql("SELECT politique_version, premiere_publication FROM meta.politiques ORDER BY ALL").fetchall()
    assert told == [("essai", "2099-01-01T00-00-00Z"), ("essai 2", "2099-01-02T00-00-00Z")]


def test_the_evidence_says_how_many_cells_and_no_count(home, sensitive, warehouse):
    warehouse["change"] = lambda counts: counts
    publish(home, sensitive, browser=None)
    with duckdb.connect(str(current_release(home) / "observatory.duckdb"), read_only=True) as con:
        lines = con.sql("SELECT * FROM meta.confidentialite WHERE famille = 'essai'").pl()
    frame = published(home)
    assert lines["nb_cellules"].to_list() == [frame.height, frame.height] and lines["est_audit_reussi"].all()
    assert set(lines["methode"]) == {"arrondi"} and set(lines["base"]) == {5} and set(lines["largeur_exigee"]) == {4}


def test_a_class_with_a_coarsest_level_shows_no_finer_one(home, tmp_path, warehouse):
    warehouse["change"] = lambda counts: counts
    publish(home, contracts(tmp_path / "contrats", "sensible"), browser=None)
    frame = published(home)
    assert set(frame[LEVEL]) <= {"FR", "REG", "DEP"}
    hidden = frame.filter(pl.col("statut_valeur") == "MASQUE")
    assert hidden["nb_demandes"].is_null().all()
    assert (frame["nb_demandes"].drop_nulls() > 10).all(), "aucun petit effectif d’une classe sensible ne se lit"


def test_a_family_for_partners_only_does_not_reach_the_public_bundle(home, sensitive, warehouse):
    warehouse["change"] = lambda counts: counts
    path = sensitive.folder / "disclosure.yaml"
    path.write_text(
        path.read_text("utf-8").replace("  essai:\n", "  essai:\n    canal: partenaire\n"), encoding="utf-8"
    )
    release = publish(home, sensitive, browser=None)
    assert NAME not in release.rows and "son canal est « partenaire »" in " ".join(release.left_out)
    assert not [path for path in release.folder.rglob("*") if NAME in path.name]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: c.with_columns(nb_autre=pl.lit(3)), "colonnes que la politique ne décrit pas .nb_autre."),
        (lambda c: c.with_columns(nb_demandes=pl.col("nb_demandes") + 1), "Un total diffère de ses parties"),
        (lambda c: pl.concat([c, c.head(1)]), "donnée deux fois"),
    ],
)
def test_what_cannot_be_protected_is_not_published(home, sensitive, warehouse, change, sentence):
    warehouse["change"] = change
    with pytest.raises(ObservatoryError, match=sentence):
        publish(home, sensitive, browser=None)
    assert current_release(home) is None and not list(home.published.iterdir())


def test_a_failed_attack_publishes_nothing_and_tells_one_person_only(home, sensitive, warehouse, monkeypatch, caplog):
    from observatory.disclosure import protection

    attack = protection._attack

    def gives_way(*arguments):
        found = attack(*arguments)
        first = pl.int_range(pl.len()) == 0
        return type(found)(found.intervals.with_columns(est_sure=~first), found.nb_problems)

    monkeypatch.setattr(protection, "_attack", gives_way)
    warehouse["change"] = lambda counts: counts
    with pytest.raises(ObservatoryError, match="L’audit de confidentialité a retrouvé") as refusal:
        publish(home, sensitive, browser=None)
    (report,) = (home.confidentiality / "echecs").iterdir()
    assert report.stat().st_mode & 0o077 == 0 and pl.read_csv(report, separator=";").height == 1
    cell = pl.read_csv(report, separator=";")["cellule"][0]
    assert cell not in str(refusal.value) + caplog.text and current_release(home) is None


def test_a_file_that_lets_a_true_count_be_read_stops_the_release(home, sensitive, warehouse, monkeypatch):
    warehouse["change"] = lambda counts: counts
    build = releases._build

    def leaks(folder, tables, catalogue, version, browser):
        report = build(folder, tables, catalogue, version, browser)
        told["true"].write_csv(folder / "site" / "donnees" / "oubli.csv")
        return report

    told = {}
    warehouse["change"] = lambda counts: told.setdefault("true", counts)
    monkeypatch.setattr(releases, "_build", leaks)
    with pytest.raises(ObservatoryError, match="laissent lire des effectifs protégés .1."):
        publish(home, sensitive, browser=None)
    assert current_release(home) is None
    (report,) = (home.confidentiality / "echecs").iterdir()
    assert "oubli.csv" in report.read_text(encoding="utf-8")


def test_the_policy_of_the_project_needs_no_memory_yet(home, catalogue):
    publish(home, catalogue, browser=None)
    memory = read_memory(home, current_release(home))
    assert memory.policies()[load_policy(catalogue.folder / "disclosure.yaml").version][3] == current_release(home).name
