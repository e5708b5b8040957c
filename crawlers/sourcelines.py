"""Sources as lines of plain text, for a terminal: how each stands, what is wrong with it, what it was missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawlers.schedule import SourceRow
from index.text.legible import printable


def source_lines(rows: Iterable[SourceRow]) -> Iterator[str]:
    """One line for each source, and further ones below it where there is something to tell."""
    for row in rows:
        cells = (f"{row.name:<20}", f"{row.platform:<14}", f"{row.health:<10}", f"{row.newest or '-':<11}")
        yield printable(" ".join([*cells, f"due {row.due if row.last_run else 'now'}", row.title or "-"]))
        for line in (*_sick_lines(row), *_missing_lines(row)):
            yield printable(f"{'':<20} {line}")


def _sick_lines(row: SourceRow) -> Iterator[str]:
    """What is wrong with a source: which field died, since when, an address that shows it."""
    if row.problem:
        yield row.problem
        facts = {"field": row.field, "since": row.since, "example": row.example}
        yield ", ".join(f"{name} {fact}" for name, fact in facts.items() if fact)
    if row.held:
        yield f"{row.held} articles in quarantine; tashan crawl --accept {row.name} lets them in"


def _missing_lines(row: SourceRow) -> Iterator[str]:
    """What a source was missing: articles found late, and months without any."""
    if missed := row.missed:
        yield (
            f"{missed.articles} articles of {missed.oldest} to {missed.newest} were missed at first; the visit of"
            f" {missed.found} found them: {' '.join(missed.examples)}"
        )
    for gap in row.gaps:
        yield f"no articles from {gap.first} to {gap.last}, where {gap.expected} would be usual"
