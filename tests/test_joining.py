from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from small_web import article_page, article_path
from test_revisits import day, identical, response

from crawlers.intake import ingest
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.kept import KeptArticle

FIRST = f"http://qingxi.court.gov.cn{article_path(1)}"
SECOND, THIRD = (FIRST.replace(".shtml", f"_{number}.shtml") for number in (2, 3))


def part(words: str, **links: str) -> str:
    anchors = "".join(f"<a href='{url}'>{text}</a>" for text, url in links.items())
    return article_page("晒谷场上的法庭", prose=f"这是{words}的一页，写的是法官走进村庄，说事说理。") + anchors


BEGINNING, END, OTHER_END = part("开头", 下一页=SECOND), part("末尾", 上一页=FIRST), part("改过", 上一页=FIRST)


def kept(tmp_path: Path, *archives: Sequence[bytes]) -> dict[str, KeptArticle]:
    """What archives of one visit each make of the same corpus, all read at once."""
    folder = DataFolder(tmp_path / "data").prepared()
    paths = []
    for number, records in enumerate(archives):
        paths.append(tmp_path / f"{number}.warc.gz")
        paths[-1].write_bytes(b"".join(records))
    ingest(folder, paths)
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        return {each.article.url: each for each in corpus.changed_since(0)}


def versions(tmp_path: Path) -> int:
    with Corpus.open(DataFolder(tmp_path / "data").corpus, read_only=True) as corpus:
        return len(corpus.versions(FIRST))


FIRST_VISIT = [response(day(1), BEGINNING, url=FIRST), response(day(1), END, url=SECOND)]
SAME_BEGINNING = identical(day(2), BEGINNING, day(1), url=FIRST, target=FIRST)
SAME_END = identical(day(2), END, day(1), url=SECOND, target=SECOND)


@pytest.mark.parametrize(
    "second_visit", [[SAME_BEGINNING, SAME_END], [SAME_BEGINNING]], ids=["found again", "not asked for"]
)
def test_an_unchanged_beginning_with_an_unchanged_part_is_the_same_article(
    tmp_path: Path, second_visit: list[bytes]
) -> None:
    (found,) = kept(tmp_path, FIRST_VISIT, second_visit).values()
    assert (found.article.url, found.last_seen, found.article.repairs) == (FIRST, day(2), ())
    assert "这是开头" in found.article.body
    assert "这是末尾" in found.article.body
    assert versions(tmp_path) == 0


def test_an_unchanged_beginning_with_a_changed_part_is_a_changed_article(tmp_path: Path) -> None:
    (found,) = kept(tmp_path, FIRST_VISIT, [SAME_BEGINNING, response(day(2), OTHER_END, url=SECOND)]).values()
    assert (found.article.url, found.last_seen, found.article.repairs) == (FIRST, day(2), ())
    assert "这是改过" in found.article.body
    assert "这是末尾" not in found.article.body
    assert versions(tmp_path) == 1


def test_a_changed_beginning_with_an_unchanged_part_is_a_changed_article(tmp_path: Path) -> None:
    changed = part("重写", 下一页=SECOND)
    (found,) = kept(tmp_path, FIRST_VISIT, [response(day(2), changed, url=FIRST), SAME_END]).values()
    assert (found.last_seen, found.article.repairs) == (day(2), ())
    assert "这是重写" in found.article.body
    assert "这是末尾" in found.article.body


def test_a_part_alone_is_kept_and_says_that_it_is_one(tmp_path: Path) -> None:
    (found,) = kept(tmp_path, [response(day(1), END, url=SECOND)]).values()
    assert (found.article.url, found.article.repairs) == (SECOND, ("missing-parts",))


def test_a_part_that_came_before_its_beginning_is_joined_to_it(tmp_path: Path) -> None:
    (found,) = kept(tmp_path, list(reversed(FIRST_VISIT))).values()
    assert (found.article.url, found.article.repairs) == (FIRST, ())
    assert "这是末尾" in found.article.body


def test_an_article_is_kept_as_far_as_its_parts_came(tmp_path: Path) -> None:
    middle = part("中间", 下一页=THIRD)
    (found,) = kept(tmp_path, [response(day(1), BEGINNING, url=FIRST), response(day(1), middle, url=SECOND)]).values()
    assert found.article.repairs == ("missing-parts",)
    assert "这是中间" in found.article.body
