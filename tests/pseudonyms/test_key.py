"""The key: kept apart, kept to one account, different for each kind of thing, changed without meeting the former one."""

from __future__ import annotations

import hashlib
import hmac
import re
import stat
from pathlib import Path

import polars as pl
import pytest

from observatory.errors import ObservatoryError
from observatory.home import Home
from observatory.pseudonyms.key import (
    FOLDER,
    LETTERS,
    Key,
    KeyRefused,
    create_key,
    key_folder,
    pattern,
    read_key,
    spelling,
    spellings,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cles"))
    return tmp_path / "cles"


def test_a_key_is_32_random_bytes_that_only_its_account_can_read(folder: Path, home: Home):
    path = create_key("siao")
    assert path == folder / "siao.cle" and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    key = read_key("siao", home)
    assert len(key.secret) == 32 and key.secret != read_key_after_renewal(home).secret


def read_key_after_renewal(home: Home) -> Key:
    create_key("siao", renew=True)
    return read_key("siao", home)


def test_a_pseudonym_is_the_published_formula():
    key = Key("siao", bytes(32))
    expected = hmac.new(bytes(32), b"menage\x1fG-1", hashlib.sha256).hexdigest()[:32]
    assert key.pseudonyms("menage", pl.Series(["G-1", None])).to_list() == [f"m-{expected}", None]


def test_the_same_value_of_two_kinds_gives_keys_that_never_meet():
    key = Key("siao", bytes(32))
    found = [key.pseudonyms(domain, pl.Series(["1"]))[0] for domain in LETTERS]
    assert len({one[2:] for one in found}) == len(LETTERS) and all(map(re.fullmatch, map(pattern, LETTERS), found))


def test_nothing_shows_the_secret():
    key = Key("siao", b"\xab" * 32)
    assert "ab" * 4 not in repr(key) and "\\xab" not in repr(key)


def test_a_second_key_is_never_made_by_mistake_and_the_former_is_kept_aside(folder: Path, home: Home):
    create_key("siao")
    former = read_key("siao", home)
    with pytest.raises(ObservatoryError, match="existe déjà"):
        create_key("siao")
    assert read_key("siao", home) == former
    create_key("siao", renew=True)
    create_key("siao", renew=True)
    aside = sorted(folder.glob("siao-*.ancienne"))
    assert len(aside) == 2 and aside[0].read_text().strip() == former.secret.hex()
    assert read_key("siao", home).fingerprint != former.fingerprint


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(folder: Path, home: Home, mode: int):
    create_key("siao").chmod(mode)
    with pytest.raises(KeyRefused, match="d’autres comptes"):
        read_key("siao", home)


def test_a_key_in_the_data_home_is_refused(home: Home, monkeypatch):
    monkeypatch.setenv(FOLDER, str(home.root / "cles"))
    create_key("siao")
    with pytest.raises(KeyRefused, match="maison des données"):
        read_key("siao", home)


@pytest.mark.parametrize("text", ["", "abcd", "zz" * 32, "a" * 63])
def test_a_damaged_or_short_key_is_refused(folder: Path, home: Home, text: str):
    create_key("siao").write_text(text)
    with pytest.raises(KeyRefused, match="abîmée ou trop courte"):
        read_key("siao", home)


def test_without_a_key_the_sentence_says_how_to_make_one(folder: Path, home: Home):
    with pytest.raises(KeyRefused, match="observatory key"):
        read_key("siao", home)


def test_keys_live_with_the_settings_of_the_account():
    assert key_folder({"XDG_CONFIG_HOME": "/reglages"}) == Path("/reglages/observatoire-sans-abrisme/cles")


@pytest.mark.parametrize("size", [32, 64, 65, 200])
def test_a_pseudonym_is_an_hmac_whatever_the_length_of_the_secret_and_the_letters_of_the_value(size: int):
    key = Key("siao", bytes(range(size)))
    values = ["", "G-1", "ÉTÉ ŒUVRE ’ 日本", "x" * 500]
    expected = [hmac.new(key.secret, b"fiche\x1f" + one.encode(), hashlib.sha256).hexdigest()[:32] for one in values]
    assert key.pseudonyms("fiche", pl.Series(values)).to_list() == [f"f-{one}" for one in expected]


@pytest.mark.parametrize("domain", LETTERS)
def test_the_spellings_of_a_column_are_those_of_each_value(domain: str):
    written = [
        "g-z11 7", "straße", "été", "ǆ", "", "Z11032073254487296", " z11 0320 7325 4487 296", "11032073254487296", "7,50E+16",
        "Z1103207325448729６", "Z11032073254487296\n", "ΣΑΣ", "a\x1fb",
    ]  # fmt: skip
    assert spellings(domain, pl.Series(written)).to_list() == [spelling(domain, one) for one in written]
