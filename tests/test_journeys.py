"""Five journeys in a real browser, each with the script and without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import docx
import pytest
from chromium import MARKS
from playwright.sync_api import Browser, Page, expect
from small_library import HILL, RIVER, TEA, numbered

pytestmark = MARKS
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(params=[True, False], ids=["scripted", "plain"])
def page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=site, java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_three_practices_are_found_and_leave_with_their_citations(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_label("检索词").fill("巡回审判")
    page.get_by_role("button", name="检索").click()
    for number in range(2):
        page.locator(".hit h2 a").nth(number).click()
        page.get_by_role("button", name="收入素材夹").first.click()
        page.goto(f"/search?q={quote('巡回审判')}")
    page.get_by_role("button", name="收入素材夹").first.click()
    expect(page).to_have_url(re.compile("#hit-3$"))
    expect(page.get_by_role("link", name="✓ 已收入素材夹")).to_have_count(3)
    page.get_by_role("link", name="素材夹 3").click()
    page.get_by_label("加小标题").fill("巡回审判三例")
    page.get_by_role("button", name="添加").click()
    for _ in range(3):
        page.get_by_role("listitem").filter(has_text="巡回审判三例").get_by_role("button", name="上移").click()
    expect(page.locator(".basket h2, .basket h3, .basket p").first).to_have_text("巡回审判三例")
    with page.expect_download() as taken:
        page.get_by_role("link", name="导出 .md").click()
    taken.value.save_as(tmp_path / "basket.md")
    text = (tmp_path / "basket.md").read_text("utf-8")
    assert text.count("EB/OL") == 3
    with page.expect_download() as taken:
        page.get_by_role("link", name="导出 .docx").click()
    taken.value.save_as(tmp_path / "basket.docx")
    assert docx.Document(str(tmp_path / "basket.docx")).paragraphs[1].text == "巡回审判三例"
    with ZipFile(tmp_path / "basket.docx") as package:
        assert package.read("word/footnotes.xml").decode().count("EB/OL") == 3
    page.goto(f"/search?q={quote('巡回审判')}")
    page.get_by_text("导出全部 25 篇").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="GB/T 7714").click()
    taken.value.save_as(tmp_path / "cited.txt")
    assert (tmp_path / "cited.txt").read_text("utf-8").count("[EB/OL]") == 25


def test_a_brand_is_traced(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="品牌", exact=True).click()
    page.get_by_label("名称含有").fill("茶山")
    page.get_by_label("名称含有").press("Enter")
    page.get_by_role("link", name="茶山法庭").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("茶山法庭")
    expect(page.get_by_role("heading", name="哪些法院在用，凭什么说")).to_be_visible()
    expect(page.get_by_text("在本索引中最早见于")).to_be_visible()
    page.get_by_role("link", name="原文").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(str(TEA.title))


def test_two_courts_are_compared(page: Page) -> None:
    page.goto("/courts")
    for court in (HILL, RIVER):
        page.get_by_role("checkbox", name=f"对照 {court}").check()
    page.get_by_role("button", name="对照选中的二至四家").click()
    page.wait_for_url("**/compare?court=**")
    expect(page.get_by_role("heading", name="别家有、这一家没有")).to_be_visible()
    expect(page.get_by_role("rowheader", name="茶山法庭")).to_be_visible()
    page.get_by_role("link", name=HILL).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HILL)


def test_a_name_is_checked_and_the_answer_printed(page: Page) -> None:
    page.goto("/check")
    page.get_by_label("拟用的名称").fill("茶山法庭")
    page.get_by_role("main").get_by_role("button", name="查重").click()
    expect(page.get_by_role("heading", name="“茶山法庭”已有法院使用")).to_be_visible()
    expect(page.locator("#stated").get_by_text("本索引之外的未查")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("查询日期")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button", name="查重")).to_be_hidden()


def test_a_reader_sees_that_a_source_is_stale(page: Page) -> None:
    page.goto(f"/search?q={quote(numbered(3).title or '')}")
    note = page.get_by_text("最近一次采集异常的来源")
    expect(note).to_contain_text(RIVER)
    note.get_by_role("link").click()
    row = page.get_by_role("row").filter(has_text="river")
    expect(row.get_by_text("失败")).to_be_visible()
    expect(row.get_by_text("Nothing answered <here>.")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("row").filter(has_text="river").get_by_text("Failed")).to_be_visible()
