"""Cuttings: articles cut into words once, so that every engine is fed the very same ones, and kept in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from benchmarks.newswriter import NewsWriter
from index.article import Article
from index.document import bare_document
from index.places.courts import todays_name
from index.text.analyzer import Analyzer
from index.text.script import simplified
from index.text.tokenizer import court_tokenizer

COLUMNS = ("court", "province", "year", "kind")
_CHUNK = 250
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Cutting:
    """One article as an engine takes it: words parted by spaces, a day as ``YYYY-MM-DD``, and the columns."""

    number: int
    title: str
    body: str
    published: str
    court: str
    province: str
    year: str
    kind: str

    @property
    def words(self) -> list[str]:
        """The words of the body."""
        return self.body.split(" ")

    def column(self, name: str) -> str:
        """The value of one of COLUMNS."""
        value: str = getattr(self, name)
        return value


def cutting_of(number: int, article: Article, analyzer: Analyzer) -> Cutting:
    """Cut one article; a sub-word is no word here, for no other engine has such.

    The column of its site stands for its kind, which would take longer to tell than all the rest.
    """
    published = (article.published or "")[:10]
    return Cutting(
        number=number,
        title=" ".join(analyzer.words(article.title or "")),
        body=" ".join(word for paragraph in article.paragraphs for word in analyzer.words(paragraph)),
        published=published,
        court=_counted_court(article.court or "", article.province or ""),
        province=article.province or "",
        year=published[:4],
        kind=article.column or "",
    )


@cache
def _counted_court(name: str, province: str) -> str:
    """The name under which our own index counts a court, so that all count alike."""
    return simplified(todays_name(name, province=province))


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A folder with the written articles and their cuttings."""

    folder: Path

    @property
    def _articles(self) -> Path:
        return self.folder / "articles.jsonl"

    @property
    def _cuttings(self) -> Path:
        return self.folder / "cuttings.tsv"

    @property
    def _normal_texts(self) -> Path:
        return self.folder / "normal.jsonl"

    def fill(self, count: int, processes: int, real_texts: Path | None = None) -> int:
        """Write and cut articles, all anew; returns the characters of their titles and bodies."""
        characters = 0
        chunks = ((start, min(start + _CHUNK, count), real_texts) for start in range(0, count, _CHUNK))
        with (
            self._articles.open("w", encoding="utf-8") as articles,
            self._cuttings.open("w", encoding="utf-8") as cuttings,
            self._normal_texts.open("w", encoding="utf-8") as normal_texts,
            get_context("spawn").Pool(processes) as pool,
        ):
            for filled in pool.imap(_filled, chunks):
                articles.write(filled.articles)
                cuttings.write(filled.cuttings)
                normal_texts.write(filled.normal_texts)
                characters += filled.characters
        return characters

    def articles(self, count: int | None = None) -> Iterator[Article]:
        """The first articles, or all."""
        return _read(self._articles, count, lambda line: Article.from_json(json.loads(line)))

    def cuttings(self, count: int | None = None) -> Iterator[Cutting]:
        """The first cuttings, or all."""
        return _read(self._cuttings, count, _parsed)

    def normal_texts(self, count: int | None = None) -> Iterator[str]:
        """What quotations are looked up in: the normal forms of title and paragraphs, a line each."""
        return _read(self._normal_texts, count, json.loads)


def _read(path: Path, count: int | None, parse: Callable[[str], _Read]) -> Iterator[_Read]:
    with path.open(encoding="utf-8") as lines:
        yield from map(parse, islice(lines, count))


def _parsed(line: str) -> Cutting:
    number, *values = line.rstrip("\n").split("\t")
    return Cutting(int(number), *values)


def _line(cutting: Cutting) -> str:
    return "\t".join(map(str, astuple(cutting)))


@cache
def _tools(real_texts: Path | None) -> tuple[NewsWriter, Analyzer]:
    tokenizer = court_tokenizer()
    tokenizer.hasten()
    return NewsWriter(real_texts), Analyzer(tokenizer)


@dataclass(frozen=True, slots=True)
class _Filled:
    """Lines of some articles, of their cuttings and normal texts, and how many characters they have."""

    articles: str
    cuttings: str
    normal_texts: str
    characters: int


def _filled(chunk: tuple[int, int, Path | None]) -> _Filled:
    start, stop, real_texts = chunk
    writer, analyzer = _tools(real_texts)
    articles = [writer.article(number) for number in range(start, stop)]
    cuttings = [cutting_of(number, article, analyzer) for number, article in enumerate(articles, start)]
    return _Filled(
        articles=_lines(json.dumps(article.as_json(), ensure_ascii=False) for article in articles),
        cuttings=_lines(map(_line, cuttings)),
        normal_texts=_lines(json.dumps(bare_document(article).normal_text, ensure_ascii=False) for article in articles),
        characters=sum(len(article.title or "") + len(article.body) for article in articles),
    )


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
