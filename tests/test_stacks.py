"""The stacks of a library: articles as they are kept, what was collected from them, how they are cited."""

from __future__ import annotations

from conftest import OpenLibrary

from index.article import Article
from index.collected import State
from index.searching import SearchRequest

SENTENCE = "法官走进茶山。"


def _article(number: int, body: str = SENTENCE) -> Article:
    return Article(url=f"http://qingrong.example/{number:03d}", title=f"第{number}天", body=body)


def test_an_article_is_given_with_its_versions(library: OpenLibrary) -> None:
    library(_article(1, "旧的话。"))
    shown = library(_article(1, "新的话。"), seen="2026-04-01").stacks.article(_article(1).url)
    assert shown is not None
    assert (shown.article.body, shown.kept.revision, shown.kind) == ("新的话。", 2, "新闻动态")
    assert [version.article.body for version in shown.versions] == ["旧的话。"]
    assert shown.as_json()["body"] == "新的话。"
    assert not shown.withheld


def test_an_article_not_kept_is_none(library: OpenLibrary) -> None:
    assert library(_article(1)).stacks.article(_article(2).url) is None


def test_the_text_of_a_source_that_shows_snippets_only_is_withheld(library: OpenLibrary) -> None:
    opened = library(_article(1, "茶山来人了。"), show="snippet")
    shown = opened.stacks.article(_article(1).url)
    assert shown is not None
    assert shown.withheld
    assert shown.as_json()["body"] is None
    assert opened.search(SearchRequest(query="茶山")).total == 1


def test_a_sentence_is_collected_as_the_paragraph_in_which_it_stands(library: OpenLibrary) -> None:
    stacks = library(_article(1, f"第一段说别的事情。\n{SENTENCE}当天就结了案。")).stacks
    said = (_article(1).url, SENTENCE)
    named = stacks.passages_saying([said, (_article(2).url, SENTENCE)])
    assert list(named) == [said]
    (found,) = stacks.collected(named.values())
    assert (found.state, found.text) == (State.SAME, f"{SENTENCE}当天就结了案。")


def test_what_is_kept_is_cited_and_what_is_not_is_none(library: OpenLibrary) -> None:
    with library(_article(1)).stacks.citing() as cited:
        assert "第1天" in cited(_article(1).url).gbt7714  # type: ignore[union-attr]
        assert cited(_article(2).url) is None


def test_of_a_story_the_article_that_was_kept_first_is_told(library: OpenLibrary) -> None:
    stacks = library(_article(1)).stacks
    url = _article(1).url
    assert {each: told[0] for each, told in stacks.first_kept([url, _article(2).url]).items()} == {url: url}
