from __future__ import annotations

from typing import Any

from crawlers.observed import LACKED, Observed
from index.article import Article
from index.staging import Kind, Reading

WITHOUT = dict.fromkeys(("unread", *LACKED), 0)


def reading(number: int, kind: Kind = Kind.ARTICLE, **fields: str | None) -> Reading:
    url = f"http://qingxi.gov.cn/{number}"
    if kind is not Kind.ARTICLE:
        return Reading(url=url, kind=kind)
    values = {
        "title": f"第{number}篇",
        "body": "青溪法院巡回审判。",
        "published": f"2024-05-0{number}T08:00:00",
        **fields,
    }
    return Reading(url=url, article=Article(url=url, **values))  # type: ignore[arg-type]


def test_readings_are_counted_by_what_they_are() -> None:
    kinds = (Kind.UNREAD, Kind.UNCHANGED, Kind.UNCHANGED, Kind.GONE, Kind.ALIAS)
    observed = Observed.of([reading(1), reading(2), *(reading(9, kind) for kind in kinds)])
    assert (observed.read, observed.unchanged, observed.gone) == (2, 2, 1)
    assert observed.counts() == {**WITHOUT, "read": 2, "unread": 1, "unsigned": 2, "uncourted": 2, "uncolumned": 2}
    assert observed.examples["server"] == observed.examples["body"] == "http://qingxi.gov.cn/9"


def test_what_is_missing_is_counted_with_its_first_example() -> None:
    signed: dict[str, Any] = {"author": "沈知秋", "court": "青溪法院", "column": "法院动态"}
    bare = {**signed, "title": "", "published": None, "author": None}
    observed = Observed.of([reading(1, **signed), reading(2, **signed, title=None), reading(3, **bare)])
    assert observed.counts() == {**WITHOUT, "read": 3, "untitled": 2, "undated": 1, "unsigned": 1}
    assert observed.examples == {
        "title": "http://qingxi.gov.cn/2",
        "published": "http://qingxi.gov.cn/3",
        "author": "http://qingxi.gov.cn/3",
    }


def test_the_newest_day_and_the_commonest_body_are_known() -> None:
    observed = Observed.of([reading(1), reading(3), reading(2, body="另一篇。"), reading(4, published=None)])
    assert observed.newest == "2024-05-03"
    ((body, count),) = observed.bodies.most_common(1)
    assert (count, observed.last_of_body[body]) == (3, "http://qingxi.gov.cn/4")


def test_garbled_text_is_noticed() -> None:
    garbled = "青溪法院巡回审判".encode().decode("latin-1") * 9
    observed = Observed.of([reading(1), reading(2, body=garbled)])
    assert (observed.garbled, observed.examples["text"]) == (1, "http://qingxi.gov.cn/2")
