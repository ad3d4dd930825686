"""A home saved and given back: the same files, nothing half done, nothing from elsewhere, nothing that others may read."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from observatory.backup import layout
from observatory.backup.restore import restore
from observatory.backup.save import save
from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pseudonyms.key import FOLDER

NOW = datetime(2026, 11, 29, 10, 30, tzinfo=UTC)
FILES = {
    "incoming/siao/été.csv": b"a;b\n1;2\n",
    "incoming/refuses/x.csv": b"",
    "raw/siao_menage/0a.parquet": b"PAR1" * 9000,
    "lake/siao_menage/2025.parquet": b"PAR1" * 70_000,
    "quarantine/siao_menage/x.csv": b"1",
    "journal/marts.parquet": b"j",
    "confidentialite/2026/chiffres.parquet": b"c",
    "gel/certificats/effacement.md": b"g",
    "published/2026-01-01T00-00-00Z/site/index.html": b"<p>",
    "modeles/document-territoire.docx": b"PK",
    "rapports/2026.md": b"un dossier que cette version ne connait pas",
}
MADE_AGAIN = {
    "warehouse.duckdb": b"w",
    "warehouse.duckdb.wal": b"w",
    "published/.2026/site/index.html": b"en cours",
    "raw/siao_menage/.0b.parquet.12": b"en cours",
}


@pytest.fixture
def lived_in(home: Home) -> Home:
    """A home with one file of each kind, old ones included, and a history that Dagster is writing."""
    for name, content in (FILES | MADE_AGAIN).items():
        path = home.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (1_700_000_000, 1_700_000_000))
    (home.published / "current").symlink_to("2026-01-01T00-00-00Z")
    return home


@pytest.fixture
def saved(lived_in: Home, tmp_path: Path) -> Path:
    return save(lived_in, tmp_path / "copie.tar.zst", NOW).path


@pytest.fixture
def target(tmp_path: Path) -> Home:
    return Home(tmp_path / "ailleurs" / "maison")


def content_of(home: Home) -> dict[str, bytes]:
    """Every file of a home but the lock."""
    files = (path for path in home.root.rglob("*") if path.is_file() and path.name != ".verrou")
    return {path.relative_to(home.root).as_posix(): path.read_bytes() for path in files if "current" not in path.parts}


def members(path: Path) -> list[tuple[tarfile.TarInfo, bytes]]:
    with pa.CompressedInputStream(path.open("rb"), "zstd") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        return [(member, tar.extractfile(member).read() if member.isreg() else b"") for member in tar]


def rewritten(path: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], list]) -> None:
    """The same archive, its members changed by someone who knows how."""
    changed = change(members(path))
    with pa.CompressedOutputStream(path.open("wb"), "zstd") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for member, content in changed:
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def told(path: Path, name: str) -> dict:
    return next(json.loads(content) for member, content in members(path) if member.name == name)


def retold(path: Path, name: str, change: Callable[[dict], object]) -> None:
    def changed(found: list) -> list:
        texts = {member.name: json.loads(content) for member, content in found if member.name == name}
        change(texts[name])
        return [(m, json.dumps(texts[name]).encode() if m.name == name else content) for m, content in found]

    rewritten(path, changed)


def test_what_was_saved_comes_back_and_only_that(lived_in: Home, saved: Path, target: Home) -> None:
    (lived_in.incoming / "vide").mkdir()
    restored = restore(saved, target, NOW)
    assert content_of(target) == FILES and (restored.nb_files, restored.before) == (len(FILES), None)
    assert restored.day == "2026-11-29" and restored.nb_bytes == sum(map(len, FILES.values()))
    assert os.readlink(target.published / "current") == "2026-01-01T00-00-00Z"
    assert (target.raw / "siao_menage" / "0a.parquet").stat().st_mtime == 1_700_000_000
    assert [path.name for path in target.root.parent.iterdir()] == ["maison"]


def test_empty_folders_where_staff_drop_files_come_back(lived_in: Home, tmp_path: Path, target: Home) -> None:
    (lived_in.incoming / "offre").mkdir()
    restore(save(lived_in, tmp_path / "copie", NOW).path, target, NOW)
    assert (target.incoming / "offre").is_dir()


def test_nobody_else_may_read_the_archive_or_what_comes_back(lived_in: Home, tmp_path: Path, target: Home) -> None:
    before = os.umask(0)
    try:
        path = save(lived_in, tmp_path / "copie", NOW).path
        restore(path, target, NOW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    modes = {(p.is_dir(), stat.S_IMODE(p.lstat().st_mode)) for p in target.root.rglob("*") if not p.is_symlink()}
    assert modes == {(True, 0o700), (False, 0o600)} and stat.S_IMODE(target.root.stat().st_mode) == 0o700


def test_a_folder_gives_the_archive_the_name_of_the_moment(lived_in: Home, tmp_path: Path) -> None:
    (tmp_path / "disque").mkdir()
    path = save(lived_in, tmp_path / "disque", NOW).path
    assert path == tmp_path / "disque" / "observatoire-2026-11-29T10-30-00Z.tar.zst"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_history_that_dagster_writes_is_copied_as_one_moment(lived_in: Home, tmp_path: Path, target: Home) -> None:
    path = lived_in.dagster / "history" / "runs.db"
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path, isolation_level=None) as writer:
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("CREATE TABLE runs (id INTEGER)")
        writer.execute("INSERT INTO runs VALUES (1)")
        assert path.with_name("runs.db-wal").stat().st_size > 0, "ce qui compte n’est pas encore dans le fichier"
        writer.execute("BEGIN")
        writer.execute("INSERT INTO runs VALUES (2)")
        restore(save(lived_in, tmp_path / "copie", NOW).path, target, NOW)
    assert [one.name for one in (target.dagster / "history").iterdir()] == ["runs.db"]
    with sqlite3.connect(target.dagster / "history" / "runs.db") as reader:
        assert reader.execute("SELECT id FROM runs").fetchall() == [(1,)]


def test_a_received_database_is_saved_byte_for_byte(lived_in: Home, tmp_path: Path, target: Home) -> None:
    path = lived_in.raw / "contours" / "admin.gpkg"
    path.parent.mkdir()
    with sqlite3.connect(path) as writer:
        writer.execute("CREATE TABLE t (id INTEGER)")
        writer.execute("PRAGMA user_version = 7")
    restore(save(lived_in, tmp_path / "copie", NOW).path, target, NOW)
    assert (target.raw / "contours" / "admin.gpkg").read_bytes() == path.read_bytes()


def test_a_link_that_leads_out_of_the_home_is_left_and_told(lived_in: Home, tmp_path: Path, target: Home) -> None:
    (tmp_path / "partage").mkdir()
    (lived_in.incoming / "partage").symlink_to(tmp_path / "partage")
    saved = save(lived_in, tmp_path / "copie", NOW)
    assert saved.left_out == ["incoming/partage"] and restore(saved.path, target, NOW).nb_files == len(FILES)


# --- refused: nothing written


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("dans/la/copie", "irait dans la maison"),
        ("../deja-la", "existe déjà"),
        ("../fichier/x", "n’a pas pu être écrite"),
    ],
)
def test_a_target_that_will_not_do_is_refused(lived_in: Home, tmp_path: Path, where: str, sentence: str) -> None:
    (tmp_path / "deja-la").write_text("autre")
    (tmp_path / "fichier").write_text("")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ObservatoryError, match=sentence):
        save(lived_in, lived_in.root / where, NOW)
    assert sorted(path for path in tmp_path.rglob("*") if path.name != ".verrou") == before
    assert (tmp_path / "deja-la").read_text() == "autre"


def test_a_home_that_is_not_there_is_refused(target: Home, tmp_path: Path) -> None:
    with pytest.raises(ObservatoryError, match="Aucune maison des données"):
        save(target, tmp_path / "copie", NOW)
    assert not target.root.exists()


def test_a_home_that_holds_the_key_is_refused(lived_in: Home, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv(FOLDER, str(lived_in.root / "cles"))
    with pytest.raises(ObservatoryError, match="clé secrète est dans la maison"):
        save(lived_in, tmp_path / "copie", NOW)


def test_a_run_in_progress_is_not_saved_nor_replaced(lived_in: Home, saved: Path, tmp_path: Path) -> None:
    with lived_in.lock():
        with pytest.raises(ObservatoryError, match="Un autre traitement est en cours"):
            save(lived_in, tmp_path / "autre", NOW)
        with pytest.raises(ObservatoryError, match="Un autre traitement est en cours"):
            restore(saved, lived_in, NOW, replace=True)
    assert not (tmp_path / "autre").exists()


def test_a_file_that_goes_while_it_is_saved_leaves_no_archive(lived_in: Home, tmp_path: Path, monkeypatch) -> None:
    gone = lived_in.incoming / "siao" / "été.csv"
    monkeypatch.setattr("observatory.backup.save.saved_paths", lambda home: iter([gone]))
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    gone.unlink()
    with pytest.raises(ObservatoryError, match="incoming/siao/été.csv ne peut pas être lu, ou a changé"):
        save(lived_in, tmp_path / "copie", NOW)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["donnees"]


def test_a_home_that_holds_files_is_kept_unless_told_otherwise(saved: Path, target: Home) -> None:
    (target.create().incoming / "neuf.csv").write_text("neuf")
    with pytest.raises(ObservatoryError, match="n’est pas vide : rien n’a été restauré"):
        restore(saved, target, NOW)
    assert content_of(target) == {"incoming/neuf.csv": b"neuf"}
    restored = restore(saved, target, NOW, replace=True)
    assert content_of(target) == FILES
    assert content_of(Home(restored.before)) == {"incoming/neuf.csv": b"neuf"}


def test_an_empty_home_is_no_obstacle(saved: Path, target: Home) -> None:
    assert restore(saved, target.create(), NOW).before is None
    assert content_of(target) == FILES and len(list(target.root.parent.iterdir())) == 1


def flipped(path: Path) -> None:
    def change(found: list) -> list:
        return [(m, content.replace(b"PAR1", b"PAR2", 1) if "raw" in m.name else content) for m, content in found]

    rewritten(path, change)


def extra(path: Path) -> None:
    rewritten(path, lambda found: [*found[:-1], (tarfile.TarInfo("maison/raw/en-plus.csv"), b"x"), found[-1]])


DAMAGES = {
    "coupée": lambda path: path.write_bytes(path.read_bytes()[:-200]),
    "vide": lambda path: path.write_bytes(b""),
    "autre chose": lambda path: path.write_bytes(b"PK\x03\x04" * 100),
    "un octet changé": flipped,
    "un fichier en moins": lambda path: rewritten(path, lambda found: [one for one in found if "raw/" not in one[0].name]),
    "un fichier en plus": extra,
    "sans manifeste": lambda path: rewritten(path, lambda found: found[:-1]),
    "sans en-tête": lambda path: rewritten(path, lambda found: found[1:]),
    "deux fois le même": lambda path: rewritten(path, lambda found: [*found[:-1], found[-2], found[-1]]),
    "un manifeste qui n’en est pas un": lambda path: retold(path, "manifeste.json", dict.clear),
    "une version qui n’en est pas une": lambda path: retold(path, "sauvegarde.json", lambda head: head.update(version="1")),
    "un lien qui sort": lambda path: retold(path, "manifeste.json", lambda m: m["liens"].update(x="../../etc")),
    "un lien mal placé": lambda path: retold(path, "manifeste.json", lambda m: m["liens"].update({"../x": "a"})),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_archive_is_refused_and_nothing_changes(saved: Path, target: Home, damage: str) -> None:
    (target.create().incoming / "neuf.csv").write_text("neuf")
    DAMAGES[damage](saved)
    with pytest.raises(ObservatoryError, match="n’est pas une sauvegarde entière"):
        restore(saved, target, NOW, replace=True)
    assert content_of(target) == {"incoming/neuf.csv": b"neuf"}
    assert [path.name for path in target.root.parent.iterdir()] == ["maison"]


@pytest.mark.parametrize(
    ("name", "kind", "link"),
    [
        ("../dehors", tarfile.REGTYPE, ""),
        ("maison/../../dehors", tarfile.REGTYPE, ""),
        ("maison/raw/../../../dehors", tarfile.REGTYPE, ""),
        ("/tmp/dehors-observatoire", tarfile.REGTYPE, ""),
        ("maison/raw/lien", tarfile.SYMTYPE, "/tmp"),
        ("maison/raw/lien", tarfile.SYMTYPE, "siao_menage"),
        ("maison/raw/lien", tarfile.LNKTYPE, "maison/raw/siao_menage/0a.parquet"),
        ("maison/raw/tube", tarfile.FIFOTYPE, ""),
        ("maison/raw/disque", tarfile.BLKTYPE, ""),
    ],
)
def test_nothing_is_written_outside_the_home(saved: Path, target: Home, name: str, kind: bytes, link: str) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    rewritten(saved, lambda found: [found[0], (member, b""), *found[1:]])
    with pytest.raises(ObservatoryError, match="n’est pas une sauvegarde entière"):
        restore(saved, target, NOW)
    assert not [path for path in saved.parent.rglob("*") if "dehors" in path.name]
    assert not Path("/tmp/dehors-observatoire").exists() and content_of(target) == {}


# --- versions


def test_an_archive_of_a_later_software_is_refused(saved: Path, target: Home) -> None:
    retold(saved, "sauvegarde.json", lambda head: head.update(version=layout.VERSION + 1, logiciel="9.0"))
    with pytest.raises(ObservatoryError, match=r"version plus récente du logiciel \(9\.0\).*Mettez le logiciel à jour"):
        restore(saved, target, NOW)


def test_an_archive_of_an_older_layout_is_read_into_the_folders_of_today(
    saved: Path, target: Home, monkeypatch
) -> None:
    assert told(saved, "sauvegarde.json")["version"] == told(saved, "manifeste.json")["version"] == 1
    monkeypatch.setattr(layout, "VERSION", 3)
    monkeypatch.setattr(
        layout, "MOVED", {1: {"gel": "issues"}, 2: {"issues": "effacements", "published": "publications"}}
    )
    restore(saved, target, NOW)
    moved = {"gel": "effacements", "published": "publications"}
    assert content_of(target) == {
        "/".join([moved.get(name.split("/")[0], name.split("/")[0]), *name.split("/")[1:]]): content
        for name, content in FILES.items()
    }
    assert (target.root / "publications" / "current").readlink() == Path("2026-01-01T00-00-00Z")


# --- the command line


def test_the_commands_say_what_was_saved_and_what_was_not(cli, lived_in: Home, tmp_path: Path) -> None:
    ran = cli("backup", str(tmp_path / "copie.tar.zst"))
    assert ran.exit_code == 0 and "✓ " in ran.output and "11 fichiers" in ran.output.replace("\u00a0", " ")
    assert "La clé secrète n’y est pas" in ran.output and "· raw : 1 fichier(s), 0,0 Mo" in ran.output
    into = tmp_path / "autre"
    ran = cli("restore", str(tmp_path / "copie.tar.zst"), "--into", str(into))
    assert ran.exit_code == 0 and "11 fichiers vérifiés" in ran.output.replace("\u00a0", " ")
    assert "Suite : observatory build" in ran.output and content_of(Home(into)) == FILES
    again = cli("restore", str(tmp_path / "copie.tar.zst"), "--into", str(into))
    assert again.exit_code == 1 and "ajoutez --replace" in again.output
    assert cli("restore", str(tmp_path / "copie.tar.zst"), "--into", str(into), "--replace").exit_code == 0


def test_a_lost_key_is_said_when_a_home_comes_back(cli, saved: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "sans"))
    assert "Aucune clé « siao » sur ce compte" in cli("restore", str(saved), "--into", str(tmp_path / "autre")).output
    shutil.rmtree(tmp_path / "autre")
