"""YAML without surprises: what looks like a code, a time or a version stays the text that was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from observatory.contracts.strict_yaml import read_yaml
from observatory.errors import ObservatoryError


def read(folder: Path, text: str):
    path = folder / "essai.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


@pytest.mark.parametrize(
    "text",
    [
        "01",
        "NO",
        "no",
        "yes",
        "on",
        "Null",
        "TRUE",
        "12:30",
        "1.10",
        "2.50",
        "1_000",
        "0x1F",
        "0o17",
        "1e3",
        ".5",
        "2021-04-30",
        "1.0.0",
        "01.5",
        "2A",
        ".inf",
    ],
)
def test_a_text_stays_a_text(tmp_path: Path, text: str):
    assert read(tmp_path, f"code: {text}") == {"code": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-3", -3),
        ("10", 10),
        ("1.5", 1.5),
        ("0.05", 0.05),
        ("2.0", 2.0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_plain_scalars_are_read(tmp_path: Path, text: str, value: object):
    assert read(tmp_path, f"valeur: {text}") == {"valeur": value}
    assert type(read(tmp_path, f"valeur: {text}")["valeur"]) is type(value)


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3\n", "x:\n  - {n: 1, n: 2}\n"])
def test_a_key_given_twice_is_refused_with_the_file_and_the_line(tmp_path: Path, text: str):
    line = 3 if text.startswith("a") else 2
    with pytest.raises(ObservatoryError, match=rf"essai.yaml n’est pas un YAML valide \(ligne {line}\). Corrigez"):
        read(tmp_path, text)


def test_a_broken_file_is_refused_with_its_line(tmp_path: Path):
    with pytest.raises(ObservatoryError, match=r"essai.yaml n’est pas un YAML valide \(ligne 3\)"):
        read(tmp_path, "a: 1\nb: [1, 2\nc: ]3\n")


def test_a_missing_file_or_one_that_is_not_text_is_refused(tmp_path: Path):
    with pytest.raises(ObservatoryError, match="absent.yaml est introuvable"):
        read_yaml(tmp_path / "absent.yaml")
    (tmp_path / "cp1252.yaml").write_bytes("a: é".encode("cp1252"))
    with pytest.raises(ObservatoryError, match="cp1252.yaml .* n’est pas un texte UTF-8"):
        read_yaml(tmp_path / "cp1252.yaml")


def test_no_object_is_ever_built_from_a_file(tmp_path: Path):
    with pytest.raises(ObservatoryError, match="ligne 1"):
        read(tmp_path, "a: !!python/object/apply:os.getcwd []")
