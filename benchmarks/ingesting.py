"""Ingesting: how fast articles become an index from their raw text on, words cut and texts kept, by three pipelines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.cuttings import COLUMNS, Newsroom
from benchmarks.timing import seconds_of
from index.article import Article
from index.document import AnalysedDocument, Document
from index.engines.whoosh.writer import WhooshWriter, create
from index.knowledge.sections import Section
from index.text.analyzer import Analyzer
from index.text.tokenizer import court_tokenizer


def by_us(articles: Iterable[Article], folder: Path) -> None:
    """Our tokenizer and our engine; no exact layer, nothing drawn from the text."""
    analyzer = Analyzer(court_tokenizer())
    create(folder / "generation")
    WhooshWriter(folder / "generation").write(_words_only(article, analyzer) for article in articles)


def by_tantivy(articles: Iterable[Article], folder: Path) -> None:
    """The same tokenizer, and tantivy with as many threads as it likes."""
    from benchmarks.peers.tantivypeer import HEAP, moment, schema, tantivy, with_words

    analyzer = Analyzer(court_tokenizer())
    writer = with_words(tantivy.Index(schema(stored=True), str(folder))).writer(heap_size=HEAP)
    for number, article in enumerate(articles):
        title, body = (" ".join(_words(lines, analyzer)) for lines in ([article.title or ""], article.paragraphs))
        text = f"{article.title}\n{article.body}"
        values = {"number": number, "title": title, "body": body, "text": text, **_columns(article)}
        writer.add_document(tantivy.Document(published=moment((article.published or "")[:10]), **values))
    writer.commit()
    writer.wait_merging_threads()


def by_vanilla_whoosh(articles: Iterable[Article], folder: Path) -> None:
    """Whoosh and jieba with the analyzer that jieba brings for it."""
    from datetime import datetime

    from jieba.analyse import ChineseAnalyzer
    from whoosh import index as whoosh_index

    from benchmarks.peers.vanillawhoosh import MEMORY_MB, schema

    kept = schema(stored=True, analyzer=ChineseAnalyzer())
    writer = whoosh_index.create_in(str(folder), kept).writer(limitmb=MEMORY_MB)
    for number, article in enumerate(articles):
        values = {"number": number, "title": article.title, "body": article.body, **_columns(article)}
        writer.add_document(published=datetime.fromisoformat((article.published or "")[:10]), **values)
    writer.commit()


Pipeline = Callable[[Iterable[Article], Path], None]
PIPELINES: dict[str, Pipeline] = {"tashan": by_us, "tantivy": by_tantivy, "whoosh": by_vanilla_whoosh}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """How many articles became an index, in how many seconds, from the first one read to the last byte written."""

    articles: int
    seconds: float
    per_second: float


def ingested(name: str, newsroom: Newsroom, count: int, folder: Path) -> Ingested:
    """Have a pipeline index the first articles, read from their file; a single one before loads its dictionary."""
    for place in ("first", "all"):
        (folder / place).mkdir()
    PIPELINES[name](newsroom.articles(1), folder / "first")
    seconds = seconds_of(partial(PIPELINES[name], newsroom.articles(count), folder / "all"))
    return Ingested(articles=count, seconds=seconds, per_second=count / seconds)


def _words_only(article: Article, analyzer: Analyzer) -> AnalysedDocument:
    whole = Section(heading=None, depth=0, role=None, anchor="", text=article.body)
    document = Document(article, kind=article.column or "", sections=(whole,), withheld=False)
    title = tuple(analyzer.terms([article.title or ""]))
    return AnalysedDocument(document, title, (), tuple(analyzer.terms(article.paragraphs)), frozenset())


def _words(lines: Iterable[str], analyzer: Analyzer) -> Iterable[str]:
    return (word for line in lines for word in analyzer.words(line))


def _columns(article: Article) -> dict[str, Any]:
    values = {"court": article.court, "province": article.province, "kind": article.column}
    return {name: values.get(name, (article.published or "")[:4]) or "" for name in COLUMNS}
