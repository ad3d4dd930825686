"""A headless browser on the small release, from disk and from a local server."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from observatory.publication.images import FLAGS, find_browser
from observatory.publication.site import SiteReport, build_site
from tests.publication import small


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium of the machine; a machine without one skips, the continuous integration fails."""
    found = find_browser(os.environ)
    if found is None:
        reason = "aucun navigateur Chromium sur cette machine (paquet « chromium » de Debian)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return found


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, chromium_path: Path) -> tuple[Path, SiteReport]:
    """The small release, images included."""
    folder = tmp_path_factory.mktemp("version")
    return folder, build_site(folder, small.protected(small.frames()), chromium_path)


@pytest.fixture(scope="session")
def chromium(chromium_path: Path) -> Iterator[Any]:
    """The running browser."""
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(chromium_path), args=flags)
        yield running
        running.close()


class Silent(SimpleHTTPRequestHandler):
    """A file server that writes nothing in the report of the tests."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="session")
def served(release: tuple[Path, SiteReport]) -> Iterator[str]:
    """The address of the release on a local server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(release[0])))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["disque", "serveur"])
def base(request: pytest.FixtureRequest, release: tuple[Path, SiteReport], served: str) -> str:
    """Where the release is read from: a disk, then a server."""
    return release[0].as_uri() if request.param == "disque" else served


@pytest.fixture(scope="session")
def tab(chromium: Any) -> Any:
    """The one page that the tests share: the drawing script is compiled once."""
    return chromium.new_context().new_page()


@pytest.fixture
def watched(tab: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages of the release; at the end, no error was written and no request left its folder."""
    seen: list[str] = []
    watches = {
        "console": lambda message: seen.append(message.text) if message.type in ("error", "warning") else None,
        "pageerror": lambda error: seen.append(str(error)),
        # but those that the reader leaves behind for another page
        "requestfailed": lambda asked: (
            None if asked.failure == "net::ERR_ABORTED" else seen.append(f"échec : {asked.url}")
        ),
    }

    def opener(base: str, address: str, width: int = 1280) -> Any:
        inside = (base, "data:", "blob:", "about:")
        watches["request"] = lambda asked: None if asked.url.startswith(inside) else seen.append(asked.url)
        tab.goto("about:blank")
        for name, watch in watches.items():
            tab.on(name, watch)
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(f"{base}/site/{address}")
        tab.evaluate("document.fonts.ready")
        return tab

    yield opener
    for name, watch in watches.items():
        tab.remove_listener(name, watch)
    tab.emulate_media(media="screen")
    assert tab.context.cookies() == []
    assert seen == []
