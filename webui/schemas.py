"""JSON schemas of what the API answers, drawn from the very classes whose values it sends."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from index.article import Article
from index.kept import Coverage
from index.knowledge.facts import Facts
from index.knowledge.sections import Section
from index.results import Hit, HitPassage, Repost
from index.runs import SourceState
from index.suggesting import Suggestion

Schema = dict[str, Any]
PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
HTML = {"type": "string", "description": "HTML: escaped, with <mark> around exactly what matched."}


def schema_of(kind: Any) -> Schema:
    """The schema of the values of a type; a dataclass is an object with all of its fields."""
    if kind in PLAIN:
        return {"type": PLAIN[kind]}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return an_object({field.name: schema_of(hints[field.name]) for field in fields(kind)})
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return _any_of([schema_of(each) for each in inside])
    if origin in (tuple, list):
        return a_list(schema_of(inside[0]))
    return {}


def an_object(properties: Mapping[str, Schema]) -> Schema:
    """An object that has all of these keys; later versions may add others."""
    return {"type": "object", "properties": dict(properties), "required": list(properties)}


def a_list(items: Schema) -> Schema:
    """A list of such values."""
    return {"type": "array", "items": items}


def _any_of(options: list[Schema]) -> Schema:
    if all(set(option) == {"type"} for option in options):
        return {"type": [option["type"] for option in options]}
    return {"anyOf": options}


def _some(kind: Any, *names: str) -> dict[str, Schema]:
    """The properties of a dataclass of these names."""
    known = schema_of(kind)["properties"]
    return {name: known[name] for name in names}


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
ANYTHING: Schema = {}
MAYBE_TEXT = schema_of(str | None)
HIT = an_object(
    {
        **_some(Hit, "url", "title", "court", "province", "published", "kind"),
        "snippet": HTML,
        "score": {"type": "number"},
        "passages": a_list(an_object({**_some(HitPassage, "heading", "anchor"), "text": HTML})),
        "brands": a_list(ANYTHING),
        "reposts": a_list(schema_of(Repost)),
    }
)
SEARCH = an_object(
    {
        "query": TEXT,
        "total": COUNT,
        "stories": COUNT,
        "page": COUNT,
        "took_ms": {"type": "number"},
        "partial": FLAG,
        "notes": a_list(TEXT),
        "also": a_list(TEXT),
        "hits": a_list(HIT),
        "facets": {"type": "object", "additionalProperties": a_list(an_object({"value": TEXT, "count": COUNT}))},
        "suggestion": MAYBE_TEXT,
        "coverage": schema_of(Coverage),
    }
)
DIFFERENCE = an_object({"was": TEXT, "now": TEXT})
TELLING = {
    **_some(Repost, "url", "title", "court", "published"),
    "original": FLAG,
    "changed": {"anyOf": [a_list(DIFFERENCE), {"type": "null"}]},
}
ARTICLE = an_object(
    {
        **schema_of(Article)["properties"],
        "body": MAYBE_TEXT,
        "kind": TEXT,
        **schema_of(Facts)["properties"],
        "sections": a_list(schema_of(Section)),
        "reposts": a_list(an_object(TELLING)),
    }
)
SUGGESTIONS = an_object({"query": TEXT, "suggestions": a_list(schema_of(Suggestion))})
SOURCES = an_object({"sources": a_list(schema_of(SourceState))})
PROBLEM = an_object({"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT})
DOCUMENT = {"type": "object", "description": "An OpenAPI 3.1 document."}
