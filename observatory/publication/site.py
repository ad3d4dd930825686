"""The static site of a release: figures, their files, and every page, from protected tables only."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from observatory.charts.figure import Figure
from observatory.disclosure.protected import ProtectedTable
from observatory.publication import overview, register
from observatory.publication.atlas import Atlas, accelerated_notes
from observatory.publication.beside import Rate, beside, rates
from observatory.publication.bundle import copy_assets, write_data_files, write_documents
from observatory.publication.comparison import comparison_script
from observatory.publication.comparison_annual import annual_files
from observatory.publication.comparison_fair import fair_files
from observatory.publication.composition import Composition, compose, figures_of
from observatory.publication.dictionary_page import dictionary_page, write_dictionary
from observatory.publication.effect_words import EXPLAINED
from observatory.publication.fair import among_others
from observatory.publication.glossary import glossary
from observatory.publication.images import Drawn, ImageReport, draw_images
from observatory.publication.kit import kit_files
from observatory.publication.limits import limits
from observatory.publication.maps import Atlases
from observatory.publication.opendata.listing import offered_tables
from observatory.publication.pages import PAGES, environment, write_page
from observatory.publication.pictures import pictures
from observatory.publication.portrait import Portrait
from observatory.publication.printed import print_pages
from observatory.publication.proofs import Evidence
from observatory.publication.quality_page import quality
from observatory.publication.search import search_script
from observatory.publication.tables import Tables
from observatory.publication.whats_new import whats_new

if TYPE_CHECKING:
    from jinja2 import Environment

LOG = logging.getLogger("observatory.publication")


@dataclass(frozen=True)
class SiteReport:
    """What was written: pages, figures, images; messages for staff, in French, and those of them that say what the browser did not do."""

    nb_pages: int
    nb_figures: int
    images: ImageReport
    messages: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()

    @property
    def nb_images(self) -> int:
        """How many figures have their image."""
        return self.images.nb_images


def build_site(
    folder: Path, tables: Mapping[str, ProtectedTable], browser: Path | None, template: Path | None = None
) -> SiteReport:
    """Compose a release and write its site: see `compose` and `write_site`."""
    return write_site(folder, compose(tables), browser, template)


def write_site(
    folder: Path, made: Composition, browser: Path | None, template: Path | None = None, before: Drawn | None = None
) -> SiteReport:
    """Write `folder/site` and `folder/figures`.

    Pages say which tables are missing. Without a browser, or with one that fails, everything but the images is written.
    `template`: the Word template of an agency, if it has put one there. `before`: images of an earlier release, taken where
    they would be drawn the same.
    """
    started = time.perf_counter()
    published, shown = made.tables, made.shown
    figures = [figure for some in shown.values() for figure in some]
    site = folder / "site"
    copy_assets(site / "assets")
    others = [(page, figure) for page, some in shown.items() if "/" not in page for figure in some]
    (site / "assets" / "search-index.js").write_text(search_script(made.portraits, others, published), encoding="utf-8")
    _write_comparison(site / "assets", made)
    write_data_files(figures, site / "donnees", published.version)
    write_dictionary(published, site)
    images = draw_images(figures, folder / "figures", browser, before)
    documents, complaint = write_documents(made.portraits, published.version, template, folder)
    pages = environment(
        version=published.version,
        fictif=bool(published.version["est_fictif"]),
        a_images=images.nb_images > 0,
        absents=published.missing,
        vues=pictures(figures, folder / "figures"),
        fichiers=kit_files(figures, site, images.nb_images > 0),
        documents=documents,
        a_pdf=images.nb_images > 0,
    )
    _write_embedded(pages, site, shown)
    _write_proofs(pages, site, made)
    nb_pages = _write_pages(pages, site, made, images)
    unprinted = _print(pages, site, made, documents, images, browser)
    seconds = time.perf_counter() - started - images.seconds
    LOG.info(
        "Site écrit\u00a0: %d pages et %d figures en %.1f s (images\u00a0: %.1f s)",
        nb_pages,
        len(figures),
        seconds,
        images.seconds,
    )
    undrawn = tuple(filter(None, (images.message, unprinted)))
    messages = tuple(filter(None, (_absent(published), complaint, *undrawn)))
    return SiteReport(nb_pages, len(figures), images, messages, undrawn)


def _write_comparison(assets: Path, made: Composition) -> None:
    """What the comparison page reads: the territories at once, the rest when it is asked for."""
    script = comparison_script(made.tables, made.atlas, made.portraits, made.measured, made.bases)
    (assets / "comparison-data.js").write_text(script, encoding="utf-8")
    (assets / "comparaison").mkdir(exist_ok=True)
    for name, text in (*annual_files(made.tables, made.measured), *fair_files(made.tables, made.bases)):
        (assets / "comparaison" / f"{name}.js").write_text(text, encoding="utf-8")


def _absent(tables: Tables) -> str:
    return f"Absent de cette publication\u00a0: {', '.join(tables.missing)}." if tables.missing else ""


def _write_pages(pages: Environment, site: Path, made: Composition, images: ImageReport) -> int:
    for name, context in _general(made, images).items():
        write_page(pages, f"{name}.j2", site / name, page=name, **context)
    by_place = {(one.place.niveau, one.place.code): one for one in made.portraits}
    known = rates(made.measured)
    for key, one in by_place.items():
        path = site / "territoires" / f"{one.place.slug}.html"
        around = _around(made, key, by_place, known)
        write_page(pages, "territoire.html.j2", path, depth=1, page="territoire", **around)
    return len(PAGES) + len(by_place)


def _print(
    pages: Environment,
    site: Path,
    made: Composition,
    documents: Mapping[str, str],
    images: ImageReport,
    browser: Path | None,
) -> str:
    """The PDF of each territory that has a document; without them, the pages are written again and no longer offer any."""
    version = made.tables.version
    printed = [(slug, f"territoires/{slug}.html") for slug in documents] if images.nb_images else []
    problem = print_pages(site, printed, version["version_publication"], bool(version["est_fictif"]), browser)
    if problem:
        pages.globals["a_pdf"] = False
        _write_pages(pages, site, made, images)
    return problem


def _write_proofs(pages: Environment, site: Path, made: Composition) -> None:
    """A page of evidence for each figure: what it is made of, its queries, its checks, its protection."""
    evidence = Evidence(made.tables)
    for page, figures in made.shown.items():
        for figure in figures:
            path = site / "preuves" / f"{figure.id}.html"
            write_page(
                pages,
                "preuve.html.j2",
                path,
                depth=1,
                page="preuve",
                figure=figure,
                address=page,
                preuve=evidence.of(figure),
            )


def _write_embedded(pages: Environment, site: Path, shown: Mapping[str, Sequence[Figure]]) -> None:
    """A page to embed for each figure, beside the scripts of the release; `shown`: page of the site → its figures."""
    for page, figures in shown.items():
        for figure in figures:
            path = site / "integrer" / f"{figure.id}.html"
            write_page(pages, "integrer.html.j2", path, depth=1, figure=figure, address=page)


def _general(made: Composition, images: ImageReport) -> dict[str, dict[str, Any]]:
    """What each general page shows."""
    tables, atlas, portraits, maps, compared = made.tables, made.atlas, made.portraits, made.maps, made.compared
    acceleration = made.acceleration
    sources = overview.sources_by_contract(tables)
    anomalies = overview.anomalies_by_nature(tables, atlas)
    return {
        "index.html": {
            "national": next((one for one in portraits if one.place.niveau == "FR"), None),
            "niveaux": overview.places_by_level(tables),
            "acceleres": atlas.accelerated,
            "atlas": atlas,
            "anomalies": anomalies,
            "sources": sources,
            "a_cartes": bool(maps.figures),
            "effets": acceleration,
        },
        "comparer.html": {"annuels": [one.about for one in made.measured]},
        "nuits.html": {
            "villes": register.cities(tables),
            "sommes": register.sums(tables),
            "resume": register.summary(tables),
        },
        "cartes.html": {"cartes": maps.figures, "manques": maps.missing, "liens": _links(maps, portraits)},
        "ecarts.html": {"comparaisons": compared},
        "acceleration.html": {"effets": acceleration, "explique": EXPLAINED},
        "methodes.html": {"sources": sources},
        "dictionnaire.html": dictionary_page(tables),
        "qualite.html": quality(tables, atlas),
        "nouveautes.html": whats_new(tables, atlas),
        "glossaire.html": glossary({name for name in tables.given if tables.get(name)}),
        "rechercher.html": {},
        "accessibilite.html": {},
        "telechargements.html": {
            "figures": [(one.place, one.figures) for one in portraits if one.figures],
            "cartes": list(maps.figures),
            "acceleration": figures_of(acceleration),
            "ecarts": figures_of(compared),
            "schemas": offered_tables(tables.given),
            "a_dictionnaire": tables.get("dictionnaire") is not None,
            "a_contours": tables.get("contours") is not None,
            "message_images": images.message,
            "sources": sources,
        },
    }


def _links(maps: Atlases, portraits: list[Portrait]) -> dict[tuple[str, str], str]:
    """(map, code) → page of the territory, for the lines of a map's table."""
    pages = {(one.place.niveau, one.place.code): f"territoires/{one.place.slug}.html" for one in portraits}
    levels = {"carte-relogement-dep": ("DEP",), "carte-relogement-reg": ("REG",)}
    return {
        (figure.id, row[0]): pages[level, row[0]]
        for figure in maps.figures
        for row in figure.rows
        for level in levels.get(figure.id, ("SIREN_EPCI", "DEP", "COM"))
        if (level, row[0]) in pages
    }


