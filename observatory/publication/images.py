"""Figures as SVG and PNG files: all drawn by one page of one Chromium, their pixels made beside it; those that have not changed
are taken as they are.

Without a browser the rest is published.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from observatory.charts import style
from observatory.charts.figure import FICTITIOUS, Figure
from observatory.publication.bundle import FONT_FILE, STATIC, plotly_script
from observatory.publication.labels import json_block
from observatory.publication.raster import ingredients, png

LOG = logging.getLogger("observatory.publication")
BATCH = 8  # drawings that travel together from the browser: their pixels are made while it draws the next
RASTERS = 2
ENDINGS = ("svg", "png")
FONT_MARK = "/* police */"
NO_BROWSER = (
    "Aucun navigateur Chromium n’a été trouvé\u00a0: les figures n’ont pas été enregistrées en PNG ni en SVG. "
    "Installez Chromium (paquet «\u00a0chromium\u00a0» de Debian), puis publiez de nouveau."
)
BROWSER_FAILED = (
    "Le navigateur Chromium n’a pas pu dessiner les figures\u00a0: elles n’ont pas été enregistrées en PNG ni en SVG. "
    "Vérifiez qu’il démarre (observatory doctor), puis publiez de nouveau."
)
FLAGS = (
    "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic", "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # else it looks up names of its maker's services, whatever the flags above say
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """Images drawn before: their folder, and for each figure the fingerprint of all that made them."""

    folder: Path
    prints: Mapping[str, str]

    def has(self, name: str, fingerprint: str) -> bool:
        """Both files of a figure are there, and would be drawn the same."""
        files = (self.folder / f"{name}.{ending}" for ending in ENDINGS)
        return self.prints.get(name) == fingerprint and all(file.is_file() for file in files)


@dataclass(frozen=True)
class ImageReport:
    """How many figures were saved (each as SVG and PNG) and how many of them were taken as they were, in how many seconds, what
    went wrong, in French, and the fingerprints of all."""

    nb_images: int
    seconds: float
    message: str = ""
    nb_taken: int = 0
    prints: Mapping[str, str] = field(default_factory=dict)


def find_browser(environment: Mapping[str, str] | None = None) -> Path | None:
    """The Chromium to use: OBSERVATORY_BROWSER of the given environment, else one on the PATH, else Debian's."""
    chosen = (environment if environment is not None else os.environ).get("OBSERVATORY_BROWSER")
    names = [chosen] if chosen else ["chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium"]
    found = (shutil.which(name) for name in names)
    return next((Path(path) for path in found if path), None)


def draw_images(
    figures: Sequence[Figure], folder: Path, browser: Path | None, before: Drawn | None = None
) -> ImageReport:
    """Write `<figure id>.svg` and `.png` in `folder`; never raises because of the browser: the report says why.

    before: what an earlier release drew; a figure whose words, data, style, scripts and browser are the same is copied.
    """
    if browser is None:
        return ImageReport(0, 0.0, NO_BROWSER)
    if not figures:
        return ImageReport(0, 0.0)
    from playwright.sync_api import Error as BrowserError

    started = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    prints = fingerprints(figures, browser)
    same = [figure for figure in figures if before and before.has(figure.id, prints[figure.id])]
    for figure in same:
        for ending in ENDINGS:
            shutil.copyfile(before.folder / f"{figure.id}.{ending}", folder / f"{figure.id}.{ending}")
    kept = {figure.id for figure in same}
    left = [figure for figure in figures if figure.id not in kept]
    if same:
        LOG.info("Figures inchangées, reprises\u00a0: %d sur %d", len(same), len(figures))
    try:
        # In a thread of its own: the caller may run an event loop (a notebook, a server), which playwright refuses.
        with ThreadPoolExecutor(1) as thread:
            drawn = thread.submit(_draw_all, left, folder, browser).result() if left else 0
    except BrowserError as error:
        LOG.warning("%s (%s)", BROWSER_FAILED, type(error).__name__)
        _discard(figures, folder)
        return ImageReport(0, time.perf_counter() - started, BROWSER_FAILED)
    return ImageReport(drawn + len(same), time.perf_counter() - started, "", len(same), prints)


