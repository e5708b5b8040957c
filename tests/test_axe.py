"""Accessibility: axe-core finds nothing on any page, in either language and either theme, on a desktop and a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import EVERY_STATE, MARKS, PAGES
from playwright.sync_api import Browser, Page, ViewportSize
from small_library import TEA, filled

from webui import create_app
from webui.limits import Limiter, Rate

pytestmark = MARKS

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PHONE: ViewportSize = {"width": 390, "height": 844}
LIMIT = Rate(per_second=0.001, burst=1)
# What a theme changes, which is colours and nothing else.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# Only violations leave the page: the rest of what axe tells is most of the work of a run.
VIOLATIONS = """rules => axe.run(document, {resultTypes: ["violations"], ...(rules && {runOnly: rules})})
  .then(told => told.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`)))"""


@pytest.fixture(scope="module")
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page(base_url=site)
    yield page
    page.close()


def found_on(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds on an open page, by some rules or by all: each with the element that has it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(VIOLATIONS, rules)
    return found


@pytest.mark.parametrize("start", ["", "/en"], ids=["chinese", "english"])
@EVERY_STATE
def test_axe_finds_nothing_on_any_page(page: Page, address: str, start: str) -> None:
    """On a desktop as it opens, on a phone with all unfolded: all rules in one theme, those of colours in both."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESKTOP)
    page.goto(f"{start}{address}")
    assert found_on(page) == []
    page.emulate_media(color_scheme="dark")
    assert found_on(page, OF_COLOURS) == []
    page.set_viewport_size(PHONE)
    for summary in page.locator("main summary:visible").all():
        summary.click()
    assert found_on(page) == []
    page.emulate_media(color_scheme="light")
    assert found_on(page, OF_COLOURS) == []


def test_axe_finds_nothing_while_suggestions_are_open(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("茶山")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert found_on(page) == []


def test_axe_finds_nothing_on_a_basket_with_passages(page: Page) -> None:
    page.goto(f"/article?url={TEA.url}")
    for number in range(2):
        page.get_by_role("button", name="收入素材夹").nth(number).click()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert page.get_by_role("link", name="✓ 已收入素材夹").count() == 2
        assert found_on(page) == []
    page.goto("/basket")
    page.get_by_label("加小标题").fill("采茶季")
    page.get_by_role("button", name="添加").click()
    page.goto("/en/basket")
    assert page.get_by_role("button", name="Remove").count() == 3
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert found_on(page) == []
    page.set_viewport_size(PHONE)
    shared = page.get_by_role("link", name="Link to share").get_attribute("href") or ""
    assert found_on(page) == []
    page.context.clear_cookies()
    page.goto(shared)
    page.get_by_text("This basket was shared with you.").wait_for()
    assert found_on(page) == []


@pytest.mark.parametrize("start", ["", "/en"], ids=["chinese", "english"])
@pytest.mark.parametrize("name", ["check", "compare"])
def test_axe_finds_nothing_on_paper(page: Page, name: str, start: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{start}{PAGES[name]}")
    page.emulate_media(media="print")
    # Nothing on paper can be followed, so that links there need not look like links.
    assert [each for each in found_on(page) if not each.startswith("link-in-text-block")] == []
    page.emulate_media(media="screen")


@pytest.mark.parametrize("start", ["", "/en"], ids=["chinese", "english"])
def test_axe_finds_nothing_where_too_much_was_asked(page: Page, site: str, start: str) -> None:
    limited = create_app(filled(), limiter=Limiter(client=LIMIT)).test_client()
    limited.get("/")
    refused = limited.get(f"{start}/search")
    assert refused.status_code == 429
    page.route("**/refused", lambda route: route.fulfill(status=429, body=refused.text, content_type="text/html"))
    page.goto(f"{site}/refused")
    assert found_on(page) == []
