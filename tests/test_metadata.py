"""What a page's head says."""

from __future__ import annotations

import pytest
from parsel import Selector

from crawlers.reading.metadata import Metadata, read_metadata


def metadata(markup: str) -> Metadata:
    return read_metadata(Selector(text=f"<html><head>{markup}</head></html>"))


def test_the_government_s_standard_elements() -> None:
    head = (
        "<meta name='ArticleTitle' content='板凳法庭'><meta name='PubDate' content='2024-03-05 10:20'>"
        "<meta name='ContentSource' content='示例报'><meta name='ColumnName' content='要闻'>"
        "<title>板凳法庭-示例网</title>"
    )
    assert metadata(head) == Metadata(
        titles=("板凳法庭", "板凳法庭-示例网"),
        stated="2024-03-05T10:20:00",
        published="2024-03-05T10:20:00",
        source="示例报",
        column="要闻",
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<meta property='article:published_time' content='2024-03-05T10:20:00+08:00'>",
        "<meta itemprop='datePublished' content='2024-03-05 10:20'>",
        "<meta name='firstpublishedtime' content='2024-03-05-10:20:00'>",
        "<meta itemprop='dateUpdate' content='2024-03-05 10:20:00'>",
        """<script type='application/ld+json'>{"pubDate": "2024-03-05T10:20:00"}</script>""",
        "<meta name='lastmodifydate' content='2024-09-09'><meta name='publishdate' content='2024-03-05 10:20'>",
    ],
)
def test_a_date_under_any_usual_name(markup: str) -> None:
    assert metadata(markup).published == "2024-03-05T10:20:00"


def test_a_head_that_says_nothing() -> None:
    assert metadata("<meta name='PubDate' content=''><meta charset='utf-8'><title> </title>") == Metadata()
