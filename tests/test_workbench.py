"""The script of the pages: suggestions by keyboard and pointer, copying, no harm where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from chromium import MARKS, PAGES
from playwright.sync_api import Browser, Page, expect

pytestmark = MARKS


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def typed(page: Page, words: str) -> None:
    """Type into the search box of the home page and wait for what is suggested."""
    page.goto("/")
    page.get_by_role("combobox").press_sequentially(words)
    page.get_by_role("option").first.wait_for()


def test_what_is_suggested_is_chosen_by_keyboard(page: Page) -> None:
    typed(page, "茶山")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").last).to_contain_text("提示：")
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("ArrowUp")
    expect(chosen).to_have_count(0)
    assert box.input_value() == "茶山"
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(f"**/search?q={quote('茶山法庭')}")


def test_escape_closes_the_list_and_leaves_what_was_typed(page: Page) -> None:
    typed(page, "茶山")
    box = page.get_by_role("combobox")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.input_value() == "茶山"
    box.press("Enter")
    page.wait_for_url(f"**/search?q={quote('茶山')}")


def test_what_is_suggested_is_chosen_by_pointer(page: Page) -> None:
    typed(page, "茶山")
    page.get_by_role("option").first.click()
    page.wait_for_url(f"**/search?q={quote('茶山法庭')}")


def test_names_are_suggested_as_text(page: Page) -> None:
    typed(page, "法院")
    assert page.get_by_role("option", name="<b>假法院</b>").is_visible()


def test_where_one_court_is_asked_for_only_courts_are_suggested(page: Page) -> None:
    page.goto("/en/compare")
    page.get_by_label("Court 1").press_sequentially("青岭")
    page.get_by_role("option").first.click()
    assert page.get_by_label("Court 1").input_value() == "青岭县人民法院"
    assert "/en/compare" in page.url


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 200, "body": "<html>"}], ids=["failed", "garbled"])
def test_nothing_is_suggested_where_the_server_fails(page: Page, answer: dict[str, int | str]) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/api/v1/suggest**", lambda route: route.fulfill(**answer))
    page.goto("/")
    with page.expect_response("**/api/v1/suggest**"):
        page.get_by_role("combobox").press_sequentially("茶")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url("**/search?q=**")
    assert complaints == []


def test_a_citation_and_the_address_of_a_paragraph_are_copied(page: Page) -> None:
    page.goto(PAGES["article"])
    page.get_by_role("button", name="复制").first.click()
    expect(page.get_by_text("已复制", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()
    page.get_by_role("link", name="本段链接").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert "#" in copied


def test_a_browser_that_keeps_its_clipboard_says_so(page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard; Document.prototype.execCommand = () => false;")
    page.goto(PAGES["check"])
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_text("浏览器不让复制")).to_be_visible()


def test_buttons_that_need_the_script_are_not_there_without_it(browser: Browser, site: str) -> None:
    page = browser.new_page(base_url=site, java_script_enabled=False)
    page.goto(PAGES["article"])
    assert page.get_by_role("button", name="复制").count() == 0
    page.close()
