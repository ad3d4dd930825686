"""How long the page of a territory takes to open in a real browser that has seen nothing, from a disk.

Run: `python -m tests.benchmarks.pages <folder of a release> [name of the page]`, on a release whose images are drawn.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path
from typing import Any

from observatory.publication.images import FLAGS, find_browser

ROUNDS = 5
PHONE, DESK = 390, 1280
# The first figure stands where the reader sees it: « shown » once its picture or its drawing is painted, « drawn » once it answers.
_WATCH = """
  window.marks = {};
  const note = (name) => { marks[name] ??= performance.now() / 1000; };
  const painted = (name) => requestAnimationFrame(() => setTimeout(() => note(name)));
  new PerformanceObserver((list) => { for (const {name, startTime} of list.getEntries()) marks[name] = startTime / 1000; }).observe({type: "paint", buffered: true});
  addEventListener("DOMContentLoaded", () => {
    const first = document.querySelector("[data-figure]");
    first.scrollIntoView({block: "center", behavior: "instant"});
    const picture = first.querySelector("img");
    if (picture) picture.decode().then(() => painted("shown"), () => {});
    new MutationObserver(() => {
      if (first.dataset.drawn) { painted("shown"); painted("drawn"); }
      if (!document.querySelector("[data-figure]:not([data-drawn])")) painted("all");
    }).observe(document.body, {subtree: true, attributes: true, attributeFilter: ["data-drawn"]});
  });
  addEventListener("load", () => note("load"));
"""
MEASURES = {
    "first-contentful-paint": "premiers mots", "load": "page chargée", "shown": "première figure montrée",
    "drawn": "première figure dessinée", "all": "toutes les figures dessinées",
}  # fmt: skip


def measure(page: Path, width: int = DESK, rounds: int = ROUNDS) -> dict[str, float]:
    """Measure in words → seconds since the address was asked for, medians; `page`: a file of a site that has figures."""
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_browser(os.environ)), args=flags)
        found = [_opened(browser, page.resolve().as_uri(), width) for _ in range(rounds)]
        browser.close()
    return {words: statistics.median(one[mark] for one in found) for mark, words in MEASURES.items()}


def _opened(browser: Any, address: str, width: int) -> dict[str, float]:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(address)
    marks = page.evaluate(
        "new Promise((done) => { const wait = () => marks.all ? done(marks) : setTimeout(wait, 20); wait(); })"
    )
    context.close()
    return marks


def main(release: Path, name: str) -> None:
    for width in (DESK, PHONE):
        for what, seconds in measure(release / "site" / "territoires" / f"{name}.html", width).items():
            print(f"{seconds:6.2f} s  {what}, {width} pixels")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "dep-z11")
