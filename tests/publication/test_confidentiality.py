"""A release with counts to protect: nothing but protected values leaves, by any door; bad policies publish nothing."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from observatory.contracts.load import Catalogue
from observatory.disclosure import Dimension, Table
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.publication import confidentiality, families, site
from observatory.publication import release as releases
from observatory.publication.families import LEVEL, made_from
from observatory.publication.images import ImageReport
from observatory.publication.memory import read_memory
from observatory.publication.opendata.words import SUMS
from observatory.publication.policy_file import load_policy
from observatory.publication.release import DATABASE, publish
from observatory.publication.site import SiteReport
from observatory.publication.versions import current_release
from tests.publication.sensitive import NAME, contracts, public_alone, true_counts

KEYS = ["niveau", "territoire_code", "annee", "sexe_essai"]
STATES = {"nb_demandes": "statut_valeur", "nb_pourvues": "statut_nb_pourvues"}
COUNTS = tuple(STATES)


@pytest.fixture()
def sensitive(tmp_path: Path) -> Catalogue:
    return contracts(tmp_path / "contrats")


def tell(patch: pytest.MonkeyPatch, catalogue: Catalogue) -> dict[str, pl.DataFrame]:
    """Lets a test say which true counts the warehouse holds, beside the real marts."""
    read = releases._read_tables
    told: dict[str, pl.DataFrame] = {"change": lambda counts: counts}

    def with_counts(home, _, policy, version, previous):
        frames, meta, holds = read(home, catalogue, policy, version, previous)
        frames[NAME] = told["change"](true_counts(holds))
        return frames, meta, holds

    patch.setattr(releases, "_read_tables", with_counts)
    return told


def without_pages(patch: pytest.MonkeyPatch) -> None:
    report = SiteReport(0, 0, ImageReport(0, 0.0))
    patch.setattr(site, "write_site", lambda folder, *_: (folder / "site" / "donnees").mkdir(parents=True) or report)


def on(patch: pytest.MonkeyPatch, day: int) -> None:
    patch.setattr(releases, "_now", lambda: datetime(2099, 1, day, tzinfo=UTC))


@pytest.fixture()
def warehouse(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> dict[str, pl.DataFrame]:
    return tell(monkeypatch, catalogue)


@pytest.fixture(autouse=True)
def pages(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages take most of the time of a release: only a test that asks for them builds them."""
    if "with_pages" not in request.fixturenames:
        without_pages(monkeypatch)


@pytest.fixture()
def with_pages() -> None:
    """The whole release, pages included."""


@pytest.fixture()
def clock(monkeypatch: pytest.MonkeyPatch):
    return lambda day: on(monkeypatch, day)


@pytest.fixture(scope="module")
def twice(built: Home, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Path]:
    """A home that published the same counts on 1 and 2 January, and the folder of its contracts: to read, not to touch."""
    folder = tmp_path_factory.mktemp("deux")
    home, sensitive = Home(folder / "maison"), contracts(folder / "contrats")
    shutil.copytree(built.root, home.root, symlinks=True)
    with pytest.MonkeyPatch.context() as patch:
        tell(patch, catalogue)
        without_pages(patch)
        for day in (1, 2):
            on(patch, day)
            publish(home, sensitive, browser=None)
    return home, sensitive.folder


@pytest.fixture()
def again(twice: tuple[Home, Path], tmp_path: Path) -> Home:
    """A copy of the home that published twice."""
    shutil.copytree(twice[0].root, tmp_path / "encore", symlinks=True)
    return Home(tmp_path / "encore")


def published(home: Home, release: Path | None = None) -> pl.DataFrame:
    with duckdb.connect(str((release or current_release(home)) / "observatory.duckdb"), read_only=True) as con:
        return con.sql(f"SELECT * FROM recherche.{NAME} ORDER BY ALL").pl()


