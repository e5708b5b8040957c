"""Sample texts: the articles of the sample sites, as their authors wrote them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).with_name("articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleText:
    """One article; ``stem`` is its file's name, whose first part names its site, and "" stands for what it lacks."""

    stem: str
    title: str
    published: str
    column: str
    author: str
    editor: str
    source: str
    views: int | None
    kind: str
    brands: tuple[str, ...]
    body: str

    @property
    def site(self) -> str:
        """The name of the site that publishes it."""
        return self.stem.partition("-")[0]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of its body."""
        return tuple(self.body.split("\n"))


def sample_texts(folder: Path = ARTICLES) -> tuple[SampleText, ...]:
    """Every article of a folder, latest first."""
    texts = (_text(path) for path in sorted(folder.glob("*.md")))
    return tuple(sorted(texts, key=lambda text: (text.published, text.stem), reverse=True))


def _text(path: Path) -> SampleText:
    _, header, body = path.read_text("utf-8").split("+++\n", 2)
    values: dict[str, Any] = tomllib.loads(header)
    return SampleText(
        stem=path.stem,
        title=values["title"],
        published=values["published"],
        column=values["column"],
        author=values["author"],
        editor=values["editor"],
        source=values["source"],
        views=values.get("views"),
        kind=values["kind"],
        brands=tuple(values["brands"]),
        body="\n".join(line.strip() for line in body.split("\n") if line.strip()),
    )
