"""The noun of the house: a court's article as it was read from its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from index.errors import TashanError


class ArticleError(TashanError):
    """The values given do not make an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one page says of itself, in the page's own script.

    Unknown is None. ``body`` joins its paragraphs with newlines; ``published`` is ``YYYY-MM-DD`` or
    ``YYYY-MM-DDThh:mm:ss`` (China time, no offset); ``repairs`` names every mending of the text.
    """

    url: str
    body: str
    title: str | None = None
    subtitle: str | None = None
    court: str | None = None
    level: str | None = None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    adcode: str | None = None
    published: str | None = None
    author: str | None = None
    editor: str | None = None
    source: str | None = None
    column: str | None = None
    views: int | None = None
    repairs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and _LONE_SURROGATE.search(value):
                object.__setattr__(self, field.name, _whole(value))
        if any(map(_LONE_SURROGATE.search, self.repairs)):
            object.__setattr__(self, "repairs", tuple(map(_whole, self.repairs)))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs in order, none empty."""
        return tuple(line for line in self.body.split("\n") if line.strip())

    def as_json(self) -> dict[str, Any]:
        """Every field under its own name, JSON types only."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"repairs": list(self.repairs)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Article:
        """Build an article from any mapping with at least ``url`` and ``body``; other keys are passed over.

        Raises ArticleError where a field is missing or of another type.
        """
        known = {field.name: values[field.name] for field in fields(cls) if values.get(field.name) is not None}
        for name in ("url", "body"):
            if not isinstance(known.get(name), str) or not known[name].strip():
                raise ArticleError(f"An article needs a non-empty string “{name}”.")
        for name, value in known.items():
            if not isinstance(value, _JSON_TYPES.get(name, str)) or isinstance(value, bool):
                raise ArticleError(f"“{name}” of {known['url']} is {type(value).__name__}, which is not its type.")
        if not all(isinstance(repair, str) for repair in known.get("repairs", ())):
            raise ArticleError(f"“repairs” of {known['url']} must be a list of strings.")
        return cls(**known | {"repairs": tuple(known.get("repairs", ()))})


# JSON can spell half a character, which no file can hold.
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JSON_TYPES: dict[str, type | tuple[type, ...]] = {"views": int, "repairs": (list, tuple)}


def _whole(text: str) -> str:
    """A text of whole characters."""
    return _LONE_SURROGATE.sub("\ufffd", text)
