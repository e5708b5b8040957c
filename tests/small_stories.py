"""Small stories that tests tell and retell: long enough to be told apart, each with words of its own."""

from __future__ import annotations

from dataclasses import replace

from index.article import Article

_PLACES = "茶山渔排林场集市窑口盐田竹海梯田草原戈壁湖心古渡"


def story(number: int, *, sentences: int = 8) -> Article:
    """A story of some 30 letters a sentence; no two numbers share a run of words."""
    place = _PLACES[2 * number : 2 * number + 2]
    told = (
        f"{place}上的第{at}桩纠纷说的是{place}人家{_char(number, at)}姓与{_char(number, at + 50)}姓，"
        f"为着{_char(number, at + 100)}{_char(number, at + 150)}的界线{place}里争了{number + at + 3}年。"
        for at in range(sentences)
    )
    return Article(
        url=f"http://{number}.example/1", title=f"{place}断案记", body="\n".join(told), published="2024-05-06T09:00:00"
    )


def cut(article: Article, url: str, sentences: int = 4) -> Article:
    """A copy that keeps the first sentences, a day later."""
    kept = "\n".join(article.paragraphs[:sentences])
    return replace(article, url=url, body=kept, published="2024-05-07")


def _char(number: int, at: int) -> str:
    return chr(0x5000 + 211 * number + at)
