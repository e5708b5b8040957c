"""What was observed: what the readings of a visit have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawlers.garbling import is_garbled
from index.article import Article
from index.staging import Kind, Reading

# The counts that a run has of articles without a field.
LACKED = {
    "untitled": "title",
    "undated": "published",
    "unsigned": "author",
    "uncourted": "court",
    "uncolumned": "column",
}


@dataclass(slots=True)
class Observed:
    """What the readings of a visit have in common: counts, examples of what is missing, the commonest body."""

    read: int = 0
    gone: int = 0
    unchanged: int = 0
    garbled: int = 0
    newest: str | None = None
    missing: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    bodies: Counter[int] = field(default_factory=Counter)
    last_of_body: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Observed:
        """Look at every reading once."""
        observed = cls()
        for reading in readings:
            observed.look_at(reading)
        return observed

    def look_at(self, reading: Reading) -> None:
        """Count one reading."""
        match reading.kind:
            case Kind.ARTICLE if reading.article is not None:
                self._look_at_article(reading, reading.article)
            case Kind.UNREAD:
                self._miss("body", reading.url)
            case Kind.UNCHANGED:
                self.unchanged += 1
            case Kind.GONE:
                self.gone += 1
                self.examples.setdefault("server", reading.url)

    def _look_at_article(self, reading: Reading, article: Article) -> None:
        self.read += 1
        for name in LACKED.values():
            if not getattr(article, name):
                self._miss(name, reading.url)
        if is_garbled(f"{article.title}\n{article.body}"):
            self.garbled += 1
            self.examples.setdefault("text", reading.url)
        body = hash(article.body)
        self.bodies[body] += 1
        self.last_of_body[body] = reading.url
        self.newest = max(filter(None, (self.newest, (article.published or "")[:10])), default=None)

    def _miss(self, name: str, url: str) -> None:
        self.missing[name] += 1
        self.examples.setdefault(name, url)

    def counts(self) -> dict[str, int]:
        """The counts under the names that a run has for them."""
        lacked = {name: self.missing[field] for name, field in LACKED.items()}
        return {"read": self.read, "unread": self.missing["body"], **lacked}
