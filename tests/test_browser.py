"""The pages in a real browser: by keyboard, without JavaScript, on a phone, in the dark."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from small_library import HILL, RIVER, TEA, filled

from webui import create_app
from webui.serving import Server

NAMES = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = next((found for name in NAMES if (found := shutil.which(name))), None)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(PROGRAM is None, reason="needs Chromium: apt-get install chromium fonts-noto-cjk"),
]

ADDRESSES = {
    "home": "/",
    "results": "/search?q=法院&province=福建&from=2020-01-01",
    "row": "/search?q=巡回审判&page=2",
    "empty": "/search?q=海底捞月&kind=工作计划",
    "article": f"/article?url={quote(TEA.url, safe='')}",
    "brands": "/brands?type=站点",
    "brand": "/brand?name=茶山法庭",
    "figures": "/figures?status=done",
    "courts": "/courts",
    "compare": f"/compare?court={HILL}&court={RIVER}",
    "check": "/check?name=茶山法庭",
    "sources": "/sources",
    "help": "/help",
    "missing": "/nothing",
    "refused": "/search?sort=foo",
}
# Luminance contrast as WCAG 2 defines it, of every visible text against the nearest painted background.
CONTRASTS = """() => {
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  const known = new Map();
  const painted = colour => { context.clearRect(0, 0, 1, 1); context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data]; };
  const rgba = colour => known.get(colour) || known.set(colour, painted(colour)).get(colour);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ink = element => getComputedStyle(element)[element.ownerSVGElement ? 'fill' : 'color'];
  const behind = element => { const tile = element.closest('.tile');
    if (tile) return rgba(getComputedStyle(tile.querySelector("rect")).fill);
    for (let e = element; e; e = e.parentElement) {
    const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return [255, 255, 255]; };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    const box = element.getBoundingClientRect();
    if (!text || box.width < 2 || !element.checkVisibility({opacityProperty: true})) continue;
    if (element.closest('.unseen, .skip, .here')) continue;
    const a = light(rgba(ink(element))), b = light(behind(element));
    found.push([(Math.max(a, b) + .05) / (Math.min(a, b) + .05), text.slice(0, 20)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = Server(create_app(filled()), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.stop()
    thread.join(15)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A desktop page without JavaScript."""
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_a_reader_finds_filters_reads_and_comes_back_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("法庭")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=**")
    page.get_by_role("link", name="福建").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**province=**")
    assert page.get_by_role("list", name="已选筛选").get_by_text("福建").is_visible()
    page.get_by_role("link", name=TEA.title).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/article?url=**")
    assert page.get_by_role("heading", level=1).inner_text() == TEA.title
    assert page.get_by_role("definition").filter(has_text=HILL).first.is_visible()
    page.get_by_role("navigation", name="目录").get_by_role("link", name="二、把道理讲进心里").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#p*")
    assert page.locator("section:target").inner_text().startswith("二、把道理讲进心里")
    page.go_back()
    page.go_back()
    page.wait_for_url("**province=**")


def test_a_reader_traces_a_brand_and_checks_its_name(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="品牌").click()
    page.get_by_label("名称含有").fill("茶山")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="茶山法庭").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "茶山法庭"
    assert page.get_by_role("heading", name="哪些法院在用，凭什么说").is_visible()
    page.get_by_role("link", name="查重").last.click()
    assert page.get_by_role("heading", name="“茶山法庭”已有法院使用").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("查询日期").is_visible()
    assert not page.get_by_role("button", name="查重").is_visible()


def test_a_reader_compares_two_courts(page: Page) -> None:
    page.goto("/courts")
    for court in (HILL, RIVER):
        page.get_by_role("checkbox", name=f"对照 {court}").check()
    page.get_by_role("button", name="对照选中的二至四家").click()
    page.wait_for_url("**/compare?court=**")
    assert page.get_by_role("heading", name="别家有、这一家没有").is_visible()
    assert page.get_by_role("rowheader", name="茶山法庭").is_visible()
    page.get_by_role("link", name=HILL).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == HILL


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.goto("/help")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert "跳到正文" in skip.inner_text()
    assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_on_a_phone_filters_fold_and_open_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/search?q=法院")
    value = page.get_by_role("complementary").get_by_role("link", name="福建")
    assert not value.is_visible()
    page.get_by_role("complementary").get_by_text("筛选").first.click()
    assert value.is_visible()
    context.close()


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (390, "200%"), (1280, "200%"), (2560, "100%")])
def test_no_page_scrolls_sideways(browser: Browser, site: str, address: str, width: int, text: str) -> None:
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    for summary in page.locator("summary:visible").all():
        summary.click()
    page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_every_text_has_contrast_in_both_themes(
    browser: Browser, site: str, address: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    found = page.evaluate(CONTRASTS)
    context.close()
    assert len(found) > 10
    assert [(round(ratio, 2), text) for ratio, text in found if ratio < 4.5] == []


@pytest.mark.parametrize("address", [ADDRESSES["results"], ADDRESSES["article"]], ids=["results", "article"])
def test_paper_has_dark_text_on_white_whatever_the_theme(browser: Browser, site: str, address: str) -> None:
    context = browser.new_context(base_url=site, color_scheme="dark", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    found = page.evaluate(CONTRASTS)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("header.top").is_visible()
    context.close()
    assert [(round(ratio, 2), text) for ratio, text in found if ratio < 7] == []


def test_a_page_asks_for_nothing_but_itself_its_style_and_its_icon(page: Page, site: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(ADDRESSES["results"])
    assert {address.removeprefix(site).split("?")[0] for address in asked} <= {
        "/search",
        "/static/style.css",
        "/static/favicon.svg",
    }
    assert complaints == []
