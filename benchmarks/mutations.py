"""Mutations: pages broken at random, and what reading them must never do.

Usage: python benchmarks/mutations.py FOLDER [COUNT [SEED]]
       python benchmarks/mutations.py FOLDER SEED/NUMBER

Every ``.html`` and ``.htm`` page below FOLDER is broken again and again, COUNT (10,000) times in all. The second form
breaks one page again, as a fault names it, and prints the broken page, its article and its faults.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from crawlers.platforms import platform_of, platforms
from crawlers.reading.blocks import blocks_of
from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import NotAnArticle
from index.article import Article

URL = "http://page.invalid/article/20000"
MOST_NAVIGATION = 0.1
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<!--|-->")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]")
_TAG = re.compile(rb"<[^>]{1,400}>")
_NAMES = re.compile(rb"""\b(?:class|id)\s*=\s*(?:"[^"]{0,200}"|'[^']{0,200}'|[\w-]{1,60})""")
_JUNK = (
    *(b"\x00\x01\x02", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1b[0m", b"\x81\x40\xd6", b"&#0;&#x1f;&#xd800;", b"<br>" * 40),
    *(b"<title>", b"<script>", b"<!-- ", b"<![CDATA[", b"<p", b"</div></div></div>", b"<table><tr><td>"),
    *(b"&lt;p class=x&gt;", b"<ul><li><a href='/'>", b"<base href='http://[x'>"),
    *(text.encode() for text in ("\u202e\u200b", "　　" * 30, "发布时间：", "2026年1月2日", "（作者：")),
)
_RUN = 3
_ONE = re.compile(r"(?P<seed>.+)/(?P<number>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Original:
    """A page as it was, and the texts of its navigation: rows of links."""

    name: str
    body: bytes
    navigation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A broken page by the name to find it again, what was read from it (None where refused), and what is wrong."""

    name: str
    body: bytes
    article: Article | None
    faults: tuple[str, ...]


def originals(paths: Sequence[Path]) -> Iterator[Original]:
    """The pages of some files, without those that are no text."""
    for path in paths:
        body = path.read_bytes()
        try:
            blocks = blocks_of(Page(URL, body).selector)
        except UnreadablePage:
            continue
        runs = groupby(blocks, lambda block: block.is_link)
        rows = [[block.text for block in row] for is_link, row in runs if is_link]
        yield Original(path.name, body, tuple(text for row in rows if len(row) >= _RUN for text in row))


def mutated(body: bytes, chance: random.Random) -> bytes:
    """A page broken in one to four ways."""
    for _ in range(chance.randint(1, 4)):
        body = chance.choice(_WAYS)(body, chance)
    return body


def faults(article: Article, navigation: Sequence[str]) -> Iterator[str]:
    """Say what is wrong with an article, whatever page it was read from."""
    for name, value in article.as_json().items():
        if isinstance(value, str) and name != "url":
            if found := _MARKUP.search(value):
                yield f"{name} holds markup: {found[0]!r}"
            if found := _CONTROL.search(value):
                yield f"{name} holds a control character: {found[0]!r}"
    lines = frozenset(article.paragraphs)
    share = sum(len(text) for text in navigation if text in lines) / max(sum(map(len, navigation)), 1)
    if share > MOST_NAVIGATION:
        yield f"body holds {share:.0%} of the navigation"


def read(body: bytes, chance: random.Random) -> Article | None:
    """Read a page by the generic reader or by a platform's layouts; None where it is told to be none."""
    reader = platforms()[chance.choice(sorted(platforms()))] if chance.random() < 0.5 else platform_of(URL)
    try:
        return reader.read_page(Page(URL, body))
    except (NotAnArticle, UnreadablePage):
        return None


def attempt(pages: Sequence[Original], seed: str, number: int) -> Attempt:
    """Break and read the page that a seed and a number stand for; the same two always give the same."""
    chance, page = random.Random(f"{seed}/{number}"), pages[number % len(pages)]
    body = mutated(page.body, chance)
    article = read(body, chance)
    found = tuple(faults(article, page.navigation)) if article else ()
    return Attempt(f"{page.name}, {seed}/{number}", body, article, found)


def main(arguments: Sequence[str]) -> int:
    """Break pages, read them, and print how many of which fault there were; 1 where there was any."""
    paths = sorted(Path(arguments[0]).rglob("*.htm*")) if arguments else []
    if not paths:
        print("Say which folder holds the pages.", file=sys.stderr)
        return 1
    pages, count = tuple(originals(paths)), arguments[1] if arguments[1:] else "10000"
    if one := _ONE.fullmatch(count):
        return _replay(attempt(pages, one["seed"], int(one["number"])))
    return _run(pages, int(count), arguments[2] if arguments[2:] else "1")


def _run(pages: Sequence[Original], count: int, seed: str) -> int:
    found, articles = Counter[str](), 0
    started = time.perf_counter()
    for number in range(count):
        tried = attempt(pages, seed, number)
        articles += tried.article is not None
        for fault in tried.faults:
            found[fault.partition(":")[0]] += 1
            print(f"{tried.name}: {fault}")
    seconds = time.perf_counter() - started
    print(f"{count} pages in {seconds:.0f} s, {articles} articles, faults: {found.total()} {dict(found)}")
    return int(bool(found))


def _replay(tried: Attempt) -> int:
    fields = tried.article.as_json() if tried.article else None
    print(tried.body.decode("utf-8", "backslashreplace"))
    print(json.dumps(fields, ensure_ascii=False, indent=1) if fields else "The page is refused.")
    print("\n".join(tried.faults) or "No faults.")
    return int(bool(tried.faults))


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randint(0, len(body))]


def _hole(body: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(body))
    return body[:start] + body[start + chance.randint(1, 2000) :]


def _double(body: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(body))
    piece = body[start : start + chance.randint(1, 2000)]
    place = chance.randint(0, len(body))
    return body[:place] + piece + body[place:]


def _junk(body: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(body))
    return body[:place] + chance.choice(_JUNK) + body[place:]


def _flip(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _untagged(body: bytes, chance: random.Random) -> bytes:
    return _TAG.sub(lambda tag: b"" if chance.random() < 0.1 else tag[0], body)


def _nameless(body: bytes, chance: random.Random) -> bytes:
    return _NAMES.sub(b"", body)


def _recoded(body: bytes, chance: random.Random) -> bytes:
    return body.decode("utf-8", "replace").encode(chance.choice(("gb18030", "utf-16")), "replace")


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _hole, _double, _junk, _junk, _flip, _untagged, _nameless, _recoded,
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
