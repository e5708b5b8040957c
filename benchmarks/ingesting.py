"""Ingesting: how fast articles become an index from their raw text on, words cut and texts kept, in several ways."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any

from benchmarks.cuttings import COLUMNS, Newsroom
from benchmarks.timing import seconds_of
from index.article import Article
from index.document import AnalysedDocument, Document, analysed_together
from index.engines.whoosh.segments.packing import Batch, packed
from index.engines.whoosh.writer import WhooshWriter, create
from index.knowledge.facts import Facts
from index.knowledge.sections import Section
from index.text.analyzer import Analyzer
from index.text.terms import Numbering
from index.text.tokenizer import court_tokenizer

_ARTICLES_A_BATCH = 100
# Articles, an empty folder for the index, and processes that may be given work.
Pipeline = Callable[[Iterable[Article], Path, Pool], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """How many articles became an index, in how many seconds, from the first one read to the last byte written."""

    articles: int
    seconds: float
    per_second: float


def by_us(articles: Iterable[Article], folder: Path, workers: Pool) -> None:
    """Our tokenizer in the workers, and our engine; no exact layer, nothing drawn from the text."""
    create(folder / "generation")
    WhooshWriter(folder / "generation").write_packed(workers.imap(_packed, _batches(articles)))


def by_tantivy(articles: Iterable[Article], folder: Path, workers: Pool) -> None:
    """The same tokenizer in the process that feeds tantivy, which indexes in threads of its own."""
    _feed_tantivy(map(_cut, articles), folder)


def by_tantivy_and_workers(articles: Iterable[Article], folder: Path, workers: Pool) -> None:
    """The same tokenizer in the workers, as with ours."""
    batches = workers.imap(_cut_together, _batches(articles))
    _feed_tantivy((cut for batch in batches for cut in batch), folder)


def by_vanilla_whoosh(articles: Iterable[Article], folder: Path, workers: Pool) -> None:
    """Whoosh and jieba with the analyzer that jieba brings for it."""
    # Loading jieba's analyzers takes long, and tantivy is not installed everywhere: only who is asked imports these.
    from jieba.analyse import ChineseAnalyzer
    from whoosh import index as whoosh_index

    from benchmarks.peers.vanillawhoosh import MEMORY_MB, schema

    kept = schema(stored=True, analyzer=ChineseAnalyzer())
    writer = whoosh_index.create_in(str(folder), kept).writer(limitmb=MEMORY_MB)
    for number, article in enumerate(articles):
        values = {"number": number, "title": article.title, "body": article.body, **_columns(article)}
        writer.add_document(published=datetime.fromisoformat((article.published or "")[:10]), **values)
    writer.commit()


# What must be installed for each, and the pipeline.
PIPELINES: dict[str, tuple[str, Pipeline]] = {
    "tashan": ("tashan", by_us),
    "tantivy": ("tantivy", by_tantivy),
    "tantivy+workers": ("tantivy", by_tantivy_and_workers),
    "whoosh": ("whoosh", by_vanilla_whoosh),
}


def ingested(name: str, newsroom: Newsroom, count: int, folder: Path) -> Ingested:
    """Have a pipeline index the first articles, read from their file; some before load every dictionary."""
    _, pipeline = PIPELINES[name]
    for place in ("first", "all"):
        (folder / place).mkdir()
    processes = os.cpu_count() or 1
    with get_context("spawn").Pool(processes) as workers:
        pipeline(newsroom.articles(_ARTICLES_A_BATCH * processes * 2), folder / "first", workers)
        seconds = seconds_of(partial(pipeline, newsroom.articles(count), folder / "all", workers))
    return Ingested(articles=count, seconds=seconds, per_second=count / seconds)


@cache
def _analyzer() -> Analyzer:
    """The analyzer of a process, cutting as fast as it can."""
    tokenizer = court_tokenizer()
    tokenizer.hasten()
    return Analyzer(tokenizer)


@cache
def _numbering() -> Numbering:
    """The vocabulary of a process, as one that prepares articles keeps it from task to task."""
    return _analyzer().numbering()


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    following = iter(articles)
    while batch := list(islice(following, _ARTICLES_A_BATCH)):
        yield batch


def _packed(articles: list[Article]) -> Batch:
    """Articles as our writer takes them: one section holds the text, which is not looked up exactly."""
    if _numbering().is_full:
        _numbering.cache_clear()
    cuts = analysed_together(map(_document, articles), _analyzer(), _numbering())
    return packed([_without_exact_layer(cut) for cut in cuts])


def _document(article: Article) -> Document:
    whole = Section(heading=None, depth=0, role=None, anchor="", text=article.body)
    return Document(article, kind=article.column or "", sections=(whole,), withheld=False, known=Facts())


def _without_exact_layer(cut: AnalysedDocument) -> AnalysedDocument:
    return replace(cut, document=replace(cut.document, article=replace(cut.document.article, title=None, body="")))


def _cut(article: Article) -> dict[str, Any]:
    """An article as tantivy takes it, but for its number."""
    title, body = (" ".join(_words(lines)) for lines in ([article.title or ""], article.paragraphs))
    text = f"{article.title}\n{article.body}"
    return {"title": title, "body": body, "text": text, "published": article.published, **_columns(article)}


def _cut_together(articles: list[Article]) -> list[dict[str, Any]]:
    return [_cut(article) for article in articles]


def _feed_tantivy(cuts: Iterable[dict[str, Any]], folder: Path) -> None:
    from benchmarks.peers.tantivypeer import HEAP, moment, schema, tantivy, with_words

    writer = with_words(tantivy.Index(schema(stored=True), str(folder))).writer(heap_size=HEAP)
    for number, cut in enumerate(cuts):
        writer.add_document(tantivy.Document(number=number, **{**cut, "published": moment(cut["published"])}))
    writer.commit()
    writer.wait_merging_threads()


def _words(lines: Iterable[str]) -> Iterator[str]:
    return (word for line in lines for word in _analyzer().words(line))


def _columns(article: Article) -> dict[str, Any]:
    values = {"court": article.court, "province": article.province, "kind": article.column}
    return {name: values.get(name, (article.published or "")[:4]) or "" for name in COLUMNS}
