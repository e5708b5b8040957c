"""The answers to a search as lines of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from index.results import Hit, SearchResults
from index.text.legible import printable


def result_lines(results: SearchResults) -> Iterator[str]:
    """What was found, how it was read, every hit, and how much was searched."""
    more = ", time ran out: partial" if results.partial else ""
    yield f"{results.total} articles in {results.stories} stories, {results.took_ms:.0f} ms{more}"
    yield from map(printable, _reading_lines(results))
    for number, hit in enumerate(results.hits, start=(results.page - 1) * results.size + 1):
        yield ""
        yield from map(printable, _hit_lines(number, hit))
    covered = results.coverage
    yield f"Searched {covered.articles} articles of {covered.sources} sources, {covered.oldest} to {covered.newest}."
    if covered.stale:
        yield f"Not healthy: {', '.join(covered.stale)}."


def _reading_lines(results: SearchResults) -> Iterator[str]:
    """How the query was read, and what else could be asked."""
    yield from results.notes
    if results.also:
        yield f"Also searched: {', '.join(results.also)} (--no-also leaves them out)."
    if results.suggestion:
        yield f"Did you mean: {results.suggestion}"
    if results.related:
        yield f"Related: {', '.join(term.value for term in results.related)}"
    if results.page > results.pages:
        yield f"There is no page {results.page}: the last one is {results.pages}."


def _hit_lines(number: int, hit: Hit) -> Iterator[str]:
    yield f"{number}. {hit.title or '(untitled)'}"
    yield "   " + " · ".join(filter(None, (hit.court, hit.province, hit.published, hit.kind)))
    for passage in hit.passages[:1]:
        if passage.path:
            yield "   " + " › ".join(passage.path)
    yield f"   {_unmarked(hit.snippet)}"
    yield f"   {hit.url}"
    if hit.reposts:
        yield f"   + {len(hit.reposts)} reposts"


def _unmarked(snippet: str) -> str:
    return unescape(snippet.replace("<mark>", "").replace("</mark>", ""))
