"""Pictures of Dagster for the guide of the staff: `python tools/photograph_dagster.py` on a home where the demonstration was built.

Starts the screen on a port of its own, opens the pages that the guide tells of, and writes them in docs/images/.
"""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from observatory.publication.images import FLAGS, find_browser

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
PORT = 3907
CONFIG = """ops:
  lake__siao_demande_115:
    config:
      volumes_confirmes: ["Z11-2025-12"]
"""
PAGES = {
    "dagster-automates": "/automation",
    "dagster-grille": "/assets/export_du_siao?view=partitions",
    "dagster-source": "/assets/lake/siao_demande_115?view=overview",
    "dagster-controles": "/assets/lake/siao_demande_115?view=checks&checkDetail=GEN_17",
    "dagster-confirmer": "/locations/assets.definitions/jobs/recevoir_un_export_du_siao/playground",
    "dagster-preparer": "/locations/assets.definitions/jobs/preparer_la_publication",
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "observatory.cli.main", "ui", "--port", str(PORT)]
    screen = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait()
        flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(find_browser()), args=flags)
            page = browser.new_page(viewport={"width": 1360, "height": 800}, locale="fr-FR")
            for name, path in PAGES.items():
                _photograph(page, name, path)
            browser.close()
    finally:
        os.killpg(screen.pid, 15)


def _wait() -> None:
    for _ in range(180):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/server_info", timeout=2)
            return
        except OSError:
            time.sleep(1)
    raise SystemExit("Dagster n’a pas démarré en trois minutes.")


def _photograph(page: Page, name: str, path: str) -> None:
    page.goto(f"http://127.0.0.1:{PORT}{path}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(4000)
    if name == "dagster-grille":
        page.get_by_text("Z11", exact=True).first.click()
        page.wait_for_timeout(2000)
    if name == "dagster-confirmer":
        page.locator(".CodeMirror").first.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(CONFIG)
        page.wait_for_timeout(3000)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(f"{name}.png")


if __name__ == "__main__":
    main()
