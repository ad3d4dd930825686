"""The page of a territory as a PDF, printed by the browser from the page itself: same words, same numbers, tagged for screen readers."""

from __future__ import annotations

import html
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from observatory.publication.images import FLAGS

LOG = logging.getLogger("observatory.publication")
FAILED = (
    "Le navigateur n’a pas pu imprimer les pages des territoires\u00a0: elles n’ont pas de PDF dans cette publication."
)
NOT_DRAWN = "[data-figure]:not([data-drawn])"
EDGE = "font-family:sans-serif;font-size:7.5px;width:100%;padding:0 16mm;display:flex;justify-content:space-between;color:#55616e"
A4 = {"format": "A4", "margin": {"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}}


def print_pages(
    site: Path, pages: Sequence[tuple[str, str]], version: str, is_fictional: bool, browser: Path | None
) -> str:
    """Write `documents/<name>.pdf` for each page: (name, address from the site). Returns what went wrong, in French, or "".

    Nothing is written when the browser fails on one: a release has all its PDF, or none.
    """
    if browser is None or not pages:
        return ""
    from playwright.sync_api import Error as BrowserError

    folder = site / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with ThreadPoolExecutor(1) as thread:  # the caller may run an event loop, which playwright refuses
            thread.submit(_print_all, site, pages, version, is_fictional, browser).result()
    except BrowserError as error:
        LOG.warning("%s (%s)", FAILED, type(error).__name__)
        for name, _ in pages:
            (folder / f"{name}.pdf").unlink(missing_ok=True)
        return FAILED
    return ""


def _print_all(site: Path, pages: Sequence[tuple[str, str]], version: str, is_fictional: bool, browser: Path) -> None:
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(FLAGS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser), headless=True, args=flags)
        try:
            page = chromium.new_page(viewport={"width": 720, "height": 1000})
            page.route(
                "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
            )
            for rank, (name, address) in enumerate(pages, start=1):
                page.goto((site / address).as_uri())
                page.wait_for_selector(NOT_DRAWN, state="detached")
                page.pdf(path=str(site / "documents" / f"{name}.pdf"), tagged=True, outline=True, print_background=True,
                         display_header_footer=True, **_edges(page, version, is_fictional), **A4)  # fmt: skip
                LOG.info("Pages imprimées\u00a0: %d sur %d", rank, len(pages))
        finally:
            chromium.close()


def _edges(page: Any, version: str, is_fictional: bool) -> dict[str, str]:
    """What stands at the head and the foot of each sheet: the title, the version, the number of the sheet."""
    mention = "<b>Données fictives\u00a0: à ne pas citer</b>" if is_fictional else ""
    title = html.escape(page.title())
    return {
        "header_template": f'<div style="{EDGE}"><span>{title}</span>{mention}</div>',
        "footer_template": f'<div style="{EDGE}"><span>version {html.escape(version)}</span>'
        '<span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>',
    }