def _around(
    made: Composition, key: tuple[str, str], by_place: dict[tuple[str, str], Portrait], known: Sequence[Rate]
) -> dict[str, Any]:
    """The portrait of a place, and the places around it."""
    atlas, compared = made.atlas, made.compared
    near = _with_figures(atlas, key, by_place)
    return {
        "portrait": by_place[key],
        "limites": limits(by_place[key]),
        "place": by_place[key].place,
        "reperes": atlas.facts.get(key, {}),
        "dessus": atlas.containers.get(key, []),
        "dedans": atlas.contents.get(key, []),
        "lda": accelerated_notes(atlas, key),
        "ecarts": among_others(compared, by_place[key].place),
        "reperes_voisins": beside(known, by_place[key].place, atlas.containers.get(key, [])),
        "voisins": [one.place for one in near],
        "compares": [place for code in by_place[key].siao.practices.comparable if (place := atlas.at("DEP", code))],
        "contexte": next((one.annual for one in near if one.place.niveau != "FR"), None),
    }


def _with_figures(atlas: Atlas, key: tuple[str, str], by_place: dict[tuple[str, str], Portrait]) -> list[Portrait]:
    """The portraits of the containing territories that do have rehousing figures, the nearest first."""
    above = (by_place[place.niveau, place.code] for place in reversed(atlas.containers.get(key, [])))
    return [one for one in above if one.monthly or one.annual]
