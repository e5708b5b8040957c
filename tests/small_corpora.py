"""Small random corpora for tests of the codec: what is written in some commits, and what should be there then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from index.article import Article
from index.document import AnalysedDocument, analysed, document_of
from index.engines.whoosh.writer import WhooshWriter
from index.text.analyzer import Analyzer

PARTS = ("法官", "人民法院", "茶山", "民法典", "板凳", "茶", "的", "，", "𠮷", "app ")
COURTS = (None, "青榕县人民法院", "临沚区人民法院")

_texts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).map("".join)


@dataclass(frozen=True, slots=True)
class Change:
    """One commit: articles written in this order, URLs removed before them, and whether a purge follows."""

    articles: tuple[Article, ...]
    removed: tuple[str, ...]
    is_purged: bool


articles = st.builds(
    Article,
    url=st.sampled_from("abcdefghij"),
    title=st.none() | _texts,
    body=st.lists(_texts, min_size=1, max_size=3).map("\n".join),
    court=st.sampled_from(COURTS),
    published=st.sampled_from((None, "2024-05-06", "2025-01-01T07:08:09")),
)
histories = st.lists(
    st.builds(
        Change,
        articles=st.lists(articles, max_size=6).map(tuple),
        removed=st.lists(st.sampled_from("abcdefghij"), max_size=2).map(tuple),
        is_purged=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def write(folder: Path, analyzer: Analyzer, history: Sequence[Change]) -> None:
    """Write a history into an index."""
    writer = WhooshWriter(folder)
    for change in history:
        writer.write((cut(article, analyzer) for article in change.articles), removed=change.removed)
        if change.is_purged:
            writer.purge()


def left_by(history: Sequence[Change]) -> Mapping[str, Article]:
    """The articles that a history leaves, by URL."""
    kept: dict[str, Article] = {}
    for change in history:
        for url in change.removed:
            kept.pop(url, None)
        kept.update({article.url: article for article in change.articles})
    return kept


def cut(article: Article, analyzer: Analyzer) -> AnalysedDocument:
    """An article cut for an engine."""
    return analysed(document_of(article), analyzer)
