"""Figures as SVG and PNG files, all drawn by one page of one Chromium; those that have not changed are taken as they are.

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
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from observatory.charts import style
from observatory.charts.figure import FICTITIOUS, Figure
from observatory.publication.bundle import FONT_FILE, STATIC, plotly_script

LOG = logging.getLogger("observatory.publication")
BATCH = 24
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
    """For each figure, SHA-256 of all that makes its images: words and data, style, scripts, the browser itself."""
    stamp = browser.resolve().stat()
    shared = hashlib.sha256(
        f"{stamp.st_size} {stamp.st_mtime_ns} {json.dumps(_image_style(font_face()), sort_keys=True)}".encode()
    )
    for script in (plotly_script(), STATIC / "image.js"):
        shared.update(script.read_bytes())
    found = {}
    for figure in figures:
        one = shared.copy()
        one.update(json.dumps(_task(figure), sort_keys=True, ensure_ascii=False).encode())
        found[figure.id] = one.hexdigest()
    return found


def _draw_all(figures: Sequence[Figure], folder: Path, browser: Path) -> int:
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(FLAGS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser), headless=True, args=flags)
        try:
            page = chromium.new_page()
            page.route("**/*", lambda route: route.abort())
            face = font_face()
            _prepare(page, face)
            for start in range(0, len(figures), BATCH):
                batch = figures[start : start + BATCH]
                _save(page.evaluate("figures => drawBatch(figures)", [_task(figure) for figure in batch]), folder, face)
                LOG.info("Figures dessinées\u00a0: %d sur %d", start + len(batch), len(figures))
        finally:
            chromium.close()
    return len(figures)


def _prepare(page: Any, face: str) -> None:
    page.set_content('<!doctype html><meta charset="utf-8"><div id="stage"></div>')
    page.add_style_tag(content=face)
    page.evaluate("style => { window.OBSERVATOIRE_STYLE = style }", _image_style(face))
    page.evaluate("Promise.all([400, 500, 650, 700].map(w => document.fonts.load(`${w} 14px 'Source Sans 3'`)))")
    page.add_script_tag(content=plotly_script().read_text(encoding="utf-8"))
    page.add_script_tag(content=(STATIC / "image.js").read_text(encoding="utf-8"))


def font_face() -> str:
    """The bundled font inside a style sheet: an image carries it wherever it goes."""
    font = base64.b64encode((STATIC / "fonts" / FONT_FILE).read_bytes()).decode("ascii")
    return (
        "@font-face{font-family:'Source Sans 3';font-weight:200 900;"
        f"src:url(data:font/woff2;base64,{font}) format('woff2')}}"
    )


def _image_style(face: str) -> dict[str, Any]:
    return {
        "template": style.TEMPLATE, "font": style.FONT, "fontFace": face,
        "fontMark": FONT_MARK, "width": style.IMAGE_WIDTH,
        "scale": style.IMAGE_SCALE, "ink": style.INK, "muted": style.MUTED, "rule": style.RULE, "ochre": style.OCHRE,
        "exact": [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in style.FLAT_COLORS], "dpi": style.IMAGE_DPI,
        "pngScript": (STATIC / "png.js").read_text(encoding="utf-8"),
    }  # fmt: skip


def _task(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id, "title": figure.title, "subtitle": figure.subtitle, "alt": figure.alt, "plot": figure.plot,
        "height": figure.height, "caution": figure.caution,
        "footer": " ".join(filter(None, (figure.note, figure.source, figure.date))),
        "mention": f"{FICTITIOUS}\u00a0: démonstration, à ne pas citer" if figure.est_fictif else "",
    }  # fmt: skip


def _save(drawn: list[dict[str, str]], folder: Path, face: str) -> None:
    for image in drawn:
        (folder / f"{image['id']}.svg").write_text(image["svg"].replace(FONT_MARK, face), encoding="utf-8")
        (folder / f"{image['id']}.png").write_bytes(base64.b64decode(image["png"]))


def _discard(figures: Sequence[Figure], folder: Path) -> None:
    for figure in figures:
        for ending in ENDINGS:
            (folder / f"{figure.id}.{ending}").unlink(missing_ok=True)
