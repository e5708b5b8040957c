"""One saved page, read without a visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_web import article_page, article_path

from crawlers.reading.page import UnreadablePage
from crawlers.reading.pagereader import NotAnArticle
from crawlers.savedpages import extract
from index.datafolder import DataFolder
from index.errors import TashanError

HOST = "http://fj.ytxrmfy.gov.cn"
OTHER = "http://qingxi.court.gov.cn"


def test_a_saved_page_is_read_as_its_source_does(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(article_page("晒谷场上的法庭"), encoding="utf-8")
    found = extract(page, url=f"{HOST}{article_path(1)}", folder=DataFolder(tmp_path / "data").prepared())
    assert (found.title, found.court) == ("晒谷场上的法庭", "永泰县人民法院")
    assert extract(page, url=f"{OTHER}{article_path(1)}").title == "晒谷场上的法庭"


def test_the_encoding_given_is_the_one_used(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(article_page("晒谷场上的法庭").encode("gb18030"))
    assert extract(page, url=f"{HOST}{article_path(1)}", encoding="gb2312").title == "晒谷场上的法庭"
    with pytest.raises(UnreadablePage):
        extract(page, url=f"{HOST}{article_path(1)}", encoding="utf-8")


def test_a_page_that_is_no_article_says_why(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body></body></html>")
    with pytest.raises(NotAnArticle, match=r"\.$"):
        extract(page, url=f"{HOST}{article_path(1)}")
    with pytest.raises(TashanError, match=r"none\.html cannot be read: No such file or directory\."):
        extract(tmp_path / "none.html", url=HOST)


@pytest.mark.parametrize("url", ["", "page.html", "ftp://a.example/1", "http://", "http://[::1/1"])
def test_a_page_comes_from_an_address(tmp_path: Path, url: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(article_page("晒谷场上的法庭"), encoding="utf-8")
    with pytest.raises(TashanError, match=r"is no http or https address\.$"):
        extract(page, url=url)
