"""JSON schemas of what the API answers, drawn from the very classes whose values it sends."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from index.article import Article
from index.kept import Coverage
from index.knowledge.claims import Claim
from index.knowledge.facts import Facts
from index.knowledge.figures import Figure
from index.knowledge.honours import Honour
from index.knowledge.sections import Section
from index.ledgers.brandfigures import FigureSeries
from index.ledgers.brandfile import BrandFile, BrandUser
from index.ledgers.brandlist import BrandLine
from index.ledgers.comparing import ComparedBrand, ComparedRow, Lack
from index.ledgers.courtfile import CourtBrand, CourtFile, Share
from index.ledgers.courtlist import CourtLine
from index.ledgers.namecheck import WAYS, NameUse
from index.ledgers.sharedsentences import SharedSentence
from index.ledgers.standing import PLACE
from index.relating import RelatedTerm, SimilarArticle
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
        "passages": a_list(an_object({**_some(HitPassage, "heading", "path", "role", "anchor"), "text": HTML})),
        "brands": a_list(TEXT),
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
        "related": a_list(schema_of(RelatedTerm)),
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
        "shared": a_list(schema_of(SharedSentence)),
    }
)
SHARED = an_object({"url": TEXT, "shared": a_list(schema_of(SharedSentence))})
SOURCES = an_object({"sources": a_list(schema_of(SourceState))})
SIMILAR = an_object({"url": TEXT, "similar": a_list(schema_of(SimilarArticle))})
SUGGESTIONS = an_object({"query": TEXT, "suggestions": a_list(schema_of(Suggestion))})
FILE: Schema = {"type": "string", "format": "binary"}
BRANDS = an_object({"brands": a_list(schema_of(BrandLine))})
MENTIONED = dict.fromkeys(("court", "url", "title", "published", "sentence"), MAYBE_TEXT)
MENTION = an_object(MENTIONED)
USE = an_object({"name": TEXT, "use": TEXT, **MENTIONED})
USER = an_object(
    {
        **_some(
            BrandUser, "court", "province", "city", "relation", "type", "since", "latest", "articles", "silent_since"
        ),
        "cites": a_list(TEXT),
        "evidence": MENTION,
        "figures": a_list(schema_of(FigureSeries)),
        "documents": a_list(TEXT),
        "honours": a_list(an_object({**schema_of(Honour)["properties"], "url": TEXT})),
    }
)
BRAND = an_object(
    {
        **_some(BrandFile, "name", "key", "type", "template"),
        "spellings": a_list(an_object({"name": TEXT, "articles": COUNT})),
        "owner": MAYBE_TEXT,
        "first": USE,
        "latest": USE,
        "users": a_list(USER),
        "plans": a_list(an_object({"planned": MENTION, "done": {"anyOf": [MENTION, {"type": "null"}]}})),
        **dict.fromkeys(("reposts", "visits", "told"), a_list(USE)),
        "template_users": a_list(an_object(dict.fromkeys(("name", "court", "since"), TEXT))),
    }
)
CHECK = an_object(
    {
        "name": TEXT,
        "taken": FLAG,
        "statement": TEXT,
        "searched": an_object({"day": TEXT, "brands": COUNT, **schema_of(Coverage)["properties"]}),
        "in_text": COUNT,
        "counts": an_object(dict.fromkeys(WAYS, COUNT)),
        **dict.fromkeys(WAYS, a_list(schema_of(NameUse))),
    }
)
PLACED = dict.fromkeys(PLACE, MAYBE_TEXT)
CLAIMED_BY = {name: PLACED[name] for name in ("court", "published", "url")} | {"sentence": TEXT}
RESULT = an_object(
    {**_some(Figure, "number", "value", "unit", "what", "sentence"), "published": MAYBE_TEXT, "url": TEXT}
)
FIRST = {
    **schema_of(Claim)["properties"],
    **PLACED,
    "contradicts": a_list(an_object({**_some(Claim, "scope", "word"), **CLAIMED_BY})),
    "used_before": a_list(an_object(CLAIMED_BY)),
}
FIGURE = {**schema_of(Figure)["properties"], **PLACED, "result": {"anyOf": [RESULT, {"type": "null"}]}}
LEDGER_ROWS = {
    "firsts": an_object({"firsts": a_list(an_object(FIRST))}),
    "honours": an_object({"honours": a_list(an_object({**schema_of(Honour)["properties"], **PLACED}))}),
    "figures": an_object({"figures": a_list(an_object(FIGURE))}),
}
COURTS = an_object({"courts": a_list(schema_of(CourtLine))})
COURT = an_object(
    {
        **_some(CourtFile, "name", "level", "province", "city", "articles", "first", "latest"),
        **dict.fromkeys(("years", "kinds", "topics"), a_list(schema_of(Share))),
        "brands": a_list(schema_of(CourtBrand)),
        **LEDGER_ROWS["firsts"]["properties"],
        **LEDGER_ROWS["honours"]["properties"],
    }
)
COMPARED = a_list(schema_of(ComparedRow))
COMPARISON = an_object(
    {
        "courts": a_list(COURT),
        **dict.fromkeys(("years", "topics", "kinds", "brand_types", "honour_levels"), COMPARED),
        "brands": a_list(schema_of(ComparedBrand)),
        "lacks": a_list(schema_of(Lack)),
    }
)
PROBLEM = an_object({"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT})
DOCUMENT = {"type": "object", "description": "An OpenAPI 3.1 document."}
