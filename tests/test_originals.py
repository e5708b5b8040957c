"""Originals: which article of a story stands nearest to its origin."""

from __future__ import annotations

from typing import Any

import pytest

from index.article import Article
from index.knowledge.originals import Origin, evidence_of, origin_of
from index.places.hosts import Standing

COURT = "青榕县人民法院"


def made(url: str = "http://qingrong.example/1", **fields: Any) -> Article:
    return Article(url=url, body="法官走进茶山。", court=COURT, **{"published": "2024-05-06T09:00:00"} | fields)


@pytest.mark.parametrize(
    ("standing", "source", "origin"),
    [
        (Standing.COURT, None, Origin.OWN),
        (Standing.COURT, COURT, Origin.OWN),
        (Standing.COURT, "青榕法院", Origin.OWN),
        (Standing.COURT, "茶乡日报", Origin.ATTRIBUTED),
        (Standing.MEDIA, "茶乡日报", Origin.PUBLISHED),
        (Standing.GOVERNMENT, None, Origin.PUBLISHED),
        (Standing.MIRROR, COURT, Origin.MIRRORED),
    ],
)
def test_an_origin_is_told_by_host_and_source(standing: Standing, source: str | None, origin: Origin) -> None:
    assert origin_of(made(source=source), standing) is origin


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        (made(published="2024-05-09"), made("http://copy.example/1", published="2024-05-06")),
        (made(published="2024-05-06"), made(published="2024-05-07T00:01:00")),
        (made(published="2024-05-06T09:00:00"), made(published=None)),
        (made(published="2024-05-09"), made(published="2024-05-06", repairs=("glosses",))),
        (made(published="2024-05-09"), made(published="2024-05-06", repairs=("mirror",), source=COURT)),
        (made(published="2024-05-06", repairs=("login-author",)), made(published="2024-05-07")),
        (made(published="2024-05-09"), made(published="2024-05-06", source="茶乡日报")),
        (made("http://qingrong.example/1"), made("http://qingrong.example/2")),
    ],
    ids=[
        "not declared",
        "later",
        "undated",
        "restored",
        "a mirror",
        "another repair",
        "another's",
        "the first address",
    ],
)
def test_the_nearer_to_the_origin_comes_first(nearer: Article, farther: Article) -> None:
    def evidence(article: Article) -> str:
        return evidence_of(article, source_name="copy.example" if "copy" in article.url else "qingrong")

    assert evidence(nearer) < evidence(farther)


@pytest.mark.parametrize("url", ["http://[", "javascript:alert(1)", ""])
def test_an_address_of_no_host_is_a_mirrors(url: str) -> None:
    assert evidence_of(made(url), source_name="hill").startswith(str(int(Origin.MIRRORED)))
