"""Citations: the form of each, names kept whole, and nothing in a text that ends a field or an entry."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hostile_articles import PAYLOADS, hostile_article
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.citing import Citation, citation_of

ARTICLE = Article(
    url="http://hill.example/a/1.html?x=1&y=2",
    title="茶山法庭进村记",
    subtitle="一件案子的四十里山路",
    court="青岭县人民法院",
    published="2021-04-02T09:30:00",
    author="沈知秋、买买提·艾力",
    body="采茶季一到，山上的纠纷就多了起来。",
)


def cited(**changes: str | None) -> Citation:
    """The citation of the article with some fields changed."""
    return citation_of(replace(ARTICLE, **changes), seen="2025-03-01T08:00:00")  # type: ignore[arg-type]


def test_a_web_page_by_the_standard() -> None:
    assert cited().gbt7714 == (
        "沈知秋，买买提·艾力. 茶山法庭进村记：一件案子的四十里山路[EB/OL]."
        " （2021-04-02）[2025-03-01]. http://hill.example/a/1.html?x=1&y=2."
    )


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("林知远", "林知远. "),
        ("林知远、陈可、苏禾", "林知远，陈可，苏禾. "),
        ("林知远、陈可、苏禾、沈秋", "林知远，陈可，苏禾，等. "),
        ("林知远,陈可;苏禾", "林知远，陈可，苏禾. "),
        ("Zhang San", "Zhang San. "),
        ("、 、", "青岭县人民法院. "),
        (None, "青岭县人民法院. "),
    ],
)
def test_authors_stand_first_and_without_any_the_court(author: str | None, shown: str) -> None:
    assert cited(author=author).gbt7714.startswith(f"{shown}茶山法庭进村记")


def test_what_is_not_known_is_left_out() -> None:
    bare = citation_of(Article(url="http://a.example/", body="只有正文。后面的不算题名。"), seen="")
    assert bare.gbt7714 == "[只有正文][EB/OL]. http://a.example/."
    assert set(re.findall(r"^  (\w+) =", bare.bibtex, re.MULTILINE)) == {"title", "url", "langid"}
    assert re.findall(r"^(..)  -", bare.ris, re.MULTILINE) == ["TY", "ID", "TI", "UR", "LA", "ER"]


def test_a_title_is_drafted_no_longer_than_a_title() -> None:
    assert cited(title=" ", body="长" * 100).title == f"[{'长' * 30}…]"


@pytest.mark.parametrize("published", ["2021年4月", "=1+1", "", "昨天 2021-04-02"])
def test_a_date_that_is_none_is_not_shown(published: str) -> None:
    assert cited(published=published).published is None


def test_bibtex_keeps_every_name_whole_and_tells_the_court() -> None:
    entry = cited().bibtex
    assert entry.startswith("@online{tashan")
    assert "  author = {{沈知秋} and {买买提·艾力}}," in entry
    assert "  title = {{茶山法庭进村记}}," in entry
    assert "  organization = {{青岭县人民法院}}," in entry
    assert "  date = {2021-04-02}," in entry
    assert "  urldate = {2025-03-01}," in entry
    assert "  url = {http://hill.example/a/1.html?x=1&y=2}," in entry


def test_bibtex_spells_out_what_tex_would_obey() -> None:
    assert r"{{50\%\_\$\&\#}}" in cited(title="50%_$&#").bibtex
    assert r"\textbraceleft{}\textbackslash{}\textasciitilde{}\textasciicircum{}" in cited(title="{\\~^").bibtex


def test_ris_has_a_line_for_each_author() -> None:
    lines = cited().ris.split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
    assert [line for line in lines if line.startswith("AU")] == ["AU  - 沈知秋", "AU  - 买买提·艾力"]
    assert {"PY  - 2021", "DA  - 2021/04/02", "Y2  - 2025/03/01", "PB  - 青岭县人民法院"} <= set(lines)


def test_a_key_is_an_articles_own_and_stays() -> None:
    assert cited().key == cited(title="改过的标题").key != cited(url="http://hill.example/b").key
    assert re.fullmatch("[a-z0-9]{1,20}", cited().key)


def _require_sound(citation: Citation) -> None:
    """Every form keeps its shape, so that a reader of it finds one entry and the fields that we wrote."""
    assert len(citation.gbt7714.splitlines()) == 1
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in citation.ris.split("\r\n"))
    assert citation.ris.count("ER  - ") - sum(value.count("ER  - ") for value in _values(citation)) == 1
    head, *fields, last = citation.bibtex.splitlines()
    assert last == "}"
    assert head == f"@online{{{citation.key},"
    for field in fields:
        value = re.fullmatch(r"  [a-z]+ = \{(.*)\},", field)
        assert value, field
        depth = 0
        for char in value[1]:
            depth += (char == "{") - (char == "}")
            assert depth >= 0, field
        assert depth == 0, field


def _values(citation: Citation) -> tuple[str, ...]:
    titles = "：".join(filter(None, (citation.title, citation.subtitle)))
    return (*citation.responsible, citation.court or "", titles, citation.url)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_breaks_a_citation(payload: str) -> None:
    _require_sound(citation_of(hostile_article(1, payload), seen=payload))


@given(st.text(), st.text(min_size=1))
def test_nor_does_any_other(text: str, url: str) -> None:
    article = Article(url=url, body=text, title=text, subtitle=text, court=text, author=text, published=text)
    _require_sound(citation_of(article, seen=text))


def test_an_address_stays_one_word() -> None:
    assert cited(url="http://a.example/甲 \u202e}{\\\n").url == "http://a.example/甲%20%E2%80%AE%7D%7B%5C%0A"


def test_a_page_seen_at_night_was_seen_on_the_day_that_it_is_in_china() -> None:
    assert citation_of(ARTICLE, seen="2025-02-28T20:00:00Z").seen == "2025-03-01"