def fingerprints(figures: Sequence[Figure], browser: Path) -> dict[str, str]:
    """For each figure, SHA-256 of all that makes its images: words and data, style, scripts, fonts, the browser and the renderer."""
    stamp = browser.resolve().stat()
    shared = hashlib.sha256(
        f"{stamp.st_size} {stamp.st_mtime_ns} {json.dumps(_image_style(), sort_keys=True)}".encode()
    )
    for part in (plotly_script().read_bytes(), (STATIC / "image.js").read_bytes(), ingredients()):
        shared.update(part)
    found = {}
    for figure in figures:
        one = shared.copy()
        one.update(json.dumps(_task(figure), sort_keys=True, ensure_ascii=False).encode())
        found[figure.id] = one.hexdigest()
    return found


def _draw_all(figures: Sequence[Figure], folder: Path, browser: Path) -> int:
    """The browser draws and is closed while the pixels are made beside it."""
    face = font_face()
    with ThreadPoolExecutor(RASTERS) as rasters:
        written = [
            rasters.submit(_save, drawing, folder, face) for drawing in _drawings(figures, folder, browser, face)
        ]
        for one in written:
            one.result()
    return len(figures)


def _drawings(figures: Sequence[Figure], folder: Path, browser: Path, face: str) -> Iterator[Mapping[str, Any]]:
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(FLAGS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser), headless=True, args=flags)
        try:
            page = chromium.new_page()
            _open_stage(page, folder, face)
            for start in range(0, len(figures) + BATCH, BATCH):  # the last call asks for what the one before has drawn
                batch = json.dumps([_task(figure) for figure in figures[start : start + BATCH]])
                yield from json.loads(page.evaluate("figures => drawNext(figures)", batch))
                if start:
                    LOG.info("Figures dessinées\u00a0: %d sur %d", min(start, len(figures)), len(figures))
        finally:
            chromium.close()


def _open_stage(page: Any, folder: Path, face: str) -> None:
    """Read the scripts from the disk: given through the browser's wire, they took a second more."""
    stage = folder / ".scene.html"
    scripts = "".join(f'<script src="{path.as_uri()}"></script>' for path in (plotly_script(), STATIC / "image.js"))
    settings = f"<script>window.OBSERVATOIRE_STYLE = {json_block(_image_style())}</script>"
    stage.write_text(
        f'<!doctype html><meta charset="utf-8"><style>{face}</style><div id="stage" style="position:absolute;left:-9999px"></div>{settings}{scripts}',
        encoding="utf-8",
    )
    try:
        page.goto(stage.as_uri())
    finally:
        stage.unlink()
    page.route("**/*", lambda route: route.abort())
    page.evaluate("Promise.all([400, 500, 650, 700].map(w => document.fonts.load(`${w} 14px 'Source Sans 3'`)))")


def font_face() -> str:
    """The bundled font inside a style sheet: an image carries it wherever it goes."""
    font = base64.b64encode((STATIC / "fonts" / FONT_FILE).read_bytes()).decode("ascii")
    return (
        "@font-face{font-family:'Source Sans 3';font-weight:200 900;"
        f"src:url(data:font/woff2;base64,{font}) format('woff2')}}"
    )


def _image_style() -> dict[str, Any]:
    return {
        "template": style.TEMPLATE, "font": style.FONT, "fontMark": FONT_MARK, "width": style.IMAGE_WIDTH,
        "ink": style.INK, "muted": style.MUTED, "rule": style.RULE, "ochre": style.OCHRE,
    }  # fmt: skip


def _task(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id, "title": figure.title, "subtitle": figure.subtitle, "alt": figure.alt, "plot": figure.plot,
        "height": figure.height, "caution": figure.caution,
        "footer": " ".join(filter(None, (figure.note, figure.source, figure.date))),
        "mention": f"{FICTITIOUS}\u00a0: démonstration, à ne pas citer" if figure.est_fictif else "",
    }  # fmt: skip


def _save(drawing: Mapping[str, Any], folder: Path, face: str) -> None:
    svg, name = drawing["svg"], drawing["id"]
    (folder / f"{name}.svg").write_text(svg.replace(FONT_MARK, face), encoding="utf-8")
    (folder / f"{name}.png").write_bytes(png(svg.replace(FONT_MARK, ""), style.IMAGE_WIDTH, drawing["height"]))


def _discard(figures: Sequence[Figure], folder: Path) -> None:
    for figure in figures:
        for ending in ENDINGS:
            (folder / f"{figure.id}.{ending}").unlink(missing_ok=True)