def everything(folder: Path) -> dict[str, list]:
    with duckdb.connect(str(folder / "observatory.duckdb"), read_only=True) as con:
        names = con.sql("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
        return {name: con.sql(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for (name,) in names}


def test_what_is_published_is_rounded_adds_up_and_says_its_state(twice):
    frame = published(twice[0])
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
    first = publish(home, sensitive, browser=None).folder
    shown = published(home)
    warehouse["change"] = lambda counts: counts.select(KEYS).join(shown.select(*KEYS, *COUNTS), on=KEYS).sort(KEYS)
    second = publish(other, sensitive, browser=None).folder
    names = sorted(path.relative_to(first).as_posix() for path in first.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(second).as_posix() for path in second.rglob("*") if path.is_file())
    differ = [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()]
    assert set(differ) <= {DATABASE, SUMS}, "un fichier dépend d’autre chose que des valeurs montrées"
    sums = [(folder / SUMS).read_text(encoding="utf-8").splitlines() for folder in (first, second)]
    assert {line.split("  ")[1] for line in {*sums[0]} ^ {*sums[1]}} <= {DATABASE}
    assert everything(first) == everything(second), "le fichier DuckDB porte un numéro tiré au hasard, et rien d’autre"


def test_a_second_release_keeps_what_did_not_change(twice):
    home, _ = twice
    first = home.published / "2099.01.1"
    assert published(home).equals(published(home, first))
    memory = read_memory(home, current_release(home))
    assert [m["parent"] for m in memory.manifests] == [None, first.name]
    assert len(memory.past("essai")) == 2
    told = json.loads((current_release(home) / "confidentialite.json").read_text(encoding="utf-8"))
    assert told["parent"] == first.name


def never(*_, **__):
    raise AssertionError("la famille devait être reprise telle quelle")


def test_a_family_that_has_not_changed_is_neither_protected_nor_attacked_again(
    again, sensitive, warehouse, clock, monkeypatch
):
    before = current_release(again)
    monkeypatch.setattr(confidentiality, "protect", never)
    clock(3)
    after = publish(again, sensitive, browser=None).folder
    assert published(again).equals(published(again, before))
    told = [json.loads((one / "confidentialite.json").read_text(encoding="utf-8"))["tables"] for one in (before, after)]
    assert told[0] == told[1]
    *_, last, new = read_memory(again, after).past("essai")
    assert new.cells.equals(last.cells) and (new.method, new.base) == (last.method, last.base)
    clock(4)
    publish(again, sensitive, browser=None)  # what was taken back can be taken back


def lost(home: Home) -> None:
    next(home.confidentiality.glob("2099.01.2/essai.*.table.parquet")).unlink()


def altered(home: Home) -> None:
    path = next(home.confidentiality.glob("2099.01.2/essai.*.table.parquet"))
    pl.read_parquet(path).head(3).write_parquet(path)


@pytest.mark.parametrize("harm", [lost, altered, None])
def test_a_family_is_protected_again_when_its_counts_or_what_was_kept_of_it_are_not_the_same(
    again, sensitive, warehouse, clock, monkeypatch, harm
):
    done = []
    protect = confidentiality.protect
    monkeypatch.setattr(confidentiality, "protect", lambda *some, **more: done.append(1) or protect(*some, **more))
    if harm:
        harm(again)
    else:
        warehouse["change"] = lambda counts: counts.with_columns(pl.col(COUNTS) * 2)
    clock(3)
    publish(again, sensitive, browser=None)
    assert done and published(again).equals(published(again, again.published / "2099.01.2")) == bool(harm)


def test_the_state_of_a_family_holds_its_counts_its_structure_its_rules_and_the_code(catalogue, monkeypatch):
    frame = pl.DataFrame({"sexe": ["F", "H"], "nombre": [3, None]})
    table, sexes = Table("t", frame, ("sexe",)), Dimension.flat("sexe", "ENSEMBLE", ["F", "H"])
    policy = load_policy(catalogue.folder / "disclosure.yaml")
    state = made_from([table], [sexes], policy, "arrondi")
    assert made_from([replace(table, frame=frame.clone())], [sexes], policy, "arrondi") == state
    others = [
        ([replace(table, frame=frame.with_columns(nombre=pl.Series([3, 0])))], [sexes], policy, "arrondi"),
        ([replace(table, frame=frame.with_columns(part_max=0.9))], [sexes], policy, "arrondi"),
        ([replace(table, classes=("courant",))], [sexes], policy, "arrondi"),
        ([table], [Dimension.plain("sexe")], policy, "arrondi"),
        ([table], [sexes], replace(policy, text_sha256="autre"), "arrondi"),
        ([table], [sexes], policy, "suppression"),
    ]
    assert len({state, *(made_from(*other) for other in others)}) == 1 + len(others)
    monkeypatch.setattr(families, "of_code", lambda *_: "autre code")
    assert made_from([table], [sexes], policy, "arrondi") != state


@pytest.mark.parametrize("harm", ["version", "journal", "tout"])
def test_without_its_whole_memory_nothing_is_published(again, sensitive, warehouse, clock, harm):
    kept = current_release(again)
    first = again.confidentiality / "2099.01.1"
    if harm == "journal":
        journal = first / "essai.parquet"
        pl.read_parquet(journal).head(3).write_parquet(journal)
    else:
        shutil.rmtree(first if harm == "version" else again.confidentiality)
    clock(3)
    with pytest.raises(
        ObservatoryError, match="mémoire de confidentialité .* manque ou a été modifiée : rien n’est publié"
    ):
        publish(again, sensitive, browser=None)
    assert current_release(again) == kept


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


def test_the_memory_is_private(twice):
    home, _ = twice
    assert home.confidentiality.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in home.confidentiality.rglob("*.parquet"))
    assert not list(current_release(home).rglob("essai.parquet"))


def test_a_policy_that_changes_without_a_new_version_publishes_nothing(again, sensitive, warehouse, clock):
    path = sensitive.folder / "disclosure.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("seuil: 11", "seuil: 10"), encoding="utf-8")
    clock(3)
    with pytest.raises(ObservatoryError, match="a changé sans changer de version .essai, déjà appliquée"):
        publish(again, sensitive, browser=None)
    path.write_text(text.replace("seuil: 11", "seuil: 10").replace('"essai"', '"essai 2"'), encoding="utf-8")
    publish(again, sensitive, browser=None)
    with duckdb.connect(str(current_release(again) / "observatory.duckdb"), read_only=True) as con:
        told = con.sql("SELECT politique_version, premiere_publication FROM meta.politiques ORDER BY ALL").fetchall()
    assert told == [("essai", "2099.01.1"), ("essai 2", "2099.01.3")]


def test_the_evidence_says_how_many_cells_and_no_count(twice):
    home, _ = twice
    with duckdb.connect(str(current_release(home) / "observatory.duckdb"), read_only=True) as con:
        lines = con.sql("SELECT * FROM meta.confidentialite WHERE famille = 'essai'").pl()
    frame = published(home)
    assert lines["nb_cellules"].to_list() == [frame.height, frame.height] and lines["est_audit_reussi"].all()
    assert set(lines["methode"]) == {"arrondi"} and set(lines["base"]) == {5} and set(lines["largeur_exigee"]) == {4}


def test_a_class_with_a_coarsest_level_shows_no_finer_one(home, tmp_path, warehouse):
    publish(home, contracts(tmp_path / "contrats", "sensible"), browser=None)
    frame = published(home)
    assert set(frame[LEVEL]) <= {"FR", "REG", "DEP"}
    hidden = frame.filter(pl.col("statut_valeur") == "MASQUE")
    assert hidden["nb_demandes"].is_null().all()
    assert (frame["nb_demandes"].drop_nulls() > 10).all(), "aucun petit effectif d’une classe sensible ne se lit"


def test_a_family_for_partners_only_does_not_reach_the_public_bundle(home, sensitive, warehouse):
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
    with pytest.raises(ObservatoryError, match="L’audit de confidentialité a retrouvé") as refusal:
        publish(home, sensitive, browser=None)
    (report,) = (home.confidentiality / "echecs").iterdir()
    assert report.stat().st_mode & 0o077 == 0 and pl.read_csv(report, separator=";").height == 1
    cell = pl.read_csv(report, separator=";")["cellule"][0]
    assert cell not in str(refusal.value) + caplog.text and current_release(home) is None


def test_a_file_that_lets_a_true_count_be_read_stops_the_release(home, sensitive, warehouse, monkeypatch):
    build = releases._build

    def leaks(home, folder, *others):
        report = build(home, folder, *others)
        told["true"].write_csv(folder / "site" / "donnees" / "oubli.csv")
        return report

    told: dict[str, pl.DataFrame] = {}
    warehouse["change"] = lambda counts: told.setdefault("true", counts)
    monkeypatch.setattr(releases, "_build", leaks)
    with pytest.raises(ObservatoryError, match="laissent lire des effectifs protégés .1."):
        publish(home, sensitive, browser=None)
    assert current_release(home) is None
    (report,) = (home.confidentiality / "echecs").iterdir()
    assert "oubli.csv" in report.read_text(encoding="utf-8")
