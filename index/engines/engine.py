"""The seam behind which a search engine works: documents in, queries out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import TashanError
from index.normaltext import NormalText
from index.query import Filters, Node
from index.text.normal import normalise

if TYPE_CHECKING:
    from index.document import AnalysedDocument

FACETS = (
    "province", "city", "court", "level", "year", "kind", "topic", "brand", "honour", "scope", "has", "source", "form",
)  # fmt: skip
ORIGINAL, REPOST = "原创", "转载"
RELEVANCE, DATE, DENSITY = SORTS = ("relevance", "date", "density")
STORY, ARTICLE, PASSAGE = GROUPS = ("story", "none", "passage")


class EngineError(TashanError):
    """The engine cannot answer or write."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What the corpus knows of stories: ``folds`` takes a text's key to its story's, ``originals`` are URLs.

    A text that no ledger joined to another is a story of its own; ``retold`` are the stories that several articles
    tell, each of which has its original.
    """

    folds: Mapping[str, str] = field(default_factory=dict)
    originals: frozenset[str] = frozenset()
    retold: frozenset[str] = frozenset()

    def story(self, key: str) -> str:
        """The story that a text belongs to."""
        return self.folds.get(key, key)

    def form(self, url: str, key: str) -> str:
        """Whether the article of a URL and a text is an original or a repost: its value in the field ``form``."""
        return REPOST if self.story(key) in self.retold and url not in self.originals else ORIGINAL


@dataclass(frozen=True, slots=True)
class Ranking:
    """Which factors the score that its words give a document is multiplied by: ``docs/decisions/0026-ranking.md``."""

    recency: bool = True
    density: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One question to an engine: a tree of words and quotations, filters, order, the cards wanted, seconds allowed.

    ``sort`` is one of SORTS: a card is as late, or as dense, as its first article, and those alike go by their dates.
    ``group`` is STORY, or ARTICLE where every article is a card of its own, or PASSAGE where every section is that has
    all of the tree by itself. Texts that are wanted must stand in sections of one of the ``roles``, where there are
    any, each within one section; those that are not wanted may stand nowhere in the article, and what is asked of the
    title or a field is asked of the article. An engine counts every value that a document has in each of FACETS,
    compares those of a filter by ``Filters.keyed``, and leaves a field's own filter out of its own counts. It tells the
    ``values`` commonest of each, and those of the filters; all of them where that is None, and does not count for 0.
    """

    tree: Node | None
    filters: Filters
    sort: str
    group: str
    grouping: Grouping
    first: int
    count: int
    budget: float
    ranking: Ranking = Ranking()
    values: int | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the sections to look into; none where all are, and the rest of the article."""
        return self.filters.role


@dataclass(frozen=True, slots=True)
class Found:
    """An article that answers: its stored view and score, and the views of its reposts that answer too.

    Where passages are the cards, ``section`` is the number of the one that answers. ``text`` is the normal text of the
    sections of the view, where the engine has it at hand.
    """

    view: Mapping[str, Any]
    score: float
    reposts: tuple[Mapping[str, Any], ...]
    section: int | None = None
    text: NormalText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an engine found: exact counts over everything, the cards asked for, ``partial`` where time ran out."""

    total: int
    stories: int
    found: tuple[Found, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    partial: bool

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing answers, for certain."""
        return not self.total and not self.partial


@dataclass(frozen=True, slots=True)
class Every:
    """The URLs of all articles that answer, card after card in order; ``partial`` where time ran out."""

    urls: tuple[str, ...]
    partial: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles in their normal form, none empty; ``written`` tells how the one of a number is written."""

    normal: Sequence[str]
    written: Callable[[int], str]

    @classmethod
    def of(cls, titles: Iterable[str]) -> Titles:
        """Titles that are at hand."""
        known = list(titles)
        return cls([normalise(title) for title in known], known.__getitem__)


class Reader(Protocol):
    """One state of an index, open for questions."""

    @property
    def generation(self) -> str:
        """A name that changes whenever answers can change."""

    def texts(self) -> dict[str, str]:
        """For the URL of every document the key of its text."""

    def titles(self, most: int) -> Titles:
        """The titles of at most so many documents, the latest first."""

    def words(self) -> Iterator[tuple[str, int]]:
        """Every word of titles and texts with how many documents have it there."""

    def answer(self, plan: Plan) -> Answer:
        """Answer a question within its budget of seconds."""

    def every(self, plan: Plan) -> Every:
        """All that answers a question, whatever cards it wants, within its budget of seconds."""

    def close(self) -> None:
        """Release the files."""


class Writer(Protocol):
    """Takes documents into one state of an index."""

    def write(self, documents: Iterable[AnalysedDocument], removed: Iterable[str] = ()) -> int:
        """Add documents, each in place of an earlier one of the same URL, drop the removed URLs, in one commit."""

    def write_packed(self, batches: Iterable[Any], removed: Iterable[str] = ()) -> int:
        """The same with batches that the engine's own ``packed`` made of documents, in this process or in another."""

    def purge(self) -> None:
        """Leave nothing on the disk of documents that were dropped or replaced."""

    def count(self) -> int:
        """How many documents the index holds."""

    def check(self) -> None:
        """Prove that every byte of the index is as it was written; raises EngineError with what is not."""
