"""The browser that draws the figures finds no name: it can call none of the services of its maker."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer

import pytest

from tests.browser.conftest import Silent


def test_an_address_answers_and_a_name_is_never_found(chromium) -> None:
    from playwright.sync_api import Error

    server = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = chromium.new_page()
    try:
        assert page.goto(f"http://127.0.0.1:{server.server_port}/").status == 200
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):  # the same server, by its name
            page.goto(f"http://localhost:{server.server_port}/")
    finally:
        page.close()
        server.shutdown()
