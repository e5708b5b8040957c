"""The pages in a real browser: by keyboard, without JavaScript, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from chromium import EVERY_PAGE, MARKS, PAGES
from playwright.sync_api import Browser, Page
from small_library import HILL, TEA

pytestmark = MARKS

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
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

# Texts that stand in more than three lines of a letter or two.
PILED = """() => {
  const found = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement, range = document.createRange();
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()], widest = Math.max(0, ...lines.map(line => line.width));
    if (lines.length > 3 && widest > 1 && widest < 2.5 * parseFloat(getComputedStyle(element).fontSize)
      && element.checkVisibility() && !element.closest('.unseen, thead')) found.push(text.data.trim().slice(0, 40));
  }
  return found;
}"""

# Links, buttons and fields that a finger would miss: lower than 24 px.
LOW = """() => [...document.querySelectorAll('main :is(a, button, summary, input)')]
  .filter(e => e.checkVisibility() && !e.closest('.unseen, .skip, svg') && e.type !== 'hidden')
  .filter(e => e.getBoundingClientRect().height < 23.5).map(e => e.outerHTML.slice(0, 80))"""


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


@EVERY_PAGE
def test_no_page_scrolls_sideways_piles_letters_or_has_low_targets(browser: Browser, site: str, address: str) -> None:
    page = browser.new_page(base_url=site)
    page.goto(address)
    for summary in page.locator("summary:visible").all():
        summary.click()
    for width, text in ((320, "100%"), (390, "200%"), (1280, "200%"), (2560, "100%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(PILED) == []
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '100%'")
    assert page.evaluate(LOW) == []
    page.close()


@EVERY_PAGE
def test_every_text_has_contrast_in_both_themes(browser: Browser, site: str, address: str) -> None:
    page = browser.new_page(base_url=site)
    page.goto(address)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(CONTRASTS)
        assert len(found) > 10
        assert [(round(ratio, 2), text) for ratio, text in found if ratio < 4.5] == []
    page.close()


@pytest.mark.parametrize("name", ["results", "article", "court", "compare", "check", "sources"])
def test_paper_has_dark_text_on_white_whatever_the_theme_and_no_forms(browser: Browser, site: str, name: str) -> None:
    context = browser.new_context(base_url=site, color_scheme="dark", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(PAGES[name])
    page.emulate_media(media="print")
    found = page.evaluate(CONTRASTS)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("header.top").is_visible()
    assert page.locator("button:visible, input:visible, nav:visible").count() == 0
    context.close()
    assert [(round(ratio, 2), text) for ratio, text in found if ratio < 7] == []


def test_a_page_asks_for_nothing_but_itself_its_style_and_its_icon(page: Page, site: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(PAGES["results"])
    assert {address.removeprefix(site).split("?")[0] for address in asked} <= {
        "/search",
        "/static/style.css",
        "/static/favicon.svg",
    }
    assert complaints == []
