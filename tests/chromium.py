"""What tests in a real browser share: where it is, and one address of every page over the small library."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, sync_playwright
from small_library import HILL, HOSTILE, MENDED, RIVER, SNIPPET, TEA, filled

from webui import create_app
from webui.serving import Server

NAMES = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = next((found for name in NAMES if (found := shutil.which(name))), None)
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(PROGRAM is None, reason="needs Chromium: apt-get install chromium fonts-noto-cjk"),
]

PAGES = {
    "home": "/",
    "results": "/search?q=法院&province=福建&from=2020-01-01",
    "row": "/search?q=巡回审判&page=2",
    "empty": "/search?q=海底捞月&kind=工作计划",
    "article": f"/article?url={quote(TEA.url, safe='')}",
    "withheld": f"/article?url={quote(SNIPPET.url, safe='')}",
    "brands": "/brands?type=站点",
    "brand": "/brand?name=茶山法庭",
    "firsts": "/firsts",
    "honours": "/honours",
    "figures": "/figures?status=done",
    "courts": "/courts",
    "court": f"/court?name={HILL}",
    "compare": f"/compare?court={HILL}&court={RIVER}",
    "check": "/check?name=茶山法庭",
    "basket": "/basket",
    "sources": "/sources",
    "help": "/help",
    "api": "/api",
    "missing": "/nothing",
    "refused": "/search?sort=foo",
}
EVERY_PAGE = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
# What a page is in other states: where there is nothing, where a text is mended or hostile, where nothing is asked yet.
STATES = {
    "beyond": "/search?q=法院&page=99",
    "suggested": "/search?q=xunhuishenpan",
    "passages": "/search?q=巡回审判&group=passage",
    "mirror": f"/article?url={quote(MENDED.url, safe='')}",
    "hostile": f"/article?url={quote(HOSTILE.url, safe='')}",
    "nothing": "/brands?q=海底捞月",
    "pair": "/compare",
    "unchecked": "/check",
    "free": "/check?name=晒谷坪法庭",
    "lost": "/article?url=http://nowhere.example/1",
}
EVERY_STATE = pytest.mark.parametrize("address", (PAGES | STATES).values(), ids=PAGES | STATES)


@contextmanager
def served() -> Iterator[str]:
    """A server over the small library: its address."""
    server = Server(create_app(filled()), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.stop()
    thread.join(15)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield browser
        browser.close()
