"""`observatory demo`: its options held to what the simulation takes, and what was dropped, folder by folder."""

from __future__ import annotations

from pathlib import Path

import click

from observatory.errors import ObservatoryError
from observatory.home import Home


def valid_seed(_: click.Context, __: click.Parameter, seed: int) -> int:
    if not 0 <= seed < 10**18:
        raise click.BadParameter(f"« {seed} » n’est pas un entier positif ou nul de 18 chiffres au plus.")
    return seed


def valid_scale(_: click.Context, __: click.Parameter, text: str) -> float:
    try:
        scale = float(text.replace(",", "."))
    except ValueError:
        scale = 0
    if not 0.05 <= scale <= 200:
        raise click.BadParameter(f"« {text} » n’est pas un nombre entre 0,05 et 200, comme 0,5.")
    return scale


def valid_years(_: click.Context, __: click.Parameter, text: str) -> tuple[int, int]:
    first, _dash, last = text.partition("-")
    if not (len(text) == 9 and text.isascii() and first.isdigit() and last.isdigit()):
        raise click.BadParameter(f"« {text} » ne s’écrit pas comme 2019-2025.")
    if not 2015 <= int(first) < int(last) <= 2035:
        raise click.BadParameter(f"« {text} » : donnez une première année, puis une autre plus tard, de 2015 à 2035.")
    return int(first), int(last)


def drop_demo(home: Home, seed: int, scale: float, years: tuple[int, int]) -> None:
    """Write the demo world in a home and say what each folder of `incoming/` holds; ObservatoryError when it cannot be written."""
    from observatory.cli.run import progress
    from observatory.demo import write_demo
    from observatory.pseudonyms.key import create_key, key_path

    try:
        with progress(quiet=False):
            paths = write_demo(home, seed=seed, scale=scale, years=years)
    except OSError:
        raise ObservatoryError(
            f"Impossible d’écrire dans la maison des données ({home.root}).",
            "Vérifiez les droits du dossier et la place libre, ou choisissez-en un autre avec --home.",
        ) from None
    if not key_path("siao").exists():
        click.echo(f"✓ clé « siao », qui remplace les identités à l’entrée : {create_key('siao', home=home)}")
    folders: dict[str, list[Path]] = {}
    for path in paths:
        top, *under = path.relative_to(home.incoming).parts
        folders.setdefault(f"incoming/{top}/" if under else "incoming/", []).append(path)
    for name, files in sorted(folders.items()):
        show_folder(name, files)


def show_folder(name: str, paths: list[Path]) -> None:
    """Say how many files a folder holds, and how heavy they are."""
    from observatory.charts.french import number, plural

    size = sum(path.stat().st_size for path in paths) / 1e6
    weight = f"{number(size, 1)} Mo" if size >= 0.1 else "moins de 0,1 Mo"
    click.echo(f"✓ {name} : {plural(len(paths), 'fichier')}, {weight}")
