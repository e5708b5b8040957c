"""Yields: what the runs of a source gave of each field, and which of them fell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Runs whose readings entered the corpus: judged good, as far as they came, or accepted by the operator.
INCOMPLETE = "incomplete"
ACCEPTED = "accepted"
GOOD_OUTCOMES = ("healthy", INCOMPLETE, ACCEPTED)
FIELDS = ("body", "title", "published", "author", "court", "column")
# Of a field that every article should have, a source that never was read before gives at least this share.
EXPECTED = frozenset({"body", "title", "published"})
UNTRIED_SHARE = 2 / 3
# A field has fallen where pages give less than this of what is usual, and it is missing on no fewer than so many.
LEAST_SHARE = 0.75
FEW = 2


@dataclass(frozen=True, slots=True)
class Yields:
    """What one run read: the articles that it saw, the pages that it had to read, how many of these gave each field.

    None of a field that the run did not count, as it is in runs of before it was counted.
    """

    finished: str
    outcome: str
    articles: int
    pages: int
    body: int
    title: int
    published: int
    author: int | None = None
    court: int | None = None
    column: int | None = None

    def given(self, field: str) -> tuple[int, int] | None:
        """How many pages gave a field and how many could have; None where none could, or it was not counted.

        All pages could have given a text, those with a text the rest.
        """
        count: int | None = getattr(self, field)
        pages = self.pages if field == "body" else self.body
        return None if count is None or not pages else (count, pages)


@dataclass(frozen=True, slots=True)
class Fallen:
    """A field that pages do not give as they did: since when, what share of them has it, and what share is usual."""

    field: str
    since: str
    share: float
    usual: float


@dataclass(slots=True)
class _Usual:
    """The share of pages with a field in the good runs since the operator last accepted one, but where it fell."""

    expected: float
    have: int = 0
    pages: int = 0

    @property
    def share(self) -> float:
        return self.have / self.pages if self.pages else self.expected

    def is_missed(self, count: int, pages: int) -> bool:
        return pages - count >= FEW and count < LEAST_SHARE * self.share * pages

    def learn(self, count: int, pages: int) -> None:
        self.have, self.pages = self.have + count, self.pages + pages

    def forget(self) -> None:
        self.have = self.pages = 0


def falls(field: str, history: Sequence[Yields]) -> Iterator[Fallen | None]:
    """For every run, the oldest first: how a field fell there; None where it was as usual, or could not be had."""
    usual = _Usual(UNTRIED_SHARE if field in EXPECTED else 0.0)
    since: str | None = None
    for run in history:
        if run.outcome == ACCEPTED:
            usual.forget()
        given = run.given(field)
        if given is None:
            yield None
            continue
        missed = run.outcome != ACCEPTED and usual.is_missed(*given)
        since = (since or run.finished) if missed else None
        yield Fallen(field, since, given[0] / given[1], usual.share) if since else None
        if run.outcome in GOOD_OUTCOMES and not missed:
            usual.learn(*given)


def fallen(history: Sequence[Yields]) -> tuple[Fallen, ...]:
    """The fields that were not as usual in the latest run that could have given them."""
    return tuple(fall for field in FIELDS if (fall := _last(field, history)) is not None)


def _last(field: str, history: Sequence[Yields]) -> Fallen | None:
    told = [fall for run, fall in zip(history, falls(field, history), strict=True) if run.given(field)]
    return told[-1] if told else None
