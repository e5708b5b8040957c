"""Extraction: how well saved news pages are read, by us and by the libraries that others would take.

Usage: python benchmarks/extraction.py FOLDER

FOLDER holds ``gold.jsonl``, one object a line with ``file``, ``title``, ``published`` and ``body``, and the pages that
``file`` names. The libraries are those of ``benchmarks/requirements.txt``; one that is missing is left out and named.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import mean
from typing import Any

from crawlers.platforms.generic import GenericSpider
from crawlers.reading.dates import published_in
from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import NotAnArticle

GRAM = 4
_URL = "http://page.invalid/article/20000"
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[^>]{1,2000}>")
_MARKS = str.maketrans("，：；！？（）“”‘’｜", ",:;!?()\"\"''|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found on a page, "" for nothing."""

    title: str = ""
    published: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well pages were read: mean F1 of the texts, shares of right titles and of the days told, mean seconds."""

    text: float
    title: float
    date: float
    seconds: float
    crashes: int


# A page's bytes, and the text that they are, for those who cannot tell its encoding.
Reader = Callable[[bytes, str], Reading]


def ours(body: bytes, markup: str) -> Reading:
    """Read a page of no known platform, as ``tashan extract`` does."""
    try:
        article = GenericSpider.read_page(Page(url=_URL, body=body))
    except (NotAnArticle, UnreadablePage):
        return Reading()
    return Reading(title=article.title or "", published=article.published or "", body=article.body)


def by_trafilatura(body: bytes, markup: str) -> Reading:
    """Read a page with trafilatura."""
    found = import_module("trafilatura").bare_extraction(markup, with_metadata=True)
    if found is None:
        return Reading()
    return Reading(title=found.title or "", published=found.date or "", body=found.text or "")


def by_readability(body: bytes, markup: str) -> Reading:
    """Read a page with readability-lxml, which looks for no date."""
    document = import_module("readability").Document(markup)
    return Reading(title=document.short_title(), body=_TAG.sub("", document.summary()))


def by_newspaper(body: bytes, markup: str) -> Reading:
    """Read a page with newspaper4k."""
    article = import_module("newspaper").Article(_URL, language="zh")
    article.download(input_html=markup)
    article.parse()
    return Reading(title=article.title, published=str(article.publish_date or ""), body=article.text)


def by_gne(body: bytes, markup: str) -> Reading:
    """Read a page with gne."""
    found = import_module("gne").GeneralNewsExtractor().extract(markup)
    return Reading(title=found["title"], published=found["publish_time"], body=found["content"])


READERS: dict[str, tuple[str, Reader]] = {
    "ours": ("tashan", ours),
    "trafilatura": ("trafilatura", by_trafilatura),
    "readability-lxml": ("readability", by_readability),
    "newspaper4k": ("newspaper", by_newspaper),
    "gne": ("gne", by_gne),
}


def text_f1(found: str, gold: str) -> float:
    """The F1 of two texts' runs of four characters, white space apart."""
    grams, wanted = _grams(found), _grams(gold)
    common = (grams & wanted).total()
    return 2 * common / (grams.total() + wanted.total()) if common else float(not grams and not wanted)


def same_title(found: str, gold: str) -> bool:
    """Tell whether two titles are one but for white space and the width of marks."""
    return _plain(found) == _plain(gold)


def same_day(found: str, gold: str) -> bool:
    """Tell whether two dates are of one day."""
    return (published_in(found) or "")[:10] == (published_in(gold) or "")[:10]


def misses(reader: Reader, pages: Sequence[dict[str, Any]], folder: Path) -> Iterator[str]:
    """Say of every page what was read wrongly."""
    for gold in pages:
        body = (folder / gold["file"]).read_bytes()
        found = reader(body, Page(url=_URL, body=body).text)
        if not same_title(found.title, gold["title"]):
            yield f"{gold['file']}: title “{found.title}”, not “{gold['title']}”"
        if gold["published"] and not same_day(found.published, gold["published"]):
            yield f"{gold['file']}: date {found.published or 'none'}, not {gold['published'] or 'none'}"
        if (score := text_f1(found.body, gold["body"])) < 0.9:
            yield f"{gold['file']}: text F1 {score:.2f}"


def score(reader: Reader, pages: Sequence[dict[str, Any]], folder: Path) -> Score:
    """Read every page and compare; a page on which a library crashes is one that it read nothing of."""
    texts, titles, dates, crashes = [], [], [], 0
    started = time.perf_counter()
    for gold in pages:
        body = (folder / gold["file"]).read_bytes()
        try:
            found = reader(body, Page(url=_URL, body=body).text)
        except Exception:  # noqa: BLE001 - what a library raises on a page is counted, whatever it is
            found, crashes = Reading(), crashes + 1
        texts.append(text_f1(found.body, gold["body"]))
        titles.append(same_title(found.title, gold["title"]))
        if gold["published"]:
            dates.append(same_day(found.published, gold["published"]))
    seconds = (time.perf_counter() - started) / len(pages)
    return Score(text=mean(texts), title=mean(titles), date=mean(dates), seconds=seconds, crashes=crashes)


def main(arguments: Sequence[str]) -> int:
    """Print one table, then what we read wrongly."""
    folder = Path(arguments[0]) if len(arguments) == 1 else None
    if folder is None or not (folder / "gold.jsonl").is_file():
        print(f"Say which folder holds gold.jsonl and its pages: {folder or 'none was given'}.", file=sys.stderr)
        return 1
    pages = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    print(f"{len(pages)} pages   {'':12} text F1  title   date  ms/page  crashes")
    for name, (module, reader) in READERS.items():
        try:
            import_module(module)
        except ImportError:
            print(f"{name:28} is not installed: make benchmarks")
            continue
        row = score(reader, pages, folder)
        figures = f"{row.text:7.3f} {row.title:6.3f} {row.date:6.3f} {row.seconds * 1000:8.1f} {row.crashes:8}"
        print(f"{name:18}{version(name) if name != 'ours' else '':10} {figures}", flush=True)
    print(*misses(ours, pages, folder), sep="\n")
    return 0


def _grams(text: str) -> Counter[str]:
    bare = _SPACE.sub("", text)
    return Counter(bare[start : start + GRAM] for start in range(max(len(bare) - GRAM + 1, 0)))


def _plain(title: str) -> str:
    return _SPACE.sub("", title).translate(_MARKS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
